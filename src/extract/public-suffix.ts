import { parse } from 'tldts';

/** The parts of a host name by the public suffix list (its ICANN section). */
export interface DomainParts {
  /** What stands before the registered domain; empty where nothing does. */
  readonly subdomain: string;
  /** The label that was registered, as `example` of `www.example.co.uk`. */
  readonly domain: string;
  /** As `co.uk`; empty where the list has none. */
  readonly suffix: string;
}

const known = new Map<string, boolean>();
const mostKnown = 20_000;

/** Whether a last label, such as `com`, is on the public suffix list. */
export function isTopLevel(label: string): boolean {
  const lower = label.toLowerCase();
  const found = known.get(lower);
  if (found !== undefined) return found;
  const listed =
    parse(`x.y.${lower}`, { allowPrivateDomains: false, extractHostname: false }).isIcann === true;
  if (known.size >= mostKnown) known.clear();
  known.set(lower, listed);
  return listed;
}

/** Split a host name. edges: an address and a name without a listed suffix have an empty suffix, as in MSTICPy. */
export function domainParts(host: string): DomainParts {
  const name = host.replace(/[.。．｡]+$/, '').toLowerCase();
  const { publicSuffix, isIcann } = parse(name, {
    allowPrivateDomains: false,
    extractHostname: false,
    validateHostname: false,
  });
  const suffix = isIcann && publicSuffix ? publicSuffix : '';
  const rest = suffix === '' ? name : name.slice(0, Math.max(0, name.length - suffix.length - 1));
  const at = /^[\d.]+$|:/.test(rest) ? -1 : rest.lastIndexOf('.');
  return { subdomain: at === -1 ? '' : rest.slice(0, at), domain: rest.slice(at + 1), suffix };
}
