import { defineScalar, type FunctionDefinition } from '../define.ts';
import { regex } from '../dialects/duckdb-regex.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'indexof(text: string, lookup: string, start?: long, length?: long, occurrence?: long): long',
    about:
      'Where a text is found in another, counted from 0; -1 where it is not. A negative start counts from the end, a length of -1 is all the rest.',
    source: 'https://learn.microsoft.com/kusto/query/indexof-function',
    sql: {
      duckdb: ([text, lookup, start, length, occurrence]) => {
        if (start === undefined) return `CAST(strpos(${text}, ${lookup}) - 1 AS BIGINT)`;
        return `k_indexof(${text}, ${lookup}, ${start}, ${length ?? -1}, ${occurrence ?? 1})`;
      },
    },
    examples: [
      {
        query:
          'print a = indexof("abcdefg", "cde"), b = indexof("abcdefg", "cde", 1, 2), c = indexof("abcdefg", "cde", -5), d = indexof("abcdefgabcdefg", "cde", 1, 10, 2), e = indexof(12345, 5), f = indexof("a", "z")',
        columns: ['a:long', 'b:long', 'c:long', 'd:long', 'e:long', 'f:long'],
        rows: [[2, -1, 2, 9, 4, -1]],
      },
    ],
  }),
  defineScalar({
    signature:
      'indexof_regex(text: string, pattern: string, start?: long, length?: long, occurrence?: long): long',
    about:
      'Where a regular expression is found in a text, counted from 0; -1 where it is not, null where the start is negative.',
    source: 'https://learn.microsoft.com/kusto/query/indexof-regex-function',
    sql: {
      duckdb: ([text, , start = 0, length = -1, occurrence = 1], call) => {
        const pattern = regex(call, 1);
        return pattern.use(
          `k_indexof_regex(${text}, ${pattern.sql}, ${start}, ${length}, ${occurrence})`,
          '-1',
        );
      },
    },
    examples: [
      {
        query:
          'print a = indexof_regex("abcabc", "a.c"), b = indexof_regex("abcabcdefg", "a.c", 0, 9, 2), c = indexof_regex("ababaa", "a.a", 0, -1, 2), d = indexof_regex("abcabc", "a|ab", -1)',
        rows: [[0, 3, -1, null]],
      },
    ],
  }),
];

export default definitions;
