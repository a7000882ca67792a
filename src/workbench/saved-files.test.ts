import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { Hunt } from '../session/index.ts';
import { SavedFiles } from './saved-files.ts';

it('writes rows to files that are fetched once, with no formulas in CSV', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-saved-'));
  await using hunt = new Hunt();
  const table = await hunt.kql("range n from 1 to 20 step 1 | extend s = strcat('=', n)");
  const files = new SavedFiles(folder);
  const { signal } = new AbortController();
  const asked = { kql: '| where n > 18 | project s', format: 'csv', name: '../evil "x"' } as const;
  const file = await files.write(table, asked, signal);
  expect(file.name).not.toMatch(/[/\\"]/);
  const answer = files.fetch(file.id);
  expect(answer?.headers.get('Content-Disposition')).toMatch(
    /^attachment; filename\*=UTF-8''[\w%.-]+$/,
  );
  expect(await answer?.text()).toBe("s\n'=19\n'=20\n");
  expect(files.fetch(file.id)).toBeNull();
  const json = await files.write(table, { ...asked, kql: '', format: 'jsonl' }, signal);
  expect((await files.fetch(json.id)?.text())?.split('\n')[0]).toBe('{"n":1,"s":"=1"}');
  const parquet = await files.write(table, { ...asked, format: 'parquet' }, signal);
  expect((await files.fetch(parquet.id)?.text())?.slice(0, 4)).toBe('PAR1');
  const query = files.write(table, { ...asked, kql: 'range n from 1 to 2 step 1' }, signal);
  await expect(query).rejects.toMatchObject({ code: 'workbench/not-a-step' });
  for (let i = 0; i < 12; i++) await files.write(table, asked, signal);
  expect((await readdir(folder)).length).toBeLessThanOrEqual(9);
  await rm(folder, { recursive: true, force: true });
});
