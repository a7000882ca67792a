import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest';
import type { HuntCell, HuntDocumentState, HuntPageEdit } from '../protocol/index.ts';
import { Hunt } from '../session/index.ts';
import { HuntFolder, huntsHome } from './hunt-folder.ts';
import { OpenHunts } from './open-hunts.ts';
import type { OpenedHunt } from './opened-hunt.ts';
import { Results } from './results.ts';

let folder: string;
let hunt: Hunt;
let results: Results;
let hunts: OpenHunts;

const tables =
  '```kql a\nprint N = least\n```\n\nBetween.\n\n```kql view=grid\na | extend M = N * 2\n```\n';
const text = `---\ntitle: Two cells\nparameters: { least: 3 }\n---\n\n${tables}`;

beforeAll(() => {
  hunt = new Hunt();
});

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-hunts-'));
  await writeFile(join(folder, 'two.md'), text);
  restart();
});

afterAll(() => hunt.close());

function restart(): void {
  results = new Results();
  const parts = { folder: new HuntFolder({ folder, why: 'named' }), asked: hunt, results };
  hunts = new OpenHunts(parts);
}

const onDisk = (name = 'two.md'): Promise<string> => readFile(join(folder, name), 'utf8');
const open = (page = 'p'): Promise<OpenedHunt> => hunts.open(page, { name: 'two.md' });
const cells = (opened: OpenedHunt): HuntCell[] =>
  hunts.state(opened).blocks.filter((block) => block.kind === 'cell');
const run = (opened: OpenedHunt, keys: string[] | null = null): Promise<void> =>
  opened.runCells(keys, new AbortController().signal, () => {});
const rows = (cell: HuntCell | undefined): Promise<unknown> =>
  results
    .get(cell?.outcome?.result ?? '')
    .page({ offset: 0, limit: 9 })
    .then((page) => page.rows);
const edit = (
  opened: OpenedHunt,
  state: HuntDocumentState,
  change: HuntPageEdit,
  more: { group?: string; over?: boolean } = {},
): Promise<void> =>
  opened.edit({
    base: state.version,
    edit: change,
    group: more.group ?? null,
    over: more.over ?? false,
  });

it('lists the hunts of its folder, opens them, runs their cells and lets results go', async () => {
  await writeFile(join(folder, 'odd.md'), '---\ntitel: [\n---\n');
  await writeFile(join(folder, 'other.txt'), '');
  const list = await hunts.folder.list();
  expect(list.hunts.map(({ name, title }) => [name, title]).sort()).toEqual([
    ['odd.md', null],
    ['two.md', 'Two cells'],
  ]);
  const opened = await open();
  expect(cells(opened).map(({ state, label, uses }) => [state, label, uses])).toEqual([
    ['new', 'a', []],
    ['new', 'cell 2', ['a']],
  ]);
  await run(opened, [cells(opened)[1]?.key ?? '']);
  const [a, b] = cells(opened);
  expect([a?.state, b?.state]).toEqual(['fresh', 'fresh']);
  expect(await rows(b)).toEqual([[3, 6]]);
  const { tick } = hunts.state(opened);
  expect(hunts.state(opened).tick).toBe(tick);
  await edit(opened, hunts.state(opened), { kind: 'parameter', name: 'least', value: 4 });
  expect(cells(opened).map(({ state }) => state)).toEqual(['stale', 'stale']);
  expect(await onDisk()).toBe(text.replace('least: 3', 'least: 4'));
  await hunts.closeAll();
  await expect(() => results.get(b?.outcome?.result ?? '')).toThrow('no longer held');
  expect(() => hunts.get(opened.id)).toThrow('no longer open');
});

it.each(['../two.md', '/etc/passwd.md', '.hidden.md', 'a/b.md', 'two', 'none.md'])(
  'opens nothing but hunts of its folder: %s',
  async (name) => {
    await expect(hunts.open('p', { name })).rejects.toMatchObject({
      code: expect.stringMatching(/^workbench\/(bad-hunt-name|no-such-hunt)$/),
    });
  },
);

