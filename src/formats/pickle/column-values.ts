import { arrowVector } from './arrow-vector.ts';
import { damaged, tooLarge, unsupported } from './faults.ts';
import { intervalVector, periodVector } from './interval-vector.ts';
import type { JsonLimits } from './json-text.ts';
import { arrayRow, isArray, readArray } from './numpy.ts';
import { arrayVector } from './numpy-vector.ts';
import { objectVector } from './object-vector.ts';
import {
  asObject,
  attributes,
  className,
  isObject,
  type PyObject,
  type PyValue,
  wholeNumber,
} from './objects.ts';
import { type Freq, freqOf } from './periods.ts';
import { sparseVector } from './sparse-vector.ts';
import { maskVector, pickVector, type Vector } from './vector.ts';

/** Arrays and indexes hold one another; this keeps one that holds itself from going on for ever. */
interface Nesting {
  readonly limits: JsonLimits;
  readonly depth: number;
}

const maxDepth = 8;

/** The values of a block or of codes: row `row` of a numpy array, or an extension array. */
export function valuesVector(values: PyValue | undefined, row: number, limits: JsonLimits): Vector {
  return readValues(values, row, { limits, depth: 0 });
}

/** The values of an index that has one level. */
export function axisVector(axis: PyValue | undefined, limits: JsonLimits): Vector {
  return readAxis(axis, { limits, depth: 0 });
}

function deeper({ limits, depth }: Nesting): Nesting {
  if (depth >= maxDepth) throw damaged('its arrays hold one another');
  return { limits, depth: depth + 1 };
}

function readValues(values: PyValue | undefined, row: number, nesting: Nesting): Vector {
  if (!isArray(values))
    return readExtension(asObject(values, 'the content of a column'), row, deeper(nesting));
  const array = arrayRow(readArray(values), row);
  if (array.data instanceof Uint8Array) return arrayVector(array);
  return objectVector(array.data, nesting.limits);
}

function readExtension(object: PyObject, row: number, nesting: Nesting): Vector {
  const state = attributes(object);
  const inner = (): Vector => readValues(state.get('_ndarray') ?? state.get('_data'), row, nesting);
  const name = className(object);
  switch (name) {
    case 'DatetimeArray':
    case 'TimedeltaArray':
      return zoned(inner(), state.get('_dtype'));
    case 'IntegerArray':
    case 'FloatingArray':
    case 'BooleanArray':
      return masked(inner(), readValues(state.get('_mask'), row, nesting));
    case 'StringArray':
    case 'StringArrayNumpySemantics':
    case 'PandasArray':
    case 'NumpyExtensionArray':
      return inner();
    case 'ArrowStringArray':
    case 'ArrowStringArrayNumpySemantics':
    case 'ArrowExtensionArray':
      return arrowVector(
        asObject(state.get('_pa_array') ?? state.get('_data'), 'an Arrow array'),
        nesting.limits,
      );
    case 'Categorical':
      return readCategories(state, row, nesting);
    case 'PeriodArray':
      return periodVector(inner(), periodFreq(state));
    case 'IntervalArray':
      return readIntervals(state, nesting);
    case 'SparseArray':
      return sparseVector(
        state,
        readValues(state.get('_sparse_values'), 0, nesting),
        nesting.limits,
      );
    default:
      throw unsupported(`a column of class ${name}`);
  }
}

/** Datetimes whose dtype names a zone are counted in UTC. */
function zoned(vector: Vector, dtype: PyValue | undefined): Vector {
  if (!isObject(dtype) || className(dtype) !== 'DatetimeTZDtype') return vector;
  return { ...vector, zone: 'stated' };
}

function masked(vector: Vector, mask: Vector): Vector {
  if (mask.length !== vector.length) throw damaged('a column and its mask differ in length');
  return maskVector(vector, mask.slice);
}

function readCategories(state: Map<PyValue, PyValue>, row: number, nesting: Nesting): Vector {
  const dtype = attributes(asObject(state.get('_dtype'), 'the type of a category'));
  const names = readAxis(dtype.get('categories') ?? dtype.get('_categories'), nesting);
  return pickVector(names, readValues(state.get('_ndarray') ?? state.get('_codes'), row, nesting));
}

function periodFreq(state: Map<PyValue, PyValue>): Freq {
  const dtype = state.get('_dtype');
  return freqOf(
    isObject(dtype) ? (dtype.args[0] ?? attributes(dtype).get('freq')) : state.get('freq'),
  );
}

function readIntervals(state: Map<PyValue, PyValue>, nesting: Nesting): Vector {
  const dtype = state.get('_dtype');
  const typeState = isObject(dtype) ? attributes(dtype) : state;
  const closed = [state, typeState]
    .flatMap((map) => [map.get('closed'), map.get('_closed')])
    .find((side) => typeof side === 'string');
  return intervalVector(
    readAxis(state.get('_left') ?? state.get('left'), nesting),
    readAxis(state.get('_right') ?? state.get('right'), nesting),
    closed ?? 'right',
  );
}

function readAxis(axis: PyValue | undefined, nesting: Nesting): Vector {
  if (isArray(axis)) return readValues(axis, 0, nesting);
  const object = asObject(axis, 'an index');
  const state = attributes(object);
  const inner = deeper(nesting);
  switch (className(object)) {
    case 'RangeIndex':
      return rangeVector(state);
    case 'IntervalIndex':
      return state.has('data') ? readIndexData(state, inner) : readIntervals(state, inner);
    case 'PeriodIndex': {
      const vector = readIndexData(state, inner);
      return vector.type === 'string' ? vector : periodVector(vector, freqOf(state.get('freq')));
    }
    case 'DatetimeIndex': {
      const vector = readIndexData(state, inner);
      return state.get('tz') ? { ...vector, zone: 'stated' } : vector;
    }
    case 'MultiIndex':
      throw damaged('an index of many levels stands where one level is needed');
    default:
      return readIndexData(state, inner);
  }
}

/** An index holds an array or, in older pandas, another index. */
function readIndexData(state: Map<PyValue, PyValue>, nesting: Nesting): Vector {
  const data = state.get('data');
  const isIndex = !isArray(data) && isObject(data) && className(data).endsWith('Index');
  return isIndex ? readAxis(data, nesting) : readValues(data, 0, nesting);
}

const maxRange = 2 ** 40;

function rangeVector(state: Map<PyValue, PyValue>): Vector {
  const start = wholeNumber(state.get('start') ?? 0, 'the start of a range');
  const stop = wholeNumber(state.get('stop') ?? 0, 'the end of a range');
  const step = wholeNumber(state.get('step') ?? 1, 'the step of a range');
  if (step === 0) throw damaged('a range has no step');
  const length = Math.max(0, Math.ceil((stop - start) / step));
  if (length > maxRange) throw tooLarge(`it numbers ${length} rows`);
  return {
    type: 'long',
    length,
    slice: (from, to) => Array.from({ length: to - from }, (_, i) => start + (from + i) * step),
  };
}
