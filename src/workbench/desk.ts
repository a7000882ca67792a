import { HuntError } from '../base/index.ts';
import type { HuntState, OpenEvent, Problem, ReadProgress } from '../protocol/index.ts';
import type { OpenedFile, OpenHunt } from './hunt.ts';
import { asProblem, sayable } from './problem.ts';
import type { Uploads } from './uploads.ts';

/** What to open as soon as the workbench starts. */
export interface FirstLoad {
  paths: readonly string[];
  sample: boolean;
}

type Send = (event: OpenEvent) => void;
type Tables = ReturnType<OpenHunt['tables']>;

const progressEveryMs = 80;

/** The one hunt that all pages of a workbench share, and the reading of files into it. */
export class Desk {
  readonly hunt: OpenHunt;
  readonly #uploads: Uploads;
  readonly #onBug: (error: unknown) => void;
  readonly #closing: AbortSignal;
  readonly #watchers = new Set<Send>();
  #sample = false;
  #opening = true;
  #first: Extract<OpenEvent, { kind: 'opened' | 'failed' }> | null = null;
  readonly #stopFirst = new AbortController();
  /** Files are read in turn, one batch after the other. */
  #turn: Promise<void>;

  constructor(
    parts: {
      hunt: OpenHunt;
      uploads: Uploads;
      closing: AbortSignal;
      onBug: (error: unknown) => void;
    },
    first: FirstLoad,
  ) {
    this.hunt = parts.hunt;
    this.#uploads = parts.uploads;
    this.#closing = parts.closing;
    this.#onBug = parts.onBug;
    this.#turn = this.#load(first);
  }

  async #load({ paths, sample }: FirstLoad): Promise<void> {
    const tell: Send = (event) => {
      if (event.kind !== 'progress') this.#first = event;
      for (const send of this.#watchers) send(event);
    };
    const signal = AbortSignal.any([this.#closing, this.#stopFirst.signal]);
    try {
      if (sample) await this.#addSample(signal);
      const files = paths.length > 0 ? await this.#add(paths, tell, signal) : [];
      this.#opening = false;
      tell(this.#opened(files));
    } catch (error) {
      this.#opening = false;
      tell({ kind: 'failed', problem: this.#problem(error) });
    }
  }

  #problem(error: unknown): Problem {
    const problem = this.#uploads.shown(asProblem(error));
    if (problem.code === 'workbench/bug' && !this.#closing.aborted) this.#onBug(error);
    return problem;
  }

  /** What is open right now. */
  state(): HuntState {
    const tables = this.hunt.tables();
    return this.#uploads.shown({
      opening: this.#opening,
      sample: this.#sample,
      problem: this.#first?.kind === 'failed' ? this.#first.problem : null,
      tables: tables.filter((t) => t.companionOf === null).map(summary),
      schema: this.hunt.schema.tables.map(({ name, columns }) => ({
        name,
        columns: columns.map((c) => ({ name: c.name, type: c.type })),
      })),
    });
  }

  #opened(files: readonly OpenedFile[]): Extract<OpenEvent, { kind: 'opened' }> {
    return {
      kind: 'opened',
      files: this.#uploads.shown(
        files.map(({ file, state, tables, error }) => ({
          file,
          state,
          tables,
          problem: error ? sayable(error) : null,
        })),
      ),
      state: this.state(),
    };
  }

  /** Tell of the first reading until it is over; the page that drops the answer last does not stop it. */
  async watchOpening(send: Send): Promise<void> {
    this.#watchers.add(send);
    try {
      await this.#turn;
    } finally {
      this.#watchers.delete(send);
    }
    if (this.#first && !this.#opening) send(this.#first);
  }

  /** Stop the first reading; what was named at the start is then not open. */
  stopOpening(): void {
    this.#stopFirst.abort();
  }

  /** Open more files and tell how it goes; files that cannot be read are named, the others open. */
  async open(paths: readonly string[], send: Send, signal: AbortSignal): Promise<void> {
    await this.#inTurn(signal, async () => {
      send(this.#opened(await this.#add(paths, send, signal)));
    });
  }

  /** Open the sample investigation beside whatever is open. */
  async openSample(send: Send, signal: AbortSignal): Promise<void> {
    await this.#inTurn(signal, async () => {
      if (this.#sample)
        throw new HuntError({
          code: 'workbench/sample-is-open',
          message: 'The sample investigation is open already.',
        });
      await this.#addSample(signal);
      send(this.#opened([]));
    });
  }

  async #addSample(signal: AbortSignal): Promise<void> {
    await this.hunt.addSample({ signal });
    this.#sample = true;
  }

  #add(paths: readonly string[], send: Send, signal: AbortSignal): Promise<readonly OpenedFile[]> {
    let last = 0;
    const onProgress = (progress: ReadProgress): void => {
      const now = performance.now();
      if (now - last < progressEveryMs) return;
      last = now;
      send({ kind: 'progress', ...this.#uploads.shown(progress) });
    };
    return this.hunt.add(paths, { signal, onProgress });
  }

  async #inTurn(signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const turn = this.#turn.then(() => {
      signal.throwIfAborted();
      return work();
    });
    this.#turn = turn.catch(() => {});
    await turn;
  }

  /** Resolves when nothing is being read any more. */
  settled(): Promise<void> {
    return this.#turn;
  }
}

const summary = (table: Tables[number]): HuntState['tables'][number] => ({
  name: table.name,
  columns: table.columns,
  coverage: table.coverage,
  unparsedTable: table.unparsedTable,
});
