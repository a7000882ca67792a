import type {
  FileOutcome,
  HuntState,
  OpenEvent,
  Problem,
  ReadProgress,
} from '../../src/protocol/index.ts';
import { call, problemOf, stream, upload } from './client.ts';

/** What the page shows while files are on their way. */
export interface Reading extends ReadProgress {
  sending: boolean;
}

const nothingOpen: HuntState = {
  opening: true,
  sample: false,
  tables: [],
  schema: [],
  problem: null,
};

/** What is open, and the reading of files. Fires `change`. */
export class HuntStore extends EventTarget {
  state: HuntState = nothingOpen;
  reading: Reading | null = null;
  /** Files that were refused by the last opening. */
  refused: readonly FileOutcome[] = [];
  problem: Problem | null = null;
  #stop = new AbortController();

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  /** Learn what is open, and wait for what is still opening. */
  async start(): Promise<void> {
    await this.#during(async (signal) => {
      this.state = await call('state', {});
      this.problem = this.state.problem;
      if (this.state.opening) await this.#listen(stream('opening', {}, signal));
    });
  }

  /** Look again: another page may have opened files. */
  async refresh(): Promise<void> {
    if (this.reading) return;
    const state = await call('state', {}).catch(() => null);
    if (!state || JSON.stringify(state) === JSON.stringify(this.state)) return;
    this.state = state;
    this.#changed();
  }

  async openSample(): Promise<void> {
    await this.#during((signal) => this.#listen(stream('sample', {}, signal)));
  }

  /** Open what a hunt says that it is about. */
  async openDataOf(hunt: string): Promise<void> {
    await this.#during((signal) => this.#listen(stream('huntData', { hunt }, signal)));
  }

  async openPaths(paths: readonly string[]): Promise<void> {
    await this.#during((signal) => this.#listen(stream('open', { paths, uploads: [] }, signal)));
  }

  /** Send files to the server, one after the other, then open them all. */
  async openFiles(files: readonly File[]): Promise<void> {
    await this.#during(async (signal) => {
      const bytesTotal = files.reduce((sum, file) => sum + file.size, 0);
      const uploads: string[] = [];
      let before = 0;
      for (const file of files) {
        const told = (sent: number): void => {
          this.reading = {
            file: file.name,
            bytesDone: before + sent,
            bytesTotal,
            filesDone: uploads.length,
            filesTotal: files.length,
            sending: true,
          };
          this.#changed();
        };
        told(0);
        uploads.push((await upload(file, told, signal)).upload);
        before += file.size;
      }
      await this.#listen(stream('open', { paths: [], uploads }, signal));
    });
  }

  /** Stop what is being read. */
  stop(): void {
    if (this.state.opening) void call('stopOpening', {});
    else this.#stop.abort();
  }

  dismiss(): void {
    this.problem = null;
    this.refused = [];
    this.#changed();
  }

  async #during(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    this.#stop = new AbortController();
    this.problem = null;
    this.refused = [];
    this.reading = {
      file: null,
      bytesDone: 0,
      bytesTotal: 0,
      filesDone: 0,
      filesTotal: 0,
      sending: false,
    };
    this.#changed();
    try {
      await work(this.#stop.signal);
    } catch (error) {
      if (!this.#stop.signal.aborted) this.problem = problemOf(error);
      else this.state = await call('state', {}).catch(() => this.state);
    }
    this.reading = null;
    this.#changed();
  }

  async #listen(events: AsyncIterable<OpenEvent>): Promise<void> {
    for await (const event of events) {
      if (event.kind === 'progress') this.reading = { ...event, sending: false };
      else if (event.kind === 'opened') {
        this.state = event.state;
        this.refused = event.files.filter((f) => f.state === 'refused');
      } else {
        this.state = await call('state', {});
        this.problem = event.problem;
      }
      this.#changed();
    }
  }
}
