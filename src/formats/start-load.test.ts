import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { tarOf, zipOf } from '../../test/kit/archives.ts';
import { type ReadTable, readPart } from '../../test/kit/read-format.ts';
import { type LoadJob, type LoadResult, startLoad } from './start-load.ts';

let folder = '';
const here = (...names: string[]): string => join(folder, 'in', ...names);
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-load-'));
  await mkdir(here());
});
afterEach(() => rm(folder, { recursive: true, force: true }));

const csv = Buffer.from('a,b\n1,2\n');

async function load(
  paths: string[],
  more: Partial<LoadJob> = {},
): Promise<LoadResult & { tables: Map<string, ReadTable[]>; states: string[] }> {
  const workspace = join(folder, 'hunt');
  const result = await startLoad({ paths, workspace, threads: 2, ...more });
  const tables = new Map<string, ReadTable[]>();
  for (const part of result.parts)
    for (const [name, table] of await readPart(part))
      tables.set(name, [...(tables.get(name) ?? []), table]);
  const states = result.files.map(
    (file) => `${file.file.replace(here(), '')} ${file.error?.code ?? file.tables.join()}`,
  );
  const left = (await readdir(workspace)).filter((name) => !/^part-[-0-9a-f]+\.duckdb$/.test(name));
  expect(left).toEqual([]);
  return { ...result, tables, states };
}

it('opens files, folders and globs, each file once, and tells of what leads nowhere', async () => {
  await mkdir(here('deep', 'er'), { recursive: true });
  await writeFile(here('one.csv'), csv);
  await writeFile(here('deep', 'two.csv'), csv);
  await writeFile(here('deep', 'er', 'three.csv'), csv);
  await writeFile(here('deep', '.hidden.csv'), csv);
  await symlink('/etc/passwd', here('deep', 'link.csv'));
  const { states } = await load([
    here('one.csv'),
    here('deep'),
    here('**', '*.csv'),
    here('{one,two}.c?v'),
    here('none.csv'),
    here('*.evtx'),
  ]);
  expect(states).toEqual([
    '/one.csv one',
    '/deep/er/three.csv three',
    '/deep/two.csv two',
    '/none.csv formats/no-such-file',
    '/*.evtx formats/no-such-file',
  ]);
});

