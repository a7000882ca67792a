import { hash } from 'node:crypto';
import { archiveMembers, type UnpackBudget, UnpackFault } from './archive.ts';
import { printableBytes, textOfBytes } from './bytes-text.ts';
import { fileType } from './file-type.ts';

/** One thing that was encoded: a text, a file, or a file of an archive. */
export interface Base64Part {
  /** What it was found in, its depth, and its number there, as MSTICPy has it: `["1.", "2.", "1"]`. */
  readonly reference: readonly [within: string, depth: string, index: string];
  /** 1 for what stood in the text itself. */
  readonly depth: number;
  /** The Base64 text, as it stood there. */
  readonly original: string;
  /** The name in its archive; `unknown` for what was in none. */
  readonly fileName: string;
  /** `exe`, `zip`, `gz` …; the archive's type for a file out of one; empty where none is known. */
  readonly fileType: string;
  /** Null for what is no text. */
  readonly decoded: string | null;
  readonly encoding: 'utf-8' | 'utf-16' | 'binary';
  readonly sizeBytes: number;
  readonly md5: string;
  readonly sha1: string;
  readonly sha256: string;
  /** Its bytes in hex, of a large part the first 65,536. */
  readonly printable: string;
  /** Why it is not all there; empty where it is. */
  readonly problem: string;
}

/** What was encoded in a text. */
export interface Base64Unpacked {
  /** The text with what was decoded in place of the Base64. */
  readonly output: string;
  readonly parts: readonly Base64Part[];
}

/** How Base64 is unpacked. */
export interface Base64Options {
  /** Read parts as UTF-16 wherever they can be. */
  readonly utf16?: boolean;
}

const shortest = 30;
const deepest = 20;
const mostParts = 500;
const mostBytes = 4 * 1024 * 1024;
const mostPrinted = 65_536;

