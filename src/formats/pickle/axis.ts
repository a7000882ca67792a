import { axisVector, valuesVector } from './column-values.ts';
import { damaged, tooLarge } from './faults.ts';
import { type JsonLimits, keyText } from './json-text.ts';
import { isArray, readArray } from './numpy.ts';
import { asObject, attributes, className, isTuple, type PyValue, sequence } from './objects.ts';
import { datetimeText } from './spelling.ts';
import { allValues, pickVector, type Vector } from './vector.ts';

/** A level of the rows' index: its name, null without one, and its values. */
export interface Level {
  name: PyValue;
  vector: Vector;
}

/** The levels of the rows' index, and what the index is: content, or only the numbers of the rows. */
export interface RowIndex {
  levels: Level[];
  /** `range` counts from one row to the next; `numbers` are those that rows had before others were taken away. */
  kind: 'content' | 'range' | 'numbers';
}

export function readIndex(axis: PyValue | undefined, limits: JsonLimits): RowIndex {
  const object = asObject(axis, 'the index');
  const state = attributes(object);
  if (className(object) === 'MultiIndex') {
    return { levels: multiLevels(state, limits), kind: 'content' };
  }
  const name = state.get('name') ?? null;
  const vector = axisVector(object, limits);
  const level = { name, vector };
  if (name !== null) return { levels: [level], kind: 'content' };
  if (className(object) === 'RangeIndex') return { levels: [level], kind: 'range' };
  return { levels: [level], kind: areRowNumbers(vector) ? 'numbers' : 'content' };
}

const chunkRows = 1 << 16;

/** Whole numbers from 0 on, each once, are what pandas leaves of a row count after filtering or sorting. */
function areRowNumbers(vector: Vector): boolean {
  if (vector.type !== 'long' || vector.length > maxRows) return false;
  const numbers = new Float64Array(vector.length);
  let ascending = true;
  for (let start = 0; start < vector.length; start += chunkRows) {
    const chunk = vector.slice(start, Math.min(start + chunkRows, vector.length));
    for (const [i, value] of chunk.entries()) {
      if (typeof value !== 'number' || value < 0) return false;
      const at = start + i;
      numbers[at] = value;
      if (at > 0 && (numbers[at - 1] ?? 0) >= value) ascending = false;
    }
  }
  if (ascending) return true;
  numbers.sort();
  return numbers.every((value, i) => i === 0 || value !== numbers[i - 1]);
}

// Rows that honest files have; a few bytes can claim any number.
const maxRows = 2 ** 27;

function multiLevels(state: Map<PyValue, PyValue>, limits: JsonLimits): Level[] {
  const levels = sequence(state.get('levels'), 'the levels of an index');
  const codes = sequence(state.get('codes') ?? state.get('labels'), 'the codes of an index');
  const names = sequence(state.get('names') ?? [], 'the names of an index');
  if (codes.length !== levels.length) throw damaged('an index has more levels than codes');
  return levels.map((level, i) => ({
    name: names[i] ?? null,
    vector: pickVector(axisVector(level, limits), valuesVector(codes[i], 0, limits)),
  }));
}

/** The names of the columns. Levels of a name are joined by a dot. */
export function columnLabels(
  axis: PyValue | undefined,
  width: number,
  limits: JsonLimits,
): string[] {
  const object = asObject(axis, 'the names of the columns');
  const state = attributes(object);
  if (className(object) === 'MultiIndex') {
    const levels = multiLevels(state, limits).map(({ vector }) => vectorLabels(vector, width));
    return (levels[0] ?? []).map((_, i) => joinLevels(levels.map((labels) => labels[i] ?? '')));
  }
  const items = labelItems(state.get('data'));
  if (items === null) return vectorLabels(axisVector(object, limits), width);
  checkWidth(items.length, width);
  return items.map((item) => labelText(item, limits));
}

function checkWidth(count: number, width: number): void {
  if (count > width) throw tooLarge(`it has ${count} columns and a table may have ${width}`);
}

function vectorLabels(vector: Vector, width: number): string[] {
  checkWidth(vector.length, width);
  return allValues(vector).map((value) => {
    if (value === null || value === undefined) return '';
    return vector.type === 'datetime' ? datetimeText(BigInt(value)) : String(value);
  });
}

/** A label as the name of a column. */
export function labelText(label: PyValue, limits: JsonLimits): string {
  if (!isTuple(label)) return keyText(label, limits);
  return joinLevels(label.items.map((level) => keyText(level, limits)));
}

function joinLevels(levels: readonly string[]): string {
  return levels.filter((level) => level !== '').join('.');
}

/** The labels themselves where they are Python objects, of which each is spelled by its kind. */
function labelItems(data: PyValue | undefined): readonly PyValue[] | null {
  if (!isArray(data)) return null;
  const array = readArray(data);
  return array.data instanceof Uint8Array ? null : array.data;
}
