import { quoteText } from '../../base/index.ts';
import { type CallSql, defineScalar, type FunctionDefinition } from '../define.ts';
import { regex } from '../dialects/duckdb-regex.ts';
import { arrayItems } from '../lower/literal.ts';
import type { Literal } from '../tree/nodes.ts';

function items(call: CallSql, index: number): Literal[] {
  const given = call.args[index];
  const found = given?.kind === 'literal' ? arrayItems(given) : null;
  return found ?? call.refuse('needs a constant array of texts', index);
}

/** A text of three characters that Unicode keeps from ever being text, one for each of 29791 numbers. */
function mark(index: number): string {
  const digits = [index % 31, Math.trunc(index / 31) % 31, Math.trunc(index / 961)];
  return String.fromCharCode(0xfdd0, ...digits.map((d) => 0xfdd1 + d));
}

/** One lookup after the other, marked first so that no lookup finds what another one put there. */
function replacedAll(text: string, call: CallSql): string {
  const [lookups, rewrites] = [items(call, 1), items(call, 2)];
  if (lookups.length !== rewrites.length)
    return call.refuse('needs as many rewrites as lookups', 2);
  if (lookups.length > 29_791) return call.refuse('takes at most 29791 lookups', 1);
  const pairs = lookups.flatMap(({ value }, i) => {
    const by = rewrites[i];
    const lookup = value === null ? '' : String(value);
    if (lookup === '' || !by) return [];
    return [{ lookup, mark: mark(i), rewrite: by.type === 'string' ? String(by.value) : lookup }];
  });
  const replaced = (sql: string, from: string, to: string): string =>
    `replace(${sql}, ${quoteText(from)}, ${quoteText(to)})`;
  const [only, other] = pairs;
  if (only && !other) return replaced(text, only.lookup, only.rewrite);
  const marked = pairs.reduce((sql, p) => replaced(sql, p.lookup, p.mark), text);
  return pairs.reduce((sql, p) => replaced(sql, p.mark, p.rewrite), marked);
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
      duckdb: ([text = ''], call) => replacedAll(text, call),
    },
    examples: [
      {
        query:
          'print a = replace_strings("a magic trick", dynamic(["magic", "trick"]), dynamic(["trick", "x"])), b = replace_strings("This is", dynamic(["is", "This"]), dynamic(["was", "That"])), c = replace_strings("This is", dynamic(["This", "is"]), dynamic([1, "was"]))',
        rows: [['a trick x', 'Thwas was', 'This was']],
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
