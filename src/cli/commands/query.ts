import { once } from 'node:events';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdtemp, rename, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Writable } from 'node:stream';
import { finished, pipeline } from 'node:stream/promises';
import { HuntError, visible } from '../../base/index.ts';
import { format } from '../../kql/index.ts';
import type { Hunt } from '../../session/index.ts';
import type { ExportFormat, Table } from '../../tables/index.ts';
import { checkJson, checkText } from '../check-query.ts';
import { coverageText } from '../coverage-text.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { errorText } from '../report-error.ts';
import { textTable } from '../text-table.ts';
import {
  dataOptions,
  externalOptions,
  networkOptions,
  timeLimitOption,
  withHunt,
} from '../with-hunt.ts';

const formats = ['table', 'csv', 'jsonl', 'json', 'parquet'] as const;
type OutputFormat = (typeof formats)[number];

const query: CliCommand = defineCommand({
  name: 'query',
  about: 'Run a KQL query on log files and print its rows.',
  arguments: [
    {
      syntax: '<filesAndQuery...>',
      about: 'files, folders or globs, then the query (`-` reads it from stdin)',
    },
  ],
  options: [
    {
      flags: '-f, --format <name>',
      about: 'how rows are written (table on a terminal, else csv)',
      choices: formats,
    },
    { flags: '-o, --out <file>', about: 'write to this file instead of stdout' },
    { flags: '-n, --limit <rows>', about: 'rows that a table shows', default: '100' },
    {
      flags: '--raw',
      about: 'in CSV, leave texts alone that a spreadsheet would take for formulas',
    },
    {
      flags: '--check',
      about: 'say what is wrong with the query and how to put it right, without running it',
    },
    { flags: '--pretty', about: 'print the query laid out, a step a line, without running it' },
    { flags: '-q, --quiet', about: 'do not tell on stderr what the result covers' },
    timeLimitOption,
    ...dataOptions,
    ...externalOptions,
    ...networkOptions,
  ],
  examples: [
    {
      command:
        "huntbook query --sample 'SecurityEvent | where EventID == 4625 | summarize Failures = count() by Account | top 5 by Failures'",
      about: 'the five accounts with the most failed logons in the sample investigation',
    },
    {
      command: "huntbook query logs.zip 'SecurityEvent | count'",
      about: 'count what an archive holds',
    },
    {
      command: "huntbook query 'logs/*.evtx' signins.csv -f jsonl 'search \"203.0.113.7\"'",
      about: 'look for an address in everything, one JSON object a row',
    },
    {
      command: 'huntbook query --sample --check \'SecurityEvent | where Account contains "admin"\'',
      about: 'what is wrong with a query or could be better, where, and how to put it right',
    },
  ],
  async run({ values, options }, io) {
    const paths = values.slice(0, -1);
    const last = values.at(-1) ?? '';
    if (options['pretty']) {
      await print(io.stdout, `${format(last === '-' ? await readStdin() : last).trimEnd()}\n`);
      return exitCodes.ok;
    }
    if (paths.length === 0 && !options['sample'])
      throw new HuntError({
        code: 'cli/no-files',
        message: 'There is nothing to query: name files before the query.',
        hint: "huntbook query logs.zip 'SecurityEvent | count', or --sample for the sample investigation.",
      });
    const text = last === '-' ? await readStdin() : last;
    const ask = async (hunt: Hunt): Promise<number> => {
      if (options['check']) return check(hunt, text, options, io);
      const table = await hunt.kql(text, { signal: io.signal });
      // Coverage first: it keeps the rows in the engine, from where they are then written.
      const coverage = options['quiet'] ? null : await table.coverage({ signal: io.signal });
      await write(table, options, io);
      if (coverage) io.stderr.write(coverageText(coverage));
      return exitCodes.ok;
    };
    try {
      return await withHunt(paths, options, io, ask, true);
    } catch (error) {
      if (!(error instanceof HuntError) || !error.span) throw error;
      io.stderr.write(`${errorText(error, text)}\n`);
      return exitCodes.failed;
    }
  },
});

export default query;

async function check(
  hunt: Hunt,
  text: string,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<number> {
  const findings = hunt.diagnose(text);
  const report = options['format'] === 'json' ? checkJson : checkText;
  await print(io.stdout, report(findings, text));
  return findings.some((f) => f.severity === 'error') ? exitCodes.failed : exitCodes.ok;
}

async function write(
  table: Table,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<void> {
  const out = typeof options['out'] === 'string' ? options['out'] : null;
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
async function intoFile(path: string, write: (stream: Writable) => Promise<void>): Promise<void> {
  const partial = `${path}.partial`;
  const stream = createWriteStream(partial);
  try {
    await write(stream);
    stream.end();
    await finished(stream);
    await rename(partial, path);
  } catch (error) {
    stream.destroy();
    await rm(partial, { force: true });
    throw error;
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
  if (out !== null) return table.export({ format, path: out, escapeFormulas, signal });
  if (format === 'parquet' && io.columns !== null)
    throw new HuntError({
      code: 'cli/parquet-to-terminal',
      message: 'Parquet is not for a terminal.',
      hint: 'Add --out FILE.parquet.',
    });
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-out-'));
  try {
    const path = join(folder, `rows.${format}`);
    await table.export({ format, path, escapeFormulas, signal });
    await pipeline(createReadStream(path), io.stdout, { end: false });
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

async function print(stream: Writable, text: string): Promise<void> {
  if (!stream.write(text)) await once(stream, 'drain');
}

async function readStdin(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
