import { Refusal } from '../error.ts';
import { captured, escapedPattern, firstText, unescaped } from '../lower/captures.ts';
import { declaredColumns } from '../lower/declared.ts';
import { extended } from '../lower/named.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { passed, project } from '../tree/build.ts';
import { cast } from '../tree/scalar.ts';

interface Delimiters {
  pair: string;
  value: string;
  quotes: { open: string; close: string } | null;
  escapeWith: string;
}

/** A pattern that finds the value of one key: in quotes, or up to the next pair. */
function pairPattern(key: string, { pair, value, quotes, escapeWith }: Delimiters): string {
  const between = escapedPattern(pair);
  const head = `(?s)(?:^|${between})\\s*${escapedPattern(key)}\\s*${escapedPattern(value)}\\s*`;
  const bare = `(.*?)(?:${between}|$)`;
  if (!quotes) return `${head}()${bare}`;
  const close = escapedPattern(quotes.close);
  const escaped = escapeWith ? `|${escapedPattern(escapeWith)}.` : '';
  const inside = `(?:[^${close}${escapedPattern(escapeWith)}]${escaped})*`;
  return `${head}(?:${escapedPattern(quotes.open)}(${inside})${close}|${bare})`;
}

function quotesOf(quote: string | undefined): Delimiters['quotes'] {
  if (!quote) return null;
  return { open: quote.charAt(0), close: quote.at(-1) ?? quote };
}

const definition: Operator = defineOperator({
  name: 'parse-kv',
  syntax: ['ParseKvOperator'],
  about: 'Takes the values of named keys out of a text of pairs.',
  source: 'https://learn.microsoft.com/kusto/query/parse-kv-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const clause = node.child('WithClause');
    const given = clause ? parametersOf(clause, 'Properties') : new Map<string, string>();
    const [pair, value] = [given.get('pair_delimiter'), given.get('kv_delimiter')];
    const unknown = [...given.keys()].find(
      (k) => !['pair_delimiter', 'kv_delimiter', 'quote', 'escape'].includes(k),
    );
    if (!pair || !value || unknown)
      throw new Refusal(
        unknown
          ? `parse-kv with ${unknown} is not supported yet.`
          : 'parse-kv needs pair_delimiter and kv_delimiter here.',
        clause?.span ?? node.span,
      );
    const escapeWith = given.get('escape') ?? '';
    const delimiters = { pair, value, quotes: quotesOf(given.get('quote')), escapeWith };
    const text = cast(lowering.scalar(node.part('Expression'), scope), 'string');
    const values = declaredColumns(node.part('Keys')).map(({ name, type }) => {
      const [quoted, bare] = captured(text, pairPattern(name, delimiters), 2, scope);
      if (!quoted || !bare) throw new Error('a pair without groups');
      const found = firstText(unescaped(quoted, escapeWith), bare);
      return { name, value: cast(found, type) };
    });
    const rows = rowsOf(call);
    return project(rows, extended(passed(rows), values, null));
  },
  examples: [
    {
      query:
        'print s = "a=1;b=two words;c=" | parse-kv s as (a:long, b:string, z:string) with (pair_delimiter=";", kv_delimiter="=") | project a, b, z',
      columns: ['a:long', 'b:string', 'z:string'],
      rows: [[1, 'two words', '']],
    },
    {
      query:
        "print s = \"k='x;y';m=z\" | parse-kv s as (k:string, m:string) with (pair_delimiter=';', kv_delimiter='=', quote=\"'\") | project k, m",
      rows: [['x;y', 'z']],
    },
  ],
});

export default definition;
