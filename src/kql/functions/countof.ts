import { defineScalar, type ScalarFunction } from '../define.ts';
import { regex } from '../dialects/duckdb-regex.ts';

/** Whether a text can overlap itself, as `aa` does in `aaa`. */
function overlaps(text: string): boolean {
  for (let n = 1; n < text.length; n++) if (text.endsWith(text.slice(0, n))) return true;
  return false;
}

const definition: ScalarFunction = defineScalar({
  signature: 'countof(text: string, search: string, kind?: string): long',
  about:
    'How often a text is found in another, also overlapping; with the kind `regex` how often a regular expression is.',
  source: 'https://learn.microsoft.com/kusto/query/countof-function',
  nullable: 'never',
  sql: {
    duckdb: ([text, search], call) => {
      const kind = call.args[2] ? call.constant(2) : 'normal';
      if (kind === 'regex') {
        const pattern = regex(call, 1);
        const count = `CAST(len(regexp_extract_all(${text}, ${pattern.sql})) AS BIGINT)`;
        return pattern.use(count, '0');
      }
      if (kind !== 'normal') return call.refuse('the kind is "normal" or "regex"', 2);
      const sought = call.args[1];
      const plain =
        sought?.kind === 'literal' && typeof sought.value === 'string' && !overlaps(sought.value);
      return `${plain ? 'k_count_apart' : 'k_countof'}(${text}, ${search})`;
    },
  },
  examples: [
    {
      query: String.raw`print a = countof("the cat sat on the mat", "at"), b = countof("aaa", "aa"), c = countof("a1b22", @"\d+", "regex"), d = countof("abc", "z")`,
      rows: [[3, 2, 2, 0]],
    },
  ],
});

export default definition;
