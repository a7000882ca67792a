import { HuntError, quoteText } from '../base/index.ts';
import type { TableSink } from '../engine/index.ts';
import { insertChecked } from './checked-insert.ts';
import type { Input, ReadContext } from './define-format.ts';
import { type SampledColumns, sampleColumns } from './delimited-columns.ts';
import { repairDelimited } from './delimited-repair.ts';
import { type Dialect, guessDialect } from './delimited-text.ts';
import { samplePieces } from './sample-file.ts';
import { isTableName, tableName } from './table-name.ts';
import { textColumn } from './text-readings.ts';

/** Read a delimited text into the table that it names. */
export async function readDelimited(input: Input, context: ReadContext): Promise<void> {
  const path = await input.path();
  const { pieces, whole } = await samplePieces(path);
  const dialect = guessDialect(pieces[0] ?? '', whole);
  const columns = await sampleColumns(path, dialect);
  if (!columns) throw noRecords(input);
  if (columns.names.length > context.budget.width)
    throw new HuntError({
      code: 'formats/too-many-columns',
      message: `"${input.name}" has ${columns.names.length} columns; a table may have ${context.budget.width}.`,
      hint: 'Cut the file down to the columns that matter, or raise the width budget.',
    });
  const file = { input, context, dialect, columns };
  const swallowed = await load(file, path, true);
  if (!swallowed) return;
  await context.startOver();
  const copy = await context.scratchFile();
  const name = await nameOf(file, path);
  await repairDelimited(input, {
    dialect,
    fields: columns.names.length,
    lineBytes: context.budget.lineBytes,
    path: copy,
    unparsed: (rows) => context.table(name).unparsed(rows),
    signal: context.signal,
  });
  await load({ ...file, dialect: { ...dialect, skip: 0 } }, copy, false);
}

interface DelimitedFile {
  input: Input;
  context: ReadContext;
  dialect: Dialect;
  columns: SampledColumns;
}

/** Gives true where a quote that was left open swallowed lines, so that the file must be read line by line. */
async function load(file: DelimitedFile, path: string, mayRepair: boolean): Promise<boolean> {
  const { context, columns } = file;
  const sink = context.table(await nameOf(file, path));
  const rejects = `rejects_${++loads}`;
  await insertChecked({
    sink,
    query: context.query,
    columns: columns.names.map((name, at) => ({
      ...textColumn(name, `c${at}`, columns.kinds[at] ?? (columns.whole ? 'string' : null)),
      varied: columns.varied[at] ?? false,
    })),
    source: () =>
      source(
        file,
        path,
        `store_rejects = true, rejects_table = '${rejects}', rejects_scan = '${rejects}_scans'`,
      ),
  });
  const swallowed = await keepRejects(context, sink, rejects, mayRepair);
  await context.query(`DROP TABLE IF EXISTS ${rejects}; DROP TABLE IF EXISTS ${rejects}_scans`);
  return swallowed;
}

let loads = 0;

function source({ context, dialect, columns }: DelimitedFile, path: string, more: string): string {
  const names = columns.names.map((_, at) => `'c${at}': 'VARCHAR'`);
  const options = [
    'auto_detect = false',
    `header = ${columns.hasHeader}`,
    `skip = ${dialect.skip}`,
    `delim = ${quoteText(dialect.delimiter)}`,
    `quote = '"', escape = '"'`,
    `max_line_size = ${context.budget.lineBytes}`,
    `buffer_size = ${Math.max(context.budget.lineBytes * 2, 32 * 2 ** 20)}`,
    `columns = {${names.join(', ')}}`,
    more,
  ];
  return `read_csv(${quoteText(path)}, ${options.join(', ')})`;
}

/** Log Analytics writes the table's name into each row's `Type`; else the file names the table. */
async function nameOf(file: DelimitedFile, path: string): Promise<string> {
  const { columns } = file;
  const type = columns.names.indexOf('Type');
  const name = type < 0 ? null : columns.constants[type];
  const logAnalytics = columns.names.some((column) => column.startsWith('TimeGenerated'));
  if (!name || !isTableName(name) || !logAnalytics) return tableName(file.input.baseName);
  if (columns.whole) return name;
  const [row] = await file.context.query(
    `SELECT bool_and(c${type} = ${quoteText(name)}) FROM ${source(file, path, 'ignore_errors = true')}`,
  );
  return row?.[0] === true ? name : tableName(file.input.baseName);
}

const pageRows = 1000;

async function keepRejects(
  context: ReadContext,
  sink: TableSink,
  rejects: string,
  mayRepair: boolean,
): Promise<boolean> {
  const [any] = await context.query(
    `SELECT count(*), bool_or(contains(csv_line, chr(10)) OR error_type = 'UNQUOTED VALUE' OR error_type = 'LINE SIZE OVER MAXIMUM') FROM ${rejects}`,
  );
  if (mayRepair && any?.[1] === true) return true;
  for (let from = 0; from < Number(any?.[0] ?? 0); from += pageRows) {
    const rows = await context.query(
      `SELECT line, min(error_message), left(any_value(csv_line), 65536) FROM ${rejects} GROUP BY line ORDER BY line LIMIT ${pageRows} OFFSET ${from}`,
    );
    if (rows.length === 0) break;
    await sink.unparsed(
      rows.map(([line, reason, text]) => ({
        line: Number(line),
        reason: plainReason(String(reason)),
        text: String(text ?? ''),
      })),
    );
  }
  return false;
}

/** DuckDB's reason in the words that the line-by-line reading uses. */
function plainReason(reason: string): string {
  const counted = /Expected Number of Columns: (\d+) Found: (\d+)/.exec(reason);
  if (counted) return `expected ${counted[1]} fields, found ${counted[2]}`;
  if (reason.startsWith('Invalid unicode')) return 'not UTF-8';
  return (reason.split('\n')[0] ?? '').slice(0, 200);
}

function noRecords(input: Input): HuntError {
  return new HuntError({
    code: 'formats/empty-file',
    message: `"${input.name}" holds no records.`,
    hint: 'Check that the export was finished.',
  });
}
