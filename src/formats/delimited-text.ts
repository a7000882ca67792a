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
  let at = start;
  let broken = false;
  for (;;) {
    if (text[at] === '"') {
      let value = '';
      for (;;) {
        const quote = text.indexOf('"', at + 1);
        if (quote < 0)
          return {
            fields: [...fields, text.slice(at)],
            next: text.length,
            ended: false,
            broken: true,
          };
        value += text.slice(at + 1, quote);
        at = quote + 1;
        if (text[at] !== '"') break;
        value += '"';
      }
      fields.push(value);
      const next = text[at];
      if (next !== undefined && next !== delimiter && next !== '\n' && next !== '\r') broken = true;
    } else {
      let end = at;
      while (end < text.length && text[end] !== delimiter && text[end] !== '\n') end++;
      const stop = text[end] === '\n' && text[end - 1] === '\r' && end > at ? end - 1 : end;
      fields.push(text.slice(at, stop));
      at = end;
    }
    while (at < text.length && text[at] !== delimiter && text[at] !== '\n') at++;
    if (at >= text.length) return { fields, next: at, ended: false, broken };
    if (text[at] === '\n') return { fields, next: at + 1, ended: true, broken };
    at++;
  }
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
