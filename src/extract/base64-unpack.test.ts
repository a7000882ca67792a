import { randomBytes } from 'node:crypto';
import { deflateRawSync, gzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { unpackBase64 } from './base64-unpack.ts';

const encoded = (bytes: Uint8Array | string): string => Buffer.from(bytes).toString('base64');

/** A zip of files that are all the same deflated bytes, with a directory that says so. */
function zipOf(names: readonly string[], bytes: Uint8Array, flags = 0): Buffer {
  const packed = deflateRawSync(bytes);
  const locals: Buffer[] = [];
  const entries: Buffer[] = [];
  let at = 0;
  for (const name of names) {
    const local = Buffer.alloc(30);
    local.writeUInt32LE(0x04034b50, 0);
    local.writeUInt16LE(flags, 6);
    local.writeUInt16LE(8, 8);
    local.writeUInt32LE(packed.length, 18);
    local.writeUInt16LE(name.length, 26);
    const entry = Buffer.alloc(46);
    entry.writeUInt32LE(0x02014b50, 0);
    entry.writeUInt16LE(flags, 8);
    entry.writeUInt16LE(8, 10);
    entry.writeUInt32LE(packed.length, 20);
    entry.writeUInt16LE(name.length, 28);
    entry.writeUInt32LE(at, 42);
    const member = Buffer.concat([local, Buffer.from(name), packed]);
    locals.push(member);
    entries.push(Buffer.concat([entry, Buffer.from(name)]));
    at += member.length;
  }
  const end = Buffer.alloc(22);
  end.writeUInt32LE(0x06054b50, 0);
  end.writeUInt16LE(names.length, 10);
  end.writeUInt32LE(at, 16);
  return Buffer.concat([...locals, ...entries, end]);
}

const quick = (text: string, utf16 = false): ReturnType<typeof unpackBase64> => {
  const start = process.cpuUsage();
  const unpacked = unpackBase64(text, { utf16 });
  const { user, system } = process.cpuUsage(start);
  expect((user + system) / 1e6).toBeLessThan(20);
  return unpacked;
};

describe('unpackBase64', () => {
  it('opens a zip and goes on inside of its files', () => {
    const inner = encoded('the innermost text, long enough to be seen');
    const zip = zipOf(['a.txt', '__proto__'], Buffer.from(`see ${inner}`));
    const { parts, output } = unpackBase64(`z ${encoded(zip)} z`);
    expect(parts.map((p) => [p.fileName, p.depth])).toEqual([
      ['a.txt', 1],
      ['__proto__', 1],
      ['unknown', 2],
    ]);
    expect(output.match(/innermost/g)?.length).toBe(2);
  });

  it('leaves a bomb packed and says so', () => {
    for (const bomb of [gzipSync(Buffer.alloc(200e6)), zipOf(['a', 'b'], Buffer.alloc(30e6))]) {
      const { parts } = quick(encoded(bomb));
      expect(parts.map((p) => p.problem)).toEqual(['It unpacks to more than is looked at.']);
      expect(parts[0]?.encoding).toBe('binary');
    }
  });

  it('adds up what many archives and levels unpack to', () => {
    const one = encoded(gzipSync(Buffer.alloc(1e6, '. ')));
    const { parts } = quick(
      Array.from({ length: 50 }, (_, i) => `${i}: ${one}${' '.repeat(i)}`).join('\n'),
    );
    expect(parts.length).toBe(1);
    const many = Array.from({ length: 400 }, () => encoded(randomBytes(30_000))).join(' ');
    expect(quick(many).parts.length).toBeLessThan(200);
  });

  it('says of broken and encrypted archives what they are', () => {
    const gzip = gzipSync(randomBytes(200)).subarray(0, 150);
    expect(unpackBase64(encoded(gzip)).parts[0]).toMatchObject({
      fileType: 'gz',
      problem: 'It is not whole.',
    });
    const zip = zipOf(['a.txt'], randomBytes(100));
    expect(unpackBase64(encoded(zip.subarray(0, 99))).parts[0]).toMatchObject({ fileType: 'zip' });
    expect(unpackBase64(encoded(zipOf(['a.txt'], randomBytes(99), 1))).parts[0]).toMatchObject({
      fileType: 'zip (pwd protected)',
      problem: 'It is encrypted.',
    });
    for (let cut = 4; cut < zip.length; cut++) unpackBase64(encoded(zip.subarray(0, cut)));
  });

  it('survives any bytes and any letters', () => {
    for (const text of [
      'A'.repeat(65_536),
      'QUFB'.repeat(20_000),
      `${'A'.repeat(29)} `.repeat(3000),
      '='.repeat(65_536),
    ])
      quick(text);
    for (let i = 0; i < 300; i++) {
      const bytes = randomBytes(40 + (i % 50));
      if (i % 3 === 0) bytes.set([0x50, 0x4b, 3, 4]);
      if (i % 3 === 1) bytes.set([0x1f, 0x8b, 8]);
      unpackBase64(encoded(bytes), { utf16: i % 2 === 0 });
    }
  });

  it('stops at twenty levels', () => {
    let text = 'the innermost text, long enough to be seen';
    for (let i = 0; i < 30; i++) text = encoded(text);
    const { parts } = quick(text);
    expect(Math.max(...parts.map((p) => p.depth))).toBe(21);
  });

  it('knows a program by its header, not by how far away that is', () => {
    const program = Buffer.alloc(512);
    program.write('MZ');
    program.writeUInt32LE(0x80, 60);
    program.write('PE', 0x80);
    program.writeUInt16LE(0x2102, 0x80 + 22);
    program.writeUInt16LE(2, 0x80 + 92);
    expect(unpackBase64(encoded(program)).parts[0]?.fileType).toBe('dll');
    program.writeUInt16LE(0x0102, 0x80 + 22);
    expect(unpackBase64(encoded(program)).parts[0]?.fileType).toBe('exe');
  });
});
