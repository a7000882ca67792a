import { randomUUID } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Part } from '../engine/index.ts';
import { defaultBudget } from './budget.ts';
import type { Budget } from './define-format.ts';
import { expandPaths } from './expand-paths.ts';
import { type FileOutcome, type LoadTask, planFile, refused } from './load.ts';
import { LoadWorker, WorkerDied } from './load-worker.ts';

export interface LoadJob {
  /** Files, folders and globs. */
  paths: readonly string[];
  /** The hunt's folder; parts are written here, and scratch files below it while the load runs. */
  workspace: string;
  budget?: Partial<Budget>;
  /** Processes and threads; by default as many as the machine has cores, at most 4. */
  threads?: number;
  /** What one process may hold before it ends itself; by default 2 GiB. */
  memoryBytes?: number;
  signal?: AbortSignal;
  onProgress?: (progress: LoadProgress) => void;
}

export interface LoadProgress {
  bytesDone: number;
  bytesTotal: number;
  filesDone: number;
  filesTotal: number;
  /** The file, or member of an archive, that was last begun. */
  file: string | null;
}

export interface LoadResult {
  parts: Part[];
  files: FileOutcome[];
}

/** What one process may hold, and what DuckDB may use over all of them before it spills. */
const processBytes = 2 * 2 ** 30;
const engineMegabytes = 1024;

/**
 * Read files into parts, in child processes. A file that cannot be read, or over which a process dies, is
 * told of in the result and costs no other file. Throws the reason of `signal` when that is aborted.
 */
export async function startLoad(job: LoadJob): Promise<LoadResult> {
  const { workspace, signal = new AbortController().signal } = job;
  signal.throwIfAborted();
  await mkdir(workspace, { recursive: true });
  const scratchFolder = await mkdtemp(join(workspace, 'scratch-'));
  const threads = Math.max(1, job.threads ?? Math.min(4, availableParallelism()));
  const expanded = await expandPaths(job.paths);
  const files: FileOutcome[] = [];
  const tasks: LoadTask[] = [];
  for (const one of expanded) {
    if ('error' in one) files.push(refused(one.path, null, one.error));
    else tasks.push(...(await planFile(one.path, one.sizeBytes, threads)));
  }
  const crew = new Crew({ job, tasks, threads, scratchFolder, signal });
  try {
    const parts = await crew.work();
    return {
      parts,
      files: merged(
        [...files, ...crew.outcomes],
        expanded.map((one) => one.path),
      ),
    };
  } finally {
    await crew.dismiss();
    await rm(scratchFolder, { recursive: true, force: true });
  }
}

/** An archive that ends more processes than this is given up. */
const maxDeaths = 5;

/** One outcome a file: pieces of one file come together, in the order in which the files were given. */
function merged(outcomes: readonly FileOutcome[], order: readonly string[]): FileOutcome[] {
  const byFile = new Map<string, FileOutcome>();
  for (const outcome of outcomes) {
    const before = byFile.get(outcome.file);
    if (!before) byFile.set(outcome.file, { ...outcome });
    else {
      before.tables = [...new Set([...before.tables, ...outcome.tables])];
      if (outcome.state === 'loaded') before.state = 'loaded';
      const error = before.error ?? outcome.error;
      if (error) before.error = error;
    }
  }
  const place = new Map(order.map((path, at) => [path, at]));
  const placeOf = (file: string): number =>
    place.get(file) ?? place.get(file.split('!')[0] ?? '') ?? 0;
  return [...byFile.values()].sort((a, b) => placeOf(a.file) - placeOf(b.file));
}

interface CrewOptions {
  job: LoadJob;
  tasks: readonly LoadTask[];
  threads: number;
  scratchFolder: string;
  signal: AbortSignal;
}

/** The processes of one load and the tasks that are left. */
class Crew {
  readonly outcomes: FileOutcome[] = [];
  readonly #options: CrewOptions;
  readonly #left: LoadTask[];
  readonly #workers = new Set<LoadWorker>();
  readonly #unfinished = new Set<string>();
  readonly #running = new Map<LoadTask, number>();
  readonly #done = new Set<LoadTask>();

  constructor(options: CrewOptions) {
    this.#options = options;
    // Large files first, so that no process is left with one at the end; else as they were given.
    const weight = (task: LoadTask): number => Math.floor(task.sizeBytes / 2 ** 23);
    this.#left = [...options.tasks].sort((a, b) => weight(b) - weight(a)).reverse();
  }

