import { damaged, unsupported } from './faults.ts';
import {
  asBytes,
  asObject,
  isObject,
  isTuple,
  type PyObject,
  type PyValue,
  sequence,
  wholeNumber,
} from './objects.ts';

/** What the elements of a numpy array are. */
export interface Dtype {
  /** numpy's letter: b bool, i, u, f, c, M datetime, m timedelta, O objects, S bytes, U text. */
  kind: string;
  sizeBytes: number;
  bigEndian: boolean;
  /** Of M and m: the unit, and how many of it one step is. */
  unit: string;
  unitCount: number;
}

/** A numpy array of one or two dimensions, its elements still as bytes or as Python values. */
export interface NumpyArray {
  dtype: Dtype;
  shape: readonly number[];
  /** Two-dimensional and stored column after column. */
  fortran: boolean;
  data: Uint8Array | readonly PyValue[];
}

const reconstructed = /^numpy\._?core\.multiarray\._reconstruct$/;
const fromBuffer = /^numpy\._?core\.numeric\._frombuffer$/;

export function isArray(value: PyValue | undefined): value is PyObject {
  return isObject(value) && (reconstructed.test(value.maker) || fromBuffer.test(value.maker));
}

const known = new WeakMap<PyObject, NumpyArray>();

/** The array that a record describes. Blocks ask once for each of their columns, so it is kept. */
export function readArray(object: PyObject): NumpyArray {
  const before = known.get(object);
  if (before) return before;
  const array = makeArray(object);
  known.set(object, array);
  return array;
}

function makeArray(object: PyObject): NumpyArray {
  if (fromBuffer.test(object.maker)) {
    const [data, dtype, shape, order] = object.args;
    return checked(shape, readDtype(dtype), order === 'F', data);
  }
  const state = isTuple(object.state) ? object.state.items : [];
  if (state.length < 4) throw damaged('an array has no content');
  // numpy writes a version in front since 1.0.
  const [shape, dtype, fortran, data] = state.length > 4 ? state.slice(1) : state;
  return checked(shape, readDtype(dtype), fortran === true, data);
}

function checked(
  shapeValue: PyValue | undefined,
  dtype: Dtype,
  fortran: boolean,
  content: PyValue | undefined,
): NumpyArray {
  const shape = sequence(shapeValue, 'the shape of an array').map((n) =>
    wholeNumber(n, 'a dimension'),
  );
  if (shape.length > 2) throw unsupported(`an array of ${shape.length} dimensions`);
  const length = lengthOf(shape);
  if (dtype.kind === 'O') {
    const items = sequence(content, 'the content of an array');
    if (items.length !== length)
      throw damaged(`an array of ${length} elements holds ${items.length}`);
    return { dtype, shape, fortran, data: items };
  }
  const bytes = asBytes(content, 'an array');
  if (bytes.length !== length * dtype.sizeBytes) {
    throw damaged(
      `an array of ${length} elements of ${dtype.sizeBytes} bytes holds ${bytes.length} bytes`,
    );
  }
  return { dtype, shape, fortran, data: bytes };
}

function lengthOf(shape: readonly number[]): number {
  const length = shape.reduce((product, n) => product * n, 1);
  if (!Number.isSafeInteger(length) || shape.some((n) => n < 0))
    throw damaged('an array has an impossible shape');
  return length;
}

/** One row of a two-dimensional array, or the whole of a one-dimensional one. */
export function arrayRow(array: NumpyArray, row: number): NumpyArray {
  if (array.shape.length < 2) return array;
  const [rows = 0, width = 0] = array.shape;
  if (row >= rows) throw damaged(`an array of ${rows} rows has no row ${row}`);
  const one = { dtype: array.dtype, shape: [width], fortran: false };
  const size = array.dtype.sizeBytes;
  const inRows = !array.fortran || rows === 1;
  if (!(array.data instanceof Uint8Array)) {
    const { data } = array;
    if (inRows) return { ...one, data: data.slice(row * width, (row + 1) * width) };
    return { ...one, data: Array.from({ length: width }, (_, i) => data[i * rows + row] ?? null) };
  }
  if (inRows)
    return { ...one, data: array.data.subarray(row * width * size, (row + 1) * width * size) };
  const data = new Uint8Array(width * size);
  for (let i = 0; i < width; i++) {
    const from = (i * rows + row) * size;
    data.set(array.data.subarray(from, from + size), i * size);
  }
  return { ...one, data };
}

export function readDtype(value: PyValue | undefined): Dtype {
  const object = asObject(value, 'the type of an array');
  const spec = object.args[0];
  const match = typeof spec === 'string' ? /^([<>|=]?)([bBiufcmMOSU?])(\d*)$/.exec(spec) : null;
  if (object.maker !== 'numpy.dtype' || match === null)
    throw unsupported(`an array of type ${String(spec)}`);
  const state = isTuple(object.state) ? object.state.items : [];
  const [, , , names] = state;
  if (names !== undefined && names !== null) throw unsupported('an array of records');
  const letter = match[2] === '?' ? 'b' : (match[2] ?? '');
  const size = match[3] === '' ? (letter === 'b' ? 1 : 8) : Number(match[3]);
  const order = state[1] ?? match[1];
  const [unit, unitCount] = timeUnit(state[8]);
  return {
    kind: letter,
    sizeBytes: letter === 'U' ? size * 4 : size,
    bigEndian: order === '>',
    unit,
    unitCount,
  };
}

/** The unit lies in the dtype's metadata: `(None, (b'ns', 1, 1, 1))`. */
function timeUnit(metadata: PyValue | undefined): [string, number] {
  const inner = isTuple(metadata) ? metadata.items[1] : undefined;
  if (!isTuple(inner)) return ['ns', 1];
  const [unit, count] = inner.items;
  return [
    Buffer.from(asBytes(unit, 'a unit of time')).toString('latin1'),
    wholeNumber(count, 'a unit of time'),
  ];
}
