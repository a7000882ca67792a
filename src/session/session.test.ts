import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Hunt, open } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-test-'));
const file = (name: string, text: string): string => {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
};
const jsonl = (rows: readonly unknown[]): string =>
  rows.map((row) => JSON.stringify(row)).join('\n');

const logons = file(
  'logons.csv',
  'TimeGenerated,Account,LogonId\n2024-01-01T00:00:00Z,ann,0x3e7\n2024-01-01T01:00:00Z,bob,007\n2024-01-01T02:00:00Z,ann,1e5\n',
);
const broken = file('broken.jsonl', '{"a":1}\n{"a":\n{"a":3}\n');
const nothing = file('picture.bin', '\x89PNG\r\n\x1a\n\0\0\0\rIHDR');

describe('a hunt', () => {
  let hunt: Hunt;
  beforeAll(async () => {
    hunt = await open([logons, broken]);
  });
  afterAll(() => hunt.close());

  it('keeps values as they were', async () => {
    const { rows } = await (await hunt.kql('logons | project LogonId')).toJson();
    expect(rows).toEqual([['0x3e7'], ['007'], ['1e5']]);
  });

  it('says what functions were given where there are no rows, and else nothing of it', async () => {
    const notes = async (query: string): Promise<string[]> =>
      (await (await hunt.kql(query)).coverage()).notes;
    const given = 'ip_type was given 3 rows, with ip (an IPv4 or IPv6 address) such as "ann".';
    expect(await notes('logons | invoke ip_type(Account)')).toContain(given);
    expect(
      await notes('logons | invoke ip_type(Account, join = "left") | where Account == "nobody"'),
    ).toContain(given);
    expect((await notes('logons | invoke refang(Account)')).join()).not.toContain('was given');
  });

  it('says in one sentence what a function cannot be asked, and where to look', async () => {
    const alerts = 'datatable(SystemAlertId: string, Entities: string)["a", "[]"]';
    for (const [query, name, said] of [
      [
        `${alerts} | invoke related_alerts(alert = "b")`,
        'related_alerts',
        'No alert has the id "b".',
      ],
      [
        'range n from 1 to 9 step 1 | extend t = datetime(2024-01-01) + n * 1h | invoke stl_anomalies(t, n)',
        'stl_anomalies',
        'Two whole periods are needed: 9 rows are too few for a period of 24.',
      ],
      [
        'datatable(Operation: string)["Add", "Delete"] | invoke rare_sequences(Operation)',
        'rare_sequences',
        'No session is a list of commands, but such as "Add": make lists first, by summarize make_list(Command) by Session.',
      ],
    ] as const) {
      await expect((await hunt.kql(query)).toJson()).rejects.toMatchObject({
        code: 'toolbox/bad-argument',
        message: `${name}: ${said}`,
        hint: `huntbook functions ${name} shows what it takes.`,
      });
    }
  });

  it('says what a result covers, unparsed rows included', async () => {
    const coverage = await (await hunt.kql('broken | count')).coverage();
    expect(coverage.sources[0]).toMatchObject({ table: 'broken', rowsRead: 2, rowsUnparsed: 1 });
    expect(coverage.notes.join()).toContain('broken_unparsed');
    const { rows } = await (await hunt.kql('broken_unparsed | project Line, Text')).toJson();
    expect(rows).toEqual([[2, '{"a":']]);
  });

  it('goes on with KQL on a result', async () => {
    const ann = await hunt.kql("logons | where Account == 'ann'");
    const later = await ann.kql('| where TimeGenerated > datetime(2024-01-01 01:30)');
    expect(await later.count()).toBe(1);
    expect((await later.coverage()).sources.map((s) => s.table)).toEqual(['logons']);
  });

  it('lets a table be called by its file where its rows say another name', async () => {
    const rows = [1, 2].map((n) => ({
      TimeGenerated: `2024-01-0${n}T00:00:00Z`,
      Type: 'SigninLogs',
    }));
    const named = await open([file('my-signins.json', jsonl(rows))]);
    expect(named.tables().map((t) => t.name)).toEqual(['SigninLogs']);
    for (const text of ['SigninLogs | count', 'my_signins | count', 'union * | count'])
      expect((await (await named.kql(text)).toJson()).rows, text).toEqual([[2]]);
    const whole = await named.kql('my_signins');
    expect((await whole.coverage()).sources.map((s) => s.table)).toEqual(['SigninLogs']);
    await named.close();
  });

  it('opens more files, and what was asked before stays as it was', async () => {
    const before = await hunt.kql('logons');
    mkdirSync(join(folder, 'more'), { recursive: true });
    const more = file(
      'more/logons.csv',
      'TimeGenerated,Account,Port\n2024-01-02T00:00:00Z,eve,22\n',
    );
    const [outcome] = await hunt.add([more]);
    expect(outcome).toMatchObject({ state: 'loaded', tables: ['logons'] });
    expect(await before.count()).toBe(3);
    const { columns, rows } = await (await hunt.kql("logons | where Account == 'eve'")).toJson();
    expect(columns.map((c) => c.name)).toEqual(['TimeGenerated', 'Account', 'LogonId', 'Port']);
    expect(rows).toEqual([['2024-01-02T00:00:00.0000000Z', 'eve', '', 22]]);
    expect(
      (await hunt.kql('logons').then((t) => t.page({ offset: 2, limit: 2 }))).rows.length,
    ).toBe(2);
  });

  it('tells of a file that it cannot read and keeps the rest', async () => {
    const outcomes = await hunt.add([nothing, logons]);
    expect(outcomes.map((o) => o.state)).toEqual(['refused', 'loaded']);
    expect(outcomes[0]?.error).toMatchObject({ name: 'HuntError' });
    await expect(open([nothing])).rejects.toMatchObject({ name: 'HuntError' });
  });

  it('finds faults in a text without running it', () => {
    expect(hunt.diagnose('logons | where Acount == 1')[0]).toMatchObject({
      severity: 'error',
      span: { start: 15, end: 21 },
    });
  });

  it('fails with the message of an assertion that does not hold', async () => {
    const asserting = await hunt.kql('logons | where assert(strlen(Account) > 3, "short name")');
    await expect(asserting.count()).rejects.toMatchObject({
      code: 'engine/assertion-failed',
      message: "assert() has failed with message: 'short name'",
    });
  });

  it('stops a query that is cancelled and goes on', async () => {
    const abort = new AbortController();
    const slow = await hunt.kql(
      'range a from 1 to 60000 step 1 | extend k = 1 | join kind=inner (range b from 1 to 60000 step 1 | extend k = 1) on k | summarize sum(a * b)',
    );
    setTimeout(() => abort.abort(new Error('enough')), 200);
    await expect(slow.count({ signal: abort.signal })).rejects.toThrow('enough');
    expect(await (await hunt.kql('logons | count')).toJson()).toMatchObject({
      rows: [[expect.anything()]],
    });
  });

  it('leaves nothing behind', async () => {
    const other = await open([logons]);
    const mine = (): string[] =>
      readdirSync(tmpdir()).filter((name) => name.startsWith(`huntbook-session-${process.pid}`));
    const during = mine().length;
    await other.close();
    expect(mine().length).toBe(during - 1);
    await expect(other.kql('logons')).rejects.toMatchObject({ code: 'session/closed' });
  });
});

