import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { z } from 'zod';
import {
  type Column,
  HuntError,
  isKustoType,
  type KustoType,
  type TimeSpan,
} from '../base/index.ts';
import { partialBeside, putInPlace, replaceFile, sweepPartials } from '../files/index.ts';
import type { CellStatus, HuntRun } from './hunt-run.ts';

/** The file of a saved run that says what the others are. */
const index = 'run.json';

/** A cell of a run that was saved. */
export interface SavedCell {
  label: string;
  kql: string;
  /** The JSON lines that hold its rows, in the same folder; null where it failed or was not run. */
  rows: string | null;
  columns: Column[];
  /** What a careful reader had to know of the rows then, or why there are none. */
  notes: string[];
}

/** What `run.json` says. */
interface RunIndex {
  /** The version that saved it. */
  huntbook: string;
  hunt: string;
  /** ISO 8601, UTC. */
  savedAt: string;
  /** The stretch of time that the cells saw; null for all time. */
  time: TimeSpan | null;
  /** Values as KQL literals. */
  parameters: Record<string, string>;
  cells: SavedCell[];
}

/** A run of a hunt that was saved: `run.json` in a folder, and a file of JSON lines for each cell that has rows. */
export interface SavedRun extends RunIndex {
  folder: string;
}

const column: z.ZodType<Column> = z.object({
  name: z.string(),
  type: z.custom<KustoType>((type) => typeof type === 'string' && isKustoType(type)),
});
const runIndex: z.ZodType<RunIndex> = z.object({
  huntbook: z.string(),
  hunt: z.string(),
  savedAt: z.iso.datetime(),
  time: z.object({ from: z.string(), to: z.string() }).nullable(),
  parameters: z.record(z.string(), z.string()),
  cells: z.array(
    z.object({
      label: z.string(),
      kql: z.string(),
      rows: z
        .string()
        .regex(/^\d{1,6}\.jsonl$/)
        .nullable(),
      columns: z.array(column),
      notes: z.array(z.string()),
    }),
  ),
});

/**
 * Write the results of a run into a folder, so that a later run can be compared with it. What a run saved there before
 * is replaced when all of this one is written. Errors: `hunts/no-saved-run` where the folder holds something else.
 */
export async function saveRun(
  run: HuntRun,
  folder: string,
  options: { version: string; signal?: AbortSignal },
): Promise<SavedRun> {
  await checkRunFolder(folder);
  const saved = await writeRun(run, partialBeside(folder), options);
  return keepRun(saved, folder);
}

/** Write the results of a run into a folder of their own, in place of whatever is there; nothing is left where it fails. */
export async function writeRun(
  run: HuntRun,
  folder: string,
  options: { version: string; signal?: AbortSignal },
): Promise<SavedRun> {
  await rm(folder, { recursive: true, force: true });
  await mkdir(folder, { recursive: true });
  try {
    const cells: SavedCell[] = [];
    for (const status of run.cells())
      cells.push(await saveCell(status, folder, `${cells.length + 1}.jsonl`, options.signal));
    const saved: RunIndex = {
      huntbook: options.version,
      hunt: run.document.file,
      savedAt: new Date().toISOString(),
      time: run.time,
      parameters: Object.fromEntries(run.parameters),
      cells,
    };
    await replaceFile(join(folder, index), `${JSON.stringify(saved, null, 2)}\n`);
    return { ...saved, folder };
  } catch (error) {
    await rm(folder, { recursive: true, force: true });
    throw error;
  }
}

/** Give a run that was written beside a folder the place of what stands in it. Errors: as `checkRunFolder`. */
export async function keepRun(saved: SavedRun, folder: string): Promise<SavedRun> {
  await checkRunFolder(folder);
  const before = `${folder}.before`;
  await rm(before, { recursive: true, force: true });
  await rename(folder, before).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
  });
  await putInPlace(saved.folder, folder);
  await rm(before, { recursive: true, force: true });
  return { ...saved, folder };
}

/** Put a run back that was to be replaced, where the process that did it was killed in between; sweep what it left. */
async function goOn(folder: string): Promise<void> {
  await sweepPartials(dirname(resolve(folder)), folder);
  if (!existsSync(folder) && existsSync(join(`${folder}.before`, index)))
    await rename(`${folder}.before`, folder);
}

async function saveCell(
  { cell, state, result, error }: CellStatus,
  folder: string,
  file: string,
  signal: AbortSignal | undefined,
): Promise<SavedCell> {
  const { label, kql } = cell;
  if (state !== 'fresh' || !result)
    return { label, kql, rows: null, columns: [], notes: [error?.message ?? 'It was not run.'] };
  const stop = signal ? { signal } : {};
  await result.table.export({ format: 'jsonl', path: join(folder, file), ...stop });
  return {
    label,
    kql,
    rows: file,
    columns: result.table.columns,
    notes: [...result.coverage.notes],
  };
}

/** Whether a run may be saved there: in a folder that is new, empty or of an earlier run. Errors: `hunts/no-saved-run`. */
export async function checkRunFolder(folder: string): Promise<void> {
  await goOn(folder);
  const there = await readdir(folder).catch((error: NodeJS.ErrnoException): string[] => {
    if (error.code === 'ENOENT') return [];
    throw noRun(folder, 'it is no folder that can be read', newFolder, error);
  });
  if (there.length > 0 && !there.includes(index))
    throw noRun(folder, 'it holds other files', newFolder);
}

/** Read what `saveRun` wrote. Errors: `hunts/no-saved-run`. */
export async function readSavedRun(folder: string): Promise<SavedRun> {
  await goOn(folder);
  const path = join(folder, index);
  const text = await readFile(path, 'utf8').catch((cause: unknown) => {
    throw noRun(folder, `${index} cannot be read`, saveFirst, cause);
  });
  try {
    return { ...runIndex.parse(JSON.parse(text)), folder };
  } catch (cause) {
    throw noRun(folder, `${index} is not as a run wrote it`, saveFirst, cause);
  }
}

const newFolder = 'Name a folder that is new or empty.';
const saveFirst = 'huntbook run hunt.md --save FOLDER writes one.';

function noRun(folder: string, why: string, hint: string, cause?: unknown): HuntError {
  return new HuntError({
    code: 'hunts/no-saved-run',
    message: `${folder} holds no saved run: ${why}.`,
    hint,
    cause,
  });
}

/** The columns that both have, by name and type. */
export function sharedColumns(before: SavedCell, after: SavedCell): Column[] {
  const types = new Map(before.columns.map(({ name, type }) => [name, type]));
  return after.columns.filter(({ name, type }) => types.get(name) === type);
}
