import { existsSync } from 'node:fs';
import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { readPart } from '../../test/kit/read-format.ts';
import type { KustoType } from '../base/index.ts';
import type { Batch, StoredValue } from './part.ts';
import { writePart } from './part-writer.ts';

let folder = '';
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-part-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const batch = (columns: Record<string, [KustoType, StoredValue[]]>): Batch => ({
  rowCount: Math.max(...Object.values(columns).map(([, values]) => values.length)),
  columns: Object.entries(columns).map(([name, [type, values]]) => ({ name, type, values })),
});

it('writes every type, nulls and a column that comes later', async () => {
  const part = await writePart(join(folder, 'p'), async (writer) => {
    const source = writer.source('a.log', 'test');
    const sink = source.table('T');
    await sink.write(
      batch({
        b: ['bool', [true, null]],
        i: ['int', [-5, null]],
        l: ['long', [9223372036854775807n, null]],
        r: ['real', [0.1, null]],
        m: ['decimal', ['-12.5', null]],
        s: ['string', ['a\0ü\ud800', null]],
        d: ['datetime', [1704067200000001n, null]],
        t: ['timespan', [-864000000001, null]],
        j: ['dynamic', ['{"a":1}', null]],
        g: ['guid', ['6F9619FF-8B86-D011-B42D-00C04FC964FF', null]],
      }),
    );
    await sink.write(batch({ B: ['string', ['late']], s: ['string', ['x']] }));
    source.keep();
  });
  const table = (await readPart(part)).get('T');
  expect(table?.columns.join(' ')).toBe(
    'b:bool i:int l:long r:real m:decimal s:string d:datetime t:timespan j:dynamic g:guid B:string',
  );
  expect(table?.rows).toEqual([
    [
      true,
      -5,
      9223372036854775807n,
      0.1,
      '-12.5000000000',
      'a\0ü\ufffd',
      '2024-01-01T00:00:00.0000010Z',
      '-1.00:00:00.0000001',
      { a: 1 },
      '6f9619ff-8b86-d011-b42d-00c04fc964ff',
      '',
    ],
    [null, null, null, null, null, '', null, null, null, null, ''],
    [null, null, null, null, null, 'x', null, null, null, null, 'late'],
  ]);
  expect(table?.coverage.span).toEqual({
    from: '2024-01-01T00:00:00.000001Z',
    to: '2024-01-01T00:00:00.000001Z',
  });
});

it('brings files together whose columns disagree', async () => {
  const part = await writePart(join(folder, 'p'), async (writer) => {
    const columns: Record<string, [KustoType, StoredValue[]]>[] = [
      { a: ['long', [1]], b: ['int', [7]], c: ['datetime', [0n]], d: ['bool', [true]] },
      { a: ['string', ['x']], b: ['real', [0.5]], c: ['string', ['?']], d: ['dynamic', ['[1]']] },
      { a: ['long', [2]] },
    ];
    for (const [at, one] of columns.entries()) {
      const source = writer.source(`${at}.log`, 'test');
      await source.table('T').write(batch(one));
      expect(source.keep()).toEqual(['T']);
    }
  });
  const table = (await readPart(part)).get('T');
  expect(table?.columns).toEqual(['a:string', 'b:real', 'c:string', 'd:dynamic']);
  expect(table?.rows).toEqual([
    ['1', 7, '1970-01-01T00:00:00.0000000Z', true],
    ['2', null, '', null],
    ['x', 0.5, '?', [1]],
  ]);
  expect(table?.coverage.rowsRead).toBe(3);
});

it('takes back all that a discarded file gave', async () => {
  const part = await writePart(join(folder, 'p'), async (writer) => {
    const good = writer.source('good', 'test');
    await good.table('T').write(batch({ a: ['long', [1]] }));
    await good.table('T').unparsed([{ line: 1, reason: 'r', text: 't' }]);
    good.keep();
    const bad = writer.source('bad', 'test');
    await bad.table('T').write(batch({ a: ['long', [2]], late: ['long', [2]] }));
    await bad.table('T').unparsed([{ line: 2, reason: 'r', text: 't' }]);
    await bad.table('Other').write(batch({ a: ['long', [2]] }));
    await bad.discard();
    const again = writer.source('again', 'test');
    await again.table('T').write(batch({ a: ['long', [3]] }));
    again.keep();
  });
  const tables = await readPart(part);
  expect([...tables.keys()]).toEqual(['T']);
  expect(tables.get('T')?.columns).toEqual(['a:long']);
  expect(tables.get('T')?.rows).toEqual([[1], [3]]);
  expect(tables.get('T')?.unparsed).toEqual([{ line: 1, reason: 'r', text: 't' }]);
});

it('leaves no file behind when writing fails', async () => {
  const writing = writePart(join(folder, 'p'), async (writer) => {
    await writer
      .source('a', 'test')
      .table('T')
      .write(batch({ a: ['long', [1]] }));
    throw new Error('stop');
  });
  await expect(writing).rejects.toThrow('stop');
  expect(await readdir(folder)).toEqual([]);
  expect(existsSync(join(folder, 'p'))).toBe(false);
});

it('refuses a table wider than its budget and a value of another type', async () => {
  const writing = (columns: Parameters<typeof batch>[0]): Promise<unknown> =>
    writePart(
      join(folder, 'p'),
      async (writer) => {
        await writer.source('a', 'test').table('T').write(batch(columns));
      },
      { width: 2 },
    );
  await expect(
    writing({ a: ['long', [1]], b: ['long', [1]], c: ['long', [1]] }),
  ).rejects.toMatchObject({ code: 'formats/too-many-columns' });
  await expect(writing({ a: ['long', [1.5]] })).rejects.toThrow('whole number');
});

