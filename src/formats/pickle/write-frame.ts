import type { KustoType } from '../../base/index.ts';
import type { StoredValue, TableSink } from '../../engine/index.ts';
import { columnNames } from '../table-name.ts';
import { tooLarge } from './faults.ts';
import type { Frame } from './frame.ts';
import type { Vector } from './vector.ts';

export interface WriteOptions {
  signal: AbortSignal;
  /** Characters of text that all cells together may have. */
  textLength: number;
}

interface NamedColumn {
  name: string;
  vector: Vector;
}

/** The types whose values are texts of any length. */
const held: ReadonlySet<KustoType> = new Set(['string', 'dynamic']);
const batchCells = 1 << 17;
const maxBatchRows = 1 << 14;
const minBatchRows = 64;

/** Hand the rows of a frame to a table, some thousand at a time, and say what could not be kept. */
export async function writeFrame(
  frame: Frame,
  sink: TableSink,
  options: WriteOptions,
): Promise<void> {
  const names = columnNames(frame.columns.map(({ label }) => label));
  const columns = frame.columns.map(({ vector }, i) => ({ name: names[i] ?? '', vector }));
  for (const note of frame.notes) sink.note(note);
  sayRenamed(frame, names, sink);
  for (const { name, vector } of columns) sayZone(name, vector, sink);
  const perBatch = Math.floor(batchCells / Math.max(1, columns.length));
  const batchRows = Math.min(Math.max(perBatch, minBatchRows), maxBatchRows);
  let textLeft = options.textLength;
  // A frame without rows still has columns.
  for (let start = 0; start < Math.max(1, frame.rowCount); start += batchRows) {
    const end = Math.min(start + batchRows, frame.rowCount);
    const filled = columns.map(({ name, vector }) => ({
      name,
      type: vector.type,
      values: vector.slice(start, end),
    }));
    for (const { type, values } of filled) if (held.has(type)) textLeft -= textLength(values);
    if (textLeft < 0) throw tooLarge('its texts are longer than memory and disk should bear');
    await sink.write({ rowCount: end - start, columns: filled });
    options.signal.throwIfAborted();
  }
  for (const column of columns) sayLosses(column, sink);
}

function textLength(values: readonly StoredValue[]): number {
  let length = 0;
  for (const value of values) if (typeof value === 'string') length += value.length;
  return length;
}

function sayZone(name: string, vector: Vector, sink: TableSink): void {
  if (vector.zone === 'stated' || vector.zone === 'mixed') sink.zone(name, true);
  if (vector.zone === 'assumed-utc' || vector.zone === 'mixed') sink.zone(name, false);
}

function sayRenamed(frame: Frame, names: readonly string[], sink: TableSink): void {
  frame.columns.forEach(({ label }, i) => {
    const name = names[i] ?? '';
    if (name !== label)
      sink.note(`Column ${i + 1} is called "${label}" in the file and ${name} here.`);
  });
}

function sayLosses({ name, vector }: NamedColumn, sink: TableSink): void {
  const { fine = 0, far = 0 } = vector.losses ?? {};
  const unit = vector.type === 'datetime' ? 'microsecond' : '100 nanoseconds';
  if (fine > 0)
    sink.note(`Column "${name}": ${fine} times are finer than a ${unit}; the rest was cut.`);
  if (far > 0)
    sink.note(`Column "${name}": ${far} times lie outside of the years 1 to 9999; they are null.`);
}
