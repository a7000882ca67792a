import { coverageText, HuntError, rowsText, visible } from '../../base/index.ts';
import type { RowRange, SendReport } from '../../providers/index.ts';
import type { Hunt, RowDestination } from '../../session/index.ts';
import type { Table } from '../../tables/index.ts';
import { askRemote, connectTo, remoteOptions } from '../ask-remote.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { ProgressBar } from '../progress-bar.ts';
import { errorText } from '../report-error.ts';
import { sizeText } from '../size-text.ts';
import { dataOptions, externalOptions, timeLimitOption, withHunt } from '../with-hunt.ts';

type Options = Readonly<Record<string, unknown>>;

const send: CliCommand = defineCommand({
  name: 'send',
  about:
    'Send the rows of a query to Azure Monitor Logs or Splunk; without --yes, only say what would be sent.',
  arguments: [{ syntax: '[filesAndQuery...]', about: 'files, folders or globs, then the query' }],
  options: [
    {
      flags: '--into <service>',
      about: 'who gets them: splunk-hec:name or azure-logs:name, as huntbook.yaml names it',
    },
    { flags: '--yes', about: 'send them; else it is only told what would be sent to whom' },
    { flags: '-f, --format <name>', about: 'text or json', choices: ['text', 'json'] },
    { flags: '-q, --quiet', about: 'do not tell on stderr what the rows cover' },
    timeLimitOption,
    ...remoteOptions,
    ...dataOptions,
    ...externalOptions,
  ],
  examples: [
    {
      command:
        "huntbook send logs.zip 'SecurityEvent | where EventID == 4625' --into splunk-hec:lab",
      about: 'what would be sent: to whom, how many rows, in how many requests',
    },
    {
      command:
        "huntbook send logs.zip 'SecurityEvent | where EventID == 4625' --into splunk-hec:lab --yes",
      about: 'send them',
    },
    {
      command: "huntbook send --on sentinel:Soc 'SecurityAlert' --into splunk-hec:lab --yes",
      about: 'what one service has, to another',
    },
  ],
  async run({ values, options }, io) {
    const { into } = options;
    if (typeof into !== 'string')
      throw new HuntError({
        code: 'cli/no-destination',
        message: 'Nobody is named who gets the rows.',
        hint: 'Add --into splunk-hec:NAME or --into azure-logs:NAME; huntbook providers lists what they need.',
      });
    const text = values.at(-1) ?? '';
    const on = options['on'];
    if (text === '' || (values.length === 1 && !options['sample'] && on === undefined))
      throw new HuntError({
        code: 'cli/no-files',
        message: 'There is nothing to send: name files, then a query.',
        hint: "huntbook send logs.zip 'SecurityEvent | take 10' --into splunk-hec:lab",
      });
    const work = async (hunt: Hunt): Promise<number> => {
      const destination = await destinationOf(hunt, into, options, io);
      const table =
        typeof on === 'string'
          ? await askRemote(await connectTo(hunt, on, options, io), text, options, io)
          : await hunt.kql(text, { signal: io.signal });
      return sendTable(table, destination, options, io);
    };
    try {
      return await withHunt(values.slice(0, -1), options, io, work, true);
    } catch (error) {
      if (!(error instanceof HuntError) || !error.span) throw error;
      io.stderr.write(`${errorText(error, text)}\n`);
      return exitCodes.failed;
    }
  },
});

export default send;

function destinationOf(
  hunt: Hunt,
  into: string,
  options: Options,
  io: Io,
): Promise<RowDestination> {
  const at = into.indexOf(':');
  const [kind, name] = at < 0 ? [into, null] : [into.slice(0, at), into.slice(at + 1)];
  const { config } = options;
  return hunt.destination(kind, name === null ? {} : { name }, {
    ...(typeof config === 'string' ? { configFile: config } : {}),
    tell: (message) => io.stderr.write(`${visible(message)}\n`),
    signal: io.signal,
  });
}

async function sendTable(
  table: Table,
  destination: RowDestination,
  options: Options,
  io: Io,
): Promise<number> {
  const coverage = options['quiet'] ? null : await table.coverage({ signal: io.signal });
  const bar = new ProgressBar(io);
  const total = await table.count({ signal: io.signal });
  const isSent = options['yes'] === true;
  const asked = {
    signal: io.signal,
    onProgress: (rows: number) => bar.update(`${rows.toLocaleString('en')} rows`, rows, total),
  };
  if (isSent)
    io.stderr.write(
      `sends ${rowsText(total)} to ${visible(destination.name)}: ${visible(destination.to)}\n`,
    );
  const report = await (isSent
    ? destination.send(table, asked)
    : destination.plan(table, asked)
  ).finally(() => bar.clear());
  const { name } = destination;
  if (options['format'] === 'json')
    io.stdout.write(`${JSON.stringify({ name, sent: isSent, ...report }, null, 2)}\n`);
  else io.stdout.write(reportText(name, report, isSent));
  if (coverage) io.stderr.write(coverageText(coverage));
  if (io.signal.aborted) return exitCodes.interrupted;
  if (report.notTaken.length + report.unsure.length === 0) return exitCodes.ok;
  return report.taken === 0 ? exitCodes.failed : exitCodes.partial;
}

function reportText(name: string, report: SendReport, isSent: boolean): string {
  const { to, rows, taken, requests, bytes, notTaken, unsure, notes } = report;
  const size = `${sizeText(bytes)} in ${requests} ${requests === 1 ? 'request' : 'requests'}`;
  const said = isSent
    ? `${name} took ${taken.toLocaleString('en')} of ${rowsText(rows)}: ${size}`
    : `${name} would get ${taken.toLocaleString('en')} of ${rowsText(rows)}: ${size}`;
  const lines = [
    said,
    `  to ${to}`,
    ...notes.map((note) => `  ! ${note}`),
    ...notTaken.map((range) => rangeText(range, isSent ? 'not taken' : 'would not be sent')),
    ...unsure.map((range) => rangeText(range, 'not sure')),
    ...(isSent ? [] : ['Nothing was sent: add --yes to send them.']),
  ];
  return lines.map((line) => `${visible(line)}\n`).join('');
}

function rangeText({ from, to, why }: RowRange, what: string): string {
  const rows =
    from === to
      ? `row ${from.toLocaleString('en')}`
      : `rows ${from.toLocaleString('en')} to ${to.toLocaleString('en')}`;
  return `  ${rows} ${what}: ${why}`;
}
