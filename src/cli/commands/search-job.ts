import { didYouMean, HuntError, visible } from '../../base/index.ts';
import type { SearchJob, SearchJobs } from '../../providers/index.ts';
import { Hunt } from '../../session/index.ts';
import { connectTo } from '../ask-remote.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { ProgressBar } from '../progress-bar.ts';
import { textTable } from '../text-table.ts';

const actions = ['list', 'start', 'wait', 'delete'] as const;

const searchJob: CliCommand = defineCommand({
  name: 'search-job',
  about:
    'Search all that a Sentinel workspace keeps, also for years, into a table of its own. It costs what it scans.',
  arguments: [
    { syntax: '<action>', about: 'list, start, wait or delete' },
    { syntax: '[name]', about: 'the name of the job; its table is called so, with _SRCH behind' },
    { syntax: '[query]', about: 'start: KQL on one table, by where, extend, project and the like' },
  ],
  options: [
    { flags: '--on <service>', about: 'the workspace: sentinel:name' },
    { flags: '--from <time>', about: 'start: the span to be searched, ISO 8601' },
    { flags: '--to <time>', about: 'start: where it ends; now unless said' },
    { flags: '--limit <rows>', about: 'start: how many rows are kept at most; 1000 unless said' },
    { flags: '--wait', about: 'start: also wait until it is done' },
    { flags: '--yes', about: 'start, delete: really do it' },
    { flags: '--config <file>', about: 'the huntbook.yaml or msticpyconfig.yaml to use' },
  ],
  examples: [
    {
      command:
        "huntbook search-job start Logons 'SecurityEvent | where EventID == 4625' --on sentinel:CyberSecuritySoc --from 2024-01-01 --to 2024-02-01 --yes",
      about: 'search a month that is in the archive; without --yes it only says what it would do',
    },
    {
      command: "huntbook query --on sentinel:CyberSecuritySoc 'Logons_SRCH | take 10'",
      about: 'ask the rows that it has found',
    },
  ],
  async run({ values: [action = '', name = '', query = ''], options }, io) {
    const known = actions.find((one) => one === action);
    if (!known)
      throw new HuntError({
        code: 'cli/bad-action',
        message: `'${action}' is nothing to do with search jobs.${didYouMean(action, actions)}`,
        hint: `huntbook search-job ${actions.join(', huntbook search-job ')}`,
      });
    if (known !== 'list' && name === '') throw missing('the name of the job');
    const hunt = new Hunt();
    try {
      const { on } = options;
      if (typeof on !== 'string') throw missing('--on sentinel:name');
      const { searchJobs } = await connectTo(hunt, on, options, io);
      await work[known]({ name, query, jobs: searchJobs, on }, options, io);
      return exitCodes.ok;
    } finally {
      await hunt.close();
    }
  },
});

export default searchJob;

interface Meant {
  name: string;
  query: string;
  jobs: SearchJobs;
  on: string;
}

type Work = (meant: Meant, options: Readonly<Record<string, unknown>>, io: Io) => Promise<void>;

const work: Readonly<Record<(typeof actions)[number], Work>> = {
  async list({ jobs }, _, io) {
    show(await jobs.list(io.signal), io);
  },
  async start({ name, query, jobs, on }, options, io) {
    const { from, to, limit, yes } = options;
    if (query === '') throw missing('the query');
    if (typeof from !== 'string') throw missing('--from, the start of the span to be searched');
    const order = {
      name,
      query,
      span: { from, to: typeof to === 'string' ? to : new Date().toISOString() },
      ...(limit === undefined ? {} : { limit: Number(limit) }),
    };
    if (yes !== true)
      throw unconfirmed(
        `This would search ${on} from ${order.span.from} to ${order.span.to}. Azure charges for all data of the table that this scans, and for the rows that are kept`,
      );
    const job = await jobs.start(order, io.signal);
    io.stderr.write(`${visible(job.table)} is started.\n`);
    show([options['wait'] === true ? await waited(jobs, job.table, io) : job], io);
  },
  async wait({ name, jobs }, _, io) {
    show([await waited(jobs, name, io)], io);
  },
  async delete({ name, jobs, on }, { yes }, io) {
    const { table, rows } = await jobs.look(name, io.signal);
    if (yes !== true)
      throw unconfirmed(
        `This would delete the table ${table} of ${on}, with ${rows ?? 'all'} rows`,
      );
    await jobs.remove(name, io.signal);
    io.stdout.write(`${visible(table)} is deleted.\n`);
  },
};

async function waited(jobs: SearchJobs, name: string, io: Io): Promise<SearchJob> {
  const bar = new ProgressBar(io);
  try {
    return await jobs.wait(name, {
      signal: io.signal,
      onJob: ({ progress, rows }) => bar.update(`${rows ?? 0} rows`, progress ?? 0, 100),
    });
  } finally {
    bar.clear();
  }
}

function show(jobs: readonly SearchJob[], io: Io): void {
  const names = [
    'table',
    'state',
    'rows',
    'limit',
    'scanned_gb',
    'progress',
    'from',
    'to',
    'query',
  ];
  const columns = names.map((name) => ({ name, type: 'string' as const }));
  const rows = jobs.map((job) =>
    [
      job.table,
      job.state,
      job.rows,
      job.limit,
      job.scannedGb,
      job.progress,
      job.from,
      job.to,
      job.query,
    ].map((value) => (value === null ? null : String(value))),
  );
  io.stdout.write(`${textTable(columns, rows, io.columns)}\n`);
  for (const { table, rows: kept, limit, state } of jobs)
    if (state === 'done' && kept !== null && kept === limit)
      io.stderr.write(
        `${visible(table)} is not the whole: it stopped at its limit of ${limit} rows.\n`,
      );
}

function missing(what: string): HuntError {
  return new HuntError({
    code: 'cli/incomplete',
    message: `What is missing is ${what}.`,
    hint: 'huntbook search-job --help shows an example.',
  });
}

function unconfirmed(message: string): HuntError {
  return new HuntError({
    code: 'cli/not-confirmed',
    message: `${message}. Nothing was done.`,
    hint: 'With --yes it is done.',
  });
}
