import { coverageText, HuntError } from '../../base/index.ts';
import { format } from '../../kql/index.ts';
import { Hunt } from '../../session/index.ts';
import type { Table } from '../../tables/index.ts';
import { askRemote, connectTo, remoteOptions, withRows } from '../ask-remote.ts';
import { checkJson, checkText } from '../check-query.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { folderOptions, namedOptions, tellFaults, valuesOf } from '../named-query.ts';
import { plannedText } from '../planned-text.ts';
import { errorText } from '../report-error.ts';
import {
  dataOptions,
  externalOptions,
  huntOptions,
  networkOptions,
  timeLimitOption,
  withHunt,
} from '../with-hunt.ts';
import { outputOptions, print, writeTable } from '../write-table.ts';

const query: CliCommand = defineCommand({
  name: 'query',
  about: 'Run a KQL query on log files and print its rows.',
  arguments: [
    {
      syntax: '[filesAndQuery...]',
      about: 'files, folders or globs, then the query (`-` reads it from stdin), or --named',
    },
  ],
  options: [
    ...outputOptions,
    {
      flags: '--check',
      about: 'say what is wrong with the query and how to put it right, without running it',
    },
    {
      flags: '--dry-run',
      about: 'ask nobody: say what functions such as rdap would send to whom',
    },
    { flags: '--pretty', about: 'print the query laid out, a step a line, without running it' },
    { flags: '-q, --quiet', about: 'do not tell on stderr what the result covers' },
    ...namedOptions,
    ...folderOptions,
    timeLimitOption,
    ...remoteOptions,
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
      command:
        'huntbook query --sample --named WindowsSecurity.list_host_processes -p host_name=NVK-WS-026',
      about: 'run a named query of `huntbook queries`, over all time of the data unless said',
    },
    {
      command: "huntbook query --on sentinel:CyberSecuritySoc 'SecurityEvent | take 10'",
      about: 'ask a service that huntbook.yaml names; steps that only run here are done here',
    },
    {
      command: 'huntbook query --sample --check \'SecurityEvent | where Account contains "admin"\'',
      about: 'what is wrong with a query or could be better, where, and how to put it right',
    },
  ],
  async run({ values, options }, io) {
    const name = options['named'];
    if (typeof name === 'string') return runNamed(name, values, options, io);
    const paths = values.slice(0, -1);
    const last = values.at(-1) ?? '';
    if (options['pretty']) {
      await print(io.stdout, `${format(last === '-' ? await readStdin() : last).trimEnd()}\n`);
      return exitCodes.ok;
    }
    const on = options['on'];
    if (last === '' || (paths.length === 0 && !options['sample'] && on === undefined))
      throw new HuntError({
        code: 'cli/no-files',
        message: 'There is nothing to query: name files before the query.',
        hint: "huntbook query logs.zip 'SecurityEvent | count', or --sample for the sample investigation.",
      });
    const text = last === '-' ? await readStdin() : last;
    const ask = async (hunt: Hunt): Promise<number> => {
      if (options['check']) return check(hunt, text, options, io);
      if (options['dryRun']) return plan(hunt, text, io);
      const table =
        typeof on === 'string'
          ? await askRemote(await connectTo(hunt, on, options, io), text, options, io)
          : await hunt.kql(text, { signal: io.signal });
      return show(table, options, io);
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

/** Run a named query, or only print or check its text with the values in it. */
async function runNamed(
  name: string,
  paths: readonly string[],
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<number> {
  const ask = async (hunt: Hunt): Promise<number> => {
    const on = options['on'];
    const remote = typeof on === 'string' ? await connectTo(hunt, on, options, io) : null;
    tellFaults(remote ?? hunt.queries, io);
    const named = remote ? remote.named(name) : hunt.queries.get(name);
    const values = valuesOf(named, options);
    const signal = io.signal;
    if (options['dryRun']) return plan(hunt, hunt.queries.text(name, values), io);
    if (!options['pretty'] && !options['check'])
      return show(
        remote
          ? await withRows(options, io, (asking) => remote.run(name, values, asking))
          : await hunt.queries.run(name, values, { signal }),
        options,
        io,
      );
    const text = remote ? remote.texts(name, values).join('\n') : hunt.queries.text(name, values);
    if (options['check'] && named.language === 'kql') return check(hunt, text, options, io);
    const spelled = named.language === 'kql' ? format(text) : text;
    await print(io.stdout, `${spelled.trim()}\n`);
    return exitCodes.ok;
  };
  if (paths.length > 0 || options['sample']) return withHunt(paths, options, io, ask, true);
  const hunt = new Hunt(huntOptions(options));
  try {
    return await ask(hunt);
  } finally {
    await hunt.close();
  }
}

async function show(
  table: Table,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<number> {
  // Coverage first: it keeps the rows in the engine, from where they are then written.
  const coverage = options['quiet'] ? null : await table.coverage({ signal: io.signal });
  await writeTable(table, options, io);
  if (coverage) io.stderr.write(coverageText(coverage));
  return exitCodes.ok;
}

/** What the query would send to whom; not what it would ask about answers that are not there yet. */
async function plan(hunt: Hunt, text: string, io: Io): Promise<number> {
  await hunt.kql(text, { signal: io.signal });
  const said = hunt.planned.length > 0 ? plannedText(hunt.planned, io.columns) : 'Nobody is asked.';
  await print(io.stdout, `${said}\n`);
  return exitCodes.ok;
}

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

async function readStdin(): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of process.stdin) parts.push(part as Buffer);
  return Buffer.concat(parts).toString('utf8');
}
