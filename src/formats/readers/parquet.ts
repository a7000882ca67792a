import { realpath, stat } from 'node:fs/promises';
import { type KustoType, quoteName, quoteText } from '../../base/index.ts';
import type { StandingColumn } from '../../engine/index.ts';
import { defineFormat, type Format, type Input, type ReadContext } from '../define-format.ts';
import { damaged, readingFile } from '../file-fault.ts';
import { hiveColumns, hivePath } from '../hive-path.ts';
import { parquetExample } from '../parquet-example.ts';
import { columnNames, tableName } from '../table-name.ts';

/** How a column is read: its Kusto type and the SQL over its name. */
interface Mapping {
  type: KustoType;
  sql(column: string): string;
  zoneStated?: boolean;
  note?: string;
}

const as = (type: KustoType, sql: (column: string) => string = (c) => c): Mapping => ({
  type,
  sql,
});
const text = (c: string): string => `CAST(${c} AS VARCHAR)`;
const stamp = (c: string): string => `CAST(${c} AS TIMESTAMP)`;
const json = (c: string): string => `CAST(to_json(${c}) AS JSON)`;

const plain: ReadonlyMap<string, Mapping> = new Map([
  ['BOOLEAN', as('bool')],
  ...['TINYINT', 'SMALLINT', 'INTEGER', 'UTINYINT', 'USMALLINT'].map((name): [string, Mapping] => [
    name,
    as('int', (c) => `CAST(${c} AS INTEGER)`),
  ]),
  ...['BIGINT', 'UINTEGER'].map((name): [string, Mapping] => [
    name,
    as('long', (c) => `CAST(${c} AS BIGINT)`),
  ]),
  ['FLOAT', as('real', (c) => `CAST(CAST(${c} AS VARCHAR) AS DOUBLE)`)],
  ['DOUBLE', as('real')],
  ['VARCHAR', as('string')],
  ['UUID', as('guid')],
  ['JSON', as('dynamic')],
  ...['DATE', 'TIMESTAMP', 'TIMESTAMP_S', 'TIMESTAMP_MS', 'TIMESTAMP_NS'].map(
    (name): [string, Mapping] => [name, { ...as('datetime', stamp), zoneStated: false }],
  ),
  [
    'TIMESTAMP WITH TIME ZONE',
    { ...as('datetime', (c) => `make_timestamp(epoch_us(${c}))`), zoneStated: true },
  ],
  ['TIME', as('timespan', (c) => `(date_part('epoch_us', ${c}) * 10)`)],
  [
    'BLOB',
    {
      ...as('string', (c) => `to_base64(${c})`),
      note: 'holds bytes; they are shown as base64',
    },
  ],
] satisfies [string, Mapping][]);

function mapped(type: string): Mapping {
  const known = plain.get(type);
  if (known) return known;
  const decimal = /^DECIMAL\((\d+),(\d+)\)$/.exec(type);
  if (decimal && Number(decimal[2]) <= 10 && Number(decimal[1]) - Number(decimal[2]) <= 28)
    return as('decimal', (c) => `CAST(${c} AS DECIMAL(38,10))`);
  if (/^(STRUCT|MAP)\(|\[\d*\]$/.test(type)) return as('dynamic', json);
  return as('string', text);
}

/** Unsigned and huge integers are long where all values are, else decimal or text: never rounded. */
async function mapInteger(
  context: ReadContext,
  type: string,
  column: string,
  from: string,
): Promise<Mapping> {
  const [row] = await context.query(
    `SELECT TRY_CAST(min(${column}) AS BIGINT) IS NOT NULL AND TRY_CAST(max(${column}) AS BIGINT) IS NOT NULL OR max(${column}) IS NULL FROM ${from}`,
  );
  if (row?.[0] !== false) return as('long', (c) => `CAST(${c} AS BIGINT)`);
  return type === 'UBIGINT'
    ? as('decimal', (c) => `CAST(${c} AS DECIMAL(38,10))`)
    : as('string', text);
}

/** The names of the top-level columns as the file spells them. */
async function originalNames(context: ReadContext, path: string): Promise<string[]> {
  const rows = await context.query(
    `SELECT name, coalesce(num_children, 0) FROM parquet_schema(${path})`,
  );
  const names: string[] = [];
  let inside = 0;
  for (const [name, children] of rows.slice(1)) {
    if (inside > 0) inside--;
    else names.push(String(name));
    inside += Number(children);
  }
  return names;
}

/** From this size on it takes longer to copy the rows than to ask for them where they are. */
const standingBytes = 32 * 2 ** 20;

async function read(input: Input, context: ReadContext): Promise<void> {
  // DuckDB compares real paths when it checks what it may open.
  const file = input.own ? await realpath(await input.path()) : await input.path();
  const path = quoteText(file);
  // DuckDB would add columns by the path of its own accord, and guess their types.
  const from = `read_parquet(${path}, hive_partitioning = false)`;
  const described = await context.query(`DESCRIBE SELECT * FROM ${from}`);
  const original = await originalNames(context, path);
  if (original.length !== described.length)
    throw damaged(input, 'Parquet', 'its schema does not match its columns');
  const names = columnNames(original);
  const hive = hivePath(input.name);
  const sink = context.table(hive?.table ?? tableName(input.baseName));
  const columns: StandingColumn[] = [];
  for (const [at, [inFile, type]] of described.entries()) {
    const name = names[at] ?? String(inFile);
    const column = quoteName(String(inFile));
    const mapping = ['UBIGINT', 'HUGEINT', 'UHUGEINT'].includes(String(type))
      ? await mapInteger(context, String(type), column, from)
      : mapped(String(type));
    columns.push({ name, type: mapping.type, from: column, sql: mapping.sql });
    if (mapping.zoneStated !== undefined) sink.zone(name, mapping.zoneStated);
    if (mapping.note) sink.note(`Column "${name}" ${mapping.note}.`);
  }
  for (const { name, type, sql, zoneStated } of hive
    ? await hiveColumns(hive, names, path, context)
    : []) {
    columns.push({ name, type, from: '', sql: () => sql });
    if (type === 'datetime') sink.zone(name, zoneStated);
  }
  if (input.own && input.sizeBytes >= standingBytes) {
    const { size, mtimeMs } = await stat(file);
    const [counted] = await context.query(`SELECT count(*) FROM ${from}`);
    await sink.stand({
      file: { path: file, sizeBytes: size, modifiedMs: mtimeMs },
      columns,
      from: `read_parquet(${path}, hive_partitioning = false, file_row_number = true)`,
      rowNumber: 'file_row_number',
      rowCount: Number(counted?.[0]),
    });
    return;
  }
  const values = columns.map((column) => column.sql(column.from));
  await sink.insert(columns, `SELECT ${values.join(', ')} FROM ${from}`);
}

const parquet: Format = defineFormat({
  name: 'parquet',
  title: 'Parquet',
  extensions: ['parquet', 'pq'],
  source: 'https://parquet.apache.org/docs/file-format/',
  sniff: (head) =>
    head[0] === 0x50 && head[1] === 0x41 && head[2] === 0x52 && head[3] === 0x31 ? 1 : 0,
  read: (input, context) => readingFile(input, 'Parquet', () => read(input, context)),
  examples: [parquetExample],
});

export default parquet;
