import { isUtf8 } from 'node:buffer';
import { createReadStream, createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { UnparsedRow } from '../engine/index.ts';
import { jsonDepth } from './json-depth.ts';
import { splitLines } from './split-lines.ts';

interface RepairOptions {
  /** Where the lines that are JSON objects go. */
  path: string;
  lineBytes: number;
  depth: number;
  unparsed(rows: readonly UnparsedRow[]): Promise<void>;
  signal: AbortSignal;
}

/** Copy the lines that are JSON objects, and report the others with their numbers and reasons. */
export async function repairLines(from: string, options: RepairOptions): Promise<void> {
  const out = createWriteStream(options.path);
  const done = finished(out);
  done.catch(() => {});
  const lines = splitLines(createReadStream(from, { highWaterMark: 2 ** 20 }), options.lineBytes);
  for await (const block of lines) {
    options.signal.throwIfAborted();
    const bad: UnparsedRow[] = [];
    const good: Buffer[] = [];
    for (const line of block) {
      const bytes = line.number === 1 ? withoutMark(line.bytes) : line.bytes;
      if (isBlank(bytes)) continue;
      const reason = line.tooLong
        ? `longer than ${options.lineBytes} bytes`
        : fault(bytes, options);
      if (reason === null) good.push(mended(bytes), newline);
      else
        bad.push({ line: line.number, reason, text: bytes.subarray(0, 65_536).toString('utf8') });
    }
    if (good.length > 0 && !out.write(Buffer.concat(good)))
      await new Promise<void>((resolve) => out.once('drain', resolve));
    await options.unparsed(bad);
  }
  out.end();
  await done;
}

const newline = Buffer.from('\n');

function fault(bytes: Buffer, { depth }: RepairOptions): string | null {
  if (!isUtf8(bytes)) return 'not UTF-8';
  if (jsonDepth(bytes, depth) > depth) return `nested deeper than ${depth} levels`;
  try {
    const value: unknown = JSON.parse(bytes.toString('utf8'));
    if (typeof value === 'object' && value !== null && !Array.isArray(value)) return null;
    return 'not a JSON object';
  } catch (error) {
    return `not JSON: ${error instanceof Error ? error.message.replace(/ in JSON.*| is not valid JSON.*/s, '') : ''}`.slice(
      0,
      200,
    );
  }
}

/** DuckDB refuses half of a surrogate pair in an escape, which JavaScript and PowerShell write. */
function mended(bytes: Buffer): Buffer {
  if (!bytes.includes('\\ud') && !bytes.includes('\\uD')) return bytes;
  const pairs =
    /(\\\\)|(\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2})|\\u[dD][89a-fA-F][0-9a-fA-F]{2}/g;
  const text = bytes.toString('utf8');
  return Buffer.from(text.replace(pairs, (_, escaped, pair) => escaped ?? pair ?? '\\ufffd'));
}

const isBlank = (bytes: Buffer): boolean =>
  bytes.every((byte) => byte === 32 || byte === 9 || byte === 13);

const withoutMark = (bytes: Buffer): Buffer =>
  bytes[0] === 0xef && bytes[1] === 0xbb && bytes[2] === 0xbf ? bytes.subarray(3) : bytes;
