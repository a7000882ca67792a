import { DuckDBTimestampValue, type DuckDBValue } from '@duckdb/node-api';
import type { KustoType } from '../../src/base/index.ts';

/**
 * A stored value as Kusto's REST answers spell it: ISO datetimes with seven decimals and Z, timespans as
 * `d.hh:mm:ss.fffffff`, dynamic as JSON, a missing string as ''; whole numbers past 2^53 stay bigint.
 */
export function spellKusto(value: DuckDBValue, type: KustoType): unknown {
  if (value === null) return type === 'string' ? '' : null;
  switch (type) {
    case 'long':
    case 'int':
      return small(BigInt(String(value)));
    case 'timespan':
      return timespan(BigInt(String(value)));
    case 'datetime':
      return value instanceof DuckDBTimestampValue ? datetime(value.micros) : value;
    case 'dynamic':
      return /^-?\d{16,}$/.test(String(value)) ? BigInt(String(value)) : JSON.parse(String(value));
    case 'guid':
    case 'decimal':
      return String(value);
    default:
      return value;
  }
}

const small = (value: bigint): number | bigint =>
  BigInt.asIntN(54, value) === value && Number.isSafeInteger(Number(value)) ? Number(value) : value;

function datetime(micros: bigint): string {
  const millis = Number((micros - (((micros % 1000n) + 1000n) % 1000n)) / 1000n);
  const rest = String(((micros % 1000n) + 1000n) % 1000n).padStart(3, '0');
  return new Date(millis).toISOString().replace('Z', `${rest}0Z`);
}

function timespan(ticks: bigint): string {
  const positive = ticks < 0n ? -ticks : ticks;
  const seconds = positive / 10_000_000n;
  const two = (part: bigint): string => String(part).padStart(2, '0');
  const days = seconds / 86_400n;
  const fraction = positive % 10_000_000n;
  return [
    ticks < 0n ? '-' : '',
    days > 0n ? `${days}.` : '',
    `${two((seconds / 3600n) % 24n)}:${two((seconds / 60n) % 60n)}:${two(seconds % 60n)}`,
    fraction > 0n ? `.${String(fraction).padStart(7, '0')}` : '',
  ].join('');
}
