import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine, tableOf } from '../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const rowsOf = async (query: string): Promise<unknown[][]> => (await engine.kql(query)).rows;
const syslog =
  'TimeGenerated: datetime, Computer: string, ProcessID: string, SyslogMessage: string';

it('takes columns of a wrong type, nulls and texts that say nothing', async () => {
  expect(await rowsOf('datatable(RawData: long)[1, long(null)] | invoke auditd_events()')).toEqual(
    [],
  );
  expect(
    await rowsOf(
      'datatable(RawData: string, n: long)["", 1, "[", 2, "type=X msg=audit(1.5:1): pid=x uid=99999999999999999999", 3] | invoke auditd_events(join = "left") | sort by n asc | project n, TimeGenerated, pid, uid, fields',
    ),
  ).toEqual([
    [1, null, null, null, null],
    [2, null, null, null, null],
    [3, '1970-01-01T00:00:01.5000000Z', null, null, {}],
  ]);
  expect(
    await rowsOf(
      'datatable(TimeGenerated: string, SyslogMessage: dynamic)["x", dynamic({"a": 1}), "2024-01-01", dynamic(null), "y", dynamic("a : TTY=x ; USER=b ; COMMAND=c")] | invoke sudo_sessions()',
    ),
  ).toEqual([]);
  expect(
    await rowsOf(
      'datatable(Computer: long, TimeGenerated: string)[1, "x", long(null), "2024-01-01"] | invoke host_record() | project host_name, first_row, host_rows',
    ),
  ).toEqual([['1', null, 1]]);
});

it('says which column is missing', async () => {
  for (const [tool, column] of [
    ['auditd_events', 'record'],
    ['sudo_sessions', 'message'],
    ['host_record', 'host'],
  ])
    await expect(rowsOf(`datatable(a: long)[1] | invoke ${tool}()`)).rejects.toThrow(
      `needs a column for ${column}`,
    );
});

it('takes texts of 64 KB', async () => {
  await engine.sql(
    `CREATE OR REPLACE TABLE t AS SELECT TIMESTAMP '2024-01-01' AS TimeGenerated, repeat('h', 65536) AS Computer, repeat('7', 65536) AS ProcessID, unnest([
      'type=EXECVE msg=audit(1.1:1): a0=' || repeat('41', 32768), 'type=' || repeat('X', 65536) || ' msg=audit(2.2:2): a=b', '[' || repeat('1,', 32768) || '1]',
      repeat('u', 65536) || ' : USER=root ; COMMAND=' || repeat('c', 65536), NULL]) AS SyslogMessage`,
  );
  const table = tableOf({ columns: syslog, from: '' });
  const ask = async (query: string): Promise<unknown[][]> =>
    (await engine.kql(`T | ${query}`, table)).rows;
  expect(
    await ask(
      'invoke auditd_events() | project n = strlen(cmdline), strlen(EventType) | sort by n asc',
    ),
  ).toEqual([
    [0, 65_536],
    [32_768, 6],
  ]);
  expect(
    await ask(
      'invoke sudo_sessions() | project strlen(session_user), strlen(tostring(commands[0]))',
    ),
  ).toEqual([[65_536, 65_536]]);
  expect(await ask('invoke host_record() | project strlen(host_name), host_rows')).toEqual([
    [65_536, 5],
  ]);
}, 60_000);

it('assembles a hundred thousand records, whatever their order', async () => {
  await engine.sql(
    `CREATE OR REPLACE TABLE t AS SELECT * FROM (SELECT 'web' || (i % 7) AS Computer, unnest([
      'type=SYSCALL msg=audit(' || (1700000000 + i) || '.123:' || i || '): pid=' || i || ' ppid=1 exe="/bin/sh"',
      'type=EXECVE msg=audit(' || (1700000000 + i) || '.123:' || i || '): argc=2 a0="sh" a1="' || i || '"',
      'type=CWD msg=audit(' || (1700000000 + i) || '.123:' || i || '): cwd="/"',
      'type=PATH msg=audit(' || (1700000000 + i) || '.123:' || i || '): name="/bin/sh"']) AS RawData FROM range(25000) x(i)) ORDER BY hash(RawData)`,
  );
  const { rows } = await engine.kql(
    'T | invoke auditd_events() | summarize count(), countif(array_length(RecordTypes) == 4), countif(cmdline == strcat("sh ", pid)), dcount(AuditID)',
    tableOf({ columns: 'Computer: string, RawData: string', from: '' }),
  );
  expect(rows[0]?.slice(0, 3)).toEqual([25_000, 25_000, 25_000]);
}, 120_000);
