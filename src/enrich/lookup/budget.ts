import {
  appendFileSync,
  closeSync,
  existsSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { type Allowance, LookupFault } from './lookup.ts';
import type { Turns } from './pace.ts';

interface BudgetParts {
  /** Whose it is, for messages. */
  who: string;
  allowances: readonly Allowance[];
  /** Where the times of questions are kept for other runs; null keeps them here alone. */
  file: string | null;
  now?: () => number;
  wait?: (ms: number, signal: AbortSignal) => Promise<unknown>;
}

const longestWaitMs = 61_000;
const pruneBytes = 256 * 1024;

/**
 * Lets no more questions go than some in a time, across runs: a line of a file for each that went.
 *
 * edges: waits up to a minute for a turn; where the next one is later, a `LookupFault` says when. Two processes that ask in
 * the same millisecond may pass the limit by one.
 */
export class Budget implements Turns {
  readonly #parts: BudgetParts;
  readonly #now: () => number;
  readonly #wait: (ms: number, signal: AbortSignal) => Promise<unknown>;
  readonly #longestMs: number;
  #times: number[] = [];
  #read = 0;

  constructor(parts: BudgetParts) {
    this.#parts = parts;
    this.#now = parts.now ?? Date.now;
    this.#wait = parts.wait ?? ((ms, signal) => pause(ms, undefined, { signal }));
    this.#longestMs = Math.max(0, ...parts.allowances.map(({ perMs }) => perMs));
  }

  async turn(signal: AbortSignal): Promise<void> {
    for (;;) {
      signal.throwIfAborted();
      const { ms, allowance } = this.#untilNext();
      if (ms <= 0) break;
      if (ms > longestWaitMs) throw this.#usedUp(ms, allowance);
      await this.#wait(ms, signal);
    }
    this.spend();
  }

  /** Count a question that went without a turn, as where a server asked to come again. */
  spend(): void {
    const at = this.#now();
    const { file } = this.#parts;
    if (file === null) {
      this.#times.push(at);
      return;
    }
    mkdirSync(dirname(file), { recursive: true, mode: 0o700 });
    appendFileSync(file, `${at}\n`, { mode: 0o600 });
    this.#readNew();
  }

  /** How many questions may go before the longest of its times is used up; null where nothing bounds them. */
  left(): number | null {
    this.#readNew();
    const now = this.#now();
    const free = this.#parts.allowances.map(
      ({ most, perMs }) => most - this.#times.filter((at) => at > now - perMs).length,
    );
    const least = free.at(-1);
    return least === undefined ? null : Math.max(0, least);
  }

  #untilNext(): { ms: number; allowance: Allowance | undefined } {
    this.#readNew();
    const now = this.#now();
    let longest: { ms: number; allowance: Allowance | undefined } = { ms: 0, allowance: undefined };
    for (const allowance of this.#parts.allowances) {
      const { most, perMs } = allowance;
      const within = this.#times.filter((at) => at > now - perMs).sort((a, b) => a - b);
      const frees = most <= 0 ? now + perMs : within[within.length - most];
      const ms = frees === undefined ? 0 : frees + perMs - now;
      if (ms > longest.ms) longest = { ms, allowance };
    }
    return longest;
  }

  #usedUp(ms: number, allowance: Allowance | undefined): LookupFault {
    const until = new Date(this.#now() + ms).toISOString().slice(0, 16).replace('T', ' ');
    const per = allowance ? perText(allowance.perMs) : '';
    return new LookupFault(
      `The ${allowance?.most} questions ${per} of ${this.#parts.who} are used up until ${until} UTC.`,
      { dead: true },
    );
  }

  /** What this and other processes added since. */
  #readNew(): void {
    const { file } = this.#parts;
    if (file !== null && existsSync(file)) {
      const { size } = statSync(file);
      if (size < this.#read) [this.#times, this.#read] = [[], 0];
      if (size > this.#read) this.#add(file, size);
    }
    const oldest = this.#now() - this.#longestMs;
    if ((this.#times[0] ?? oldest) < oldest) this.#times = this.#times.filter((at) => at >= oldest);
    if (file !== null && this.#read > pruneBytes && this.#times.length * 14 < this.#read / 2)
      this.#prune(file);
  }

  #add(file: string, size: number): void {
    const bytes = Buffer.alloc(size - this.#read);
    const handle = openSync(file, 'r');
    try {
      readSync(handle, bytes, 0, bytes.length, this.#read);
    } finally {
      closeSync(handle);
    }
    const text = bytes.toString('latin1');
    const whole = text.slice(0, text.lastIndexOf('\n') + 1);
    this.#read += whole.length;
    const now = this.#now();
    for (const line of whole.split('\n')) {
      const at = Number(line);
      if (/^\d{1,15}$/.test(line) && at <= now) this.#times.push(at);
    }
  }

  #prune(file: string): void {
    const text = this.#times.map((at) => `${at}\n`).join('');
    writeFileSync(`${file}.${process.pid}`, text, { mode: 0o600 });
    renameSync(`${file}.${process.pid}`, file);
    this.#read = text.length;
  }
}

const units: readonly (readonly [ms: number, word: string])[] = [
  [30 * 86_400_000, 'a month'],
  [7 * 86_400_000, 'a week'],
  [86_400_000, 'a day'],
  [3_600_000, 'an hour'],
  [60_000, 'a minute'],
  [1000, 'a second'],
];

function perText(ms: number): string {
  return units.find(([unit]) => unit === ms)?.[1] ?? `in ${ms / 1000} s`;
}

/** Allowances in words: `4 a minute, 500 a day`; `none` where there are no bounds. */
export function allowancesText(allowances: readonly Allowance[]): string {
  return allowances.map(({ most, perMs }) => `${most} ${perText(perMs)}`).join(', ') || 'none';
}

/** Allowances that a user wrote so; null where the text is not of that form. */
export function readAllowances(text: string): readonly Allowance[] | null {
  if (text.trim() === 'none') return [];
  const found = text.split(',').map((part): Allowance | null => {
    const [, most, word] = /^\s*(\d{1,9})\s+(.*?)\s*$/.exec(part) ?? [];
    const unit = units.find(([, name]) => name === word);
    return unit && most !== undefined ? { most: Number(most), perMs: unit[0] } : null;
  });
  if (found.some((allowance) => allowance === null)) return null;
  return found.filter((a) => a !== null).sort((a, b) => a.perMs - b.perMs);
}
