// KQL: what compiling a typical query costs once the parser is awake, beside the limit of 20 ms; and how long the compiled SQL
// of filter-and-summarise takes on a seeded table of 10 million rows, beside the SQL that an expert would write for it.
// Both SQL texts run turn by turn in one DuckDB, and must give the same rows. `--quick`: 500,000 rows. Prints JSON lines.
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
].map(([name, type]) => ({ name, type, physical: name }));
const schema = { tables: [{ name: 'SecurityEvent', columns, relation: 'security_event' }] };
const options = { nowMicros, probe: () => Promise.reject(new Error('no probe')) };

/** Queries of the kind that hunters write, each with the SQL of somebody who knows DuckDB well. */
const questions = [
  {
    name: 'failed logons by account',
    kql: 'SecurityEvent | where TimeGenerated > ago(7d) | where EventID == 4625 | summarize Failures = count() by Account',
    sql: "SELECT Account, count(*) FROM security_event WHERE TimeGenerated > TIMESTAMP '2024-05-25 00:00:00' AND EventID = 4625 GROUP BY Account",
  },
  {
    name: 'logons per hour and type',
    kql: 'SecurityEvent | where EventID in (4624, 4625) | summarize Logons = count() by bin(TimeGenerated, 1h), LogonType',
    sql: 'SELECT time_bucket(INTERVAL 1 HOUR, TimeGenerated), LogonType, count(*) FROM security_event WHERE EventID IN (4624, 4625) GROUP BY ALL',
  },
  {
    name: 'encoded commands by host',
    kql: 'SecurityEvent | where CommandLine contains "-enc" | summarize Runs = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by Computer',
    sql: "SELECT Computer, count(*), min(TimeGenerated), max(TimeGenerated) FROM security_event WHERE contains(lower(CommandLine), '-enc') GROUP BY Computer",
  },
  {
    name: 'bytes by account, largest first',
    kql: 'SecurityEvent | where Computer != "host7" | summarize Bytes = sum(SentBytes) by Account | top 20 by Bytes desc',
    sql: "SELECT Account, sum(SentBytes) FROM security_event WHERE Computer <> 'host7' GROUP BY Account ORDER BY 2 DESC LIMIT 20",
  },
];

await compileTimes();
await runTimes();

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
  for (const { name, kql, sql } of questions) {
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
    });
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
      CAST(hash(i, 7) % 1000000 AS BIGINT) AS SentBytes
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
