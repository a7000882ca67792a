import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import type { PartSource, PartWriter, TableSink } from '../engine/index.ts';
import type { Budget, ByteRange, Format, Input } from './define-format.ts';

export interface ReadOptions {
  /** A folder of the workspace for files that live while an input is read. */
  scratchFolder: string;
  budget: Budget;
  signal: AbortSignal;
  progress(bytesDone: number): void;
  range?: ByteRange;
  /** What opening the file brought to light, for the coverage of its tables. */
  notes?: readonly string[];
}

/**
 * Read one input into a part; gives the names of its tables. If the reader fails, the part is as it was.
 * Where the reader leaves the work to DuckDB and says nothing, DuckDB is asked how far it is.
 */
export async function readInput(
  writer: PartWriter,
  input: Input,
  format: Format,
  options: ReadOptions,
): Promise<string[]> {
  const { budget, signal, range } = options;
  signal.throwIfAborted();
  let source = writer.source(input.name, format.name);
  const scratch: string[] = [];
  let spoke = false;
  let furthest = 0;
  const timer = setInterval(() => {
    // Every query begins anew at 0.
    furthest = Math.max(furthest, spoke ? 0 : (writer.progress() ?? 0));
    if (!spoke) options.progress(Math.floor(furthest * input.sizeBytes));
  }, 200);
  const interrupt = (): void => writer.interrupt();
  signal.addEventListener('abort', interrupt);
  try {
    await format.read(input, {
      table: (name) => noted(source, name, options.notes),
      query: (sql) => writer.query(sql),
      scratchFile: async () => {
        const path = join(options.scratchFolder, `scratch-${process.pid}-${++scratchFiles}`);
        scratch.push(path);
        return path;
      },
      startOver: async () => {
        await source.discard();
        source = writer.source(input.name, format.name);
      },
      budget,
      signal,
      progress: (bytesDone) => {
        spoke = true;
        options.progress(bytesDone);
      },
      ...(range ? { range } : {}),
    });
    signal.throwIfAborted();
    return source.keep();
  } catch (error) {
    await source.discard();
    signal.throwIfAborted();
    throw error;
  } finally {
    clearInterval(timer);
    signal.removeEventListener('abort', interrupt);
    for (const path of scratch) await rm(path, { force: true });
  }
}

let scratchFiles = 0;

function noted(source: PartSource, name: string, notes: readonly string[] = []): TableSink {
  const sink = source.table(name);
  for (const note of notes) sink.note(note);
  return sink;
}
