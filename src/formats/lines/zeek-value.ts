import type { KustoType } from '../../base/index.ts';
import type { StoredValue } from '../../engine/index.ts';
import { realNumber, wholeNumber } from './numbers.ts';
import { scaledSeconds } from './timestamp.ts';
import { unescapeZeek } from './unescape.ts';

/** How a header says that sets are joined and that values are empty or not set. */
export interface ZeekMarks {
  setSeparator: string;
  empty: string;
  unset: string;
}

/** Gives the stored value of a field's text, which is neither empty nor unset; null where it does not fit the type. */
type ZeekValueReader = (text: string, marks: ZeekMarks) => StoredValue;

/** How values of one Zeek type are stored. */
export interface ZeekType {
  type: KustoType;
  read: ZeekValueReader;
}

const text: ZeekType = { type: 'string', read: unescapeZeek };
const whole: ZeekType = { type: 'long', read: wholeNumber };

const scalars = new Map<string, ZeekType>([
  ['time', { type: 'datetime', read: (value) => seconds(value, 6) }],
  ['interval', { type: 'timespan', read: (value) => seconds(value, 7) }],
  ['port', whole],
  ['count', whole],
  ['int', whole],
  ['double', { type: 'real', read: realNumber }],
  [
    'bool',
    { type: 'bool', read: (value) => (value === 'T' ? true : value === 'F' ? false : null) },
  ],
]);
/** Types whose elements stand as bare numbers in the JSON of a set. */
const numbers = new Set(['time', 'interval', 'port', 'count', 'int', 'double']);

/**
 * The Kusto type of a Zeek type and how its values are read: `time` is a datetime, `interval` a timespan, `count`,
 * `int` and `port` are long, `set[…]` and `vector[…]` dynamic lists, addresses and everything else text.
 */
export function zeekType(name: string): ZeekType {
  const list = /^(?:set|vector|table)\[(\w+)\]$/.exec(name.slice(0, 100));
  if (!list) return scalars.get(name) ?? text;
  const element = list[1] ?? '';
  return { type: 'dynamic', read: (value, marks) => listJson(value, element, marks) };
}

function listJson(value: string, element: string, marks: ZeekMarks): string | null {
  const parts: string[] = [];
  for (const item of value.split(marks.setSeparator)) {
    if (item === marks.unset) parts.push('null');
    else if (numbers.has(element)) {
      if (realNumber(item) === null) return null;
      parts.push(jsonNumber(item));
    } else if (element === 'bool') parts.push(item === 'T' ? 'true' : 'false');
    else parts.push(JSON.stringify(item === marks.empty ? '' : unescapeZeek(item)));
  }
  return `[${parts.join(',')}]`;
}

/** The same digits, so that counts beyond 2^53 stay exact; only spellings that JSON lacks are changed. */
function jsonNumber(item: string): string {
  return /^-?(?:0|[1-9]\d*)(?:\.\d+)?$/.test(item) ? item : String(Number(item));
}

/** Seconds as whole units, `scale` decimal places of them, also where written `1.5e-05`; null where they are no number. */
export function seconds(value: string, scale: number): number | bigint | null {
  const exact = scaledSeconds(value, scale);
  if (exact !== null) return exact;
  const real = realNumber(value);
  return real === null || Math.abs(real) > 1e12 ? null : Math.round(real * 10 ** scale);
}
