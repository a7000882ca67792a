import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hunt } from '../session/index.ts';
import { compareRuns, type RunComparison } from './compare-runs.ts';
import { HuntRun } from './hunt-run.ts';
import { readHunt } from './read-hunt.ts';
import { readSavedRun, type SavedRun, saveRun } from './saved-run.ts';

let folder: string;
let hunt: Hunt;
let count = 0;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "huntbook 'runs' \\ "));
  hunt = new Hunt();
});
afterAll(async () => {
  await hunt.close();
  await rm(folder, { recursive: true, force: true });
});

const cell = (line: string, kql: string): string => `\`\`\`kql ${line}\n${kql}\n\`\`\`\n`;

async function saved(text: string, into?: string): Promise<SavedRun> {
  const run = new HuntRun(hunt, readHunt(text, 'hunt.md'));
  for await (const _ of run.run());
  const made = await saveRun(run, into ?? join(folder, `run ${++count}`), { version: '1.2.3' });
  await run.close();
  return made;
}

async function compare(before: string, after: string, rows = 10): Promise<RunComparison> {
  const [was, is] = [await saved(before), await saved(after)];
  const { cells } = readHunt(after, 'hunt.md');
  return compareRuns(await readSavedRun(was.folder), is, { cells, rows });
}

describe('two runs of a hunt', () => {
  it('tell the rows that only one of them has, in their order, repeated rows once', async () => {
    const rows = (list: string): string =>
      cell(
        'all',
        `datatable(A: string, N: long, T: datetime, D: dynamic, R: real, S: timespan)[${list}]`,
      );
    const kept = `"x", 1, datetime(2024-01-01T00:00:00.1234567Z), dynamic({"a": [1, "b"]}), 0.1, 1d, "", long(null), datetime(null), dynamic(null), real(null), time(null)`;
    const { cells, notes, since } = await compare(
      rows(`${kept}, "old", 2, datetime(2024-01-02), dynamic([]), 1.5, 2s`),
      rows(
        `"z", 9, datetime(2024-01-03), dynamic("t"), 2.5, 3s, ${kept}, "a", 3, datetime(2024-01-03), dynamic({}), 2.5, 3s, "a", 3, datetime(2024-01-03), dynamic({}), 2.5, 3s`,
      ),
    );
    const change = cells.get('all');
    expect(change?.notes).toEqual(['Its query is another now.']);
    expect(change?.appeared?.count).toBe(2);
    expect(change?.appeared?.rows.map(([a]) => a)).toEqual(['z', 'a']);
    expect(change?.gone?.rows).toEqual([
      ['old', 2, '2024-01-02T00:00:00.0000000Z', [], 1.5, '00:00:02'],
    ]);
    expect(change?.gone?.columns.map(({ type }) => type)).toEqual(
      'string long datetime dynamic real timespan'.split(' '),
    );
    expect(notes).toEqual([]);
    expect(Date.parse(since)).toBeLessThanOrEqual(Date.now());
  });

  it('are compared by the columns that a cell names, and shown whole', async () => {
    const rows = (list: string): string =>
      cell('all compare="Who, place"', `datatable(Who: string, place: string, key: long)[${list}]`);
    const { cells } = await compare(
      rows('"a", "p", 1, "b", "p", 2'),
      rows('"a", "p", 5, "c", "p", 6'),
    );
    expect(cells.get('all')?.appeared?.rows).toEqual([['c', 'p', 6]]);
    expect(cells.get('all')?.gone?.rows).toEqual([['b', 'p', 2]]);
  });

  it('say how many rows there are beyond those that are shown', async () => {
    const { cells } = await compare(
      cell('all', 'range N from 1 to 1 step 1'),
      cell('all', 'range N from 1 to 50 step 1'),
      3,
    );
    expect(cells.get('all')?.appeared).toMatchObject({ count: 49, rows: [[2], [3], [4]] });
  });

  it('say what differs besides rows', async () => {
    const head = (who: string): string => `---\nparameters: { who: ${who} }\n---\n`;
    const { cells, notes } = await compare(
      `${head('alice')}${cell('left', 'print A = 1')}${cell('wide', 'print A = who, B = 2')}${cell('bad', 'nope')}`,
      `${head('bob')}${cell('wide', 'print A = who, C = 2')}${cell('bad', 'print 1')}${cell('came', 'print 1')}`,
    );
    expect(notes).toEqual([
      'The parameter who was "alice", now "bob".',
      'The cell left is no more.',
    ]);
    expect(cells.get('wide')?.notes).toEqual([
      'Its query is another now.',
      'Only one of the runs has these columns, which do not count: C, B.',
    ]);
    expect(cells.get('wide')?.appeared?.count).toBe(1);
    expect(cells.get('bad')).toMatchObject({ appeared: null, gone: null });
    expect(cells.get('bad')?.notes[0]).toContain('The earlier run has no rows of it');
    expect(cells.get('came')?.notes).toEqual(['The earlier run has no such cell.']);
  });

  it('take names and values as they are, whoever wrote them', async () => {
    const name = `['a"b ]| take 0 //']`;
    const text = (value: string): string =>
      cell('evil', `print ${name} = ${JSON.stringify(value)}`);
    const evil = `"]) | take 0 // '\\ \u202E`;
    const { cells } = await compare(text('plain'), text(evil));
    expect(cells.get('evil')?.appeared?.rows).toEqual([[evil]]);
  });

  it('say of a cell that its rows cannot be compared, and go on with the others', async () => {
    const text = cell('odd', 'print __proto__ = 1') + cell('plain', 'print 1');
    const { cells } = await compare(text, text);
    expect(cells.get('odd')?.notes[0]).toContain('could not be compared');
    expect(cells.get('plain')?.appeared?.count).toBe(0);
  });

  it('refuse a column to compare by that not both have', async () => {
    const text = cell('all compare=Nmae', 'print Name = 1');
    await expect(compare(text, text)).rejects.toMatchObject({
      code: 'hunts/bad-compare',
      message: expect.stringContaining("'Nmae'"),
    });
  });
});

