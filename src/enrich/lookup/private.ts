import { isIP } from 'node:net';
import { kindOfAddress } from '../address-kind.ts';
import { ipNumber } from '../ip-number.ts';
import { addressOfReverseName } from './reverse-name.ts';

/** Endings of names that mean nothing outside a network of one's own (RFC 6761, 6762, 8375, 2606 and custom). */
const inner =
  /(?:^|\.)(?:local|localhost|localdomain|internal|intranet|lan|home|corp|private|test|example|invalid|onion|home\.arpa)$/i;

/** The IPv4 address that an IPv6 one carries (RFC 4291, 3056, 6052), by its number; null where it carries none. */
function carried(number: bigint): string | null {
  const head = number >> 32n;
  const isTranslated = head === 0n || head === 0x64ff9b0000000000000000n;
  if (!isTranslated && number >> 112n !== 0x2002n) return null;
  const four = Number((isTranslated ? number : number >> 80n) & 0xffffffffn);
  return [24, 16, 8, 0].map((bits) => (four >>> bits) & 255).join('.');
}

/** What kind of address it is, also where it only carries one or is of a range that is local by an older rule. */
function kindOf(address: string): string {
  const kind = kindOfAddress(address);
  const known = ipNumber(address);
  if (kind !== 'Public' || known?.version !== 6) return kind;
  const number = BigInt(known.number);
  if (number >> 118n === 0x3fbn || number >> 80n === 0x64ff9b0001n) return 'Private';
  const four = carried(number);
  return four === null ? kind : kindOfAddress(four);
}

/** Whether a name is one of these, or under one; they are separated by commas or spaces. */
function isUnder(name: string, names: string): boolean {
  const lower = name.toLowerCase().replace(/\.$/, '');
  return names
    .toLowerCase()
    .split(/[\s,]+/)
    .filter((one) => one !== '')
    .some((one) => lower === one || lower.endsWith(`.${one.replace(/^\.|\.$/g, '')}`));
}

/** Why a text must not leave the machine; null where it may. `own` are further names that are one's own, by commas. */
export function privacyOf(text: string, own = ''): string | null {
  const address = isIP(text) === 0 ? addressOfReverseName(text) : text;
  if (address !== null) {
    const kind = kindOf(address);
    return kind === 'Public' ? null : `${kind || 'Unreadable'} addresses never leave the machine.`;
  }
  if (/^AS\d+$/i.test(text)) return null;
  if (!text.includes('.') || inner.test(text.replace(/\.$/, '')) || isUnder(text, own))
    return 'Names of a network of one’s own never leave the machine.';
  return null;
}
