import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine, type Table, tableOf } from '../kit/kql-engine.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

type Row = Record<string, unknown>;
const golden = (name: string): Row[] =>
  (JSON.parse(readFileSync(`${goldens}dev/${name}.json`, 'utf8')) as { rows: Row[] }).rows;

async function rowsOf(table: Table, query: string): Promise<Row[]> {
  const { columns, rows } = await engine.kql(`T | ${query}`, tableOf(table));
  return rows.map((row) => Object.fromEntries(columns.map((c, i) => [c.name, row[i]])));
}

/** MSTICPy cuts `msg='…'` at blanks, so that the last field keeps the quote, and leaves the NULs of titles. */
const asLogged = (value: unknown): string => String(value).replace(/'$/, '').replaceAll('\0', ' ');

/** It has the first three arguments, and blanks for the others. */
function sameCommand(whole: unknown, cut: unknown): boolean {
  const known = String(cut).trimEnd();
  return whole === known || String(whole).startsWith(`${known} `);
}

/** What of MSTICPy's row this event has not; `msg` is a piece of what stands in quotes. */
function missing(theirs: Row, ours: Row): string[] {
  const fields = (ours['fields'] ?? {}) as Row;
  const argv = (ours['argv'] ?? []) as string[];
  const more: Row = { tty: '(none)', argc: argv.length, a0: argv[0], a1: argv[1], a2: argv[2] };
  return Object.entries(theirs).flatMap(([name, value]) => {
    if (['msg', 'TenantId', 'mssg_id', 'TimeGenerated', 'ver'].includes(name)) return [];
    const own = ours[name] || (ours[name] === 0 ? 0 : (more[name] ?? fields[name]));
    const same =
      name === 'cmdline'
        ? sameCommand(own, value)
        : asLogged(own).replace('4294967295', '-1') === asLogged(value).replace('4294967295', '-1');
    return same
      ? []
      : [`${String(theirs['mssg_id'])} ${name}: ${String(own)} for ${String(value)}`];
  });
}

const packed = (): Table => ({
  columns: 'TimeGenerated: datetime, Computer: string, mssg_id: string, AuditdMessage: dynamic',
  from: `read_json('${goldens}inputs/linux_events.jsonl', columns = {TimeGenerated: 'TIMESTAMP', Computer: 'VARCHAR', mssg_id: 'VARCHAR', AuditdMessage: 'JSON'})`,
});
const lines = (): Table => ({
  columns: 'RawData: string',
  from: `read_csv('${goldens}inputs/auditd_log.txt', columns = {RawData: 'VARCHAR'}, header = false, sep = '', quote = '', escape = '')`,
});

it.skipIf(!present)('gives the events that MSTICPy gives of packed records', async () => {
  await engine.sql(`CREATE OR REPLACE TABLE t AS SELECT * FROM ${packed().from}`);
  const rows = await rowsOf(packed(), 'invoke auditd_events()');
  const wanted = golden('08_auditd_linux_events');
  expect(rows.length).toBe(wanted.length);
  const byId = new Map(rows.map((row) => [row['AuditID'], row]));
  expect(wanted.flatMap((row) => missing(row, byId.get(row['mssg_id']) ?? {}))).toEqual([]);
  for (const row of wanted)
    expect(byId.get(row['mssg_id'])?.['TimeGenerated']).toBe(
      String(row['TimeGenerated']).replace('00Z', 'Z'),
    );
  const runs = await rowsOf(
    packed(),
    'invoke auditd_events() | where EventType == "SYSCALL_EXECVE"',
  );
  expect(runs.length).toBe(golden('08_auditd_subset').length);
});

it.skipIf(!present)(
  'gives what MSTICPy gives of a log, and its programs go on to a tree',
  async () => {
    await engine.sql(`CREATE OR REPLACE TABLE t AS SELECT * FROM ${lines().from}`);
    const rows = await rowsOf(lines(), 'invoke auditd_events()');
    const ids = new Set(
      readFileSync(`${goldens}inputs/auditd_log.txt`, 'utf8').match(/(?<=audit\()[^)]*/g),
    );
    expect(rows.length).toBe(ids.size);
    const runs = rows.filter((row) => row['EventType'] === 'SYSCALL_EXECVE');
    expect(runs.length).toBe(146);
    for (const row of runs) expect(`${row['success']} ${row['exe']}`).toMatch(/^yes \//);
    // It takes all events of a millisecond for one: what it finds is in one of ours.
    const theirs = golden('08_auditd_file');
    expect(theirs.length).toBeGreaterThan(100);
    for (const row of theirs) {
      const near = rows.filter((r) =>
        String(r['AuditID']).startsWith(`${String(row['mssg_id'])}:`),
      );
      const plain = Object.fromEntries(
        Object.entries(row).filter(([name]) => name !== 'EventType' && !/_[A-Z_]+$/.test(name)),
      );
      const left = Object.entries(plain).flatMap(([name, value]) => {
        const found = near.map((r) => missing({ mssg_id: row['mssg_id'], [name]: value }, r));
        return found.some((m) => m.length === 0) ? [] : found.flat();
      });
      expect(left).toEqual([]);
    }
    const tree = await rowsOf(lines(), 'invoke auditd_events() | invoke process_tree()');
    expect(tree.filter((row) => row['inferred'] === false).length).toBe(146);
    expect(Math.max(...tree.map((row) => Number(row['depth'])))).toBeGreaterThan(3);
  },
);

it.skipIf(!present)('clusters programs as MSTICPy does', async () => {
  await engine.sql(`CREATE OR REPLACE TABLE t AS SELECT * FROM ${packed().from}`);
  const rows = await rowsOf(
    packed(),
    'invoke auditd_events() | where EventType == "SYSCALL_EXECVE" | invoke process_features(exe, cmdline, join = "left") | invoke cluster_events(features = pack_array(path_score, uid), timestamp = TimeGenerated, distance = 0.0001, join = "inner") | project NewProcessName = exe, ClusterSize = cluster_size | sort by ClusterSize asc',
  );
  const wanted = golden('08_auditd_cluster');
  expect(rows.map((row) => row['ClusterSize'])).toEqual(wanted.map((row) => row['ClusterSize']));
  expect(rows[0]?.['NewProcessName']).toBe(wanted[0]?.['NewProcessName']);
});
