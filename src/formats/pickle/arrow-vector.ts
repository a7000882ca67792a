import { isAscii } from 'node:buffer';
import type { StoredValue } from '../../engine/index.ts';
import { type ArrowData, arrowChunks } from './arrow-data.ts';
import { damaged, unsupported } from './faults.ts';
import { checkLength, type JsonLimits, listJson, storedJson } from './json-text.ts';
import { fitsDecimal, fromHalves } from './numbers.ts';
import { bytesVector } from './numpy-vector.ts';
import type { PyObject } from './objects.ts';
import { bytesText } from './spelling.ts';
import { constantVector, mapVector, maskVector, pickVector, type Vector } from './vector.ts';

/** A pickled pyarrow array as a column. */
export function arrowVector(array: PyObject, limits: JsonLimits): Vector {
  return joined(arrowChunks(array).map((chunk) => dataVector(chunk, limits)));
}

/** Vectors one after the other. */
function joined(vectors: readonly Vector[]): Vector {
  const [first] = vectors;
  if (first === undefined) return constantVector('string', null, 0);
  if (vectors.length === 1) return first;
  if (vectors.some((vector) => vector.type !== first.type)) {
    throw unsupported('an Arrow array whose pieces differ in type');
  }
  const length = vectors.reduce((sum, vector) => sum + vector.length, 0);
  return {
    ...first,
    length,
    slice: (start, end) => {
      const out: StoredValue[] = [];
      let at = 0;
      for (const vector of vectors) {
        const from = Math.max(start - at, 0);
        const to = Math.min(end - at, vector.length);
        if (from < to) for (const value of vector.slice(from, to)) out.push(value);
        at += vector.length;
      }
      return out;
    },
  };
}

function dataVector(data: ArrowData, limits: JsonLimits): Vector {
  const bits = data.buffers[0] ?? null;
  const needed = Math.ceil((data.offset + data.length) / 8);
  if (bits !== null && data.type.name !== 'null' && bits.length < needed) throw tooShort();
  const values = plainVector(data, limits);
  if (bits === null) return values;
  return maskVector(values, (start, end) =>
    Array.from({ length: end - start }, (_, i) => !bit(bits, data.offset + start + i)),
  );
}

function bit(bits: Uint8Array, at: number): boolean {
  return (((bits[at >> 3] ?? 0) >> (at & 7)) & 1) === 1;
}

const numbers: ReadonlyMap<string, [kind: string, sizeBytes: number]> = new Map([
  ['int8', ['i', 1]],
  ['int16', ['i', 2]],
  ['int32', ['i', 4]],
  ['int64', ['i', 8]],
  ['uint8', ['u', 1]],
  ['uint16', ['u', 2]],
  ['uint32', ['u', 4]],
  ['uint64', ['u', 8]],
  ['halffloat', ['f', 2]],
  ['float', ['f', 4]],
  ['double', ['f', 8]],
  ['timestamp', ['M', 8]],
  ['duration', ['m', 8]],
  ['time64', ['m', 8]],
  ['date64', ['M', 8]],
  ['date32', ['i', 4]],
  ['time32', ['i', 4]],
]);

function plainVector(data: ArrowData, limits: JsonLimits): Vector {
  const { type } = data;
  if (type.fields[0] === 'dictionary' && data.dictionary) {
    return pickVector(dataVector(data.dictionary, limits), numberVector(data));
  }
  if (numbers.has(type.name)) return numberVector(data);
  switch (type.name) {
    case 'null':
      return constantVector('string', null, data.length);
    case 'bool':
      return boolVector(data);
    case 'string':
    case 'binary':
      return textVector(data, 4);
    case 'large_string':
    case 'large_binary':
      return textVector(data, 8);
    case 'decimal128':
      return decimalVector(data);
    case 'list_':
      return nestedVector(data, listRow(data, 4, limits));
    case 'large_list':
      return nestedVector(data, listRow(data, 8, limits));
    case 'struct':
      return nestedVector(data, structRow(data, limits));
    default:
      throw unsupported(`an Arrow array of type ${type.name}`);
  }
}

function numberVector(data: ArrowData): Vector {
  const { type, offset, length } = data;
  const [kind, sizeBytes] = numbers.get(type.name) ?? ['', 0];
  const bytes = part(data, 1, offset * sizeBytes, (offset + length) * sizeBytes);
  const unit = type.name === 'date64' ? 'ms' : type.unit || 'ns';
  const vector = bytesVector(bytes, { kind, sizeBytes, bigEndian: false, unit, unitCount: 1 });
  if (type.name === 'date32') {
    const days = mapVector(vector, 'datetime', (day) => Number(day) * 86_400_000_000);
    return { ...days, zone: 'assumed-utc' };
  }
  if (type.name === 'time32') {
    const ticks = type.unit === 's' ? 10_000_000 : 10_000;
    return mapVector(vector, 'timespan', (count) => Number(count) * ticks);
  }
  return type.zone === null ? vector : { ...vector, zone: 'stated' };
}

