import { divide } from './numbers.ts';

/** Microseconds since 1970 as Kusto writes a datetime: `2021-02-03T04:05:06.1234560Z`. */
export function datetimeText(micros: number | bigint): string {
  const { quotient } = divide(micros, 1_000_000);
  const fraction = BigInt(micros) - BigInt(quotient) * 1_000_000n;
  const date = new Date(Number(quotient) * 1000);
  const year = String(date.getUTCFullYear()).padStart(4, '0');
  const rest = date.toISOString().slice(-20, -5);
  return `${year}${rest}.${fraction.toString().padStart(6, '0')}0Z`;
}

/** Ticks of 100 ns as Kusto writes a timespan: `-1.02:03:04.0000005`. */
export function timespanText(ticks: number | bigint): string {
  const all = BigInt(ticks);
  const left = all < 0n ? -all : all;
  const two = (value: bigint): string => value.toString().padStart(2, '0');
  const days = left / 864_000_000_000n;
  const clock = [
    two((left / 36_000_000_000n) % 24n),
    two((left / 600_000_000n) % 60n),
    two((left / 10_000_000n) % 60n),
  ].join(':');
  const fraction = left % 10_000_000n;
  const tail = fraction === 0n ? '' : `.${fraction.toString().padStart(7, '0')}`;
  return `${all < 0n ? '-' : ''}${days > 0n ? `${days}.` : ''}${clock}${tail}`;
}

const decoder = new TextDecoder('utf-8', { fatal: true });

/** Bytes that are UTF-8 as that text, others as base64. */
export function bytesText(bytes: Uint8Array): string {
  return utf8(bytes) ?? Buffer.from(bytes).toString('base64');
}

/** The bytes as text; null if they are no UTF-8. */
export function utf8(bytes: Uint8Array): string | null {
  try {
    return decoder.decode(bytes);
  } catch (error) {
    if (error instanceof TypeError) return null;
    throw error;
  }
}
