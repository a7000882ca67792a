import { existsSync, readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { invokedFunctions } from '../../src/toolbox/index.ts';
import { type Engine, openEngine } from '../kit/kql-engine.ts';

const goldens = new URL('../../../shared/goldens/', import.meta.url);
const present = existsSync(goldens);
let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

type Row = [
  key: string | null,
  parent: string | null,
  root: string,
  depth: number,
  isRoot: boolean,
  isLeaf: boolean,
  isBranch: boolean,
];

/** The tree of a table that `select` makes, its columns as `name:type`. */
async function tree(select: string, columns: string, more: string): Promise<unknown[][]> {
  await engine.sql(`CREATE OR REPLACE TABLE procs AS ${select}`);
  const schema = {
    functions: invokedFunctions,
    tables: [
      {
        name: 'procs',
        relation: 'procs',
        columns: columns.split(', ').map((column) => {
          const [name = '', type] = column.split(':');
          return { name, type: type as 'string', physical: name };
        }),
      },
    ],
  };
  return (await engine.kql(`procs | invoke process_tree() ${more}`, schema)).rows;
}

function selectOf(file: string, columns: string): string {
  const names = columns.split(', ').map((c) => c.split(':') as [string, string]);
  const physical = names.map(([name, type]) =>
    type === 'datetime' ? `CAST("${name}" AS TIMESTAMP) AS "${name}"` : `"${name}"`,
  );
  const texts = names.map(([name]) => `"${name}": 'VARCHAR'`);
  const path = new URL(`inputs/${file}`, goldens).pathname;
  return `SELECT ${physical.join(', ')} FROM read_json('${path}', columns = {${texts.join(', ')}})`;
}

/** Asserts that the table has the tree of MSTICPy, and gives how many of its processes are inferred. */
async function expectTree(name: string, select: string, columns: string): Promise<number> {
  const golden = JSON.parse(
    readFileSync(new URL(`dev/03_proctree_${name}.json`, goldens), 'utf8'),
  ) as { tree: Row[] };
  const wanted = golden.tree
    .filter(([key]) => key !== null)
    .map(([key, parent, ...rest]) => [key, parent ?? '', ...rest.slice(0, 5)]);
  const found = await tree(
    select,
    columns,
    '| project key, parent_key, root_key, depth, is_root, is_leaf, is_branch, inferred',
  );
  const text = (rows: readonly (readonly unknown[])[]): string[] =>
    rows.map((row) => JSON.stringify(row.slice(0, 7))).sort();
  expect(found.length).toBeGreaterThan(500);
  const [ours, theirs] = [new Set(text(found)), new Set(text(wanted))];
  const onlyOurs = [...ours].filter((row) => !theirs.has(row));
  const onlyTheirs = [...theirs].filter((row) => !ours.has(row));
  expect({ onlyOurs: onlyOurs.slice(0, 3), onlyTheirs: onlyTheirs.slice(0, 3) }).toEqual({
    onlyOurs: [],
    onlyTheirs: [],
  });
  expect(found).toHaveLength(wanted.length);
  return found.filter((row) => row[7] === true).length;
}

const windows =
  'TimeGenerated:datetime, Computer:string, EventID:string, NewProcessId:string, NewProcessName:string, ProcessId:string, ParentProcessName:string, CommandLine:string';
const cases = [
  ['win_proc_test', windows],
  ['processes_on_host', windows],
  [
    'linux_proc_test',
    'TimeGenerated:datetime, Computer:string, EventType:string, pid:string, exe:string, ppid:string, cmdline:string',
  ],
] as const;

/** Columns of Defender, as it has them inside, as DeviceProcessEvents has them, and their types. */
const defender = [
  ['CreatedProcessName', 'FileName', 'string'],
  ['CreatedProcessId', 'ProcessId', 'long'],
  ['CreatedProcessCreationTime', 'ProcessCreationTime', 'datetime'],
  ['CreatedProcessParentId', 'ReparentedTo', 'long'],
  ['CreatedProcessParentName', 'ReparentedToName', 'string'],
  ['InitiatingProcessName', 'InitiatingProcessFileName', 'string'],
  ['InitiatingProcessId', 'InitiatingProcessId', 'long'],
  ['InitiatingProcessCreationTime', 'InitiatingProcessCreationTime', 'datetime'],
  ['InitiatingProcessParentProcessName', 'InitiatingProcessParentFileName', 'string'],
  ['InitiatingProcessParentProcessId', 'InitiatingProcessParentId', 'long'],
  ['InitiatingProcessParentCreationTime', 'InitiatingProcessParentCreationTime', 'datetime'],
  ['ComputerDnsName', 'DeviceName', 'string'],
  ['ReportTime', 'Timestamp', 'datetime'],
] as const;

/** Times rounded as the keys of MSTICPy are, from nanoseconds: columns of microseconds would be rounded twice. */
function defenderSelect(names: 0 | 1): string {
  const cells = defender.map((column) => {
    const [from, , type] = column;
    const nanos = `epoch_ns(CAST(replace("${from}", '+00:00', '') AS TIMESTAMP_NS))`;
    const tens = `make_timestamp((${nanos} + 4999 + ((${nanos} // 10000) & 1)) // 10000 * 10)`;
    const cell = { string: `"${from}"`, long: `"${from}"::BIGINT`, datetime: tens }[type];
    return `${cell} AS "${column[names]}"`;
  });
  const path = new URL('inputs/mde_proc_cs1.csv', goldens).pathname;
  return `SELECT ${cells.join(', ')} FROM read_csv('${path}', all_varchar = true)`;
}

if (!present)
  it.skip('trees of real logs are compared with MSTICPy where ../shared is present', () => {});
else {
  it.each(cases)('gives the tree of MSTICPy for %s', async (name, columns) => {
    await expectTree(name, selectOf(`${name}.jsonl`, columns), columns);
  });

  it.each([
    ['the names it has inside', 0],
    ['the names of DeviceProcessEvents', 1],
  ] as const)('gives the tree of MSTICPy for Defender, with %s', async (_, names) => {
    const columns = defender.map((column) => `${column[names]}:${column[2]}`).join(', ');
    expect(await expectTree('mde_proc_cs1', defenderSelect(names), columns)).toBe(78);
  });
}
