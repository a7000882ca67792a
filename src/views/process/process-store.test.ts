import { expect, it } from 'vitest';
import type { ViewAnswer } from '../view-source.ts';
import { afterKey, nextHit } from './process-keys.ts';
import { isProcessTree, placesCondition, usualColumns } from './process-questions.ts';
import { processSteps } from './process-steps.ts';
import { ProcessStore } from './process-store.ts';

const none = { user: null, colour: null, decoded: null };
const names = [
  'place',
  'name',
  'id',
  'started',
  'inferred',
  'command',
  'user',
  'colour',
  'decoded',
];

/** A source of a tree in which every tenth process is a root with nine children. */
function store(count: number): { store: ProcessStore; asked: string[] } {
  const asked: string[] = [];
  const places = Array.from({ length: count }, (_, i) => i);
  const ask = async (kql: string): Promise<ViewAnswer> => {
    asked.push(kql);
    const rows = ((): unknown[][] => {
      if (kql.includes('below ='))
        return [[JSON.stringify(places), JSON.stringify(places.map((p) => (p % 10 ? 0 : 9)))]];
      if (kql.includes('contains')) return [[[12, 25, 25, 99_999]]];
      const [, from = 0, to = -1] = /between \((\d+) \.\. (\d+)\)/.exec(kql)?.map(Number) ?? [];
      return places.slice(from, to + 1).map((p) => [p, `C:\\p${p}.exe`, p, '', p === 0]);
    })();
    return { columns: names.map((name) => ({ name, type: 'string' })), rows, total: rows.length };
  };
  return { store: new ProcessStore(ask, none), asked };
}

it('asks for the shape and for what is in sight, in blocks, and never twice', async () => {
  const { store: tree, asked } = store(4000);
  await tree.open();
  expect(asked.length).toBe(2);
  expect(asked[1]).toContain('place between (0 .. 199)');
  expect(tree.known(0)).toMatchObject({ name: 'C:\\p0.exe', id: '0', inferred: true });
  expect(await tree.fill(20, 60)).toBe(false);
  expect(await tree.fill(190, 230)).toBe(true);
  expect(asked.at(-1)).toContain('place between (200 .. 399)');
  expect(tree.known(999)).toBeUndefined();
  tree.foldFrom(0);
  expect(tree.seen.length).toBe(400);
  expect(await tree.fill(40, 70)).toBe(true);
  expect(asked.slice(-2)).toEqual([
    expect.stringContaining('place between (400 .. 599)'),
    expect.stringContaining('place between (600 .. 799)'),
  ]);
  expect(await tree.fill(100, 390)).toBe(true);
  expect(asked.at(-1)).toContain('place in (1000, 1010, ');
});

it('does not ask again for what has no answer', async () => {
  const { store: tree, asked } = store(4000);
  await tree.open();
  tree.foldFrom(0);
  await tree.fill(40, 390);
  const before = asked.length;
  expect(await tree.fill(40, 390)).toBe(false);
  expect(asked.length).toBe(before);
  expect(tree.known(400)).toBeNull();
});

it('opens what hides a process that is found', async () => {
  const { store: tree } = store(100);
  await tree.open();
  tree.foldFrom(0);
  await tree.search("it's");
  expect([...tree.hits]).toEqual([12, 25]);
  expect(nextHit(tree.hits, 12, 0)).toBe(12);
  expect(nextHit(tree.hits, 12, 1)).toBe(25);
  expect(nextHit(tree.hits, 25, 1)).toBe(12);
  expect(nextHit(tree.hits, 12, -1)).toBe(25);
  expect(nextHit(new Int32Array(), 0, 1)).toBeNull();
  tree.reveal(12);
  expect([...tree.seen.subarray(0, 4)]).toEqual([0, 10, 11, 12]);
  await tree.search('');
  expect(tree.hits.length).toBe(0);
});

it('walks as a tree does by its keys', async () => {
  const { store: tree } = store(30);
  await tree.open();
  const press = (key: string, row: number): number | null => afterKey(tree, { key, row, page: 7 });
  expect(press('ArrowDown', 0)).toBe(1);
  expect(press('ArrowUp', 0)).toBe(0);
  expect(press('PageDown', 0)).toBe(7);
  expect(press('End', 0)).toBe(29);
  expect(press('ArrowLeft', 13)).toBe(10);
  expect(press('ArrowLeft', 10)).toBe(10);
  expect(tree.closed(10)).toBe(true);
  expect(press('ArrowDown', 10)).toBe(20);
  expect(press('ArrowRight', 10)).toBe(10);
  expect(press('ArrowRight', 10)).toBe(11);
  expect(press('ArrowLeft', 0)).toBe(0);
  expect(press('ArrowLeft', 0)).toBe(0);
  expect(press('*', 0)).toBe(0);
  expect(tree.seen.length).toBe(30);
  expect(press('a', 0)).toBeNull();
});

it('spells places as a stretch where it is near one, else one by one', () => {
  expect(placesCondition([4, 5, 7])).toBe('place between (4 .. 7)');
  expect(placesCondition([4, 50, 700])).toBe('place in (4, 50, 700)');
});

it('keeps what stands around a process, whatever its key is', () => {
  const columns = ['place', 'descendant_count', 'parent_key'].map((name) => ({
    name,
    type: 'string' as const,
  }));
  const steps = new Map(processSteps({ place: 7, columns, row: [7, 3, "a'b"] }));
  expect(steps.get('Subtree')).toBe('| where place between (7 .. 10)');
  expect(steps.get('Siblings')).toBe("| where parent_key == 'a\\'b'");
  const root = new Map(processSteps({ place: 0, columns, row: [0, 3, ''] }));
  expect(root.get('Siblings')).toBe('| where isempty(parent_key)');
});

it('knows the rows of process_tree, and their users', () => {
  const columns = [...names, 'key', 'depth', 'descendant_count', 'Account'].map((name) => ({
    name,
    type: 'string' as const,
  }));
  expect(isProcessTree(columns)).toBe(true);
  expect(isProcessTree(columns.slice(1))).toBe(false);
  expect(usualColumns(columns)).toMatchObject({ user: { name: 'Account' } });
});
