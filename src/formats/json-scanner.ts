/** The text stops being JSON here. */
export class NotJson extends Error {}

const space = (byte: number): boolean => byte === 32 || byte === 9 || byte === 10 || byte === 13;

/** One JSON value as its bytes. */
export interface RawValue {
  bytes: Buffer;
  /** It was longer or nested deeper than allowed; `bytes` is only its beginning. */
  fault: string | null;
}

/**
 * Walks over JSON from a stream without parsing it: asks what comes next, steps into objects and arrays, and
 * takes whole values as bytes, so that no number is ever rounded. Memory is one chunk and one value.
 */
export class JsonScanner {
  /** The line of the next byte, from 1. */
  line = 1;
  readonly #chunks: AsyncIterator<Uint8Array>;
  #buffer: Buffer = Buffer.alloc(0);
  #at = 0;
  #ended = false;

  constructor(chunks: AsyncIterable<Uint8Array>) {
    this.#chunks = chunks[Symbol.asyncIterator]();
  }

  /** The next byte that is no white space, as a character; null at the end. */
  async peek(): Promise<string | null> {
    for (;;) {
      for (; this.#at < this.#buffer.length; this.#at++) {
        const byte = this.#buffer[this.#at] ?? 0;
        if (byte === 10) this.line++;
        if (!space(byte)) return String.fromCharCode(byte);
      }
      if (!(await this.#more())) return null;
    }
  }

  /** Step over one character that must be there. */
  async expect(character: string): Promise<void> {
    const found = await this.peek();
    if (found !== character) throw new NotJson(`"${character}" is missing`);
    this.#at++;
  }

  /** Whether the next character is this; if so, step over it. */
  async skip(character: string): Promise<boolean> {
    if ((await this.peek()) !== character) return false;
    this.#at++;
    return true;
  }

  /** The key of a member and the colon after it. */
  async key(): Promise<string> {
    if ((await this.peek()) !== '"') throw new NotJson('a key is missing');
    const { bytes } = await this.value({ bytes: 2 ** 20, depth: 1 });
    await this.expect(':');
    try {
      return String(JSON.parse(bytes.toString('utf8')));
    } catch {
      throw new NotJson('a key is not a string');
    }
  }

  /** The next value, whatever it is. */
  async value(limit: { bytes: number; depth: number }): Promise<RawValue> {
    const first = await this.peek();
    if (first === null) throw new NotJson('the text ends here');
    const kept: Buffer[] = [];
    let size = 0;
    const state: WalkState = { depth: 0, deepest: 0, inString: false, escaped: false };
    for (;;) {
      const end = walk(this.#buffer, this.#at, state);
      const piece = this.#buffer.subarray(this.#at, end < 0 ? this.#buffer.length : end);
      if (size <= limit.bytes) kept.push(piece);
      size += piece.length;
      this.#at += piece.length;
      if (end >= 0) break;
      if (await this.#more()) continue;
      if (state.depth === 0 && !state.inString) break;
      throw new NotJson('the text ends inside of a value');
    }
    const bytes = kept.length === 1 && kept[0] ? kept[0] : Buffer.concat(kept);
    if (bytes.length === 0) throw new NotJson('a value is missing');
    for (let at = bytes.indexOf(10); at >= 0; at = bytes.indexOf(10, at + 1)) this.line++;
    return { bytes, fault: faultOf(size, state.deepest, limit) };
  }

  async #more(): Promise<boolean> {
    if (this.#ended) return false;
    const next = await this.#chunks.next();
    if (next.done) {
      this.#ended = true;
      return false;
    }
    const rest = this.#buffer.subarray(this.#at);
    this.#buffer = rest.length > 0 ? Buffer.concat([rest, next.value]) : Buffer.from(next.value);
    this.#at = 0;
    return true;
  }
}

function faultOf(
  size: number,
  deepest: number,
  limit: { bytes: number; depth: number },
): string | null {
  if (deepest > limit.depth) return `nested deeper than ${limit.depth} levels`;
  return size > limit.bytes ? `longer than ${limit.bytes} bytes` : null;
}

interface WalkState {
  depth: number;
  deepest: number;
  inString: boolean;
  escaped: boolean;
}

/** Go on with a value from `at`; gives where it ends, or -1 where the buffer ends first. */
function walk(buffer: Buffer, from: number, state: WalkState): number {
  let at = from;
  while (at < buffer.length) {
    if (state.inString) {
      at = stringEnd(buffer, at, state);
      if (state.inString) return -1;
      if (state.depth === 0) return at;
      continue;
    }
    const byte = buffer[at] ?? 0;
    if (state.depth === 0 && endsScalar(byte)) return at;
    at++;
    if (byte === 0x22) state.inString = true;
    else if (steps[byte]) {
      state.depth += steps[byte];
      state.deepest = Math.max(state.deepest, state.depth);
      if (state.depth === 0) return at;
    }
  }
  return -1;
}

/** Brackets open and close. */
const steps = new Int8Array(256);
for (const open of '{[') steps[open.charCodeAt(0)] = 1;
for (const close of '}]') steps[close.charCodeAt(0)] = -1;

/** A comma, colon, white space or closing bracket, which ends a number or word. */
const endsScalar = (byte: number): boolean =>
  byte === 0x2c || byte === 0x3a || byte === 0x7d || byte === 0x5d || space(byte);

/** Past the closing quote, or the end of the buffer. */
function stringEnd(buffer: Buffer, from: number, state: WalkState): number {
  let at = from;
  for (; at < buffer.length; at++) {
    const byte = buffer[at];
    if (state.escaped) state.escaped = false;
    else if (byte === 0x5c) state.escaped = true;
    else if (byte === 0x22) {
      state.inString = false;
      return at + 1;
    }
  }
  return at;
}
