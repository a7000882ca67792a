import type { Io } from './define-command.ts';

const CELLS = 24;

/** A line on stderr that says how far a long task is; it writes nothing where stderr is no terminal. */
export class ProgressBar {
  readonly #io: Io;
  #last = 0;
  #shown = false;

  constructor(io: Io) {
    this.#io = io;
  }

  /** Show a share of a whole; at most ten times a second. */
  update(what: string, done: number, total: number): void {
    const now = performance.now();
    if (!this.#io.showProgress || now - this.#last < 100) return;
    this.#last = now;
    this.#shown = true;
    const share = total > 0 ? Math.min(1, done / total) : 0;
    const full = Math.round(share * CELLS);
    const bar = '█'.repeat(full) + '░'.repeat(CELLS - full);
    this.#io.stderr.write(
      `\r\x1b[K${bar} ${String(Math.round(share * 100)).padStart(3)} %  ${what}`,
    );
  }

  /** Take the line away. */
  clear(): void {
    if (this.#shown) this.#io.stderr.write('\r\x1b[K');
    this.#shown = false;
  }
}
