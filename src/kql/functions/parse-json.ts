import { defineScalar, type ScalarFunction } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast, literal } from '../tree/scalar.ts';

/** JSON without the blanks between its parts; numbers stay as they are written. */
function withoutBlanks(json: string): string {
  return json.replace(/("(?:[^"\\]|\\.)*")|\s+/g, (_, text?: string) => text ?? '');
}

/** A constant text is read here. */
function constant(x: Scalar | undefined): Scalar | undefined {
  if (!x || x.type === 'dynamic') return x;
  if (x.type !== 'string') return cast(x, 'dynamic');
  if (x.kind !== 'literal' || typeof x.value !== 'string') return undefined;
  if (x.value === '') return literal('dynamic', null);
  try {
    const parsed: unknown = JSON.parse(x.value);
    return literal('dynamic', parsed === null ? null : withoutBlanks(x.value));
  } catch {
    return literal('dynamic', JSON.stringify(x.value));
  }
}

const definition: ScalarFunction = defineScalar({
  signature: 'parse_json(text: string): dynamic',
  aliases: ['parsejson', 'todynamic', 'toobject'],
  about: 'The value that a JSON text holds; a text that is no JSON is itself the value.',
  source: 'https://learn.microsoft.com/kusto/query/parse-json-function',
  lower: ([x]) => constant(x),
  sql: { duckdb: ([text]) => `k_parse_json(${text})` },
  base: { duckdb: ([text]) => `TRY_CAST(${text} AS JSON)` },
  examples: [
    {
      query: 'print a = tostring(parse_json(\'{"a b": 1 , "c": [ 1.0, "x \\\\" y" ]}\'))',
      rows: [['{"a b":1,"c":[1.0,"x \\" y"]}']],
    },
    {
      query:
        'datatable(s:string)[\'{"a":{"b":[1,2]}}\', "plain"] | extend d = parse_json(s) | project d.a.b[1], t = tostring(parse_json(s).a.b)',
      columns: ['d_a_b_1:dynamic', 't:string'],
      rows: [
        [2, '[1,2]'],
        [null, ''],
      ],
    },
  ],
});

export default definition;
