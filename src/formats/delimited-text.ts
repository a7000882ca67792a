/** How a delimited file is written. */
export interface Dialect {
  delimiter: string;
  /** Lines before the header, such as Excel's `sep=;`. */
  skip: number;
}

/**
 * The records of a delimited text, quotes and quoted newlines as in RFC 4180; the last record counts only if
 * `whole` or it ends in a newline. Stops after `limit` records.
 */
export function parseRecords(
  text: string,
  delimiter: string,
  options: { whole: boolean; limit?: number } = { whole: true },
): string[][] {
  const records: string[][] = [];
  const limit = options.limit ?? Number.POSITIVE_INFINITY;
  let at = 0;
  while (at < text.length && records.length < limit) {
    const parsed = parseRecord(text, at, delimiter);
    if (!parsed.ended && !options.whole) break;
    at = parsed.next;
    if (parsed.fields.length > 1 || parsed.fields[0] !== '') records.push(parsed.fields);
  }
  return records;
}

interface ParsedRecord {
  fields: string[];
  next: number;
  /** A newline was seen. */
  ended: boolean;
  /** A quote was left open or followed by something else than a delimiter. */
  broken: boolean;
}

/** One record from `start` on. */
export function parseRecord(text: string, start: number, delimiter: string): ParsedRecord {
  const fields: string[] = [];
  let broken = false;
  let at = start;
  for (;;) {
    const field = text[at] === '"' ? quotedField(text, at) : plainField(text, at, delimiter);
    fields.push(field.value);
    at = field.end;
    if (field.open) return { fields, next: text.length, ended: false, broken: true };
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') {
      if (text[at] !== '\r') broken = true;
      at++;
    }
    if (at >= text.length) return { fields, next: at, ended: false, broken };
    if (text[at] === '\n') return { fields, next: at + 1, ended: true, broken };
    at++;
  }
}

interface Field {
  value: string;
  end: number;
  /** The closing quote is missing. */
  open: boolean;
}

function quotedField(text: string, start: number): Field {
  let value = '';
  let at = start;
  for (;;) {
    const quote = text.indexOf('"', at + 1);
    if (quote < 0) return { value: text.slice(start), end: text.length, open: true };
    value += text.slice(at + 1, quote);
    at = quote + 1;
    if (text[at] !== '"') return { value, end: at, open: false };
    value += '"';
  }
}

function plainField(text: string, start: number, delimiter: string): Field {
  let end = start;
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
  const carriage = text[end] === '\n' && end > start && text[end - 1] === '\r';
  return { value: text.slice(start, carriage ? end - 1 : end), end, open: false };
}

const delimiters: readonly string[] = [',', '\t', ';', '|'];

/** A dialect with how sure we are of it, from 0 to 1: the share of records with as many fields as most. */
export interface DialectGuess extends Dialect {
  fields: number;
  records: number;
  agreement: number;
}

/** The dialect under which the records agree best about their number of fields. */
export function guessDialect(text: string, whole: boolean): DialectGuess {
  const marked = /^sep=(.)\r?\n/i.exec(text);
  const body = marked ? text.slice(marked[0].length) : text;
  const skip = marked ? 1 : 0;
  const choices = marked?.[1] ? [marked[1]] : delimiters;
  let best: DialectGuess | null = null;
  for (const delimiter of choices) {
    const records = parseRecords(body, delimiter, { whole, limit: 200 });
    const header = records[0]?.length ?? 0;
    const agreeing = records.filter((record) => record.length === header).length;
    const guess = {
      delimiter,
      skip,
      fields: header,
      records: records.length,
      agreement: records.length ? agreeing / records.length : 0,
    };
    if (!best || score(guess) > score(best)) best = guess;
  }
  return best ?? { delimiter: ',', skip, fields: 1, records: 0, agreement: 0 };
}

const score = (guess: DialectGuess): number =>
  guess.fields < 2 ? 0 : guess.agreement + Math.min(guess.fields, 50) / 1000;
