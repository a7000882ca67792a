import { stringify } from 'yaml';
import type { Config, Service, Setting } from './config.ts';
import { Secret } from './secret.ts';

/** A setting as it may be shown: a secret by the place it lies in. */
export function shownSetting(setting: Setting): string {
  if (setting instanceof Secret) return setting.toString();
  return typeof setting === 'object' ? setting.join(', ') : String(setting);
}

/**
 * The same settings as the text of a `huntbook.yaml`. A secret that a file spells out is not written again: its place
 * becomes an environment variable, and `toSet` tells which, and whose path it had.
 */
export function writeHuntbook(config: Config): {
  text: string;
  toSet: { variable: string; path: string }[];
} {
  const toSet: { variable: string; path: string }[] = [];
  const value = (setting: Setting): unknown => {
    if (!(setting instanceof Secret)) return setting;
    if (setting.reference) return setting.reference;
    const variable = `HUNTBOOK_${setting.path.replace(/\W+/g, '_').toUpperCase()}`;
    toSet.push({ variable, path: setting.path });
    return { env: variable };
  };
  const settings = (of: ReadonlyMap<string, Setting>): [string, unknown][] =>
    [...of].map(([name, setting]) => [name, value(setting)]);
  const section = (services: ReadonlyMap<string, Service>): Map<string, unknown> =>
    new Map(
      [...services].map(([name, { provider, primary, settings: of }]) => [
        name,
        new Map<string, unknown>([
          ['provider', provider],
          ...(primary ? [['primary', true] as [string, unknown]] : []),
          ...settings(of),
        ]),
      ]),
    );
  const { azure, connections, threatIntelligence, enrichment, queryFolders } = config;
  const document = new Map<string, unknown>([
    [
      'azure',
      new Map<string, unknown>([
        ['cloud', azure.cloud],
        ['sign_in', azure.signIn],
        ...(azure.tokenCache ? [['token_cache', true] as [string, unknown]] : []),
        ...settings(azure.settings),
      ]),
    ],
    ['connections', section(connections)],
    ['threat_intelligence', section(threatIntelligence)],
    ['enrichment', section(enrichment)],
    ['queries', queryFolders],
  ]);
  for (const [name, part] of document)
    if ((part instanceof Map && part.size === 0) || (Array.isArray(part) && part.length === 0))
      document.delete(name);
  return { text: stringify(document, { aliasDuplicateObjects: false }), toSet };
}
