import { type Column, HuntError } from '../base/index.ts';
import type { BatchAnswer, Receiver, SentValue } from './define-destination.ts';

/** Some rows of a result, counted from 1 in its order, both ends among them. */
export interface RowRange {
  from: number;
  to: number;
  why: string;
}

/** What was sent, or would be. */
export interface SendReport {
  /** Whom and what the rows went to. */
  to: string;
  /** Rows of the result. */
  rows: number;
  /** Rows that were taken; those of `unsure` are not among them, unless they may only be there twice. */
  taken: number;
  requests: number;
  /** Bytes of the rows, before they were packed. */
  bytes: number;
  /** Rows that surely did not arrive, and why. */
  notTaken: readonly RowRange[];
  /** Rows that may have arrived or not, may have arrived twice, or were not confirmed. */
  unsure: readonly RowRange[];
  notes: readonly string[];
}

export interface SendOptions {
  columns: readonly Column[];
  batches: AsyncIterable<readonly (readonly SentValue[])[]>;
  /** How many rows there will be. */
  rows: number;
  signal: AbortSignal;
  /** Only count what would be sent. */
  dryRun: boolean;
  onProgress?: ((rows: number) => void) | undefined;
  /** Told before the first request, once. */
  onSend?: (() => void) | undefined;
}

/** So many requests may be at fault before the rest is not tried. */
const mostFaults = 10;

/** Send rows in batches, one after the other; what was not taken is in the report, and never an error. */
export async function sendRows(receiver: Receiver, options: SendOptions): Promise<SendReport> {
  const sending = new Sending(receiver, options);
  await sending.run();
  return sending.report();
}

interface Waiting {
  text: string;
  /** Its number in the result. */
  number: number;
}

class Sending {
  readonly #receiver: Receiver;
  readonly #options: SendOptions;
  readonly #spelling: ReturnType<Receiver['spelling']>;
  readonly #notTaken: RowRange[] = [];
  readonly #unsure: RowRange[] = [];
  readonly #receipts = new Map<number, { from: number; to: number; rows: number }>();
  #waiting: Waiting[] = [];
  #waitingBytes = 0;
  #seen = 0;
  #taken = 0;
  #requests = 0;
  #bytes = 0;
  #faults = 0;
  /** Why nothing more is sent. */
  #stopped: string | null = null;

  constructor(receiver: Receiver, options: SendOptions) {
    this.#receiver = receiver;
    this.#options = options;
    this.#spelling = receiver.spelling(options.columns);
  }

