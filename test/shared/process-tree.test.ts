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

async function tree(file: string, columns: string, more = ''): Promise<unknown[][]> {
  const names = columns.split(',').map((c) => c.trim().split(':') as [string, string]);
  const physical = names.map(([name, type]) =>
    type === 'datetime' ? `CAST("${name}" AS TIMESTAMP) AS "${name}"` : `"${name}"`,
  );
  const texts = names.map(([name]) => `"${name}": 'VARCHAR'`);
  const path = new URL(`inputs/${file}`, goldens).pathname;
  await engine.sql(
    `CREATE OR REPLACE TABLE procs AS SELECT ${physical.join(', ')} FROM read_json('${path}', columns = {${texts.join(', ')}})`,
  );
  const schema = {
    functions: invokedFunctions,
    tables: [
      {
        name: 'procs',
        relation: 'procs',
        columns: names.map(([name, type]) => ({ name, type: type as 'string', physical: name })),
      },
    ],
  };
  return (await engine.kql(`procs | invoke process_tree() ${more}`, schema)).rows;
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

if (!present)
  it.skip('trees of real logs are compared with MSTICPy where ../shared is present', () => {});
else
  it.each(cases)('gives the tree of MSTICPy for %s', async (name, columns) => {
    const golden = JSON.parse(
      readFileSync(new URL(`dev/03_proctree_${name}.json`, goldens), 'utf8'),
    ) as { tree: Row[] };
    const wanted = golden.tree
      .filter(([key]) => key !== null)
      .map(([key, parent, root, depth, isRoot, isLeaf, isBranch]) => [
        key,
        parent ?? '',
        root,
        depth,
        isRoot,
        isLeaf,
        isBranch,
      ]);
    const found = await tree(
      `${name}.jsonl`,
      columns,
      '| project key, parent_key, root_key, depth, is_root, is_leaf, is_branch',
    );
    const text = (rows: readonly (readonly unknown[])[]): string[] =>
      rows.map((row) => JSON.stringify(row)).sort();
    expect(found.length).toBeGreaterThan(500);
    const [ours, theirs] = [new Set(text(found)), new Set(text(wanted))];
    const onlyOurs = [...ours].filter((row) => !theirs.has(row));
    const onlyTheirs = [...theirs].filter((row) => !ours.has(row));
    expect({ onlyOurs: onlyOurs.slice(0, 3), onlyTheirs: onlyTheirs.slice(0, 3) }).toEqual({
      onlyOurs: [],
      onlyTheirs: [],
    });
    expect(found).toHaveLength(wanted.length);
  });
