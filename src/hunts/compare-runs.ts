import { join } from 'node:path';
import { bracketedName, type Column, HuntError } from '../base/index.ts';
import { Hunt } from '../session/index.ts';
import type { Table } from '../tables/index.ts';
import type { Cell } from './document.ts';
import { type SavedCell, type SavedRun, sharedColumns } from './saved-run.ts';

/** Rows that one of two runs has and the other has not: how many, and the first of them. */
export interface RowsBeside {
  readonly count: number;
  readonly columns: readonly Column[];
  readonly rows: Awaited<ReturnType<Table['page']>>['rows'];
}

/** What became of a cell since an earlier run. */
export interface CellChange {
  /** Rows that the earlier run lacks, and rows that only it has; null where the two cannot be compared. */
  readonly appeared: RowsBeside | null;
  readonly gone: RowsBeside | null;
  /** What a careful reader must know of the comparison, one sentence each. */
  readonly notes: readonly string[];
}

/** Two runs of a hunt side by side. */
export interface RunComparison {
  /** When the earlier one was saved; ISO 8601. */
  readonly since: string;
  /** What differs between the runs as wholes: parameters, time, cells that are no more; one sentence each. */
  readonly notes: readonly string[];
  /** By the label of the cell. */
  readonly cells: ReadonlyMap<string, CellChange>;
}

/**
 * What is new in a run and what is gone since an earlier one, cell by cell. Two rows are the same where all columns that
 * both runs have are equal, or those that the cell names by `compare="Account, IpAddress"`; several that are the same
 * count once. Of each, `rows` come at most; the order is that of the run they are from.
 */
export async function compareRuns(
  before: SavedRun,
  after: SavedRun,
  options: { cells: readonly Cell[]; rows: number; signal?: AbortSignal },
): Promise<RunComparison> {
  const earlier = new Map(before.cells.map((cell) => [cell.label, cell]));
  const keys = new Map(options.cells.map(({ label, settings }) => [label, namesIn(settings)]));
  const hunt = new Hunt({ allowFiles: [before.folder, after.folder] });
  try {
    const cells = new Map<string, CellChange>();
    for (const cell of after.cells) {
      const was = earlier.get(cell.label);
      earlier.delete(cell.label);
      const sides = was && { was: { ...before, cell: was }, is: { ...after, cell } };
      cells.set(
        cell.label,
        sides
          ? await compareCells(hunt, sides, keys.get(cell.label) ?? null, options)
          : incomparable(['The earlier run has no such cell.']),
      );
    }
    const gone = [...earlier.keys()].map((label) => `The cell ${label} is no more.`);
    return { since: before.savedAt, notes: [...differences(before, after), ...gone], cells };
  } finally {
    await hunt.close();
  }
}

interface Side {
  folder: string;
  cell: SavedCell;
}

async function compareCells(
  hunt: Hunt,
  { was, is }: { was: Side; is: Side },
  keys: readonly string[] | null,
  options: { rows: number; signal?: AbortSignal },
): Promise<CellChange> {
  if (is.cell.rows === null) return incomparable([]);
  if (was.cell.rows === null)
    return incomparable([`The earlier run has no rows of it: ${was.cell.notes.join(' ')}`]);
  const shared = sharedColumns(was.cell, is.cell);
  const unknown = keys?.find((key) => !shared.some(({ name }) => name === key));
  if (unknown !== undefined) throw unknownKey(is.cell, unknown, shared);
  const by = keys ? shared.filter(({ name }) => keys.includes(name)) : shared;
  if (by.length === 0) return incomparable(['The two runs have no column in common.']);
  const notes = was.cell.kql.trim() === is.cell.kql.trim() ? [] : ['Its query is another now.'];
  const others = keys ? [] : unshared(was.cell, is.cell, shared);
  const lacking = was.cell.notes.map((note) => `Then: ${note}`);
  const said = [...notes, ...others, ...lacking];
  try {
    const appeared = await rowsOnlyIn(hunt, is, was, by, options);
    const gone = await rowsOnlyIn(hunt, was, is, by, options);
    return { appeared, gone, notes: said };
  } catch (error) {
    options.signal?.throwIfAborted();
    if (!(error instanceof HuntError)) throw error;
    return incomparable([...said, `Its rows could not be compared: ${error.message}`]);
  }
}

