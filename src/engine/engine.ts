import type { ChildProcess } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { HuntError, quoteText } from '../base/index.ts';
import { childEntry, OUT_OF_MEMORY_EXIT, startChild } from './child.ts';
import { failed, stopped, tookTooLong } from './engine-fault.ts';
import type { EngineAnswer, EngineRequest, EngineSetup, WireValue } from './messages.ts';

/** How long DuckDB may take to heed an interrupt before its process is ended. */
const INTERRUPT_GRACE_MS = 2000;
/** Chunks of 2,048 rows in one answer of a stream. */
const CHUNKS_PER_ANSWER = 4;

export interface EngineOptions {
  /** The folder in which alone DuckDB may open files: parts, exports, spilled data. */
  folder: string;
  /** Statements that run once before the engine is locked. */
  prelude?: readonly string[];
  memoryLimitBytes?: number;
  threads?: number;
  /** How long one request of a query may take before it is stopped; without limit unless said. */
  timeLimitMs?: number;
  /** The module that its process runs: one that calls `serveEngine`. Without computations unless said. */
  entry?: string;
}

type Unnumbered<T> = T extends { id: number } ? Omit<T, 'id'> : never;

interface Waiting {
  resolve(answer: EngineAnswer): void;
  reject(error: unknown): void;
}

/**
 * DuckDB in a process of its own, without access to network, settings, extensions or files outside its folder, but for
 * those of `allow`. A query that eats the memory or ignores its cancellation costs that process, not ours:
 * the next query finds a new one, in which `onStart` has put back what must be there.
 */
export class Engine {
  readonly folder: string;
  /** Counts the processes so far: what was created in an earlier one is gone. */
  generation = 0;
  #setup: EngineSetup;
  readonly #entry: string;
  readonly #timeLimitMs: number | undefined;
  #child: ChildProcess | null = null;
  #ready: Promise<void> | null = null;
  #waiting = new Map<number, Waiting>();
  #nextId = 1;
  #closed = false;
  #onStart: (run: (statement: string) => Promise<void>) => Promise<void>;

