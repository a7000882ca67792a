import { ipv4Addresses, ipv6Addresses } from './iocs/addresses.ts';
import { emails } from './iocs/emails.ts';
import { hashes } from './iocs/hashes.ts';
import { hostNames } from './iocs/host-names.ts';
import type { Found, Manner } from './iocs/letters.ts';
import { linuxPaths, registryKeys, windowsPaths } from './iocs/paths.ts';
import { type FoundUrl, urls } from './iocs/urls.ts';
import { wallets } from './iocs/wallets.ts';
import { wholeLinuxPaths, wholeWindowsPaths } from './iocs/whole-paths.ts';
import { refang } from './refang.ts';

/** The kinds of indicators: first MSTICPy's, by its names, then those that it has not. */
export const iocTypes = [
  'ipv4',
  'ipv6',
  'dns',
  'url',
  'email',
  'windows_path',
  'linux_path',
  'md5_hash',
  'sha1_hash',
  'sha256_hash',
  'sha512_hash',
  'registry_key',
  'cve',
  'attack_id',
  'btc_wallet',
  'eth_wallet',
  'ltc_wallet',
  'doge_wallet',
  'trx_wallet',
] as const;

/** A kind of indicator. */
export type IocType = (typeof iocTypes)[number];

/** The kinds that are looked for only where they are asked for: there are many of them in any command line. */
export const pathTypes: readonly IocType[] = ['windows_path', 'linux_path', 'registry_key'];

/** An indicator in a text. */
export interface Ioc {
  readonly type: IocType;
  /** As it stands in the text. */
  readonly observable: string;
  /** As a machine reads it, where it stood defanged. */
  readonly refanged: string;
  /** Where it first stands: offsets from 0 in UTF-16 units, the end behind it. */
  readonly start: number;
  readonly end: number;
}

/** How indicators are looked for. */
export interface IocOptions {
  /** Only these; empty for all save paths. */
  readonly types?: readonly IocType[];
  /** Paths and registry keys as well. */
  readonly includePaths?: boolean;
  /** Names count whatever they end in. */
  readonly ignoreTlds?: boolean;
  /** Also as `evil[.]com`, `hxxp://` and the like; true unless said otherwise. */
  readonly defanged?: boolean;
  /** As MSTICPy's expressions match, faults included. */
  readonly msticpy?: boolean;
}

const mostFound = 10_000;
const longestText = 1_048_576;

interface Candidate extends Found {
  readonly type: IocType;
  readonly observable: string;
}

/** The candidates in MSTICPy's order of types; `rank` is its priority, lowest first. */
const ranks: Readonly<Record<IocType, number>> = {
  ipv4: 0,
  ipv6: 0,
  url: 0,
  email: 1,
  md5_hash: 1,
  sha1_hash: 1,
  sha256_hash: 1,
  sha512_hash: 1,
  dns: 2,
  windows_path: 3,
  linux_path: 4,
  registry_key: 1,
  cve: 1,
  attack_id: 1,
  btc_wallet: 1,
  eth_wallet: 1,
  ltc_wallet: 1,
  doge_wallet: 1,
  trx_wallet: 1,
};

const cves = /(?<![A-Za-z0-9])CVE-(?:1999|2\d{3})-\d{4,8}(?!\d)/gi;
const techniques = /(?<![A-Za-z0-9])(?:T1\d{3}(?:\.\d{3})?|TA00\d{2})(?![A-Za-z0-9])/g;

/** What is covered by something larger: the rest of a URL, and an email address up to its domain. */
class Cover {
  readonly #marks: Uint8Array | null;

  constructor(length: number, needed: boolean) {
    this.#marks = needed ? new Uint8Array(length) : null;
  }

  add(start: number, end: number): void {
    this.#marks?.fill(1, start, end);
  }

  has({ start }: Found): boolean {
    return this.#marks !== null && this.#marks[start] === 1;
  }
}

