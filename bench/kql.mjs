// KQL: what compiling a typical query costs once the parser is awake, beside the limit of 20 ms; and how long the compiled SQL
// of what hunters ask takes on a seeded table of 10 million rows, beside the SQL that an expert would write for it and,
// where HUNTBOOK_BENCH_PYTHON names a Python with pandas and pyarrow, beside pandas on the same rows. Both SQL texts run
// turn by turn in one DuckDB, and must give the same rows. `--quick`: 500,000 rows. Prints JSON lines.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { compile, prelude, warm } from '../dist/kql/index.js';

const rows = process.argv.includes('--quick') ? 500_000 : 10_000_000;
const turns = 7;
/** The newest row of the table, which is when the queries are asked. */
const nowMicros = 1_717_200_000_000_000n;

const columns = [
  ['TimeGenerated', 'datetime'],
  ['Computer', 'string'],
  ['Account', 'string'],
  ['EventID', 'int'],
  ['CommandLine', 'string'],
  ['LogonType', 'int'],
  ['SentBytes', 'long'],
  ['Privileges', 'dynamic'],
  ['Details', 'dynamic'],
];
const people = [
  ['Account', 'string'],
  ['Department', 'string'],
];
const schema = {
  tables: [
    { name: 'SecurityEvent', columns: named(columns), relation: 'security_event' },
    { name: 'IdentityInfo', columns: named(people), relation: 'identity_info' },
  ],
};
const options = { nowMicros, probe: () => Promise.reject(new Error('no probe')) };

/** Queries of the kind that hunters write, each with the SQL of somebody who knows DuckDB well. */
const questions = [
  {
    name: 'failed logons by account',
    kql: 'SecurityEvent | where TimeGenerated > ago(7d) | where EventID == 4625 | summarize Failures = count() by Account',
    sql: "SELECT Account, count(*) FROM security_event WHERE TimeGenerated > TIMESTAMP '2024-05-25 00:00:00' AND EventID = 4625 GROUP BY Account",
    pandas:
      "t[(t.TimeGenerated > pd.Timestamp('2024-05-25')) & (t.EventID == 4625)].groupby('Account').size()",
  },
  {
    name: 'logons per hour and type',
    kql: 'SecurityEvent | where EventID in (4624, 4625) | summarize Logons = count() by bin(TimeGenerated, 1h), LogonType',
    sql: 'SELECT time_bucket(INTERVAL 1 HOUR, TimeGenerated), LogonType, count(*) FROM security_event WHERE EventID IN (4624, 4625) GROUP BY ALL',
    pandas:
      "(lambda x: x.groupby([x.TimeGenerated.dt.floor('h'), x.LogonType]).size())(t[t.EventID.isin([4624, 4625])])",
  },
  {
    name: 'encoded commands by host',
    kql: 'SecurityEvent | where CommandLine contains "-enc" | summarize Runs = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by Computer',
    sql: "SELECT Computer, count(*), min(TimeGenerated), max(TimeGenerated) FROM security_event WHERE contains(lower(CommandLine), '-enc') GROUP BY Computer",
    pandas:
      "t[t.CommandLine.str.lower().str.contains('-enc', regex=False)].groupby('Computer').TimeGenerated.agg(['count', 'min', 'max'])",
  },
  {
    // The expert's `contains` finds parts of words too; here there are none, so the rows are the same.
    name: 'has: a term in the command line',
    kql: 'SecurityEvent | where CommandLine has "enc" | summarize Runs = count() by Computer',
    sql: "SELECT Computer, count(*) FROM security_event WHERE contains(lower(CommandLine), 'enc') GROUP BY Computer",
    pandas: "t[t.CommandLine.str.contains(r'\\benc\\b', case=False)].groupby('Computer').size()",
  },
  {
    name: 'arg_max: the last command of each host',
    note: 'a column of the row may be null, and so may the time of all rows of a host',
    kql: 'SecurityEvent | summarize arg_max(TimeGenerated, CommandLine, EventID) by Computer',
    sql: 'SELECT Computer, max(TimeGenerated), arg_max(CommandLine, TimeGenerated), arg_max(EventID, TimeGenerated) FROM security_event GROUP BY Computer',
    pandas:
      "t.loc[t.groupby('Computer').TimeGenerated.idxmax(), ['Computer', 'TimeGenerated', 'CommandLine', 'EventID']]",
  },
  {
    name: 'join: failed logons by department',
    kql: 'SecurityEvent | where EventID == 4625 | join kind=inner IdentityInfo on Account | summarize Failures = count() by Department',
    sql: 'SELECT Department, count(*) FROM security_event JOIN identity_info USING (Account) WHERE EventID = 4625 GROUP BY Department',
    pandas: "t[t.EventID == 4625].merge(people, on='Account').groupby('Department').size()",
  },
  {
    name: 'mv-expand: privileges in use',
    note: 'what is no array is a row too',
    kql: 'SecurityEvent | where EventID == 4672 | mv-expand Privilege = Privileges to typeof(string) | summarize Uses = count() by Privilege',
    sql: 'SELECT p, count(*) FROM (SELECT unnest(from_json(Privileges, \'["VARCHAR"]\')) AS p FROM security_event WHERE EventID = 4672) GROUP BY p',
    pandas: 't[t.EventID == 4672].Privileges.map(json.loads).explode().value_counts()',
  },
  {
    name: 'parse: services by number',
    kql: 'SecurityEvent | where EventID == 4688 | parse CommandLine with * " -s " Service " " Number:long | summarize Runs = count(), Highest = max(Number) by Service',
    sql: "SELECT coalesce(m.s, ''), count(*), max(TRY_CAST(m.n AS BIGINT)) FROM (SELECT regexp_extract(CommandLine, ' -s (.*?) (.*)', ['s', 'n']) AS m FROM security_event WHERE EventID = 4688) GROUP BY 1",
    pandas:
      "t[t.EventID == 4688].CommandLine.str.extract(' -s (?P<s>.*?) (?P<n>.*)').astype({'n': 'Float64'}).groupby('s', dropna=False).n.agg(['size', 'max'])",
  },
  {
    name: 'dynamic: a property of a property',
    kql: 'SecurityEvent | summarize Events = count() by Country = tostring(Details.location.country)',
    sql: "SELECT json_extract_string(Details, '$.location.country'), count(*) FROM security_event GROUP BY 1",
    pandas: "t.Details.map(lambda d: json.loads(d)['location']['country']).value_counts()",
  },
  {
    name: 'bytes by account, largest first',
    kql: 'SecurityEvent | where Computer != "host7" | summarize Bytes = sum(SentBytes) by Account | top 20 by Bytes desc',
    sql: "SELECT Account, sum(SentBytes) FROM security_event WHERE Computer <> 'host7' GROUP BY Account ORDER BY 2 DESC LIMIT 20",
    pandas: "t[t.Computer != 'host7'].groupby('Account').SentBytes.sum().nlargest(20)",
  },
];

