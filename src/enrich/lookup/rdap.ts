import { isIP } from 'node:net';
import { fetchJson } from './fetch-json.ts';
import { type LookupContext, LookupFault } from './lookup.ts';
import { registryOf } from './rdap-servers.ts';

/** A registration, as far as registries tell. Times are ISO 8601. */
export interface Registration {
  registered_as: string;
  handle: string;
  registered_name: string;
  range: string;
  country: string;
  organization: string;
  registrar: string;
  abuse_email: string;
  registered_at: string | null;
  changed_at: string | null;
  expires_at: string | null;
  status: readonly string[];
  name_servers: readonly string[];
}

type Json = Readonly<Record<string, unknown>>;
const mostEntities = 200;
const deepestEntities = 3;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
const text = (value: unknown): string => (typeof value === 'string' ? value : '');
const list = (value: unknown): readonly unknown[] => (Array.isArray(value) ? value : []);

/** Those who are named in an answer, also within others. */
function entitiesOf(answer: Json, depth = 0): Json[] {
  const own = list(answer['entities']).filter(isObject).slice(0, mostEntities);
  if (depth >= deepestEntities) return own;
  return [...own, ...own.flatMap((entity) => entitiesOf(entity, depth + 1))];
}

/** A property of a jCard (RFC 7095). */
function cardText(entity: Json | undefined, property: string): string {
  const rows = list(list(entity?.['vcardArray'])[1]);
  const row = rows.find((r) => list(r)[0] === property);
  const value = list(row)[3];
  return text(Array.isArray(value) ? value[0] : value);
}

function timeOf(answer: Json, action: string): string | null {
  const event = list(answer['events']).find((e) => isObject(e) && e['eventAction'] === action);
  const date = isObject(event) ? Date.parse(text(event['eventDate'])) : Number.NaN;
  return Number.isNaN(date) ? null : new Date(date).toISOString();
}

function rangeOf(answer: Json): string {
  const networks = list(answer['cidr0_cidrs']).flatMap((c) => {
    if (!isObject(c)) return [];
    const prefix = text(c['v4prefix']) || text(c['v6prefix']);
    return prefix === '' ? [] : [`${prefix}/${String(c['length'])}`];
  });
  if (networks.length > 0) return networks.slice(0, 50).join(', ');
  const ends = [answer['startAddress'], answer['endAddress']].map(text).filter(Boolean);
  if (ends.length === 2) return ends.join(' - ');
  const numbers = [answer['startAutnum'], answer['endAutnum']].filter((n) => typeof n === 'number');
  return numbers.length === 2 ? numbers.map((n) => `AS${n}`).join(' - ') : '';
}

/** What a registry's answer says (RFC 9083). Throws a `LookupFault` where it is none. */
function readRegistration(answer: unknown): Registration {
  if (!isObject(answer) || text(answer['objectClassName']) === '')
    throw new LookupFault('The answer of the registry is not one of RDAP.');
  const entities = entitiesOf(answer);
  const of = (role: string): Json | undefined =>
    entities.find((entity) => list(entity['roles']).includes(role));
  const kind = text(answer['objectClassName']);
  const registrant = of('registrant');
  return {
    registered_as: kind === 'ip network' ? 'network' : kind,
    handle: text(answer['handle']),
    registered_name: text(answer['ldhName']) || text(answer['name']),
    range: rangeOf(answer),
    country: text(answer['country']),
    organization: cardText(registrant, 'org') || cardText(registrant, 'fn'),
    registrar: cardText(of('registrar'), 'fn'),
    abuse_email: cardText(of('abuse'), 'email'),
    registered_at: timeOf(answer, 'registration'),
    changed_at: timeOf(answer, 'last changed'),
    expires_at: timeOf(answer, 'expiration'),
    status: list(answer['status']).map(text).filter(Boolean),
    name_servers: list(answer['nameservers'])
      .map((s) => (isObject(s) ? text(s['ldhName']).toLowerCase() : ''))
      .filter(Boolean),
  };
}

/** Second levels under which countries register names of others: what is registered has three labels. */
const shared = /^(?:com?|net|org|gov|edu|ac|or|ne|go|gob|gouv|nom|mil|nic|sch)\.[a-z]{2}$/;

/** The names that may be the registered one, the shortest first: no more of a name is told than needed. */
export function registrable(name: string): string[] {
  const labels = name.split('.');
  const shortest = shared.test(labels.slice(-2).join('.')) ? 3 : 2;
  return Array.from({ length: 3 }, (_, i) => shortest + i)
    .filter((count) => count <= labels.length)
    .map((count) => labels.slice(-count).join('.'));
}

function pathsOf(asked: string): string[] {
  if (isIP(asked) > 0) return [`ip/${encodeURIComponent(asked)}`];
  if (/^AS\d+$/.test(asked)) return [`autnum/${asked.slice(2)}`];
  return registrable(asked).map((name) => `domain/${encodeURIComponent(name)}`);
}

/** Ask the responsible registry about an address, a domain or `AS` and a number; null where nothing is registered. */
export async function rdap(asked: string, context: LookupContext): Promise<Registration | null> {
  const registry = await registryOf(asked, context);
  if (registry === null)
    throw new LookupFault(`No registry with RDAP is listed for ${asked}; whois may know one.`);
  for (const path of pathsOf(asked)) {
    const what = decodeURIComponent(path.slice(path.indexOf('/') + 1));
    const found = await fetchJson(`${registry}${path}`, { what }, context);
    if (found !== null) return readRegistration(found);
  }
  return null;
}