/** Where the query of a URL starts: what stands in it is looked at again. */
function queryStart(text: string, { rest, end }: FoundUrl): number {
  const at = text.indexOf('?', rest);
  return at === -1 || at > end ? end : at;
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text.replace(/(?:%[0-9a-f]{2})+/gi, (run) =>
      Buffer.from(run.replaceAll('%', ''), 'hex').toString('utf8'),
    );
  }
}

class Search {
  readonly #text: string;
  readonly #manner: Manner;
  readonly #wanted: ReadonlySet<IocType>;
  readonly #found: Candidate[] = [];

  constructor(text: string, manner: Manner, wanted: ReadonlySet<IocType>) {
    this.#text = text;
    this.#manner = manner;
    this.#wanted = wanted;
  }

  #add(type: IocType, found: readonly Found[]): void {
    if (!this.#wanted.has(type)) return;
    for (const { start, end } of found)
      this.#found.push({ type, start, end, observable: this.#text.slice(start, end) });
  }

  /** As MSTICPy looks: each kind by itself, a URL once more with its escapes resolved. */
  msticpy(): Candidate[] {
    const text = this.#text;
    const manner = this.#manner;
    const wants = (type: IocType): boolean => this.#wanted.has(type);
    if (wants('ipv4')) this.#add('ipv4', ipv4Addresses(text, manner));
    if (wants('ipv6')) this.#add('ipv6', ipv6Addresses(text, manner));
    if (wants('dns')) this.#add('dns', hostNames(text, manner));
    if (wants('url')) this.#msticpyUrls();
    if (wants('email')) this.#add('email', emails(text, manner));
    if (wants('windows_path')) this.#add('windows_path', windowsPaths(text));
    if (wants('linux_path')) this.#add('linux_path', linuxPaths(text));
    this.#hashes();
    return this.#found;
  }

