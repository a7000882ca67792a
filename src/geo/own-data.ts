import { existsSync } from 'node:fs';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { HuntError } from '../base/index.ts';
import { readMetadata } from './mmdb.ts';

/** What a file of the user's own can tell: where addresses are, or who announces them. */
export type OwnKind = 'city' | 'asn';

const names: Readonly<Record<OwnKind, { variable: string; file: string }>> = {
  city: { variable: 'HUNTBOOK_MAXMIND_CITY', file: 'city.mmdb' },
  asn: { variable: 'HUNTBOOK_MAXMIND_ASN', file: 'asn.mmdb' },
};

/** Where `huntbook geo-data` keeps files of the user's own. */
export function ownDataFolder(): string {
  return join(process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share'), 'huntbook');
}

/** Where a file of this kind is kept. */
export function ownPlace(kind: OwnKind): string {
  return join(ownDataFolder(), names[kind].file);
}

/** The user's own file: what the environment names, else what is kept; null where there is none. */
export function ownFile(kind: OwnKind): string | null {
  const said = process.env[names[kind].variable];
  if (said) return said;
  const kept = ownPlace(kind);
  return existsSync(kept) ? kept : null;
}

/** What a file is good for, by what it calls itself. */
export function kindOfData(type: string): OwnKind {
  return /asn|isp/i.test(type) ? 'asn' : 'city';
}

/** Why the user's own file cannot be used; null where it can, or where there is none. */
export function ownRefusal(kind: OwnKind): string | null {
  const file = ownFile(kind);
  if (file === null) return null;
  try {
    const { type } = readMetadata(file);
    return kindOfData(type) === kind
      ? null
      : `'${file}' (${type}) is data of another kind than ${names[kind].variable} names.`;
  } catch (error) {
    if (error instanceof HuntError) return error.message;
    throw error;
  }
}

/** What must be shown with what the user's own file tells; null where there is none, or it cannot be read. */
export function ownAttribution(kind: OwnKind): string | null {
  const file = ownFile(kind);
  return file === null || ownRefusal(kind) !== null ? null : attributionOf(readMetadata(file).type);
}

function attributionOf(type: string): string {
  if (/^geolite/i.test(type))
    return 'This product includes GeoLite2 Data created by MaxMind, available from https://www.maxmind.com.';
  return `Addresses: ${type || 'data'}, a file of your own.`;
}
