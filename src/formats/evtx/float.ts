/** Decimal exponents that are written out; beyond them numbers are scientific. */
interface Plain {
  from: number;
  to: number;
}

/** A double by the shortest digits that read back as it, spelt as the Rust reader does: `1.0`, `1e+16`. */
export function doubleText(value: number): string {
  return spell(value, String(Math.abs(value)), { from: -5, to: 15 });
}

/** The same for a single-precision number. */
export function singleText(value: number): string {
  const size = Math.abs(value);
  let digits = String(size);
  for (let precision = 1; precision <= 9 && Number.isFinite(size); precision++) {
    const candidate = Number(size.toPrecision(precision));
    if (Math.fround(candidate) !== size) continue;
    digits = String(candidate);
    break;
  }
  return spell(value, digits, { from: -6, to: 12 });
}

function spell(value: number, text: string, plain: Plain): string {
  if (Number.isNaN(value)) return 'NaN';
  const sign = value < 0 || Object.is(value, -0) ? '-' : '';
  if (!Number.isFinite(value)) return `${sign}inf`;
  const [mantissa = '', exponent = '0'] = text.split('e');
  const [whole = '', fraction = ''] = mantissa.split('.');
  const significant = `${whole}${fraction}`.replace(/^0+/, '');
  const digits = significant.replace(/0+$/, '');
  if (digits === '') return `${sign}0.0`;
  const zeros = whole.length + fraction.length - significant.length;
  return sign + place(digits, whole.length - zeros + Number(exponent) - 1, plain);
}

/** Digits whose first one counts for 10 to the power of `exponent`. */
function place(digits: string, exponent: number, plain: Plain): string {
  const point = exponent + 1;
  if (exponent < plain.from || exponent > plain.to) {
    const rest = digits.length > 1 ? `.${digits.slice(1)}` : '';
    return `${digits[0]}${rest}e${exponent > 0 ? '+' : ''}${exponent}`;
  }
  if (point <= 0) return `0.${'0'.repeat(-point)}${digits}`;
  return digits.length <= point
    ? `${digits.padEnd(point, '0')}.0`
    : `${digits.slice(0, point)}.${digits.slice(point)}`;
}
