import { expect, it } from 'vitest';
import { linkProcesses, withoutInferred } from './link.ts';
import { pathsOf } from './paths.ts';
import { chooseProcessColumns } from './schemas.ts';
import { shapeOf } from './shape.ts';
import { ascending } from './time-order.ts';

const columns = (names: string): { name: string }[] => names.split(' ').map((name) => ({ name }));

/** Starts as `id<parent@time`. */
function linked(texts: readonly string[]): ReturnType<typeof linkProcesses> {
  const parts = texts.map((text) => text.split(/[<@]/).map(Number));
  const at = (i: number): number[] => parts.map((part) => part[i] ?? 0);
  const none = parts.map(() => 0);
  return linkProcesses({
    self: { host: none, id: at(0), name: none },
    parent: { host: none, id: at(1), name: none },
    time: at(2),
    names: parts.map(() => 1),
  });
}

it('links a process to the latest parent that started no later', () => {
  const { parent, row, inferredFrom } = linked(['1<9@10', '2<1@5', '1<9@30', '2<1@40', '3<1@10']);
  const parents = Array.from(parent, (p) => (p < 0 ? null : p));
  expect(Array.from(row)).toEqual([1, 0, 4, 2, 3, 1, 0]);
  expect(parents).toEqual([5, 6, 1, 6, 3, null, null]);
  expect(inferredFrom).toBe(5);
});

it('passes over rows of the same process, and makes a root of one that starts itself', () => {
  expect(linked(['1<1@0', '1<1@3', '1<1@50'])).toEqual({
    row: new Int32Array([0, 2]),
    parent: new Int32Array([-1, 0]),
    inferredFrom: 2,
    grandparentsFrom: 2,
  });
});

/** Starts as `id@time<parent@time<grandparent@time`. */
function toldLinks(texts: readonly string[]): ReturnType<typeof linkProcesses> {
  const parts = texts.map((text) => text.split(/[<@]/).map(Number));
  const at = (i: number): number[] => parts.map((part) => part[i] ?? 0);
  const none = parts.map(() => 0);
  return linkProcesses({
    self: { host: none, id: at(0), name: none },
    parent: { host: none, id: at(2), name: none },
    time: at(1),
    names: parts.map((part) => (part.length > 2 ? 1 : 0)),
    told: {
      parentTime: at(3),
      grandparent: { host: none, id: at(4), name: none },
      grandparentTime: at(5),
    },
  });
}

it('links a process to the parent that started when it says, not to the latest', () => {
  const { parent, inferredFrom } = toldLinks([
    '1@100',
    '1@200',
    '2@300<1@103',
    '3@400<1',
    '4@50<1@200',
  ]);
  expect(Array.from(parent)).toEqual([2, -1, -1, 1, 2]);
  expect(inferredFrom).toBe(5);
});

it('infers parents and their parents once each, with what the first row to name them tells', () => {
  expect(
    toldLinks(['5@900<4@800<3@700', '6@910<4@800<2@700', '7@920<3@700<1@100', '8@930<9@1']),
  ).toEqual({
    row: Int32Array.of(0, 1, 2, 3, 0, 2, 3, 2),
    parent: Int32Array.of(4, 4, 5, 6, 5, 7, -1, -1),
    inferredFrom: 4,
    grandparentsFrom: 7,
  });
});

it('gives no process itself as its parent, and keeps those without a told start beside the others', () => {
  const links = toldLinks(['1@100<1@100', '2@200<3@150<3@150', '4@300<8']);
  expect(Array.from(links.parent)).toEqual([-1, 4, 3, -1, -1]);
  expect(withoutInferred(links)).toEqual({
    row: Int32Array.of(0, 1, 2),
    parent: Int32Array.of(-1, -1, -1),
    inferredFrom: 3,
    grandparentsFrom: 3,
  });
});

