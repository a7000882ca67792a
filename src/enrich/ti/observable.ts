import { isIP } from 'node:net';
import { domainName, plainAddress } from '../lookup/names.ts';
import { privacyOf } from '../lookup/private.ts';

/** What a source can be asked about, by MSTICPy's names. */
export const observableTypes = [
  'ipv4',
  'ipv6',
  'dns',
  'url',
  'md5_hash',
  'sha1_hash',
  'sha256_hash',
] as const;
export type ObservableType = (typeof observableTypes)[number];

/** Something to ask about, in the one form that all spellings of it share. */
export interface Observable {
  type: ObservableType;
  value: string;
}

const longestUrl = 2048;
const hashes: Readonly<Record<number, ObservableType>> = {
  32: 'md5_hash',
  40: 'sha1_hash',
  64: 'sha256_hash',
};

/** A digest of few different signs is a filling, such as zeros. */
function hashOf(text: string): Observable | null {
  const type = hashes[text.length];
  if (!type || !/^[0-9a-f]+$/i.test(text)) return null;
  const value = text.toLowerCase();
  return new Set(value).size >= 6 ? { type, value } : null;
}

/** A URL without its fragment, which no server gets to see. */
function urlOf(text: string): Observable | null {
  if (text.length > longestUrl || !/^(?:https?|ftp):\/\//i.test(text) || !URL.canParse(text))
    return null;
  const url = new URL(text);
  url.hash = '';
  return url.href.length <= longestUrl ? { type: 'url', value: url.href } : null;
}

/** What a text is, for sources: an address, a domain name, a URL or a hash; null where it is none of them. */
export function observableOf(text: string): Observable | null {
  const trimmed = text.trim();
  const address = plainAddress(trimmed);
  if (address !== null)
    return isIP(address) === 6
      ? { type: 'ipv6', value: hostOf(`http://[${address}]/`) }
      : { type: 'ipv4', value: address };
  const found = hashOf(trimmed) ?? urlOf(trimmed);
  if (found) return found;
  const name = domainName(trimmed);
  return name?.includes('.') ? { type: 'dns', value: name } : null;
}

/** The host of a URL: a name or an address without brackets. */
export function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[|\]$/g, '');
}

/** Why an observable must not leave the machine; null where it may. `own` are names that are one's own, by commas. */
export function privacyOfObservable({ type, value }: Observable, own: string): string | null {
  if (type === 'dns')
    return /(?:^|\.)arpa$/.test(value)
      ? 'Names that spell addresses never leave the machine.'
      : privacyOf(value, own);
  if (type === 'ipv4' || type === 'ipv6') return privacyOf(value, own);
  if (type !== 'url') return null;
  const { username, password } = new URL(value);
  if (username !== '' || password !== '')
    return 'URLs that hold a user or a password never leave the machine.';
  const host = hostOf(value);
  return privacyOf(plainAddress(host) ?? host, own);
}
