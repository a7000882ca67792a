import { visible } from '../base/index.ts';
import { type Config, Secret, type Service, type Setting } from '../config/index.ts';
import type { MaxmindAccount } from '../geo/index.ts';
import { secretSources } from '../providers/index.ts';
import type { Io } from './define-command.ts';

/** Whether a service of enrichment is MaxMind's data: `GeoLiteLookup` of MSTICPy, `maxmind`. */
export function isMaxmind({ provider }: Service): boolean {
  return /geolite|maxmind/i.test(provider);
}

/** The licence key: from the environment, else from the settings of a service for MaxMind's data; null where there is none. */
export async function maxmindAccount(config: Config, io: Io): Promise<MaxmindAccount | null> {
  const [key, id] = [process.env['HUNTBOOK_MAXMIND_KEY'], process.env['HUNTBOOK_MAXMIND_ACCOUNT']];
  if (key) return { licenseKey: key, ...(id ? { accountId: id } : {}) };
  const settings = [...config.enrichment.values()].find(isMaxmind)?.settings;
  const sources = secretSources(config, {
    tell: (message) => io.stderr.write(`${visible(message)}\n`),
  });
  const textOf = async (setting: Setting | undefined): Promise<string> => {
    if (setting instanceof Secret) return setting.reveal(sources, io.signal);
    return setting === undefined ? '' : String(setting);
  };
  const licenseKey = await textOf(
    settings?.get('auth_key') ?? settings?.get('license_key') ?? settings?.get('key'),
  );
  if (licenseKey === '') return null;
  const accountId = await textOf(settings?.get('account_id'));
  return { licenseKey, ...(accountId === '' ? {} : { accountId }) };
}