it('shares one hunt between pages, merges what does not meet, and refuses what does', async () => {
  const first = await open('one');
  expect(await open('two')).toBe(first);
  const base = hunts.state(first);
  const [a, b] = cells(first);
  await edit(first, base, { kind: 'kql', block: a?.key ?? '', kql: 'print N = 1' });
  await edit(first, base, { kind: 'kql', block: b?.key ?? '', kql: 'a | count' });
  expect(cells(first).map(({ kql }) => kql)).toEqual(['print N = 1', 'a | count']);
  const mine: HuntPageEdit = { kind: 'kql', block: a?.key ?? '', kql: 'print N = 2' };
  await expect(edit(first, base, mine)).rejects.toMatchObject({ code: 'workbench/hunt-changed' });
  expect(await onDisk()).toContain('print N = 1');
  await edit(first, base, mine, { over: true });
  await first.step(-1);
  expect(await onDisk()).toContain('print N = 1');
  await first.step(1);
  expect(await onDisk()).toContain('print N = 2');
});

it('takes up what another program writes, and loses neither side', async () => {
  const opened = await open();
  const base = hunts.state(opened);
  const [a] = cells(opened);
  await writeFile(join(folder, 'two.md'), text.replace('print N = least', 'print N = 7, O = 1'));
  const mine: HuntPageEdit = { kind: 'kql', block: a?.key ?? '', kql: 'print N = 8' };
  await expect(edit(opened, base, mine)).rejects.toMatchObject({ code: 'workbench/hunt-changed' });
  expect(cells(opened)[0]).toMatchObject({ kql: 'print N = 7, O = 1', key: a?.key });
  await edit(opened, base, mine, { over: true });
  await opened.step(-1);
  expect(await onDisk()).toContain('O = 1');
  await opened.step(-1);
  expect(await onDisk()).toBe(text);
  await writeFile(join(folder, 'two.md'), '---\ntitel: x\n---\n');
  await opened.lookAgain();
  expect(hunts.state(opened)).toMatchObject({ blocks: [], text: '---\ntitel: x\n---\n' });
  expect(hunts.state(opened).problem?.message).toContain("there is no 'titel'");
  await opened.step(-1);
  expect(cells(opened)).toHaveLength(2);
});

it('keeps versions over a restart, changes of one group as one', async () => {
  const opened = await open();
  const key = cells(opened)[0]?.key ?? '';
  for (const kql of ['p', 'pr', 'print 1'])
    await edit(opened, hunts.state(opened), { kind: 'kql', block: key, kql }, { group: 'typing' });
  await edit(opened, hunts.state(opened), { kind: 'delete', block: key });
  restart();
  const again = await open();
  expect(cells(again)).toHaveLength(1);
  await again.step(-1);
  expect(cells(again)[0]?.kql).toBe('print 1');
  await again.step(-1);
  expect(await onDisk()).toBe(text);
  expect(hunts.state(again)).toMatchObject({ canUndo: false, canRedo: true });
  await again.step(-1);
  expect(await onDisk()).toBe(text);
  const versions = await readdir(join(folder, '.huntbook', 'two.md'));
  expect(versions.filter((name) => name.endsWith('.md'))).toHaveLength(3);
});

