import { quoteText } from '../../base/index.ts';
import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { regex } from '../dialects/duckdb-regex.ts';
import { arrayItems } from '../lower/literal.ts';

function texts(call: CallSql, index: number): string[] {
  const given = call.args[index];
  const items = given?.kind === 'literal' ? arrayItems(given) : null;
  if (!items) return call.refuse('needs a constant array of texts', index);
  return items.map((x) => (x.value === null ? '' : String(x.value)));
}

/** In Kusto's rewrites `$1` stands for a group as `\1` does. */
function rewriting(call: CallSql, text: string, pattern: number, rewrite: number): string {
  const { sql, use } = regex(call, pattern);
  const by = call.args[rewrite];
  if (!by) return call.refuse('needs a rewrite');
  const spelled =
    by.kind === 'literal' && typeof by.value === 'string'
      ? quoteText(by.value.replace(/\\(?![0-9\\])/g, '\\\\'))
      : call.as(by, 'string');
  return use(`regexp_replace(${text}, ${sql}, ${spelled}, 'g')`, text);
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'replace_string(text: string, lookup: string, rewrite: string): string',
    about: 'The text with every place that is `lookup` replaced.',
    source: 'https://learn.microsoft.com/kusto/query/replace-string-function',
    sql: { duckdb: ([text, lookup, rewrite]) => `replace(${text}, ${lookup}, ${rewrite})` },
    examples: [
      {
        query:
          'print a = replace_string("abcabc", "a", "XY"), b = replace_string("aaa", "", "_"), c = replace_string("abc", "abc", "")',
        rows: [['XYbcXYbc', 'aaa', '']],
      },
    ],
  }),
  defineScalar({
    signature: 'replace_strings(text: string, lookups: dynamic, rewrites: dynamic): string',
    about:
      'The text with every place that is one of the lookups replaced by the rewrite of that place, one after the other.',
    source: 'https://learn.microsoft.com/kusto/query/replace-strings-function',
    sql: {
      duckdb: ([text = ''], call) => {
        const [lookups, rewrites] = [texts(call, 1), texts(call, 2)];
        if (lookups.length !== rewrites.length)
          return call.refuse('needs as many rewrites as lookups', 2);
        return lookups.reduce(
          (sql, lookup, i) =>
            `replace(${sql}, ${quoteText(lookup)}, ${quoteText(rewrites[i] ?? '')})`,
          text,
        );
      },
    },
    examples: [
      {
        query:
          'print a = replace_strings("a magic trick", dynamic(["magic", "trick"]), dynamic(["real", "x"]))',
        rows: [['a real x']],
      },
    ],
  }),
  defineScalar({
    signature: 'replace_regex(text: string, pattern: string, rewrite: string): string',
    about:
      'The text with all that a regular expression finds replaced; `\\1` stands for its first capture group.',
    source: 'https://learn.microsoft.com/kusto/query/replace-regex-function',
    sql: { duckdb: ([text = ''], call) => rewriting(call, text, 1, 2) },
    examples: [
      {
        query: String.raw`print a = replace_regex("Number is 1", @"is (\d+)", @"was: \1"), b = replace_regex("a1b22", @"\d+", "#")`,
        rows: [['Number was: 1', 'a#b#']],
      },
    ],
  }),
  defineScalar({
    signature: 'replace(pattern: string, rewrite: string, text: string): string',
    about: 'The older spelling of `replace_regex`, with the text last.',
    source: 'https://learn.microsoft.com/kusto/query/replace-regex-function',
    sql: { duckdb: ([, , text = ''], call) => rewriting(call, text, 0, 1) },
    examples: [
      { query: String.raw`print a = replace(@"(\w)-(\w)", @"\2-\1", "a-b")`, rows: [['b-a']] },
    ],
  }),
];

export default definitions;
