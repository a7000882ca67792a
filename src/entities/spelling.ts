import { isIP } from 'node:net';
import { getPublicSuffix, parse } from 'tldts';

/** A text that was made harmless (`hxxp://evil[.]com`) as it was. */
export function refanged(text: string): string {
  return text
    .trim()
    .replace(/\[\.\]|\(\.\)|\[dot\]/gi, '.')
    .replace(/\[:\]/g, ':')
    .replace(/^hxxp/i, 'http');
}

/** An address as its family spells it shortest; an IPv4 address within IPv6 as IPv4. */
export function plainAddress(text: string): string {
  const address = text.trim().toLowerCase();
  const mapped = /^::ffff:(\d+\.\d+\.\d+\.\d+)$/.exec(address)?.[1];
  if (mapped && isIP(mapped)) return mapped;
  if (isIP(address) !== 6 || address.includes('%')) return address;
  return new URL(`http://[${address}]/`).hostname.slice(1, -1);
}

/** A URL with scheme and host in lower case. */
export function plainUrl(text: string): string {
  const [, start, rest] =
    /^([a-z][a-z0-9+.-]{0,20}:\/\/[^/?#]{0,300})(.*)$/is.exec(text.trim()) ?? [];
  return start === undefined ? text.trim() : start.toLowerCase() + (rest ?? '');
}

const shape =
  /^(?=.{4,253}$)(?:[\p{L}\p{N}_](?:[\p{L}\p{N}_-]{0,62})\.){1,20}[\p{L}\p{N}-]{2,63}\.?$/u;

/** Whether a text is a domain name under a public suffix. */
export function publicName(text: string): boolean {
  if (!shape.test(text) || isIP(text) > 0) return false;
  const { isIcann, domain } = parse(text);
  return isIcann === true && domain !== null && getPublicSuffix(text) !== null;
}