  #msticpyUrls(): void {
    let before = 0;
    for (const { start, end } of urls(this.#text, this.#manner)) {
      const observable = this.#text.slice(start, end);
      this.#found.push({ type: 'url', start, end, observable });
      const decoded = unescaped(observable);
      for (const inner of urls(decoded, this.#manner, before)) {
        const at = { start, end };
        this.#found.push({ ...at, type: 'url', observable: decoded.slice(inner.start, inner.end) });
        this.#found.push({
          ...at,
          type: 'dns',
          observable: decoded.slice(inner.hostStart, inner.hostEnd),
        });
      }
      before = end;
    }
  }

  #hashes(): void {
    for (const found of hashes(this.#text, this.#manner)) this.#add(found.type, [found]);
  }

  /** Each thing once: what is part of a URL or of an email address is no name, path or hash of its own. */
  whole(): Candidate[] {
    const text = this.#text;
    const manner = this.#manner;
    const links = text.includes('/') ? urls(text, manner) : [];
    const mails = emails(text, manner);
    const cover = new Cover(text.length, links.length + mails.length > 0);
    for (const mail of mails) cover.add(mail.start, mail.domain);
    const inLinks = new Cover(text.length, links.length > 0 || /[a-z]:\//i.test(text));
    for (const link of links) {
      cover.add(link.start, link.hostStart);
      cover.add(link.rest, queryStart(text, link));
      inLinks.add(link.start, link.end);
    }
    const free = (found: readonly Found[]): Found[] => found.filter((f) => !cover.has(f));
    this.#add('url', links);
    this.#add(
      'email',
      mails.filter(
        (f) => !inLinks.has(f) || text.lastIndexOf('?', f.start) > text.lastIndexOf('/', f.start),
      ),
    );
    const wants = (type: IocType): boolean => this.#wanted.has(type);
    if (wants('ipv4')) this.#add('ipv4', free(ipv4Addresses(text, manner)));
    if (wants('ipv6')) this.#add('ipv6', ipv6Addresses(text, manner));
    if (wants('dns')) this.#add('dns', free(hostNames(text, manner)));
    this.#ids();
    this.#paths(inLinks);
    return this.#found;
  }

  #ids(): void {
    const text = this.#text;
    const found = wallets(text);
    for (const wallet of found) this.#add(wallet.type, [wallet]);
    const taken = new Set(found.map((f) => f.start + 2));
    for (const hash of hashes(text, this.#manner))
      if (!taken.has(hash.start)) this.#add(hash.type, [hash]);
    for (const [type, pattern] of [['cve', cves] as const, ['attack_id', techniques] as const])
      if (this.#wanted.has(type))
        for (const { 0: match, index } of text.matchAll(pattern))
          this.#add(type, [{ start: index, end: index + match.length }]);
  }

  #paths(inLinks: Cover): void {
    if (!pathTypes.some((type) => this.#wanted.has(type))) return;
    const text = this.#text;
    const keys = registryKeys(text);
    this.#add('registry_key', keys);
    const inKeys = new Cover(text.length, keys.length > 0);
    for (const key of keys) inKeys.add(key.start, key.end);
    const own = wholeWindowsPaths(text).filter(
      (found) => !inKeys.has(found) && !inLinks.has(found),
    );
    this.#add('windows_path', own);
    if (!this.#wanted.has('linux_path')) return;
    for (const path of own) inLinks.add(path.start, path.end);
    this.#add(
      'linux_path',
      wholeLinuxPaths(text).filter((f) => !inLinks.has(f)),
    );
  }
}

/** Each observable once, as the kind of the lowest rank; the first of two. */
function distinct(found: readonly Candidate[], order: 'msticpy' | 'each'): Candidate[] {
  const kept = new Map<string, Candidate>();
  for (const candidate of found) {
    const key =
      order === 'msticpy' ? candidate.observable : `${candidate.type} ${candidate.observable}`;
    const other = kept.get(key);
    if (other && ranks[candidate.type] >= ranks[other.type]) continue;
    kept.set(key, candidate);
    if (kept.size >= mostFound) break;
  }
  return [...kept.values()];
}

const everything: readonly IocType[] = iocTypes;
const usual: ReadonlySet<IocType> = new Set(everything.filter((type) => !pathTypes.includes(type)));
const all: ReadonlySet<IocType> = new Set(everything);
const fangs: ReadonlySet<IocType> = new Set<IocType>(['ipv4', 'ipv6', 'dns', 'url', 'email']);

/**
 * The indicators in a text, each once, in the order in which they stand there.
 *
 * edges: of a text the first 1,048,576 letters, 10,000 indicators at most.
 * cost: linear in the text, whatever is in it: no expression goes back over what it has read.
 * source: msticpy.transform.iocextract.IoCExtract. Differs, unless `msticpy` is set: addresses are ones (not 12:30:45 or
 *   999.999.999.999), names are whole (not `run.ps` of `run.ps1`) and may be in any script or in punycode, URLs end
 *   before quotes and brackets that only stand around them and before what a shell puts behind them (`|sh`, `;chmod`),
 *   what is part of a URL or of an email address is not found again as something else, a Windows path ends at what parts
 *   a list, a command or a sentence (`C:\a;C:\b`, `C:\a.dll,Run`) and starts with its variable (`%TEMP%\a`), a Linux
 *   path ends at a blank, a registry key is no path, and two hashes may stand side by side.
 */
export function extractIocs(text: string, options: IocOptions = {}): Ioc[] {
  const {
    types = [],
    includePaths = false,
    ignoreTlds = false,
    defanged = true,
    msticpy = false,
  } = options;
  const whole = text.length > longestText ? text.slice(0, longestText) : text;
  const wanted = types.length > 0 ? new Set(types) : includePaths ? all : usual;
  const search = new Search(whole, { defanged, anyDomain: ignoreTlds, msticpy }, wanted);
  const found = msticpy ? distinct(search.msticpy(), 'msticpy') : distinct(search.whole(), 'each');
  return found
    .sort((a, b) => a.start - b.start || b.end - a.end)
    .map(({ type, observable, start, end }) => {
      return {
        type,
        observable,
        refanged: fangs.has(type) ? refang(observable) : observable,
        start,
        end,
      };
    });
}
