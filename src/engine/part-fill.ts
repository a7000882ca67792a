import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  DuckDBTimestampValue,
  type DuckDBType,
  DuckDBUUIDValue,
  type DuckDBValue,
  type DuckDBVector,
  INTEGER,
  TIMESTAMP,
  UUID,
  VARCHAR,
} from '@duckdb/node-api';
import type { KustoType } from '../base/index.ts';
import type { StoredValue } from './part.ts';

/** The rows that one data chunk can hold. */
export const chunkRows = 2048;

const duckdbTypes: Readonly<Record<KustoType, DuckDBType>> = {
  bool: BOOLEAN,
  int: INTEGER,
  long: BIGINT,
  real: DOUBLE,
  decimal: DECIMAL(38, 10),
  string: VARCHAR,
  datetime: TIMESTAMP,
  timespan: BIGINT,
  dynamic: VARCHAR,
  guid: UUID,
};

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

function whole(value: StoredValue): bigint {
  if (typeof value === 'bigint') return value;
  if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
  throw new TypeError(`a whole number is needed, not ${typeof value} ${String(value)}`);
}

function decimal(value: StoredValue): DuckDBDecimalValue {
  const match = /^(-?)(\d+)(?:\.(\d{1,10}))?$/.exec(String(value));
  if (!match) throw new TypeError(`not a decimal: ${String(value).slice(0, 80)}`);
  const digits = BigInt(`${match[2]}${(match[3] ?? '').padEnd(10, '0')}`);
  return new DuckDBDecimalValue(match[1] ? -digits : digits, 38, 10);
}

function guid(value: StoredValue): DuckDBUUIDValue {
  const text = String(value);
  if (!uuid.test(text)) throw new TypeError(`not a guid: ${text.slice(0, 80)}`);
  return DuckDBUUIDValue.fromUint128(BigInt(`0x${text.replaceAll('-', '')}`));
}

const converters: Readonly<Record<KustoType, (value: StoredValue) => DuckDBValue>> = {
  bool: (value) => value === true,
  int: (value) => Number(whole(value)),
  long: whole,
  real: (value) => Number(value),
  decimal,
  string: (value) => String(value),
  datetime: (value) => new DuckDBTimestampValue(whole(value)),
  timespan: whole,
  dynamic: (value) => String(value),
  guid,
};

/** The bits that say which rows have a value: the public setter costs 160 ns for each null. */
function validityOf(vector: DuckDBVector): { data: BigUint64Array | null } {
  const { validity } = vector as unknown as { validity?: { data: BigUint64Array | null } };
  if (validity?.data !== undefined) return validity;
  throw new Error('the vectors of @duckdb/node-api changed: their validity is not where it was');
}

function fillNulls(vector: DuckDBVector, isNull: Uint8Array): void {
  const validity = validityOf(vector);
  const words = validity.data ?? new BigUint64Array(Math.ceil(isNull.length / 64)).fill(~0n);
  validity.data = words;
  const bytes = new Uint8Array(words.buffer, words.byteOffset, words.byteLength);
  for (let row = 0; row < isNull.length; row++)
    if (isNull[row]) bytes[row >> 3] = (bytes[row >> 3] ?? 0) & ~(1 << (row & 7));
}

function fillColumn(
  vector: DuckDBVector,
  type: KustoType,
  values: readonly StoredValue[],
  from: number,
): void {
  const rows = vector.itemCount;
  if (from >= values.length) {
    validityOf(vector).data = new BigUint64Array(Math.ceil(rows / 64));
    vector.flush();
    return;
  }
  const convert = converters[type];
  const isNull = new Uint8Array(rows);
  let nulls = 0;
  for (let row = 0; row < rows; row++) {
    const value = values[from + row];
    if (value === null || value === undefined) {
      isNull[row] = 1;
      nulls++;
    } else vector.setItem(row, convert(value));
  }
  if (nulls) fillNulls(vector, isNull);
  vector.flush();
}

/** One column for `makeChunk`: its type and the values of the batch, or none where all are null. */
export interface ChunkColumn {
  type: KustoType;
  values: readonly StoredValue[];
}

/** A data chunk of the rows from `from` on, `count` (at most `chunkRows`) of them. */
export function makeChunk(
  columns: readonly ChunkColumn[],
  from: number,
  count: number,
): DuckDBDataChunk {
  const chunk = DuckDBDataChunk.create(
    columns.map((column) => duckdbTypes[column.type]),
    count,
  );
  columns.forEach((column, index) => {
    fillColumn(chunk.getColumnVector(index), column.type, column.values, from);
  });
  return chunk;
}
