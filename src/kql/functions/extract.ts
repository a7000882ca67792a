import {
  type CallSql,
  defineScalar,
  type FunctionDefinition,
  type ScalarFunction,
} from '../define.ts';
import { type Pattern, regex } from '../dialects/duckdb-regex.ts';
import { arrayItems } from '../lower/literal.ts';
import { cast } from '../tree/scalar.ts';

/** The number of a capture group that a constant names or counts. */
function groupNumber(given: unknown, { groups }: Pattern, call: CallSql, index: number): number {
  if (typeof given === 'bigint') return Number(given);
  const named = typeof given === 'string' ? (groups?.indexOf(given) ?? -1) : -1;
  return named < 0 ? call.refuse('there is no such capture group', index) : named + 1;
}

const extract: ScalarFunction = defineScalar({
  signature: 'extract(pattern: string, group: any, text: string, type?: any): string',
  about:
    'What a capture group of a regular expression finds first in a text, 0 for the whole find; converted where a type is given.',
  source: 'https://learn.microsoft.com/kusto/query/extract-function',
  nullable: 'never',
  lower: (args, { bound }) => {
    const given = args.slice(0, 3);
    if (args.length < 4) return undefined;
    return cast(
      { kind: 'call', fn: extract, args: given, type: 'string', nullable: false },
      bound ?? 'string',
    );
  },
  sql: {
    duckdb: ([, , text], call) => {
      const pattern = regex(call, 0);
      const group = groupNumber(call.constant(1), pattern, call, 1);
      if (group < 0 || group > (pattern.groups?.length ?? 9)) return "''";
      return pattern.use(`regexp_extract(${text}, ${pattern.sql}, ${group})`, "''");
    },
  },
  examples: [
    {
      query: String.raw`print a = extract(@"x=(\d+)", 1, "y=1 x=45"), b = extract(@"\d+", 0, "a7"), c = extract("x", 0, "abc"), d = extract("(b)", 2, "abc")`,
      rows: [['45', '7', '', '']],
    },
    {
      query: String.raw`print a = extract(@"x=([\d.]+)", 1, "x=4.5", typeof(real)), b = extract("(a)", 1, "b", typeof(long))`,
      columns: ['a:real', 'b:long'],
      rows: [[4.5, null]],
    },
  ],
});

function allGroups(call: CallSql, pattern: Pattern): number[] {
  const [, chosen] = call.args;
  if (call.args.length < 3 || !chosen) return (pattern.groups ?? ['']).map((_, i) => i + 1);
  const items = chosen.kind === 'literal' ? arrayItems(chosen) : null;
  if (!items) return call.refuse('the capture groups must be a constant array', 1);
  return items.map((item) => groupNumber(item.value, pattern, call, 1));
}

function extractAll(call: CallSql, text: string): string {
  const pattern = regex(call, 0);
  const found = (group: number): string => `regexp_extract_all(${text}, ${pattern.sql}, ${group})`;
  const [first = 0, ...rest] = allGroups(call, pattern);
  const groups = [first, ...rest];
  const row = groups.map((_, i) => `coalesce(z[${i + 1}], '')`).join(', ');
  const all =
    rest.length === 0
      ? `list_transform(${found(first)}, lambda x: coalesce(x, ''))`
      : `list_transform(list_zip(${groups.map(found).join(', ')}), lambda z: [${row}])`;
  const sql = `CASE WHEN regexp_matches(${text}, ${pattern.sql}) THEN to_json(${all}) END`;
  return pattern.use(sql, 'NULL');
}

const definitions: readonly FunctionDefinition[] = [
  extract,
  defineScalar({
    signature: 'extract_all(pattern: string, text: any, ...more: any): dynamic',
    aliases: ['extractall'],
    about:
      'All that the capture groups of a regular expression find in a text: an array, of arrays where there are several groups; null where there is nothing. The groups wanted may stand before the text.',
    source: 'https://learn.microsoft.com/kusto/query/extract-all-function',
    sql: {
      duckdb: (_, call) => {
        const text = call.args.at(-1);
        if (!text || call.args.length > 3) return call.refuse('needs a pattern and a text');
        return extractAll(call, call.as(text, 'string'));
      },
    },
    examples: [
      {
        query: String.raw`print a = extract_all(@"([\da-f]{2})", "82b8"), b = extract_all(@"([a-z])(\d)?", "a1b"), c = extract_all("(x)", "abc")`,
        rows: [
          [
            ['82', 'b8'],
            [
              ['a', '1'],
              ['b', ''],
            ],
            null,
          ],
        ],
      },
      {
        query: String.raw`print a = extract_all(@"(?P<k>\w)=(\d)", dynamic(["k"]), "a=1 b=2"), b = extract_all(@"(\w)=(\d)", dynamic([2, 1]), "a=1")`,
        rows: [[['a', 'b'], [['1', 'a']]]],
      },
    ],
  }),
];

export default definitions;
