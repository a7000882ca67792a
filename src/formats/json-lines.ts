import { HuntError } from '../base/index.ts';
import { insertChecked } from './checked-insert.ts';
import type { Input, ReadContext } from './define-format.ts';
import { repairLines } from './json-lines-repair.ts';
import { insertSampled } from './json-lines-sampled.ts';
import { linesSource } from './json-lines-source.ts';
import { columnsOf, type JsonFile, nameOf } from './json-lines-table.ts';
import { type JsonSample, sampledShape, sampleLines } from './json-sample.ts';
import { type Shape, shapeOf } from './json-shape.ts';
import type { JsonKey } from './json-types.ts';
import { tableName } from './table-name.ts';

interface LinesOptions {
  /** The file with one JSON value a line. */
  path: string;
  /** The table, where something better than the file's name is known. */
  table?: string;
}

/**
 * Read a file of JSON objects, one a line, into the table that it names. A sample says which keys and types
 * there are; where the reading meets another, all lines are looked at first and then read again.
 */
export async function readJsonLines(
  input: Input,
  context: ReadContext,
  options: LinesOptions,
): Promise<void> {
  const file: JsonFile = { input, context, path: options.path, table: options.table };
  if (await readWhole(file)) return;
  const named = options.table ?? tableName(input.baseName);
  const path = await context.scratchFile();
  let reason: string | null = null;
  await repairLines(options.path, {
    path,
    lineBytes: context.budget.lineBytes,
    depth: context.budget.depth,
    unparsed: (rows) => {
      reason ??= rows[0] ? `line ${rows[0].line} is ${rows[0].reason}` : null;
      return context.table(named).unparsed(rows);
    },
    signal: context.signal,
  });
  if (!(await readWhole({ ...file, path, table: named }, reason)))
    throw new Error('a line that JavaScript reads as JSON fails in DuckDB');
}

/** Gives false where a line is no JSON object, is too long or may be too deep. */
async function readWhole(file: JsonFile, reason: string | null = null): Promise<boolean> {
  const { input, context, path } = file;
  const sample = await sampleLines(path);
  if (!sample.whole) {
    const shape = await sampledShape(context, sample);
    if (shape === null) return false;
    const end = await insertSampled(file, sample, shape);
    if (end !== 'unlike') return end === 'read';
  }
  const shape = await shapeOf(context, path);
  if (shape === null) return false;
  if (shape.keys.length === 0) throw noRecords(input, reason);
  if (shape.keys.length > context.budget.width) throw tooManyKeys(input, context, shape.keys);
  await insertLines(file, sample, shape);
  return true;
}

async function insertLines(file: JsonFile, sample: JsonSample, shape: Shape): Promise<void> {
  const { context, path } = file;
  const { keys, columns } = columnsOf(shape, sample);
  const source = linesSource(path, context.budget.lineBytes, keys, shape.repeats);
  const sink = context.table(await nameOf(file, { sample, source, keys }));
  if (shape.repeats)
    sink.note('Some records have a key twice; only the first value of it was kept.');
  await insertChecked({ sink, query: context.query, columns, source });
}

/** Refuse a file in which no record was found. */
export function noRecords(input: Input, reason: string | null = null): HuntError {
  return new HuntError({
    code: 'formats/no-records',
    message: `"${input.name}" holds no JSON object that could be read${reason ? `: ${reason}` : ''}.`,
    hint: 'Check that the export was finished.',
  });
}

function tooManyKeys(input: Input, context: ReadContext, keys: readonly JsonKey[]): HuntError {
  return new HuntError({
    code: 'formats/too-many-columns',
    message: `"${input.name}" has ${keys.length} keys; a table may have ${context.budget.width} columns.`,
    hint: 'Records whose keys are data, such as addresses, need another shape; or raise the width budget.',
  });
}
