import { html, type TemplateResult } from 'lit';
import type { Calls, QueryData, QueryEntry } from '../../src/protocol/index.ts';
import { call } from './client.ts';
import { visible } from './text.ts';

type Told = Calls['queryData']['answer']['data'][number];

const atOnce = 20;

export const stateWords: Readonly<Record<QueryData['state'], string>> = {
  yes: 'the open data can answer it',
  partly: 'the open data can answer it in part',
  no: 'the open data cannot answer it',
  elsewhere: 'for another system',
};

export const keyOf = ({ name, language }: Pick<QueryEntry, 'name' | 'language'>): string =>
  `${language} ${name}`;

/** Which queries the open data can answer, learned some at a time. */
export class QueryMarks {
  readonly #told = new Map<string, Told>();
  readonly #changed: () => void;
  #stop: AbortController | null = null;
  #asking: readonly QueryEntry[] = [];

  constructor(changed: () => void) {
    this.#changed = changed;
  }

  of(query: QueryEntry): Told | null {
    return this.#told.get(keyOf(query)) ?? null;
  }

  /** Other data is open: nothing is known any more. */
  forget(): void {
    this.#stop?.abort();
    this.#stop = null;
    this.#told.clear();
  }

  /** Learn about these, and stop learning about others. */
  async learn(queries: readonly QueryEntry[]): Promise<void> {
    const unknown = queries.filter((query) => !this.#told.has(keyOf(query)));
    if (this.#stop && unknown.every((query) => this.#asking.includes(query))) return;
    this.#stop?.abort();
    this.#asking = unknown;
    const stop = new AbortController();
    this.#stop = unknown.length === 0 ? null : stop;
    try {
      for (let at = 0; at < unknown.length; at += atOnce) {
        const some = unknown.slice(at, at + atOnce);
        const keys = some.map(({ name, language }) => ({ name, language }));
        const { data } = await call('queryData', { queries: keys }, stop.signal);
        some.forEach((query, i) => {
          const told = data[i];
          if (told) this.#told.set(keyOf(query), told);
        });
        this.#changed();
      }
    } catch (error) {
      if (!stop.signal.aborted) throw error;
    } finally {
      if (this.#stop === stop) this.#stop = null;
    }
  }

  /** The sign before the name of a query. */
  sign(query: QueryEntry): TemplateResult {
    const told = this.of(query);
    if (!told) return html`<span class="mark"></span>`;
    const words = `${stateWords[told.state]}${told.missing === '' ? '' : `: no ${told.missing}`}`;
    return html`<span class="mark ${told.state}" title=${visible(words)}><span class="unseen">${visible(words)}, </span></span>`;
  }
}
