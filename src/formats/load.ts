import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { HuntError } from '../base/index.ts';
import type { PartWriter } from '../engine/index.ts';
import type { Budget, ByteRange, Format, Input } from './define-format.ts';
import { detectFormat, inUtf8 } from './detect.ts';
import { isRoomMissing, noRoomFor } from './file-fault.ts';
import { fileInput } from './file-input.ts';
import { formats } from './formats.ts';
import { type MemberShare, openInputs } from './open-inputs.ts';
import { readInput } from './read-input.ts';
import { isZip } from './zip-members.ts';

/** One piece of work for a reading process: a file of the user, or a part of a large one. */
export interface LoadTask {
  path: string;
  sizeBytes: number;
  /** Set with `format` where only the records that begin in this range are wanted. */
  range?: ByteRange;
  format?: string;
  /** Of the members of a zip file only those whose number leaves `index` when divided by `of`. */
  share?: MemberShare;
  /** Members of archives that ended a process before. */
  without?: readonly string[];
}

/** What became of one file or member of an archive. */
export interface FileOutcome {
  /** The path as the user gave it, then `!member` for each archive that it lay in. */
  file: string;
  /** The name of the format; null where it was not recognised. */
  format: string | null;
  state: 'loaded' | 'refused';
  /** The tables that took its rows. */
  tables: string[];
  error?: { code: string; message: string; hint: string };
}

export interface LoadOptions {
  scratchFolder: string;
  budget: Budget;
  signal: AbortSignal;
  /** Bytes of the task that are done. */
  progress(bytesDone: number): void;
  /** Told before a file or member is read. */
  begins(file: string): void;
}

/** Read what a task's file holds into a part. A file that cannot be read is an outcome, not an error. */
export async function loadTask(
  writer: PartWriter,
  task: LoadTask,
  options: LoadOptions,
): Promise<FileOutcome[]> {
  const outcomes: FileOutcome[] = [];
  const opened = openInputs(task.path, {
    ...options,
    without: new Set(task.without),
    ...(task.share ? { share: task.share } : {}),
    begins: options.begins,
    progress: (share) => options.progress(Math.floor(share * task.sizeBytes)),
  });
  try {
    for await (const one of opened) {
      if (one.error) outcomes.push(refused(one.name, null, one.error));
      else outcomes.push(await loadInput(writer, one.input, { task, notes: one.notes, options }));
    }
  } catch (error) {
    options.signal.throwIfAborted();
    outcomes.push(refused(task.path, null, error));
  }
  return outcomes;
}

async function loadInput(
  writer: PartWriter,
  input: Input,
  about: { task: LoadTask; notes: readonly string[]; options: LoadOptions },
): Promise<FileOutcome> {
  const { task, options } = about;
  const copy = join(options.scratchFolder, `text-${process.pid}-${++copies}`);
  let format: Format | null = null;
  try {
    const text = await inUtf8(input, copy);
    format = formats.find((one) => one.name === task.format) ?? (await detectFormat(text));
    const inputBytes = task.range ? task.sizeBytes : Math.max(text.sizeBytes, 1);
    const tables = await readInput(writer, text, format, {
      ...options,
      notes: about.notes,
      ...(task.range ? { range: task.range } : {}),
      // A member of an archive counts when it is done, by its place in the archive.
      progress: (bytesDone) => {
        if (input.name === task.path) options.progress((bytesDone / inputBytes) * task.sizeBytes);
      },
    });
    return { file: input.name, format: format.name, state: 'loaded', tables };
  } catch (error) {
    options.signal.throwIfAborted();
    return refused(input.name, format, error);
  } finally {
    await rm(copy, { force: true });
  }
}

let copies = 0;

/** The outcome of a file that could not be read. A fault of ours costs this file and is told as what it is. */
export function refused(file: string, format: Format | null, fault: unknown): FileOutcome {
  const error = isRoomMissing(fault) ? noRoomFor(`"${file}"`, fault) : fault;
  const known = error instanceof HuntError;
  return {
    file,
    format: format?.name ?? null,
    state: 'refused',
    tables: [],
    error: {
      code: known ? error.code : 'formats/reader-failed',
      message: known
        ? error.message
        : `Reading "${file}" failed: ${error instanceof Error ? error.message : String(error)}`,
      hint: known
        ? (error.hint ?? '')
        : 'This is a fault of Huntbook; please report it with the message.',
    },
  };
}

/** Inputs smaller than this are not worth a second process. */
const splitBytes = 16 * 2 ** 20;

/**
 * The tasks for a file: pieces where it is large, plain and of a format that can be cut, else the file.
 * Looks at no more than its first bytes, and lets the task find out what is wrong with it.
 */
export async function planFile(
  path: string,
  sizeBytes: number,
  pieces: number,
): Promise<LoadTask[]> {
  const whole: LoadTask[] = [{ path, sizeBytes }];
  if (pieces < 2 || sizeBytes < splitBytes) return whole;
  try {
    const input = await fileInput(path, path, path.split(/[\\/]/).at(-1) ?? path);
    if (isZip(await input.head()))
      return Array.from({ length: pieces }, (_, index) => ({
        path,
        sizeBytes: Math.ceil(sizeBytes / pieces),
        share: { index, of: pieces },
      }));
    const format = await detectFormat(input);
    const ranges = (await format.split?.(input, pieces)) ?? [];
    if (ranges.length < 2) return whole;
    return ranges.map((range) => ({
      path,
      sizeBytes: range.end - range.start,
      range,
      format: format.name,
    }));
  } catch (error) {
    if (error instanceof HuntError) return whole;
    throw error;
  }
}
