import { quoteText } from '../base/index.ts';
import type { CheckedColumn, Source } from './checked-insert.ts';
import type { Input, ReadContext } from './define-format.ts';
import type { JsonSample } from './json-sample.ts';
import type { Shape } from './json-shape.ts';
import { type JsonKey, jsonColumn } from './json-types.ts';
import { columnNames, isTableName, tableName } from './table-name.ts';

/** JSON lines on their way into a table. */
export interface JsonFile {
  input: Input;
  context: ReadContext;
  path: string;
  /** The table, where something better than the file's name is known. */
  table: string | undefined;
}

/** The keys of a shape, those of the sample first and in its order, and the column of each: `c0`, `c1` … */
export function columnsOf(
  shape: Shape,
  sample: JsonSample,
): { keys: JsonKey[]; columns: CheckedColumn[] } {
  const order = new Map([...sample.kinds.keys()].map((key, at) => [key, at]));
  const place = (key: JsonKey): number => order.get(key.key) ?? order.size;
  const keys = [...shape.keys].sort((a, b) => place(a) - place(b));
  const names = columnNames(keys.map(({ key }) => key));
  const columns = keys.map((key, at) => {
    const kind = sample.kinds.get(key.key) ?? (sample.whole ? 'string' : null);
    const column = jsonColumn(key, names[at] ?? key.key, `c${at}`, kind);
    return { ...column, varied: sample.varied.has(key.key) };
  });
  return { keys, columns };
}

/**
 * The name of the table as far as a sample knows it: Log Analytics writes it into each record's `Type`, else
 * the file names it. `typeAt` is the column of which every value must be that name, -1 where none need be.
 */
export function sampledName(
  { input, table }: JsonFile,
  sample: JsonSample,
  keys: readonly JsonKey[],
): { name: string; typeAt: number } {
  const byFile = { name: table ?? tableName(input.baseName), typeAt: -1 };
  const typeAt = keys.findIndex(({ key }) => key === 'Type');
  if (table !== undefined || typeAt < 0) return byFile;
  if (sample.type === null || !isTableName(sample.type)) return byFile;
  if (!keys.some(({ key }) => key === 'TimeGenerated')) return byFile;
  return { name: sample.type, typeAt };
}

/** The name of the table, from all records. */
export async function nameOf(
  file: JsonFile,
  about: { sample: JsonSample; source: Source; keys: readonly JsonKey[] },
): Promise<string> {
  const { sample, source, keys } = about;
  const { name, typeAt } = sampledName(file, sample, keys);
  if (typeAt < 0 || sample.whole) return name;
  const [row] = await file.context.query(
    `SELECT bool_and(c${typeAt} IS NOT DISTINCT FROM ${quoteText(name)}) FROM ${source(keys.map(() => 'VARCHAR'))}`,
  );
  return row?.[0] === true ? name : tableName(file.input.baseName);
}
