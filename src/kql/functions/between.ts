import { defineScalar, type FunctionDefinition, type Spelling } from '../define.ts';
import { alike } from '../tree/alike.ts';
import { ofMicros } from '../tree/plain-time.ts';
import { addTime } from './arithmetic.ts';

const spelling =
  (negated: boolean): Spelling =>
  (_, call) => {
    const [value, low, high] = call.args;
    if (!value || !low || !high) return call.refuse('needs a value and two bounds');
    const [v, from] = alike(value, low);
    const end = from.type === 'datetime' && high.type === 'timespan' ? addTime(from, high) : high;
    const [, to] = alike(value, end);
    const spell = call.as(v, v.type);
    const [least, most] = [call.as(from, from.type), call.as(to, to.type)];
    const [after, before] = [ofMicros('>=', v, from), ofMicros('<=', v, to)];
    const sql =
      after === '>=' && before === '<='
        ? `(${spell} BETWEEN ${least} AND ${most})`
        : `(${spell} ${after} ${least} AND ${spell} ${before} ${most})`;
    return negated ? `(NOT ${sql})` : sql;
  };

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'between(value: any, low: any, high: any): bool',
    about:
      'Whether a value lies between two bounds, ends included; a timespan as the second bound is added to the first.',
    source: 'https://learn.microsoft.com/kusto/query/between-operator',
    syntax: ['BetweenExpression'],
    nullable: 'as-arguments',
    sql: { duckdb: spelling(false) },
    examples: [
      { query: 'print a = 2 between (1 .. 2), b = 3 between (1 .. 2)', rows: [[true, false]] },
      {
        query: 'print a = datetime(2024-01-02) between (datetime(2024-01-01) .. 1d)',
        rows: [[true]],
      },
    ],
  }),
  defineScalar({
    signature: '!between(value: any, low: any, high: any): bool',
    about: 'Whether a value lies outside two bounds.',
    source: 'https://learn.microsoft.com/kusto/query/not-between-operator',
    syntax: ['NotBetweenExpression'],
    nullable: 'as-arguments',
    sql: { duckdb: spelling(true) },
    examples: [
      { query: 'print a = 2 !between (1 .. 2), b = 3 !between (1 .. 2)', rows: [[false, true]] },
    ],
  }),
];

export default definitions;
