import type { StoredValue } from '../../engine/index.ts';
import { damaged, unsupported } from './faults.ts';
import { fromHalves, halfFloat, realOrNull, times } from './numbers.ts';
import type { Dtype, NumpyArray } from './numpy.ts';
import { isNat, nanosToMicros, storeTime, unitNanos } from './times.ts';
import { type Losses, listVector, type Vector } from './vector.ts';

/** The elements of a one-dimensional array of anything but Python objects. */
export function arrayVector(array: NumpyArray): Vector {
  if (!(array.data instanceof Uint8Array)) throw damaged('an array of objects stands for numbers');
  return bytesVector(array.data, array.dtype);
}

/** Elements that lie one after the other in `bytes`. */
export function bytesVector(source: Uint8Array, dtype: Dtype): Vector {
  const bytes = aligned(source, dtype);
  const { buffer, byteOffset: at } = bytes;
  const length = dtype.sizeBytes === 0 ? 0 : Math.floor(bytes.length / dtype.sizeBytes);
  switch (dtype.kind + dtype.sizeBytes) {
    case 'b1':
      return bools(bytes);
    case 'i1':
      return numbers('int', new Int8Array(buffer, at, length));
    case 'i2':
      return numbers('int', new Int16Array(buffer, at, length));
    case 'i4':
      return numbers('int', new Int32Array(buffer, at, length));
    case 'u1':
      return numbers('int', bytes);
    case 'u2':
      return numbers('int', new Uint16Array(buffer, at, length));
    case 'u4':
      return numbers('long', new Uint32Array(buffer, at, length));
    case 'i8':
      return longs(new Int32Array(buffer, at, length * 2));
    case 'u8':
      return unsigned(new BigUint64Array(buffer, at, length));
    case 'f2':
      return reals(Float64Array.from(new Uint16Array(buffer, at, length), halfFloat));
    case 'f4':
      return reals(new Float32Array(buffer, at, length));
    case 'f8':
      return reals(new Float64Array(buffer, at, length));
    case 'M8':
      return stamps(new Int32Array(buffer, at, length * 2), dtype);
    case 'm8':
      return spans(new Int32Array(buffer, at, length * 2), dtype);
    case 'c8':
      return complexes(new Float32Array(buffer, at, length * 2));
    case 'c16':
      return complexes(new Float64Array(buffer, at, length * 2));
    default:
      return texts(bytes, dtype);
  }
}

/** Typed views need their bytes at a multiple of the element's size, in this machine's order. */
function aligned(bytes: Uint8Array, dtype: Dtype): Uint8Array {
  const size = dtype.kind === 'c' ? dtype.sizeBytes / 2 : dtype.kind === 'U' ? 4 : dtype.sizeBytes;
  if (dtype.bigEndian && size > 1) {
    const copy = Buffer.from(bytes);
    if (size === 2) return copy.swap16();
    if (size === 4) return copy.swap32();
    if (size === 8) return copy.swap64();
    throw unsupported(`numbers of ${size} bytes`);
  }
  return bytes.byteOffset % 8 === 0 ? bytes : new Uint8Array(bytes);
}

/** A typed array of numbers that fit a number. */
type Numbers = Int8Array | Int16Array | Int32Array | Uint8Array | Uint16Array | Uint32Array;

function numbers(type: 'int' | 'long', values: Numbers): Vector {
  const slice = (start: number, end: number): number[] => {
    const out = new Array<number>(end - start);
    for (let i = start; i < end; i++) out[i - start] = values[i] ?? 0;
    return out;
  };
  return { type, length: values.length, slice };
}

function reals(values: Float32Array | Float64Array): Vector {
  const slice = (start: number, end: number): StoredValue[] => {
    const out = new Array<StoredValue>(end - start);
    for (let i = start; i < end; i++) out[i - start] = realOrNull(values[i] ?? 0);
    return out;
  };
  return { type: 'real', length: values.length, slice };
}

function bools(values: Uint8Array): Vector {
  const slice = (start: number, end: number): boolean[] => {
    const out = new Array<boolean>(end - start);
    for (let i = start; i < end; i++) out[i - start] = values[i] !== 0;
    return out;
  };
  return { type: 'bool', length: values.length, slice };
}

