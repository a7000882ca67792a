import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'matches_regex(text: string, pattern: string): bool',
  about: 'Whether a regular expression (RE2) is found in a text.',
  source: 'https://learn.microsoft.com/kusto/query/regex-operator',
  syntax: ['MatchesRegexExpression'],
  nullable: 'never',
  sql: { duckdb: ([text, pattern]) => `regexp_matches(${text}, ${pattern})` },
  examples: [
    {
      query:
        'print a = "abc123" matches regex @"\\d+", b = "ABC" matches regex "abc", c = "ABC" matches regex "(?i)abc"',
      rows: [[true, false, true]],
    },
  ],
});

export default definition;
