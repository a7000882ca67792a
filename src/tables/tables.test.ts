import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { StoredColumn, TableCoverage } from '../base/index.ts';
import { Engine, type Part } from '../engine/index.ts';
import { attachPart, buildCatalog } from './catalog.ts';
import { datetimeText, timespanText } from './encode.ts';
import { Table } from './table.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-tables-'));
const engine = new Engine({ folder, memoryLimitBytes: 2 ** 29 });
const column = (name: string, type: StoredColumn['type'], physical = name): StoredColumn => ({
  name,
  type,
  physical,
});

afterAll(async () => {
  await engine.close();
  rmSync(folder, { recursive: true });
});

function table(
  sql: string,
  columns: StoredColumn[],
  replanned = sql,
  holds: { step: string; span: { start: number; end: number } }[] = [],
): Table {
  const plan = { columns, ordered: false, render: null, notes: [], holds };
  return new Table({
    engine,
    plan: { ...plan, sql },
    sources: [],
    stored: null,
    replan: async () => ({ ...plan, sql: replanned }),
    extend: async () => {
      throw new Error('not here');
    },
  });
}

describe('a value', () => {
  it('is spelled as Kusto does', async () => {
    const sql = `SELECT true AS a, 1::INTEGER AS b, 9007199254740993 AS c, 'nan'::DOUBLE AS d,
      1.5::DECIMAL(38,10) AS e, NULL::VARCHAR AS f, TIMESTAMP '2024-01-02 03:04:05.678901' AS g,
      -937840000000 AS h, '{"a":[1,9007199254740993]}'::JSON AS i, NULL::JSON AS j`;
    const types = [
      'bool',
      'int',
      'long',
      'real',
      'decimal',
      'string',
      'datetime',
      'timespan',
      'dynamic',
      'dynamic',
    ] as const;
    const columns = types.map((type, i) => column('abcdefghij'.charAt(i), type));
    expect((await table(sql, columns).toJson()).rows).toEqual([
      [
        true,
        1,
        '9007199254740993',
        'NaN',
        '1.5000000000',
        '',
        '2024-01-02T03:04:05.6789010Z',
        '-1.02:03:04',
        { a: [1, '9007199254740993'] },
        null,
      ],
    ]);
  });

  it('keeps the ends of time', () => {
    expect(datetimeText(-62_135_596_800_000_000n)).toBe('0001-01-01T00:00:00.0000000Z');
    expect(datetimeText(253_402_300_799_999_999n)).toBe('9999-12-31T23:59:59.9999990Z');
    expect(datetimeText(-1n)).toBe('1969-12-31T23:59:59.9999990Z');
    expect(timespanText(10_000n)).toBe('00:00:00.0010000');
    expect(timespanText(0n)).toBe('00:00:00');
  });
});

describe('a table', () => {
  const numbers = table("SELECT range AS n, 'row ' || (range % 10) AS s FROM range(50000)", [
    column('n', 'long'),
    column('s', 'string'),
  ]);

  it('counts, with and without conditions', async () => {
    expect(await numbers.count()).toBe(50_000);
    expect(await numbers.count({ where: [{ column: 's', op: 'contains', value: 'ROW 3' }] })).toBe(
      5000,
    );
  });

  it('gives pages in the stored order', async () => {
    const { rows } = await numbers.page({ offset: 49_998, limit: 10 });
    expect(rows).toEqual([
      [49_998, 'row 8'],
      [49_999, 'row 9'],
    ]);
  });

  it('gives pages sorted and filtered, ties in the stored order', async () => {
    const { rows } = await numbers.page({
      offset: 0,
      limit: 3,
      orderBy: [{ column: 's', descending: true }],
      where: [{ column: 'n', op: 'greaterThan', value: '100' }],
    });
    expect(rows.map(([n]) => n)).toEqual([109, 119, 129]);
  });

  it('names the columns it has when asked for another', async () => {
    await expect(numbers.profile('m')).rejects.toMatchObject({
      code: 'tables/unknown-column',
      hint: 'Its columns are n, s.',
    });
  });

  it('profiles a column', async () => {
    const profile = await numbers.profile('n', { top: 1 });
    expect(profile).toMatchObject({ rows: 50_000, empty: 0, min: 0, max: 49_999 });
    expect((await numbers.profile('s', { top: 2 })).top).toEqual([
      { value: 'row 0', count: 5000 },
      { value: 'row 1', count: 5000 },
    ]);
  });

  it('is iterated row by row, whatever its columns are called', async () => {
    const odd = table('SELECT 1 AS a, 2 AS b', [
      column('__proto__', 'long', 'a'),
      column('b', 'long'),
    ]);
    for await (const row of odd)
      expect(Object.entries(row)).toEqual([
        ['__proto__', 1],
        ['b', 2],
      ]);
  });

  it('runs again with wide integers after an overflow, without repeating rows', async () => {
    const sql =
      'SELECT range AS n, range * (CASE WHEN range = 40000 THEN 9223372036854775807 ELSE 1 END) AS m FROM range(50000)';
    const columns = [column('n', 'long'), column('m', 'long')];
    const overflowing = table(sql, columns, 'SELECT range AS n, 0 AS m FROM range(50000)');
    let next = 0;
    for await (const batch of overflowing.batches())
      for (const [n] of batch) expect(n).toBe(next++);
    expect(next).toBe(50_000);
  });

  it('writes files that a spreadsheet cannot take for formulas', async () => {
    const path = join(folder, 'out.csv');
    const formulas = table("SELECT '=1+1' AS a, -5 AS b, 'x' AS c", [
      column('a', 'string'),
      column('b', 'long'),
      column('c', 'string'),
    ]);
    await formulas.export({ format: 'csv', path });
    expect(readFileSync(path, 'utf8')).toBe("a,b,c\n'=1+1,-5,x\n");
    await formulas.export({ format: 'jsonl', path });
    expect(JSON.parse(readFileSync(path, 'utf8'))).toEqual({ a: '=1+1', b: -5, c: 'x' });
  });

  it('is written in its order from the copy that a count made', async () => {
    const sorted = table('SELECT range AS n FROM range(50000) ORDER BY range DESC', [
      column('n', 'long'),
    ]);
    expect(await sorted.count()).toBe(50_000);
    const path = join(folder, 'sorted.csv');
    await sorted.export({ format: 'csv', path });
    const lines = readFileSync(path, 'utf8').trim().split('\n').slice(1).map(Number);
    expect(lines).toEqual(Array.from({ length: 50_000 }, (_, i) => 49_999 - i));
    expect((await sorted.toJson()).rows.flat()).toEqual(lines);
  });

  it('says what kept rows in memory where memory ran out', async () => {
    const sql = 'SELECT len(list(range)) AS n FROM range(4000000000)';
    const span = { start: 4, end: 30 };
    const holds = [{ step: 'summarize make_list(n)', span }];
    const large = table(sql, [column('n', 'long')], sql, holds);
    const wanted = {
      code: 'engine/out-of-memory',
      message: expect.stringContaining('`summarize make_list(n)`'),
      span,
    };
    await expect(large.toJson()).rejects.toMatchObject(wanted);
    await expect(large.count()).rejects.toMatchObject(wanted);
  });

  it('is still there after the engine was lost', async () => {
    await expect(
      engine.rows('SELECT len(list(range)) FROM range(4000000000)'),
    ).rejects.toMatchObject({ code: 'engine/out-of-memory' });
    expect(await numbers.count()).toBe(50_000);
  });
});

