import { appendFile, mkdtemp, open as openFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { Hunt } from './hunt.ts';

let folder = '';
const rows = 1_000_000;

/** More than 32 MB, uncompressed: a row number, a time without zone that counts nanoseconds, a text of 32 letters. */
async function write(path: string): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  await connection.run(
    `COPY (SELECT i AS rowid, make_timestamp(i * 1000000)::TIMESTAMP_NS AS At, md5(i::VARCHAR) AS Text FROM range(${rows}) r(i))
     TO '${path.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION uncompressed)`,
  );
  connection.closeSync();
  instance.closeSync();
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntbook standing's "));
  await write(join(folder, 'large.parquet'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function withHunt(work: (hunt: Hunt, path: string) => Promise<void>): Promise<void> {
  const hunt = new Hunt();
  const path = join(folder, 'large.parquet');
  try {
    await hunt.add([path]);
    await work(hunt, path);
  } finally {
    await hunt.close();
  }
}

it('leaves the rows of a large Parquet file in it, and reads what is asked', () =>
  withHunt(async (hunt) => {
    const [table] = hunt.tables();
    expect(table?.coverage).toMatchObject({
      rowsRead: rows,
      timeColumn: 'At',
      span: { from: '1970-01-01T00:00:00.000000Z', to: '1970-01-12T13:46:39.000000Z' },
      zone: 'assumed-utc',
    });
    expect(table?.coverage.files[0]?.notes.join()).toContain('stay in the file');
    const all = await hunt.kql('large');
    const page = await all.page({ offset: 777_000, limit: 1 });
    expect(page.rows[0]?.slice(0, 2)).toEqual([777_000, '1970-01-09T23:50:00.0000000Z']);
    const counted = await hunt.kql(
      'large | where rowid % 2 == 0 | summarize n = count(), t = dcount(Text) > 400000',
    );
    expect((await counted.page({ offset: 0, limit: 1 })).rows).toEqual([[rows / 2, true]]);
  }));

it('reads no other file, and none under that name that took its place', () =>
  withHunt(async (hunt, path) => {
    const kept = await hunt.kql('large | take 3');
    await appendFile(path, 'x');
    await expect(hunt.kql('large | count')).rejects.toMatchObject({
      code: 'session/file-changed',
      message: expect.stringContaining('was changed'),
    });
    await expect(hunt.kql('print 1')).resolves.toBeTruthy();
    await rm(path);
    await expect(hunt.kql('large | count')).rejects.toThrow('is gone');
    await expect(kept.page({ offset: 0, limit: 1 })).rejects.toThrow();
    await write(path);
  }));

it('says which file is damaged, and answers what does not need the damaged place', async () => {
  const path = join(folder, 'large.parquet');
  const file = await openFile(path, 'r+');
  const { size } = await file.stat();
  await file.write(Buffer.alloc(4096, 0xff), 0, 4096, Math.floor(size / 2));
  await file.write(Buffer.alloc(64, 0xff), 0, 64, 4);
  await file.close();
  await withHunt(async (hunt) => {
    await expect(
      (async () =>
        (await hunt.kql('large | summarize sum(rowid)')).page({ offset: 0, limit: 1 }))(),
    ).rejects.toMatchObject({ code: 'engine/damaged-file' });
    const counted = await hunt.kql('large | count');
    expect((await counted.page({ offset: 0, limit: 1 })).rows).toEqual([[rows]]);
  });
});
