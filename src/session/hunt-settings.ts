import { HuntError } from '../base/index.ts';
import {
  type Config,
  type ConfigEdit,
  type ConfigFault,
  configVersion,
  editConfig,
  loadConfig,
  ownConfigFile,
  Secret,
  type Service,
  type ServiceSection,
  shownSetting,
} from '../config/index.ts';
import { tiSources } from '../enrich/index.ts';
import { destinations, providers } from '../providers/index.ts';
import { tools } from '../toolbox/index.ts';
import { type CheckedLookup, checkLookup } from './check-lookups.ts';
import { toolSettings } from './lookup-settings.ts';

/** A setting of a service, as it may be shown. */
export interface ShownSetting {
  readonly name: string;
  /** Its value; of a secret only the place it lies in. */
  readonly shown: string;
  /** The place as a file names it: `{ env: 'VT_KEY' }`; null for what is no secret, or one that is written in the file. */
  readonly place: Readonly<Record<string, string>> | null;
  readonly secret: boolean;
}

/** A service that is configured. */
export interface ShownService {
  readonly section: ServiceSection;
  readonly name: string;
  readonly provider: string;
  readonly primary: boolean;
  readonly file: string;
  readonly settings: readonly ShownSetting[];
}

/** A setting that a kind of service takes. */
export interface ServiceField {
  readonly name: string;
  readonly about: string;
  readonly type: 'text' | 'number' | 'flag' | 'secret' | 'list';
  readonly required: boolean;
  readonly oneOf: readonly string[];
}

/** A kind of service that can be configured. */
export interface ShownKind {
  readonly section: ServiceSection;
  readonly name: string;
  readonly title: string;
  readonly about: string;
  readonly fields: readonly ServiceField[];
}

/** All that is configured, without the text of a secret. */
export interface ShownSettings {
  /** The file that edits go to; it may not be there yet. */
  readonly file: string;
  readonly version: string;
  /** All files that count, the most important first. */
  readonly files: readonly string[];
  readonly services: readonly ShownService[];
  readonly queryFolders: readonly string[];
  readonly faults: readonly ConfigFault[];
}

/** What settings need of a hunt. */
interface SettingsHost {
  /** The file that was named, or null for those of the folder and the user. */
  readonly configFile: string | null;
  /** Ask a connection or destination the cheapest question. */
  check(service: Service, signal: AbortSignal): Promise<{ ok: boolean; said: string }>;
}

/** The settings of a hunt: shown, changed in `huntbook.yaml`, tried. */
export class HuntSettings {
  readonly #host: SettingsHost;

  constructor(host: SettingsHost) {
    this.#host = host;
  }

  get #places(): { file?: string } {
    const { configFile } = this.#host;
    return configFile === null ? {} : { file: configFile };
  }

  #config(): Promise<Config> {
    return loadConfig(this.#places);
  }

  /** Errors: `config/no-file`, `yaml/too-large`, `config/not-editable`. */
  async read(): Promise<ShownSettings> {
    const config = await this.#config();
    const file = ownConfigFile(this.#places);
    const { files, queryFolders, faults } = config;
    const services = [...sectionsOf(config)].flatMap(([section, all]) =>
      [...all.values()].map((service) => shownService(section, service)),
    );
    return { file, version: configVersion(file), files, services, queryFolders, faults };
  }

  /** Change the file that `read` names. Errors: those of `editConfig`. */
  async edit(version: string, edit: ConfigEdit): Promise<ShownSettings> {
    await editConfig(ownConfigFile(this.#places), version, edit);
    return this.read();
  }

  /** Every kind of service that can be configured. */
  kinds(): readonly ShownKind[] {
    return serviceKinds;
  }

  /** Try one service; whom a function asks is asked only if that `may` be. Errors: `config/no-service`. */
  async test(
    section: ServiceSection,
    name: string,
    may: boolean,
    signal: AbortSignal,
  ): Promise<CheckedLookup> {
    const config = await this.#config();
    const service = sectionsOf(config).get(section)?.get(name);
    if (!service)
      throw new HuntError({
        code: 'config/no-service',
        message: `There is no service "${name}" in ${section}.`,
        hint: 'It may have been taken out elsewhere: look again.',
      });
    if (section !== 'connections') return checkLookup(config, service, { may, signal });
    const { ok, said } = await this.#host.check(service, signal);
    return { name, state: ok ? 'works' : 'fails', said };
  }
}

const sectionsOf = (config: Config): ReadonlyMap<ServiceSection, ReadonlyMap<string, Service>> =>
  new Map([
    ['connections', config.connections],
    ['threat_intelligence', config.threatIntelligence],
    ['enrichment', config.enrichment],
  ]);

function shownService(section: ServiceSection, service: Service): ShownService {
  const { name, provider, primary, file, settings } = service;
  const shown = [...settings].map(([setting, value]): ShownSetting => {
    const secret = value instanceof Secret;
    const place = secret ? value.reference : null;
    return { name: setting, shown: shownSetting(value), place, secret };
  });
  return { section, name, provider, primary, file, settings: shown };
}

const serviceKinds: readonly ShownKind[] = [
  ...[...providers.values(), ...destinations.values()]
    .filter((kind) => !kind.here)
    .map(({ name, title, about, fields }): ShownKind => {
      const of = Object.entries(fields).map(([field, { about: what, type, ...more }]) => ({
        ...{ name: field, about: what, type },
        ...{ required: more.required ?? false, oneOf: more.oneOf ?? [] },
      }));
      return { section: 'connections', name, title, about, fields: of };
    }),
  ...[...tiSources.values()].map(
    ({ name, about, settings, services }): ShownKind => ({
      section: 'threat_intelligence',
      ...{ name, title: name, about },
      fields: [
        ...settings.map((setting) => ({
          ...{ name: setting.name, about: setting.about, required: setting.needed, oneOf: [] },
          type: setting.secret ? ('secret' as const) : ('text' as const),
        })),
        ...services.map(({ setting }) => ({
          ...{ name: setting, about: 'another address of its server', required: false, oneOf: [] },
          type: 'text' as const,
        })),
      ],
    }),
  ),
  ...[...toolSettings].map(
    ([name, settings]): ShownKind => ({
      section: 'enrichment',
      ...{ name, title: name, about: tools.get(name)?.about ?? '' },
      fields: [...settings].map(([field, about]) => ({
        ...{ name: field, about, required: false, oneOf: [] },
        type: field.endsWith('_key') ? 'secret' : 'text',
      })),
    }),
  ),
  {
    section: 'enrichment',
    name: 'GeoLiteLookup',
    title: 'MaxMind GeoLite',
    about: 'The account with which huntbook geo-data fetches the databases of MaxMind.',
    fields: [
      { name: 'auth_key', about: 'the licence key', type: 'secret', required: true, oneOf: [] },
      { name: 'account_id', about: 'the account', type: 'text', required: false, oneOf: [] },
    ],
  },
];
