import type { KustoType } from '../../base/index.ts';
import { type CallFacts, defineScalar, type FunctionDefinition } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';
import { isNull } from '../tree/scalar.ts';
import { commonType } from '../tree/types.ts';

/** The type of results: what the binder says, or what they have in common; nulls do not count. */
function resultType(results: readonly Scalar[], { bound }: CallFacts): KustoType {
  if (bound) return bound;
  const typed = results.filter((x) => !isNull(x));
  return commonType((typed.length > 0 ? typed : results).map((x) => x.type));
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'iff(condition: any, then: any, otherwise: any)',
    aliases: ['iif'],
    about: 'One of two values, as a condition holds or not.',
    source: 'https://learn.microsoft.com/kusto/query/iff-function',
    returns: ([, ...results], facts) => resultType(results, facts),
    sql: {
      duckdb: (_, call) => {
        const [condition, then, otherwise] = call.args;
        if (!condition || !then || !otherwise) return call.refuse('needs three values');
        const [a, b] = [call.as(then, call.type), call.as(otherwise, call.type)];
        return `(CASE WHEN ${call.condition(condition)} THEN ${a} ELSE ${b} END)`;
      },
    },
    examples: [
      { query: 'print a = iff(1 == 1, "x", "y"), b = iff(bool(null), 1, 2)', rows: [['x', 2]] },
    ],
  }),
  defineScalar({
    signature: 'case(condition: any, then: any, otherwise: any, ...more: any)',
    about: 'The value that follows the first condition that holds, or the last one.',
    source: 'https://learn.microsoft.com/kusto/query/case-function',
    returns: (args, facts) =>
      resultType(
        args.filter((_, i) => i % 2 === 1 || i === args.length - 1),
        facts,
      ),
    sql: {
      duckdb: (_, call) => {
        const { args } = call;
        const last = args.at(-1);
        if (!last || args.length % 2 === 0)
          return call.refuse('needs a last value for all other cases');
        const whens = args
          .slice(0, -1)
          .flatMap((x, i) =>
            i % 2 === 0 ? [`WHEN ${call.condition(x)}`] : [`THEN ${call.as(x, call.type)}`],
          );
        return `(CASE ${whens.join(' ')} ELSE ${call.as(last, call.type)} END)`;
      },
    },
    examples: [
      {
        query: 'print a = case(1 == 2, "x", 2 == 2, "y", "z"), b = case(false, 1, 2)',
        rows: [['y', 2]],
      },
    ],
  }),
  defineScalar({
    signature: 'coalesce(first: any, second: any, ...more: any)',
    about: 'The first value that is not null, nor an empty text.',
    source: 'https://learn.microsoft.com/kusto/query/coalesce-function',
    returns: (args, facts) => resultType(args, facts),
    nullable: 'possible',
    sql: {
      duckdb: (_, call) => {
        const values = call.args.map((x) => call.as(x, call.type));
        if (call.type !== 'string') return `coalesce(${values.join(', ')})`;
        return `coalesce(${values.map((v) => `nullif(${v}, '')`).join(', ')}, '')`;
      },
    },
    examples: [
      { query: 'print a = coalesce(long(null), 2, 3), b = coalesce("", "x")', rows: [[2, 'x']] },
    ],
  }),
];

export default definitions;
