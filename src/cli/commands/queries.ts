import { HuntError, visible } from '../../base/index.ts';
import {
  type Answerable,
  entitiesOf,
  exampleOf,
  fullName,
  type NamedQuery,
  neededParameters,
  packsFolder,
  tablesOf,
} from '../../catalog/index.ts';
import { type Provider, providers } from '../../providers/index.ts';
import { Hunt, type HuntQueries, LocalConnection } from '../../session/index.ts';
import { connectTo } from '../ask-remote.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { configOption, folderOptions, tellFaults } from '../named-query.ts';
import { textTable } from '../text-table.ts';
import { dataOptions, huntOptions, withHunt } from '../with-hunt.ts';

type Options = Readonly<Record<string, unknown>>;

const queries: CliCommand = defineCommand({
  name: 'queries',
  about:
    'List the named queries that fit, or show one in full; say which of them your data can answer.',
  arguments: [{ syntax: '[words...]', about: 'the name of one, or words to look for' }],
  options: [
    { flags: '--family <name>', about: 'only those of this family, such as WindowsSecurity' },
    { flags: '--table <name>', about: 'only those that read this table' },
    { flags: '-e, --entity <name>', about: 'only those about this kind of entity, such as Host' },
    { flags: '--parameter <name>', about: 'only those that take this parameter' },
    {
      flags: '--on <system>',
      about: 'only those that this provider can be asked, such as sentinel or splunk',
    },
    { flags: '-d, --data <file>', about: 'say whether these files can answer them', repeats: true },
    { flags: '--answerable', about: 'only those that the data can answer' },
    { flags: '-f, --format <name>', about: 'table or json', choices: ['table', 'json'] },
    ...folderOptions,
    configOption,
    ...dataOptions,
  ],
  examples: [
    { command: 'huntbook queries logon failures', about: 'those about failed logons' },
    {
      command: 'huntbook queries WindowsSecurity.list_host_processes',
      about: 'one in full: purpose, parameters, text, an example',
    },
    {
      command: 'huntbook queries --sample --answerable --entity Host',
      about: 'what the sample investigation can be asked of a host',
    },
    {
      command: 'huntbook queries --data logs.zip --family WindowsSecurity',
      about: 'what files can answer, what is missing, and which logging would bring it',
    },
  ],
  async run({ values, options }, io) {
    const data = Array.isArray(options['data']) ? options['data'].map(String) : [];
    const hasData = data.length > 0 || options['sample'] === true;
    if (options['answerable'] && !hasData)
      throw new HuntError({
        code: 'cli/no-files',
        message: '--answerable needs data to look at.',
        hint: 'Name files by --data, or take --sample.',
      });
    if (hasData)
      return withHunt(
        data,
        options,
        io,
        async (hunt) => tell(await asked(hunt, options, io), true, values, options, io),
        true,
      );
    const hunt = new Hunt(huntOptions(options));
    try {
      return tell(await asked(hunt, options, io), false, values, options, io);
    } finally {
      await hunt.close();
    }
  },
});

export default queries;

/** The queries of what is open; those of `local`, whose connection may name folders of its own, where it is asked for. */
async function asked(hunt: Hunt, options: Options, io: Io): Promise<HuntQueries> {
  const on = options['on'];
  if (typeof on !== 'string' || !providerOf(on)?.here) return hunt.queries;
  const local = await connectTo(hunt, on, options, io);
  return local instanceof LocalConnection ? local.queries : hunt.queries;
}

function tell(
  queries: HuntQueries,
  hasData: boolean,
  words: readonly string[],
  options: Options,
  io: Io,
): number {
  tellFaults(queries, io);
  const [name] = words;
  const exact = words.length === 1 && name?.includes('.') ? queries.get(name) : undefined;
  const said = (key: string): string | undefined =>
    typeof options[key] === 'string' ? options[key] : undefined;
  const search = {
    words,
    ...given('family', said('family')),
    ...given('table', said('table')),
    ...given('entity', said('entity')),
    ...given('parameter', said('parameter')),
    ...systemsOf(said('on')),
  };
  const found = (exact ? [exact] : queries.search(search))
    .map((query) => ({ query, data: hasData ? queries.answerable(query) : null }))
    .filter(({ data }) => !options['answerable'] || data?.state === 'yes');
  if (found.length === 0)
    throw new HuntError({
      code: 'cli/no-query',
      message: `No query fits ${words.map((w) => `'${w}'`).join(' ') || 'what was asked for'}.`,
      hint: 'huntbook queries lists all.',
    });
  if (options['format'] === 'json')
    io.stdout.write(`${JSON.stringify(found.map(asJson), null, 2)}\n`);
  else io.stdout.write(exact ? found.map((f) => whole(f, io)).join('') : list(found, hasData, io));
  return exitCodes.ok;
}

