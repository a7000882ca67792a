import { didYouMean, HuntError } from '../base/index.ts';
import {
  type AzureCloud,
  azureClouds,
  type Config,
  Secret,
  type SecretSources,
  type Service,
  type Setting,
  snakeCase,
} from '../config/index.ts';
import {
  azureFields,
  type Connected,
  type OpenData,
  type Provider,
  type ProviderContext,
  type ProviderSettings,
  type ServiceKind,
} from './define-provider.ts';
import { Http, type Transport } from './http.ts';
import { secretSources } from './key-vault.ts';
import { checkSettings } from './settings.ts';
import { clouds, sharedSignIn } from './sign-in.ts';
import * as found from './systems/index.gen.ts';

/** Every system that can be asked, by name. */
export const providers: ReadonlyMap<string, Provider> = new Map(
  Object.values(found).map((provider): [string, Provider] => [provider.name, provider]),
);

export interface ConnectOptions {
  config: Config;
  transport?: Transport;
  /** What is open here, for the provider that asks it; nothing unless said. */
  open?: OpenData;
  /** Tells the user what to do for a sign-in by device code. */
  tell?: (message: string) => void;
  signal?: AbortSignal;
}

/** What is said of a connection in code: its settings, in snake or camel case. */
export type ConnectSettings = Readonly<Record<string, Setting>>;

/** One instance, ready to be asked. */
export interface Instance {
  /** What the user calls it: `CyberSecuritySoc`. */
  name: string;
  /** With its provider, for messages and coverage: `sentinel:CyberSecuritySoc`. */
  who: string;
  provider: Provider;
  settings: ProviderSettings;
  connected: Connected;
}

const nothingOpen: OpenData = {
  tables: () => [],
  async *rows() {},
};

/** The provider of a name, or of another that it answers to. Errors: `providers/unknown-provider`. */
export function providerNamed(name: string): Provider {
  const plain = name.toLowerCase();
  const provider =
    providers.get(plain) ?? [...providers.values()].find((p) => p.also?.includes(plain));
  if (provider) return provider;
  throw new HuntError({
    code: 'providers/unknown-provider',
    message: `There is no provider '${name}'.${didYouMean(name, providers.keys())}`,
    hint: `There are ${[...providers.keys()].join(', ')}.`,
  });
}

/**
 * The instances that are meant by `workspace` (or `cluster`, `host` … or `name`): one name or several, each that of a
 * connection in the configuration or the thing itself. Nothing is sent yet.
 * Errors: `providers/unknown-provider`, `unknown-connection`, `bad-setting`, `config/…`.
 */
export async function connectTo(
  name: string,
  given: ConnectSettings,
  options: ConnectOptions,
): Promise<Instance[]> {
  const provider = providerNamed(name);
  const found = await contextsOf(provider, given, options);
  return found.map((context) => {
    const { name: one, who, settings } = context;
    return { name: one, who, provider, settings, connected: provider.connect(context) };
  });
}

/** What a service works with, and what the user calls the instance. */
export interface NamedContext extends ProviderContext {
  readonly name: string;
}

/** What a service of this kind works with, for each instance that is meant. Errors: as `connectTo`. */
export async function contextsOf(
  kind: ServiceKind,
  given: ConnectSettings,
  options: ConnectOptions,
): Promise<NamedContext[]> {
  const settings = new Map(Object.entries(given).map(([key, value]) => [snakeCase(key), value]));
  const names = namesIn(kind, settings);
  const chosen = names.length > 0 ? names : [usualName(kind, settings, options.config)];
  const sources = secretSources(options.config, options);
  const contexts: NamedContext[] = [];
  for (const one of new Set(chosen))
    contexts.push(await contextOf(kind, one, settings, { ...options, sources }));
  return contexts;
}

/** `workspace` for a provider whose instances are told apart by `workspace_id`. */
const shortName = ({ instance }: ServiceKind): string =>
  instance.setting.replace(/_(?:id|url)$/, '');

function namesIn(provider: ServiceKind, settings: Map<string, Setting>): string[] {
  for (const key of ['name', shortName(provider), provider.instance.setting]) {
    const said = settings.get(key);
    if (said === undefined || said instanceof Secret) continue;
    settings.delete(key);
    return typeof said === 'object' ? [...said] : [String(said)];
  }
  return [];
}

