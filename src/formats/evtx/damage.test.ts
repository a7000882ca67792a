import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { event, eventData, fileTime, wire, writeEvtx, xml } from '../../../test/kit/evtx.ts';
import { readFormat } from '../../../test/kit/read-format.ts';
import { type MemoryTable, memoryInput, readToMemory } from '../../../test/kit/read-to-memory.ts';
import { HuntError } from '../../base/index.ts';
import evtx from '../readers/evtx.ts';
import { CHUNK_BYTES, FILE_HEADER_BYTES } from './chunk.ts';

const time = fileTime(1_706_933_106_123_456);
const parts = { provider: 'Made', channel: 'Made/Operational', eventId: 1, time };
const FIRST_RECORD = FILE_HEADER_BYTES + 512;

/** Four records a chunk, of three templates, ids from 1. */
function log(chunks: number): Buffer {
  const list = Array.from({ length: chunks }, (_, chunk) => {
    const id = chunk * 4 + 1;
    const named = eventData({ Name: wire.text(`n${chunk}`), Size: wire.u32(chunk) });
    const listed = xml('EventData', {}, xml('Data', {}, wire.texts('a', 'b')));
    const user = xml('UserData', {}, xml('Thing', { xmlns: 'u' }, xml('A', {}, wire.u8(1))));
    return [named, listed, user, named].map((data, at) => event({ ...parts, id: id + at }, data));
  });
  return writeEvtx(list);
}

async function read(bytes: Uint8Array): Promise<MemoryTable> {
  const tables = await readToMemory(evtx, memoryInput(bytes, { chunkBytes: 65_536 }));
  const table = tables.get('Event');
  if (!table) throw new Error(`only ${[...tables.keys()].join()}`);
  return table;
}

function ids(table: MemoryTable): number[] {
  const column = table.columns.indexOf('EventRecordId:string');
  return table.rows.map((row) => Number(row[column]));
}

/** The offset of each record of a sound chunk. */
function recordOffsets(bytes: Buffer, chunk = 0): number[] {
  const start = FILE_HEADER_BYTES + chunk * CHUNK_BYTES;
  const offsets: number[] = [];
  for (let at = start + 512; bytes.readUInt32LE(at) === 0x2a2a; at += bytes.readUInt32LE(at + 4))
    offsets.push(at);
  return offsets;
}

describe('a damaged log', () => {
  it('ends a chunk at a record of size zero, says so and reads the next chunk', async () => {
    const bytes = log(2);
    const [, second = 0] = recordOffsets(bytes);
    bytes.writeUInt32LE(0, second + 4);
    const table = await read(bytes);
    expect(ids(table)).toEqual([1, 5, 6, 7, 8]);
    expect(table.notes).toEqual([
      expect.stringMatching(/^Chunk 1 is damaged at offset \d+: a record states a size of 0 bytes/),
    ]);
  });

  it('ends a chunk at a record that is larger than it', async () => {
    for (const size of [CHUNK_BYTES, 0xffff_ffff, 0x7fff_ffff]) {
      const bytes = log(2);
      const [, second = 0] = recordOffsets(bytes);
      bytes.writeUInt32LE(size, second + 4);
      expect(ids(await read(bytes))).toEqual([1, 5, 6, 7, 8]);
    }
  });

  it('notes a chunk without its magic number and skips one of zeros without a word', async () => {
    const bytes = log(3);
    bytes.write('Nothing', FILE_HEADER_BYTES);
    bytes.fill(0, FILE_HEADER_BYTES + CHUNK_BYTES, FILE_HEADER_BYTES + 2 * CHUNK_BYTES);
    const table = await read(bytes);
    expect(ids(table)).toEqual([9, 10, 11, 12]);
    expect(table.notes).toEqual([expect.stringMatching(/^Chunk 1 could not be read/)]);
  });

  it('does not compare checksums', async () => {
    const bytes = log(1);
    bytes.writeUInt32LE(1, FILE_HEADER_BYTES + 52);
    bytes.writeUInt32LE(1, FILE_HEADER_BYTES + 124);
    bytes.writeUInt32LE(1, 124);
    expect(ids(await read(bytes))).toEqual([1, 2, 3, 4]);
  });

  it('says how much of a cut file was left out', async () => {
    const bytes = log(2).subarray(0, FILE_HEADER_BYTES + CHUNK_BYTES + 1000);
    const table = await read(bytes);
    expect(ids(table)).toEqual([1, 2, 3, 4]);
    expect(table.notes).toEqual([
      'The file ends inside a chunk: its last 1000 bytes could not be read.',
    ]);
  });

  it('keeps a record that cannot be read, with its number and reason', async () => {
    const bytes = log(1);
    const [, , third = 0] = recordOffsets(bytes);
    bytes.writeUInt8(0x73, third + 24);
    const table = await read(bytes);
    expect(ids(table)).toEqual([1, 2, 4]);
    expect(table.unparsed).toMatchObject([
      {
        line: 3,
        reason: '0x73 at offset 0 is no token.'.replace(
          '0 is',
          `${third + 24 - FILE_HEADER_BYTES} is`,
        ),
      },
    ]);
    expect(table.unparsed[0]?.text).toMatch(/^73/);
  });

  it('refuses what is no event log, or less than its header', async () => {
    for (const bytes of [Buffer.from('ElfFail\0'), log(1).subarray(0, 4000)])
      await expect(read(bytes)).rejects.toThrow(HuntError);
  });

  it('survives names that refer to each other in a ring', async () => {
    const bytes = log(1);
    const buckets = Array.from({ length: 64 }, (_, n) => FILE_HEADER_BYTES + 128 + n * 4);
    const heads = buckets.map((at) => bytes.readUInt32LE(at)).filter((at) => at > 0);
    for (const [n, at] of heads.entries())
      bytes.writeUInt32LE(heads[(n + 1) % heads.length] ?? 0, FILE_HEADER_BYTES + at);
    expect(ids(await read(bytes))).toEqual([1, 2, 3, 4]);
  });
});

