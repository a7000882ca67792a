import { isIP } from 'node:net';
import { domainToASCII } from 'node:url';

/** A name of the DNS in its one form (lower case, punycode, no dot at the end); null for what is none. */
export function domainName(text: string): string | null {
  const trimmed = text.trim();
  if (trimmed.length > 1024 || isIP(trimmed) !== 0) return null;
  const name = domainToASCII(trimmed.replace(/\.$/, '')).toLowerCase();
  const isName =
    name.length <= 253 &&
    /^(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(name);
  return isName ? name : null;
}

/** An address in its one form; null for what is none. */
export function plainAddress(text: string): string | null {
  const trimmed = text.trim();
  if (isIP(trimmed) === 0 || trimmed.includes('%')) return null;
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(trimmed)?.[1];
  return mapped ?? trimmed.toLowerCase();
}

/** The number of an autonomous system as `AS13335`; null for what is none. */
export function asNumber(text: string): string | null {
  const [, number] = /^\s*AS\s?(\d{1,10})\s*$/i.exec(text) ?? [];
  return number !== undefined && Number(number) < 2 ** 32 ? `AS${Number(number)}` : null;
}
