import { quoteText } from '../../base/index.ts';
import { type CallSql, defineScalar, type ScalarFunction } from '../define.ts';
import { cast } from '../tree/scalar.ts';

const step = /\.([A-Za-z_$][\w$-]*)|\[\s*(\d+)\s*\]|\[\s*'([^']*)'\s*\]|\[\s*"([^"]*)"\s*\]/y;

/** A JSON path of property names and indexes, as DuckDB writes it. */
function jsonPath(call: CallSql): string {
  const text = String(call.constant(0)).trim();
  let spelled = '$';
  step.lastIndex = 1;
  while (text.startsWith('$') && step.lastIndex < text.length) {
    const found = step.exec(text);
    if (!found) break;
    const [, name, index, single, double] = found;
    const key = name ?? single ?? double;
    spelled += key === undefined ? `[${index}]` : `."${key.replaceAll('\\', '\\\\')}"`;
    if (step.lastIndex === text.length) return quoteText(spelled);
  }
  return text === '$'
    ? "'$'"
    : call.refuse(`"${text}" is not a JSON path of names and indexes such as $.a[0].b`, 0);
}

const definition: ScalarFunction = defineScalar({
  signature: 'extract_json(path: string, text: string, type?: any): string',
  aliases: ['extractjson'],
  about:
    'What a JSON text has at a path, as a text, or converted where a type is given; empty or null where there is nothing.',
  source: 'https://learn.microsoft.com/kusto/query/extract-json-function',
  nullable: 'never',
  lower: (args, { bound }) =>
    args.length < 3
      ? undefined
      : cast(
          { kind: 'call', fn: definition, args: args.slice(0, 2), type: 'string', nullable: false },
          bound ?? 'string',
        ),
  sql: {
    duckdb: ([, text], call) =>
      `coalesce(json_extract_string(TRY_CAST(${text} AS JSON), ${jsonPath(call)}), '')`,
  },
  examples: [
    {
      query: `let j = '{"a": {"b": [1, {"c d": "x"}]}}'; print a = extract_json("$.a.b[1]['c d']", j), b = extract_json("$.a.b[0]", j, typeof(long)), c = extract_json("$.no", j), d = extract_json("$.a", "no json"), e = extract_json("$.a.b[0]", j, typeof(int)) + 1`,
      columns: ['a:string', 'b:long', 'c:string', 'd:string', 'e:long'],
      rows: [['x', 1, '', '', 2]],
    },
  ],
});

export default definition;
