import { setTimeout as pause } from 'node:timers/promises';

/** Lets questions go when it is their turn. */
export interface Turns {
  turn(signal: AbortSignal): Promise<void>;
  /** Count a question that went without a turn, as where a server asked to come again. */
  spend?(): void;
  /** How many questions are left; null where nothing bounds them, missing where they are not counted. */
  left?(): number | null;
}

/** Lets questions go one after the other with a space between, so that no more than some go in a second. */
export class Pace implements Turns {
  readonly #spaceMs: number;
  #next = 0;

  constructor(perSecond: number) {
    this.#spaceMs = 1000 / perSecond;
  }

  async turn(signal: AbortSignal): Promise<void> {
    const now = performance.now();
    const at = Math.max(now, this.#next);
    this.#next = at + this.#spaceMs;
    if (at > now) await pause(at - now, undefined, { signal });
    signal.throwIfAborted();
  }
}