it('moves, inserts and renames, with results at their cells', async () => {
  const opened = await open();
  await run(opened);
  const state = hunts.state(opened);
  const [a, prose] = state.blocks.map(({ key }) => key);
  await edit(opened, state, {
    kind: 'insert',
    before: a ?? '',
    cell: { kql: 'print 0', line: { view: 'grid', settings: [['group', 'x']] } },
    prose: 'Above.',
  });
  expect(cells(opened).map((cell) => cell.state)).toEqual(['new', 'fresh', 'fresh']);
  await edit(opened, hunts.state(opened), { kind: 'move', block: a ?? '', before: null });
  expect(cells(opened).map(({ label }) => label)).toEqual(['cell 1', 'cell 2', 'a']);
  expect(hunts.state(opened).blocks.map(({ key }) => key)).toContain(prose);
  await opened.rename('Three cells');
  expect(await onDisk('Three-cells.md')).toContain('Above.');
  await writeFile(join(folder, 'other.md'), '');
  await expect(opened.rename('other')).rejects.toMatchObject({ code: 'workbench/hunt-exists' });
  await opened.step(-1);
  expect(await onDisk('Three-cells.md')).toMatch(/a\n```\n|```kql a/);
});

it('keeps a scratch nowhere until it is saved, and copies a bundled hunt that is changed', async () => {
  const scratch = await hunts.open('p', { scratch: '```kql\nprint 1\n```\n' });
  expect(hunts.state(scratch)).toMatchObject({ kind: 'scratch', name: null });
  expect(await readdir(folder)).toEqual(['two.md']);
  await hunts.create('p', 'What: is it?', scratch.id);
  expect(scratch.name).toBe('What-is-it.md');
  expect(await onDisk('What-is-it.md')).toBe(
    '---\ntitle: "What: is it?"\n---\n\n```kql\nprint 1\n```\n',
  );
  const tour = await hunts.open('p', { bundled: 'tour' });
  expect(hunts.state(tour)).toMatchObject({ kind: 'bundled', name: null, sample: true });
  const { blocks } = hunts.state(tour);
  await edit(tour, hunts.state(tour), { kind: 'delete', block: blocks[0]?.key ?? '' });
  expect(hunts.state(tour)).toMatchObject({ kind: 'file', name: 'tour.md' });
  await tour.step(-1);
  expect(await onDisk('tour.md')).toContain('This hunt goes through the sample');
});

it('tells errors at their place in the cell, and findings of an unrun text', async () => {
  const wrong = text.replace('a | extend', 'a\r\n| where Q == 1\r\n| extend');
  await writeFile(join(folder, 'two.md'), wrong);
  const opened = await open();
  const place = { hunt: opened.id, block: cells(opened)[1]?.key ?? '' };
  expect(hunts.diagnose('a | where Q == 1', place)).toEqual([]);
  await run(opened);
  const [, failed] = cells(opened);
  const { start = 0, end = 0 } = failed?.problem?.span ?? {};
  expect(failed?.kql.slice(start, end)).toBe('Q');
  const [finding] = hunts.diagnose('a | where Q == 1 and N == least', place);
  expect(finding?.span).toEqual({ start: 10, end: 11 });
  expect(hunts.diagnose('a | where N == least', place)).toEqual([]);
  await writeFile(
    join(folder, 'two.md'),
    wrong.replace('{ least: 3 }', '{ least: { type: long } }'),
  );
  await opened.lookAgain();
  expect(hunts.state(opened).problem?.message).toContain("needs 'least'");
  await expect(run(opened)).rejects.toThrow("needs 'least'");
});

it('can be stopped, and one run waits for the other', async () => {
  const opened = await open();
  const stop = new AbortController();
  stop.abort();
  const stopped = opened.runCells(null, stop.signal, () => {});
  const second = run(opened);
  await expect(stopped).rejects.toThrow();
  await second;
  expect(cells(opened).map(({ state }) => state)).toEqual(['fresh', 'fresh']);
});

it('finds the folder of hunts where it is started, else in the data folder of the user', async () => {
  expect(huntsHome(folder)).toMatchObject({ why: 'own' });
  expect(huntsHome(folder).folder).toMatch(/huntbook.hunts$/);
  await mkdir(join(folder, 'hunts'));
  expect(huntsHome(folder)).toEqual({ folder: join(folder, 'hunts'), why: 'project' });
  await rm(folder, { recursive: true, force: true });
});
