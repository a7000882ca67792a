import { defineScalar, type FunctionDefinition } from '../define.ts';
import { literal } from '../tree/scalar.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'column_ifexists(name: string, otherwise: any)',
    aliases: ['columnifexists'],
    about: 'The column of that name, or another value where there is none.',
    source: 'https://learn.microsoft.com/kusto/query/column-ifexists-function',
    returns: ([, otherwise]) => otherwise?.type ?? 'string',
    lower: ([name, otherwise], { columns }) => {
      if (name?.kind !== 'literal') return undefined;
      return columns.find((c) => c.name === name.value)?.value ?? otherwise;
    },
    sql: { duckdb: (_, call) => call.refuse('needs a constant name', 0) },
    examples: [
      {
        query:
          'datatable(a:long)[1] | project x = column_ifexists("a", 5), y = column_ifexists("b", "none")',
        columns: ['x:long', 'y:string'],
        rows: [[1, 'none']],
      },
    ],
  }),
  defineScalar({
    signature: 'iscolumnexists(name: string): bool',
    about: 'Whether there is a column of that name.',
    source: 'https://learn.microsoft.com/kusto/query/column-ifexists-function',
    lower: ([name], { columns }) => {
      if (name?.kind !== 'literal') return undefined;
      return literal(
        'bool',
        columns.some((c) => c.name === name.value),
      );
    },
    sql: { duckdb: (_, call) => call.refuse('needs a constant name', 0) },
    examples: [
      {
        query: 'datatable(a:long)[1] | project x = iscolumnexists("a"), y = iscolumnexists("b")',
        rows: [[true, false]],
      },
    ],
  }),
];

export default definitions;
