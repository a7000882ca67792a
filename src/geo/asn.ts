import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { AddressReader } from './address.ts';
import { type AddressFacts, factOf, factsOfLines, type SharedFacts } from './address-facts.ts';
import { Mmdb } from './mmdb.ts';
import type { Wanted } from './mmdb-record.ts';
import { ownAttribution, ownFile } from './own-data.ts';

/** Who announces an address on the Internet. */
export interface Announcer {
  /** Number of the autonomous system. */
  asn: number;
  organization: string;
}

/** What whoever shows it must show with it, by the licences of the data that is in use. */
export function asnAttribution(): string {
  return (
    ownAttribution('asn') ??
    'Autonomous systems: Route Views (routeviews.org), NRO (nro.net) and IP to ASN Lite by DB-IP (https://db-ip.com), CC BY 4.0.'
  );
}

const require = createRequire(import.meta.url);
const [comma, lineEnd, quote] = [44, 10, 34];
const tableBits = 16;

/** Ranges of addresses in order, each of so many words of 32 bits; ends are part of them. */
class Ranges {
  readonly #words: 1 | 4;
  readonly #first: Uint32Array;
  readonly #last: Uint32Array;
  readonly #asn: Uint32Array;
  /** For the first 16 bits of an address, which range is the first that does not begin before them. */
  readonly #table = new Uint32Array(2 ** tableBits + 1);

  constructor(words: 1 | 4, first: number[], last: number[], asn: number[]) {
    this.#words = words;
    [this.#first, this.#last, this.#asn] = [first, last, asn].map((n) => Uint32Array.from(n)) as [
      Uint32Array,
      Uint32Array,
      Uint32Array,
    ];
    let range = 0;
    for (let start = 0; start < this.#table.length; start++) {
      while (range < asn.length && (this.#first[range * words] as number) >>> 16 < start) range++;
      this.#table[start] = range;
    }
  }

  /** The number of the system; -1 where no range holds the address. */
  find(address: Uint32Array): number {
    const start = (address[0] as number) >>> 16;
    let [low, high] = [this.#table[start] as number, this.#table[start + 1] as number];
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (this.#compare(this.#first, middle, address) <= 0) low = middle + 1;
      else high = middle;
    }
    const range = low - 1;
    return range >= 0 && this.#compare(this.#last, range, address) >= 0
      ? (this.#asn[range] as number)
      : -1;
  }

  #compare(ends: Uint32Array, range: number, address: Uint32Array): number {
    const at = range * this.#words;
    for (let i = 0; i < this.#words; i++) {
      const difference = (ends[at + i] as number) - (address[i] as number);
      if (difference !== 0) return difference;
    }
    return 0;
  }
}

/** The data that comes along: lines of `first,last,number,name`. */
class Announcers implements AddressFacts<Announcer> {
  readonly #names = new Map<number, string>();
  #four: Ranges | null = null;
  #six: Ranges | null = null;

  find({ words }: AddressReader, version: 4 | 6): number {
    if (version === 4) {
      this.#four ??= this.#read(1, 'asn-ipv4.csv');
      return this.#four.find(words);
    }
    this.#six ??= this.#read(4, 'asn-ipv6.csv');
    return this.#six.find(words);
  }

  fact(asn: number): Announcer {
    return { asn, organization: this.#names.get(asn) ?? '' };
  }

  #read(words: 1 | 4, file: string): Ranges {
    const bytes = readFileSync(require.resolve(`@ip-location-db/asn/${file}`));
    const text = bytes.toString('latin1');
    const address = new AddressReader();
    const [first, last, numbers]: [number[], number[], number[]] = [[], [], []];
    for (let from = 0; from < bytes.length; ) {
      const found = bytes.indexOf(lineEnd, from);
      const until = found < 0 ? bytes.length : found;
      const a = bytes.indexOf(comma, from);
      const b = bytes.indexOf(comma, a + 1);
      const c = bytes.indexOf(comma, b + 1);
      if (c > b && b > a && a >= 0 && c < until) {
        for (const [ends, start, end] of [
          [first, from, a],
          [last, a + 1, b],
        ] as const) {
          address.read(text, start, end);
          for (let i = 0; i < words; i++) ends.push(address.words[i] as number);
        }
        const asn = Number(text.slice(b + 1, c));
        numbers.push(asn);
        if (!this.#names.has(asn)) this.#names.set(asn, nameIn(bytes, c + 1, until));
      }
      from = until + 1;
    }
    return new Ranges(words, first, last, numbers);
  }
}

function nameIn(bytes: Buffer, from: number, until: number): string {
  const name = bytes.toString('utf8', from, until).trimEnd();
  return bytes[from] === quote ? name.slice(1, -1).replaceAll('""', '"') : name;
}

const wanted: Wanted = {
  inside: new Map([
    ['autonomous_system_number', { slot: 0 }],
    ['autonomous_system_organization', { slot: 1 }],
  ]),
};

/** The user's own file. */
class OwnAnnouncers implements AddressFacts<Announcer> {
  readonly #data: Mmdb;

  constructor(file: string) {
    this.#data = Mmdb.open(file);
  }

  find(address: AddressReader, version: 4 | 6): number {
    return this.#data.find(address, version);
  }

  fact(at: number): Announcer | null {
    const [asn, organization] = this.#data.record(at, wanted, 2);
    if (typeof asn !== 'number' || !Number.isInteger(asn)) return null;
    return { asn, organization: typeof organization === 'string' ? organization : '' };
  }
}

let opened: AddressFacts<Announcer> | null = null;

function announcers(): AddressFacts<Announcer> {
  const own = ownFile('asn');
  opened ??= own === null ? new Announcers() : new OwnAnnouncers(own);
  return opened;
}

/**
 * Who announces an IPv4 or IPv6 address; null for what is no address or is announced by nobody known.
 *
 * errors: `geo/bad-database` where the user's own file is none.
 * cost: the first call of each version reads some megabytes (about half a second); then less than a microsecond.
 */
export function announcerOf(address: string): Announcer | null {
  return factOf(announcers(), address);
}

/** `announcerOf` for the lines of a text, each announcer once. */
export function announcersOfLines(lines: string): SharedFacts<Announcer> {
  return factsOfLines(announcers(), lines);
}
