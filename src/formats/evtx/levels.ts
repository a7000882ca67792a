import type { Scalar } from './node.ts';

const LEVELS = ['LogAlways', 'Critical', 'Error', 'Warning', 'Information', 'Verbose'];
const ACCOUNTS = new Map([
  ['S-1-5-18', 'NT AUTHORITY\\SYSTEM'],
  ['S-1-5-19', 'NT AUTHORITY\\LOCAL SERVICE'],
  ['S-1-5-20', 'NT AUTHORITY\\NETWORK SERVICE'],
]);

/** The name of an event's level: 0 `LogAlways` to 5 `Verbose`; null for others. */
export function levelName(level: Scalar | null): string | null {
  return level === null ? null : (LEVELS[Number(level)] ?? null);
}

/** The account that a well-known SID stands for. */
export function wellKnownAccount(sid: string): string | undefined {
  return ACCOUNTS.get(sid);
}