function boolVector(data: ArrowData): Vector {
  const bits = part(data, 1, 0, Math.ceil((data.offset + data.length) / 8));
  return {
    type: 'bool',
    length: data.length,
    slice: (start, end) =>
      Array.from({ length: end - start }, (_, i) => bit(bits, data.offset + start + i)),
  };
}

/** The places where each element starts, and where the last one ends; they never go back. */
function elementEnds(data: ArrowData, width: 4 | 8): (row: number) => number {
  const bytes = part(data, 1, data.offset * width, (data.offset + data.length + 1) * width);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  // An array of no elements may leave the buffer out.
  if (bytes.length === 0) return () => 0;
  const at = (row: number): number =>
    width === 4
      ? view.getInt32(row * 4, true)
      : Number(fromHalves(view.getUint32(row * 8, true), view.getInt32(row * 8 + 4, true)));
  let last = 0;
  for (let row = 0; row <= data.length; row++) {
    const place = at(row);
    if (place < last) throw damaged('the elements of an Arrow array overlap');
    last = place;
  }
  return at;
}

function textVector(data: ArrowData, width: 4 | 8): Vector {
  const at = elementEnds(data, width);
  const bytes = data.buffers[2] ?? new Uint8Array(0);
  if (at(data.length) > bytes.length) throw tooShort();
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isText = data.type.name.endsWith('string');
  return {
    type: 'string',
    length: data.length,
    slice: (start, end) => {
      if (isText) return textsBetween(buffer, at, start, end);
      return Array.from({ length: end - start }, (_, i) =>
        bytesText(bytes.subarray(at(start + i), at(start + i + 1))),
      );
    },
  };
}

/** The texts of some rows. Where all are ASCII one decoding serves them all. */
function textsBetween(
  buffer: Buffer,
  at: (row: number) => number,
  start: number,
  end: number,
): string[] {
  const first = at(start);
  const ascii = isAscii(buffer.subarray(first, at(end)));
  const whole = ascii ? buffer.toString('latin1', first, at(end)) : '';
  const out = new Array<string>(end - start);
  let from = first;
  for (let row = start; row < end; row++) {
    const to = at(row + 1);
    out[row - start] = ascii
      ? whole.substring(from - first, to - first)
      : buffer.toString('utf8', from, to);
    from = to;
  }
  return out;
}

function decimalVector(data: ArrowData): Vector {
  const { offset, length, type } = data;
  const bytes = part(data, 1, offset * 16, (offset + length) * 16);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const one = (row: number): string => {
    const low = view.getBigUint64(row * 16, true);
    return pointed((view.getBigInt64(row * 16 + 8, true) << 64n) | low, type.scale);
  };
  const slice = (start: number, end: number): string[] =>
    Array.from({ length: end - start }, (_, i) => one(start + i));
  const fits = slice(0, length).every(fitsDecimal);
  return { type: fits ? 'decimal' : 'string', length, slice };
}

/** An integer with its point `scale` digits from the right. */
function pointed(value: bigint, scale: number): string {
  if (scale <= 0) return `${value}${'0'.repeat(Math.min(-scale, 100))}`;
  const digits = (value < 0n ? -value : value).toString().padStart(Math.min(scale, 100) + 1, '0');
  return `${value < 0n ? '-' : ''}${digits.slice(0, -scale)}.${digits.slice(-scale)}`;
}

function nestedVector(data: ArrowData, json: (row: number) => string): Vector {
  return {
    type: 'dynamic',
    length: data.length,
    slice: (start, end) => Array.from({ length: end - start }, (_, i) => json(start + i)),
  };
}

function listRow(data: ArrowData, width: 4 | 8, limits: JsonLimits): (row: number) => string {
  const [child] = data.children;
  if (child === undefined) throw damaged('an Arrow list has no items');
  const at = elementEnds(data, width);
  const items = dataVector(child, limits);
  if (at(data.length) > items.length) throw tooShort();
  return (row) => {
    checkLength(at(row + 1) - at(row), limits);
    const values = items.slice(at(row), at(row + 1));
    return listJson(
      values.map((value) => storedJson(items.type, value)),
      limits,
    );
  };
}

function structRow(data: ArrowData, limits: JsonLimits): (row: number) => string {
  const fields = data.children.map((child, i) => ({
    name: JSON.stringify(data.type.fields[i] ?? String(i)),
    vector: dataVector(child, limits),
  }));
  if (fields.some(({ vector }) => vector.length < data.offset + data.length)) throw tooShort();
  return (row) => {
    const at = data.offset + row;
    const parts = fields.map(
      ({ name, vector }) => `${name}:${storedJson(vector.type, vector.slice(at, at + 1)[0])}`,
    );
    return `{${listJson(parts, limits).slice(1, -1)}}`;
  };
}

function part(data: ArrowData, index: number, start: number, end: number): Uint8Array {
  const buffer = data.buffers[index] ?? new Uint8Array(0);
  if (data.length === 0 && end > buffer.length) return new Uint8Array(0);
  if (!(end <= buffer.length)) throw tooShort();
  return buffer.subarray(start, end);
}

function tooShort(): Error {
  return damaged('an Arrow array has fewer bytes than elements');
}
