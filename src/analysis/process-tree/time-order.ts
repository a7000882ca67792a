const digitBits = 11;
const digits = 2 ** digitBits;
const half = 2 ** 32;

/** Row numbers with their times, in two parts, on their way to be in order. */
interface Keyed {
  readonly order: Int32Array<ArrayBuffer>;
  readonly low: Uint32Array;
  readonly high: Uint32Array;
}

function keyed(count: number): Keyed {
  return {
    order: new Int32Array(count),
    low: new Uint32Array(count),
    high: new Uint32Array(count),
  };
}

/** Put rows in order of one digit of their times; rows whose digit is the same stay as they stood. */
function byDigit(from: Keyed, to: Keyed, digit: number): void {
  const upper = digit >= 3;
  const shift = (upper ? digit - 3 : digit) * digitBits;
  const part = upper ? from.high : from.low;
  const count = part.length;
  const starts = new Int32Array(digits + 1);
  for (let i = 0; i < count; i++) {
    const at = (((part[i] as number) >>> shift) & (digits - 1)) + 1;
    starts[at] = (starts[at] as number) + 1;
  }
  for (let d = 0; d < digits; d++)
    starts[d + 1] = (starts[d + 1] as number) + (starts[d] as number);
  for (let i = 0; i < count; i++) {
    const at = ((part[i] as number) >>> shift) & (digits - 1);
    const place = starts[at] as number;
    starts[at] = place + 1;
    to.order[place] = from.order[i] as number;
    to.low[place] = from.low[i] as number;
    to.high[place] = from.high[i] as number;
  }
}

/** Where each value, a whole number, stands when they are put in order, the first of equal ones first. */
export function ascending(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  let [least, most, sorted] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (i > 0 && value < (values[i - 1] as number)) sorted = false;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  let [from, to] = [keyed(count), keyed(sorted ? 0 : count)];
  for (let i = 0; i < count; i++) from.order[i] = i;
  if (sorted) return from.order;
  for (let i = 0; i < count; i++) {
    const since = (values[i] as number) - least;
    from.low[i] = since % half;
    from.high[i] = since / half;
  }
  // Digits 0 to 2 are of the lower 32 bits, 3 to 5 of the upper.
  for (let digit = 0; digit < 6; digit++) {
    const unit = digit < 3 ? 2 ** (digit * digitBits) : half * 2 ** ((digit - 3) * digitBits);
    if (unit > most - least) break;
    byDigit(from, to, digit);
    [from, to] = [to, from];
  }
  return from.order;
}

/** Half-even to 10 microseconds: what MSTICPy's keys hold of a time. */
export function tens(micros: number): number {
  const low = Math.floor(micros / 10);
  const rest = micros - low * 10;
  return rest > 5 || (rest === 5 && low % 2 !== 0) ? low + 1 : low;
}
