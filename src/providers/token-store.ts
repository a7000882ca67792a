import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { mkdir, readFile } from 'node:fs/promises';
import { homedir } from 'node:os';
import { join } from 'node:path';
import { type Keychain, openKeychain } from '../config/index.ts';
import { replaceFile, sweepPartials } from '../files/index.ts';

/** Where sign-ins are kept between sessions: texts by name. */
export interface TokenStore {
  /** Null where nothing is kept, or nothing that can be read any more. */
  read(name: string): Promise<string | null>;
  write(name: string, text: string): Promise<void>;
}

export interface TokenStoreParts {
  /** In the user's cache folder unless said. */
  folder?: string;
  keychain?: Keychain;
}

const cipher = 'aes-256-gcm';
const mark = Buffer.from('HBT1');
const ivBytes = 12;
const tagBytes = 16;
const mostBytes = 8 * 2 ** 20;

/**
 * Texts in files that only the key in the keychain of the operating system opens; it is made where there is none. A file
 * that was changed, or lies under another name, is as if it were not there. Errors: `config/needs-package`, `keychain-failed`.
 */
export async function openTokenStore(parts: TokenStoreParts = {}): Promise<TokenStore> {
  const { folder = usualFolder(), keychain = openKeychain() } = parts;
  const key = await keyOf(keychain);
  const fileOf = (name: string): string => join(folder, `${name}.bin`);
  return {
    async read(name) {
      const bytes = await readFile(fileOf(name)).catch(() => null);
      return bytes && bytes.length <= mostBytes ? opened(bytes, key, name) : null;
    },
    async write(name, text) {
      const file = fileOf(name);
      await mkdir(folder, { recursive: true, mode: 0o700 });
      await sweepPartials(folder);
      await replaceFile(file, sealed(text, key, name), { mode: 0o600 });
    },
  };
}

function usualFolder(): string {
  const base = process.env['XDG_CACHE_HOME'] || join(homedir(), '.cache');
  return join(base, 'huntbook', 'sign-in');
}

async function keyOf(keychain: Keychain): Promise<Buffer> {
  const entry = ['huntbook', 'sign-in'] as const;
  const known = await keychain.get(...entry);
  if (known && /^[0-9a-f]{64}$/.test(known)) return Buffer.from(known, 'hex');
  const made = randomBytes(32);
  await keychain.set(...entry, made.toString('hex'));
  return made;
}

function sealed(text: string, key: Buffer, name: string): Buffer {
  const iv = randomBytes(ivBytes);
  const seal = createCipheriv(cipher, key, iv).setAAD(Buffer.from(name));
  const body = Buffer.concat([seal.update(text, 'utf8'), seal.final()]);
  return Buffer.concat([mark, iv, seal.getAuthTag(), body]);
}

function opened(bytes: Buffer, key: Buffer, name: string): string | null {
  const head = mark.length + ivBytes;
  if (bytes.length < head + tagBytes || !bytes.subarray(0, mark.length).equals(mark)) return null;
  try {
    const open = createDecipheriv(cipher, key, bytes.subarray(mark.length, head))
      .setAAD(Buffer.from(name))
      .setAuthTag(bytes.subarray(head, head + tagBytes));
    const text = [open.update(bytes.subarray(head + tagBytes)), open.final()];
    return Buffer.concat(text).toString('utf8');
  } catch {
    return null;
  }
}
