import { isIP } from 'node:net';
import { type IpNumber, ipNumber } from '../ip-number.ts';
import { fetchJson } from './fetch-json.ts';
import { type LookupContext, LookupFault } from './lookup.ts';

/** IANA's lists of who is responsible for what (RFC 9224). */
const iana = 'https://data.iana.org/rdap/';
const maxAgeMs = 24 * 3600 * 1000;

type Services = readonly (readonly [keys: readonly string[], urls: readonly string[]])[];
const lists = new Map<string, { at: number; services: Services }>();

/** Of a list that others wrote, the entries that are of the right form. */
function servicesOf(list: unknown): Services {
  const texts = (value: unknown): value is string[] =>
    Array.isArray(value) && value.every((v) => typeof v === 'string');
  const { services } = (list ?? {}) as { services?: unknown };
  if (!Array.isArray(services)) throw new LookupFault('The list of registries cannot be read.');
  return services.filter(
    (entry): entry is [string[], string[]] =>
      Array.isArray(entry) && texts(entry[0]) && texts(entry[1]),
  );
}

async function listOf(kind: string, context: LookupContext): Promise<Services> {
  const address = `${context.setting('rdap_bootstrap') ?? iana}${kind}.json`;
  const known = lists.get(address);
  if (known && Date.now() - known.at < maxAgeMs) return known.services;
  const list = await fetchJson(address, { what: `the list of registries (${kind})` }, context);
  const services = servicesOf(list);
  lists.set(address, { at: Date.now(), services });
  return services;
}

/** How many bits of a network an address shares; -1 where it is not in it. */
function bitsShared(address: IpNumber, network: string): number {
  const [text = '', length = ''] = network.split('/');
  const base = ipNumber(text);
  const bits = Number(length);
  if (base === null || base.version !== address.version || !Number.isInteger(bits)) return -1;
  const rest = BigInt((address.version === 4 ? 32 : 128) - bits);
  if (rest < 0n || bits < 0) return -1;
  return BigInt(address.number) >> rest === BigInt(base.number) >> rest ? bits : -1;
}

function nearness(asked: string, key: string): number {
  const address = ipNumber(asked);
  if (address !== null) return bitsShared(address, key);
  if (/^AS\d+$/.test(asked)) {
    const [first = NaN, last = first] = key.split('-').map(Number);
    const number = Number(asked.slice(2));
    return number >= first && number <= last ? 1 : -1;
  }
  return asked.endsWith(`.${key.toLowerCase()}`) ? key.length : -1;
}

/** The address of the registry that is responsible, ending in a slash; null where none is listed. */
export async function registryOf(asked: string, context: LookupContext): Promise<string | null> {
  const version = isIP(asked);
  const kind = version > 0 ? `ipv${version}` : /^AS\d+$/.test(asked) ? 'asn' : 'dns';
  let best = -1;
  let urls: readonly string[] = [];
  for (const [keys, of] of await listOf(kind, context))
    for (const key of keys) {
      const near = nearness(asked, key);
      if (near > best) [best, urls] = [near, of];
    }
  const url = urls.find((u) => u.startsWith('https:')) ?? urls[0];
  if (url === undefined || !URL.canParse(url)) return null;
  return url.endsWith('/') ? url : `${url}/`;
}
