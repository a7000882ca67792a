import { damaged } from './faults.ts';
import type { JsonLimits } from './json-text.ts';
import { readArray } from './numpy.ts';
import { arrayVector } from './numpy-vector.ts';
import { objectVector } from './object-vector.ts';
import {
  asObject,
  attributes,
  className,
  type PyObject,
  type PyValue,
  wholeNumber,
} from './objects.ts';
import { allValues, type Vector } from './vector.ts';

/** A sparse array: `present` at the places of its index, one fill value everywhere else. */
export function sparseVector(
  state: Map<PyValue, PyValue>,
  present: Vector,
  limits: JsonLimits,
): Vector {
  const index = asObject(state.get('_sparse_index'), 'the index of a sparse column');
  const length = wholeNumber(index.args[0], 'the length of a sparse column');
  const places = className(index) === 'BlockIndex' ? blockPlaces(index) : wholes(index.args[1]);
  if (places.length !== present.length)
    throw damaged('a sparse column has more places than values');
  let last = -1;
  for (const place of places) {
    if (place <= last || place >= length) throw damaged('a sparse column has a value out of place');
    last = place;
  }
  const values = allValues(present);
  const fill = fillVector(state.get('_dtype'), present, limits);
  return {
    ...present,
    length,
    slice: (start, end) => {
      const out = new Array(end - start).fill(fill);
      for (let i = firstFrom(places, start); i < places.length; i++) {
        const place = places[i] ?? 0;
        if (place >= end) break;
        out[place - start] = values[i];
      }
      return out;
    },
  };
}

/** The first position in ascending `places` whose place is not before `start`. */
function firstFrom(places: readonly number[], start: number): number {
  let low = 0;
  let high = places.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((places[middle] ?? 0) < start) low = middle + 1;
    else high = middle;
  }
  return low;
}

function fillVector(dtype: PyValue | undefined, present: Vector, limits: JsonLimits): unknown {
  const object = asObject(dtype, 'the type of a sparse column');
  const value = attributes(object).get('_fill_value') ?? object.args[1] ?? null;
  const vector = objectVector([value], limits);
  const [fill = null] = vector.slice(0, 1);
  if (fill === null || vector.type === present.type) return fill;
  const numeric = new Set(['int', 'long', 'real']);
  if (numeric.has(vector.type) && numeric.has(present.type)) return fill;
  throw damaged('a sparse column is filled with values of another type');
}

function wholes(value: PyValue | undefined): number[] {
  const array = readArray(asObject(value, 'the places of a sparse column'));
  const vector = arrayVector(array);
  return allValues(vector).map(Number);
}

function blockPlaces(index: PyObject): number[] {
  const starts = wholes(index.args[1]);
  const lengths = wholes(index.args[2]);
  const total = lengths.reduce((sum, n) => sum + Math.max(0, n), 0);
  if (total > wholeNumber(index.args[0], 'the length of a sparse column')) {
    throw damaged('a sparse column has more places than rows');
  }
  return starts.flatMap((start, i) => Array.from({ length: lengths[i] ?? 0 }, (_, k) => start + k));
}
