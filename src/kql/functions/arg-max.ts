import {
  defineAggregate,
  defineTuple,
  type FunctionDefinition,
  type TupleCall,
} from '../define.ts';
import type { NamedValue, PickedRow, Scalar } from '../tree/nodes.ts';

/** The columns of the picked row: those asked for, and for `*` all that are not keys. */
function picked(call: TupleCall, pick: PickedRow['pick']): NamedValue[] {
  const { args, names, star, filter, facts } = call;
  const key = pick === 'any' ? null : (args[0] ?? null);
  const named = args.map((value, i) => ({ name: names[i] ?? '', value }));
  const given = new Set(names);
  const rest =
    star < 0 ? [] : facts.columns.filter((c) => !call.keys.has(c.name) && !given.has(c.name));
  const fields = [
    ...named.slice(0, star < 0 ? named.length : star),
    ...rest,
    ...named.slice(star < 0 ? named.length : star),
  ];
  const row: PickedRow = { pick, key, fields: fields.map((f) => f.value), filter };
  return fields.map(({ name, value }, index) => {
    const { type, nullable, span } = value;
    return {
      name,
      value: { kind: 'field', row, index, type, nullable: nullable || type === 'string', span },
    };
  });
}

const anyOne = defineAggregate({
  signature: '$any(value: any)',
  about: 'The first value that is not empty.',
  source: 'https://learn.microsoft.com/kusto/query/take-any-aggregation-function',
  returns: ([value]) => value?.type ?? 'dynamic',
  sql: {
    duckdb: (_, call) => {
      const [value] = call.args;
      if (!value) return call.refuse('needs a value');
      return value.type === 'string'
        ? `coalesce(any_value(nullif(${call.raw(value)}, ''))${call.where}, '')`
        : `any_value(${call.raw(value)})${call.where}`;
    },
  },
  examples: [{ query: 'print a = 1 | summarize take_any(a)', rows: [[1]] }],
});

/** A single column is taken from a row in which it is not empty, where there is one. */
function anyValue({ args, names, star, filter }: TupleCall): NamedValue[] | null {
  const [only, other] = args;
  if (!only || other || star >= 0) return null;
  const { type, span } = only;
  const nullable = type !== 'string';
  const value: Scalar = {
    kind: 'aggregate',
    fn: anyOne,
    args,
    filter,
    order: [],
    type,
    nullable,
    span,
  };
  return [{ name: names[0] ?? '', value }];
}

const definitions: readonly FunctionDefinition[] = [
  defineTuple({
    signature: 'arg_max(key: any, ...columns: any)',
    aliases: ['argmax'],
    about: 'The columns of the row with the greatest key; `*` stands for all columns.',
    source: 'https://learn.microsoft.com/kusto/query/arg-max-aggregation-function',
    columns: (call) => picked(call, 'max'),
    examples: [
      {
        query:
          'datatable(g:string, t:long, v:string)["a",1,"x", "a",2,"y", "b",5,"z"] | summarize arg_max(t, *) by g | sort by g asc',
        columns: ['g:string', 't:long', 'v:string'],
        rows: [
          ['a', 2, 'y'],
          ['b', 5, 'z'],
        ],
      },
      {
        query: 'datatable(t:long, v:string)[1,"x", 2,"y"] | summarize arg_max(t, v)',
        columns: ['t:long', 'v:string'],
        rows: [[2, 'y']],
      },
    ],
  }),
  defineTuple({
    signature: 'arg_min(key: any, ...columns: any)',
    aliases: ['argmin'],
    about: 'The columns of the row with the least key; `*` stands for all columns.',
    source: 'https://learn.microsoft.com/kusto/query/arg-min-aggregation-function',
    columns: (call) => picked(call, 'min'),
    examples: [
      {
        query: 'datatable(t:long, v:string)[1,"x", 2,"y"] | summarize arg_min(t, *)',
        rows: [[1, 'x']],
      },
    ],
  }),
  defineTuple({
    signature: 'take_any(column: any, ...columns: any)',
    aliases: ['any'],
    conditional: ['take_anyif', 'anyif'],
    about: 'The values of any one row of the group, the first here.',
    source: 'https://learn.microsoft.com/kusto/query/take-any-aggregation-function',
    columns: (call) => anyValue(call) ?? picked(call, 'any'),
    examples: [
      {
        query:
          'datatable(a:long, v:string)[1,"", 2,"x"] | summarize take_any(v), n = strlen(take_any(v)), any(a)',
        columns: ['v:string', 'n:long', 'any_a:long'],
        rows: [['x', 1, 1]],
      },
      {
        query: 'datatable(g:long, v:string)[1,"x", 1,"x"] | summarize take_any(v) by g',
        columns: ['g:long', 'v:string'],
        rows: [[1, 'x']],
      },
    ],
  }),
];

export default definitions;
