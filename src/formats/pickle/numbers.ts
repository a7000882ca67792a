import type { StoredValue } from '../../engine/index.ts';

/** A signed 64-bit integer out of its two halves; a bigint only where a number would round. */
export function fromHalves(low: number, high: number): number | bigint {
  if (high >= -0x200000 && high < 0x200000) return high * 0x1_0000_0000 + low;
  return (BigInt(high) << 32n) | BigInt(low);
}

/** The same integer as a number where that is exact. */
export function narrow(value: bigint): number | bigint {
  const number = Number(value);
  return Number.isSafeInteger(number) ? number : value;
}

/** Whole-number product; a bigint only where a number would round. */
export function times(value: number | bigint, factor: number): number | bigint {
  if (typeof value === 'number') {
    const product = value * factor;
    if (Number.isSafeInteger(product)) return product;
  }
  return BigInt(value) * BigInt(factor);
}

/** Quotient rounded down, and whether anything was left. */
export function divide(
  value: number | bigint,
  by: number,
): { quotient: number | bigint; rest: boolean } {
  if (typeof value === 'number') {
    const quotient = Math.floor(value / by);
    return { quotient, rest: quotient * by !== value };
  }
  const divisor = BigInt(by);
  const rest = ((value % divisor) + divisor) % divisor;
  const quotient = (value - rest) / divisor;
  return { quotient: narrow(quotient), rest: rest !== 0n };
}

/** The value of an IEEE 754 half-precision float. */
export function halfFloat(bits: number): number {
  const sign = bits >> 15 === 1 ? -1 : 1;
  const exponent = (bits >> 10) & 31;
  const fraction = bits & 1023;
  if (exponent === 31) return fraction === 0 ? sign * Number.POSITIVE_INFINITY : Number.NaN;
  if (exponent === 0) return sign * 2 ** -24 * fraction;
  return sign * 2 ** (exponent - 15) * (1 + fraction / 1024);
}

const longMax = 0x7fff_ffff_ffff_ffffn;

export function fitsLong(value: number | bigint): boolean {
  return typeof value === 'number' || (value <= longMax && value >= -longMax - 1n);
}

/** Whether a decimal text in plain digits fits what Huntbook stores: 28 digits before the point, 10 behind. */
export function fitsDecimal(text: string): boolean {
  return /^-?\d{1,28}(\.\d{1,10})?$/.test(text);
}

/** NaN is pandas' mark of a missing number. */
export function realOrNull(value: number): StoredValue {
  return Number.isNaN(value) ? null : value;
}