describe('a query cannot', () => {
  let hunt: Hunt;
  const secret = file('secret.txt', 'top secret');
  const value = (text: string): string => JSON.stringify(text);
  beforeAll(async () => {
    const texts = attacks.map(([, text]) => ({ text }));
    hunt = await open([file('attacks.jsonl', jsonl(texts))]);
  });
  afterAll(async () => {
    await hunt.close();
    rmSync(folder, { recursive: true });
  });

  const attacks: [string, string][] = [
    ['end the string and read a file', `' UNION ALL SELECT content FROM read_text('${secret}') --`],
    ['end a name and read a file', `"; SELECT * FROM read_text('${secret}'); --`],
    ['copy rows to a file', `'); COPY (SELECT 1) TO '${folder}/stolen.csv'; --`],
    ['attach a database', `'; ATTACH '${folder}/stolen.db'; --`],
    ['load an extension', "'; INSTALL httpfs; LOAD httpfs; --"],
    ['open the doors', "'; SET enable_external_access = true; --"],
    [
      'switch logging',
      `' || (SELECT 1 FROM enable_logging(storage='file', storage_path='${folder}/stolen')) || '`,
    ],
    ['read the environment', "' || getenv('HOME') || '"],
    ['hide behind a NUL', `x\0'; DROP VIEW e1t0; --`],
    ['hide behind a backslash', `\\'; SELECT * FROM glob('/etc/*'); --`],
    ['drop what is open', '"; DROP SCHEMA main CASCADE; --'],
  ];

  for (const [what, text] of attacks) {
    it(`${what} by a string in the query`, async () => {
      const table = await hunt.kql(`print text = ${value(text).replaceAll('\\u0000', '\\0')}`);
      expect((await table.toJson()).rows).toEqual([[text]]);
    });
    it(`${what} by a name in the query`, async () => {
      const name = `['${text.replace(/[\\'\0]/g, (c) => (c === '\0' ? '0' : `\\${c}`))}']`;
      const table = await hunt.kql(`attacks | extend ${name} = 1 | project ${name} | take 1`);
      expect((await table.toJson()).rows).toEqual([[1]]);
    });
    it(`${what} by a value in the data or a filter of the grid`, async () => {
      const rows = await hunt.kql('attacks | summarize n = count() by text');
      const where = [{ column: 'text', op: 'equals', value: text } as const];
      expect(await rows.count({ where })).toBe(1);
    });
  }

  it('write anything at all', () => {
    expect(readdirSync(folder).filter((name) => name.startsWith('stolen'))).toEqual([]);
    expect(existsSync(secret)).toBe(true);
  });

  it('reach files or the network by KQL itself', async () => {
    for (const text of [
      `externaldata (a: string) ['${secret}']`,
      "externaldata (a: string) ['http://127.0.0.1:1/x.csv']",
      "evaluate sql_request('Server=x', 'select 1')",
      "evaluate http_request('http://127.0.0.1:1/')",
      "cluster('x').database('y').T",
      "external_table('T')",
      '.show tables',
      '.drop table attacks',
    ])
      await expect(
        hunt.kql(text).then((table) => table.toJson()),
        text,
      ).rejects.toMatchObject({ name: 'HuntError' });
  });
});