  async run(): Promise<void> {
    const { batches, rows, signal } = this.#options;
    try {
      for await (const batch of batches) {
        for (const row of batch) {
          await this.#add(row);
          if (this.#stopped !== null) break;
        }
        if (this.#stopped !== null) break;
      }
      await this.#flush();
      await this.#confirm();
    } catch (error) {
      if (signal.aborted) this.#stopped = 'it was stopped';
      // What was sent before the query failed must be told.
      else if (error instanceof HuntError && this.#requests > 0) this.#stopped = error.message;
      else throw error;
    }
    for (const { number } of this.#waiting) this.#refuse(number, number, this.#notSent());
    if (this.#seen < rows) this.#refuse(this.#seen + 1, rows, this.#notSent());
  }

  report(): SendReport {
    return {
      to: this.#receiver.to,
      rows: Math.max(this.#options.rows, this.#seen),
      taken: this.#taken,
      requests: this.#requests,
      bytes: this.#bytes,
      notTaken: this.#notTaken,
      unsure: this.#unsure,
      notes: [...this.#spelling.notes, ...this.#spelling.told()],
    };
  }

  #notSent = (): string => `not sent: ${this.#stopped ?? 'nothing more came'}`;

  async #add(row: readonly SentValue[]): Promise<void> {
    const { most, around } = this.#receiver;
    const text = this.#spelling.spell(row);
    const bytes = Buffer.byteLength(text) + around;
    const full = this.#waitingBytes + bytes > most.bytes - around;
    if (this.#waiting.length > 0 && (full || this.#waiting.length === most.rows))
      await this.#flush();
    const number = ++this.#seen;
    if (this.#stopped !== null) return this.#refuse(number, number, this.#notSent());
    if (bytes > most.bytes - around)
      return this.#refuse(number, number, `longer than the ${most.bytes} bytes of one request`);
    this.#waiting.push({ text, number });
    this.#waitingBytes += bytes;
  }

  async #flush(): Promise<void> {
    if (this.#waiting.length === 0 || this.#stopped !== null) return;
    if (this.#requests === 0 && !this.#options.dryRun) this.#options.onSend?.();
    // Its rows stay in `#waiting` until it is known what became of them.
    while (this.#waiting.length > 0 && this.#stopped === null) await this.#send(this.#waiting);
    this.#waitingBytes = 0;
    this.#options.onProgress?.(this.#seen);
  }

  /** Send the first rows of what waits, and take those away of which it is known what became of them. */
  async #send(rows: readonly Waiting[]): Promise<void> {
    const { signal, dryRun } = this.#options;
    const [from, to] = ends(rows);
    let again = false;
    let answer: BatchAnswer;
    this.#requests++;
    this.#bytes += rows.reduce((sum, { text }) => sum + Buffer.byteLength(text), 0);
    try {
      answer = dryRun
        ? { refused: null }
        : await this.#receiver.send({
            rows: rows.map(({ text }) => text),
            signal,
            again: () => {
              again = true;
            },
          });
    } catch (error) {
      if (signal.aborted) {
        this.#unsure.push({ from, to, why: 'stopped while they were sent: they may have arrived' });
        this.#waiting = [];
        throw error;
      }
      if (!(error instanceof HuntError)) throw error;
      return this.#failed(rows, error, again);
    }
    const { refused, receipt } = answer;
    const before = refused ? rows.slice(0, refused.row) : rows;
    const [first, last] = ends(before);
    if (refused && before.length > 0)
      this.#unsure.push({
        from: first,
        to: last,
        why: 'sent with a row that was refused: they may have arrived',
      });
    if (!refused) {
      this.#taken += rows.length;
      if (again)
        this.#unsure.push({ from, to, why: 'sent again after a fault: they may be there twice' });
      if (receipt !== undefined) this.#receipts.set(receipt, { from, to, rows: rows.length });
    } else {
      const number = rows[refused.row]?.number ?? from;
      this.#refuse(number, number, refused.why);
      this.#fault(refused.why);
    }
    this.#waiting = refused ? rows.slice(refused.row + 1) : [];
  }

  #failed(rows: readonly Waiting[], error: HuntError, again: boolean): void {
    const [from, to] = ends(rows);
    const why = error.message;
    this.#waiting = [];
    if (error.code === 'providers/bad-query') {
      this.#refuse(from, to, why);
      this.#fault(why);
      return;
    }
    const lost =
      error.code === 'providers/failed' || (error.code === 'providers/unreachable' && again);
    if (lost || error.code === 'providers/cut-off' || error.code === 'providers/malformed')
      this.#unsure.push({ from, to, why: `${why} They may have arrived all the same.` });
    else this.#refuse(from, to, why);
    this.#stopped = why;
  }

  /** A batch was refused for its rows: others may do better, to a point. */
  #fault(why: string): void {
    if (++this.#faults >= mostFaults)
      this.#stopped = `${mostFaults} requests were refused (${why})`;
  }

  #refuse(from: number, to: number, why: string): void {
    const last = this.#notTaken.at(-1);
    if (last?.why === why && last.to === from - 1) last.to = to;
    else this.#notTaken.push({ from, to, why });
  }

  async #confirm(): Promise<void> {
    const { signal } = this.#options;
    if (!this.#receiver.confirm || this.#receipts.size === 0) return;
    let left: readonly number[] = [...this.#receipts.keys()];
    let why = 'taken, but not confirmed that they are kept';
    try {
      left = await this.#receiver.confirm(left, signal);
    } catch (error) {
      if (!signal.aborted && !(error instanceof HuntError)) throw error;
      why += signal.aborted ? ': it was stopped' : `: ${(error as HuntError).message}`;
    }
    for (const receipt of left) {
      const rows = this.#receipts.get(receipt);
      if (!rows) continue;
      this.#taken -= rows.rows;
      this.#unsure.push({ from: rows.from, to: rows.to, why });
    }
  }
}

const ends = (rows: readonly Waiting[]): [number, number] => [
  rows[0]?.number ?? 0,
  rows.at(-1)?.number ?? 0,
];
