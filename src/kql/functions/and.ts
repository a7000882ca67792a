import { defineScalar, type FunctionDefinition } from '../define.ts';

const source = 'https://learn.microsoft.com/kusto/query/logical-operators';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'and(...conditions: any): bool',
    about: 'True where all conditions are true.',
    source,
    syntax: ['AndExpression'],
    chains: true,
    nullable: 'as-arguments',
    sql: { duckdb: (_, call) => `(${call.args.map((a) => call.truth(a)).join(' AND ')})` },
    examples: [{ query: 'print a = true and false, b = 1 == 1 and 2 == 2', rows: [[false, true]] }],
  }),
  defineScalar({
    signature: 'or(...conditions: any): bool',
    about: 'True where any condition is true.',
    source,
    syntax: ['OrExpression'],
    chains: true,
    nullable: 'as-arguments',
    sql: { duckdb: (_, call) => `(${call.args.map((a) => call.truth(a)).join(' OR ')})` },
    examples: [{ query: 'print a = true or false, b = 1 == 2 or 2 == 1', rows: [[true, false]] }],
  }),
  defineScalar({
    signature: 'not(condition: bool): bool',
    about: 'True where the condition is false, null where it is null.',
    source: 'https://learn.microsoft.com/kusto/query/not-function',
    nullable: 'as-arguments',
    sql: { duckdb: ([condition]) => `(NOT ${condition})` },
    examples: [{ query: 'print a = not(1 == 2), b = not(bool(null))', rows: [[true, null]] }],
  }),
];

export default definitions;
