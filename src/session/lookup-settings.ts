import { HuntError } from '../base/index.ts';
import { type Config, loadConfig, Secret, type Service, type Setting } from '../config/index.ts';
import { type TiSource, tiSources } from '../enrich/index.ts';
import { type SecretParts, secretSources } from '../providers/index.ts';

/** Whose settings are read, and from where. */
export interface LookupSettingsOptions extends SecretParts {
  /** What is configured; the files of the folder and the user unless said. */
  config?: Config;
  /** Only of these functions, or sources of one (`ti_lookup:VirusTotal`), as `network` of `open` has them; all unless said. */
  network?: readonly string[];
  /** Key Vault is not asked: a text stands for each secret that lies there, to say who is set up. */
  offline?: boolean;
  /** Is told of each secret that is not where it should be; that one is left out. */
  onFault?: (fault: HuntError) => void;
  signal?: AbortSignal;
}

/** What is asked by functions other than `ti_lookup`, and the settings that each takes, with what they are. */
export const toolSettings: ReadonlyMap<string, ReadonlyMap<string, string>> = new Map([
  [
    'ipstack',
    new Map([
      ['ipstack_key', 'the key of your account'],
      ['ipstack_url', 'another address of its server'],
    ]),
  ],
  ['rdap', new Map([['rdap_bootstrap', 'another address of the list of registries']])],
  ['whois', new Map([['whois_server', 'the server that is asked first']])],
  [
    'dns_lookup',
    new Map([['dns_server', 'the server that is asked, instead of those of the system']]),
  ],
]);

/** What other files call a setting of ours, by how ours ends. */
const endings: Readonly<Record<string, string>> = {
  auth_key: 'key',
  api_key: 'key',
  api_id: 'id',
  auth: 'key',
};

/** What stands for a secret that was not asked for. */
export const inVault = 'in the vault';

/** Who is meant by a service of the configuration. */
export interface LookupParty {
  /** As `network` has it: `ti_lookup:VirusTotal`, `ipstack`. */
  name: string;
  /** The settings that it takes. */
  settings: readonly string[];
  source: TiSource | null;
}

/** The source of threat intelligence of a service; null for none that there is. */
export function sourceParty({ provider }: Service): LookupParty | null {
  const source = [...tiSources.values()].find(
    ({ name }) => name.toLowerCase() === provider.toLowerCase(),
  );
  if (!source) return null;
  const settings = [
    ...source.settings.map(({ name }) => name),
    ...source.services.map(({ setting }) => setting),
    `${source.name.toLowerCase()}_budget`,
  ];
  return { name: `ti_lookup:${source.name}`, settings, source };
}

/** The function of a service of enrichment: `IPStackLookup` of MSTICPy is `ipstack`; null for none that there is. */
export function toolParty({ provider }: Service): LookupParty | null {
  const plain = provider.toLowerCase().replace(/[\s-]+/g, '_');
  const name = [plain, plain.replace(/_?lookup$/, '')].find((one) => toolSettings.has(one));
  if (name === undefined) return null;
  return { name, settings: [...(toolSettings.get(name)?.keys() ?? [])], source: null };
}

/** The setting that a file means: `AuthKey` of XForce is `xforce_key`; null for none that there is. */
function settingNamed({ settings }: LookupParty, said: string): string | null {
  const end = Object.hasOwn(endings, said) ? endings[said] : said;
  return (
    settings.find((name) => name === said) ?? settings.find((n) => n.endsWith(`_${end}`)) ?? null
  );
}

/** The settings of one who may be asked, by our names. Errors: `config/…`, `providers/…` of secrets that cannot be got. */
export async function settingsOf(
  party: LookupParty,
  service: Service,
  reveal: (secret: Secret) => Promise<string>,
): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>();
  for (const [said, setting] of service.settings) {
    const name = settingNamed(party, said);
    const text = name === null ? '' : await textOf(setting, reveal);
    if (name !== null && text) found.set(name, text);
  }
  return found;
}

async function textOf(
  setting: Setting,
  reveal: (secret: Secret) => Promise<string>,
): Promise<string> {
  if (setting instanceof Secret) return reveal(setting);
  return Array.isArray(setting) ? setting.join(';') : String(setting);
}

/**
 * The settings of those whom functions ask, as `settings` of `open` and `lookUp` take them: from the sections
 * `threat_intelligence` and `enrichment` of `huntbook.yaml`, and those of `msticpyconfig.yaml`. Sources that are marked as
 * primary are who is asked. Secrets come from the environment, the keychain and Azure Key Vault, and only those of `network`.
 */
export async function lookupSettings(
  options: LookupSettingsOptions = {},
): Promise<Readonly<Record<string, string>>> {
  const { network, onFault, offline, signal } = options;
  const config = options.config ?? (await loadConfig());
  const sources = secretSources(config, options);
  const found = new Map<string, string>();
  const primary = new Set<string>();
  const reveal = async (secret: Secret): Promise<string> => {
    if (offline && secret.kind === 'key-vault') return inVault;
    try {
      return await secret.reveal(sources, signal);
    } catch (error) {
      signal?.throwIfAborted();
      if (!(error instanceof HuntError)) throw error;
      onFault?.(error);
      return '';
    }
  };
  for (const [services, partyOf] of [
    [config.threatIntelligence, sourceParty],
    [config.enrichment, toolParty],
  ] as const)
    for (const service of services.values()) {
      const party = partyOf(service);
      if (!party) continue;
      if (service.primary && party.source) primary.add(party.source.name);
      if (!mayBeAsked(party.name, network)) continue;
      for (const [name, text] of await settingsOf(party, service, reveal)) found.set(name, text);
    }
  if (primary.size > 0) found.set('ti_sources', [...primary].join(','));
  return Object.fromEntries(found);
}

/** Whether `network` names a party, or the function that asks it. */
export function mayBeAsked(name: string, network: readonly string[] | undefined): boolean {
  return !network || network.includes(name) || network.includes(name.split(':')[0] ?? '');
}
