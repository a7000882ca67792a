import { quoteText } from '../../base/index.ts';
import { type CallSql, defineScalar, type FunctionDefinition, type Spelling } from '../define.ts';
import { arrayItems } from '../lower/literal.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';
import { hasTerm, termPattern } from './has.ts';

const ignoringCase = { caseSensitive: false };

/** A column of terms or of arrays of terms, as text. */
function termsOf(x: Scalar, call: CallSql): string | null {
  const text = 'SELECT k_dynamic_text(unnest(k_items(v))) AS v';
  if (x.kind === 'subquery' && x.many)
    return x.type === 'dynamic' ? `${text} FROM (${call.list(x.relation)})` : call.list(x.relation);
  return null;
}

/** One test for each group of terms that is found in its own way. */
function tests(call: CallSql, all: boolean): string[] {
  const [text, ...given] = call.args;
  if (!text) return call.refuse('needs a text');
  const terms = given.flatMap(
    (x): readonly Scalar[] => (x.kind === 'literal' && arrayItems(x)) || [x],
  );
  const found: string[] = [];
  const plain: Scalar[] = [];
  for (const term of terms) {
    const rows = termsOf(term, call);
    if (rows) found.push(amongRows(text, rows, all, call));
    else if (term.type === 'dynamic') found.push(amongElements(text, term, all, call));
    else plain.push(cast(term, 'string'));
  }
  const constants = plain.flatMap((x) =>
    x.kind === 'literal' && typeof x.value === 'string' && x.value ? [x.value] : [],
  );
  if (!all && plain.length > 3 && constants.length === plain.length) {
    const patterns = constants.map((t) => termPattern(t, {})).join('|');
    return [
      ...found,
      `regexp_matches(${call.as(text, 'string')}, ${quoteText(`(?i)(?:${patterns})`)})`,
    ];
  }
  return [...found, ...plain.map((x) => hasTerm(text, x, ignoringCase, call))];
}

/** SQL of a term that stands in the column `v`. */
const computed = (text: string, term: string): string => `k_has(${text}, ${term})`;

function amongRows(text: Scalar, rows: string, all: boolean, call: CallSql): string {
  const test = computed(call.as(text, 'string'), 'v');
  return `coalesce((SELECT ${all ? 'bool_and' : 'bool_or'}(${test}) FROM (${rows})), ${all})`;
}

function amongElements(text: Scalar, array: Scalar, all: boolean, call: CallSql): string {
  const test = `list_transform(k_elements(${call.raw(array)}), lambda e: ${computed(call.as(text, 'string'), 'k_dynamic_text(e)')})`;
  return `coalesce(${all ? 'list_bool_and' : 'list_bool_or'}(${test}), ${all})`;
}

const spelling =
  (all: boolean): Spelling =>
  (_, call) => {
    const found = tests(call, all);
    if (found.length === 0) return all ? 'true' : 'false';
    return `(${found.join(all ? ' AND ' : ' OR ')})`;
  };

const forms = [
  ['has_any', 'HasAnyExpression', false, 'any'],
  ['has_all', 'HasAllExpression', true, 'all'],
] as const;

const definitions: readonly FunctionDefinition[] = forms.map(([name, syntax, all, word]) =>
  defineScalar({
    signature: `${name}(text: string, ...terms: any): bool`,
    about: `Whether a text has ${word} of the terms listed, in an array or in a table's first column; case ignored.`,
    source: `https://learn.microsoft.com/kusto/query/${name.replace('_', '-')}-operator`,
    syntax: [syntax],
    nullable: 'never',
    sql: { duckdb: spelling(all) },
    examples: [
      {
        query: `print t = "the quick fox" | project a = t ${name} ("Quick", "fox"), b = t ${name} ("quick", "dog"), c = t ${name} ("qui")`,
        rows: [[true, !all, false]],
      },
      {
        query: `print t = "the quick fox" | project a = t ${name} (dynamic(["a","b","c","d","fox"]))`,
        rows: [[!all]],
      },
      {
        query: `let T = datatable(s:string)["dog", "fox"]; print t = "the quick fox" | project a = t ${name} (T)`,
        rows: [[!all]],
      },
    ],
  }),
);

export default definitions;
