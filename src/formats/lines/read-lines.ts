import { Buffer, isAscii, isUtf8 } from 'node:buffer';
import type { UnparsedRow } from '../../engine/index.ts';
import type { Input, ReadContext } from '../define-format.ts';

/** What a reader of a line-based format does with each line. */
export interface LineReader {
  /**
   * Take `text.slice(start, end)`, a line that is not empty, without its ending; the text around it belongs to
   * other lines. Gives the reason where the line cannot be read, so that it is kept with the unparsed rows.
   */
  line(text: string, start: number, end: number): string | undefined;
  /** Hand over what was read since the last call: at most `blockBytes` of lines. */
  flush(unparsed: UnparsedRow[]): Promise<void>;
  /** Said at the end, if there is something to say. */
  note(sentence: string): void;
}

/** Lines reach a reader in blocks of about this size, so that its batches have some thousand rows. */
const blockBytes = 512 * 1024;
/** Of a line longer than the budget, this much is kept. */
const keptBytes = 8 * 1024;
const newline = 10;

/**
 * Feed every line of the input to the reader, or, where the context has a range, the lines that begin in it.
 * Endings are `\n` or `\r\n`; empty lines are passed over; a byte order mark is dropped. Lines that are not UTF-8
 * are read as Latin-1, and a note says how many. A line longer than the budget becomes an unparsed row with its
 * first 8 KiB.
 */
export async function readLines(
  input: Input,
  context: ReadContext,
  reader: LineReader,
): Promise<void> {
  const feed = new LineFeed(input, context, reader);
  const start = context.range?.start ?? 0;
  const limit = (context.range?.end ?? Number.POSITIVE_INFINITY) - start;
  // A line begins at `start` if the byte before it ends one: begin there, and drop what comes before the first ending.
  const back = start > 0 ? 1 : 0;
  const stream = context.range
    ? input.stream({ start: start - back, end: input.sizeBytes })
    : input.stream();
  let skipping = back === 1;
  /** Offset from `start` of the first byte not yet taken. */
  let offset = -back;
  for await (const bytes of stream) {
    context.signal.throwIfAborted();
    let chunk = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    if (skipping) {
      const at = chunk.indexOf(newline);
      skipping = at < 0;
      offset += skipping ? chunk.length : at + 1;
      chunk = chunk.subarray(skipping ? chunk.length : at + 1);
    }
    if (offset >= limit && !feed.midLine) break;
    const done = await takeWithin(feed, chunk, limit - offset);
    offset += chunk.length;
    context.progress(Math.min(offset, limit));
    if (done) break;
  }
  await feed.end();
}

/** Feed a chunk, of which lines may begin only before `limit`; true when the last such line is complete. */
async function takeWithin(feed: LineFeed, chunk: Buffer, limit: number): Promise<boolean> {
  if (limit > chunk.length) {
    await feed.take(chunk);
    return false;
  }
  // The line that holds the byte before `limit` is the last; if `limit` is not inside this chunk, the unfinished one is.
  const stop = chunk.indexOf(newline, Math.max(0, limit - 1));
  await feed.take(stop < 0 ? chunk : chunk.subarray(0, stop + 1));
  return stop >= 0;
}

/** Cuts chunks into blocks of whole lines, and counts them. */
class LineFeed {
  readonly #input: Input;
  readonly #context: ReadContext;
  readonly #reader: LineReader;
  #carry: Buffer[] = [];
  #carryBytes = 0;
  #first = true;
  #lines = 0;
  #linesBefore: number | undefined;
  #latin1Lines = 0;
  #unparsed: UnparsedRow[] = [];

  constructor(input: Input, context: ReadContext, reader: LineReader) {
    this.#input = input;
    this.#context = context;
    this.#reader = reader;
  }

  get midLine(): boolean {
    return this.#carryBytes > 0;
  }

  async take(chunk: Buffer): Promise<void> {
    let from = 0;
    while (from < chunk.length) {
      const far = Math.min(chunk.length, from + blockBytes);
      let stop = chunk.lastIndexOf(newline, far - 1);
      if (stop < from) stop = chunk.indexOf(newline, far);
      if (stop < from) {
        this.#keep(chunk.subarray(from));
        return;
      }
      await this.#block(this.#withCarry(chunk.subarray(from, stop + 1)));
      from = stop + 1;
    }
  }

