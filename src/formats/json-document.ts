import { createWriteStream, type WriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import type { UnparsedRow } from '../engine/index.ts';
import type { Input, ReadContext } from './define-format.ts';
import { damaged } from './file-fault.ts';
import { noRecords, readJsonLines } from './json-lines.ts';
import { JsonScanner, NotJson, type RawValue } from './json-scanner.ts';
import { isAnswer, tableRows } from './kusto-answer.ts';
import { tableName } from './table-name.ts';

/** Members that hold the records of a document which is only a wrapper around them. */
const wrappers: ReadonlySet<string> = new Set([
  'value',
  'Records',
  'records',
  'Events',
  'events',
  'logs',
  'items',
  'results',
  'data',
]);

/** The largest answer of a Kusto cluster is 64 MB. */
const answerBytes = 256 * 2 ** 20;

/**
 * Read JSON that is one document: an array of records, one record, a wrapper around records (`value`,
 * `Records` …), an answer of Kusto or Log Analytics, or several such one after the other. The records go to
 * a scratch file, one a line, byte for byte as they are, and are read as JSON lines.
 */
export async function readJsonDocument(input: Input, context: ReadContext): Promise<void> {
  const path = await context.scratchFile();
  const rows = new RowFile(path);
  const document = new Document(input, context, rows);
  await document.read();
  await rows.close();
  if (document.faults.length > 0)
    await context.table(tableName(input.baseName)).unparsed(document.faults);
  if (rows.count === 0) {
    const [fault] = document.faults;
    throw fault ? damaged(input, 'JSON', fault.reason) : noRecords(input);
  }
  await readJsonLines(input, context, {
    path,
    ...(document.faults.length > 0 ? { table: tableName(input.baseName) } : {}),
  });
  for (const note of document.notes) context.table(tableName(input.baseName)).note(note);
}

/** Takes records and writes them one a line. */
class RowFile {
  count = 0;
  readonly #out: WriteStream;
  readonly #done: Promise<void>;

  constructor(path: string) {
    this.#out = createWriteStream(path);
    this.#done = finished(this.#out);
    this.#done.catch(() => {});
  }

  async add(bytes: Buffer): Promise<void> {
    this.count++;
    const isRecord = bytes[0] === 0x7b;
    // Outside of strings a line break is white space, and inside it is not JSON.
    const line = Buffer.concat(isRecord ? [bytes, end] : [before, bytes, after]);
    for (let at = 0; at < line.length - 1; at++)
      if (line[at] === 10 || line[at] === 13) line[at] = 32;
    if (!this.#out.write(line))
      await new Promise<void>((resolve) => this.#out.once('drain', resolve));
  }

  async close(): Promise<void> {
    this.#out.end();
    await this.#done;
  }
}

const end = Buffer.from('\n');
const before = Buffer.from('{"Value":');
const after = Buffer.from('}\n');

class Document {
  readonly notes: string[] = [];
  readonly faults: UnparsedRow[] = [];
  readonly #context: ReadContext;
  readonly #scanner: JsonScanner;
  readonly #rows: RowFile;
  readonly #limit: { bytes: number; depth: number };

  constructor(input: Input, context: ReadContext, rows: RowFile) {
    this.#context = context;
    this.#scanner = new JsonScanner(withoutMark(input.stream()));
    this.#rows = rows;
    this.#limit = { bytes: context.budget.lineBytes, depth: context.budget.depth };
  }

  async read(): Promise<void> {
    try {
      for (
        let next = await this.#scanner.peek();
        next !== null;
        next = await this.#scanner.peek()
      ) {
        if (next === '[') await this.#array();
        else if (next === '{') await this.#object();
        else await this.#row(await this.#scanner.value(this.#limit));
        await this.#scanner.skip(',');
      }
    } catch (error) {
      if (!(error instanceof NotJson)) throw error;
      this.faults.push({
        line: this.#scanner.line,
        reason: `not JSON: ${error.message}`,
        text: '',
      });
    }
  }

  /** Every element is a record; an answer of Kusto in frames is an array too. */
  async #array(): Promise<void> {
    await this.#scanner.expect('[');
    if (await this.#scanner.skip(']')) return;
    do {
      if ((await this.#scanner.peek()) === ']') break;
      await this.#row(await this.#scanner.value(this.#limit));
    } while (await this.#scanner.skip(','));
    await this.#scanner.expect(']');
  }

  async #row(value: RawValue): Promise<void> {
    this.#context.signal.throwIfAborted();
    if (value.fault)
      this.faults.push({
        line: this.#scanner.line,
        reason: value.fault,
        text: value.bytes.subarray(0, 65_536).toString('utf8'),
      });
    else if (isAnswer(value.bytes))
      for (const row of tableRows(value.bytes, this.notes)) await this.#rows.add(row);
    else await this.#rows.add(value.bytes);
  }

  /** A record, unless one of its members holds the records and the others only tell of them. */
  async #object(): Promise<void> {
    await this.#scanner.expect('{');
    const members: Buffer[] = [];
    let size = 0;
    let unwrapped: string | null = null;
    let onlyPlain = true;
    if (await this.#scanner.skip('}'))
      return await this.#row({ bytes: Buffer.from('{}'), fault: null });
    do {
      const key = await this.#scanner.key();
      const next = await this.#scanner.peek();
      if (next === '[' && onlyPlain && unwrapped === null && wrappers.has(key)) {
        await this.#array();
        unwrapped = key;
        continue;
      }
      const tables = /^(tables|rows)$/i.test(key);
      const value = await this.#scanner.value(
        tables ? { ...this.#limit, bytes: answerBytes } : this.#limit,
      );
      if (next === '{' || next === '[') onlyPlain &&= key === 'columns' || key === 'Columns';
      if (value.fault) return await this.#row(value);
      members.push(
        Buffer.from(`${members.length > 0 ? ',' : ''}${JSON.stringify(key)}:`),
        value.bytes,
      );
      size += value.bytes.length;
    } while (await this.#scanner.skip(','));
    await this.#scanner.expect('}');
    if (unwrapped !== null) return;
    const fault = size > answerBytes ? `longer than ${answerBytes} bytes` : null;
    await this.#row({
      bytes: Buffer.concat([Buffer.from('{'), ...members, Buffer.from('}')]),
      fault,
    });
  }
}

async function* withoutMark(chunks: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  let first = true;
  for await (const chunk of chunks) {
    const marked = first && chunk[0] === 0xef && chunk[1] === 0xbb && chunk[2] === 0xbf;
    first = false;
    yield marked ? chunk.subarray(3) : chunk;
  }
}
