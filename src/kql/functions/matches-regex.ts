import { defineScalar, type ScalarFunction } from '../define.ts';
import { regex } from '../dialects/duckdb-regex.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'matches regex(text: string, pattern: string): bool',
  about: 'Whether a regular expression is found anywhere in a text.',
  source: 'https://learn.microsoft.com/kusto/query/regex-operator',
  syntax: ['MatchesRegexExpression'],
  nullable: 'never',
  sql: {
    duckdb: ([text = ''], call) => {
      const [given] = call.args;
      const hay = call.filter && given?.type === 'string' ? call.raw(given) : text;
      const pattern = regex(call, 1);
      return pattern.use(`regexp_matches(${hay}, ${pattern.sql})`, 'false');
    },
  },
  examples: [
    {
      query: String.raw`print a = "abc123" matches regex @"c\d", b = "ABC" matches regex "abc", c = "ABC" matches regex "(?i)b"`,
      rows: [[true, false, true]],
    },
    {
      query: 'datatable(p:string)["(a", "b"] | project m = "abc" matches regex p',
      rows: [[false], [true]],
    },
    { query: String.raw`print a = "Größe" matches regex @"^\w+$"`, rows: [[true]] },
  ],
});

export default definition;