/** The systems of a provider, or the one that MSTICPy calls so. */
function systemsOf(said: string | undefined): { environment?: readonly string[] } {
  if (said === undefined) return {};
  return { environment: providerOf(said)?.queries.systems ?? [said] };
}

function providerOf(said: string): Provider | undefined {
  const name = said.split(':')[0]?.toLowerCase() ?? '';
  return [...providers.values()].find((p) => p.name === name || p.also?.includes(name));
}

const given = <K extends string>(key: K, value: string | undefined): Partial<Record<K, string>> =>
  value === undefined ? {} : ({ [key]: value } as Record<K, string>);

interface Found {
  query: NamedQuery;
  data: Answerable | null;
}

function asJson({ query, data }: Found): unknown {
  const { parts: _, parameters, ...plain } = query;
  return {
    fullName: fullName(query),
    ...plain,
    entities: [...entitiesOf(query)],
    tables: tablesOf(query),
    parameters: [...parameters.values()],
    ...(data ? { data } : {}),
  };
}

const column = (name: string) => ({ name, type: 'string' as const });

function list(found: readonly Found[], hasData: boolean, io: Io): string {
  const names = ['Query', 'What it gives', 'Needs', ...(hasData ? ['Your data'] : ['For'])];
  const rows = found.map(({ query, data }) => [
    fullName(query),
    query.about,
    neededParameters(query).join(', '),
    data ? dataText(data) : query.environments.join(', '),
  ]);
  return `${textTable(names.map(column), rows, io.columns)}\n`;
}

function dataText(data: Answerable): string {
  const { state, missingTables, missingColumns, emptyColumns, missingFunctions } = data;
  const missing = [...missingTables, ...missingColumns, ...missingFunctions.map((f) => `${f}()`)];
  const words = {
    yes: 'can answer it',
    partly: 'can in part',
    no: 'cannot',
    elsewhere: 'another system',
  };
  if (state === 'yes' && emptyColumns.length > 0)
    return `${words.yes}, without ${emptyColumns.join(', ')}`;
  return missing.length > 0 ? `${words[state]}: no ${missing.join(', ')}` : words[state];
}

/** Where a query runs on files, its time is that of what is open unless said. */
function filledByTime({ language }: NamedQuery, name: string): boolean {
  return language === 'kql' && (name === 'start' || name === 'end');
}

/** Everything that is known of a query. */
function whole({ query, data }: Found, io: Io): string {
  const rows = [...query.parameters.values()]
    .filter((p) => p.used)
    .map(({ name, type, about, aliases, default: standard }) => [
      name,
      type,
      about,
      standard === undefined
        ? filledByTime(query, name)
          ? `the ${name} of your data`
          : 'must be given'
        : visible(String(standard)) || '(nothing)',
      aliases.join(', '),
    ]);
  const columns = ['Parameter', 'Type', 'What it is', 'Unless said', 'Also called'].map(column);
  const example = exampleOf(query);
  const tables = tablesOf(query).join(', ');
  return [
    `${fullName(query)}: ${query.about}\n`,
    `For ${query.environments.join(', ')} (${query.language})${tables ? `; reads ${tables}` : ''}\n`,
    query.file.startsWith(packsFolder) ? '' : `From ${visible(query.file)}\n`,
    [...entitiesOf(query)].length > 0 ? `Asked of: ${[...entitiesOf(query)].join(', ')}\n` : '',
    rows.length > 0 ? `\n${textTable(columns, rows, io.columns)}\n` : '',
    `\n${query.text.trim()}\n`,
    example === null ? '' : `\n${example}\n`,
    data ? `\nYour data ${dataText(data)}.\n` : '',
    ...(data?.logging ?? []).map(({ table, by }) => `${table} comes from ${by}.\n`),
  ].join('');
}
