import { LookupFault } from '../lookup/lookup.ts';
import type { Finding, Severity } from './define-source.ts';
import { type Observable, observableOf } from './observable.ts';
import { count, few, summaryOf } from './tidy.ts';

/** An entry of a list: what it says of an observable. */
export type Indicator = Omit<Finding, 'raw'> & { raw: unknown };

const most = 5_000_000;
const worst: readonly Severity[] = ['high', 'warning', 'information', 'unknown'];

const worstFirst = (known: readonly Indicator[]): Indicator[] =>
  known.toSorted((a, b) => worst.indexOf(a.severity) - worst.indexOf(b.severity));

/** Entries of a list by the observables that they are of. */
export class Indicators {
  readonly #known = new Map<string, Indicator | Indicator[]>();
  #size = 0;

  /** How many entries it holds. */
  get size(): number {
    return this.#size;
  }

  /**
   * Add what is said of a text, which may be defanged; false where the text is no observable. Throws a `LookupFault` where the
   * list is longer than can be held: of a part of it, "not found" would say nothing.
   */
  add(text: string, indicator: Indicator): boolean {
    const found = observableOf(text.replace(/\[\.\]/g, '.').replace(/^hxxp/i, 'http'));
    if (found === null) return false;
    if (this.#size >= most)
      throw new LookupFault(`The list has more than ${most.toLocaleString('en')} entries.`, {
        dead: true,
      });
    const known = this.#known.get(found.value);
    this.#size++;
    if (known === undefined) this.#known.set(found.value, indicator);
    else this.#known.set(found.value, worstFirst([...[known].flat(), indicator]).slice(0, 100));
    return true;
  }

  /** What is said of an observable, the worst of it first; null where nothing is. */
  find({ value }: Observable): Finding | null {
    const known = [this.#known.get(value) ?? []].flat();
    const sorted = worstFirst(known);
    const [first] = sorted;
    if (!first) return null;
    if (sorted.length === 1) return first;
    const times = sorted.flatMap(({ seenAt }) => seenAt ?? []);
    return {
      severity: first.severity,
      summary: summaryOf(
        count(sorted.length, 'entry').replace(/entrys$/, 'entries'),
        few(sorted.map(({ summary }) => summary)),
      ),
      reference: sorted.find(({ reference }) => reference !== '')?.reference ?? '',
      seenAt: times.sort().at(-1) ?? null,
      raw: sorted.map(({ raw }) => raw),
    };
  }
}

const words: Readonly<Record<string, Severity>> = {
  high: 'high',
  critical: 'high',
  malicious: 'high',
  severe: 'high',
  medium: 'warning',
  moderate: 'warning',
  warning: 'warning',
  suspicious: 'warning',
  low: 'information',
  information: 'information',
  informational: 'information',
  info: 'information',
  benign: 'information',
  harmless: 'information',
  unknown: 'unknown',
};

/** The severity that a word of a list means; null for any other word. */
export function severityOfWord(word: string): Severity | null {
  const lower = word.trim().toLowerCase();
  return Object.hasOwn(words, lower) ? (words[lower] ?? null) : null;
}
