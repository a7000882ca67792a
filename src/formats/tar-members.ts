import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import { extract, type Header } from 'tar-stream';
import { HuntError } from '../base/index.ts';
import { escapes, type Member } from './archive-member.ts';

/** Whether these are the first bytes of a tar file: its first header carries the mark and its own checksum. */
export function isTar(head: Uint8Array): boolean {
  if (head.length < 512) return false;
  if (Buffer.from(head.subarray(257, 262)).toString('latin1') !== 'ustar') return false;
  const stated = Number.parseInt(Buffer.from(head.subarray(148, 156)).toString('latin1'), 8);
  let sum = 0;
  for (let at = 0; at < 512; at++) sum += at >= 148 && at < 156 ? 32 : (head[at] ?? 0);
  return stated === sum;
}

/** The files in a tar file. */
export async function* tarMembers(path: string, name: string): AsyncGenerator<Member> {
  const { size } = await stat(path);
  const file = createReadStream(path, { highWaterMark: 2 ** 20 });
  const entries = extract();
  file.on('error', (error) => entries.destroy(error));
  file.pipe(entries);
  try {
    for await (const entry of entries) {
      const { type, name: member } = entry.header;
      const share = Math.min(1, file.bytesRead / size);
      if (/[\\/]$/.test(member)) {
        entry.resume();
        continue;
      }
      if (type === 'file' || type === 'contiguous-file')
        if (escapes(member))
          yield refuse(member, 'has a name that leads out of the archive', share);
        else yield taken(entry.header, entry as AsyncIterable<Uint8Array>, share);
      else if (type === 'symlink' || type === 'link') yield refuse(member, 'is a link', share);
      entry.resume();
    }
  } catch (error) {
    if (error instanceof HuntError) throw error;
    throw new HuntError({
      code: 'formats/damaged-archive',
      message: `"${name}" cannot be read as a tar file to its end: ${error instanceof Error ? error.message.replace(/[.\s]+$/, '') : String(error)}.`,
      hint: 'The file may be cut short; what came before the damage is open.',
      cause: error,
    });
  } finally {
    file.destroy();
    entries.destroy();
  }
}

const refuse = (name: string, refused: string, share: number): Member => ({
  name,
  bytes: null,
  refused,
  share,
});

function taken({ name, mtime }: Header, bytes: AsyncIterable<Uint8Array>, share: number): Member {
  return mtime ? { name, bytes, share, modifiedMs: mtime.getTime() } : { name, bytes, share };
}