await compileTimes();
await runTimes();

function named(list) {
  return list.map(([name, type]) => ({ name, type, physical: name }));
}

async function compileTimes() {
  warm();
  for (const { kql } of questions) await compile(kql, schema, options);
  const times = [];
  const before = process.cpuUsage();
  for (let i = 0; i < 40; i++)
    for (const { kql } of questions) {
      // Another text each time, for a known one is not compiled again.
      const start = performance.now();
      await compile(`${kql} // ${i}`, schema, options);
      times.push(performance.now() - start);
    }
  const { user, system } = process.cpuUsage(before);
  const ours = median(times);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  print({
    name: 'kql/compile, warm',
    peer: 'limit',
    ours_ms: ours,
    peer_ms: 20,
    ratio: ours / 20,
    peak_mb: peak,
    slowest_ms: Math.max(...times),
    mean_cpu_ms: (user + system) / 1000 / times.length,
  });
}

async function runTimes() {
  const connection = await (await DuckDBInstance.create(':memory:')).connect();
  for (const statement of prelude) await connection.run(statement);
  await connection.run(tableSql(rows));
  await connection.run(
    "CREATE TABLE identity_info AS SELECT 'CONTOSO\\user' || i AS Account, 'Department ' || (i % 40) AS Department FROM range(20000) AS r(i)",
  );
  const pandas = await pandasTimes(connection);
  for (const [i, { name, kql, sql, note }] of questions.entries()) {
    const plan = await compile(kql, schema, options);
    const mine = await answer(connection, plan.sql);
    const theirs = await answer(connection, sql);
    if (mine.length === 0 || mine.join('\n') !== theirs.join('\n'))
      throw new Error(
        `${name}: ${mine.length} rows are not the expert's ${theirs.length}\n${mine[0]}\n${theirs[0]}`,
      );
    const ours = [];
    const peers = [];
    for (let i = 0; i < turns; i++) {
      ours.push(await time(connection, plan.sql));
      peers.push(await time(connection, sql));
    }
    const [a, b] = [Math.min(...ours), Math.min(...peers)];
    print({
      name: `kql/${name}`,
      peer: "an expert's SQL",
      ours_ms: a,
      peer_ms: b,
      ratio: a / b,
      rows,
      ...(pandas ? { pandas_ms: pandas[i] } : {}),
      ...(note ? { 'Kusto means': note } : {}),
    });
  }
}

