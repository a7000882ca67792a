import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeEach, expect, it } from 'vitest';
import type { HuntPageEdit } from '../protocol/index.ts';
import { Hunt } from '../session/index.ts';
import { HuntFolder } from './hunt-folder.ts';
import { OpenHunts } from './open-hunts.ts';
import type { OpenedHunt } from './opened-hunt.ts';
import { Results } from './results.ts';

const asked = new Hunt();
const text = '# Mine\n\n```kql\nprint A = 1\n```\n\n```kql\nprint B = 1\n```\n';
let folder: string;

/** The hunts of another workbench on the same folder. */
const workbench = (): OpenHunts =>
  new OpenHunts({
    folder: new HuntFolder({ folder, why: 'named' }),
    asked,
    results: new Results(),
  });
const onDisk = (): Promise<string> => readFile(join(folder, 'mine.md'), 'utf8');
const version = (name: string): string => join(folder, '.huntbook', 'mine.md', name);
const open = (hunts: OpenHunts): Promise<OpenedHunt> => hunts.open('p', { name: 'mine.md' });

function edit(
  opened: OpenedHunt,
  place: number,
  kql: string,
  base = opened.version,
): Promise<void> {
  const block = opened.blocks.filter((one) => one.block.kind === 'cell')[place]?.key ?? '';
  const change: HuntPageEdit = { kind: 'kql', block, kql };
  return opened.edit({ base, edit: change, group: null, over: false });
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-faults-'));
  await writeFile(join(folder, 'mine.md'), text);
});
afterEach(() => rm(folder, { recursive: true, force: true }));
afterAll(() => asked.close());

it('changes nothing where the disk refuses, says why, and goes on when it no longer does', async () => {
  const opened = await open(workbench());
  await edit(opened, 0, 'print A = 2');
  const before = await onDisk();
  await rm(join(folder, 'mine.md'));
  await mkdir(join(folder, 'mine.md', 'in the way'), { recursive: true });
  await expect(edit(opened, 0, 'print A = 3')).rejects.toMatchObject({
    code: 'workbench/cannot-write',
    message: expect.stringMatching(/^The hunt 'mine.md' cannot be written to .*mine\.md: /),
  });
  expect(opened.text).toBe(before);
  expect(opened.history.canRedo).toBe(false);
  expect((await readdir(folder)).sort()).toEqual(['.huntbook', 'mine.md']);
  await expect(opened.step(-1)).rejects.toMatchObject({ code: 'workbench/cannot-write' });
  await rm(join(folder, 'mine.md'), { recursive: true });
  await edit(opened, 0, 'print A = 3');
  expect(await onDisk()).toContain('print A = 3');
  await opened.step(-1);
  await opened.step(-1);
  expect(await onDisk()).toBe(text);
});

it('writes a hunt anew whose folder was removed meanwhile', async () => {
  const opened = await open(workbench());
  await rm(folder, { recursive: true });
  await edit(opened, 0, 'print A = 2');
  expect(await onDisk()).toBe(text.replace('A = 1', 'A = 2'));
});

it('merges what two workbenches change, tells where they meet, and loses neither text', async () => {
  const one = await open(workbench());
  const two = await open(workbench());
  const base = two.version;
  await Promise.all([edit(one, 0, 'print A = 2'), edit(two, 1, 'print B = 2', base)]);
  expect(await onDisk()).toContain('A = 2');
  expect(await onDisk()).toContain('B = 2');
  const seen = two.version;
  await edit(one, 0, 'print A = 3', one.version);
  await expect(edit(two, 0, 'print A = 4', seen)).rejects.toMatchObject({
    code: 'workbench/hunt-changed',
  });
  const kept = (await readdir(version(''))).filter((name) => name.endsWith('.md'));
  const texts = await Promise.all(kept.map((name) => readFile(version(name), 'utf8')));
  for (const said of ['A = 1', 'A = 2', 'A = 3', 'B = 1', 'B = 2'])
    expect(texts.some((one) => one.includes(said))).toBe(true);
});

it('goes on beside versions that are damaged, and names them', async () => {
  const opened = await open(workbench());
  await edit(opened, 0, 'print A = 2');
  await edit(opened, 0, 'print A = 3');
  await writeFile(version('000002.md'), Buffer.from([0xff, 0xfe, 0x00]));
  await writeFile(version('000007.md'), '');
  await mkdir(version('000008.md'));
  await writeFile(version('at'), 'no number');
  const again = await open(workbench());
  expect(again.history.damaged).toEqual(['000002.md', '000007.md', '000008.md'].map(version));
  await again.step(-1);
  expect(await onDisk()).toBe(text);
  await edit(again, 0, 'print A = 5');
  expect(await onDisk()).toContain('A = 5');
});

it('leaves a hunt alone that is no text in UTF-8', async () => {
  const bytes = Buffer.from('# M\xfcller\n\n```kql\nprint 1\n```\n', 'latin1');
  await writeFile(join(folder, 'other.md'), bytes);
  const hunts = workbench();
  await expect(hunts.open('p', { name: 'other.md' })).rejects.toMatchObject({
    code: 'workbench/not-utf8',
    message: expect.stringContaining("'other.md'"),
  });
  const opened = await open(hunts);
  await writeFile(join(folder, 'mine.md'), bytes);
  await expect(edit(opened, 0, 'print A = 2')).rejects.toMatchObject({
    code: 'workbench/not-utf8',
  });
  expect(await readFile(join(folder, 'mine.md'))).toEqual(bytes);
});

it('heeds no lock of a process that is gone, and sweeps what it left', async () => {
  const opened = await open(workbench());
  const dead = `${process.pid}.gone-1`;
  await writeFile(join(folder, '.huntbook', 'mine.md.lock'), dead);
  const left = ['mine.md.012345', '.huntbook/mine.md/at.012345', '.huntbook/mine.md.012345'];
  for (const name of left) await writeFile(join(folder, `${name}.${dead}.partial`), 'half');
  expect(await new HuntFolder({ folder, why: 'named' }).sweep()).toBe(3);
  await edit(opened, 0, 'print A = 2');
  expect(await onDisk()).toContain('A = 2');
  expect((await readdir(folder)).sort()).toEqual(['.huntbook', 'mine.md']);
});
