import { isDigit } from './timestamp.ts';

/** A whole number that a `long` holds, exact; null for anything else. */
export function wholeNumber(value: string): number | bigint | null {
  const from = value.charCodeAt(0) === 45 ? 1 : 0;
  if (value.length === from || value.length > 20) return null;
  let number = 0;
  for (let i = from; i < value.length; i++) {
    const code = value.charCodeAt(i);
    if (!isDigit(code)) return null;
    number = number * 10 + code - 48;
  }
  if (number <= Number.MAX_SAFE_INTEGER) return from === 1 ? -number : number;
  const exact = BigInt(value);
  return BigInt.asIntN(64, exact) === exact ? exact : null;
}

/** A number in decimal, with an exponent or not; null for anything else, infinity and NaN among it. */
export function realNumber(value: string): number | null {
  if (!/^-?\d{1,400}(?:\.\d{1,400})?(?:[eE][-+]?\d{1,3})?$/.test(value)) return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
