import { defineScalar, type ScalarFunction } from '../define.ts';

const definition: ScalarFunction = defineScalar({
  signature: 'split(text: string, delimiter: string, index?: long): dynamic',
  about:
    'The parts of a text between delimiters, as an array; with an index only that part, null where there is none.',
  source: 'https://learn.microsoft.com/kusto/query/split-function',
  sql: {
    duckdb: ([text = '', delimiter = '', index], call) => {
      const [, by] = call.args;
      const whole = by?.kind === 'literal' && by.value === '';
      const parts = whole
        ? `[${text}]`
        : by?.kind === 'literal'
          ? `string_split(${text}, ${delimiter})`
          : `CASE WHEN ${delimiter} = '' THEN [${text}] ELSE string_split(${text}, ${delimiter}) END`;
      if (index === undefined) return `to_json(${parts})`;
      return `nullif(to_json(CASE WHEN ${index} >= 0 THEN list_slice(${parts}, ${index} + 1, ${index} + 1) END), '[]')`;
    },
  },
  part: {
    duckdb: (step, [text, delimiter], call) => {
      const [, by] = call.args;
      const plain = by?.kind === 'literal' && by.value !== '' && call.args.length === 2;
      if (!plain || typeof step !== 'number') return null;
      return `string_split(${text}, ${delimiter})[${step < 0 ? step : step + 1}]`;
    },
  },
  examples: [
    {
      query:
        'print a = split("a,b,,c", ","), b = split("", ","), c = split("a_b", "_", 1), d = split("a_b", "_", 2), e = split("ab", "")',
      rows: [[['a', 'b', '', 'c'], [''], ['b'], null, ['ab']]],
    },
    {
      query:
        'datatable(s:string)["jo@x.org", "none"] | project a = tostring(split(s, "@")[1]), b = split(s, "@")[1], c = split(s, "@")[-1]',
      rows: [
        ['x.org', 'x.org', 'x.org'],
        ['', null, 'none'],
      ],
    },
  ],
});

export default definition;
