import { defineScalar, type FunctionDefinition } from '../define.ts';
import { literal } from '../tree/scalar.ts';
import { addTime, subtractTime } from './arithmetic.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'now(offset?: timespan): datetime',
    about: 'The time at which the query runs, the same everywhere in it.',
    source: 'https://learn.microsoft.com/kusto/query/now-function',
    lower: ([offset], { nowMicros }) => {
      const now = literal('datetime', nowMicros);
      return offset ? addTime(now, offset) : now;
    },
    sql: { duckdb: null },
    examples: [
      { query: 'print a = now() - now(), b = now(1h) - now()', rows: [['00:00:00', '01:00:00']] },
    ],
  }),
  defineScalar({
    signature: 'ago(span: timespan): datetime',
    about: 'The time that lies so far before now.',
    source: 'https://learn.microsoft.com/kusto/query/ago-function',
    lower: ([span], { nowMicros }) => span && subtractTime(literal('datetime', nowMicros), span),
    sql: { duckdb: null },
    examples: [{ query: 'print a = now() - ago(90m)', rows: [['01:30:00']] }],
  }),
];

export default definitions;
