import type { Span } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import { escapedPattern, firstText, matched, unescaped, valueOfKey } from '../lower/captures.ts';
import { declaredColumns } from '../lower/declared.ts';
import { extended } from '../lower/named.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { passed, project } from '../tree/build.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';

interface Delimiters {
  /** Patterns of what stands between pairs, and between a key and its value. */
  pair: string;
  value: string;
  /** The pattern of a value without quotes, and what must follow it. */
  bare: string;
  after: string;
  quotes: readonly { open: string; close: string }[];
  escapes: readonly string[];
}

/** Patterns that find the value of one key: in quotes of each kind, and last without. */
function pairPatterns(
  key: string,
  { pair, value, bare, after, quotes, escapes }: Delimiters,
): string[] {
  const named = [
    escapedPattern(key),
    ...quotes.map(
      (q) => `${escapedPattern(q.open)}${escapedPattern(key)}${escapedPattern(q.close)}`,
    ),
  ];
  const head = `(?s)(?:^|${pair})\\s*(?:${named.join('|')})\\s*${value}\\s*`;
  const marks = escapes.map(escapedPattern);
  const quoted = quotes.map(({ open, close }) => {
    const plain = `[^${escapedPattern(close)}${marks.join('')}]`;
    const inside = [plain, ...marks.map((m) => `${m}.`)].join('|');
    return `${head}${escapedPattern(open)}((?:${inside})*)${escapedPattern(close)}`;
  });
  return [...quoted, `${head}(${bare})${after}`];
}

/** The given properties by name, in lower case; some may come more than once. */
function propertiesOf(clause: Syntax | null): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const p of clause?.list('Properties') ?? []) {
    const name = p.part('Name').name.toLowerCase();
    const value = p.part('Expression');
    found.set(name, [...(found.get(name) ?? []), value.stringValue ?? value.text]);
  }
  return found;
}

const known = ['pair_delimiter', 'kv_delimiter', 'quote', 'escape', 'greedy', 'regex'];

function delimitersOf(given: ReadonlyMap<string, string[]>, span: Span): Delimiters {
  const unknown = [...given.keys()].find((k) => !known.includes(k));
  if (unknown) throw new Refusal(`parse-kv has no property ${unknown}.`, span);
  const [pair, value] = [given.get('pair_delimiter')?.[0], given.get('kv_delimiter')?.[0]];
  const quotes = (given.get('quote') ?? [])
    .filter((q) => q !== '')
    .map((q) => ({ open: q.charAt(0), close: q.at(-1) ?? q }));
  const rest = { quotes, escapes: (given.get('escape') ?? []).filter((e) => e !== '') };
  if (!pair && !value) {
    const between = '[^\\pL\\pN]+';
    return { pair: between, value: between, bare: '[\\pL\\pN]*', after: '', ...rest };
  }
  if (!pair || !value)
    throw new Refusal('parse-kv needs both pair_delimiter and kv_delimiter, or neither.', span);
  const [between, equals] = [escapedPattern(pair), escapedPattern(value)];
  const greedy = given.get('greedy')?.[0]?.toLowerCase() === 'true';
  const next = `[^${escapedPattern(pair.charAt(0))}${escapedPattern(value.charAt(0))}]*${equals}`;
  const after = `(?:${between}${greedy ? next : ''}|$)`;
  const opening = quotes.map((q) => escapedPattern(q.open)).join('');
  const bare = opening === '' ? '.*?' : `(?:[^${opening}].*?)?`;
  return { pair: between, value: equals, bare, after, ...rest };
}

/** The value of a key as a text, empty where the key does not come. */
function valueUnder(key: string, text: Scalar, delimiters: Delimiters): Scalar {
  const texts = pairPatterns(key, delimiters).map((pattern, i, all) => {
    const found = matched(text, pattern);
    return i < all.length - 1
      ? delimiters.escapes.reduce((value, mark) => unescaped(value, mark), found)
      : found;
  });
  return texts.reduceRight((last, quoted) => firstText(quoted, last));
}

const definition: Operator = defineOperator({
  name: 'parse-kv',
  syntax: ['ParseKvOperator'],
  about: 'Takes the values of named keys out of a text of pairs.',
  source: 'https://learn.microsoft.com/kusto/query/parse-kv-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const clause = node.child('WithClause');
    const given = propertiesOf(clause);
    const pattern = given.get('regex')?.[0];
    const delimiters = delimitersOf(given, clause?.span ?? node.span);
    const text = cast(lowering.scalar(node.part('Expression'), scope), 'string');
    const values = declaredColumns(node.part('Keys')).map(({ name, type }) => {
      const found =
        pattern === undefined
          ? valueUnder(name, text, delimiters)
          : valueOfKey(text, pattern, name, clause?.span);
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
        "print s = \"k='x;y';m=z;n=''\" | parse-kv s as (k:string, m:string, n:string) with (pair_delimiter=';', kv_delimiter='=', quote=\"'\") | project k, m, n",
      rows: [['x;y', 'z', '']],
    },
    {
      query:
        'print s = "name=Al Doe age=3 (home town)=(New York)" | parse-kv s as (name:string, [\'home town\']:string) with (pair_delimiter=" ", kv_delimiter="=", quote="()", greedy=true) | project-away s',
      columns: ['name:string', 'home town:string'],
      rows: [['Al Doe', 'New York']],
    },
    {
      query:
        "print s = \"00:34 [INFO] Id:45, Text: 'it \\\\' is'\" | parse-kv s as (Id:long, Text:string) with (quote=\"'\", escape='\\\\') | project Id, Text",
      rows: [[45, "it ' is"]],
    },
    {
      query:
        'print s = "<a: 1> <b: x y>" | parse-kv s as (b:string, a:int) with (regex=@"<(\\w+):\\s*([^>]*)>") | project b, a',
      columns: ['b:string', 'a:int'],
      rows: [['x y', 1]],
    },
  ],
});

export default definition;
