import type { KustoType } from '../../base/index.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { newColumns } from '../tree/build.ts';
import { literal } from '../tree/scalar.ts';

/** The .NET types that Kusto names. */
const dataTypes: Readonly<Record<KustoType, string>> = {
  bool: 'System.SByte',
  int: 'System.Int32',
  long: 'System.Int64',
  real: 'System.Double',
  decimal: 'System.Data.SqlTypes.SqlDecimal',
  string: 'System.String',
  datetime: 'System.DateTime',
  timespan: 'System.TimeSpan',
  dynamic: 'System.Object',
  guid: 'System.Guid',
};

const definition: Operator = defineOperator({
  name: 'getschema',
  syntax: ['GetSchemaOperator'],
  about: 'A row for each column, with its type.',
  source: 'https://learn.microsoft.com/kusto/query/getschema-operator',
  apply(call) {
    const columns = newColumns([
      { name: 'ColumnName', type: 'string', nullable: false },
      { name: 'ColumnOrdinal', type: 'int', nullable: false },
      { name: 'DataType', type: 'string', nullable: false },
      { name: 'ColumnType', type: 'string', nullable: false },
    ]);
    const rows = rowsOf(call).columns.map(({ name, type }, i) => [
      literal('string', name),
      literal('int', BigInt(i)),
      literal('string', dataTypes[type]),
      literal('string', type),
    ]);
    return { kind: 'values', rows, columns, hidden: [], order: [], sorted: false };
  },
  examples: [
    {
      query: 'datatable(a:long, b:string)[] | getschema',
      columns: ['ColumnName:string', 'ColumnOrdinal:int', 'DataType:string', 'ColumnType:string'],
      rows: [
        ['a', 0, 'System.Int64', 'long'],
        ['b', 1, 'System.String', 'string'],
      ],
    },
  ],
});

export default definition;
