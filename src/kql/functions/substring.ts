import { defineScalar, type ScalarFunction } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';

const whole = (x: Scalar | undefined): bigint | null =>
  x?.kind === 'literal' && typeof x.value === 'bigint' ? x.value : null;

const most = 4_294_967_295n;

const definition: ScalarFunction = defineScalar({
  signature: 'substring(text: string, start: long, length?: long): string',
  about:
    'The characters of a text from a start, counted from 0, or from the end where it is negative; at most so many.',
  source: 'https://learn.microsoft.com/kusto/query/substring-function',
  sql: {
    duckdb: ([text, start, length], call) => {
      const from = whole(call.args[1]);
      const count = call.args[2] ? whole(call.args[2]) : most;
      if (from === null || count === null || from < 0n || from >= most || count > most)
        return `k_substring(${text}, ${start}, ${length ?? most})`;
      return count <= 0n ? "''" : `substring(${text}, ${from + 1n}, ${count})`;
    },
  },
  examples: [
    {
      query:
        'print a = substring("hello", 1, 3), b = substring("hello", 3), c = substring("hello", -3, 2), d = substring("hello", -100, 3), e = substring("hello", 9), f = substring("hello", 1, -1)',
      rows: [['ell', 'lo', 'll', '', '', '']],
    },
    {
      query:
        'datatable(s:string, n:long)["abcdef", 2, "xy", -1] | project a = substring(s, n, n + 1)',
      rows: [['cde'], ['']],
    },
  ],
});

export default definition;
