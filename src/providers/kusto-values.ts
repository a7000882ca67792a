import type { Column, KustoType } from '../base/index.ts';
import type { OpenData, RemotePart, RemoteValue } from './define-provider.ts';
import { ExactNumber, exactText } from './exact-json.ts';

const types: ReadonlyMap<string, KustoType> = new Map([
  ['bool', 'bool'],
  ['boolean', 'bool'],
  ['sbyte', 'bool'],
  ['int', 'int'],
  ['int32', 'int'],
  ['long', 'long'],
  ['int64', 'long'],
  ['integer', 'long'],
  ['number', 'real'],
  ['real', 'real'],
  ['double', 'real'],
  ['single', 'real'],
  ['decimal', 'decimal'],
  ['sqldecimal', 'decimal'],
  ['datetime', 'datetime'],
  ['timespan', 'timespan'],
  ['dynamic', 'dynamic'],
  ['object', 'dynamic'],
  ['guid', 'guid'],
  ['uniqueidentifier', 'guid'],
  ['uuid', 'guid'],
]);

/** The type that a service of Microsoft's means by a name: `System.DateTime`, `SByte`, `long`; text where it means none. */
export function kustoTypeOf(name: unknown): KustoType {
  const plain = typeof name === 'string' ? name.toLowerCase().replace(/^.*\./, '') : '';
  return types.get(plain) ?? 'string';
}

/** What a guid looks like. */
export const guidPattern: RegExp = /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/i;

const flags: ReadonlyMap<unknown, boolean> = new Map<unknown, boolean>([
  [true, true],
  [1, true],
  ['true', true],
  ['True', true],
  [false, false],
  [0, false],
  ['false', false],
  ['False', false],
]);

/** A value that cannot be what its column says. */
export const unreadable: unique symbol = Symbol('unreadable');

/** A value of JSON as its column stores it, or `unreadable`. */
function storedValue(value: unknown, type: KustoType): RemoteValue | typeof unreadable {
  try {
    return stored(value, type);
  } catch (error) {
    // What is nested deeper than JSON can be written.
    if (error instanceof RangeError) return unreadable;
    throw error;
  }
}

function stored(value: unknown, type: KustoType): RemoteValue | typeof unreadable {
  if (value === null || value === undefined) return null;
  if (value === '' && type !== 'string' && type !== 'dynamic') return null;
  switch (type) {
    case 'string':
      return plainText(value);
    case 'dynamic':
      return dynamicText(value);
    case 'bool':
      return flags.get(value) ?? unreadable;
    case 'int':
    case 'long':
      return wholeNumber(value, type === 'int' ? 32 : 64);
    case 'real':
      return realNumber(value);
    case 'decimal': {
      const text = plainText(value);
      return /^-?\d{1,28}(?:\.\d+)?$/.test(text)
        ? text.replace(/(\.\d{10})\d+$/, '$1')
        : unreadable;
    }
    case 'datetime':
      return typeof value === 'string' ? microsOf(value) : unreadable;
    case 'timespan':
      return typeof value === 'string' ? ticksOf(value) : unreadable;
    case 'guid':
      return typeof value === 'string' && guidPattern.test(value) ? value : unreadable;
  }
}

function plainText(value: unknown): string {
  if (typeof value === 'string') return value;
  return value instanceof ExactNumber ? value.text : exactText(value);
}

function dynamicText(value: unknown): string {
  if (typeof value !== 'string') return exactText(value);
  const [first = ''] = value.trimStart();
  if (first === '{' || first === '[')
    try {
      JSON.parse(value);
      return value;
    } catch {
      return JSON.stringify(value);
    }
  return JSON.stringify(value);
}

function wholeNumber(value: unknown, bits: number): bigint | number | typeof unreadable {
  if (
    typeof value === 'number' &&
    Number.isSafeInteger(value) &&
    (bits === 64 || (value | 0) === value)
  )
    return value;
  const text = value instanceof ExactNumber ? value.text : value;
  if (typeof text !== 'string' || !/^-?\d{1,20}$/.test(text)) return unreadable;
  const whole = BigInt(text);
  return BigInt.asIntN(bits, whole) === whole ? whole : unreadable;
}

