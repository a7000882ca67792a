import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine, tableOf } from '../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const call = 'invoke logon_sessions()';
const iso = (seconds: number): string => new Date(seconds * 1000).toISOString();

/** Sessions of messages of sshd: seconds, process and text. */
async function ssh(
  lines: readonly (readonly [number, string, string])[],
  columns = 'session_account, source_address, session_duration, ended_by, failed_before',
): Promise<unknown[][]> {
  const cells = lines.map(
    ([at, process, text]) =>
      `datetime(${iso(at)}), "h", ${JSON.stringify(process)}, ${JSON.stringify(text)}`,
  );
  const { rows } = await engine.kql(
    `datatable(TimeGenerated: datetime, Computer: string, ProcessID: string, SyslogMessage: string)[${cells.join(', ')}] | ${call} | sort by session_start asc, source_address asc | project ${columns}`,
  );
  return rows;
}

it('ends sessions of sshd by their process, their address and port, or their user', async () => {
  const accepted = (user: string, port: number) =>
    `Accepted publickey for ${user} from 203.0.113.9 port ${port} ssh2: ED25519 SHA256:x`;
  const closed = (user: string) => `pam_unix(sshd:session): session closed for user ${user}`;
  expect(
    await ssh([
      [1, '7', accepted('ann', 1)],
      [2, '8', accepted('ann', 2)],
      [3, '9', accepted('bob', 3)],
      [4, '', accepted('eve', 4)],
      [5, '8', closed('ann')],
      [6, '70', 'Disconnected from user bob 203.0.113.9 port 3'],
      [7, '', closed('eve')],
      [8, '', closed('eve')],
      [9, '7', accepted('ann', 1)],
      [11, '7', closed('ann')],
    ]),
  ).toEqual([
    ['ann', '203.0.113.9', null, '', 0],
    ['ann', '203.0.113.9', '00:00:03', 'session closed', 0],
    ['bob', '203.0.113.9', '00:00:03', 'disconnected', 0],
    ['eve', '203.0.113.9', '00:00:03', 'session closed', 0],
    ['ann', '203.0.113.9', '00:00:02', 'session closed', 0],
  ]);
});

it('counts what failed since the logon before and within its minutes', async () => {
  const failed = (user: string) => `Failed password for ${user} from 203.0.113.9 port 1 ssh2`;
  const accepted = (port: number) =>
    `Accepted password for root from 203.0.113.9 port ${port} ssh2`;
  expect(
    await ssh(
      [
        [0, '1', failed('root')],
        [3600, '1', failed('invalid user root')],
        [3600, '1', `message repeated 4 times: [ ${failed('root')}]`],
        [3601, '1', 'Failed none for root from 203.0.113.9 port 1 ssh2'],
        [3602, '1', failed('other')],
        [3660, '2', accepted(2)],
        [3661, '1', failed('root')],
        [3662, '3', accepted(3)],
        [90_000, '4', accepted(4)],
      ],
      'failed_before',
    ),
  ).toEqual([[5], [1], [0]]);
});

it('is not misled by the names that users choose', async () => {
  expect(
    await ssh(
      [
        [
          1,
          '1',
          'Failed password for invalid user x from 192.0.2.1 port 5 from 203.0.113.9 port 6 ssh2',
        ],
        [2, '2', 'Accepted password for a from 192.0.2.1 port 5 from 203.0.113.9 port 6 ssh2'],
        [3, '3', 'Invalid user Accepted password for root from 192.0.2.7 port 9 ssh2'],
        [4, '4', 'Disconnected from user a from 192.0.2.1 port 5 203.0.113.9 port 6'],
      ],
      'session_account, source_address, session_duration',
    ),
  ).toEqual([['a from 192.0.2.1 port 5', '203.0.113.9', '00:00:02']]);
});

const security =
  'TimeGenerated: datetime, EventID: long, Computer: string, TargetUserName: string, TargetDomainName: string, TargetLogonId: string, LogonType: long';

it('takes what rows of Windows may hold', async () => {
  const row = (at: number | null, id: number | null, host: string, logon: string) =>
    `datetime(${at === null ? 'null' : iso(at)}), ${id === null ? 'long(null)' : id}, "${host}", "u", "d", "${logon}", 3`;
  const rows = [
    row(1, 4624, 'a', '0x1'),
    row(1, 4634, 'b', '0x1'),
    row(2, 4647, 'A', '0X1'),
    row(3, 4634, 'a', '0x1'),
    row(4, 4624, 'a', '0x1'),
    row(5, 4624, 'a', ''),
    row(6, 4634, 'a', ''),
    row(null, 4624, 'a', '0x1'),
    row(7, null, 'a', '0x1'),
    row(8, 4672, 'a', '0x1'),
  ];
  const found = await engine.kql(
    `datatable(${security})[${rows.join(', ')}] | ${call} | sort by session_start asc | project session_duration, ended_by`,
  );
  expect(found.rows).toEqual([
    ['00:00:01', '4647'],
    [null, ''],
    [null, ''],
  ]);
});

it('refuses columns that are none, and gives all rows of the left where that is asked for', async () => {
  await expect(engine.kql(`datatable(a: long)[1] | ${call}`)).rejects.toThrow(/timestamp/);
  const { rows } = await engine.kql(
    'datatable(TimeGenerated: string, EventID: string, n: long)["no time", "4624", 1, "2024-01-01", "4624", 2] | invoke logon_sessions(join = "left") | project n, session_start | sort by n asc',
  );
  expect(rows).toEqual([
    [1, null],
    [2, '2024-01-01T00:00:00.0000000Z'],
  ]);
});

it('works on a hundred thousand events, and on texts of 64 KB', async () => {
  await engine.sql(
    `CREATE OR REPLACE TABLE t AS SELECT make_timestamp(1700000000000000 + i * 1000000) AS TimeGenerated, [4624, 4625, 4634, 4647][1 + i % 4]::BIGINT AS EventID,
      'dc1' AS Computer, 'user' AS TargetUserName, 'd' AS TargetDomainName, '0x' || (i // 40) AS TargetLogonId, 3::BIGINT AS LogonType FROM range(100000) x(i)`,
  );
  const { rows } = await engine.kql(
    `T | ${call} | summarize count(), countif(isnotnull(session_end)), sum(failed_before)`,
    tableOf({ columns: security, from: '' }),
  );
  expect(rows).toEqual([[25_000, 25_000, 24_999]]);
  await engine.sql(
    `CREATE OR REPLACE TABLE t AS SELECT TIMESTAMP '2024-01-01' AS TimeGenerated, unnest(['Accepted password for ' || repeat(' from ', 10000) || ' port 1',
      'Disconnected from ' || repeat('a port 1 ', 7000), repeat('a', 65536), 'Accepted password for ' || repeat('x', 65536) || ' from y port 2', NULL]) AS SyslogMessage`,
  );
  const long = await engine.kql(
    `T | ${call} | project strlen(session_account)`,
    tableOf({ columns: 'TimeGenerated: datetime, SyslogMessage: string', from: '' }),
  );
  expect(long.rows).toContainEqual([65_536]);
}, 60_000);
