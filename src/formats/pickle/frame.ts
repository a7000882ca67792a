import { columnLabels, type Level, labelText, readIndex } from './axis.ts';
import { valuesVector } from './column-values.ts';
import { damaged, tooLarge, unsupported } from './faults.ts';
import type { JsonLimits } from './json-text.ts';
import { isArray, readArray } from './numpy.ts';
import { arrayVector } from './numpy-vector.ts';
import {
  asObject,
  attributes,
  className,
  isObject,
  isTuple,
  type PyObject,
  type PyValue,
  sequence,
  wholeNumber,
} from './objects.ts';
import { allValues, type Vector } from './vector.ts';

/** One column of a frame; two columns may have the same label. */
interface FrameColumn {
  label: string;
  vector: Vector;
}

export interface Frame {
  rowCount: number;
  columns: FrameColumn[];
  /** What a reader of the table should know, one sentence each. */
  notes: string[];
}

const numbersNote =
  'The unnamed index holds row numbers of an earlier frame and was left out; a named index becomes a column.';

export interface FrameLimits extends JsonLimits {
  columns: number;
  cells: number;
}

interface Block {
  values: PyValue | undefined;
  /** The columns that its rows are. */
  places: PyValue | undefined;
}

/** The columns of a pickled DataFrame or Series; an index that only numbers the rows of a DataFrame is left out. */
export function readFrame(root: PyValue, limits: FrameLimits): Frame {
  const name = isObject(root) ? className(root) : '';
  if (!isObject(root) || (name !== 'DataFrame' && name !== 'Series')) {
    throw unsupported(describe(root));
  }
  const state = attributes(root);
  const { axes, blocks } = managerParts(
    asObject(state.get('_mgr') ?? state.get('_data'), 'the content'),
  );
  const { levels, kind } = readIndex(axes.at(-1), limits);
  const rowCount = levels[0]?.vector.length ?? 0;
  const columns =
    name === 'Series'
      ? [seriesColumn(state, blocks[0], limits)]
      : frameColumns(columnLabels(axes[0], limits.columns, limits), blocks, limits);
  const dropped = kind === 'range' || (kind === 'numbers' && name === 'DataFrame');
  const index = dropped ? [] : indexColumns(levels, limits);
  const all = [...index, ...columns];
  checkSize(all, rowCount, limits);
  return { rowCount, columns: all, notes: dropped && kind === 'numbers' ? [numbersNote] : [] };
}

function checkSize(columns: readonly FrameColumn[], rowCount: number, limits: FrameLimits): void {
  if (columns.length > limits.columns) {
    throw tooLarge(`it has ${columns.length} columns and a table may have ${limits.columns}`);
  }
  if (rowCount * columns.length > limits.cells) {
    throw tooLarge(
      `it claims ${rowCount} rows of ${columns.length} columns, far more than its bytes can hold`,
    );
  }
  for (const { label, vector } of columns) {
    if (vector.length !== rowCount) {
      throw damaged(`column "${label}" has ${vector.length} values and the index has ${rowCount}`);
    }
  }
}

function describe(root: PyValue): string {
  if (isObject(root)) return `a ${root.maker}`;
  if (root instanceof Map) return 'a dict';
  if (Array.isArray(root)) return 'a list';
  if (isTuple(root)) return 'a tuple';
  return 'something other than a DataFrame';
}

/** Levels without a name are called as pandas' reset_index calls them. */
function indexColumns(levels: readonly Level[], limits: JsonLimits): FrameColumn[] {
  return levels.map(({ name, vector }, i) => {
    const unnamed = levels.length === 1 ? 'index' : `level_${i}`;
    return { label: name === null ? unnamed : labelText(name, limits), vector };
  });
}

/** The block manager changed its form over time: up to pandas 1.2 a state, since then arguments; Series both. */
function managerParts(manager: PyObject): { axes: readonly PyValue[]; blocks: Block[] } {
  const state = isTuple(manager.state) ? manager.state.items[3] : undefined;
  const modern = state instanceof Map ? state.get('0.14.1') : undefined;
  if (modern instanceof Map) {
    return {
      axes: sequence(modern.get('axes'), 'the axes'),
      blocks: sequence(modern.get('blocks'), 'the blocks').map((block) => {
        if (!(block instanceof Map)) throw damaged('a block of columns is missing');
        return { values: block.get('values'), places: block.get('mgr_locs') };
      }),
    };
  }
  const [blocks, axes] = manager.args;
  const list = isObject(blocks) ? [blocks] : sequence(blocks, 'the blocks');
  return {
    axes: sequence(axes, 'the axes'),
    blocks: list.map((block) => {
      const [values, places] = asObject(block, 'a block of columns').args;
      return { values, places };
    }),
  };
}

function seriesColumn(
  state: Map<PyValue, PyValue>,
  block: Block | undefined,
  limits: FrameLimits,
): FrameColumn {
  const name = state.get('_name') ?? state.get('name') ?? null;
  return {
    label: name === null ? 'value' : labelText(name, limits),
    vector: valuesVector(block?.values, 0, limits),
  };
}

function frameColumns(
  labels: readonly string[],
  blocks: readonly Block[],
  limits: FrameLimits,
): FrameColumn[] {
  const found = new Array<FrameColumn | undefined>(labels.length).fill(undefined);
  for (const block of blocks) {
    const places = readPlaces(block.places, labels.length);
    places.forEach((place, row) => {
      const label = labels[place];
      if (label === undefined || found[place])
        throw damaged(`its columns have no clear order at ${place}`);
      found[place] = { label, vector: valuesVector(block.values, row, limits) };
    });
  }
  return found.map((column, place) => {
    if (column === undefined) throw damaged(`column "${labels[place] ?? ''}" has no values`);
    return column;
  });
}

/** The columns of a block: a slice, an array of numbers or one number. */
function readPlaces(value: PyValue | undefined, width: number): number[] {
  const places = isObject(value) && className(value) === 'BlockPlacement' ? value.args[0] : value;
  if (typeof places === 'number') return [places];
  if (isArray(places)) {
    const vector = arrayVector(readArray(places));
    if (vector.length > width) throw damaged('a block has more columns than the frame');
    return allValues(vector).map(Number);
  }
  const slice = asObject(places, 'the place of a block');
  if (slice.maker !== 'builtins.slice') throw damaged('a block has no place');
  const [start, stop, step] = slice.args;
  return slicePlaces(
    wholeNumber(start ?? 0, 'the place of a block'),
    stop === null || stop === undefined ? null : wholeNumber(stop, 'the place of a block'),
    wholeNumber(step ?? 1, 'the place of a block'),
    width,
  );
}

function slicePlaces(start: number, stop: number | null, step: number, width: number): number[] {
  if (step === 0 || start < 0) throw damaged('a block has no place');
  const out: number[] = [];
  const end = stop ?? (step > 0 ? width : -1);
  for (let at = start; step > 0 ? at < end : at > end; at += step) {
    if (out.length >= width) throw damaged('a block has more columns than the frame');
    out.push(at);
  }
  return out;
}
