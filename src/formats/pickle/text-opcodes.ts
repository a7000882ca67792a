import { damaged } from './faults.ts';
import { narrow } from './numbers.ts';
import type { PyValue } from './objects.ts';
import { makeFloat } from './objects.ts';
import { blob, type Source } from './source.ts';

const maxDigits = 2_000;
const maxLongBytes = 800;

/** The int or bool that protocols 0 and 1 write as a line. */
export function wholeText(line: string): PyValue {
  if (line === '01') return true;
  if (line === '00') return false;
  if (line.length > maxDigits || !/^[+-]?\d+L?$/.test(line)) throw damaged('an integer is not one');
  return narrow(BigInt(line.replace(/^\+|L$/g, '')));
}

/** The int of a LONG opcode: little-endian, two's complement. */
export function longBytes(source: Source, length: number): PyValue {
  if (length > maxLongBytes) throw damaged(`an integer of ${length} bytes`);
  let value = 0n;
  for (const part of blob(source, length).toReversed()) value = (value << 8n) | BigInt(part);
  return narrow(BigInt.asIntN(length * 8, value));
}

export function floatText(line: string): PyValue {
  const special: Record<string, number> = { inf: Infinity, '-inf': -Infinity, nan: Number.NaN };
  const value = Object.hasOwn(special, line) ? special[line] : Number(line);
  if (value === undefined || line.length > maxDigits) throw damaged('a float is not one');
  return makeFloat(value);
}

/** A Python 2 text in quotes, as `repr` spells it. */
export function escapedText(line: string): string {
  const body = /^(['"])(.*)\1$/s.exec(line)?.[2];
  if (body === undefined) throw damaged('a text has no quotes');
  const plain: Record<string, string> = { n: '\n', r: '\r', t: '\t' };
  return body.replace(
    /\\(?:x([0-9a-fA-F]{2})|(.))/gs,
    (_all, hex: string | undefined, one: string) =>
      hex === undefined ? (plain[one] ?? one) : String.fromCharCode(Number.parseInt(hex, 16)),
  );
}

/** A text whose line feeds, backslashes and far characters are escaped as `\u` or `\U`. */
export function unicodeText(line: string): string {
  return line.replace(
    /\\u([0-9a-fA-F]{4})|\\U([0-9a-fA-F]{8})/g,
    (_all, short: string | undefined, long: string) => {
      const point = Number.parseInt(short ?? long, 16);
      return point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
    },
  );
}
