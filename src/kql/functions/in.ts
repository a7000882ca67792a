import { type CallSql, defineScalar, type FunctionDefinition, type Spelling } from '../define.ts';
import { arrayItems } from '../lower/literal.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast, comparedBelow, isNull } from '../tree/scalar.ts';
import { isNumber } from '../tree/types.ts';

/** The listed values, constant arrays opened. */
export function openedList(items: readonly Scalar[]): Scalar[] {
  return items.flatMap((x): readonly Scalar[] => (x.kind === 'literal' && arrayItems(x)) || [x]);
}

function folded(x: Scalar, ignoreCase: boolean, call: CallSql): string {
  if (x.type !== 'string' || !ignoreCase) return call.as(x, x.type);
  if (x.kind === 'literal' && typeof x.value === 'string')
    return call.as({ ...x, value: x.value.toLowerCase() }, 'string');
  return `lower(${call.as(x, 'string')})`;
}

function among(left: Scalar, items: readonly Scalar[], ignoreCase: boolean, call: CallSql): string {
  const opened = openedList(items);
  const arrays = opened.filter((x) => x.type === 'dynamic' && !isNull(x));
  const tables = arrays.filter((x) => x.kind === 'subquery' && x.many);
  const plain = opened
    .filter((x) => x.kind !== 'subquery' || !x.many)
    .filter((x) => !arrays.includes(x));
  const listed = opened.filter((x) => x.kind === 'subquery' && x.many && x.type !== 'dynamic');
  const tests = [
    ...(plain.length > 0 ? [amongValues(left, plain, ignoreCase, call)] : []),
    ...listed.map((x) => amongRows(left, x, ignoreCase, call)),
    ...arrays
      .filter((x) => !tables.includes(x))
      .map((x) => amongElements(left, x, ignoreCase, call)),
    ...tables.map((x) => amongRows(cast(left, 'string'), x, ignoreCase, call)),
  ];
  return tests.length === 0
    ? 'false'
    : tests.length === 1
      ? (tests[0] ?? '')
      : `(${tests.join(' OR ')})`;
}

function amongValues(
  left: Scalar,
  items: readonly Scalar[],
  ignoreCase: boolean,
  call: CallSql,
): string {
  const type = left.type === 'dynamic' ? (items[0]?.type ?? 'string') : left.type;
  const value = cast(left, type);
  const able = items.filter((x) => x.type !== type || comparedBelow(value, x) === 0);
  if (able.length === 0) return 'false';
  const values = able.map((x) => {
    const same = x.type === type || (isNumber(type) && isNumber(x.type)) ? x : cast(x, type);
    return folded(same, ignoreCase, call);
  });
  const fast =
    call.filter &&
    !ignoreCase &&
    type === 'string' &&
    items.every((x) => x.kind === 'literal' && x.value !== '');
  const sql = `${fast ? call.raw(value) : folded(value, ignoreCase, call)} IN (${values.join(', ')})`;
  return call.filter || type === 'string' ? `(${sql})` : `coalesce(${sql}, false)`;
}

function amongElements(left: Scalar, array: Scalar, ignoreCase: boolean, call: CallSql): string {
  const fold = (sql: string): string => (ignoreCase ? `lower(${sql})` : sql);
  const elements = `list_transform(k_elements(${call.raw(array)}), lambda e: ${fold('k_dynamic_text(e)')})`;
  return `coalesce(list_contains(${elements}, ${fold(call.as(left, 'string'))}), false)`;
}

function amongRows(left: Scalar, rows: Scalar, ignoreCase: boolean, call: CallSql): string {
  if (rows.kind !== 'subquery') return call.refuse('needs a table');
  const type = rows.type === 'dynamic' ? 'string' : rows.type;
  const fold = (sql: string): string => (ignoreCase && type === 'string' ? `lower(${sql})` : sql);
  const unnested = `SELECT k_dynamic_text(unnest(k_items(v))) AS v FROM (${call.list(rows.relation)})`;
  const list = rows.type === 'dynamic' ? unnested : call.list(rows.relation);
  const sql = `${fold(call.as(left, type))} IN (SELECT ${fold('v')} FROM (${list}) WHERE v IS NOT NULL)`;
  return call.filter ? `(${sql})` : `coalesce(${sql}, false)`;
}

const spelling =
  (ignoreCase: boolean, negated: boolean): Spelling =>
  (_, call) => {
    const [left, ...items] = call.args;
    if (!left) return call.refuse('needs a value');
    const sql = among(left, items, ignoreCase, negated ? { ...call, filter: false } : call);
    return negated ? `(NOT ${sql})` : sql;
  };

// Microsoft's names say Cs where the case is *not* minded.
const forms = [
  ['in', 'InExpression', false, false],
  ['!in', 'NotInExpression', false, true],
  ['in~', 'InCsExpression', true, false],
  ['!in~', 'NotInCsExpression', true, true],
] as const;

const definitions: readonly FunctionDefinition[] = forms.map(
  ([name, syntax, ignoreCase, negated]) =>
    defineScalar({
      signature: `${name}(value: any, ...values: any): bool`,
      about: `Whether a value is ${negated ? 'none' : 'one'} of those listed, in an array or in a table's first column${ignoreCase ? ', case ignored' : ''}.`,
      source: 'https://learn.microsoft.com/kusto/query/in-cs-operator',
      syntax: [syntax],
      nullable: 'never',
      sql: { duckdb: spelling(ignoreCase, negated) },
      examples: [
        {
          query: `print a = "x" ${name} ("y", "x"), b = "X" ${name} (dynamic(["x"])), c = "z" ${name} ("y")`,
          rows: [[!negated, negated !== ignoreCase, negated]],
        },
        {
          query: `let T = datatable(s:string)["q", "r"]; print a = "q" ${name} (T), b = "s" ${name} (T)`,
          rows: [[!negated, negated]],
        },
      ],
    }),
);

export default definitions;
