const digitBits = 16;
const digits = 2 ** digitBits;

/** Where each value stands when they are put in order, the first of equal ones first. */
export function ascending(values: ArrayLike<number>): Int32Array {
  const count = values.length;
  let order = new Int32Array(count);
  let [least, most, sorted] = [Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, true];
  for (let i = 0; i < count; i++) {
    const value = values[i] as number;
    order[i] = i;
    if (i > 0 && value < (values[i - 1] as number)) sorted = false;
    if (value < least) least = value;
    if (value > most) most = value;
  }
  if (sorted) return order;
  let other = new Int32Array(count);
  const digit = new Uint16Array(count);
  for (let unit = 1; unit <= most - least; unit *= digits) {
    const starts = new Int32Array(digits + 1);
    for (let i = 0; i < count; i++)
      digit[i] = Math.floor(((values[i] as number) - least) / unit) % digits;
    for (let i = 0; i < count; i++) {
      const at = (digit[i] as number) + 1;
      starts[at] = (starts[at] as number) + 1;
    }
    for (let d = 0; d < digits; d++)
      starts[d + 1] = (starts[d + 1] as number) + (starts[d] as number);
    for (let place = 0; place < count; place++) {
      const i = order[place] as number;
      const at = digit[i] as number;
      const to = starts[at] as number;
      starts[at] = to + 1;
      other[to] = i;
    }
    [order, other] = [other, order];
  }
  return order;
}