describe('a time that no number holds exactly', () => {
  it('is stored to the microsecond all the same', async () => {
    const far = 2_650_466_808_009_999_999n;
    const systemTime = wire.raw(0x12, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0]);
    const sysmon = { ...parts, provider: 'Microsoft-Windows-Sysmon' };
    const bytes = writeEvtx([
      [
        event({ ...sysmon, time: 0n, id: 1 }, eventData({ CreationUtcTime: systemTime })),
        event(
          { ...sysmon, time: far, id: 2 },
          eventData({ UtcTime: wire.text('1601-01-01 00:00:00.001') }),
        ),
      ],
    ]);
    const table = (await readFormat(evtx, 'Sysmon.evtx', bytes)).get('Sysmon');
    const cell = (name: string, row: number): unknown =>
      table?.rows[row]?.[table.columns.indexOf(`${name}:datetime`)];
    expect(cell('TimeGenerated', 0)).toBe('1601-01-01T00:00:00.0000000Z');
    expect(cell('CreationUtcTime', 0)).toBe('1601-01-01T00:00:00.0000000Z');
    expect(cell('TimeGenerated', 1)).toBe('9999-12-30T22:00:00.9999990Z');
    expect(cell('UtcTime', 1)).toBe('1601-01-01T00:00:00.0010000Z');
  });
});

describe('a hostile log', () => {
  it('cannot make a record unfold without end', async () => {
    // Each level shows the one below it thirty times: 30 ** 20 elements from some thousand bytes.
    let nested = xml('Leaf', {}, 'x');
    for (let level = 0; level < 20; level++)
      nested = xml('L', {}, { nested }, ...Array.from({ length: 29 }, () => ({ again: 0 })));
    const inData = event({ ...parts, id: 1 }, xml('UserData', {}, { nested }));
    const bare = event({ ...parts, id: 2 }, null).root;
    const asOther = xml('RenderingInfo', {}, { nested });
    const root = { ...bare, children: [...bare.children, asOther] };
    const table = await read(writeEvtx([[inData, { id: 2, time, root }]]));
    expect(table.rows).toEqual([]);
    const reason = 'the record unfolds into too much text.';
    expect(table.unparsed).toMatchObject([
      { line: 1, reason },
      { line: 2, reason },
    ]);
  });

  it('cannot nest binary XML too deeply', async () => {
    let nested = xml('Leaf', {}, wire.text('x'));
    for (let level = 0; level < 100; level++) nested = xml('N', {}, { nested });
    const bytes = writeEvtx([[event({ ...parts, id: 1 }, xml('UserData', {}, { nested }))]]);
    const table = await read(bytes);
    expect(table.rows).toEqual([]);
    expect(table.unparsed).toMatchObject([{ line: 1, reason: 'binary XML is nested too deeply.' }]);
  });

  it('cannot multiply arrays into more elements than a record may cost', async () => {
    const many = wire.texts(...Array.from({ length: 300 }, () => 'a'));
    const data = xml('EventData', {}, xml('Odd', {}, many, many, many, many));
    const table = await read(writeEvtx([[event({ ...parts, id: 1 }, data)]]));
    expect(table.unparsed).toMatchObject([{ reason: 'the record unfolds into too many parts.' }]);
  });

  it('gives rows, notes or a sentence whatever bytes are changed', async () => {
    const sound = log(2);
    const used = recordOffsets(sound).at(-1) ?? 0;
    const change = fc.record({
      at: fc.oneof(
        fc.integer({ min: 0, max: FIRST_RECORD }),
        fc.integer({ min: FILE_HEADER_BYTES, max: used + 400 }),
      ),
      to: fc.oneof(
        fc.constantFrom(0, 1, 0x0c, 0x21, 0x7f, 0x81, 0xff),
        fc.integer({ min: 0, max: 255 }),
      ),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(change, { minLength: 1, maxLength: 12 }), async (changes) => {
        const bytes = Buffer.from(sound);
        for (const { at, to } of changes) bytes[at] = to;
        try {
          const tables = await readToMemory(evtx, memoryInput(bytes));
          const found = [...tables.values()].flatMap((table) => [...table.rows, ...table.unparsed]);
          expect(found.length).toBeLessThanOrEqual(200);
        } catch (error) {
          if (!(error instanceof HuntError)) throw error;
        }
      }),
      { numRuns: 300, seed: 20240203 },
    );
  });
});
