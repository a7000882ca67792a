import { crc32, deflateRawSync } from 'node:zlib';
import { pack } from 'tar-stream';

export interface ArchiveMember {
  name: string;
  bytes: Uint8Array;
  /** What it links to, which makes it a link. */
  link?: string;
  /** Mark it as encrypted. */
  encrypted?: boolean;
}

/** A zip file, its members deflated. */
export function zipOf(members: readonly ArchiveMember[]): Buffer {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const { name, bytes, link, encrypted } of members) {
    const packed = deflateRawSync(bytes);
    const named = Buffer.from(name);
    const shared = Buffer.alloc(26);
    shared.writeUInt16LE(20, 0);
    shared.writeUInt16LE(encrypted ? 1 : 0, 2);
    shared.writeUInt16LE(8, 4);
    shared.writeUInt32LE(crc32(bytes), 10);
    shared.writeUInt32LE(packed.length, 14);
    shared.writeUInt32LE(bytes.length, 18);
    shared.writeUInt16LE(named.length, 22);
    const file = Buffer.concat([Buffer.from('PK\x03\x04'), shared, named, packed]);
    const central = Buffer.alloc(14);
    central.writeUInt32LE(link ? 0o120777 * 65_536 : 0, 6);
    central.writeUInt32LE(offset, 10);
    directory.push(Buffer.from('PK\x01\x02\x14\x03'), shared, central, named);
    files.push(file);
    offset += file.length;
  }
  const central = Buffer.concat(directory);
  const end = Buffer.alloc(22);
  end.write('PK\x05\x06', 'latin1');
  end.writeUInt16LE(members.length, 8);
  end.writeUInt16LE(members.length, 10);
  end.writeUInt32LE(central.length, 12);
  end.writeUInt32LE(offset, 16);
  return Buffer.concat([...files, central, end]);
}

/** A tar file. */
export async function tarOf(members: readonly ArchiveMember[]): Promise<Buffer> {
  const tar = pack();
  for (const { name, bytes, link } of members)
    if (link) tar.entry({ name, type: 'symlink', linkname: link });
    else tar.entry({ name }, Buffer.from(bytes));
  tar.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of tar) chunks.push(chunk as Buffer);
  return Buffer.concat(chunks);
}
