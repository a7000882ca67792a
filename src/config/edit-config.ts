import { createHash } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { realpath, stat } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { HuntError } from '../base/index.ts';
import { diskFault, replaceFile, sweepPartials, withLock } from '../files/index.ts';
import { changeYaml, readYamlTree, type YamlChange, type YamlValue } from '../yaml/index.ts';
import { secretName, snakeCase } from './file-reader.ts';
import { type ConfigPlaces, configFiles } from './load-config.ts';
import { readHuntbook } from './read-huntbook.ts';

/** The sections of `huntbook.yaml` that name services. */
export type ServiceSection = 'connections' | 'threat_intelligence' | 'enrichment';

/** What a setting becomes: a value, the place of a secret, or, where nothing is said, what it is. */
export type EditedSetting =
  | string
  | number
  | boolean
  | readonly string[]
  | { readonly env: string }
  | { readonly keychain: string }
  | { readonly key_vault: string }
  | null;

/** A service as it is to stand in the file; settings that are not named are taken out. */
export interface EditedService {
  readonly provider: string;
  readonly primary: boolean;
  /** Names in snake case; null for a setting that stays as it is. */
  readonly settings: readonly (readonly [string, EditedSetting])[];
}

/** One change of `huntbook.yaml`. */
export type ConfigEdit =
  | { kind: 'service'; section: ServiceSection; name: string; service: EditedService | null }
  | { kind: 'queries'; folders: readonly string[] };

/** The `huntbook.yaml` that is changed: that of the folder, else that of the user, else a new one in the folder. */
export function ownConfigFile(places: ConfigPlaces = {}): string {
  if (places.file !== undefined) return resolve(places.file);
  const [project = 'huntbook.yaml', user = project] = configFiles(places);
  return [project, user].find((file) => existsSync(file)) ?? project;
}

/** What an edit says that it is made on; changes with every change of the file. */
export function configVersion(file: string): string {
  return createHash('sha256').update(textOf(file)).digest('hex');
}

/**
 * Change a `huntbook.yaml`, whole or not at all. A secret is never written, only where it lies. Errors:
 * `config/changed` where the file is not the one of `version` any more, `config/not-editable`, `config/bad-edit`,
 * `config/not-written`.
 */
export async function editConfig(file: string, version: string, edit: ConfigEdit): Promise<void> {
  try {
    const lock = { path: `${file}.lock`, about: `'${file}'` };
    await withLock(lock, () => change(file, version, edit));
  } catch (error) {
    throw diskFault(error, { path: file, what: 'The settings', code: 'config/not-written' });
  }
}

async function change(file: string, version: string, edit: ConfigEdit): Promise<void> {
  const before = textOf(file);
  if (configVersion(file) !== version)
    throw new HuntError({
      code: 'config/changed',
      message: `'${file}' was changed elsewhere.`,
      hint: 'Look at what it says now, then change it again.',
    });
  const after = changeYaml(before, changesOf(edit, before, file));
  if (after === null) throw notEditable(file);
  const known = new Set(readHuntbook(before, file).faults.map(({ message }) => message));
  const fault = readHuntbook(after, file).faults.find(({ message }) => !known.has(message));
  if (fault) throw badEdit(`${fault.path}: ${fault.message}`);
  await write(file, after);
}

function changesOf(edit: ConfigEdit, text: string, file: string): YamlChange[] {
  if (edit.kind === 'queries')
    return [{ path: ['queries'], value: edit.folders.length > 0 ? edit.folders : null }];
  const { section, name, service } = edit;
  const path = [section, name];
  if (service === null) return [{ path, value: null }];
  if (!/^[^\s.](?:[^\n\r.]{0,98}[^\s.])?$/.test(name))
    throw badEdit(
      `"${name}" is no name: it has 1 to 100 characters, no dot, and no blank around it.`,
    );
  const kept = new Set(service.settings.map(([setting]) => setting));
  const { connections, threatIntelligence, enrichment } = readHuntbook(text, file);
  const now = { connections, threat_intelligence: threatIntelligence, enrichment }[section];
  const gone = [...(now.get(name)?.settings.keys() ?? [])].filter((setting) => !kept.has(setting));
  const spelled = spelledNames(text, path);
  const at = (setting: string, value: YamlValue | null): YamlChange => ({
    path: [...path, spelled.get(setting) ?? setting],
    value,
  });
  return [
    at('provider', service.provider),
    at('primary', service.primary ? true : null),
    ...gone.map((setting) => at(setting, null)),
    ...service.settings.flatMap(([setting, value]) =>
      value === null ? [] : [at(setting, checked(setting, value))],
    ),
  ];
}

/** How the file itself spells the names of a service's settings, by names in snake case. */
function spelledNames(text: string, path: readonly string[]): Map<string, string> {
  let { tree } = readYamlTree(text, '');
  for (const name of path) tree = (tree?.kind === 'map' && tree.entries.get(name)) || null;
  const names = tree?.kind === 'map' ? [...tree.entries.keys()] : [];
  return new Map(names.map((name) => [snakeCase(name), name]));
}

/** A secret's own text is refused: it would lie in the file for everybody to read. */
function checked(name: string, value: Exclude<EditedSetting, null>): YamlValue {
  if (!/^[a-z][a-z0-9_]{0,60}$/.test(name)) throw badEdit(`"${name}" is no name of a setting.`);
  const named = typeof value === 'object' && !Array.isArray(value);
  if (secretName.test(name) && !named)
    throw badEdit(
      `${name} is a secret: say where it lies (a variable of the environment, the keychain, Key Vault), not what it is.`,
    );
  return value as YamlValue;
}

function badEdit(message: string): HuntError {
  return new HuntError({
    code: 'config/bad-edit',
    message,
    hint: 'Nothing was written.',
  });
}

function notEditable(file: string): HuntError {
  return new HuntError({
    code: 'config/not-editable',
    message: `'${file}' cannot be changed here: it has faults, or is written in a way that is not understood.`,
    hint: 'Change it in an editor; huntbook config show says what is wrong with it.',
  });
}

function textOf(file: string): string {
  if (!existsSync(file)) return '';
  if (!/huntbook[^/\\]*\.ya?ml$/i.test(file)) throw notEditable(file);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(file));
  } catch (cause) {
    if (cause instanceof TypeError) throw notEditable(file);
    throw new HuntError({
      code: 'config/not-read',
      message: `'${file}' cannot be read (${(cause as NodeJS.ErrnoException).code}).`,
      hint: 'Look at its permissions.',
      cause,
    });
  }
}

async function write(file: string, text: string): Promise<void> {
  const old = await stat(file).catch(() => null);
  const real = old ? await realpath(file) : file;
  await sweepPartials(dirname(real), real);
  await replaceFile(real, text, { mode: (old?.mode ?? 0o600) & 0o777 });
}
