import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs';
import { homedir } from 'node:os';
import { dirname, join } from 'node:path';
import { HuntError } from '../base/index.ts';
import { diskFault, replaceFileSync } from '../files/index.ts';
import { Mmdb, type MmdbMetadata, readMetadata } from './mmdb.ts';

/** What a file of the user's own can tell: where addresses are, or who announces them. */
export type OwnKind = 'city' | 'asn';

const names: Readonly<Record<OwnKind, { variable: string; file: string }>> = {
  city: { variable: 'HUNTBOOK_MAXMIND_CITY', file: 'city.mmdb' },
  asn: { variable: 'HUNTBOOK_MAXMIND_ASN', file: 'asn.mmdb' },
};

const told: Readonly<Record<OwnKind, string>> = {
  city: 'where addresses are',
  asn: 'who announces addresses',
};

/** Where a file of this kind is kept. */
function keptPlace(kind: OwnKind): string {
  const base = process.env['XDG_DATA_HOME'] || join(homedir(), '.local', 'share');
  return join(base, 'huntbook', names[kind].file);
}

/** The user's own file: what the environment names, else what is kept; null where there is none. */
export function ownFile(kind: OwnKind): string | null {
  const said = process.env[names[kind].variable];
  if (said) return said;
  const kept = keptPlace(kind);
  return existsSync(kept) ? kept : null;
}

/** What a file is good for, by what it calls itself. */
function kindOfData(type: string): OwnKind {
  return /asn|isp/i.test(type) ? 'asn' : 'city';
}

/** A file of the user's own, and what it says of itself. */
export interface OwnPlace extends MmdbMetadata {
  readonly kind: OwnKind;
  readonly file: string;
}

/** What is known of the user's own file; null where there is none. Throws `geo/bad-database`, `geo/other-kind`. */
export function ownData(kind: OwnKind): OwnPlace | null {
  const file = ownFile(kind);
  if (file === null) return null;
  const found = { kind, file, ...readMetadata(file) };
  if (kindOfData(found.type) !== kind) throw otherKind(found);
  return found;
}

function otherKind({ file, type, kind }: OwnPlace): HuntError {
  return new HuntError({
    code: 'geo/other-kind',
    message: `'${file}' (${type}) tells ${told[kindOfData(type)]}, not ${told[kind]}.`,
    hint: `Name it in ${names[kindOfData(type)].variable} instead of ${names[kind].variable}.`,
  });
}

/** Why the user's own file cannot be used; null where it can, or where there is none. */
export function ownRefusal(kind: OwnKind): string | null {
  try {
    ownData(kind);
    return null;
  } catch (error) {
    if (error instanceof HuntError) return error.message;
    throw error;
  }
}

/** What must be shown with what the user's own file tells; null where there is none, or it cannot be read. */
export function ownAttribution(kind: OwnKind): string | null {
  const found = ownRefusal(kind) === null ? ownData(kind) : null;
  return found && attributionOf(found.type);
}

/** Keep a database, so that it is used from then on. Throws `geo/bad-database`, `geo/other-kind`. */
export function keepData(kind: OwnKind, bytes: Buffer, name: string): OwnPlace {
  const { type, builtAt } = new Mmdb(bytes, name);
  if (kindOfData(type) !== kind) throw otherKind({ kind, file: name, type, builtAt });
  const file = keptPlace(kind);
  try {
    mkdirSync(dirname(file), { recursive: true });
    replaceFileSync(file, bytes);
  } catch (error) {
    const wanted = { path: file, what: `'${name}'`, sizeBytes: bytes.length };
    throw diskFault(error, { ...wanted, code: 'geo/not-kept' });
  }
  return { kind, file, type, builtAt };
}

/** Keep a copy of a file of the user's own, by its kind. Throws `geo/bad-database`. */
export function keepFile(path: string): OwnPlace {
  return keepData(kindOfData(readMetadata(path).type), readFileSync(path), path);
}

/** Remove what is kept: the files that were. */
export function forgetData(): string[] {
  const kept = (['city', 'asn'] as const).map(keptPlace).filter((file) => existsSync(file));
  for (const file of kept) rmSync(file);
  return kept;
}

function attributionOf(type: string): string {
  if (/^geolite/i.test(type))
    return 'This product includes GeoLite2 Data created by MaxMind, available from https://www.maxmind.com.';
  return `Addresses: ${type || 'data'}, a file of your own.`;
}
