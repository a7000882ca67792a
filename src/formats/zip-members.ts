import { type Entry, openPromise, type ZipFile } from 'yauzl';
import { HuntError } from '../base/index.ts';
import { escapes, type Member } from './archive-member.ts';

/** Whether these are the first bytes of a zip file. */
export function isZip(head: Uint8Array): boolean {
  return head[0] === 0x50 && head[1] === 0x4b && head[2] === 3 && head[3] === 4;
}

const maxMembers = 100_000;

/** The members of a zip file, folders and the droppings of macOS left away. */
export async function* zipMembers(
  path: string,
  name: string,
  share: { index: number; of: number } = { index: 0, of: 1 },
): AsyncGenerator<Member> {
  const zip = await reading(name, () =>
    openPromise(path, { decodeStrings: false, autoClose: false, validateEntrySizes: true }),
  );
  try {
    let done = 0;
    const entries = zip.eachEntry()[Symbol.asyncIterator]();
    for (;;) {
      const next = await reading(name, () => entries.next());
      if (next.done) return;
      if (++done > maxMembers) throw damagedZip(name, `it has more than ${maxMembers} members`);
      if (done % share.of !== share.index) continue;
      const member = await openEntry(zip, next.value, done / Math.max(zip.entryCount, 1));
      if (member) yield member;
    }
  } finally {
    zip.close();
  }
}

async function openEntry(zip: ZipFile, entry: Entry, share: number): Promise<Member | null> {
  const name = memberName(entry);
  if (/[\\/]$/.test(name) || /(^|\/)(__MACOSX\/|\.DS_Store$)/.test(name)) return null;
  const refuse = (refused: string): Member => ({ name, bytes: null, refused, share });
  if (escapes(name)) return refuse('has a name that leads out of the archive');
  if (((entry.externalFileAttributes >>> 16) & 0o170000) === 0o120000) return refuse('is a link');
  if (entry.generalPurposeBitFlag & 1) return refuse('is encrypted');
  if (entry.compressionMethod !== 0 && entry.compressionMethod !== 8)
    return refuse(`is compressed by method ${entry.compressionMethod}, which is not supported`);
  try {
    const modifiedMs = entry.getLastModDate().getTime();
    const bytes = await zip.openReadStreamPromise(entry);
    // The date may be damaged, or none.
    return Number.isNaN(modifiedMs) ? { name, bytes, share } : { name, bytes, share, modifiedMs };
  } catch (error) {
    return refuse(`is damaged: ${error instanceof Error ? error.message : String(error)}`);
  }
}

function memberName(entry: Entry): string {
  const raw = entry.fileName as unknown as Buffer;
  const utf8 = raw.toString('utf8');
  return utf8.includes('\ufffd') ? raw.toString('latin1') : utf8;
}

async function reading<T>(name: string, read: () => Promise<T>): Promise<T> {
  try {
    return await read();
  } catch (error) {
    throw damagedZip(name, error instanceof Error ? error.message : String(error), error);
  }
}

function damagedZip(name: string, reason: string, cause?: unknown): HuntError {
  return new HuntError({
    code: 'formats/damaged-archive',
    message: `"${name}" cannot be read as a zip file: ${reason.replace(/[.\s]+$/, '')}.`,
    hint: 'The file may be cut short; copy it again from its source.',
    cause,
  });
}
