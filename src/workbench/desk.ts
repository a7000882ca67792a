import { HuntError } from '../base/index.ts';
import type { HuntState, OpenEvent, ReadProgress, TableSummary } from '../protocol/index.ts';
import type { OpenHunt, ReadOptions } from './hunt.ts';
import { asProblem } from './problem.ts';
import type { Uploads } from './uploads.ts';

/** How hunts come to be: what was named at the start, the sample, an empty one. */
export interface Doors {
  start: (options: ReadOptions) => Promise<OpenHunt>;
  sample: (options: ReadOptions) => Promise<OpenHunt>;
  empty: () => Promise<OpenHunt>;
}

/** The one hunt that all pages of a workbench share, from the moment it starts to open. */
export class Desk {
  #hunt: OpenHunt | null = null;
  #sample: boolean;
  #opening: Promise<void>;
  #problem: HuntState['problem'] = null;
  readonly #doors: Doors;
  readonly #uploads: Uploads;
  readonly #listeners = new Set<(progress: ReadProgress) => void>();
  readonly #stopOpening = new AbortController();
  /** Reading is serial: one batch of files at a time. */
  #reading: Promise<unknown> = Promise.resolve();

  constructor(doors: Doors, uploads: Uploads, startsWithSample: boolean) {
    this.#doors = doors;
    this.#uploads = uploads;
    this.#sample = startsWithSample;
    this.#opening = this.#start();
  }

  async #start(): Promise<void> {
    const onProgress = (progress: ReadProgress): void => {
      for (const listener of this.#listeners) listener(progress);
    };
    try {
      this.#hunt = await this.#doors.start({ signal: this.#stopOpening.signal, onProgress });
    } catch (error) {
      this.#problem = asProblem(error);
      this.#sample = false;
      if (!this.#stopOpening.signal.aborted) this.#hunt = await this.#doors.empty();
    }
  }

  /** The hunt; throws `workbench/still-opening` before it is there. */
  hunt(): OpenHunt {
    if (this.#hunt) return this.#hunt;
    throw new HuntError({
      code: 'workbench/still-opening',
      message: 'The files are still being read.',
      hint: 'Wait until the list of tables is there.',
    });
  }

  state(): HuntState {
    const tables = this.#hunt?.tables() ?? [];
    return {
      opening: this.#hunt === null,
      sample: this.#sample,
      problem: this.#problem,
      tables: tables.map((t) => this.#summary(t)),
      schema: (this.#hunt?.schema.tables ?? []).map(({ name, columns }) => ({
        name,
        columns: columns.map((c) => ({ name: c.name, type: c.type })),
      })),
    };
  }

  #summary(table: TableSummary): TableSummary {
    const { name, columns, coverage, unparsedTable } = table;
    const files = coverage.files.map((f) => ({ ...f, file: this.#uploads.shownName(f.file) }));
    return {
      name,
      columns: columns.map((c) => ({ name: c.name, type: c.type })),
      coverage: { ...coverage, files },
      unparsedTable,
    };
  }

  /** Tell of the first reading until it is over. */
  async watchOpening(send: (event: OpenEvent) => void): Promise<void> {
    const listener = (progress: ReadProgress): void => send({ kind: 'progress', ...progress });
    this.#listeners.add(listener);
    try {
      await this.#opening;
    } finally {
      this.#listeners.delete(listener);
    }
    if (this.#problem) send({ kind: 'failed', problem: this.#problem });
    else send({ kind: 'opened', files: [], state: this.state() });
  }

  /** Open more files and tell how it goes; files that cannot be read are named, the others open. */
  async open(
    paths: string[],
    send: (event: OpenEvent) => void,
    signal: AbortSignal,
  ): Promise<void> {
    await this.#inTurn(async () => {
      const { files } = await this.hunt().add(paths, { signal, onProgress: this.#reporter(send) });
      if (files.some((f) => f.state === 'loaded')) this.#sample = false;
      this.#problem = null;
      send({
        kind: 'opened',
        files: files.map((f) => ({
          file: this.#uploads.shownName(f.file),
          state: f.state,
          tables: f.tables,
          problem: f.error ? asProblem(f.error) : null,
        })),
        state: this.state(),
      });
    });
  }

  /** Open the sample investigation in place of an empty hunt. */
  async openSample(send: (event: OpenEvent) => void, signal: AbortSignal): Promise<void> {
    await this.#inTurn(async () => {
      const before = this.hunt();
      if (before.tables().length > 0)
        throw new HuntError({
          code: 'workbench/not-empty',
          message: 'The sample opens only where nothing else is open.',
          hint: 'Start another workbench: huntbook workbench --sample',
        });
      this.#hunt = await this.#doors.sample({ signal, onProgress: this.#reporter(send) });
      this.#sample = true;
      this.#problem = null;
      await before.close();
      send({ kind: 'opened', files: [], state: this.state() });
    });
  }

  #reporter(send: (event: OpenEvent) => void): (progress: ReadProgress) => void {
    let last = 0;
    return (progress) => {
      const now = performance.now();
      if (now - last < 80 && progress.stage === 'reading') return;
      last = now;
      const file = progress.file === null ? null : this.#uploads.shownName(progress.file);
      send({ kind: 'progress', ...progress, file });
    };
  }

  async #inTurn(work: () => Promise<void>): Promise<void> {
    await this.#opening;
    const turn = this.#reading.then(work);
    this.#reading = turn.catch(() => {});
    await turn;
  }

  /** Stop the first reading if it still runs, and close the hunt. */
  async close(): Promise<void> {
    this.#stopOpening.abort();
    await this.#opening;
    await this.#hunt?.close();
  }
}