describe('a saved run', () => {
  it('takes the place of the one before, and of nothing else', async () => {
    const into = join(folder, 'again');
    await saved(cell('a', 'print 1') + cell('b', 'print 2'), into);
    await saved(cell('a', 'print 1'), into);
    expect((await readdir(into)).sort()).toEqual(['1.jsonl', 'run.json']);
    const other = join(folder, 'other');
    await mkdir(other);
    await writeFile(join(other, 'notes.txt'), 'mine');
    await expect(saved(cell('a', 'print 1'), other)).rejects.toMatchObject({
      code: 'hunts/no-saved-run',
    });
    expect(await readFile(join(other, 'notes.txt'), 'utf8')).toBe('mine');
    expect((await readdir(folder)).filter((name) => name.endsWith('.partial'))).toEqual([]);
  });

  it('is refused where it is not as a run wrote it', async () => {
    const { folder: made } = await saved(cell('a', 'print 1'));
    const path = join(made, 'run.json');
    const whole = JSON.parse(await readFile(path, 'utf8'));
    const bad = [
      '',
      '{',
      '[]',
      JSON.stringify({ ...whole, cells: [{ ...whole.cells[0], rows: '../../etc/passwd' }] }),
      JSON.stringify({
        ...whole,
        cells: [{ ...whole.cells[0], columns: [{ name: 'a', type: 'x' }] }],
      }),
    ];
    for (const text of bad) {
      await writeFile(path, text);
      await expect(readSavedRun(made)).rejects.toMatchObject({ code: 'hunts/no-saved-run' });
    }
    await expect(readSavedRun(join(folder, 'nowhere'))).rejects.toMatchObject({
      code: 'hunts/no-saved-run',
      hint: expect.stringContaining('--save'),
    });
  });
});
