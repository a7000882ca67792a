import type { RemotePart, RemoteValue } from './define-provider.ts';
import { parseExactly } from './exact-json.ts';
import { type Http, messageIn } from './http.ts';
import { isRecord, listOf, textOf } from './json-shape.ts';
import { kustoTypeOf, RowReader } from './kusto-values.ts';

type Frame = Readonly<Record<string, unknown>>;

/** The frames of a line: one a line, as was asked for, or all of them on one. Errors: `providers/malformed`. */
export function framesIn(line: string, http: Http): readonly unknown[] {
  const text = line.trim();
  if (text === '' || text === '[' || text === ']') return [];
  const isWhole = text.startsWith('[') && text.endsWith(']');
  try {
    if (!isWhole) return [parseExactly(text.replace(/^[[,]\s*/, '').replace(/\}\s*\]$/, '}'))];
    const frames = parseExactly(text);
    return Array.isArray(frames) ? frames : [];
  } catch {
    throw http.malformed('it is not JSON');
  }
}

/** At this level and below a line of the cluster's report tells of a fault; the one after tells of a warning. */
const faultLevel = 2;

/**
 * Puts the frames of an answer together; the rows that were asked for are those of the first primary result. Of a progressive
 * answer, whose later frames may replace what earlier ones gave, rows are only given when its table is complete.
 */
export class Frames {
  readonly #http: Http;
  #table: unknown = null;
  #reader: RowReader | null = null;
  #complete = false;
  #given = 0;
  /** Rows that may yet be replaced; null where none may. */
  #held: RemoteValue[][] | null = null;
  readonly #missing: string[] = [];
  readonly #notes: string[] = [];

  constructor(http: Http) {
    this.#http = http;
  }

  get begun(): boolean {
    return this.#reader !== null;
  }

  /** The rows that a frame makes sure of. Errors: `providers/malformed`, and those of an answer that is nothing but a fault. */
  take(frame: unknown): RemotePart | null {
    if (!isRecord(frame)) return null;
    this.#faults(frame['OneApiErrors']);
    const isWanted = this.#reader !== null && frame['TableId'] === this.#table;
    switch (frame['FrameType']) {
      case 'DataSetHeader':
        if (frame['IsProgressive'] === true) this.#held = [];
        return null;
      case 'DataTable':
      case 'TableHeader':
        if (frame['TableKind'] === 'PrimaryResult') return this.#begin(frame);
        if (frame['TableKind'] === 'QueryCompletionInformation') this.#report(frame);
        return null;
      case 'TableFragment':
        return isWanted ? this.#fragment(frame) : null;
      case 'TableCompletion':
        return isWanted ? this.#end(frame['RowCount']) : null;
      case 'DataSetCompletion':
        return this.#finish(frame);
      default:
        if (isRecord(frame['error'])) throw this.#refusal(frame['error']);
        return null;
    }
  }

  /** What is said of the whole, once there are no more frames. */
  end(): RemotePart {
    const reader = this.#reader;
    const rows = this.#release();
    if (!this.#complete) this.#missing.push('The answer ended without saying that it was whole.');
    const missing = [...new Set([...this.#missing, ...(reader?.missing ?? [])])];
    return { columns: reader?.columns ?? [], rows, missing, notes: this.#notes };
  }

  #begin(frame: Frame): RemotePart | null {
    if (this.#reader) {
      const note = 'The query gave more tables than one; only the first was taken.';
      if (!this.#notes.includes(note)) this.#notes.push(note);
      return null;
    }
    this.#table = frame['TableId'];
    const columns = listOf(frame, 'Columns').flatMap((column) => {
      const name = textOf(column, 'ColumnName');
      const type = textOf(column, 'ColumnType') ?? textOf(column, 'DataType');
      return name === null ? [] : [{ name, type: kustoTypeOf(type) }];
    });
    this.#reader = new RowReader(columns);
    // A table in one frame is complete, also within a progressive answer.
    if (frame['FrameType'] === 'DataTable') this.#held = null;
    return this.#add(listOf(frame, 'Rows'));
  }

  #fragment(frame: Frame): RemotePart {
    if (frame['TableFragmentType'] === 'DataReplace') {
      if (this.#held === null && this.#given > 0)
        throw this.#http.malformed('it takes back rows that it had given');
      this.#held = this.#held === null ? null : [];
    }
    return this.#add(listOf(frame, 'Rows'));
  }

  #add(rows: readonly unknown[]): RemotePart {
    const reader = this.#reader ?? new RowReader([]);
    // A fault in the middle of the rows stands among them.
    for (const row of rows) if (isRecord(row)) this.#faults(row['OneApiErrors']);
    const read = reader.rows(rows.filter((row) => !isRecord(row)));
    if (this.#held === null) {
      this.#given += read.length;
      return { columns: reader.columns, rows: read };
    }
    for (const row of read) this.#held.push(row);
    return { columns: reader.columns, rows: [] };
  }

  #end(count: unknown): RemotePart {
    const rows = this.#release();
    if (typeof count === 'number' && count !== this.#given && this.#missing.length === 0)
      this.#missing.push(`The cluster counts ${count} rows, and gave ${this.#given}.`);
    return { columns: this.#reader?.columns ?? [], rows };
  }

  #release(): RemoteValue[][] {
    const rows = this.#held ?? [];
    this.#held = null;
    this.#given += rows.length;
    return rows;
  }

  #finish(frame: Frame): null {
    this.#complete = true;
    if (frame['Cancelled'] === true) this.#missing.push('The query was cancelled on the cluster.');
    if (frame['HasErrors'] === true && this.#missing.length === 0)
      this.#missing.push('The cluster says that the answer has errors.');
    return null;
  }

  /** What the cluster reports of the run: faults of parts of it, and warnings. */
  #report(frame: Frame): void {
    const names = listOf(frame, 'Columns').map((column) => textOf(column, 'ColumnName'));
    const [level, payload] = [names.indexOf('Level'), names.indexOf('Payload')];
    for (const row of listOf(frame, 'Rows').slice(0, 100)) {
      if (!Array.isArray(row) || typeof row[level] !== 'number' || row[level] > faultLevel + 1)
        continue;
      const said = payloadText(row[payload]);
      if (row[level] <= faultLevel) this.#missing.push(`The cluster reports a fault: ${said}`);
      else this.#notes.push(`The cluster warns: ${said}`);
    }
  }

  #faults(errors: unknown): void {
    for (const error of Array.isArray(errors) ? errors.slice(0, 5) : [])
      this.#missing.push(
        `The cluster gave a part only: ${messageIn(error, 0)?.slice(0, 400) ?? 'it does not say why'}`,
      );
  }

  /** A fault that came after the status had been sent: the answer is nothing else. */
  #refusal(error: Frame): Error {
    return this.#http.fault(error['@permanent'] === true ? 400 : 500, JSON.stringify({ error }));
  }
}

/** A report is JSON with a text, or a text. */
function payloadText(payload: unknown): string {
  let said: unknown = payload;
  try {
    if (typeof payload === 'string') said = JSON.parse(payload);
  } catch {
    // It is a text.
  }
  const text = textOf(said, 'Text') ?? (typeof payload === 'string' ? payload : '');
  return text.slice(0, 400) || 'it does not say which';
}
