import { readFile, stat } from 'node:fs/promises';
import { bracketedName, coverageText, HuntError, visible } from '../../base/index.ts';
import { type Pipeline, pipelineKql, readPipelines, runPipeline } from '../../pipelines/index.ts';
import type { Hunt } from '../../session/index.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import {
  dataOptions,
  externalOptions,
  networkOptions,
  timeLimitOption,
  withHunt,
} from '../with-hunt.ts';
import { outputOptions, print, writeTable } from '../write-table.ts';

const mostBytes = 4 * 1024 * 1024;

const command: CliCommand = defineCommand({
  name: 'pipeline',
  about: 'Run saved steps on log files: KQL that begins with |, or a pivot pipeline of MSTICPy.',
  arguments: [
    { syntax: '<pipelineFile>', about: 'a .kql file, or a YAML file with pipelines' },
    { syntax: '[files...]', about: 'files, folders or globs to run it on' },
  ],
  options: [
    {
      flags: '--on <kql>',
      about: 'the table that goes in, or KQL whose rows do; the only one open unless said',
    },
    { flags: '--name <pipeline>', about: 'which pipeline of the file; the only one unless said' },
    { flags: '--list', about: 'say what pipelines the file holds' },
    {
      flags: '--kql',
      about: 'print it as KQL, to be saved or changed; with data, the KQL for that data',
    },
    ...outputOptions,
    {
      flags: '-q, --quiet',
      about: 'do not tell on stderr what is left out and what the result covers',
    },
    timeLimitOption,
    ...dataOptions,
    ...externalOptions,
    ...networkOptions,
  ],
  examples: [
    {
      command: 'huntbook pipeline odd-commands.kql logs.zip --on SecurityEvent',
      about: 'run the steps of a file of KQL on a table of an archive',
    },
    {
      command: 'huntbook pipeline pipelines.yaml signins.csv --name ip_facts --kql',
      about: 'what a pipeline of MSTICPy is in KQL',
    },
  ],
  async run({ values: [file = '', ...paths], options }, io) {
    const pipelines = readPipelines(await textOf(file), file);
    if (options['list']) {
      const lines = pipelines.map(
        ({ name, description }) => `${visible(name)}\t${visible(description)}\n`,
      );
      await print(io.stdout, lines.join(''));
      return exitCodes.ok;
    }
    const pipeline = chosen(pipelines, options['name'], file);
    if (paths.length === 0 && !options['sample']) {
      if (options['kql']) return spelled(pipeline, io);
      throw new HuntError({
        code: 'cli/no-files',
        message: 'There is nothing to run it on: name files after the pipeline.',
        hint: 'huntbook pipeline FILE logs.zip --on SecurityEvent, or --kql to see it as KQL.',
      });
    }
    return withHunt(paths, options, io, (hunt) => run(hunt, pipeline, options, io), true);
  },
});

export default command;

async function textOf(file: string): Promise<string> {
  try {
    const { size } = await stat(file);
    if (size <= mostBytes) return await readFile(file, 'utf8');
  } catch (cause) {
    const hint = 'The first argument is the file of the pipeline, those behind it are the data.';
    throw new HuntError({
      code: 'cli/no-pipeline',
      message: `${file} cannot be read.`,
      hint,
      cause,
    });
  }
  throw new HuntError({
    code: 'cli/no-pipeline',
    message: `${file} is larger than a file of pipelines can be.`,
    hint: 'The first argument is the file of the pipeline, those behind it are the data.',
  });
}

function chosen(pipelines: readonly Pipeline[], name: unknown, file: string): Pipeline {
  const found = name === undefined ? pipelines : pipelines.filter((p) => p.name === name);
  const [only] = found;
  if (only && found.length === 1) return only;
  const names = pipelines.map((p) => p.name).join(', ');
  throw new HuntError({
    code: 'cli/which-pipeline',
    message:
      name === undefined
        ? `${file} holds several pipelines.`
        : `${file} holds no pipeline '${String(name)}'.`,
    hint: `--name is one of ${names}.`,
  });
}

/** The KQL of what goes in. */
function inputOf(hunt: Hunt, on: unknown): string {
  if (typeof on === 'string') return on;
  const names = hunt
    .tables()
    .filter((table) => table.companionOf === null)
    .map((table) => table.name);
  const [only] = names;
  if (only !== undefined && names.length === 1) return bracketedName(only);
  throw new HuntError({
    code: 'cli/which-table',
    message: 'There are several tables that the pipeline could run on.',
    hint: `--on is one of ${names.slice(0, 20).join(', ')}, or KQL.`,
  });
}

async function spelled(pipeline: Pipeline, io: Io): Promise<number> {
  const { kql, notes } = await pipelineKql(pipeline);
  return printed(kql, notes, io);
}

async function printed(kql: string, notes: readonly string[], io: Io): Promise<number> {
  for (const note of notes) await print(io.stderr, `${visible(note)}\n`);
  await print(io.stdout, `${kql}\n`);
  return exitCodes.ok;
}

async function run(
  hunt: Hunt,
  pipeline: Pipeline,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<number> {
  const input = await hunt.kql(inputOf(hunt, options['on']), { signal: io.signal });
  const { table, shown, notes, kql } = await runPipeline(pipeline, input, { signal: io.signal });
  if (options['kql']) return printed(kql, notes, io);
  const quiet = options['quiet'] === true;
  if (!quiet) for (const note of notes) await print(io.stderr, `${visible(note)}\n`);
  // What is shown on the way would break up a file of rows.
  const asTable =
    options['format'] === 'table' ||
    (options['format'] === undefined && !options['out'] && io.columns !== null);
  if (asTable)
    for (const { name, title, table: part } of shown) {
      await print(io.stdout, `${visible(title || name)}\n`);
      await writeTable(part, { ...options, format: 'table', out: undefined }, io);
    }
  else if (!quiet && shown.length > 0)
    await print(
      io.stderr,
      `Shown on the way with --format table: ${shown.map((s) => visible(s.name)).join(', ')}.\n`,
    );
  const coverage = quiet ? null : await table.coverage({ signal: io.signal });
  await writeTable(table, options, io);
  if (coverage) io.stderr.write(coverageText(coverage));
  return exitCodes.ok;
}
