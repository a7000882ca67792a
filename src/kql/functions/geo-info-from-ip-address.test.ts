import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { compile, diagnose } from '../compile.ts';

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-geo-info-'));
  const file = join(folder, 'broken.mmdb');
  writeFileSync(file, 'no database');
  vi.stubEnv('HUNTBOOK_MAXMIND_CITY', file);
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

const text = 'print a = 1, geo_info_from_ip_address("8.8.8.8")';

it('is refused before anything runs where a file of your own is none', async () => {
  const asked = compile(
    text,
    { tables: [] },
    { nowMicros: 0n, probe: () => Promise.reject(new Error('not asked')) },
  );
  await expect(asked).rejects.toMatchObject({
    code: 'geo/bad-database',
    message: expect.stringContaining('broken.mmdb'),
    hint: expect.not.stringContaining('rows'),
    span: { start: 13, end: text.length },
  });
  expect(diagnose(text, { tables: [] })).toMatchObject([{ code: 'geo/bad-database' }]);
});
