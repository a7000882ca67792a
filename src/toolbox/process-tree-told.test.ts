import { afterAll, beforeAll, expect, it } from 'vitest';
import { type Engine, openEngine } from '../../test/kit/kql-engine.ts';

let engine: Engine;
beforeAll(async () => {
  engine = await openEngine();
});
afterAll(() => engine.close());

const columns =
  'ProcessCreationTime: datetime, DeviceName: string, FileName: string, ProcessId: long, InitiatingProcessFileName: string, InitiatingProcessId: long, InitiatingProcessCreationTime: datetime, InitiatingProcessParentFileName: string, InitiatingProcessParentId: long, InitiatingProcessParentCreationTime: datetime';
const day = (n: number): string => (n === 0 ? 'datetime(null)' : `datetime(2024-01-0${n})`);
const row = (
  own: readonly [string, number, number],
  parent: readonly [string, number, number],
  grandparent: readonly [string, number, number],
): string =>
  [own, parent, grandparent]
    .map(([name, id, at], i) =>
      i === 0 ? `${day(at)}, "pc", "${name}", ${id}` : `"${name}", ${id}, ${day(at)}`,
    )
    .join(', ');
const rows = [
  row(['CMD.exe', 30, 3], ['explorer.exe', 20, 2], ['\\\\Device\\\\x\\\\userinit.exe', 10, 1]),
  row(['cmd.exe', 30, 4], ['explorer.exe', 20, 2], ['userinit.exe', 10, 1]),
  row(['whoami.exe', 40, 5], ['cmd.exe', 30, 3], ['explorer.exe', 20, 2]),
  row(['lost.exe', 50, 5], ['', 0, 0], ['', 0, 0]),
  row(['odd.exe', 60, 6], ['cmd.exe', 30, 0], ['', 0, 0]),
];

async function tree(more: string): Promise<unknown[][]> {
  return (await engine.kql(`datatable(${columns})[${rows.join(', ')}] | ${more}`))
    .rows as unknown[][];
}

it('tells processes of one id apart by the start that their children tell', async () => {
  const shown = await tree(
    'invoke process_tree() | sort by place asc | project name, id, depth, inferred, started',
  );
  const at = (n: number): string => `2024-01-0${n}T00:00:00.0000000Z`;
  expect(shown).toEqual([
    ['unknown', '0', 1, true, null],
    ['lost.exe', '50', 2, false, at(5)],
    ['userinit.exe', '10', 1, true, at(1)],
    ['explorer.exe', '20', 2, true, at(2)],
    ['CMD.exe', '30', 3, false, at(3)],
    ['whoami.exe', '40', 4, false, at(5)],
    ['cmd.exe', '30', 3, false, at(4)],
    ['odd.exe', '60', 4, false, at(6)],
  ]);
});

it('leaves out what is inferred where it is asked to', async () => {
  const shown = await tree(
    'invoke process_tree(infer = false) | sort by place asc | project name, depth, is_root, inferred',
  );
  expect(shown).toEqual([
    ['CMD.exe', 1, true, false],
    ['whoami.exe', 2, false, false],
    ['cmd.exe', 1, true, false],
    ['odd.exe', 2, false, false],
    ['lost.exe', 1, true, false],
  ]);
});

it('keeps the rows that come in, each with its process, where it joins', async () => {
  const shown = await tree('invoke process_tree(join = "left") | project FileName, depth');
  expect(shown).toHaveLength(5);
});

it('goes by what is told of parents alone, too', async () => {
  const shown = await tree(
    'project-away InitiatingProcessParentFileName, InitiatingProcessParentId, InitiatingProcessParentCreationTime | invoke process_tree() | where inferred | sort by key asc | project key, depth, child_count',
  );
  expect(shown).toEqual([
    ['explorer.exe|20|2024-01-02 00:00:00.000000', 1, 2],
    ['unknown|0|1970-01-01 00:00:00.000000', 1, 1],
  ]);
});
