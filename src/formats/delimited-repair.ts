import { isUtf8 } from 'node:buffer';
import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { UnparsedRow } from '../engine/index.ts';
import type { Input } from './define-format.ts';
import { type Dialect, parseRecord } from './delimited-text.ts';

/** A quoted field with more lines than this counts as a quote left open. */
const maxRecordLines = 1000;

interface RepairOptions {
  dialect: Dialect;
  /** Fields that a record must have. */
  fields: number;
  lineBytes: number;
  /** Where the records that are whole go. */
  path: string;
  unparsed(rows: readonly UnparsedRow[]): Promise<void>;
  signal: AbortSignal;
}

/**
 * Copy the records that are whole, header first, to a file, and report the others line by line: a quote left
 * open then costs its own line and not all up to the next quote. One pass; memory of one record.
 */
export async function repairDelimited(input: Input, options: RepairOptions): Promise<void> {
  const out = createWriteStream(options.path);
  const done = finished(out);
  done.catch(() => {});
  const bad: UnparsedRow[] = [];
  const state = { text: '', line: 1 + options.dialect.skip, skip: options.dialect.skip };
  const drain = async (last: boolean): Promise<void> => {
    const good = takeRecords(state, { ...options, last, bad });
    if (good !== '' && !out.write(good, 'latin1'))
      await new Promise<void>((resolve) => out.once('drain', resolve));
    if (bad.length > 0) await options.unparsed(bad.splice(0));
  };
  for await (const chunk of input.stream()) {
    options.signal.throwIfAborted();
    state.text += Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength).toString('latin1');
    if (state.text.length > 4 * 2 ** 20) await drain(false);
  }
  await drain(true);
  out.end();
  await done;
}

interface RepairState {
  /** What is not yet dealt with, one character a byte. */
  text: string;
  line: number;
  skip: number;
}

function takeRecords(
  state: RepairState,
  options: RepairOptions & { last: boolean; bad: UnparsedRow[] },
): string {
  const { dialect, fields, lineBytes, last, bad } = options;
  const good: string[] = [];
  let at = state.line === 1 + dialect.skip && state.text.startsWith('\xef\xbb\xbf') ? 3 : 0;
  for (; state.skip > 0; state.skip--) at = state.text.indexOf('\n', at) + 1;
  while (at < state.text.length) {
    const lineEnd = state.text.indexOf('\n', at);
    const end = lineEnd < 0 ? state.text.length : lineEnd + 1;
    if (lineEnd < 0 && !last && state.text.length - at <= lineBytes) break;
    const record = parseRecord(state.text, at, dialect.delimiter);
    const text = state.text.slice(at, record.next);
    const lines = text.split('\n').length - (record.ended ? 1 : 0);
    const open = !record.ended && !last;
    if (open && lines <= maxRecordLines && text.length <= lineBytes) break;
    const reason = faultOf(record, { fields, lineBytes, lines, text });
    if (reason === null) {
      good.push(text);
      state.line += lines;
      at = record.next;
    } else if (text.trim() === '') {
      state.line += 1;
      at = end;
    } else {
      const line = state.text.slice(at, end).replace(/\r?\n$/, '');
      bad.push({ line: state.line, reason, text: Buffer.from(line, 'latin1').toString('utf8') });
      state.line += 1;
      at = end;
    }
  }
  state.text = state.text.slice(at);
  return good.join('');
}

function faultOf(
  record: ReturnType<typeof parseRecord>,
  about: { fields: number; lineBytes: number; lines: number; text: string },
): string | null {
  if (about.text.length > about.lineBytes) return `longer than ${about.lineBytes} bytes`;
  if (record.broken || about.lines > maxRecordLines) return 'a quote is not closed';
  if (record.fields.length !== about.fields)
    return `expected ${about.fields} fields, found ${record.fields.length}`;
  if (/[\x80-\xff]/.test(about.text) && !isUtf8(Buffer.from(about.text, 'latin1')))
    return 'not UTF-8';
  return null;
}
