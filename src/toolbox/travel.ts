import type { ComputedType, ComputedValue, KustoType } from '../base/index.ts';

const physical: Readonly<Record<KustoType, ComputedType>> = {
  bool: 'BOOLEAN',
  int: 'DOUBLE',
  long: 'BIGINT',
  real: 'DOUBLE',
  decimal: 'VARCHAR',
  string: 'VARCHAR',
  datetime: 'BIGINT',
  timespan: 'BIGINT',
  dynamic: 'VARCHAR',
  guid: 'VARCHAR',
};

/** How a value of this type reaches a computation. */
export function travelsAs(type: KustoType): ComputedType {
  return physical[type];
}

/** A value that came from SQL, as a tool sees it. */
export function read(type: KustoType, value: ComputedValue): unknown {
  if (type === 'string') return value ?? '';
  return type === 'dynamic' && value !== null ? JSON.parse(String(value)) : value;
}

/** A value of a whole column on its way to SQL, as what `travelsAs` says. */
export function write(type: KustoType, value: unknown): ComputedValue {
  if (value === null || value === undefined) return type === 'string' ? '' : null;
  if (type === 'dynamic') return JSON.stringify(value);
  if (typeof value !== 'number' || physical[type] !== 'BIGINT') return value as ComputedValue;
  return Number.isFinite(value) ? BigInt(Math.round(value)) : null;
}

/** A time in microseconds since 1970, as ISO text. */
function isoText(micros: bigint): string {
  const below = ((micros % 1000n) + 1000n) % 1000n;
  const iso = new Date(Number((micros - below) / 1000n)).toISOString();
  return `${iso.slice(0, -1)}${String(below).padStart(3, '0')}Z`;
}

/** A value in a row that travels as JSON; SQL turns it into its type as Kusto turns dynamic values into others. */
export function toJson(type: KustoType, value: unknown): unknown {
  if (value === null || value === undefined) return null;
  if (type === 'datetime' && typeof value === 'string') return value;
  if (type === 'datetime') return isoText(BigInt(value as bigint));
  if (typeof value !== 'bigint') return value;
  return Number.isSafeInteger(Number(value)) ? Number(value) : String(value);
}