/** 1 for the letters of Base64, 2 for line ends, which it may contain. */
const letters = new Uint8Array(128);
for (const c of 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/')
  letters[c.charCodeAt(0)] = 1;
letters[10] = 2;
letters[13] = 2;

function isLetter(code: number): boolean {
  return code < 128 && letters[code] !== 0;
}

/** Start and end of each run of 30 or more letters of Base64, with its padding. Most of a text is never looked at. */
function base64Runs(text: string): [start: number, end: number][] {
  const found: [number, number][] = [];
  let from = 0;
  for (let i = shortest - 1; i < text.length; ) {
    if (!isLetter(text.charCodeAt(i))) {
      from = i + 1;
      i += shortest;
      continue;
    }
    let start = i;
    while (start > from && isLetter(text.charCodeAt(start - 1))) start--;
    if (i - start + 1 < shortest) {
      from = start;
      i = start + shortest - 1;
      continue;
    }
    let end = i + 1;
    while (end < text.length && isLetter(text.charCodeAt(end))) end++;
    for (let pads = 0; pads < 2 && text.charCodeAt(end) === 61; pads++) end++;
    found.push([start, end]);
    from = end;
    i = end + shortest - 1;
  }
  return found;
}

/** The bytes of a run; null where its padding is wrong or nothing is in it. */
function bytesOf(run: string): Buffer | null {
  let count = 0;
  let pads = 0;
  for (let i = 0; i < run.length; i++) {
    const code = run.charCodeAt(i);
    if (code === 61) pads++;
    else if (letters[code] === 1) count++;
  }
  const rest = count % 4;
  if (count === 0 || rest === 1 || (rest > 1 && rest + pads < 4)) return null;
  return Buffer.from(run, 'base64');
}

interface Found {
  readonly display: string;
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly fileName: string;
  readonly fileType: string;
  readonly problem: string;
}

/** What the bytes are: themselves, or the files of the archive that they are. */
function filesOf(bytes: Uint8Array, budget: UnpackBudget): Found[] {
  const type = fileType(bytes);
  let problem = type === 'zip (pwd protected)' ? 'It is encrypted.' : '';
  try {
    const members = archiveMembers(bytes, type, budget) ?? [];
    if (members.length > 0)
      return members.map((member) => {
        const name = `[${type}] Filename: ${member.name}`;
        return {
          display: type,
          name,
          bytes: member.bytes,
          fileName: member.name,
          fileType: type,
          problem,
        };
      });
  } catch (error) {
    if (!(error instanceof UnpackFault)) throw error;
    problem = error.message;
  }
  const display = type || 'None';
  return [{ display, name: `[${display}]`, bytes, fileName: 'unknown', fileType: type, problem }];
}

class Unpacking {
  readonly parts: Base64Part[] = [];
  readonly budget: UnpackBudget = { bytes: mostBytes, parts: mostParts };
  readonly #utf16: boolean;
  /** What the same Base64 gave at the same depth before. */
  readonly #known = new Map<string, string | null>();

  constructor(utf16: boolean) {
    this.#utf16 = utf16;
  }

  /** Bytes that were decoded already: themselves, or the files of the archive that they are. */
  bytes(bytes: Uint8Array): void {
    this.budget.bytes -= bytes.length;
    for (const file of filesOf(bytes, this.budget)) this.#part(file, '', ['', '1.', '1'], 1);
  }

  /** The text with its Base64 replaced; runs are numbered within `prefix`. */
  level(text: string, prefix: string, depth: number, counter: { runs: number }): string {
    if (depth > deepest + 1) return text;
    let output = '';
    let done = 0;
    for (const [start, end] of base64Runs(text)) {
      const run = text.slice(start, end);
      const key = `${depth} ${run}`;
      let shown = this.#known.get(key);
      if (shown === undefined) {
        if (this.budget.parts <= 0 || this.budget.bytes <= 0) break;
        counter.runs++;
        shown = this.#run(run, prefix, depth, counter.runs);
        this.#known.set(key, shown);
      }
      if (shown === null) continue;
      output += text.slice(done, start) + shown;
      done = end;
    }
    return done === 0 ? text : output + text.slice(done);
  }

  #run(run: string, prefix: string, depth: number, number: number): string | null {
    const bytes = bytesOf(run);
    if (!bytes) return null;
    this.budget.bytes -= bytes.length;
    const files = filesOf(bytes, this.budget);
    const at = `${prefix}${number}`;
    const counter = { runs: 0 };
    const made = files.map((file) =>
      this.#part(file, run, [prefix, `${depth}.`, String(number)], depth),
    );
    const inner = made.map((part, i) => {
      const file = files[i];
      if (!file || !part) return '';
      const many = files.length > 1;
      const index = many ? `${at}.${i + 1}` : at;
      const where = `index='${index}' depth='${many ? depth + 1 : depth}'`;
      if (part.decoded === null)
        return `<decoded value='binary'  name='${file.name}' type='${file.display}' ${where}>${part.printable}</decoded>`;
      const text = this.level(part.decoded, `${at}.`, depth + 1, counter);
      return `<decoded type='string' name='${file.name}' ${where}>${text}</decoded>`;
    });
    if (files.length === 1) return inner[0] ?? null;
    return `<decoded value='multiple binary' type='multiple' index='${at}' depth='${depth}'>${inner.join('')}</decoded>`;
  }

  #part(
    file: Found,
    original: string,
    reference: Base64Part['reference'],
    depth: number,
  ): Base64Part | null {
    if (this.budget.parts-- <= 0) return null;
    const { bytes } = file;
    const { encoding, text } = textOfBytes(bytes, this.#utf16);
    const cut = bytes.length > mostPrinted;
    const part: Base64Part = {
      reference,
      depth,
      original,
      fileName: file.fileName,
      fileType: file.fileType,
      decoded: text,
      encoding,
      sizeBytes: bytes.length,
      md5: hash('md5', bytes),
      sha1: hash('sha1', bytes),
      sha256: hash('sha256', bytes),
      printable: printableBytes(cut ? bytes.subarray(0, mostPrinted) : bytes),
      problem:
        file.problem || (cut ? `Its bytes are shown up to ${mostPrinted} of ${bytes.length}.` : ''),
    };
    this.parts.push(part);
    return part;
  }
}

/**
 * What is encoded in a text as Base64, and in that, and so on; archives are opened.
 *
 * edges: 20 levels, 500 parts and 4 MiB of decoded bytes a text; what is left then stays as it stood. The same Base64
 *   at the same depth is one part.
 * source: msticpy.transform.base64unpack, whose expression finds the candidates: 30 letters or more, rightly padded.
 *   Differs: any tar is opened, not that of mode 777 alone; UTF-16 is recognised; after what was decoded the search
 *   goes on where it ended, so that nothing behind is read from its middle; parts are numbered within the part that
 *   they stood in; what was met in another text is not remembered; a broken archive is a part, no exception.
 */
export function unpackBase64(text: string, options: Base64Options = {}): Base64Unpacked {
  const unpacking = new Unpacking(options.utf16 ?? false);
  const output = unpacking.level(text, '', 1, { runs: 0 });
  return { output, parts: unpacking.parts.toSorted((a, b) => a.depth - b.depth) };
}

/** What bytes are: one part, or the files of the archive that they are, as parts. Bounded as `unpackBase64` is. */
export function unpackBytes(bytes: Uint8Array): readonly Base64Part[] {
  const unpacking = new Unpacking(false);
  unpacking.bytes(bytes);
  return unpacking.parts;
}
