import { type Dialect, parseRecords } from './delimited-text.ts';
import { isVaried, samplePieces } from './sample-file.ts';
import { columnNames } from './table-name.ts';
import { commonKind, kindOf, type TextKind } from './text-kinds.ts';

/** What a sample says of the columns of a delimited file. */
export interface SampledColumns {
  names: string[];
  hasHeader: boolean;
  /** By column; null where the sample had no value. */
  kinds: (TextKind | null)[];
  /** By column: the one value that all rows of the sample have, else null. */
  constants: (string | null)[];
  /** By column: its values hardly repeat. */
  varied: boolean[];
  /** The sample was the whole file. */
  whole: boolean;
}

/** Read the header and a sample spread over the file; null where it has no record. */
export async function sampleColumns(
  path: string,
  dialect: Dialect,
): Promise<SampledColumns | null> {
  const { pieces, whole } = await samplePieces(path);
  const records = pieces.flatMap((piece, at) => {
    const text = at === 0 ? skipLines(piece, dialect.skip) : piece;
    return parseRecords(text, dialect.delimiter, { whole: whole || at > 0 });
  });
  const [header] = records;
  if (!header) return null;
  const rows = records.slice(1).filter((record) => record.length === header.length);
  const kinds = header.map((_, column) => kindOfColumn(rows, column));
  const hasHeader = !header.some((text, column) => {
    const kind = kindOf(text);
    return kind !== 'string' && kind === kinds[column];
  });
  const all = hasHeader ? rows : [header, ...rows];
  return {
    names: columnNames(hasHeader ? header : header.map(() => '')),
    hasHeader,
    kinds: hasHeader ? kinds : header.map((_, column) => kindOfColumn(all, column)),
    constants: header.map((_, column) => constantOf(all, column)),
    varied: header.map((_, column) => isVaried(all.map((row) => row[column] ?? ''))),
    whole,
  };
}

function skipLines(text: string, lines: number): string {
  let rest = text;
  for (let n = 0; n < lines; n++) rest = rest.slice(rest.indexOf('\n') + 1);
  return rest;
}

function kindOfColumn(rows: readonly string[][], column: number): TextKind | null {
  let kind: TextKind | null = null;
  for (const row of rows) {
    const text = row[column];
    if (!text) continue;
    kind = kind === null ? kindOf(text) : commonKind(kind, kindOf(text));
    if (kind === 'string') break;
  }
  return kind;
}

function constantOf(rows: readonly string[][], column: number): string | null {
  const first = rows[0]?.[column];
  return first && rows.every((row) => row[column] === first) ? first : null;
}