  constructor(options: EngineOptions) {
    this.folder = options.folder;
    this.#timeLimitMs = options.timeLimitMs;
    this.#entry = options.entry ?? childEntry(import.meta.url, 'engine-process');
    this.#setup = {
      folder: options.folder,
      files: [],
      memoryLimitBytes: options.memoryLimitBytes ?? defaultMemoryLimit(),
      threads: options.threads ?? availableParallelism(),
      prelude: options.prelude ?? [],
    };
    this.#onStart = async () => {};
    mkdirSync(options.folder, { recursive: true });
  }

  /** Say what a new process must be given before it answers queries: attached parts, views. */
  onStart(restore: (run: (statement: string) => Promise<void>) => Promise<void>): void {
    this.#onStart = restore;
  }

  /**
   * Let it read these files as well, whole and nothing else. A process that runs without them is ended, once nobody
   * waits for it, and the next query finds one that may.
   */
  async allow(files: readonly string[]): Promise<void> {
    const all = new Set([...this.#setup.files, ...files]);
    if (all.size === this.#setup.files.length) return;
    this.#setup = { ...this.#setup, files: [...all] };
    while (this.#waiting.size > 0) await this.#hold(new Promise((later) => setTimeout(later, 20)));
    const child = this.#child;
    if (!child) return;
    this.#end(child, stopped());
    child.kill('SIGKILL');
  }

  /** Start the process now instead of with the first query. */
  start(): Promise<void> {
    if (this.#closed) throw new Error('the engine is closed');
    this.#ready ??= this.#start();
    return this.#ready;
  }

  /**
   * Run a statement of our own that gives no rows; nothing of a user's query may stand in it. Throws
   * `engine/…` errors, or the signal's reason when aborted; so do the other calls.
   */
  async run(statement: string, signal?: AbortSignal): Promise<void> {
    await this.start();
    await this.#ask({ ask: 'run', statement }, signal);
  }

  /** Keep the rows of a query in a new relation of the catalog `results`, in memory and compressed. */
  async keep(relation: string, select: string, signal?: AbortSignal): Promise<void> {
    await this.start();
    await this.#ask({ ask: 'keep', relation, select }, signal);
  }

  /** Write the rows of a query to a file inside the folder; `options` are those of DuckDB's COPY. */
  async copy(
    select: string,
    target: { path: string; options: string },
    signal?: AbortSignal,
  ): Promise<void> {
    await this.start();
    const to = `${quoteText(target.path)} (${target.options})`;
    await this.#ask({ ask: 'copy', select, to }, signal);
  }

  /** All rows of a query, values as DuckDB's own JavaScript spelling of the columns' types. */
  async rows(select: string, signal?: AbortSignal): Promise<WireValue[][]> {
    const rows: WireValue[][] = [];
    for await (const part of this.stream(select, signal)) for (const row of part) rows.push(row);
    return rows;
  }

  /** The rows of a query, some thousands at a time; the engine waits while the reader is busy. */
  async *stream(select: string, signal?: AbortSignal): AsyncIterable<WireValue[][]> {
    await this.start();
    const id = this.#nextId++;
    const generation = this.generation;
    let done = false;
    try {
      const first = { ask: 'rows' as const, select, chunks: CHUNKS_PER_ANSWER };
      let answer = await this.#ask(first, signal, id);
      while ('rows' in answer) {
        done = answer.done;
        if (answer.rows.length > 0) yield answer.rows;
        if (done) return;
        if (this.generation !== generation) throw stopped();
        answer = await this.#ask({ ask: 'more' }, signal, id);
      }
    } finally {
      if (!done && this.generation === generation) this.#send({ id, ask: 'interrupt' });
    }
  }

  /** End the process; queries under way fail. */
  async close(): Promise<void> {
    this.#closed = true;
    const child = this.#child;
    if (!child) return;
    const gone = new Promise<void>((resolve) => child.once('exit', () => resolve()));
    child.ref();
    child.kill('SIGKILL');
    await gone;
  }

  async #start(): Promise<void> {
    // The hard cap leaves room for what DuckDB's own limit does not count.
    const cap = this.#setup.memoryLimitBytes * 1.25 + 512 * 2 ** 20;
    const child = startChild(this.#entry, cap);
    this.#child = child;
    this.generation++;
    const ready = new Promise<EngineAnswer>((resolve, reject) => {
      this.#waiting.set(0, { resolve, reject });
    });
    child.on('message', (answer: EngineAnswer) => this.#receive(answer));
    child.on('error', (cause) => this.#end(child, stopped(cause)));
    child.on('exit', (code) =>
      this.#end(child, code === OUT_OF_MEMORY_EXIT ? this.#tooBig() : stopped()),
    );
    child.unref();
    child.channel?.unref();
    child.send(this.#setup);
    await this.#hold(ready);
    await this.#onStart(async (statement) => {
      await this.#ask({ ask: 'run', statement });
    });
  }

  #receive(answer: EngineAnswer): void {
    if ('broken' in answer) {
      this.#waiting.get(0)?.reject(new Error(`DuckDB could not start: ${answer.broken}`));
      return;
    }
    const id = 'ready' in answer ? 0 : answer.id;
    const waiting = this.#waiting.get(id);
    this.#waiting.delete(id);
    waiting?.resolve(answer);
  }

  #end(child: ChildProcess, reason: HuntError): void {
    if (this.#child !== child) return;
    this.#child = null;
    this.#ready = null;
    const waiting = [...this.#waiting.values()];
    this.#waiting.clear();
    for (const { reject } of waiting) reject(reason);
  }

  #send(request: EngineRequest): void {
    if (this.#child?.connected) this.#child.send(request);
  }

  /** Keep Node alive while an answer is awaited, and only then. */
  async #hold<T>(promise: Promise<T>): Promise<T> {
    const beat = setInterval(() => {}, 2 ** 30);
    try {
      return await promise;
    } finally {
      clearInterval(beat);
    }
  }

  /** Ask within the time that a query may take; statements of our own take what they take. */
  async #ask(
    request: Unnumbered<EngineRequest>,
    signal?: AbortSignal,
    id?: number,
  ): Promise<EngineAnswer> {
    const limitMs = this.#timeLimitMs;
    if (limitMs === undefined || request.ask === 'run') return this.#answerTo(request, signal, id);
    const clock = AbortSignal.timeout(limitMs);
    const either = signal ? AbortSignal.any([signal, clock]) : clock;
    try {
      return await this.#answerTo(request, either, id);
    } catch (error) {
      if (clock.aborted && !signal?.aborted) throw tookTooLong(limitMs);
      throw error;
    }
  }

  async #answerTo(
    request: Unnumbered<EngineRequest>,
    signal?: AbortSignal,
    id: number = this.#nextId++,
  ): Promise<EngineAnswer> {
    signal?.throwIfAborted();
    const child = this.#child;
    const answered = new Promise<EngineAnswer>((resolve, reject) => {
      this.#waiting.set(id, { resolve, reject });
    });
    let kill: NodeJS.Timeout | undefined;
    const onAbort = (): void => {
      this.#send({ id, ask: 'interrupt' });
      kill = setTimeout(() => child?.kill('SIGKILL'), INTERRUPT_GRACE_MS);
    };
    signal?.addEventListener('abort', onAbort, { once: true });
    this.#send({ ...request, id } as EngineRequest);
    if (!child?.connected) this.#waiting.get(id)?.reject(stopped());
    try {
      const answer = await this.#hold(answered);
      if ('failure' in answer)
        throw failed(answer.failure.message, {
          folder: this.folder,
          standing: this.#setup.files.length > 0,
        });
      return answer;
    } catch (error) {
      if (signal?.aborted) throw signal.reason;
      throw error;
    } finally {
      this.#waiting.delete(id);
      clearTimeout(kill);
      signal?.removeEventListener('abort', onAbort);
    }
  }

  #tooBig(): HuntError {
    const gib = (this.#setup.memoryLimitBytes / 2 ** 30).toFixed(1);
    return new HuntError({
      code: 'engine/out-of-memory',
      message: `The query needed more memory than the ${gib} GiB it may use, and was stopped.`,
      hint: 'Filter earlier, summarize fewer groups or project fewer columns. All open tables are still there.',
    });
  }
}

/** Half of the machine's memory, at least 1 and at most 8 GiB. */
function defaultMemoryLimit(): number {
  return Math.min(8 * 2 ** 30, Math.max(2 ** 30, totalmem() / 2));
}