it('links a million processes to told starts of one parent in linear time', () => {
  const count = 1_000_000;
  const ones = new Float64Array(count).fill(1);
  const time = Float64Array.from(ones, (_, i) => i * 100 + 100);
  const { parent, inferredFrom } = linkProcesses({
    self: { host: ones, id: ones, name: ones },
    parent: { host: ones, id: ones, name: ones },
    time,
    names: ones,
    told: {
      parentTime: time.map((t) => t - 50),
      grandparent: { host: ones, id: ones, name: ones },
      grandparentTime: time.map((t) => t - 100),
    },
  });
  expect(inferredFrom).toBe(count);
  expect(shapeOf(parent).depth.at(count - 1)).toBe(2 * count);
});

it('cuts a cycle at its first node and says so', () => {
  const { parent } = linked(['1<2@0', '2<3@0', '3<1@0']);
  const shape = shapeOf(parent);
  expect(Array.from(shape.cut)).toEqual([1, 0, 0]);
  expect(Array.from(shape.depth)).toEqual([1, 3, 2]);
  expect(Array.from(shape.descendants)).toEqual([2, 0, 1]);
});

it('walks a chain of a million and a star of a million without recursion', () => {
  const count = 1_000_000;
  const chain = shapeOf(Int32Array.from({ length: count }, (_, i) => i - 1));
  expect(chain.depth.at(-1)).toBe(count);
  expect(chain.descendants[0]).toBe(count - 1);
  const star = shapeOf(Int32Array.from({ length: count }, (_, i) => (i === 0 ? -1 : 0)));
  expect(star.children[0]).toBe(count - 1);
  expect(star.depth.at(-1)).toBe(2);
});

it('links a million starts of one process, all of one parent, in linear time', () => {
  const count = 1_000_000;
  const ones = new Float64Array(count).fill(1);
  const { parent } = linkProcesses({
    self: { host: ones, id: ones, name: ones },
    parent: { host: ones, id: ones, name: ones },
    time: Float64Array.from(ones, (_, i) => (count - i) * 100),
    names: ones,
  });
  expect(parent.at(-1)).toBe(count - 2);
  expect(shapeOf(parent).depth.at(-1)).toBe(count);
});

it('orders as a stable sort does', () => {
  const values = Array.from({ length: 5000 }, (_, i) => ((i * 7919) % 613) * 1e9 - 1e11);
  const wanted = values
    .map((_, i) => i)
    .sort((a, b) => (values[a] ?? 0) - (values[b] ?? 0) || a - b);
  expect(Array.from(ascending(values))).toEqual(wanted);
});

it('gives the nearest keys of a path', () => {
  expect(pathsOf([-1, 0, 1], ['a', '"b', 'c'], 2)).toEqual([
    '["a"]',
    '["a","\\"b"]',
    '["\\"b","c"]',
  ]);
});

it.each([
  [
    'EventID TimeGenerated Computer NewProcessId NewProcessName ProcessId ParentProcessName CommandLine',
    'NewProcessName',
  ],
  [
    'UtcTime Image ProcessId ProcessGuid ParentProcessId ParentProcessGuid ParentImage Computer',
    'Image',
  ],
  ['TimeGenerated exe pid ppid cmdline', 'exe'],
  [
    'CreatedProcessName CreatedProcessId CreatedProcessParentId CreatedProcessCreationTime',
    'CreatedProcessName',
  ],
  ['Timestamp DeviceName FileName ProcessId InitiatingProcessId ProcessCommandLine', 'FileName'],
  ['ProcessCreationTime FileName ProcessId InitiatingProcessId', 'FileName'],
  ['name pid parent calendarTime cmdline pcmdline', 'name'],
  ['process pid parentpid starttime processcmdline parentprocess hostname eventtype', 'process'],
])('recognises %s', (names, process) => {
  expect(chooseProcessColumns(columns(names))[0]).toBe(process);
});

it('recognises nothing in other tables', () => {
  expect(chooseProcessColumns(columns('pid name'))).toEqual(new Array(14).fill(null));
});

it('takes the starts of parents only where the start of the process is one, too', () => {
  const names = 'FileName ProcessId InitiatingProcessId InitiatingProcessCreationTime Timestamp';
  expect(chooseProcessColumns(columns(names)).slice(10)).toEqual([null, null, null, null]);
  expect(chooseProcessColumns(columns(`${names} ProcessCreationTime`)).slice(10)).toEqual([
    'InitiatingProcessCreationTime',
    null,
    null,
    null,
  ]);
});
