import { didYouMean, HuntError } from '../base/index.ts';
import type { Config, Secret, Service } from '../config/index.ts';
import { tiSources } from '../enrich/index.ts';
import { type SecretParts, secretSources } from '../providers/index.ts';
import { type LookupTool, tools } from '../toolbox/index.ts';
import {
  inVault,
  type LookupParty,
  mayBeAsked,
  settingsOf,
  sourceParty,
  toolParty,
} from './lookup-settings.ts';
import { type LookupOptions, lookUp, whatLookUpSends } from './lookups.ts';

/** What became of trying one who is asked by functions. */
export interface CheckedLookup {
  /** As the configuration calls it, or the function. */
  name: string;
  /** `not asked` where asking would send something that is not allowed. */
  state: 'works' | 'fails' | 'not asked';
  said: string;
  /** Who was not asked and may be allowed, as `network` names them. */
  party?: string;
}

export interface CheckLookupsOptions extends SecretParts {
  /** Whom to ask: functions, or sources of one; nobody unless said. */
  network?: readonly string[];
  /** Where answers and budgets are kept, as `open` has it. */
  answersFolder?: string | null;
  signal?: AbortSignal;
}

/** What is asked about: known to everybody, and harmless. */
const asked: Readonly<Record<string, string>> = {
  ipv4: '8.8.8.8',
  dns: 'microsoft.com',
  md5_hash: '44d88612fea8a8f36de82e1278abb02f',
  sha1_hash: '3395856ce81f2b7382dee72602f798b642f14140',
  sha256_hash: '275a021bbfb6489e54d471899f7db9d1663fc695ec2fe2a2c4538aabf651fd0f',
  url: 'http://microsoft.com/',
  ipv6: '2001:4860:4860::8888',
};

/** Functions that ask others without being set up, and what they are tried with. */
const always: readonly [string, string][] = [
  ['rdap', '8.8.8.8'],
  ['whois', '8.8.8.8'],
  ['dns_lookup', 'microsoft.com'],
];

/**
 * Try those whom the functions ask: the configured sources of threat intelligence and of places, and rdap, whois and DNS, with
 * one question each about something that everybody knows. Who may not be asked is told of, with what would be sent to whom.
 *
 * cost: a question of the budget of each who is asked.
 */
export async function* checkLookups(
  config: Config,
  options: CheckLookupsOptions = {},
): AsyncIterable<CheckedLookup> {
  const trial = new Trial(config, options);
  for (const service of config.threatIntelligence.values()) {
    const party = sourceParty(service);
    yield party ? await trial.service(service, party) : noSource(service);
  }
  const set = new Set<string>();
  for (const service of config.enrichment.values()) {
    const party = toolParty(service);
    if (!party) continue;
    set.add(party.name);
    yield await trial.service(service, party);
  }
  for (const [name, value] of always) if (!set.has(name)) yield await trial.tool(name, value);
}

/** The same of one service of threat intelligence or enrichment; it is asked only where it `may` be. */
export async function checkLookup(
  config: Config,
  service: Service,
  { may, signal }: { may: boolean; signal: AbortSignal },
): Promise<CheckedLookup> {
  const isSource = config.threatIntelligence.get(service.name) === service;
  const party = isSource ? sourceParty(service) : toolParty(service);
  if (party)
    return new Trial(config, { signal, network: may ? [party.name] : [] }).service(service, party);
  if (isSource) return noSource(service);
  const said = 'no function asks it: huntbook config check tries what it can.';
  return { name: service.name, state: 'not asked', said };
}

function noSource({ name, provider }: Service): CheckedLookup {
  const said = `There is no source '${provider}'.${didYouMean(provider, tiSources.keys())}`;
  return { name, state: 'fails', said };
}

class Trial {
  readonly #options: CheckLookupsOptions;
  readonly #sources: ReturnType<typeof secretSources>;

  constructor(config: Config, options: CheckLookupsOptions) {
    this.#options = options;
    this.#sources = secretSources(config, options);
  }

  async service(service: Service, party: LookupParty): Promise<CheckedLookup> {
    const { source } = party;
    const { name } = service;
    if (source?.looksInTables)
      return { name, state: 'not asked', said: 'it looks into tables that are open.' };
    // Nothing is fetched from Key Vault for one who is not asked.
    const reveal = async (secret: Secret): Promise<string> =>
      secret.kind === 'key-vault' && !this.#may(party.name)
        ? inVault
        : secret.reveal(this.#sources, this.#options.signal);
    try {
      const settings = Object.fromEntries(await settingsOf(party, service, reveal));
      const tool = lookupTool(source ? 'ti_lookup' : party.name);
      if (!source) return await this.#ask(name, tool, { value: '8.8.8.8', settings });
      const type = Object.keys(asked).find((one) => source.takes.some((take) => take === one));
      const value = asked[type ?? 'ipv4'] ?? '';
      return await this.#ask(name, tool, { value, settings, sources: [source.name] });
    } catch (error) {
      return this.#fault(name, error);
    }
  }

  async tool(name: string, value: string): Promise<CheckedLookup> {
    try {
      return await this.#ask(name, lookupTool(name), { value, settings: {} });
    } catch (error) {
      return this.#fault(name, error);
    }
  }

  #may(party: string): boolean {
    return mayBeAsked(party, this.#options.network ?? []);
  }

  #fault(name: string, error: unknown): CheckedLookup {
    this.#options.signal?.throwIfAborted();
    if (!(error instanceof HuntError)) throw error;
    return { name, state: 'fails', said: error.message };
  }

  async #ask(
    name: string,
    tool: LookupTool,
    {
      value,
      settings,
      sources,
    }: { value: string; settings: Record<string, string>; sources?: readonly string[] },
  ): Promise<CheckedLookup> {
    const { answersFolder, signal } = this.#options;
    const party = sources ? `${tool.name}:${sources[0]}` : tool.name;
    const asking: LookupOptions = {
      network: [party],
      settings,
      // What was answered before shows nothing.
      maxAnswerAgeHours: 0,
      ...(answersFolder === undefined ? {} : { answersFolder }),
    };
    const parameters = sources ? { parameters: { sources } } : {};
    const would = whatLookUpSends(tool, [value], { ...asking, ...parameters });
    const leaving = would.find(({ sent }) => sent.length > 0);
    if (leaving && !this.#may(party))
      return {
        name,
        state: 'not asked',
        said: `${leaving.sent.join(', ')} would be sent to ${leaving.to}`,
        party,
      };
    const given = { ...asking, ...parameters, ...(signal ? { signal } : {}) };
    const [row] = await lookUp(tool, [value], given);
    const { outcome = '', outcome_detail: detail = '' } = (row ?? {}) as Record<string, unknown>;
    const answers = outcome === 'found' || outcome === 'not found';
    if (!answers) return { name, state: 'fails', said: String(detail) };
    return {
      name,
      state: 'works',
      said: leaving ? `it answers about ${value}` : 'it is read here, and nothing is sent',
    };
  }
}

function lookupTool(name: string): LookupTool {
  const tool = tools.get(name);
  if (tool?.kind !== 'lookup') throw new Error(`${name} asks nobody`);
  return tool;
}
