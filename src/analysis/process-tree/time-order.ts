const digitBits = 16;
const digits = 2 ** digitBits;

/** Where each value stands when they are put in order, the first of equal ones first. */
export function ascending(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  let order = Int32Array.from({ length: count }, (_, i) => i);
  let [least, most, sorted] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    if (i > 0 && value < (values[i - 1] as number)) sorted = false;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (sorted) return order;
  let other = new Int32Array(count);
  for (let unit = 1; unit <= most - least; unit *= digits) {
    const starts = new Int32Array(digits + 1);
    const digit = (i: number): number =>
      Math.floor(((values[i] as number) - least) / unit) % digits;
    for (let i = 0; i < count; i++) {
      const at = digit(i) + 1;
      starts[at] = (starts[at] as number) + 1;
    }
    for (let d = 0; d < digits; d++)
      starts[d + 1] = (starts[d + 1] as number) + (starts[d] as number);
    for (const i of order) {
      const at = digit(i);
      const to = starts[at] as number;
      starts[at] = to + 1;
      other[to] = i;
    }
    [order, other] = [other, order];
  }
  return order;
}
