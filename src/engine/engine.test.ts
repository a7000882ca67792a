import { existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { Engine } from './engine.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-engine-'));
const outside = mkdtempSync(join(tmpdir(), 'huntbook-outside-'));
writeFileSync(join(outside, 'secret.csv'), 'a\n1\n');
const engine = new Engine({ folder, memoryLimitBytes: 2 ** 30 });

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
  rmSync(outside, { recursive: true });
});

describe('the engine', () => {
  it('gives rows, a few thousand at a time', async () => {
    let rows = 0;
    let parts = 0;
    for await (const part of engine.stream('SELECT range FROM range(100000)')) {
      rows += part.length;
      parts++;
    }
    expect(rows).toBe(100_000);
    expect(parts).toBeGreaterThan(5);
  });

  it('lets a reader stop early and goes on', async () => {
    for await (const part of engine.stream('SELECT range FROM range(10000000)')) {
      expect(part.length).toBeGreaterThan(0);
      break;
    }
    expect(await engine.rows('SELECT 42')).toEqual([[42]]);
  });

  it('runs several queries side by side', async () => {
    const all = await Promise.all([1, 2, 3, 4, 5].map((n) => engine.rows(`SELECT ${n}`)));
    expect(all.flat(2)).toEqual([1, 2, 3, 4, 5]);
  });

  it('cancels a running query with the reason of the signal', async () => {
    const abort = new AbortController();
    const slow = engine.rows(
      'SELECT sum(a.range * b.range) FROM range(3000000) a, range(100000) b',
      abort.signal,
    );
    setTimeout(() => abort.abort(new Error('enough')), 100);
    await expect(slow).rejects.toThrow('enough');
    expect(await engine.rows('SELECT 1')).toEqual([[1]]);
  });

  it('survives a query that exhausts the memory past the limit of DuckDB', async () => {
    const before = engine.generation;

    const huge = 'SELECT len(list(range)) FROM range(400000000)';
    await expect(engine.rows(huge)).rejects.toMatchObject({ name: 'HuntError' });
    expect(await engine.rows('SELECT 1')).toEqual([[1]]);
    expect(engine.generation).toBeGreaterThanOrEqual(before);
  });

  it('keeps rows, writes files into its folder, and tells a text from a call', async () => {
    await engine.keep('results.kept', "SELECT 'enable_logging' AS text");
    expect(
      await engine.rows("SELECT text FROM results.kept WHERE text = 'enable_logging'"),
    ).toEqual([['enable_logging']]);
    const path = join(folder, 'out.csv');
    await engine.copy('SELECT 1 AS a', { path, options: 'FORMAT csv' });
    expect(readFileSync(path, 'utf8')).toBe('a\n1\n');
  });

  it('gives a new process what the last one had', async () => {
    let starts = 0;
    const other = new Engine({ folder: join(folder, 'other') });
    other.onStart(async (run) => {
      starts++;
      await run('CREATE VIEW v AS SELECT 7 AS n');
    });
    expect(await other.rows('SELECT n FROM v')).toEqual([[7]]);
    const abort = new AbortController();
    await other.rows('SELECT 1', abort.signal);
    expect(starts).toBe(1);
    await other.close();
  });
});

const path = join(outside, 'secret.csv');
const attempts: [string, string][] = [
  ['read a file', `SELECT * FROM read_csv('${path}')`],
  ['read a file by replacement scan', `SELECT * FROM '${path}'`],
  ['read text', `SELECT * FROM read_text('${path}')`],
  ['read a blob', "SELECT * FROM read_blob('/etc/passwd')"],
  ['list files', "SELECT * FROM glob('/etc/*')"],
  ['write a file', `COPY (SELECT 1) TO '${join(outside, 'out.csv')}'`],
  ['attach a database', `ATTACH '${join(outside, 'evil.db')}' AS evil`],
  ['leave the folder', `ATTACH '${folder}/../evil.db' AS evil`],
  ['fetch from the network', "SELECT * FROM read_csv('http://127.0.0.1:1/x.csv')"],
  ['install an extension', 'INSTALL httpfs'],
  ['load an extension', "LOAD '/tmp/x.duckdb_extension'"],
  ['open the doors again', 'SET enable_external_access = true'],
  ['unlock the configuration', 'SET lock_configuration = false'],
  ['raise the memory limit', "SET memory_limit = '100GB'"],
  ['reset a setting', 'RESET memory_limit'],
  ['allow a folder', "SET allowed_directories = ['/']"],
  ['read the environment', "SELECT getenv('PATH')"],
  ['export the database', `EXPORT DATABASE '${join(outside, 'export')}'`],
  [
    'log to a file',
    `SELECT * FROM enable_logging(storage='file', storage_path='${outside}/export')`,
  ],
  ['keep a secret', "CREATE PERSISTENT SECRET s (TYPE S3, KEY_ID 'a', SECRET 'b')"],
];

describe('the locked engine cannot', () => {
  for (const [what, sql] of attempts)
    it(what, async () => {
      await expect(engine.rows(sql)).rejects.toThrow();
      for (const name of ['out.csv', 'evil.db', 'export'])
        expect(existsSync(join(outside, name))).toBe(false);
    });
});
