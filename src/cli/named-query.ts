import { HuntError, visible } from '../base/index.ts';
import { fullName, type NamedQuery, valueOfText } from '../catalog/index.ts';
import type { HuntOptions, QueryValues } from '../session/index.ts';
import type { Io } from './define-command.ts';

/** The option of commands that read the configuration. */
export const configOption = {
  flags: '--config <file>',
  about: 'the huntbook.yaml or msticpyconfig.yaml to use',
} as const;

/** Options of commands that know named queries. */
export const folderOptions = [
  {
    flags: '--queries <folder>',
    about: 'a folder of further named queries, YAML in MSTICPy’s format',
    repeats: true,
  },
  {
    flags: '--data-folder <folder>',
    about: 'where the files lie that LocalData queries name; beside their YAML unless said',
    repeats: true,
  },
] as const;

/** Options of commands that run a named query. */
export const namedOptions = [
  {
    flags: '-N, --named <query>',
    about: 'run a query of `huntbook queries` in place of one that is written out',
  },
  {
    flags: '-p, --parameter <name=value>',
    about: 'a value for the named query; lists as a,b or as JSON',
    repeats: true,
  },
  {
    flags: '--start <time>',
    about: 'where its time starts: 2024-02-01, -2d@d; all data unless said',
  },
  { flags: '--end <time>', about: 'where its time ends' },
  { flags: '--split <length>', about: 'ask its time in pieces of this length, such as 1d' },
] as const;

type Options = Readonly<Record<string, unknown>>;

const texts = (value: unknown): string[] => (Array.isArray(value) ? value.map(String) : []);

/** What `--config` and `folderOptions` said, for a hunt. */
export function foldersOf(
  options: Options,
): Pick<HuntOptions, 'configFile' | 'queryFolders' | 'dataFolders'> {
  const { config, queries, dataFolder } = options;
  return {
    ...(typeof config === 'string' ? { configFile: config } : {}),
    queryFolders: texts(queries),
    dataFolders: texts(dataFolder),
  };
}

/** The values that `--parameter`, `--start`, `--end` and `--split` said for a query. */
export function valuesOf(query: NamedQuery, options: Options): QueryValues {
  const pairs = texts(options['parameter']).map((text): [string, unknown] => {
    const at = text.indexOf('=');
    if (at > 0)
      return [
        text.slice(0, at).trim(),
        readWord(query, text.slice(0, at).trim(), text.slice(at + 1)),
      ];
    throw new HuntError({
      code: 'cli/bad-parameter',
      message: `'${text}' gives no parameter a value.`,
      hint: `--parameter takes NAME=VALUE, such as host_name=VictimPC; ${fullName(query)} takes ${takes(query)}.`,
    });
  });
  const { start, end, split } = options;
  return {
    ...Object.fromEntries(pairs),
    ...(start === undefined ? {} : { start }),
    ...(end === undefined ? {} : { end }),
    ...(split === undefined ? {} : { split_query_by: split }),
  };
}

const takes = (query: NamedQuery): string =>
  [...query.parameters.values()]
    .filter((p) => p.used)
    .map((p) => p.name)
    .join(', ') || 'none';

function readWord(query: NamedQuery, name: string, text: string): unknown {
  const parameter =
    query.parameters.get(name) ??
    [...query.parameters.values()].find((p) => p.aliases.includes(name));
  return parameter ? valueOfText(parameter, text) : text;
}

/** Tell on stderr of the queries that could not be read. */
export function tellFaults({ faults }: { readonly faults: readonly HuntError[] }, io: Io): void {
  for (const fault of faults) io.stderr.write(`${visible(fault.message)}\n`);
}
