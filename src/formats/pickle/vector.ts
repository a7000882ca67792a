import type { KustoType, ZoneKnown } from '../../base/index.ts';
import type { StoredValue } from '../../engine/index.ts';
import { damaged, tooLarge } from './faults.ts';

/** The values of one column, converted a few thousand rows at a time. */
export interface Vector {
  readonly type: KustoType;
  readonly length: number;
  /** The values of the rows from `start` (inclusive) to `end` (exclusive), as they are stored. */
  slice(start: number, end: number): StoredValue[];
  /** Of a datetime column: whether the stamps said their zone. */
  readonly zone?: ZoneKnown;
  /** What the conversion so far could not keep. */
  readonly losses?: Losses;
}

export interface Losses {
  /** Times with digits finer than the type holds, which were cut. */
  fine: number;
  /** Times outside of the years that the type holds, which became null. */
  far: number;
}

// V8 keeps larger arrays as hash tables when they are made by length.
const maxHeld = 2 ** 24;

/** All values at once, where a reader needs them; a vector may claim more than there is memory for. */
export function allValues(vector: Vector): StoredValue[] {
  if (vector.length > maxHeld) throw tooLarge(`one of its columns claims ${vector.length} values`);
  return vector.slice(0, vector.length);
}

/** A vector over values that are cheap to hold as they are stored. */
export function listVector(type: KustoType, values: readonly StoredValue[]): Vector {
  return { type, length: values.length, slice: (start, end) => values.slice(start, end) };
}

/** A vector of the same value all along. */
export function constantVector(type: KustoType, value: StoredValue, length: number): Vector {
  return { type, length, slice: (start, end) => new Array(end - start).fill(value) };
}

export function mapVector(
  vector: Vector,
  type: KustoType,
  change: (value: NonNullable<StoredValue>) => StoredValue,
): Vector {
  return {
    ...vector,
    type,
    slice: (start, end) =>
      vector
        .slice(start, end)
        .map((value) => (value === null || value === undefined ? null : change(value))),
  };
}

/** The vector with null in the rows from `start` on where `missing` says so. */
export function maskVector(
  vector: Vector,
  missing: (start: number, end: number) => readonly unknown[],
): Vector {
  return {
    ...vector,
    slice: (start, end) => {
      const values = vector.slice(start, end);
      const mask = missing(start, end);
      for (let i = 0; i < values.length; i++) if (mask[i] === true) values[i] = null;
      return values;
    },
  };
}

/** For each code the category of that number; null for codes below 0. */
export function pickVector(categories: Vector, codes: Vector): Vector {
  let known: StoredValue[] | undefined;
  const pick = (code: StoredValue): StoredValue => {
    const place = Number(code ?? -1);
    if (place < 0) return null;
    if (place >= categories.length) throw damaged(`a category has the number ${place}`);
    return known?.[place];
  };
  return {
    ...categories,
    length: codes.length,
    slice: (start, end) => {
      known ??= allValues(categories);
      return codes.slice(start, end).map(pick);
    },
  };
}
