import { expect, it } from 'vitest';
import { linkProcesses } from './link.ts';
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
  });
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
  ['name pid parent calendarTime cmdline pcmdline', 'name'],
  ['process pid parentpid starttime processcmdline parentprocess hostname eventtype', 'process'],
])('recognises %s', (names, process) => {
  expect(chooseProcessColumns(columns(names))[0]).toBe(process);
});

it('recognises nothing in other tables', () => {
  expect(chooseProcessColumns(columns('pid name'))).toEqual(new Array(10).fill(null));
});