it('stores texts of every length, repeated, beside nulls and beyond one chunk, as they are', async () => {
  const kinds = ['', 'a', 'twelve bytes', 'thirteen byte', 'ü'.repeat(6), 'ü'.repeat(7), '\ud83d'];
  const rows = 5000;
  const texts = Array.from({ length: rows }, (_, row) => {
    const kind = kinds[Math.floor(row / 3) % kinds.length] ?? '';
    if (row % 11 === 0) return null;
    return row % 2 ? kind : `${kind}${'x'.repeat(row % 40)}${row}`;
  });
  const ascii = texts.map((text) => text?.replace(/[^ -~]/g, '?'));
  const halves = texts.map((_, row) => (row % 2 ? '\ude00' : '\ud83d'));
  const longs = texts.map((_, row) => (row % 7 ? (row - 2500) * 3_000_000_007 : null));
  const part = await writePart(join(folder, 'p'), async (writer) => {
    const source = writer.source('a.log', 'test');
    const columns = batch({
      texts: ['string', texts],
      ascii: ['string', ascii],
      halves: ['string', halves],
      longs: ['long', longs],
    });
    await source.table('T').write(columns);
    await source.table('T').write(columns);
    source.keep();
  });
  const wanted = texts.map((text, row) => [
    text?.replaceAll('\ud83d', '\ufffd') ?? '',
    ascii[row] ?? '',
    '\ufffd',
    longs[row],
  ]);
  expect((await readPart(part)).get('T')?.rows).toEqual([...wanted, ...wanted]);
});

it('stores rows that fill other columns apart, in a few relations, and tells of them as one table', async () => {
  const day = 86_400_000_000;
  const rowsOf = (kind: string, count: number, first: number): Batch =>
    batch({
      at: ['datetime', Array.from({ length: count }, (_, row) => first * day + row)],
      [`${kind}1`]: ['int', Array.from({ length: count }, (_, row) => row)],
      [`${kind}2`]: ['string', Array.from({ length: count }, (_, row) => `${kind}${row}`)],
    });
  const kinds = ['a', 'b', 'c', 'd', 'e', 'f', 'a', 'f', 'b'];
  const part = await writePart(join(folder, 'p'), async (writer) => {
    const first = writer.source('a.log', 'test');
    await first.table('T').write(rowsOf('a', 20_000, 0));
    for (const [index, kind] of kinds.entries())
      await first.table('T').write(rowsOf(kind, 1500, index));
    await first.table('T').write(rowsOf('g', 10, 9));
    await first.table('T').unparsed([{ line: 9, reason: 'broken', text: 'x' }]);
    first.keep();
    const second = writer.source('b.log', 'test');
    await second.table('T').write(batch({ b1: ['string', ['of another type']] }));
    await second.discard();
  });
  const names = part.tables.map(({ columns }) => columns.map(({ name }) => name).join());
  expect(names).toEqual(['at,a1,a2', 'at,b1,b2,f1,f2', 'at,c1,c2,g1,g2', 'at,d1,d2', 'at,e1,e2']);
  const rows = part.tables.map(({ coverage }) => coverage.rowsRead);
  expect(rows).toEqual([23_000, 6000, 1510, 1500, 1500]);
  expect(part.tables.map(({ coverage }) => coverage.span?.to.slice(0, 10))).toEqual([
    '1970-01-07',
    '1970-01-09',
    '1970-01-10',
    '1970-01-04',
    '1970-01-05',
  ]);
  const [first, second] = part.tables;
  expect(first?.coverage.files).toMatchObject([
    { file: 'a.log', rowsRead: 33_510, rowsUnparsed: 1 },
  ]);
  expect(second).toMatchObject({ name: 'T', unparsedRelation: null, coverage: { files: [] } });
});

it('looks for repetitions only in the columns whose texts may repeat', async () => {
  const part = await writePart(join(folder, 'p'), async (writer) => {
    const source = writer.source('a.log', 'test');
    const rows = await source.table('T').insert(
      [
        { name: 'kept', type: 'string' },
        { name: 'own', type: 'string', varied: true },
      ],
      "SELECT 'value ' || i % 7, 'value ' || i FROM range(50000) AS r(i)",
    );
    expect(rows).toBe(50_000);
    source.keep();
  });
  const instance = await DuckDBInstance.create(part.path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  const found = await connection.runAndReadAll(
    `SELECT DISTINCT column_name, compression FROM pragma_storage_info('${part.tables[0]?.relation}') WHERE segment_type = 'VARCHAR' ORDER BY 1`,
  );
  expect(found.getRowsJS()).toEqual([
    ['kept', 'Dictionary'],
    ['own', 'Uncompressed'],
  ]);
  connection.closeSync();
  instance.closeSync();
});

it("tells in DuckDB's own words why an insert failed, and keeps no row of it", async () => {
  await writePart(join(folder, 'p'), async (writer) => {
    const source = writer.source('a.log', 'test');
    const insert = (end: number): Promise<number> =>
      source
        .table('T')
        .insert(
          [{ name: 'n', type: 'long' }],
          `SELECT CASE WHEN i = 299999 THEN CAST('x' || i AS BIGINT) ELSE i END FROM range(${end}) AS r(i)`,
        );
    await expect(insert(300_000)).rejects.toThrow(/^Conversion Error/);
    expect(await insert(1000)).toBe(1000);
    expect(source.keep()).toEqual(['T']);
  });
});