  async work(): Promise<Part[]> {
    const { signal, threads } = this.#options;
    const abort = (): void => void this.dismiss();
    signal.addEventListener('abort', abort);
    try {
      const count = Math.min(threads, this.#left.length);
      const parts = await Promise.all(Array.from({ length: count }, () => this.#oneLine(count)));
      return parts.flat();
    } catch (error) {
      signal.throwIfAborted();
      throw error;
    } finally {
      signal.removeEventListener('abort', abort);
      for (const path of this.#unfinished) {
        await rm(`${path}.unfinished`, { force: true });
        await rm(`${path}.unfinished.wal`, { force: true });
      }
    }
  }

  /** End all processes; resolves when they are gone. */
  async dismiss(): Promise<void> {
    await Promise.all([...this.#workers].map((worker) => worker.kill()));
  }

  /** One process after another, as long as there are tasks. */
  async #oneLine(count: number): Promise<Part[]> {
    const parts: Part[] = [];
    while (this.#left.length > 0) {
      const part = await this.#onePart(count);
      if (part) parts.push(part);
    }
    return parts;
  }

  /** One process until there is no task left, or until it dies: then its other tasks go back. */
  async #onePart(count: number): Promise<Part | null> {
    const { job, scratchFolder, threads } = this.#options;
    const partPath = join(job.workspace, `part-${randomUUID()}.duckdb`);
    this.#unfinished.add(partPath);
    const begin = {
      type: 'begin' as const,
      partPath,
      scratchFolder,
      budget: { ...defaultBudget, ...job.budget },
      options: {
        threads,
        memoryLimit: `${Math.floor(engineMegabytes / count)}MB`,
        spillFolder: scratchFolder,
        width: job.budget?.width ?? defaultBudget.width,
      },
    };
    const worker = new LoadWorker(begin, job.memoryBytes ?? processBytes);
    this.#workers.add(worker);
    const taken: { task: LoadTask; outcomes: FileOutcome[] }[] = [];
    let task: LoadTask | undefined;
    try {
      for (task = this.#left.pop(); task; task = this.#left.pop())
        taken.push({ task, outcomes: await this.#run(worker, task) });
      const part = await worker.finish();
      for (const one of taken) this.outcomes.push(...one.outcomes);
      if (part.tables.length > 0) return part;
      await rm(partPath, { force: true });
      return null;
    } catch (error) {
      this.#options.signal.throwIfAborted();
      if (!(error instanceof WorkerDied)) throw error;
      if (!task) throw error.reason;
      this.#giveBack(task, error);
      for (const one of taken) this.#done.delete(one.task);
      this.#left.push(...taken.map((one) => one.task));
      return null;
    } finally {
      await worker.kill();
      this.#workers.delete(worker);
    }
  }

  /** The file or member that ended a process is refused; the rest of its archive is tried again. */
  #giveBack(task: LoadTask, { file, reason }: WorkerDied): void {
    this.outcomes.push(refused(file, null, reason));
    const without = [...(task.without ?? []), file];
    if (file === task.path) return;
    this.#done.delete(task);
    if (without.length <= maxDeaths) this.#left.push({ ...task, without });
    else this.outcomes.push(refused(task.path, null, reason));
  }

  async #run(worker: LoadWorker, task: LoadTask): Promise<FileOutcome[]> {
    this.#running.set(task, 0);
    this.#tell(task.path);
    try {
      return await worker.run(task, (file, bytesDone) => {
        if (bytesDone !== null) this.#running.set(task, Math.min(bytesDone, task.sizeBytes));
        this.#tell(file);
      });
    } finally {
      this.#running.delete(task);
      this.#done.add(task);
      this.#tell(null);
    }
  }

  #tell(file: string | null): void {
    const { job, tasks } = this.#options;
    const sum = (sizes: Iterable<number>): number => [...sizes].reduce((a, b) => a + b, 0);
    job.onProgress?.({
      bytesDone: sum(this.#running.values()) + sum([...this.#done].map((done) => done.sizeBytes)),
      bytesTotal: sum(tasks.map((one) => one.sizeBytes)),
      filesDone: this.#done.size,
      filesTotal: tasks.length,
      file: file ?? [...this.#running.keys()][0]?.path ?? null,
    });
  }
}
