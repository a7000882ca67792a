import { gunzipSync, inflateRawSync } from 'node:zlib';

/** A file out of an archive. */
export interface ArchiveMember {
  readonly name: string;
  readonly bytes: Uint8Array;
}

/** What unpacking may still cost, over all archives of one value. */
export interface UnpackBudget {
  bytes: number;
  parts: number;
}

/** More files of one archive than this are not looked at. */
const mostMembers = 200;

/** The archive is broken, encrypted, or unpacks to more than is allowed. */
export class UnpackFault extends Error {}

function inflated(unpack: () => Buffer, budget: UnpackBudget): Buffer {
  try {
    const bytes = unpack();
    budget.bytes -= bytes.length;
    return bytes;
  } catch (error) {
    const large =
      error instanceof RangeError || (error as { code?: string }).code === 'ERR_BUFFER_TOO_LARGE';
    throw new UnpackFault(large ? 'It unpacks to more than is looked at.' : 'It is not whole.', {
      cause: error,
    });
  }
}

function gzipMembers(bytes: Uint8Array, budget: UnpackBudget): ArchiveMember[] {
  const options = { maxOutputLength: Math.max(1, budget.bytes) };
  return [{ name: 'gzip_file', bytes: inflated(() => gunzipSync(bytes, options), budget) }];
}

function endOfDirectory(view: DataView): number {
  const first = Math.max(0, view.byteLength - 22 - 65_535);
  for (let at = view.byteLength - 22; at >= first; at--)
    if (view.getUint32(at, true) === 0x06054b50) return at;
  throw new UnpackFault('It has no directory.');
}

function zipMember(view: DataView, entry: number, budget: UnpackBudget): Uint8Array {
  const flags = view.getUint16(entry + 8, true);
  if ((flags & 1) === 1) throw new UnpackFault('It is encrypted.');
  const method = view.getUint16(entry + 10, true);
  const size = view.getUint32(entry + 20, true);
  const local = view.getUint32(entry + 42, true);
  const start = local + 30 + view.getUint16(local + 26, true) + view.getUint16(local + 28, true);
  const packed = new Uint8Array(view.buffer, view.byteOffset + start, size);
  if (method === 8) {
    const options = { maxOutputLength: Math.max(1, budget.bytes) };
    return inflated(() => inflateRawSync(packed, options), budget);
  }
  if (method !== 0) throw new UnpackFault('It is packed in a way that is not read.');
  return inflated(() => {
    if (size > budget.bytes) throw new RangeError('too large');
    return Buffer.from(packed);
  }, budget);
}

function zipMembers(bytes: Uint8Array, budget: UnpackBudget): ArchiveMember[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const members: ArchiveMember[] = [];
  const end = endOfDirectory(view);
  const count = Math.min(mostMembers, view.getUint16(end + 10, true));
  let entry = view.getUint32(end + 16, true);
  for (let i = 0; i < count; i++) {
    if (view.getUint32(entry, true) !== 0x02014b50) break;
    const nameLength = view.getUint16(entry + 28, true);
    const name = Buffer.from(bytes.buffer, bytes.byteOffset + entry + 46, nameLength).toString(
      'utf8',
    );
    members.push({ name, bytes: zipMember(view, entry, budget) });
    entry += 46 + nameLength + view.getUint16(entry + 30, true) + view.getUint16(entry + 32, true);
  }
  return members;
}

function tarText(header: Uint8Array, start: number, end: number): string {
  const text = Buffer.from(header.subarray(start, end)).toString('utf8');
  const stop = text.indexOf('\u0000');
  return stop === -1 ? text : text.slice(0, stop);
}

function tarMembers(bytes: Uint8Array, budget: UnpackBudget): ArchiveMember[] {
  const members: ArchiveMember[] = [];
  let longName = '';
  for (let at = 0; at + 512 <= bytes.length && members.length < mostMembers; ) {
    const header = bytes.subarray(at, at + 512);
    if (header[0] === 0) break;
    const size = Number.parseInt(tarText(header, 124, 136).trim() || '0', 8);
    const kind = String.fromCharCode(header[156] ?? 0);
    if (!(size >= 0) || at + 512 + size > bytes.length) throw new UnpackFault('It is not whole.');
    const content = bytes.subarray(at + 512, at + 512 + size);
    const prefix = tarText(header, 257, 262) === 'ustar' ? tarText(header, 345, 500) : '';
    const name = longName || (prefix && kind !== 'L' ? `${prefix}/` : '') + tarText(header, 0, 100);
    longName = kind === 'L' ? tarText(content, 0, content.length) : '';
    if (!'Lxg'.includes(kind)) members.push({ name, bytes: content });
    budget.bytes -= size;
    at += 512 + Math.ceil(size / 512) * 512;
  }
  return members;
}

/**
 * The files of a gzip, zip or tar archive; null for bytes of another type.
 *
 * errors: `UnpackFault` where the archive is broken, encrypted, or larger than the budget.
 */
export function archiveMembers(
  bytes: Uint8Array,
  type: string,
  budget: UnpackBudget,
): ArchiveMember[] | null {
  try {
    if (type === 'gz') return gzipMembers(bytes, budget);
    if (type === 'zip') return zipMembers(bytes, budget);
    return type === 'tar' ? tarMembers(bytes, budget) : null;
  } catch (error) {
    if (error instanceof RangeError) throw new UnpackFault('It is not whole.', { cause: error });
    throw error;
  }
}