function incomparable(notes: readonly string[]): CellChange {
  return { appeared: null, gone: null, notes };
}

/** The rows of one side whose values in some columns no row of the other has. */
async function rowsOnlyIn(
  hunt: Hunt,
  here: Side,
  there: Side,
  by: readonly Column[],
  { rows: limit, signal }: { rows: number; signal?: AbortSignal },
): Promise<RowsBeside> {
  const { columns } = here.cell;
  const taken = new Set(columns.map(({ name }) => name));
  const [key, place] = [freeName('key', taken), freeName('place', taken)];
  // As one text, in which null equals null.
  const keyed = `extend ${key} = tostring(pack_array(${by.map(keyText).join(', ')}))`;
  const kql = [
    `${rowsOf(here)} | serialize ${place} = row_number() | ${keyed}`,
    `join kind=leftanti (${rowsOf(there)} | ${keyed} | project ${key}) on ${key}`,
    `summarize arg_min(${place}, *) by ${key}`,
    `sort by ${place} asc | project ${columns.map(({ name }) => bracketedName(name)).join(', ')}`,
  ].join('\n| ');
  const stop = signal ? { signal } : {};
  const table = await hunt.kql(kql, stop);
  try {
    const { rows } = await table.page({ offset: 0, limit, ...stop });
    return { count: await table.count(stop), columns: table.columns, rows };
  } finally {
    await table.close();
  }
}

const keyText = ({ name }: Column): string => `tostring(${bracketedName(name)})`;

function rowsOf({ folder, cell }: Side): string {
  const columns = cell.columns.map(({ name, type }) => `${bracketedName(name)}: ${type}`);
  const path = JSON.stringify(join(folder, cell.rows ?? ''));
  return `externaldata(${columns.join(', ')})[${path}] with (format="json")`;
}

function freeName(wanted: string, taken: ReadonlySet<string>): string {
  let name = wanted;
  while (taken.has(name)) name += '_';
  return name;
}

/** The columns that a cell's line names by `compare=`; null where all count. */
function namesIn(settings: ReadonlyMap<string, string>): readonly string[] | null {
  const names = (settings.get('compare') ?? '').split(',').map((name) => name.trim());
  return names.some(Boolean) ? names.filter(Boolean) : null;
}

function unshared(was: SavedCell, is: SavedCell, shared: readonly Column[]): string[] {
  const names = new Set(shared.map(({ name }) => name));
  const other = [...is.columns, ...was.columns]
    .map(({ name }) => name)
    .filter((n) => !names.has(n));
  const list = [...new Set(other)].join(', ');
  return list === ''
    ? []
    : [`Only one of the runs has these columns, which do not count: ${list}.`];
}

function differences(before: SavedRun, after: SavedRun): string[] {
  const notes: string[] = [];
  if (before.time?.from !== after.time?.from || before.time?.to !== after.time?.to)
    notes.push(`The earlier run saw ${timeText(before.time)}, this one ${timeText(after.time)}.`);
  for (const name of new Set([
    ...Object.keys(before.parameters),
    ...Object.keys(after.parameters),
  ])) {
    const [was, is] = [before.parameters[name], after.parameters[name]];
    if (was !== is)
      notes.push(`The parameter ${name} was ${was ?? 'not there'}, now ${is ?? 'not there'}.`);
  }
  return notes;
}

const timeText = (time: SavedRun['time']): string =>
  time ? `${time.from} to ${time.to}` : 'all time';

function unknownKey(cell: SavedCell, key: string, shared: readonly Column[]): HuntError {
  return new HuntError({
    code: 'hunts/bad-compare',
    message: `The cell ${cell.label} is to be compared by '${key}', which is not a column of both runs.`,
    hint: `They have ${shared.map(({ name }) => name).join(', ')}.`,
  });
}
