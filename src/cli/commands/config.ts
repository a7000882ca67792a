import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { didYouMean, HuntError, visible } from '../../base/index.ts';
import {
  type Config,
  configFiles,
  loadConfig,
  type Service,
  shownSetting,
  writeHuntbook,
} from '../../config/index.ts';
import { checkConfig } from '../config-check.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';
import { networkOf } from '../with-hunt.ts';

const actions = ['show', 'check', 'import'] as const;

const config: CliCommand = defineCommand({
  name: 'config',
  about: 'Show, check or import the services and secrets that huntbook.yaml names.',
  arguments: [
    {
      syntax: '<action>',
      about: 'show, check (try each service and say what works) or import',
    },
    {
      syntax: '[file]',
      about: 'a huntbook.yaml or msticpyconfig.yaml; those of the folder and the user unless said',
    },
  ],
  options: [
    { flags: '--config <file>', about: 'the same as [file], as other commands take it' },
    { flags: '-o, --out <file>', about: 'import: write to this new file instead of stdout' },
    {
      flags: '--allow-network <function>',
      about:
        'check: also try whom this function asks, such as ti_lookup, ti_lookup:VirusTotal, ipstack, whois, or geo-data for the key of MaxMind',
      repeats: true,
    },
  ],
  examples: [
    { command: 'huntbook config show', about: 'what is configured, secrets by their places' },
    { command: 'huntbook config check', about: 'what is wrong with it, and which services answer' },
    {
      command: 'huntbook config check --allow-network ti_lookup',
      about: 'ask each source of threat intelligence one harmless question too',
    },
    {
      command: 'huntbook config import msticpyconfig.yaml --out huntbook.yaml',
      about: "take over MSTICPy's settings; secrets that it spells out are not copied",
    },
  ],
  async run({ values: [action = '', named], options }, io) {
    const known = actions.find((name) => name === action);
    if (!known)
      throw new HuntError({
        code: 'cli/bad-action',
        message: `'${action}' is nothing to do with settings.${didYouMean(action, actions)}`,
        hint: `huntbook config ${actions.join(', huntbook config ')}`,
      });
    const file = fileOf(named, options['config']);
    const found = await loadConfig(file === undefined ? {} : { file });
    if (found.files.length === 0)
      throw new HuntError({
        code: 'config/none',
        message: 'Nothing is configured.',
        hint: `Settings are read from ${configFiles().join(', ')}.`,
      });
    tellFaults(found, io);
    const failed = found.faults.some(({ severity }) => severity === 'error');
    if (known === 'import') await importInto(found, options['out'], io);
    else io.stdout.write(visibleLines(showText(found)));
    const { network = [] } = networkOf(options);
    const works = known !== 'check' || (await checkConfig(found, { file, network }, io));
    return failed || !works ? exitCodes.failed : exitCodes.ok;
  },
});

export default config;

/** The file that was named, by its place or by `--config`. */
function fileOf(named: string | undefined, option: unknown): string | undefined {
  if (typeof option !== 'string') return named;
  if (named === undefined || named === option) return option;
  throw new HuntError({
    code: 'cli/two-files',
    message: `Two files are named: '${named}' and '${option}'.`,
    hint: 'Name one, as [file] or by --config.',
  });
}

function tellFaults({ faults }: Config, io: Io): void {
  for (const { file, line, path, message, severity } of faults) {
    const place = [`${file}:${line}`, path].filter(Boolean).join(': ');
    io.stderr.write(`${visible(`${severity}: ${place}: ${message}`)}\n`);
  }
}

function sectionsOf(found: Config): [string, ReadonlyMap<string, Service>][] {
  return [
    ['connections', found.connections],
    ['threat intelligence', found.threatIntelligence],
    ['enrichment', found.enrichment],
  ];
}

const settingLine = ([name, setting]: [string, Parameters<typeof shownSetting>[0]]): string =>
  `      ${name}: ${shownSetting(setting)}`;

function showText(found: Config): string[] {
  const { cloud, signIn, tokenCache, settings } = found.azure;
  return [
    ...found.files.map((file) => `from ${file}`),
    `azure: ${cloud} cloud, sign-in by ${signIn.join(', ')}${tokenCache ? ', kept between sessions' : ''}`,
    ...[...settings].map(settingLine),
    ...sectionsOf(found).flatMap(([title, services]) =>
      services.size === 0
        ? []
        : [
            `${title}:`,
            ...[...services.values()].flatMap(({ name, provider, primary, settings: of }) => [
              `  ${name} (${provider}${primary ? ', primary' : ''})`,
              ...[...of].map(settingLine),
            ]),
          ],
    ),
    ...(found.queryFolders.length > 0 ? ['queries:'] : []),
    ...found.queryFolders.map((folder) => `  ${folder}${existsSync(folder) ? '' : ' (not there)'}`),
  ];
}

const visibleLines = (lines: readonly string[]): string =>
  lines.map((line) => `${visible(line)}\n`).join('');

async function importInto(found: Config, out: unknown, io: Io): Promise<void> {
  const { text, toSet } = writeHuntbook(found);
  if (typeof out !== 'string') io.stdout.write(text);
  else
    await writeFile(out, text, { flag: 'wx', mode: 0o600 }).catch(
      (cause: NodeJS.ErrnoException) => {
        throw new HuntError({
          code: 'config/not-written',
          message: `'${out}' is not written (${cause.code}).`,
          hint: 'Name a file that does not exist yet, in a folder that does.',
          cause,
        });
      },
    );
  for (const { variable, path } of toSet)
    io.stderr.write(
      `${visible(`${path} was written in the file and is not copied: put it into ${variable}.`)}\n`,
    );
}