it('looks into gzip, zstd, xz, zip and tar, one inside the other', async () => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT 1 AS a, 2 AS b) TO '${here('zstd.csv.zst')}' (FORMAT csv, COMPRESSION zstd)`,
  );
  instance.closeSync();
  await writeFile(here('gzip.csv.gz'), gzipSync(csv));
  const xz =
    '/Td6WFoAAATm1rRGAgAhARYAAAB0L+WjAQAHYSxiCjEsMgoAvpy9SbUSKv4AASAIuxnZux+2830BAAAAAARZWg==';
  await writeFile(here('xz.csv.xz'), Buffer.from(xz, 'base64'));
  const inner = zipOf([{ name: 'x/inner.csv', bytes: csv }]);
  const tar = await tarOf([
    { name: 'logs/', bytes: csv },
    { name: 'logs/in-tar.csv', bytes: csv },
    { name: 'logs/nested.zip', bytes: inner },
    { name: 'logs/packed.csv.gz', bytes: gzipSync(csv) },
  ]);
  await writeFile(here('all.tgz'), gzipSync(tar));
  const { states, tables } = await load([here()]);
  expect(states).toEqual([
    '/all.tgz!logs/in-tar.csv in_tar',
    '/all.tgz!logs/nested.zip!x/inner.csv inner',
    '/all.tgz!logs/packed.csv.gz packed',
    '/gzip.csv.gz gzip',
    '/xz.csv.xz xz',
    '/zstd.csv.zst zstd',
  ]);
  for (const [table] of tables.values()) expect(table?.rows).toEqual([[1, 2]]);
});

it('leaves out links, names that escape and locked members, and opens the rest', async () => {
  const members = [
    { name: '../../escape.csv', bytes: csv },
    { name: '/abs.csv', bytes: csv },
    { name: '..\\win.csv', bytes: csv },
    { name: 'C:\\x.csv', bytes: csv },
    { name: 'link.csv', bytes: Buffer.from('/etc/passwd'), link: '/etc/passwd' },
    { name: 'locked.csv', bytes: csv, encrypted: true },
    { name: 'good.csv', bytes: csv },
  ];
  await writeFile(here('a.zip'), zipOf(members));
  await writeFile(here('b.tar'), await tarOf(members.filter((m) => !m.encrypted)));
  const { states, files, tables } = await load([here()]);
  expect(states).toEqual([
    '/a.zip!../../escape.csv formats/unsafe-member',
    '/a.zip!/abs.csv formats/unsafe-member',
    '/a.zip!..\\win.csv formats/unsafe-member',
    '/a.zip!C:\\x.csv formats/unsafe-member',
    '/a.zip!link.csv formats/unsafe-member',
    '/a.zip!locked.csv formats/unsafe-member',
    '/a.zip!good.csv good',
    '/b.tar!../../escape.csv formats/unsafe-member',
    '/b.tar!/abs.csv formats/unsafe-member',
    '/b.tar!..\\win.csv formats/unsafe-member',
    '/b.tar!C:\\x.csv formats/unsafe-member',
    '/b.tar!link.csv formats/unsafe-member',
    '/b.tar!good.csv good',
  ]);
  expect(files[4]?.error?.message).toContain('is a link');
  expect([...tables.keys()]).toEqual(['good']);
  expect(await readdir(folder)).toEqual(['hunt', 'in']);
});

it('refuses a bomb while the rest stays open', async () => {
  const row = `{"a":"${'A'.repeat(1000)}"}\n`;
  await writeFile(here('bomb.jsonl.gz'), gzipSync(row.repeat(100_000)));
  const bomb = gzipSync(Buffer.alloc(70 * 2 ** 20));
  await writeFile(
    here('bomb.zip'),
    zipOf([
      { name: 'one.csv', bytes: csv },
      { name: 'x.gz', bytes: bomb },
    ]),
  );
  let nest = zipOf([{ name: 'a.csv', bytes: csv }]);
  for (let n = 0; n < 10; n++) nest = zipOf([{ name: 'n.zip', bytes: nest }]);
  await writeFile(here('nest.zip'), nest);
  await writeFile(here('good.csv'), csv);
  const { states } = await load([here()]);
  expect(states).toEqual([
    '/bomb.jsonl.gz formats/expands-too-much',
    '/bomb.zip!one.csv one',
    '/bomb.zip formats/expands-too-much',
    '/good.csv good',
    `/nest.zip${'!n.zip'.repeat(8)} formats/archives-too-deep`,
  ]);
});

it('keeps what a cut archive still gives, and says so', async () => {
  const lines = Array.from(
    { length: 20_000 },
    (_, n) => `{"n":${n},"x":"${(n * 7919) % 104729}"}\n`,
  );
  const whole = gzipSync(lines.join(''));
  await writeFile(here('cut.jsonl.gz'), whole.subarray(0, whole.length >> 1));
  await writeFile(here('cut.zip'), zipOf([{ name: 'a.csv', bytes: csv }]).subarray(0, 60));
  const { states, tables } = await load([here()]);
  expect(states).toEqual(['/cut.jsonl.gz cut', '/cut.zip formats/damaged-archive']);
  const [cut] = tables.get('cut') ?? [];
  expect(cut?.rows.length).toBeGreaterThan(1000);
  expect(cut?.unparsed).toHaveLength(1);
  expect(cut?.coverage.files[0]?.notes.join()).toContain('cut short');
});

it('survives a process that dies over one file, and reads the others anew', async () => {
  // Within the depth budget no such line reaches DuckDB; past 10,000 levels its own recursion ends the process.
  await writeFile(here('deep.jsonl'), `{"a":${'['.repeat(2_000_000)}${']'.repeat(2_000_000)}}\n`);
  const deep = await readFile(here('deep.jsonl'));
  await writeFile(
    here('e.zip'),
    zipOf([
      { name: 'x.csv', bytes: csv },
      { name: 'deep.jsonl', bytes: deep },
      { name: 'y.csv', bytes: csv },
    ]),
  );
  for (const name of ['a', 'b', 'c', 'd']) await writeFile(here(`${name}.csv`), csv);
  const { states } = await load([here()], { threads: 1, budget: { depth: 10_000_000 } });
  expect(states).toEqual([
    '/a.csv a',
    '/b.csv b',
    '/c.csv c',
    '/d.csv d',
    '/deep.jsonl formats/reader-died',
    '/e.zip!deep.jsonl formats/reader-died',
    '/e.zip!x.csv x',
    '/e.zip!y.csv y',
  ]);
});

it('reports progress and can be stopped', async () => {
  const lines = Array.from({ length: 400_000 }, (_, n) => `{"n":${n},"x":"${'y'.repeat(50)}"}`);
  await writeFile(here('long.jsonl'), lines.join('\n'));
  const seen: number[] = [];
  const { parts } = await load([here()], {
    onProgress: (progress) => {
      expect(progress.bytesTotal).toBeGreaterThan(2e7);
      seen.push(progress.bytesDone / progress.bytesTotal);
    },
  });
  expect(seen.at(-1)).toBe(1);
  expect([...seen].sort((a, b) => a - b)).toEqual(seen);
  expect(parts).toHaveLength(1);

  const stop = new AbortController();
  const workspace = join(folder, 'stopped');
  const loading = startLoad({
    paths: [here()],
    workspace,
    signal: stop.signal,
    onProgress: () => stop.abort(new Error('enough')),
  });
  await expect(loading).rejects.toThrow('enough');
  expect(await readdir(workspace)).toEqual([]);
});

it('brings files of one name together, column by column', async () => {
  await mkdir(here('x'));
  await writeFile(here('log.csv'), 'a,b\n1,2\n');
  await writeFile(here('x', 'log.jsonl'), '{"b":"text","c":[1]}\n');
  const { tables } = await load([here()], { threads: 1 });
  const [table] = tables.get('log') ?? [];
  expect(table?.columns).toEqual(['a:long', 'b:string', 'c:dynamic']);
  expect(table?.rows).toContainEqual([1, '2', null]);
  expect(table?.rows).toContainEqual([null, 'text', [1]]);
  expect(table?.coverage.files.map((file) => file.format).sort()).toEqual(['csv', 'jsonl']);
});

it('tells a part to be whole by its name', async () => {
  await writeFile(here('a.csv'), csv);
  const { parts } = await load([here('a.csv')]);
  const head = await readFile(parts[0]?.path ?? '');
  expect(head.subarray(8, 12).toString()).toBe('DUCK');
});

it('reads UTF-16 with and without its mark, and refuses UTF-32 by name', async () => {
  const text = 'Time,User\r\n2024-01-01T00:00:00Z,ÄÖ😀\r\n';
  const little = Buffer.from(text, 'utf16le');
  await writeFile(here('little.csv'), Buffer.concat([Buffer.from([0xff, 0xfe]), little]));
  await writeFile(here('bare.csv'), little);
  await writeFile(
    here('big.csv'),
    Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(little).swap16()]),
  );
  await writeFile(here('wide.csv'), Buffer.from([0xff, 0xfe, 0, 0, 0x61, 0, 0, 0]));
  const { states, tables } = await load([here()]);
  expect(states).toEqual([
    '/bare.csv bare',
    '/big.csv big',
    '/little.csv little',
    '/wide.csv formats/unknown-encoding',
  ]);
  for (const [table] of tables.values())
    expect(table?.rows).toEqual([['2024-01-01T00:00:00.0000000Z', 'ÄÖ😀']]);
});

it('ends a process that grows past its memory, and says whose file it was', async () => {
  await writeFile(here('a.csv'), csv);
  // Node with all readers and DuckDB holds more than this; the guard or the system ends it.
  const { files } = await load([here('a.csv')], { memoryBytes: 80 * 2 ** 20 });
  expect(files[0]?.state).toBe('refused');
  expect(files[0]?.error?.code).toMatch(/^formats\/(out-of-memory|reader-died)$/);
  expect(files[0]?.error?.message).toContain('a.csv');
});