/** The only connection of a provider, or the one that MSTICPy calls `Default`. */
function usualName(provider: ServiceKind, settings: Map<string, Setting>, config: Config): string {
  const names = namesOf(provider, config);
  if (names.includes('Default')) return 'Default';
  const [only, ...more] = names;
  if (only !== undefined && more.length === 0) return only;
  if (provider.here && names.length === 0) return provider.name;
  if (!provider.fields[provider.instance.setting]?.required && settings.size + names.length > 0)
    return names.length === 0 ? provider.name : '';
  throw new HuntError({
    code: 'providers/unknown-connection',
    message:
      names.length === 0
        ? `No connection of ${provider.name} is configured.`
        : `Which connection of ${provider.name}?`,
    hint:
      names.length === 0
        ? `Name ${provider.instance.such}, or write a connection into huntbook.yaml.`
        : `There are ${names.join(', ')}.`,
  });
}

function namesOf(provider: ServiceKind, { connections }: Config): string[] {
  return [...connections.values()]
    .filter((service) => settingsFor(provider, service) !== null)
    .map((service) => service.name);
}

const isOf = ({ name, also = [] }: ServiceKind, said: string): boolean =>
  said.toLowerCase() === name || also.includes(said.toLowerCase());

/** What a connection says to a provider: all where it is its own, what both know where it is shared, else null. */
function settingsFor(provider: ServiceKind, service: Service): ReadonlyMap<string, Setting> | null {
  if (isOf(provider, service.provider)) return service.settings;
  const owners = (provider.shares ?? []).flatMap((name) => providers.get(name) ?? []);
  if (!owners.some((owner) => isOf(owner, service.provider))) return null;
  return new Map([...service.settings].filter(([name]) => Object.hasOwn(provider.fields, name)));
}

/** By which an application or a person is told from others. */
const signsIn = ['client_id', 'client_secret', 'certificate_path', 'username', 'token'];

function cloudOf({ text }: ProviderSettings): { cloud?: AzureCloud } {
  const cloud = azureClouds.find((one) => one === text('cloud'));
  return cloud ? { cloud } : {};
}

/** The connection of what was named by its address or its id; its host's first name stands for it, too. */
function serviceAt(
  said: string,
  provider: ServiceKind,
  { connections }: Config,
): Service | undefined {
  const plain = (text: string): string => text.toLowerCase().replace(/\/+$/, '');
  return [...connections.values()].find((service) => {
    const at = settingsFor(provider, service)?.get(provider.instance.setting);
    if (typeof at !== 'string') return false;
    const [host = ''] = at.replace(/^https?:\/\//i, '').split('.', 1);
    return [plain(at), host.toLowerCase()].includes(plain(said));
  });
}

async function contextOf(
  provider: ServiceKind,
  name: string,
  given: ReadonlyMap<string, Setting>,
  {
    config,
    transport = {},
    tell,
    signal,
    open = nothingOpen,
    sources,
  }: ConnectOptions & { sources: SecretSources },
): Promise<NamedContext> {
  const { instance } = provider;
  const service =
    config.connections.get(name) ??
    (name === provider.name ? undefined : serviceAt(name, provider, config));
  const known = service ? settingsFor(provider, service) : null;
  if (!known && name !== provider.name && !instance.looks.test(name)) {
    const names = namesOf(provider, config);
    throw new HuntError({
      code: 'providers/unknown-connection',
      message: `'${name}' is neither a connection of ${provider.name} nor ${instance.such}.${didYouMean(name, names)}`,
      hint:
        names.length > 0
          ? `There are ${names.join(', ')}.`
          : 'None is configured: huntbook config show.',
    });
  }
  const own: [string, Setting][] =
    known || name === provider.name ? [] : [[instance.setting, name]];
  // The sign-in that `azure` tells is every service's that has none of its own.
  const isAzure = 'client_secret' in provider.fields;
  const hasOwn = signsIn.some((key) => known?.has(key) || given.has(key));
  const common = [...config.azure.settings].filter(
    ([key]) => Object.hasOwn(azureFields, key) && (key === 'tenant_id' || !hasOwn),
  );
  const merged = new Map<string, Setting>([
    ...(isAzure ? common : []),
    ...(known ?? []),
    ...own,
    ...given,
  ]);
  const who = name === provider.name ? name : `${provider.name}:${name}`;
  const secrets: string[] = [];
  const scrub = (text: string): string =>
    secrets.reduce((rest, secret) => rest.replaceAll(secret, '•••'), text);
  const http = new Http({ who, scrub, ...transport });
  const settings = await checkSettings(provider, merged, {
    who,
    sources,
    ...(signal ? { signal } : {}),
  });
  secrets.push(...settings.secrets);
  const azure = transport.azure ?? {};
  const { cloud } = { ...config.azure, ...cloudOf(settings) };
  const signing = { who, settings, azure: { ...config.azure, cloud }, transport: azure };
  const said = { ...signing, ...(tell ? { tell } : {}) };
  return {
    name,
    who,
    settings,
    http,
    azure,
    open,
    cloud: clouds[cloud],
    credential: (fresh) => sharedSignIn(said, fresh),
  };
}
