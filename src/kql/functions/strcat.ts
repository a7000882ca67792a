import { defineScalar, type FunctionDefinition } from '../define.ts';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'strcat(part: string, ...parts: string): string',
    about: 'All arguments as one text; null adds nothing.',
    source: 'https://learn.microsoft.com/kusto/query/strcat-function',
    sql: { duckdb: (parts) => `(${parts.join(' || ')})` },
    examples: [
      { query: 'print a = strcat("a", 1, true, long(null), 1h)', rows: [['a1True01:00:00']] },
    ],
  }),
  defineScalar({
    signature:
      'strcat_delim(delimiter: string, first: string, second: string, ...more: string): string',
    about: 'All arguments as one text with a delimiter between them.',
    source: 'https://learn.microsoft.com/kusto/query/strcat-delim-function',
    sql: { duckdb: (parts) => `concat_ws(${parts.join(', ')})` },
    examples: [
      {
        query:
          'print a = strcat_delim("-", 1, "2", "A", 1s), b = strcat_delim(",", "", long(null), "x")',
        rows: [['1-2-A-00:00:01', ',,x']],
      },
    ],
  }),
  defineScalar({
    signature: 'strrep(text: string, count: long, delimiter?: string): string',
    about: 'A text so many times, at most 1,024, with a delimiter between where one is given.',
    source: 'https://learn.microsoft.com/kusto/query/strrep-function',
    sql: {
      duckdb: ([text, count, delimiter = "''"]) =>
        `coalesce(array_to_string(list_transform(generate_series(1, least(${count}, 1024)), lambda i: ${text}), ${delimiter}), '')`,
    },
    examples: [
      {
        query:
          'print a = strrep("ab", 3), b = strrep("a", 3, "-"), c = strrep("a", 0), d = strrep(1, 2)',
        rows: [['ababab', 'a-a-a', '', '11']],
      },
    ],
  }),
];

export default definitions;
