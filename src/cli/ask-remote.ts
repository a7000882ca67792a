import { HuntError, visible } from '../base/index.ts';
import type { AskOptions, Hunt, RemoteConnection } from '../session/index.ts';
import type { Table } from '../tables/index.ts';
import type { CliCommand, Io } from './define-command.ts';
import { configOption } from './named-query.ts';
import { ProgressBar } from './progress-bar.ts';

/** Options of commands that may ask a service instead of files. */
export const remoteOptions: CliCommand['options'] = [
  {
    flags: '--on <service>',
    about:
      'ask this service: provider:name, or provider:name,name for several at once; local is what is open',
  },
  { flags: '--from <time>', about: 'with --on: what happened since then, ISO 8601' },
  { flags: '--to <time>', about: 'with --on: what happened until then; now unless said' },
  { flags: '--database <name>', about: 'with --on kusto: the database that is asked' },
  {
    flags: '--table-plan <plan>',
    about: 'with --on sentinel: basic asks tables of the basic and auxiliary plans, which costs',
    choices: ['analytics', 'basic'],
  },
  configOption,
];

/** `sentinel:Soc,Lab` as a provider and the names of its instances. */
function serviceNamed(said: string): { provider: string; name?: string[] } {
  const cut = said.indexOf(':');
  if (cut < 0) return { provider: said };
  const names = said
    .slice(cut + 1)
    .split(',')
    .map((name) => name.trim())
    .filter(Boolean);
  if (names.length > 0) return { provider: said.slice(0, cut), name: names };
  throw new HuntError({
    code: 'cli/bad-service',
    message: `'${said}' names no service.`,
    hint: '--on takes provider:name, such as sentinel:CyberSecuritySoc.',
  });
}

/** The service that `--on` names. */
export function connectTo(
  hunt: Hunt,
  on: string,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<RemoteConnection> {
  const { provider, name } = serviceNamed(on);
  const { config: file, database, tablePlan } = options;
  const settings = {
    ...(name ? { name } : {}),
    ...(typeof database === 'string' ? { database } : {}),
    ...(typeof tablePlan === 'string' ? { tablePlan } : {}),
  };
  return hunt.connect(provider, settings, {
    ...(typeof file === 'string' ? { configFile: file } : {}),
    tell: (message) => io.stderr.write(`${visible(message)}\n`),
    signal: io.signal,
  });
}

/** Ask a service in KQL where it has KQL, else in its own language. */
export function askRemote(
  remote: RemoteConnection,
  text: string,
  options: Readonly<Record<string, unknown>>,
  io: Io,
): Promise<Table> {
  return withRows(options, io, (asking) =>
    remote.language === 'KQL' ? remote.kql(text, asking) : remote.query(text, asking),
  );
}

/** Ask, and show meanwhile how many rows have come. */
export async function withRows(
  { from, to }: Readonly<Record<string, unknown>>,
  io: Io,
  ask: (asking: AskOptions) => Promise<Table>,
): Promise<Table> {
  const bar = new ProgressBar(io);
  const span =
    from === undefined && to === undefined
      ? {}
      : {
          timespan: {
            from: String(from ?? '1970-01-01'),
            to: to === undefined ? new Date() : String(to),
          },
        };
  try {
    return await ask({
      ...span,
      signal: io.signal,
      onRows: (rows: number) => bar.update(`${rows.toLocaleString('en')} rows`, 0, 0),
    });
  } finally {
    bar.clear();
  }
}
