import { rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { HuntError, rowsText, visible } from '../../base/index.ts';
import { dropScratch, makeScratch, partialBeside } from '../../files/index.ts';
import {
  type CellStatus,
  checkRunFolder,
  compareRuns,
  HuntRun,
  type HuntSettings,
  keepRun,
  type RunComparison,
  readHunt,
  readSavedRun,
  type SavedRun,
  writeRun,
} from '../../hunts/index.ts';
import { changeWords, collectReport, htmlReport, markdownReport } from '../../reports/index.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { configOption } from '../named-query.ts';
import { readTextFile } from '../read-text-file.ts';
import { errorText } from '../report-error.ts';
import { version } from '../version.ts';
import {
  dataOptions,
  externalOptions,
  networkOptions,
  timeLimitOption,
  withHunt,
} from '../with-hunt.ts';
import { intoFile, print } from '../write-table.ts';

type Options = Readonly<Record<string, unknown>>;

const run: CliCommand = defineCommand({
  name: 'run',
  about: 'Run a hunt: the KQL cells of a Markdown file, each with what it covers; write a report.',
  arguments: [
    {
      syntax: '[huntFile]',
      about: 'the hunt, a Markdown file; without it, --sample runs a tour of the sample',
    },
    { syntax: '[files...]', about: 'files, folders or globs to open beside those that it names' },
  ],
  options: [
    {
      flags: '-p, --param <name=value>',
      about: 'a value for a parameter of the hunt; its default unless said',
      repeats: true,
    },
    { flags: '-c, --cell <name>', about: 'run only this cell and what it uses', repeats: true },
    { flags: '--start <time>', about: 'where the time begins that the cells see, such as -14d@d' },
    { flags: '--end <time>', about: 'where it ends; now unless said' },
    { flags: '-o, --out <file>', about: 'write the report to this .html or .md file' },
    { flags: '-n, --limit <rows>', about: 'rows of each cell in the report', default: '100' },
    {
      flags: '--save <folder>',
      about: 'keep the results in this folder, for a later run to compare with',
    },
    {
      flags: '--against <folder>',
      about: 'say what is new and what is gone since the run that was kept there',
    },
    timeLimitOption,
    ...dataOptions,
    ...externalOptions,
    ...networkOptions,
    configOption,
  ],
  examples: [
    {
      command: 'huntbook run --sample',
      about: 'a tour of the sample investigation, step by step',
    },
    {
      command: 'huntbook run hunt.md logs.zip -p host=VICTIM-01 --out report.html',
      about: 'run a hunt on an archive, for one machine, and write the report',
    },
    {
      command: 'huntbook run hunt.md logs.zip --against week.run --save week.run',
      about: 'what is new since the last time, and keep this time for the next',
    },
  ],
  async run({ values: [named, ...paths], options }, io) {
    const file = named ?? (options['sample'] ? tour : null);
    if (file === null) throw noHunt();
    const text = await readTextFile(
      file,
      'The first argument is the hunt, those behind it are the data.',
    );
    const document = readHunt(text, file);
    const data = document.data.map((path) => join(dirname(file), path));
    const write = reportWriter(options);
    const earlier = await earlierRun(options);
    return withHunt(
      [...paths, ...data],
      { ...options, sample: options['sample'] || (document.sample && paths.length === 0) },
      io,
      async (hunt) => {
        const cells = new HuntRun(hunt, document, settingsOf(options));
        const wanted = chosen(
          document.cells.map(({ label }) => label),
          options['cell'],
        );
        let failed = 0;
        for await (const status of cells.run({ ...wanted, signal: io.signal })) {
          if (status.state !== 'fresh' || status.result?.holds === false) failed++;
          io.stdout.write(cellLine(status, text));
        }
        const comparison = await compared(cells, earlier, options, io);
        if (write) await write(cells, comparison, io);
        return failed > 0 ? exitCodes.failed : exitCodes.ok;
      },
      true,
    );
  },
});

export default run;

/** The hunt that goes through the sample investigation. */
const tour = fileURLToPath(new URL('../../../samples/tour.md', import.meta.url));

function noHunt(): HuntError {
  return new HuntError({
    code: 'cli/no-hunt',
    message: 'There is no hunt to run: name a Markdown file.',
    hint: 'huntbook run hunt.md logs.zip, or huntbook run --sample for a tour of the sample investigation.',
  });
}

function settingsOf(options: Options): HuntSettings {
  const { param, start, end, now } = options;
  const pairs = (Array.isArray(param) ? (param as string[]) : []).map((pair): [string, string] => {
    const at = pair.indexOf('=');
    if (at > 0) return [pair.slice(0, at), pair.slice(at + 1)];
    throw new HuntError({
      code: 'cli/bad-parameter',
      message: `'${pair}' gives no value to a parameter.`,
      hint: '--param takes NAME=VALUE.',
    });
  });
  const time =
    start === undefined && end === undefined
      ? {}
      : {
          time: {
            start: String(start ?? '0001-01-01'),
            ...(end === undefined ? {} : { end: String(end) }),
          },
        };
  return {
    values: Object.fromEntries(pairs),
    ...time,
    ...(typeof now === 'string' ? { now: new Date(now) } : {}),
  };
}

function chosen(labels: readonly string[], names: unknown): { cells?: readonly string[] } {
  const wanted = Array.isArray(names) ? (names as string[]) : [];
  const unknown = wanted.find((name) => !labels.includes(name));
  if (unknown !== undefined)
    throw new HuntError({
      code: 'cli/unknown-cell',
      message: `The hunt has no cell '${unknown}'.`,
      hint: `It has ${labels.join(', ') || 'none'}.`,
    });
  return wanted.length > 0 ? { cells: wanted } : {};
}

/** The run to compare with, and whether this one can be kept: both are known before anything long begins. */
async function earlierRun({ save, against }: Options): Promise<SavedRun | null> {
  if (typeof save === 'string') await checkRunFolder(save);
  return typeof against === 'string' ? readSavedRun(against) : null;
}

/** Keep the results and compare them with those of an earlier run, as asked; null where no comparison is. */
async function compared(
  run: HuntRun,
  before: SavedRun | null,
  { save, limit }: Options,
  io: Io,
): Promise<RunComparison | null> {
  const folder = typeof save === 'string' ? save : null;
  if (folder === null && !before) return null;
  const scratch = folder === null ? makeScratch('run') : null;
  const partial = scratch ?? partialBeside(folder ?? '');
  try {
    const after = await writeRun(run, partial, { version: version(), signal: io.signal });
    const comparison =
      before &&
      (await compareRuns(before, after, {
        cells: run.document.cells,
        rows: rowsOf(limit),
        signal: io.signal,
      }));
    if (comparison) io.stdout.write(comparisonLines(comparison));
    // Only now: it may take the place of the earlier one.
    if (folder !== null) await keepRun(after, folder);
    return comparison;
  } finally {
    if (scratch === null) await rm(partial, { recursive: true, force: true });
    else await dropScratch(scratch);
  }
}

function comparisonLines({ since, notes, cells }: RunComparison): string {
  const lines = [`Since the run of ${since}:`, ...notes.map((note) => `  ! ${visible(note)}`)];
  for (const [label, change] of cells)
    lines.push(
      `  ${visible(label)} · ${changeWords(change)}`,
      ...change.notes.map((note) => `    ! ${visible(note)}`),
    );
  return `${lines.join('\n')}\n`;
}

/** One cell in one line, and one more for each thing that a careful reader must know. */
function cellLine({ cell, error, result }: CellStatus, text: string): string {
  if (error) return `✗ ${visible(cell.label)}\n${errorText(error, text)}\n`;
  if (!result) return `✗ ${visible(cell.label)}\n`;
  const { coverage, holds, elapsedMs } = result;
  const expected =
    holds === null ? '' : ` · ${holds ? 'holds' : 'does not hold'}: ${visible(cell.expect ?? '')}`;
  const line = `${holds === false ? '✗' : '✓'} ${visible(cell.label)} · ${rowsText(coverage.rows)} · ${(elapsedMs / 1000).toFixed(1)} s${expected}`;
  return [line, ...coverage.notes.map((note) => `  ! ${visible(note)}`), ''].join('\n');
}

function rowsOf(limit: unknown): number {
  const rows = Number(limit);
  if (Number.isSafeInteger(rows) && rows >= 0 && rows <= 100_000) return rows;
  throw new HuntError({
    code: 'cli/bad-limit',
    message: `'${String(limit)}' is not a number of rows.`,
    hint: '--limit takes a whole number up to 100000.',
  });
}

/** Who writes the report; null where none is asked for. */
function reportWriter(
  options: Options,
): ((run: HuntRun, comparison: RunComparison | null, io: Io) => Promise<void>) | null {
  const { out } = options;
  const rows = rowsOf(options['limit']);
  if (typeof out !== 'string') return null;
  const form = /\.html?$/i.test(out)
    ? htmlReport
    : /\.(?:md|markdown)$/i.test(out)
      ? markdownReport
      : null;
  if (!form)
    throw new HuntError({
      code: 'cli/bad-report',
      message: `'${out}' does not say what kind of report it is to be.`,
      hint: 'Give it a name that ends in .html or .md.',
    });
  return async (run, comparison, io) => {
    const report = await collectReport(run, {
      rows,
      version: version(),
      comparison,
      signal: io.signal,
    });
    const text = await form(report);
    await intoFile(out, (stream) => print(stream, text));
    io.stderr.write(`Report: ${visible(out)}\n`);
  };
}
