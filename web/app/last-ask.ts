/** Asks of which only the last counts: it waits until the writer rests, and stops the one before. */
export class LastAsk {
  #stop = new AbortController();
  #timer = 0;

  /** Ask after a while, unless something else is asked meanwhile. */
  soon(restMs: number, ask: () => unknown): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void ask(), restMs);
  }

  /** Begin now; the signal fires when the next begins. */
  begin(): AbortSignal {
    clearTimeout(this.#timer);
    this.#stop.abort();
    this.#stop = new AbortController();
    return this.#stop.signal;
  }
}