describe('the catalog', () => {
  const parts: Part[] = [];
  const coverage: TableCoverage = {
    files: [],
    rowsRead: 2,
    rowsUnparsed: 0,
    timeColumn: null,
    span: null,
    zone: null,
  };

  beforeAll(async () => {
    for (const [i, sql] of [
      'CREATE TABLE d AS SELECT range - 1 AS a, range - 1 AS b FROM range(3); DELETE FROM d WHERE a = -1',
      "CREATE TABLE d AS SELECT 'x' AS a, 1.5::DOUBLE AS c FROM range(2); CREATE TABLE u AS SELECT 'f' AS SourceFile, 7 AS Line, 'bad' AS Reason, 't' AS Text",
    ].entries()) {
      const path = join(folder, `part${i}.duckdb`);
      const db = await DuckDBInstance.create(path);
      const connection = await db.connect();
      await connection.run(sql);
      connection.closeSync();
      db.closeSync();
      const columns =
        i === 0
          ? [column('a', 'long'), column('b', 'long')]
          : [column('a', 'string'), column('c', 'real')];
      const unparsed = i === 1 ? 1 : 0;
      parts.push({
        path,
        tables: [
          {
            name: 'T',
            relation: 'd',
            unparsedRelation: i === 1 ? 'u' : null,
            columns: columns.map((c) => ({ ...c, stored: true })),
            coverage: { ...coverage, rowsUnparsed: unparsed },
          },
        ],
      });
    }
  });

  it('unites parts by name, with types that hold all values and a companion for bad rows', async () => {
    const { tables, views } = buildCatalog(parts);
    for (const statement of [...parts.map(attachPart), ...views]) await engine.run(statement);
    expect(tables.map((t) => t.name)).toEqual(['T', 'T_unparsed']);
    expect(tables[0]?.columns.map((c) => `${c.name}:${c.type}`)).toEqual([
      'a:string',
      'b:long',
      'c:real',
    ]);
    expect(tables[0]?.unparsedTable).toBe('T_unparsed');
    const [first] = tables;
    if (!first) throw new Error('no table');
    const stored = new Table({
      engine,
      plan: {
        sql: `SELECT * FROM ${first.relation}`,
        columns: first.columns,
        ordered: false,
        render: null,
        notes: [],
      },
      sources: [first],
      stored: first.segments,
      replan: async () => {
        throw new Error('not here');
      },
      extend: async () => {
        throw new Error('not here');
      },
    });
    expect(await stored.count()).toBe(4);
    expect((await stored.page({ offset: 1, limit: 2 })).rows).toEqual([
      ['1', 1, null],
      ['x', null, 1.5],
    ]);
    const sorted = await stored.page({
      offset: 0,
      limit: 4,
      orderBy: [{ column: 'a', descending: true }],
    });
    expect(sorted.rows.map(([a]) => a)).toEqual(['x', 'x', '1', '0']);
    expect((await stored.coverage()).notes).toEqual([
      'T: 1 rows could not be parsed; they are in T_unparsed.',
    ]);
  });
});