/** The least time of three that pandas needs for each question, in ms; null where there is no pandas. */
async function pandasTimes(connection) {
  const python = process.env['HUNTBOOK_BENCH_PYTHON'];
  if (!python) return null;
  const folder = mkdtempSync(join(tmpdir(), 'huntbook-bench-'));
  try {
    for (const table of ['security_event', 'identity_info'])
      await connection.run(`COPY ${table} TO '${join(folder, table)}.parquet'`);
    const script = `
import json, sys, time
import pandas as pd
t = pd.read_parquet('${folder}/security_event.parquet')
people = pd.read_parquet('${folder}/identity_info.parquet')
for text in json.load(sys.stdin):
    best = float('inf')
    for _ in range(3):
        start = time.perf_counter()
        eval(text)
        best = min(best, time.perf_counter() - start)
        if best > 5: break
    print(best * 1000)
`;
    const input = JSON.stringify(questions.map((q) => q.pandas));
    const { status, stdout, stderr } = spawnSync(python, ['-c', script], {
      input,
      encoding: 'utf8',
    });
    if (status !== 0) throw new Error(`pandas: ${stderr}`);
    return stdout.trim().split('\n').map(Number);
  } finally {
    rmSync(folder, { recursive: true });
  }
}

/** Rows as text, in an order of their own. */
async function answer(connection, sql) {
  const result = await connection.runAndReadAll(sql);
  return result
    .getRows()
    .map((row) => row.map(String).join('\t'))
    .sort();
}

async function time(connection, sql) {
  const start = performance.now();
  await connection.run(sql);
  return performance.now() - start;
}

/** 30 days of events of 500 hosts and 20,000 accounts, from `hash`, so the same on every machine. */
function tableSql(count) {
  return `CREATE TABLE security_event AS
    SELECT make_timestamp(${nowMicros} - CAST((${count} - i) * (2592000000000 / ${count}) AS BIGINT)) AS TimeGenerated,
      'host' || (hash(i, 1) % 500) AS Computer,
      'CONTOSO\\user' || (hash(i, 2) % 20000) AS Account,
      CAST([4624, 4624, 4624, 4625, 4672, 4688, 4688, 5156][CAST(1 + hash(i, 3) % 8 AS BIGINT)] AS INTEGER) AS EventID,
      CASE WHEN hash(i, 4) % 50 = 0 THEN 'powershell.exe -NoP -W Hidden -Enc SQBFAFgA' || hash(i, 5)
        ELSE 'C:\\Windows\\System32\\svchost.exe -k netsvcs -p -s Schedule ' || (hash(i, 5) % 1000) END AS CommandLine,
      CAST(hash(i, 6) % 12 AS INTEGER) AS LogonType,
      CAST(hash(i, 7) % 1000000 AS BIGINT) AS SentBytes,
      CAST('["SeDebugPrivilege","SeBackupPrivilege","Se' || (hash(i, 8) % 30) || 'Privilege"]' AS JSON) AS Privileges,
      CAST('{"device":{"os":"Windows"},"location":{"city":"City ' || (hash(i, 9) % 90) || '","country":"C' || (hash(i, 9) % 40) || '"}}' AS JSON) AS Details
    FROM range(${count}) AS r(i)`;
}

function print(figure) {
  const rounded = Object.entries(figure).map(([key, value]) => [
    key,
    typeof value === 'number' ? round(value) : value,
  ]);
  process.stdout.write(`${JSON.stringify(Object.fromEntries(rounded))}\n`);
}

function median(values) {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)];
}

function round(value) {
  return Math.round(value * 100) / 100;
}
