import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { open, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { HuntError, visible } from '../base/index.ts';
import {
  diskFault,
  dropScratch,
  makeScratch,
  partialBeside,
  putInPlace,
  sweepPartials,
} from '../files/index.ts';
import type { ExportFormat, ExportOptions, Table } from '../tables/index.ts';
import type { Io } from './define-command.ts';
import { textTable } from './text-table.ts';

/** Options of commands that write the rows of a table. */
export const outputOptions = [
  {
    flags: '-f, --format <name>',
    about: 'how rows are written (table on a terminal, else csv)',
    choices: ['table', 'csv', 'jsonl', 'json', 'parquet'],
  },
  { flags: '-o, --out <file>', about: 'write to this file instead of stdout' },
  {
    flags: '--partition-by <columns>',
    about: 'with --out: a folder of Parquet files told apart by these columns, such as Country,Day',
    repeats: true,
  },
  { flags: '-n, --limit <rows>', about: 'rows that a table shows', default: '100' },
  {
    flags: '--raw',
    about: 'in CSV, leave texts alone that a spreadsheet would take for formulas',
  },
] as const;

const formats = outputOptions[0].choices;
type OutputFormat = (typeof formats)[number];

/** Write the rows of a table as `outputOptions` say. */
export async function writeTable(
  table: Table,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<void> {
  const out = typeof options['out'] === 'string' ? options['out'] : null;
  const partitionBy = namesIn(options['partitionBy']);
  if (partitionBy.length > 0) return exportPartitions(table, { out, partitionBy, options, io });
  const format = chooseFormat(options['format'], out, io);
  if (format === 'table') {
    await print(io.stdout, await tableText(table, limitOf(options['limit']), io));
    for (const { name, table: other } of table.others)
      await print(
        io.stdout,
        `\n${visible(name)}\n${await tableText(other, limitOf(options['limit']), io)}`,
      );
    return;
  }
  if (format === 'json') {
    if (out === null) return writeJson(table, io.stdout, io.signal);
    return intoFile(out, (stream) => writeJson(table, stream, io.signal));
  }
  await exportTo(table, format, out, options['raw'] !== true, io);
}

const namesIn = (said: unknown): string[] =>
  (Array.isArray(said) ? (said as string[]) : [])
    .flatMap((names) => names.split(','))
    .map((name) => name.trim())
    .filter(Boolean);

async function exportPartitions(
  table: Table,
  {
    out,
    partitionBy,
    options,
    io,
  }: {
    out: string | null;
    partitionBy: readonly string[];
    options: Readonly<Record<string, unknown>>;
    io: Io;
  },
): Promise<void> {
  const format = options['format'] ?? 'parquet';
  if (out === null || format !== 'parquet')
    throw new HuntError({
      code: 'cli/bad-partitions',
      message: '--partition-by writes a folder of Parquet files.',
      hint: 'Name the folder by --out FOLDER, and leave --format out.',
    });
  await exported(table, { format, path: out, partitionBy, signal: io.signal });
}

function limitOf(text: unknown): number {
  const limit = Number(text);
  if (Number.isSafeInteger(limit) && limit > 0) return limit;
  throw new HuntError({
    code: 'cli/bad-limit',
    message: `'${String(text)}' is not a number of rows.`,
    hint: '--limit takes a whole number from 1.',
  });
}

function chooseFormat(wanted: unknown, out: string | null, io: Io): OutputFormat {
  const named = formats.find((f) => f === wanted);
  if (named) return named;
  const byEnding = formats.find((f) => out?.toLowerCase().endsWith(`.${f}`));
  return byEnding ?? (out === null && io.columns !== null ? 'table' : 'csv');
}

async function tableText(table: Table, limit: number, io: Io): Promise<string> {
  const page = await table.page({ offset: 0, limit, signal: io.signal });
  const count = await table.count({ signal: io.signal });
  const text = textTable(table.columns, page.rows, io.columns);
  const more = count - page.rows.length;
  return more > 0
    ? `${text}\n… ${more.toLocaleString('en')} more rows: --limit ${count}, or --format csv\n`
    : `${text}\n`;
}

async function writeJson(table: Table, stream: Writable, signal: AbortSignal): Promise<void> {
  await print(stream, `{"columns":${JSON.stringify(table.columns)},"rows":[`);
  let separator = '\n';
  for await (const batch of table.batches({ signal })) {
    const lines = batch.map((row) => JSON.stringify(row)).join(',\n');
    await print(stream, separator + lines);
    separator = ',\n';
  }
  await print(stream, '\n]}\n');
}

/** Write a file that appears under its name only when it is whole. */
export async function intoFile(
  path: string,
  write: (stream: Writable) => Promise<void>,
): Promise<void> {
  const partial = partialBeside(path);
  try {
    await sweepPartials(dirname(path), path);
    const file = await open(partial, 'wx');
    const stream = file.createWriteStream({ flush: true });
    try {
      await write(stream);
      stream.end();
      await finished(stream);
      await putInPlace(partial, path);
    } finally {
      stream.destroy();
    }
  } catch (error) {
    await rm(partial, { force: true });
    throw notWritten(path, error);
  }
}

/** What the user is told where the disk refuses. */
function notWritten(path: string, error: unknown): unknown {
  const what = `'${basename(path)}'`;
  return diskFault(error, { path, what, code: 'cli/not-written' });
}

/** Export the rows; what the disk refuses is told. */
async function exported(table: Table, options: ExportOptions): Promise<void> {
  try {
    await table.export(options);
  } catch (error) {
    throw notWritten(options.path, error);
  }
}

async function exportTo(
  table: Table,
  format: ExportFormat,
  out: string | null,
  escapeFormulas: boolean,
  io: Io,
): Promise<void> {
  const { signal } = io;
  if (out !== null) return exported(table, { format, path: out, escapeFormulas, signal });
  if (format === 'parquet' && io.columns !== null)
    throw new HuntError({
      code: 'cli/parquet-to-terminal',
      message: 'Parquet is not for a terminal.',
      hint: 'Add --out FILE.parquet.',
    });
  const folder = makeScratch('output');
  try {
    const path = join(folder, `rows.${format}`);
    await table.export({ format, path, escapeFormulas, signal });
    await pipeline(createReadStream(path), io.stdout, { end: false });
  } finally {
    await dropScratch(folder);
  }
}

/** Write a text, and wait where the reader is slow. */
export async function print(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}
