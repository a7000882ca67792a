import { isIPv6 } from 'node:net';
import { digit, type Found, is, type Manner, word } from './letters.ts';

// Both are bounded at every place, so they take linear time: no part of them repeats without a limit.
const plainIpv4 = /(?:[0-9]{1,3}\.){3}[0-9]{1,3}/g;
const msticpyIpv4 = /(?:[0-9]{1,3}\[?\.\]?){3}[0-9]{1,3}/g;
const defangedIpv4 =
  /(?:[0-9]{1,3}(?:\.|\[\.\]|\(\.\)|\{\.\}|\[dot\]|\(dot\)|\{dot\})){3}[0-9]{1,3}/gi;
const ipv6Like =
  /(?<![:.\p{L}\p{N}_])(?:[A-Fa-f0-9]{0,4}:){2,7}[A-Fa-f0-9]{0,4}(?![:.\p{L}\p{N}_])/gu;
const ipv6 =
  /(?<![:.\w])(?<!\](?=::[a-z]))(?:[a-f0-9]{0,4}(?::|\[:\])){2,7}(?:(?:[0-9]{1,3}\.){3}[0-9]{1,3}|[a-f0-9]{1,4})?(?![:\w]|\.\d)/gi;

function matches(text: string, pattern: RegExp): Found[] {
  const found: Found[] = [];
  for (const { 0: match, index } of text.matchAll(pattern))
    found.push({ start: index, end: index + match.length });
  return found;
}

function isIpv4(text: string, { start, end }: Found): boolean {
  if (is(text.charCodeAt(end), digit) || is(text.charCodeAt(start - 1), word)) return false;
  return text
    .slice(start, end)
    .split(/[^0-9]+/)
    .every((part) => Number(part) < 256 && (part.length === 1 || !part.startsWith('0')));
}

/** The IPv4 addresses in a text; in MSTICPy's manner also 999.999.999.999. */
export function ipv4Addresses(text: string, { defanged, msticpy }: Manner): Found[] {
  if (msticpy) return matches(text, defanged ? msticpyIpv4 : plainIpv4);
  return matches(text, defanged ? defangedIpv4 : plainIpv4).filter((found) => isIpv4(text, found));
}

/** The IPv6 addresses in a text; in MSTICPy's manner also 12:30:45. */
export function ipv6Addresses(text: string, { msticpy }: Manner): Found[] {
  if (!text.includes(':')) return [];
  if (msticpy) return matches(text, ipv6Like);
  return matches(text, ipv6).filter(({ start, end }) => {
    const address = text.slice(start, end).replaceAll('[:]', ':');
    return address !== '::' && isIPv6(address);
  });
}
