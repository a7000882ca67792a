import { quoteText, storedAs } from '../../base/index.ts';
import type { Literal } from '../tree/nodes.ts';

const special: ReadonlyMap<number, string> = new Map([
  [Number.POSITIVE_INFINITY, "'inf'::DOUBLE"],
  [Number.NEGATIVE_INFINITY, "'-inf'::DOUBLE"],
]);

function real(value: number): string {
  if (Number.isNaN(value)) return "'nan'::DOUBLE";
  if (Object.is(value, -0)) return "'-0.0'::DOUBLE";
  return special.get(value) ?? `(${value})::DOUBLE`;
}

function timestamp(micros: bigint): string {
  const below = ((micros % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((micros - below) / 1000n))
    .toISOString()
    .replace(/^[+-]0*(?=\d{4})/, '');
  const fraction = `${iso.slice(20, 23)}${String(below).padStart(3, '0')}`.replace(/0+$/, '');
  return `TIMESTAMP '${iso.slice(0, 10)} ${iso.slice(11, 19)}${fraction ? `.${fraction}` : ''}'`;
}

/** A constant as DuckDB writes it, with its type. */
export function spellLiteral({ type, value }: Literal): string {
  if (value === null) return type === 'string' ? "''" : `NULL::${storedAs[type]}`;
  if (typeof value === 'number') return real(value);
  if (typeof value === 'boolean') return String(value);
  if (typeof value === 'bigint')
    return type === 'datetime'
      ? timestamp(value)
      : `${value < 0n ? `(${value})` : value}::${storedAs[type]}`;
  return type === 'string' ? quoteText(value) : `${quoteText(value)}::${storedAs[type]}`;
}
