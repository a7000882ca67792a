const quote = 34;

/**
 * The values of a row. Where a plain cut at the separator does not give `count` values, quotes are heeded, inside which
 * the separator may stand and `""` is a quote; null where that does not give `count` values either.
 */
export function splitW3cRow(line: string, separator: string, count: number): string[] | null {
  const trimmed = separator === ' ' ? line.trimEnd() : line;
  // Runs of blanks stand between values where a program aligns them; commas stand inside quotes.
  const mayBePlain = !trimmed.includes(separator === ' ' ? '  ' : separator === ',' ? '"' : '\0');
  const plain = mayBePlain ? trimmed.split(separator, count + 1) : [];
  if (plain.length === count) return plain;
  const values: string[] = [];
  let pos = 0;
  while (pos <= trimmed.length && values.length <= count) {
    const quoted = trimmed.charCodeAt(pos) === quote;
    const stop = quoted ? quotedEnd(trimmed, pos) : endAt(trimmed, separator, pos);
    if (stop < 0 || (stop < trimmed.length && trimmed[stop] !== separator)) return null;
    values.push(
      quoted ? trimmed.slice(pos + 1, stop - 1).replaceAll('""', '"') : trimmed.slice(pos, stop),
    );
    pos = stop + 1;
    while (separator === ' ' && trimmed[pos] === ' ') pos++;
  }
  return values.length === count ? values : null;
}

function endAt(line: string, separator: string, start: number): number {
  const at = line.indexOf(separator, start);
  return at < 0 ? line.length : at;
}

/** The position after the closing quote, or -1. */
function quotedEnd(line: string, start: number): number {
  for (let pos = start + 1; pos < line.length; pos++) {
    if (line.charCodeAt(pos) !== quote) continue;
    if (line.charCodeAt(pos + 1) !== quote) return pos + 1;
    pos++;
  }
  return -1;
}

/** What separates the fields that a `#Fields:` line names. */
export function w3cSeparator(fields: string): string {
  if (fields.includes('\t')) return '\t';
  return fields.includes(',') && !fields.includes(' ') ? ',' : ' ';
}
