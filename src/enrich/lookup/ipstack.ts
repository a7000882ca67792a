import { fetchJson } from './fetch-json.ts';
import { type LookupContext, LookupFault } from './lookup.ts';

/** Where ipstack says that an address is. */
export interface IpstackPlace {
  country_code: string;
  country: string;
  state: string;
  city: string;
  latitude: number | null;
  longitude: number | null;
}

const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const number = (value: unknown): number | null => (typeof value === 'number' ? value : null);

/** What a code of ipstack means, in words that hold nothing of the question. */
const faults: Readonly<Record<number, string>> = {
  101: 'ipstack does not take the key.',
  102: 'The account of ipstack is not active.',
  104: 'The questions that the account of ipstack has are used up.',
};

/** Ask ipstack where an address is; null where it does not know. */
export async function ipstack(asked: string, context: LookupContext): Promise<IpstackPlace | null> {
  const key = context.setting('ipstack_key');
  if (key === undefined)
    throw new LookupFault(
      'ipstack needs a key: HUNTBOOK_IPSTACK_KEY, or ipstack_key of settings.',
      {
        dead: true,
      },
    );
  const base = context.setting('ipstack_url') ?? 'https://api.ipstack.com/';
  const address = `${base}${encodeURIComponent(asked)}?access_key=${encodeURIComponent(key)}`;
  const found = await fetchJson(address, { what: asked, secrets: [key] }, context);
  if (typeof found !== 'object' || found === null) return null;
  const said = found as Readonly<Record<string, unknown>>;
  if (said['success'] === false) {
    const code = Number((said['error'] as { code?: unknown } | null | undefined)?.code);
    throw new LookupFault(faults[code] ?? `ipstack refuses the question (${code}).`, {
      dead: code === 101 || code === 102 || code === 104,
    });
  }
  if (text(said['country_code']) === '') return null;
  return {
    country_code: text(said['country_code']),
    country: text(said['country_name']),
    state: text(said['region_name']),
    city: text(said['city']),
    latitude: number(said['latitude']),
    longitude: number(said['longitude']),
  };
}
