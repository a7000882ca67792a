import { existsSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { didYouMean, HuntError, visible } from '../../base/index.ts';
import {
  type Config,
  configFiles,
  loadConfig,
  Secret,
  type Service,
  shownSetting,
  writeHuntbook,
} from '../../config/index.ts';
import { Hunt } from '../../session/index.ts';
import { type CliCommand, defineCommand, exitCodes, type Io } from '../define-command.ts';

const actions = ['show', 'check', 'import'] as const;

const config: CliCommand = defineCommand({
  name: 'config',
  about: 'Show, check or import the services and secrets that huntbook.yaml names.',
  arguments: [
    {
      syntax: '<action>',
      about: 'show, check (try each connection and say what works) or import',
    },
    {
      syntax: '[file]',
      about: 'a huntbook.yaml or msticpyconfig.yaml; those of the folder and the user unless said',
    },
  ],
  options: [
    { flags: '-o, --out <file>', about: 'import: write to this new file instead of stdout' },
  ],
  examples: [
    { command: 'huntbook config show', about: 'what is configured, secrets by their places' },
    { command: 'huntbook config check', about: 'what is wrong with it, and which services answer' },
    {
      command: 'huntbook config import msticpyconfig.yaml --out huntbook.yaml',
      about: "take over MSTICPy's settings; secrets that it spells out are not copied",
    },
  ],
  async run({ values: [action = '', file], options }, io) {
    const known = actions.find((name) => name === action);
    if (!known)
      throw new HuntError({
        code: 'cli/bad-action',
        message: `'${action}' is nothing to do with settings.${didYouMean(action, actions)}`,
        hint: `huntbook config ${actions.join(', huntbook config ')}`,
      });
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
    const missing =
      known === 'check'
        ? (await checkSecrets(found, io)) + (await tryServices(found, file, io))
        : 0;
    return failed || missing > 0 ? exitCodes.failed : exitCodes.ok;
  },
});

export default config;

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
  const { cloud, signIn, settings } = found.azure;
  return [
    ...found.files.map((file) => `from ${file}`),
    `azure: ${cloud} cloud, sign-in by ${signIn.join(', ')}`,
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

/** Say of each secret of the environment or the keychain whether it is there; gives how many are not. */
async function checkSecrets(found: Config, io: Io): Promise<number> {
  const all = [
    found.azure.settings,
    ...sectionsOf(found).flatMap(([, services]) => [...services.values()].map((s) => s.settings)),
  ];
  const secrets = all
    .flatMap((settings) => [...settings.values()])
    .filter((setting) => setting instanceof Secret && setting.kind !== 'key-vault') as Secret[];
  let missing = 0;
  for (const secret of secrets)
    try {
      await secret.reveal({}, io.signal);
    } catch (error) {
      if (!(error instanceof HuntError)) throw error;
      missing++;
      io.stderr.write(`error: ${visible(error.message)}\n`);
    }
  return missing;
}

/** Ask each connection the cheapest question; gives how many did not answer as they should. */
async function tryServices(found: Config, file: string | undefined, io: Io): Promise<number> {
  if (found.connections.size === 0) return 0;
  const hunt = new Hunt();
  let failed = 0;
  const tell = (message: string): unknown => io.stderr.write(`${visible(message)}\n`);
  const options = { tell, signal: io.signal, ...(file === undefined ? {} : { configFile: file }) };
  try {
    for (const { name, provider } of found.connections.values()) {
      const outcome = await hunt
        .connect(provider, { name }, options)
        .then((remote) => remote.check({ signal: io.signal }))
        .then(([first]) => first ?? { ok: false, said: 'there is no such connection' })
        .catch((error: unknown) => {
          if (!(error instanceof HuntError)) throw error;
          return { ok: false, said: error.message };
        });
      if (!outcome.ok) failed++;
      io.stdout.write(
        visibleLines([`${outcome.ok ? 'works' : 'fails'}  ${name}: ${outcome.said}`]),
      );
    }
  } finally {
    await hunt.close();
  }
  return failed;
}

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
