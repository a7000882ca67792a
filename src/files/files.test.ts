import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import {
  createFile,
  diskFault,
  isDiskFull,
  isRunning,
  processMark,
  readUtf8,
  replaceFile,
  replaceFileSync,
  sweepPartials,
  withLock,
} from './index.ts';

let folder: string;
const at = (name: string): string => join(folder, name);

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-files-'));
});
afterEach(() => rm(folder, { recursive: true, force: true }));

/** The mark of a process that was there, and is not any more. */
async function deadMark(): Promise<string> {
  const child = spawn(process.execPath, ['-e', '']);
  await once(child, 'exit');
  return String(child.pid);
}

it('writes files whole, leaves nothing beside them, and makes none in place of another', async () => {
  await replaceFile(at('a'), 'one', { mode: 0o600 });
  await replaceFile(at('a'), 'two');
  replaceFileSync(at('b'), 'three');
  await createFile(at('c'), 'four');
  await expect(createFile(at('c'), 'five')).rejects.toMatchObject({ code: 'EEXIST' });
  await mkdir(at('d'));
  await expect(replaceFile(at('d'), 'six')).rejects.toThrow();
  expect(await readFile(at('a'), 'utf8')).toBe('two');
  expect(await readFile(at('c'), 'utf8')).toBe('four');
  expect((await readdir(folder)).sort()).toEqual(['a', 'b', 'c', 'd']);
});

it('tells processes from others that have their number now', async () => {
  expect(isRunning(processMark())).toBe(true);
  expect(isRunning(`${process.pid}.another-begin`)).toBe(false);
  expect(isRunning(await deadMark())).toBe(false);
  expect(isRunning('')).toBe(false);
  expect(isRunning(String(process.ppid))).toBe(true);
  if (process.platform === 'linux') expect(isRunning(`${process.ppid}.another-begin`)).toBe(false);
});

it('sweeps what dead processes left half-written, and nothing else', async () => {
  const dead = await deadMark();
  const left = [`a.md.012345.${dead}.partial`, `b.md.abcdef.${process.pid}.gone-1.partial`];
  const own = `c.md.012345.${processMark()}.partial`;
  const others = [own, 'x.partial', `d.${dead}.partial`, 'a.md'];
  for (const name of [...left, ...others]) await writeFile(at(name), '');
  expect(await sweepPartials(folder, at('a.md'))).toEqual([left[0]]);
  expect(await sweepPartials(folder)).toEqual([left[1]]);
  expect((await readdir(folder)).sort()).toEqual([...others].sort());
});

it('does one thing at a time under a lock, and heeds no lock of the dead', async () => {
  const path = at('deep/lock');
  const lock = { path, about: "the hunt 'a.md'" };
  const order: string[] = [];
  const work = (name: string) => async (): Promise<void> => {
    order.push(`${name} begins`);
    await new Promise((done) => setImmediate(done));
    order.push(`${name} ends`);
  };
  await Promise.all([withLock(lock, work('a')), withLock(lock, work('b'))]);
  const [first = ''] = order[0]?.split(' ') ?? [];
  expect(order.slice(0, 2)).toEqual([`${first} begins`, `${first} ends`]);
  expect(order).toHaveLength(4);
  for (const holder of [await deadMark(), `${process.pid}.another-begin`, '']) {
    await writeFile(path, holder);
    expect(await withLock(lock, async () => 'done')).toBe('done');
  }
  await writeFile(path, String(process.ppid));
  await expect(withLock({ ...lock, patienceMs: 0 }, work('c'))).rejects.toMatchObject({
    code: 'files/locked',
    message: `Another Huntbook (process ${process.ppid}) is writing the hunt 'a.md'.`,
  });
  expect(await readFile(path, 'utf8')).toBe(String(process.ppid));
});

it('says in one sentence what a disk refuses, and leaves what is no fault of it', async () => {
  const full = Object.assign(new Error('x'), { code: 'ENOSPC', syscall: 'write' });
  const wanted = { path: at('a.csv'), what: "'a.csv'", sizeBytes: 5 * 2 ** 20, code: 'x/y' };
  expect(diskFault(full, wanted)).toMatchObject({
    code: 'x/y',
    message: expect.stringMatching(
      /^The disk of \S+ is full: 'a.csv' \(5.0 MiB\) could not be written \([\d.]+ (bytes|[KMGT]iB) are free\)\.$/,
    ),
  });
  const refused = await stat(at('none/deeper')).catch((error: unknown) => error);
  expect(diskFault(refused, wanted)).toMatchObject({
    message: `'a.csv' cannot be written to ${at('a.csv')}: the folder is gone.`,
  });
  const bug = new TypeError('of ours');
  expect(diskFault(bug, wanted)).toBe(bug);
  expect(isDiskFull(new Error('IO Error: Could not write: No space left on device'))).toBe(true);
  expect(isDiskFull(bug)).toBe(false);
});

it('takes no bytes for UTF-8 that are not', async () => {
  await writeFile(at('good'), '\uFEFFé');
  await writeFile(at('bad'), Buffer.from([0x61, 0xe9, 0x0a]));
  expect(await readUtf8(at('good'))).toBe('\uFEFFé');
  expect(await readUtf8(at('bad'))).toBeNull();
});
