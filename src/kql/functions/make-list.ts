import { type AggregateSpelling, defineAggregate, type FunctionDefinition } from '../define.ts';

type AggregateSql = Parameters<AggregateSpelling>[1];

/** SQL of a list of JSON values of all rows in their order, elements of arrays one by one. */
function collected(call: AggregateSql, nulls: boolean): string {
  const [value] = call.args;
  if (!value) return call.refuse('needs a value');
  const sql = call.as(value, 'dynamic');
  // A dynamic null is an element like any other.
  const keepsAll = nulls || value.type === 'string' || value.type === 'dynamic';
  const present = keepsAll ? [] : [`${call.raw(value)} IS NOT NULL`];
  const conditions = [...present, ...(call.predicate ? [call.predicate] : [])];
  const where = conditions.length > 0 ? ` FILTER (WHERE ${conditions.join(' AND ')})` : '';
  if (value.type !== 'dynamic') {
    const item = nulls ? `coalesce(${sql}, 'null'::JSON)` : sql;
    return `coalesce(list(${item}${call.order})${where}, [])`;
  }
  const items = `CASE WHEN json_type(${sql}) = 'ARRAY' THEN k_elements(${sql}) ELSE [coalesce(${sql}, 'null'::JSON)] END`;
  return `flatten(coalesce(list(${items}${call.order})${where}, []))`;
}

function upTo(list: string, most: string | undefined): string {
  return `to_json(${most ? `list_slice(${list}, 1, ${most})` : list})`;
}

const definitions: readonly FunctionDefinition[] = [
  defineAggregate({
    signature: 'make_list(value: any, most?: long): dynamic',
    aliases: ['makelist'],
    conditional: ['make_list_if'],
    about: 'An array of all values, in the order of the rows; nulls are left out.',
    source: 'https://learn.microsoft.com/kusto/query/make-list-aggregation-function',
    nullable: 'never',
    ordered: true,
    sql: { duckdb: ([, most], call) => upTo(collected(call, false), most) },
    examples: [
      {
        query:
          'datatable(a:long)[3, 1, long(null), 2] | summarize l = make_list(a), m = make_list(a, 2), n = make_list_if(a, a > 1)',
        rows: [
          [
            [3, 1, 2],
            [3, 1],
            [3, 2],
          ],
        ],
      },
      {
        query: 'datatable(a:string)["b", "a"] | sort by a asc | summarize make_list(a)',
        columns: ['list_a:dynamic'],
        rows: [[['a', 'b']]],
      },
    ],
  }),
  defineAggregate({
    signature: 'make_list_with_nulls(value: any): dynamic',
    about: 'An array of all values, nulls included, in the order of the rows.',
    source: 'https://learn.microsoft.com/kusto/query/make-list-with-nulls-aggregation-function',
    nullable: 'never',
    ordered: true,
    sql: { duckdb: (_, call) => upTo(collected(call, true), undefined) },
    examples: [
      {
        query: 'datatable(a:long)[3, long(null)] | summarize l = make_list_with_nulls(a)',
        rows: [[[3, null]]],
      },
    ],
  }),
  defineAggregate({
    signature: 'make_set(value: any, most?: long): dynamic',
    aliases: ['makeset'],
    conditional: ['make_set_if'],
    about: 'An array of the different values, in the order in which they first come.',
    source: 'https://learn.microsoft.com/kusto/query/make-set-aggregation-function',
    nullable: 'never',
    ordered: true,
    sql: { duckdb: ([, most], call) => upTo(`k_distinct(${collected(call, false)})`, most) },
    examples: [
      {
        query:
          'datatable(a:long)[3, 1, 3, 2] | summarize s = make_set(a), t = make_set(a, 2), u = make_set_if(a, a < 3)',
        rows: [
          [
            [3, 1, 2],
            [3, 1],
            [1, 2],
          ],
        ],
      },
      {
        query: 'datatable(d:dynamic)[dynamic([1, 2]), dynamic([2, 3])] | summarize make_set(d)',
        columns: ['set_d:dynamic'],
        rows: [[[1, 2, 3]]],
      },
    ],
  }),
];

export default definitions;
