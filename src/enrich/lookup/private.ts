import { isIP } from 'node:net';
import { kindOfAddress } from '../address-kind.ts';

/** Endings of names that mean nothing outside a network of one's own (RFC 6761, 6762, 8375, 2606 and custom). */
const inner =
  /(?:^|\.)(?:local|localhost|localdomain|internal|intranet|lan|home|corp|private|test|example|invalid|onion|home\.arpa)$/i;

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
  if (isIP(text) !== 0) {
    const kind = kindOfAddress(text);
    return kind === 'Public' ? null : `${kind} addresses never leave the machine.`;
  }
  if (/^AS\d+$/i.test(text)) return null;
  if (!text.includes('.') || inner.test(text.replace(/\.$/, '')) || isUnder(text, own))
    return 'Names of a network of one’s own never leave the machine.';
  return null;
}
