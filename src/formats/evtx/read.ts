import type { ByteRange, Input, ReadContext } from '../define-format.ts';
import { damaged } from '../file-fault.ts';
import {
  CHUNK_BYTES,
  type Chunk,
  FILE_HEADER_BYTES,
  openChunk,
  type RecordSpan,
  recordsOf,
} from './chunk.ts';
import { Damage } from './damage.ts';
import { EventReader } from './event.ts';
import { EventTables } from './event-tables.ts';
import type { Instance } from './instance.ts';
import { Templates } from './template.ts';
import { TextDecoderUtf16 } from './text.ts';
import { fileTimeMicros } from './time.ts';

/** The first bytes of every event log. */
export const MAGIC = 'ElfFile\0';

/** Cut a log where chunks begin, so that each piece can be read by itself. */
export function splitEvtx(sizeBytes: number, pieces: number): ByteRange[] {
  const chunks = Math.floor((sizeBytes - FILE_HEADER_BYTES) / CHUNK_BYTES);
  const count = Math.max(1, Math.min(pieces, chunks));
  const cut = (piece: number): number =>
    FILE_HEADER_BYTES + Math.floor((chunks * piece) / count) * CHUNK_BYTES;
  return Array.from({ length: count }, (_, piece) => ({
    start: piece === 0 ? 0 : cut(piece),
    end: piece === count - 1 ? sizeBytes : cut(piece + 1),
  }));
}

/** Read an event log into its tables, record by record in the order of the file. */
export async function readEvtx(input: Input, context: ReadContext): Promise<void> {
  const log = new LogReader(context);
  const range = context.range ?? { start: 0, end: input.sizeBytes };
  await checkHeader(input);
  const first = Math.max(0, Math.ceil((range.start - FILE_HEADER_BYTES) / CHUNK_BYTES));
  let at = FILE_HEADER_BYTES + first * CHUNK_BYTES;
  const whole = Math.floor((range.end - at) / CHUNK_BYTES);
  const end = range.end === input.sizeBytes ? at + whole * CHUNK_BYTES : range.end;
  for await (const chunk of chunksOf(input, { start: at, end })) {
    context.signal.throwIfAborted();
    await log.addChunk(chunk, (at - FILE_HEADER_BYTES) / CHUNK_BYTES);
    at += CHUNK_BYTES;
    context.progress(at - range.start);
  }
  const rest = range.end === input.sizeBytes ? Math.max(0, range.end - at) : 0;
  if (rest > 0)
    log.notes.push(`The file ends inside a chunk: its last ${rest} bytes could not be read.`);
  await log.end();
}

async function checkHeader(input: Input): Promise<void> {
  const head = await input.head();
  if (Buffer.from(head.subarray(0, 8)).toString('latin1') !== MAGIC)
    throw damaged(input, 'a Windows event log', 'it does not begin with ElfFile');
  if (input.sizeBytes < FILE_HEADER_BYTES)
    throw damaged(input, 'a Windows event log', 'it ends inside its header of 4096 bytes');
}

/** The chunks of 64 KiB in a range of whole chunks, each valid until the next is asked for. */
async function* chunksOf(input: Input, range: ByteRange): AsyncGenerator<Uint8Array> {
  if (range.end <= range.start) return;
  const pending = new Uint8Array(CHUNK_BYTES);
  let filled = 0;
  for await (const piece of input.stream(range)) {
    let at = 0;
    while (at < piece.length) {
      if (filled === 0 && piece.length - at >= CHUNK_BYTES) {
        yield piece.subarray(at, at + CHUNK_BYTES);
        at += CHUNK_BYTES;
        continue;
      }
      const taken = Math.min(CHUNK_BYTES - filled, piece.length - at);
      pending.set(piece.subarray(at, at + taken), filled);
      filled += taken;
      at += taken;
      if (filled < CHUNK_BYTES) continue;
      filled = 0;
      yield pending;
    }
  }
}

class LogReader {
  readonly notes: string[] = [];
  readonly #texts = new TextDecoderUtf16();
  readonly #templates = new Templates();
  readonly #spare: Instance[] = [];
  readonly #tables: EventTables;

  constructor(context: ReadContext) {
    this.#tables = new EventTables(context);
  }

  async addChunk(bytes: Uint8Array, number: number): Promise<void> {
    const chunk = this.#open(bytes, number);
    if (!chunk) return;
    const scope = {
      chunk,
      texts: this.#texts,
      templates: this.#templates,
      spare: this.#spare,
      work: { left: 0 },
    };
    const event = new EventReader(scope);
    const damage = (reason: string, at: number): void => {
      this.notes.push(
        `Chunk ${number + 1} is damaged at offset ${at}: ${reason}; the rest of it was left out.`,
      );
    };
    for (const span of recordsOf(chunk, damage)) {
      try {
        event.read(span);
        const micros = event.micros() ?? fileTimeMicros(chunk.bytes, span.at + 16);
        const table = this.#tables.add(event, span, micros);
        if (table.rows.isFull) await table.rows.flush();
      } catch (error) {
        if (!(error instanceof Damage)) throw error;
        await this.#keepUnparsed(event, span, error.message);
      }
    }
  }

  #open(bytes: Uint8Array, number: number): Chunk | null {
    if (isZero(bytes)) return null;
    try {
      return openChunk(bytes, this.#texts);
    } catch (error) {
      if (!(error instanceof Damage)) throw error;
      this.notes.push(`Chunk ${number + 1} could not be read: ${error.message}.`);
      return null;
    }
  }

  async #keepUnparsed(event: EventReader, span: RecordSpan, reason: string): Promise<void> {
    const table = this.#tables.current();
    const line = Number(BigInt.asIntN(53, BigInt(span.id)));
    await table.rows.sink.unparsed([{ line, reason: `${reason}.`, text: event.hex(span) }]);
  }

  /** Hand over what is left. A log without records still shows its table. */
  async end(): Promise<void> {
    for (const table of this.#tables.all()) {
      await table.rows.end();
      for (const note of this.notes) table.rows.sink.note(note);
    }
  }
}

/** Chunks that were never written are zeros; dirty logs have them in their midst. */
function isZero(bytes: Uint8Array): boolean {
  return bytes[0] === 0 && bytes.every((byte) => byte === 0);
}
