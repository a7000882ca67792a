import { defineScalar, type ScalarFunction } from '../define.ts';
import { cast } from '../tree/scalar.ts';
import { hasTerm } from './has.ts';
import { openedList } from './in.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'has_any_index(text: string, terms: dynamic): long',
  about:
    'The place of the first term of an array that a text has, counted from 0; -1 where it has none.',
  source: 'https://learn.microsoft.com/kusto/query/has-any-index-function',
  nullable: 'never',
  sql: {
    duckdb: (_, call) => {
      const [text, ...given] = call.args;
      const terms = openedList(given);
      if (!text) return call.refuse('needs a text');
      if (terms.some((x) => x.kind !== 'literal' || x.type === 'dynamic'))
        return `(coalesce(list_position(list_transform(k_elements(${call.as(given[0] ?? text, 'dynamic')}), lambda t: k_has(${call.as(text, 'string')}, k_dynamic_text(t))), true), 0) - 1)::BIGINT`;
      const whens = terms.map(
        (term, i) =>
          `WHEN ${hasTerm(text, cast(term, 'string'), { caseSensitive: false }, { ...call, filter: false })} THEN ${i}`,
      );
      return whens.length === 0
        ? '(-1)::BIGINT'
        : `CAST(CASE ${whens.join(' ')} ELSE -1 END AS BIGINT)`;
    },
  },
  examples: [
    {
      query:
        'print a = has_any_index("this is an Example", dynamic(["that", "example"])), b = has_any_index("this", dynamic(["hi"])), c = has_any_index("x", dynamic([])), d = has_any_index("no 2", range(1, 3))',
      rows: [[1, -1, -1, 1]],
    },
  ],
});

export default definition;
