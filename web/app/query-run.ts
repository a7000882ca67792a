import type { ResultCoverage } from '../../src/base/index.ts';
import type { Problem, RunEvent } from '../../src/protocol/index.ts';
import { call, problemOf, releaseAtEnd, stream } from './client.ts';

type Result = Extract<RunEvent, { kind: 'result' }>;

/** The last query: its text, how far it is, what it gave. Fires `change`. */
export class QueryRun extends EventTarget {
  phase: 'idle' | 'running' | 'done' | 'failed' | 'stopped' = 'idle';
  text = '';
  /** Where the text stands in the editor, for marking an error. */
  offset = 0;
  startedAt = 0;
  elapsedMs = 0;
  result: Result | null = null;
  coverage: ResultCoverage | null = null;
  problem: Problem | null = null;
  #stop: AbortController | null = null;

  #changed(): void {
    this.dispatchEvent(new Event('change'));
  }

  /** Run a text; a query still running is stopped first. */
  async run(text: string, offset: number): Promise<void> {
    this.#stop?.abort();
    const stop = new AbortController();
    this.#stop = stop;
    const before = this.result?.result;
    Object.assign(this, { phase: 'running', text, offset, startedAt: performance.now() });
    Object.assign(this, { problem: null, coverage: null, elapsedMs: 0 });
    this.#changed();
    try {
      for await (const event of stream('run', { text }, stop.signal)) {
        if (stop !== this.#stop) return;
        this.#hear(event);
      }
    } catch (error) {
      if (stop !== this.#stop) return;
      this.phase = stop.signal.aborted ? 'stopped' : 'failed';
      this.problem = stop.signal.aborted ? null : problemOf(error);
      this.result = null;
    }
    if (this.phase === 'running') {
      this.phase = 'failed';
      this.problem = problemOf(new TypeError('the answer ended early'));
    }
    this.elapsedMs = Math.round(performance.now() - this.startedAt);
    this.#stop = null;
    this.#changed();
    if (before && before !== this.result?.result) await call('release', { results: [before] });
  }

  #hear(event: RunEvent): void {
    if (event.kind === 'result') this.result = event;
    else if (event.kind === 'done') {
      this.coverage = event.coverage;
      this.phase = 'done';
    } else if (event.kind === 'failed') {
      this.problem = event.problem;
      this.phase = 'failed';
      this.result = null;
    }
    this.#changed();
  }

  stop(): void {
    this.#stop?.abort();
  }

  /** The page goes away: let the server forget what it held for it. */
  leave(): void {
    this.stop();
    if (this.result) releaseAtEnd([this.result.result]);
  }
}
