import { readFileSync } from 'node:fs';
import { homedir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { HuntError } from '../base/index.ts';
import type { Config, ConfigPart, Service } from './config.ts';
import { readHuntbook } from './read-huntbook.ts';
import { readMsticpy } from './read-msticpy.ts';

/** Where settings are looked for. */
export interface ConfigPlaces {
  /** Only this file, `huntbook.yaml` or `msticpyconfig.yaml` by its name. */
  file?: string;
  /** The project's folder; the current one unless said. */
  folder?: string;
  /** The user's folder; the system's unless said. */
  home?: string;
  env?: Readonly<Record<string, string | undefined>>;
}

/** The files that are read where they exist, the most important first. */
export function configFiles({
  folder = process.cwd(),
  home = homedir(),
  env = process.env,
}: ConfigPlaces = {}): string[] {
  const own = env['XDG_CONFIG_HOME'] || join(home, '.config');
  return [
    join(folder, 'huntbook.yaml'),
    join(own, 'huntbook', 'huntbook.yaml'),
    ...(env['MSTICPYCONFIG']
      ? [resolve(env['MSTICPYCONFIG'])]
      : [join(folder, 'msticpyconfig.yaml'), join(home, '.msticpy', 'msticpyconfig.yaml')]),
  ];
}

/**
 * What is configured: of each name the most important file's. Faults in a file are told in `faults`, and cost only the
 * part that they stand in. Errors: `config/no-file` for a file that was named and cannot be read, `yaml/too-large`.
 */
export async function loadConfig(places: ConfigPlaces = {}): Promise<Config> {
  return loadConfigSync(places);
}

/** The same, for those who cannot wait: the files are small and few. */
export function loadConfigSync(places: ConfigPlaces = {}): Config {
  if (places.file !== undefined) return unite([readConfig(places.file)]);
  const parts: ConfigPart[] = [];
  let msticpy = false;
  for (const file of configFiles(places)) {
    const isMsticpy = !/huntbook\.ya?ml$/i.test(file);
    if (isMsticpy && msticpy) continue;
    const text = textOf(file);
    if (text === null) continue;
    msticpy ||= isMsticpy;
    parts.push(parse(text, file));
  }
  return unite(parts);
}

/** What one file says. Errors: `config/no-file`, `yaml/too-large`. */
function readConfig(file: string): ConfigPart {
  const path = resolve(file);
  const text = textOf(path);
  if (text !== null) return parse(text, path);
  throw new HuntError({
    code: 'config/no-file',
    message: `There is no file '${file}'.`,
    hint: 'Name a huntbook.yaml or a msticpyconfig.yaml.',
  });
}

/** Files of MSTICPy begin their sections with a capital letter; the name decides where there is none. */
function parse(text: string, file: string): ConfigPart {
  const ours = /^(?:azure|key_vault|connections|threat_intelligence|enrichment|queries)\s*:/m;
  const theirs =
    /^(?:AzureSentinel|MSSentinel|TIProviders|DataProviders|OtherProviders|QueryDefinitions|KeyVault|KustoClusters|Azure)\s*:/m;
  const named = /msticpy/i.test(basename(file));
  return (named || theirs.test(text)) && !ours.test(text)
    ? readMsticpy(text, file)
    : readHuntbook(text, file);
}

function textOf(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'ENOENT' || code === 'ENOTDIR') return null;
    throw new HuntError({
      code: 'config/no-file',
      message: `'${file}' cannot be read (${code}).`,
      hint: 'Look at its permissions, and whether it is a file.',
      cause: error,
    });
  }
}

function unite(parts: readonly ConfigPart[]): Config {
  const last = [...parts].reverse();
  const services = (of: (part: ConfigPart) => Map<string, Service>): Map<string, Service> =>
    new Map(last.flatMap((part) => [...of(part)]));
  const azure = Object.assign({}, ...last.map((part) => part.azure)) as ConfigPart['azure'];
  return {
    files: parts.map((part) => part.file),
    azure: {
      cloud: azure.cloud ?? 'public',
      signIn: azure.signIn ?? ['env', 'cli', 'managed-identity', 'browser'],
      tokenCache: azure.tokenCache ?? false,
      settings: azure.settings ?? new Map(),
    },
    connections: services((part) => part.connections),
    threatIntelligence: services((part) => part.threatIntelligence),
    enrichment: services((part) => part.enrichment),
    queryFolders: [...new Set(parts.flatMap((part) => part.queryFolders))],
    faults: parts.flatMap((part) => part.faults),
  };
}