  async end(): Promise<void> {
    if (this.#carryBytes > 0) await this.#block(this.#withCarry(Buffer.alloc(0)));
    if (this.#latin1Lines > 0)
      this.#reader.note(
        `${this.#latin1Lines} ${this.#latin1Lines === 1 ? 'line was' : 'lines were'} not UTF-8 and read as Latin-1.`,
      );
  }

  /** Keep the start of a line; past the budget only its length matters, so no more is held. */
  #keep(bytes: Buffer): void {
    if (this.#carryBytes <= this.#context.budget.lineBytes) this.#carry.push(Buffer.from(bytes));
    this.#carryBytes += bytes.length;
  }

  #withCarry(bytes: Buffer): Buffer {
    if (this.#carryBytes === 0) return bytes;
    const held = this.#carry;
    const tooLong = this.#carryBytes > this.#context.budget.lineBytes;
    const carried = this.#carryBytes;
    this.#carry = [];
    this.#carryBytes = 0;
    if (!tooLong) return Buffer.concat([...held, bytes]);
    const at = bytes.indexOf(newline);
    const rest = at < 0 ? bytes.length : at;
    this.#tooLong(decode(Buffer.concat(held).subarray(0, keptBytes)).text, carried + rest);
    return bytes.subarray(at < 0 ? bytes.length : at + 1);
  }

  #tooLong(text: string, sizeBytes: number): void {
    this.#lines++;
    const reason = `the line has ${sizeBytes} bytes, more than the limit of ${this.#context.budget.lineBytes}`;
    this.#unparsed.push({ line: this.#lines, reason, text });
  }

  async #block(bytes: Buffer): Promise<void> {
    const { text, latin1Lines } = decode(bytes);
    this.#latin1Lines += latin1Lines;
    const { lineBytes } = this.#context.budget;
    let start = 0;
    if (this.#first && text.charCodeAt(0) === 0xfeff) start = 1;
    if (text.length > 0) this.#first = false;
    while (start < text.length) {
      let stop = text.indexOf('\n', start);
      if (stop < 0) stop = text.length;
      const end = stop > start && text.charCodeAt(stop - 1) === 13 ? stop - 1 : stop;
      if (end - start > lineBytes) {
        const size = Buffer.byteLength(text.slice(start, end));
        this.#tooLong(text.slice(start, start + keptBytes), size);
      } else {
        this.#lines++;
        if (end > start) this.#line(text, start, end);
      }
      start = stop + 1;
    }
    await this.#flush();
  }

  #line(text: string, start: number, end: number): void {
    const reason = this.#reader.line(text, start, end);
    if (reason === undefined) return;
    this.#unparsed.push({ line: this.#lines, reason, text: text.slice(start, end) });
  }

  async #flush(): Promise<void> {
    const unparsed = this.#unparsed;
    this.#unparsed = [];
    if (unparsed.length > 0) {
      this.#linesBefore ??= await countLines(
        this.#input,
        this.#context.range?.start ?? 0,
        this.#context.signal,
      );
      for (const row of unparsed) row.line += this.#linesBefore;
    }
    await this.#reader.flush(unparsed);
  }
}

/** How many lines begin before `end` and end before it; only asked where a piece has a line to report. */
async function countLines(input: Input, end: number, signal: AbortSignal): Promise<number> {
  if (end === 0) return 0;
  let count = 0;
  for await (const bytes of input.stream({ start: 0, end })) {
    signal.throwIfAborted();
    for (let i = bytes.indexOf(newline); i >= 0; i = bytes.indexOf(newline, i + 1)) count++;
  }
  // If `end` lies within a line, that line belongs to the piece before and its ending is passed over.
  for await (const bytes of input.stream({ start: end - 1, end }))
    return bytes[0] === newline ? count : count + 1;
  return count;
}

/** Text of whole lines: UTF-8, or Latin-1 for each line that is not. */
function decode(bytes: Buffer): { text: string; latin1Lines: number } {
  if (isAscii(bytes)) return { text: bytes.toString('latin1'), latin1Lines: 0 };
  if (isUtf8(bytes)) return { text: bytes.toString('utf8'), latin1Lines: 0 };
  let latin1Lines = 0;
  const parts: string[] = [];
  for (let start = 0; start < bytes.length; ) {
    const stop = bytes.indexOf(newline, start);
    const line = bytes.subarray(start, stop < 0 ? bytes.length : stop + 1);
    if (isUtf8(line)) parts.push(line.toString('utf8'));
    else {
      parts.push(line.toString('latin1'));
      latin1Lines++;
    }
    start += line.length;
  }
  return { text: parts.join(''), latin1Lines };
}
