import type { CallSql } from '../define.ts';
import { defineScalar, type FunctionDefinition } from '../define.ts';

function empty(call: CallSql): string {
  const [x] = call.args;
  if (!x) return call.refuse('needs a value');
  return x.type === 'string' || x.type === 'dynamic'
    ? `(${call.as(x, 'string')} = '')`
    : `(${call.raw(x)} IS NULL)`;
}

function missing(call: CallSql): string {
  const [x] = call.args;
  if (!x) return call.refuse('needs a value');
  if (x.type === 'string') return 'false';
  return x.type === 'dynamic' ? `(k_some(${call.raw(x)}) IS NULL)` : `(${call.raw(x)} IS NULL)`;
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'isempty(value: any): bool',
    about: 'Whether a text is empty or another value is null.',
    source: 'https://learn.microsoft.com/kusto/query/isempty-function',
    nullable: 'never',
    sql: { duckdb: (_, call) => empty(call) },
    examples: [
      {
        query:
          'print a = isempty(""), b = isempty("x"), c = isempty(long(null)), d = isempty(dynamic(null))',
        rows: [[true, false, true, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'isnotempty(value: any): bool',
    aliases: ['notempty'],
    about: 'Whether a text is not empty or another value is not null.',
    source: 'https://learn.microsoft.com/kusto/query/isnotempty-function',
    nullable: 'never',
    sql: { duckdb: (_, call) => `(NOT ${empty(call)})` },
    examples: [
      {
        query: 'print a = isnotempty(""), b = isnotempty("x"), c = notempty(1)',
        rows: [[false, true, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'isnull(value: any): bool',
    about: 'Whether a value is null; a text never is.',
    source: 'https://learn.microsoft.com/kusto/query/isnull-function',
    nullable: 'never',
    sql: { duckdb: (_, call) => missing(call) },
    examples: [
      {
        query:
          'print a = isnull(long(null)), b = isnull(1), c = isnull(""), d = isnull(parse_json("null"))',
        rows: [[true, false, false, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'isnotnull(value: any): bool',
    aliases: ['notnull'],
    about: 'Whether a value is not null; a text never is.',
    source: 'https://learn.microsoft.com/kusto/query/isnotnull-function',
    nullable: 'never',
    sql: { duckdb: (_, call) => `(NOT ${missing(call)})` },
    examples: [
      { query: 'print a = isnotnull(long(null)), b = isnotnull(1)', rows: [[false, true]] },
    ],
  }),
];

export default definitions;
