import { didYouMean, HuntError } from '../base/index.ts';
import { Secret, type SecretSources, type Setting } from '../config/index.ts';
import type { ProviderField, ProviderSettings, ServiceKind } from './define-provider.ts';

type Plain = string | number | boolean | readonly string[];

/** What a provider is given: checked against its fields, secrets revealed, and those kept apart to be scrubbed from texts. */
export interface CheckedSettings extends ProviderSettings {
  readonly secrets: readonly string[];
}

/** Errors: `providers/bad-setting`, quoting the setting and near names; `config/no-secret`. */
export async function checkSettings(
  provider: ServiceKind,
  given: ReadonlyMap<string, Setting>,
  options: { who: string; sources: SecretSources; signal?: AbortSignal },
): Promise<CheckedSettings> {
  const { who, sources, signal } = options;
  const names = Object.keys(provider.fields);
  const values = new Map<string, Plain>();
  const secrets: string[] = [];
  for (const [name, setting] of given) {
    const field = Object.hasOwn(provider.fields, name) ? provider.fields[name] : undefined;
    if (!field)
      throw badSetting(
        `${who}: ${provider.name} has no setting "${name}".${didYouMean(name, names)}`,
        provider,
      );
    const value = setting instanceof Secret ? await setting.reveal(sources, signal) : setting;
    if (setting instanceof Secret || field.type === 'secret') secrets.push(String(value));
    values.set(name, checked(value, { name, field, provider, who }));
  }
  for (const [name, { required, about }] of Object.entries(provider.fields))
    if (required && (values.get(name) ?? '') === '')
      throw badSetting(`${who}: the setting ${name} is missing: ${about}.`, provider);
  const of = <T>(name: string, type: string): T | undefined => {
    const value = values.get(name);
    return typeof value === type ? (value as T) : undefined;
  };
  return {
    text: (name) => of<string>(name, 'string'),
    number: (name) => of<number>(name, 'number'),
    flag: (name) => of<boolean>(name, 'boolean') ?? false,
    list: (name) => of<readonly string[]>(name, 'object') ?? [],
    secrets: secrets.filter((secret) => secret.length > 3),
  };
}

function checked(
  value: Exclude<Setting, Secret>,
  at: { name: string; field: ProviderField; provider: ServiceKind; who: string },
): Plain {
  const { name, field, provider, who } = at;
  const wrong = (wanted: string): HuntError =>
    badSetting(
      field.type === 'secret'
        ? `${who}: ${name} is ${wanted}.`
        : `${who}: ${name} is ${wanted}, not ${JSON.stringify(value)}.`,
      provider,
    );
  if (field.type === 'number') {
    const number = Number(value);
    if (typeof value === 'object' || !Number.isFinite(number)) throw wrong('a number');
    return number;
  }
  if (field.type === 'flag') {
    if (typeof value !== 'boolean') throw wrong('true or false');
    return value;
  }
  if (field.type === 'list') return typeof value === 'object' ? value : [String(value)];
  if (typeof value === 'object' || typeof value === 'boolean') throw wrong('a text');
  const text = String(value);
  if (field.oneOf && !field.oneOf.includes(text)) throw wrong(`one of ${field.oneOf.join(', ')}`);
  return text;
}

function badSetting(message: string, { name, fields }: ServiceKind): HuntError {
  return new HuntError({
    code: 'providers/bad-setting',
    message,
    hint: `${name} takes ${Object.keys(fields).join(', ')}.`,
  });
}
