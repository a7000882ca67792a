import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hunt, open } from '../session/index.ts';
import type { ExportOptions } from './export.ts';

let hunt: Hunt;
const folder = mkdtempSync(join(tmpdir(), 'huntbook-partitions-'));
let made = 0;

beforeAll(() => {
  hunt = new Hunt();
});
afterAll(async () => {
  await hunt.close();
  rmSync(folder, { recursive: true });
});

const write = async (kql: string, options: Partial<ExportOptions> = {}): Promise<string> => {
  const path = options.path ?? join(folder, `T${++made}`);
  const table = await hunt.kql(kql);
  await table.export({ format: 'parquet', path, ...options });
  return path;
};

const files = (path: string): string[] =>
  readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((f) => f.endsWith('.parquet'));

/** What a folder holds when it is opened again. */
async function opened(
  path: string,
  kql: string,
): Promise<{ columns: string[]; rows: unknown[][] }> {
  await using again = await open(path);
  const { columns, rows } = await (await again.kql(kql)).toJson();
  return { columns: columns.map(({ name, type }) => `${name}:${type}`), rows };
}

describe('a folder of partitions', () => {
  it('opens again as one table with the columns of its folders, of their types', async () => {
    const rows = `datatable(N: long, When: datetime, Who: string, Id: int, Ok: bool, Took: timespan, R: real, Key: guid)[
      1, datetime(2025-11-01 12:30:00.5), '007', 7, true, 90m, 0.1, guid(6f9619ff-8b86-d011-b42d-00c04fc964ff),
      2, datetime(null), '', int(null), false, timespan(null), real(null), guid(null)]`;
    const names = ['When', 'Who', 'Id', 'Ok', 'Took', 'R', 'Key'];
    for (const partitionBy of names.map((name) => [name])) {
      const path = await write(rows, { partitionBy });
      expect(files(path)).toHaveLength(2);
      const [, name = ''] = /(T\d+)$/.exec(path) ?? [];
      const { columns, rows: back } = await opened(path, `${name} | sort by N asc`);
      const [column = ''] = partitionBy;
      const written = await (await hunt.kql(`${rows} | sort by N asc`)).toJson();
      const at = written.columns.findIndex((c) => c.name === column);
      const asText = column === 'Took';
      expect(columns.at(-1)).toBe(`${column}:${asText ? 'string' : written.columns[at]?.type}`);
      const wanted = written.rows.map((row) => row[at] ?? (asText ? '' : null));
      expect(
        back.map((row) => row.at(-1)),
        column,
      ).toEqual(wanted);
      expect(back.map(([n]) => n)).toEqual([1, 2]);
    }
  });

  it('keeps hostile values inside of the folder, and as they are', async () => {
    const values = [
      '../../x',
      '..',
      '.',
      'a/b',
      'C:\\x',
      '',
      'a=b&c',
      '%2e%2e',
      "'); --",
      '\u202e\n',
      'é',
    ];
    const list = values.map((value, i) => `${i}, ${JSON.stringify(value)}`).join(', ');
    const kql = `datatable(N: long, ['we ird=/']: string)[${list}]`;
    const path = await write(kql, { partitionBy: ['we ird=/'] });
    expect(files(path)).toHaveLength(values.length);
    expect(
      files(path).every((file) => /^we%20ird%3D%2F=[^/]*\/part-\d+\.parquet$/.test(file)),
    ).toBe(true);
    const [, name = ''] = /(T\d+)$/.exec(path) ?? [];
    const { rows } = await opened(path, `${name} | sort by N asc`);
    expect(rows.map((row) => row.at(-1))).toEqual(values);
  });

  it('is refused where it would have too many folders, or such as no disk can have', async () => {
    const path = join(folder, 'none');
    for (const [kql, partitionBy, code] of [
      ['range x from 1 to 1001 step 1 | extend y = 1', ['x'], 'too-many-partitions'],
      ['print a = 1', ['a'], 'bad-partitions'],
      ['print a = 1, b = 2', ['a', 'a'], 'bad-partitions'],
      ['print a = 1, b = 2', ['c'], 'unknown-column'],
      [`print a = strrep('é', 100), b = 2`, ['a'], 'bad-partitions'],
      [`print a = '__HIVE_DEFAULT_PARTITION__', b = 2`, ['a'], 'bad-partitions'],
    ] as const)
      await expect(write(kql, { path, partitionBy }), kql).rejects.toMatchObject({
        code: `tables/${code}`,
      });
    await expect(
      write('print a = 1, b = 2', { path, format: 'csv', partitionBy: ['a'] }),
    ).rejects.toMatchObject({
      code: 'tables/bad-partitions',
    });
    mkdirSync(path);
    writeFileSync(join(path, 'old'), '');
    await expect(write('print a = 1, b = 2', { path, partitionBy: ['a'] })).rejects.toMatchObject({
      code: 'tables/folder-not-empty',
    });
    expect(readdirSync(path)).toEqual(['old']);
    rmSync(path, { recursive: true });
    mkdirSync(path);
    await write('print a = 1, b = 2', { path, partitionBy: ['a'] });
    expect(files(path)).toEqual(['a=1/part-0.parquet']);
  });

  it('of others is read too: numbers and days by their spelling, columns of the files first', async () => {
    const path = await write('print n = 1, inFile = 5');
    const to = join(folder, 'Sales', 'year=2025', 'code=007', 'day=2025-11-01', 'inFile=9');
    mkdirSync(to, { recursive: true });
    await write('print n = 1, inFile = 5', { path: join(to, 'x.parquet') });
    rmSync(path);
    expect(await opened(join(folder, 'Sales'), 'Sales')).toEqual({
      columns: ['n:long', 'inFile:long', 'year:long', 'code:string', 'day:datetime'],
      rows: [[1, 5, 2025, '007', '2025-11-01T00:00:00.0000000Z']],
    });
  });
});
