import {
  BIGINT,
  BOOLEAN,
  DECIMAL,
  DOUBLE,
  DuckDBDataChunk,
  DuckDBDecimalValue,
  type DuckDBType,
  DuckDBUUIDValue,
  type DuckDBValue,
  INTEGER,
  TIMESTAMP,
  UUID,
  VARCHAR,
} from '@duckdb/node-api';
import type { KustoType } from '../base/index.ts';
import type { StoredValue } from './part.ts';
import { fillTexts } from './part-texts.ts';
import { bytes, PartVector, reals, words } from './part-vector.ts';

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
const TWO_32 = 0x1_0000_0000;

function notWhole(value: StoredValue): TypeError {
  return new TypeError(`a whole number is needed, not ${typeof value} ${String(value)}`);
}

function putInt(row: number, value: StoredValue): void {
  const number = Number(value);
  if ((typeof value !== 'number' && typeof value !== 'bigint') || (number | 0) !== number)
    throw notWhole(value);
  words[row] = number;
}

function putLong(row: number, value: StoredValue): void {
  const at = row * 2;
  if (typeof value === 'number' && Number.isSafeInteger(value)) {
    words[at] = value % TWO_32;
    words[at + 1] = Math.floor(value / TWO_32);
  } else if (typeof value === 'bigint' && BigInt.asIntN(64, value) === value) {
    words[at] = Number(BigInt.asIntN(32, value));
    words[at + 1] = Number(value >> 32n);
  } else throw notWhole(value);
}

/** Bytes of a value in DuckDB's memory. */
const widths: Readonly<Record<KustoType, number>> = {
  bool: 1,
  int: 4,
  long: 8,
  real: 8,
  decimal: 16,
  string: 16,
  datetime: 8,
  timespan: 8,
  dynamic: 16,
  guid: 16,
};

/** How values of fixed width are put into memory. */
const puts: Readonly<Partial<Record<KustoType, (row: number, value: StoredValue) => void>>> = {
  bool: (row, value) => {
    bytes[row] = value === true ? 1 : 0;
  },
  int: putInt,
  long: putLong,
  real: (row, value) => {
    reals[row] = Number(value);
  },
  datetime: putLong,
  timespan: putLong,
};

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

/** Types that few columns have: how a value is spelt for the vector's own setter. */
const converters: Readonly<Partial<Record<KustoType, (value: StoredValue) => DuckDBValue>>> = {
  decimal,
  guid,
};

/** Makes data chunks of some columns; each is valid until the next is made. */
export class ChunkFiller {
  readonly #types: readonly KustoType[];
  readonly #chunk: DuckDBDataChunk;
  readonly #vectors: readonly PartVector[];

  constructor(types: readonly KustoType[]) {
    this.#types = types;
    this.#chunk = DuckDBDataChunk.create(
      types.map((type) => duckdbTypes[type]),
      0,
    );
    this.#vectors = types.map((type, index) => new PartVector(this.#chunk, index, widths[type]));
  }

  /** The rows from `from` on, `rows` (at most `chunkRows`) of them; `columns` are the values by column. */
  fill(columns: readonly (readonly StoredValue[])[], from: number, rows: number): DuckDBDataChunk {
    this.#chunk.reset();
    for (const [index, vector] of this.#vectors.entries()) {
      const values = columns[index] ?? [];
      if (from >= values.length) vector.endEmpty();
      else fillColumn(vector, this.#types[index] ?? 'string', values, from, rows);
    }
    this.#chunk.rowCount = rows;
    return this.#chunk;
  }
}

function fillColumn(
  vector: PartVector,
  type: KustoType,
  values: readonly StoredValue[],
  from: number,
  rows: number,
): void {
  const put = puts[type];
  const convert = converters[type];
  if (!put && !convert) {
    fillTexts(vector, values, from, rows);
    return;
  }
  const items = convert && vector.items();
  for (let row = 0; row < rows; row++) {
    const value = values[from + row];
    if (value === null || value === undefined) vector.setNull(row);
    else if (put) put(row, value);
    else if (convert) items?.setItem(row, convert(value));
  }
  if (put) vector.endMemory();
  else {
    items?.flush();
    vector.endItems();
  }
}
