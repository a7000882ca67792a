/** Something that several questions need and one fetches, such as a list: kept for a while, by its key. */
export class Shared<T> {
  readonly #maxAgeMs: number;
  readonly #known = new Map<string, { at: number; value: Promise<T> }>();

  constructor(maxAgeMs: number) {
    this.#maxAgeMs = maxAgeMs;
  }

  /** The thing, made where it is not there or too old. What another question gave up is made anew. */
  async get(key: string, signal: AbortSignal, make: () => Promise<T>): Promise<T> {
    const known = this.#known.get(key);
    if (known && Date.now() - known.at <= this.#maxAgeMs) {
      try {
        return await known.value;
      } catch (error) {
        signal.throwIfAborted();
        if (this.#known.get(key) !== undefined || !isAbort(error)) throw error;
        return this.get(key, signal, make);
      }
    }
    const value = make();
    this.#known.set(key, { at: Date.now(), value });
    try {
      return await value;
    } catch (error) {
      this.#known.delete(key);
      throw error;
    }
  }

  forget(key: string): void {
    this.#known.delete(key);
  }
}

const isAbort = (error: unknown): boolean => error instanceof Error && error.name === 'AbortError';