function realNumber(value: unknown): number | typeof unreadable {
  if (typeof value === 'number') return value;
  const text = value instanceof ExactNumber ? value.text : value;
  if (typeof text !== 'string' || text.trim() === '') return unreadable;
  if (text === 'NaN') return Number.NaN;
  const number = Number(text);
  return Number.isNaN(number) ? unreadable : number;
}

const stamp =
  /^(\d{4})-(\d\d)-(\d\d)(?:[T ](\d\d):(\d\d)(?::(\d\d)(?:\.(\d{1,9}))?)?)?\s*(Z|[+-]\d\d:?\d\d)?$/;

/** Microseconds since 1970 of an ISO 8601 time; one without a zone is UTC. */
export function microsOf(text: string): bigint | typeof unreadable {
  const match = stamp.exec(text);
  if (!match) return unreadable;
  const [, year, month, day, hour = '00', minute = '00', second = '00', fraction = '', zone = 'Z'] =
    match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}Z`;
  const ms = Date.parse(iso);
  if (Number.isNaN(ms) || new Date(ms).getUTCDate() !== Number(day)) return unreadable;
  const offset = /^([+-])(\d\d):?(\d\d)$/.exec(zone);
  const minutes = offset
    ? (Number(offset[2]) * 60 + Number(offset[3])) * (offset[1] === '-' ? -1 : 1)
    : 0;
  return BigInt(ms - minutes * 60_000) * 1000n + BigInt(fraction.slice(0, 6).padEnd(6, '0'));
}

/** Ticks of 100 ns of `[-][d.]hh:mm:ss[.fffffff]`. */
function ticksOf(text: string): bigint | typeof unreadable {
  const match = /^(-)?(?:(\d{1,8})\.)?(\d\d):(\d\d):(\d\d)(?:\.(\d{1,7}))?$/.exec(text);
  if (!match) return unreadable;
  const [, minus, days = '0', hours = '0', minutes = '0', seconds = '0', fraction = ''] = match;
  const whole = ((Number(days) * 24 + Number(hours)) * 60 + Number(minutes)) * 60 + Number(seconds);
  const ticks = BigInt(whole) * 10_000_000n + BigInt(fraction.padEnd(7, '0'));
  return minus ? -ticks : ticks;
}

/** Columns that are made of names in the rows, which anybody may write. */
export const maxColumns = 2000;

/** Turns the rows of JSON into stored ones, and counts what is not what its column says. */
export class RowReader {
  readonly columns: readonly Column[];
  readonly #unreadable = new Map<string, number>();
  #misfits = 0;

  constructor(columns: readonly Column[]) {
    this.columns = columns;
  }

  /** A row of as many values as there are columns; null where it is none. */
  row(values: unknown): RemoteValue[] | null {
    if (!Array.isArray(values) || values.length !== this.columns.length) return null;
    return this.columns.map(({ name, type }, i) => {
      const own = storedValue(values[i], type);
      if (own !== unreadable) return own;
      this.#unreadable.set(name, (this.#unreadable.get(name) ?? 0) + 1);
      return null;
    });
  }

  /** The rows of a list; what is no row of these columns is left out and counted. */
  rows(list: readonly unknown[]): RemoteValue[][] {
    const rows: RemoteValue[][] = [];
    for (const values of list) {
      const row = this.row(values);
      if (row) rows.push(row);
      else this.#misfits++;
    }
    return rows;
  }

  /** What could not be read, one sentence each. */
  get missing(): string[] {
    const values = [...this.#unreadable].map(([name, count]) => {
      const type = this.columns.find((column) => column.name === name)?.type;
      return `${count} values of ${name} are no ${type} and were left out.`;
    });
    if (this.#misfits === 0) return values;
    return [
      `${this.#misfits} rows have not the columns of the table and were left out.`,
      ...values,
    ];
  }
}

/** Rows as JSON has them, some at a time, as they are stored. */
export async function* readRows(
  given: ReturnType<OpenData['rows']>,
): AsyncGenerator<RemotePart, void> {
  for await (const { columns, rows, missing = [], notes = [] } of given) {
    const reader = new RowReader(columns);
    const read = reader.rows(rows);
    yield { columns, rows: read, missing: [...missing, ...reader.missing], notes };
  }
}
