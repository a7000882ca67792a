import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Engine, openEngine, tableOf } from '../../test/kit/kql-engine.ts';

/** Each process by its parent: two trees, on one host. */
const parents: Readonly<Record<string, string>> = {
  init: 'kernel',
  shell: 'init',
  cron: 'init',
  ls: 'shell',
  cat: 'shell',
  grep: 'cat',
  other: 'nobody',
};
const columns =
  'TimeGenerated: datetime, Computer: string, NewProcessId: string, NewProcessName: string, ProcessId: string, ParentProcessName: string';
const key = (name: string): string => {
  const at = Object.keys(parents).indexOf(name);
  return `${name}|${name}|${at < 0 ? '1970-01-01 00:00:00' : `2024-01-01 00:00:0${at}`}.000000`;
};

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
  const rows = Object.entries(parents).map(
    ([name, parent], i) =>
      `SELECT TIMESTAMP '2024-01-01 00:00:0${i}' AS TimeGenerated, 'h' AS Computer, '${name}' AS NewProcessId, '${name}' AS NewProcessName, '${parent}' AS ProcessId, '${parent}' AS ParentProcessName`,
  );
  await engine.sql(`CREATE TABLE t AS ${rows.join(' UNION ALL ')}`);
});
afterAll(() => engine.close());

async function shown(of: string, show: string): Promise<unknown[]> {
  const { rows } = await engine.kql(
    `T | invoke process_tree(of = "${of}", show = "${show}") | sort by name asc | project name`,
    tableOf({ columns, from: '' }),
  );
  return rows.flat();
}

describe('process_tree', () => {
  it.each([
    ['cat', 'tree', ['cat', 'cron', 'grep', 'init', 'kernel', 'ls', 'shell']],
    ['cat', 'self', ['cat']],
    ['cat', 'parent', ['shell']],
    ['cat', 'ancestors', ['init', 'kernel', 'shell']],
    ['cat', 'children', ['grep']],
    ['cat', 'siblings', ['ls']],
    ['cat', 'descendants', ['grep']],
    ['init', 'children', ['cron', 'shell']],
    ['init', 'descendants', ['cat', 'cron', 'grep', 'ls', 'shell']],
    ['kernel', 'parent', []],
    ['kernel', 'ancestors', []],
    ['grep', 'children', []],
    ['grep', 'descendants', []],
    ['grep', 'siblings', []],
    ['other', 'tree', ['nobody', 'other']],
  ])('shows of %s its %s', async (name, show, wanted) => {
    expect(await shown(key(name), show)).toEqual(wanted);
  });

  it('does not take another root for a sibling of a root', async () => {
    expect(await shown(key('kernel'), 'siblings')).toEqual([]);
  });

  it('shows everything where no process is named, and says where one is not there', async () => {
    expect(await shown('', 'tree')).toHaveLength(9);
    await expect(shown("no such'; key", 'tree')).rejects.toThrow('No process has the key');
    await expect(shown('', 'cousins')).rejects.toThrow(/show is one of/);
  });
});

it('infers a parent that is said to have no name, and none where no name is said', async () => {
  const rows = ["'0x1', NULL", "'0x2', ''", "'0x3', 'b.exe'"].map(
    (parent, i) =>
      `SELECT TIMESTAMP '2024-01-01' AS TimeGenerated, 'h' AS Computer, '${i}' AS NewProcessId, 'a.exe' AS NewProcessName, ${parent}`,
  );
  await engine.sql(
    `CREATE TABLE nameless AS FROM (${rows.join(' UNION ALL ')}) AS t(TimeGenerated, Computer, NewProcessId, NewProcessName, ProcessId, ParentProcessName)`,
  );
  const { tables } = tableOf({ columns, from: '' });
  const nameless = { tables: tables.map((t) => ({ ...t, relation: 'nameless' })) };
  const { rows: found } = await engine.kql(
    'T | invoke process_tree() | where not(inferred) | sort by id asc | project parent_key',
    { ...tableOf({ columns, from: '' }), ...nameless },
  );
  const unknown = '1970-01-01 00:00:00.000000';
  expect(found.flat()).toEqual(['', `unknown|0x2|${unknown}`, `b.exe|0x3|${unknown}`]);
});
