/** A table in an answer of Kusto (`Columns`, `Rows`), Log Analytics or Huntbook (`columns`, `rows`). */
interface AnswerTable {
  name: string;
  columns: { name: string; type: string }[];
  rows: unknown[];
}

const looks =
  /^\s*\{\s*"(tables|Tables|columns|Columns|TableName|FrameType|TableId|TableKind|name)"\s*:/;

/** Whether a document may be an answer; `tableRows` has the last word. */
export function isAnswer(bytes: Buffer): boolean {
  return looks.test(bytes.subarray(0, 200).toString('latin1'));
}

/**
 * The rows of an answer as JSON objects; the document itself where it is none. Of an answer with several
 * tables the first is the one that was asked for; `notes` says what was left out.
 */
export function tableRows(bytes: Buffer, notes: string[]): Buffer[] {
  let document: unknown;
  try {
    document = JSON.parse(exactNumbers(bytes.toString('utf8')));
  } catch {
    return [bytes];
  }
  const found = tablesOf(document);
  const [first] = found;
  if (!first) return isFrame(document) ? [] : [bytes];
  if (found.length > 1)
    notes.push(
      `The answer has ${found.length} tables; only "${first.name}", the first, holds rows that were asked for.`,
    );
  return first.rows.flatMap((row) => (Array.isArray(row) ? [rowObject(first, row)] : []));
}

/** Numbers that a double would round, kept as marked texts until they are written again. */
const marked = '\u0001number:';
function exactNumbers(text: string): string {
  return text.replace(
    /"(?:[^"\\]|\\.)*"|-?\d{16,}(?:\.\d+)?(?:[eE][-+]?\d+)?|-?\d+\.\d{16,}(?:[eE][-+]?\d+)?/g,
    (token) => (token.startsWith('"') ? token : `"\\u0001number:${token}"`),
  );
}

function rowObject(table: AnswerTable, row: readonly unknown[]): Buffer {
  const members = table.columns.map(({ name, type }, at) => {
    return `${JSON.stringify(name)}:${cell(row[at] ?? null, type)}`;
  });
  return Buffer.from(`{${members.join(',')}}`);
}

function cell(value: unknown, type: string): string {
  const kind = type.toLowerCase();
  if (/^(bool|boolean|sbyte)$/.test(kind) && (value === 0 || value === 1))
    return value === 1 ? 'true' : 'false';
  if (/^(dynamic|object)$/.test(kind) && typeof value === 'string' && /^[[{]/.test(value))
    try {
      JSON.parse(value);
      return value;
    } catch {
      return JSON.stringify(value);
    }
  return JSON.stringify(value).replace(/"\\u0001number:([^"]+)"/g, '$1');
}

function tablesOf(document: unknown): AnswerTable[] {
  if (!isObject(document)) return [];
  const inside = document['tables'] ?? document['Tables'];
  if (Array.isArray(inside)) return inside.flatMap(tablesOf);
  const columns = document['columns'] ?? document['Columns'];
  const rows = document['rows'] ?? document['Rows'];
  if (!Array.isArray(columns) || !Array.isArray(rows)) return [];
  const name = text(document['name'] ?? document['TableName']) ?? 'table';
  if (name.startsWith('@') || name === 'QueryCompletionInformation') return [];
  const named = columns.map((column: unknown) => {
    const of = isObject(column) ? column : {};
    return {
      name: text(of['name'] ?? of['ColumnName']),
      type: text(of['type'] ?? of['ColumnType'] ?? of['DataType']) ?? '',
    };
  });
  if (!named.every((column) => column.name !== null)) return [];
  return [{ name, rows, columns: named.map(({ name, type }) => ({ name: name ?? '', type })) }];
}

/** A frame of a streamed answer that holds no rows which were asked for. */
const isFrame = (document: unknown): boolean => isObject(document) && 'FrameType' in document;

const isObject = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const text = (value: unknown): string | null =>
  typeof value === 'string' && !value.startsWith(marked) ? value : null;
