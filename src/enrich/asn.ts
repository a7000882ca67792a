import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { ipNumber } from './ip-number.ts';

/** Who announces an address on the Internet. */
export interface Announcer {
  /** Number of the autonomous system. */
  asn: number;
  organization: string;
}

/** What whoever shows it must show with it, by the licences of the data (CC BY 4.0). */
export const asnAttribution =
  'Autonomous systems: Route Views (routeviews.org), NRO (nro.net) and IP to ASN Lite by DB-IP (https://db-ip.com), CC BY 4.0.';

/** Ranges in order. */
interface Ranges<N> {
  start: ArrayLike<N>;
  end: ArrayLike<N>;
  asn: ArrayLike<number>;
}

const require = createRequire(import.meta.url);
const names = new Map<number, string>();
const lineEnd = 10;

function unquoted(text: string): string {
  return text.startsWith('"') ? text.slice(1, -1).replaceAll('""', '"') : text;
}

/** `first,last,number,name` a line; calls back for each. */
function eachLine(file: string, row: (first: string, last: string, asn: number) => void): void {
  const bytes = readFileSync(require.resolve(`@ip-location-db/asn/${file}`));
  for (let from = 0; from < bytes.length; ) {
    const found = bytes.indexOf(lineEnd, from);
    const until = found < 0 ? bytes.length : found;
    const line = bytes.toString('utf8', from, until).trimEnd();
    from = until + 1;
    const [a, b] = [line.indexOf(','), line.indexOf(',', line.indexOf(',') + 1)];
    const c = line.indexOf(',', b + 1);
    if (c < 0) continue;
    const asn = Number(line.slice(b + 1, c));
    if (!names.has(asn)) names.set(asn, unquoted(line.slice(c + 1)));
    row(line.slice(0, a), line.slice(a + 1, b), asn);
  }
}

function readV4(): Ranges<number> {
  const [start, end, asn]: [number[], number[], number[]] = [[], [], []];
  eachLine('asn-ipv4-num.csv', (first, last, number) => {
    start.push(Number(first));
    end.push(Number(last));
    asn.push(number);
  });
  return { start: Uint32Array.from(start), end: Uint32Array.from(end), asn: Uint32Array.from(asn) };
}

function readV6(): Ranges<bigint> {
  const [start, end, asn]: [bigint[], bigint[], number[]] = [[], [], []];
  eachLine('asn-ipv6-num.csv', (first, last, number) => {
    start.push(BigInt(first));
    end.push(BigInt(last));
    asn.push(number);
  });
  return { start, end, asn: Uint32Array.from(asn) };
}

function find<N extends number | bigint>({ start, end, asn }: Ranges<N>, number: N): number | null {
  let [low, high] = [0, start.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((start[middle] as N) <= number) low = middle + 1;
    else high = middle;
  }
  return low > 0 && number <= (end[low - 1] as N) ? (asn[low - 1] ?? null) : null;
}

let v4: Ranges<number> | null = null;
let v6: Ranges<bigint> | null = null;

/**
 * Who announces an IPv4 or IPv6 address; null for what is no address or is announced by nobody known.
 *
 * cost: the first call of each version reads some megabytes (about half a second); then less than a microsecond.
 */
export function announcerOf(address: string): Announcer | null {
  const ip = ipNumber(address.trim());
  if (ip === null) return null;
  v4 ??= ip.version === 4 ? readV4() : null;
  v6 ??= ip.version === 6 ? readV6() : null;
  const asn = ip.version === 4 ? v4 && find(v4, ip.number) : v6 && find(v6, ip.number);
  return asn === null ? null : { asn, organization: names.get(asn) ?? '' };
}