function fromPairs(
  pairs: Int32Array,
  convert: (low: number, high: number) => StoredValue,
): (start: number, end: number) => StoredValue[] {
  return (start, end) => {
    const out = new Array<StoredValue>(end - start);
    for (let i = start; i < end; i++)
      out[i - start] = convert((pairs[2 * i] ?? 0) >>> 0, pairs[2 * i + 1] ?? 0);
    return out;
  };
}

function longs(pairs: Int32Array): Vector {
  return { type: 'long', length: pairs.length / 2, slice: fromPairs(pairs, fromHalves) };
}

/** Kusto has no unsigned type: long where all values fit, else decimal. */
function unsigned(values: BigUint64Array): Vector {
  const fits = values.every((value) => value <= 0x7fff_ffff_ffff_ffffn);
  return {
    type: fits ? 'long' : 'decimal',
    length: values.length,
    slice: (a, b) =>
      Array.from<bigint, StoredValue>(values.subarray(a, b), (v) => (fits ? v : v.toString())),
  };
}

function stamps(pairs: Int32Array, dtype: Dtype): Vector {
  const losses: Losses = { fine: 0, far: 0 };
  const nanos = nanosOf(dtype);
  const convert = (low: number, high: number): StoredValue => {
    if (isNat(low, high)) return null;
    if (nanos === 1) return nanosToMicros(low, high, losses);
    return storeTime(fromHalves(low, high), { nanos, stored: 1000 }, losses);
  };
  return {
    type: 'datetime',
    length: pairs.length / 2,
    zone: 'assumed-utc',
    losses,
    slice: fromPairs(pairs, convert),
  };
}

function spans(pairs: Int32Array, dtype: Dtype): Vector {
  const losses: Losses = { fine: 0, far: 0 };
  const nanos = nanosOf(dtype);
  const convert = (low: number, high: number): StoredValue =>
    isNat(low, high) ? null : storeTime(fromHalves(low, high), { nanos, stored: 100 }, losses);
  return { type: 'timespan', length: pairs.length / 2, losses, slice: fromPairs(pairs, convert) };
}

function nanosOf(dtype: Dtype): number {
  const nanos = unitNanos.get(dtype.unit);
  const step = Number(times(nanos ?? 0, dtype.unitCount));
  if (step <= 0 || !Number.isSafeInteger(step))
    throw unsupported(`times counted in ${dtype.unitCount} ${dtype.unit}`);
  return step;
}

function complexes(values: Float32Array | Float64Array): Vector {
  const spelled = Array.from({ length: values.length / 2 }, (_, i) =>
    complexText(values[2 * i] ?? 0, values[2 * i + 1] ?? 0),
  );
  return listVector('string', spelled);
}

/** A complex number as Python prints it. */
export function complexText(re: number, im: number): string {
  return `(${re}${im < 0 || Object.is(im, -0) ? '-' : '+'}${Math.abs(im)}j)`;
}

function texts(bytes: Uint8Array, dtype: Dtype): Vector {
  if (dtype.sizeBytes === 0 || !'SU'.includes(dtype.kind)) {
    throw unsupported(`an array of type ${dtype.kind}${dtype.sizeBytes}`);
  }
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const { kind, sizeBytes: size } = dtype;
  const one = (row: number): string =>
    kind === 'S'
      ? buffer.toString('utf8', row * size, (row + 1) * size).replace(/\0+$/, '')
      : wideText(buffer, row * size, size);
  return {
    type: 'string',
    length: bytes.length / size,
    slice: (start, end) => Array.from({ length: end - start }, (_, i) => one(start + i)),
  };
}

function wideText(buffer: Buffer, start: number, size: number): string {
  let out = '';
  for (let at = start; at < start + size; at += 4) {
    const point = buffer.readUInt32LE(at);
    out += point > 0x10ffff ? '\ufffd' : String.fromCodePoint(point);
  }
  return out.replace(/\0+$/, '');
}
