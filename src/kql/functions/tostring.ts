import type { KustoType } from '../../base/index.ts';
import { defineScalar, type Example, type FunctionDefinition } from '../define.ts';
import { cast } from '../tree/scalar.ts';

const conversions: readonly {
  to: KustoType;
  name: string;
  aliases?: string[];
  example: Example;
}[] = [
  {
    to: 'string',
    name: 'tostring',
    example: {
      query:
        'print a = tostring(1.5), b = tostring(true), c = tostring(dynamic({"x":1})), d = tostring(long(null))',
      rows: [['1.5', 'True', '{"x":1}', '']],
    },
  },
  {
    to: 'long',
    name: 'tolong',
    example: {
      query: 'print a = tolong("42"), b = tolong("x"), c = tolong(3.9), d = tolong("0x1F")',
      rows: [[42, null, 3, 31]],
    },
  },
  {
    to: 'int',
    name: 'toint',
    example: {
      query: 'print a = toint("42"), b = toint("99999999999"), c = toint(-3.9)',
      columns: ['a:int', 'b:int', 'c:int'],
      rows: [[42, null, -3]],
    },
  },
  {
    to: 'real',
    name: 'todouble',
    aliases: ['toreal'],
    example: {
      query: 'print a = todouble("1.5e2"), b = toreal("x"), c = todouble(2)',
      rows: [[150, null, 2]],
    },
  },
  {
    to: 'decimal',
    name: 'todecimal',
    example: { query: 'print a = todecimal("1.5"), b = todecimal("x")', rows: [['1.5', null]] },
  },
  {
    to: 'bool',
    name: 'tobool',
    aliases: ['toboolean'],
    example: {
      query: 'print a = tobool("TRUE"), b = tobool(0), c = tobool("x")',
      rows: [[true, false, null]],
    },
  },
  {
    to: 'datetime',
    name: 'todatetime',
    example: {
      query: 'print a = todatetime("2024-02-03T04:05:06.5Z"), b = todatetime("x")',
      rows: [['2024-02-03T04:05:06.5000000Z', null]],
    },
  },
  {
    to: 'timespan',
    name: 'totimespan',
    aliases: ['totime'],
    example: {
      query: 'print a = totimespan("1.02:03:04.5"), b = totimespan("2h"), c = totimespan("x")',
      rows: [['1.02:03:04.5000000', '02:00:00', null]],
    },
  },
  {
    to: 'guid',
    name: 'toguid',
    example: {
      query: 'print a = toguid("74be27de-1e4e-49d9-b579-fe0b331d3642"), b = toguid("x")',
      rows: [['74be27de-1e4e-49d9-b579-fe0b331d3642', null]],
    },
  },
];

const definitions: readonly FunctionDefinition[] = conversions.map(
  ({ to, name, aliases = [], example }) =>
    defineScalar({
      signature: `${name}(value: any): ${to}`,
      aliases,
      about: `The value as a ${to}; null${to === 'string' ? ' becomes an empty text' : ' where it is none'}.`,
      source: `https://learn.microsoft.com/kusto/query/${name}-function`,
      lower: ([value]) => value && cast(value, to),
      sql: { duckdb: ([value]) => value ?? '' },
      examples: [example],
    }),
);

export default definitions;
