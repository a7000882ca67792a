import { HuntError } from '../base/index.ts';
import { type Config, loadConfig, Secret, type Service, type Setting } from '../config/index.ts';
import { type TiSource, tiSources } from '../enrich/index.ts';

/** What other files call a setting of ours, by how ours ends. */
const endings: Readonly<Record<string, string>> = {
  auth_key: 'key',
  api_key: 'key',
  api_id: 'id',
  auth: 'key',
};

/** The setting of a source that a file means: `AuthKey` of XForce is `xforce_key`; null for none that it has. */
function settingNamed(source: TiSource, said: string): string | null {
  const end = Object.hasOwn(endings, said) ? endings[said] : said;
  const names = [
    ...source.settings.map(({ name }) => name),
    ...source.services.map(({ setting }) => setting),
    `${source.name.toLowerCase()}_budget`,
  ];
  return names.find((name) => name === said) ?? names.find((n) => n.endsWith(`_${end}`)) ?? null;
}

async function textOf(setting: Setting, signal?: AbortSignal): Promise<string | null> {
  if (!(setting instanceof Secret))
    return Array.isArray(setting) ? setting.join(';') : String(setting);
  try {
    return await setting.reveal({}, signal);
  } catch (error) {
    signal?.throwIfAborted();
    if (error instanceof HuntError) return null;
    throw error;
  }
}

const sourceOf = ({ provider }: Service): TiSource | undefined =>
  [...tiSources.values()].find(({ name }) => name.toLowerCase() === provider.toLowerCase());

/**
 * The settings of the sources of threat intelligence that are configured, as `settings` of `open` and `lookUp` take them:
 * from `huntbook.yaml` and `msticpyconfig.yaml` unless a config is given. Those marked as primary are who is asked.
 *
 * edges: a secret that is not where it should be is left out, so that the source says that it needs it.
 */
export async function tiSettings(
  config?: Config,
  signal?: AbortSignal,
): Promise<Readonly<Record<string, string>>> {
  const found = new Map<string, string>();
  const primary: string[] = [];
  for (const service of (config ?? (await loadConfig())).threatIntelligence.values()) {
    const source = sourceOf(service);
    if (!source) continue;
    if (service.primary) primary.push(source.name);
    for (const [said, setting] of service.settings) {
      const name = settingNamed(source, said);
      const text = name === null ? null : await textOf(setting, signal);
      if (name !== null && text) found.set(name, text);
    }
  }
  if (primary.length > 0) found.set('ti_sources', [...new Set(primary)].join(','));
  return Object.fromEntries(found);
}
