import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine, tableOf } from '../kit/kql-engine.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const columns =
  'TimeGenerated: datetime, Computer: string, ProcessID: string, SyslogMessage: string';

/** The rows of a query over a file of syslog as Sentinel exports it. */
async function ask(file: string, query: string): Promise<unknown[][]> {
  const from = `read_csv('${goldens}inputs/${file}', all_varchar = true, header = true)`;
  const time =
    "coalesce(try_strptime(TimeGenerated, '%m/%d/%Y %H:%M'), TRY_CAST(TimeGenerated AS TIMESTAMP))";
  await engine.sql(
    `CREATE OR REPLACE TABLE t AS SELECT ${time} AS TimeGenerated, Computer, ProcessID, SyslogMessage FROM ${from}`,
  );
  return (await engine.kql(`T | ${query}`, tableOf({ columns, from }))).rows;
}

interface Case {
  name: string;
  result: unknown;
}
const cases = (): Case[] =>
  (JSON.parse(readFileSync(`${goldens}dev/08_syslog_cmdline.json`, 'utf8')) as { cases: Case[] })
    .cases;
const resultOf = <T>(start: string): T =>
  cases().find((c) => c.name.startsWith(start))?.result as T;

it.skipIf(!present).each(['sudo_events.csv', 'syslog_data.csv'])(
  'gives the sessions of MSTICPy in %s',
  async (file) => {
    const wanted = resultOf<[string, string, string][]>(`cluster_syslog_logons_df(${file})`);
    expect(wanted.length).toBeGreaterThan(0);
    const rows = await ask(
      file,
      'invoke sudo_sessions(msticpy = true) | project session_user, session_start, session_end | sort by session_start asc',
    );
    const digits = (time: unknown): string => String(time).slice(0, 19);
    expect(rows.map(([, start, end]) => [digits(start), digits(end)])).toEqual(
      wanted.map(([, start, end]) => [digits(start), digits(end)]),
    );
    // It knows a user only where a column says it.
    wanted.forEach(([user], i) => {
      expect(rows[i]?.[0]).toBe(user === 'Unknown' ? 'omsagent' : user);
    });
  },
);

it.skipIf(!present)('finds the session in which MSTICPy finds a risky command', async () => {
  const wanted = resultOf<Record<string, string>>('risky_sudo_sessions');
  const rows = await ask(
    'sudo_session_test.csv',
    'invoke sudo_sessions(msticpy = true) | sort by session_start asc | extend n = row_number() - 1 | mv-expand commands to typeof(string) | invoke risky_commands(commands, join = "inner") | project tostring(n), commands',
  );
  expect(rows).toEqual([['4', wanted['4']]]);
});

it.skipIf(!present)(
  'has a row for each use of sudo, also where MSTICPy has one for several',
  async () => {
    const rows = await ask(
      'sudo_session_test.csv',
      'invoke sudo_sessions() | project session_user, outcome, commands | sort by tostring(commands[0]) asc',
    );
    expect(rows.map((row) => row.slice(0, 2))).toEqual(rows.map(() => ['peteb', 'ended']));
    expect(rows.map((row) => row[2])).toEqual([
      ['/bin/bash'],
      ['/usr/bin/vim rc.local'],
      ['/usr/sbin/squid'],
      ['/usr/sbin/squid -NCd1'],
      ['/usr/sbin/squid -NCd1'],
    ]);
    const open = await ask(
      'sudo_data.csv',
      'invoke sudo_sessions() | summarize count() by outcome',
    );
    expect(open).toEqual([['open', 11]]);
  },
);
