import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Connection, Hunt } from './index.ts';

let folder: string;
let hunt: Hunt;
let here: Connection<'local'>;
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-local-'));
  writeFileSync(
    join(folder, 'queries.yaml'),
    `metadata: { version: 1, description: d, data_environments: [LocalData], data_families: [WindowsSecurity] }
defaults: {}
sources:
  list_of_file: { description: d, args: { query: rows.csv }, parameters: {} }
`,
  );
  writeFileSync(
    join(folder, 'rows.csv'),
    'when,name\n2024-02-01T00:00:00Z,a\n2024-02-02T00:00:00Z,b\n',
  );
  hunt = new Hunt();
  await hunt.addSample();
  here = await hunt.connect('local', { queryPaths: [folder], dataPaths: [folder] });
});
afterAll(async () => {
  await hunt.close();
  rmSync(folder, { recursive: true, force: true });
});

describe('what is open, as a service', () => {
  it('is asked like one, with a span, and without copying', async () => {
    expect(here.names).toEqual(['local']);
    expect(await here.check()).toMatchObject([
      { ok: true, said: expect.stringMatching(/tables are open$/) },
    ]);
    expect((await here.tables()).map(({ name }) => name)).toContain('SecurityEvent');
    const tables = hunt.tables().length;
    const all = await (await here.kql('SecurityEvent')).count();
    const { span } = await (await here.kql('SecurityEvent')).coverage();
    const part = await here.kql('SecurityEvent', {
      timespan: { from: span?.from ?? '', to: new Date(Date.parse(span?.from ?? '') + 86_400_000) },
    });
    expect(await part.count()).toBeGreaterThan(0);
    expect(await part.count()).toBeLessThan(all);
    expect(hunt.tables()).toHaveLength(tables);
  });

  it('runs the whole catalogue that is for open data, typed', async () => {
    const named = await here.WindowsSecurity.list_host_processes({ host_name: 'NVK-WS-026' });
    expect(await named.count()).toBeGreaterThan(0);
    expect(here.search({ family: 'Zeek' }).length).toBeGreaterThan(0);
    expect(here.search().map(({ language }) => language)).not.toContain('spl');
  });

  it("reads the files of MSTICPy's LocalData", async () => {
    expect(await (await here.run('WindowsSecurity.list_of_file')).count()).toBe(2);
    await expect(
      (await hunt.connect('local')).run('WindowsSecurity.list_of_file'),
    ).rejects.toMatchObject({
      code: 'catalog/unknown-query',
    });
  });

  it('gives a result a name, as its types are, with what it stands on', async () => {
    await here.kql('SecurityEvent | where EventID == 4688 | take 3', { as: 'Three' });
    const again = await hunt.kql(
      'Three | summarize n = count(), t = max(TimeGenerated) | project n, isnotnull(t)',
    );
    expect((await again.toJson()).rows).toEqual([[3, true]]);
    await here.run('WindowsSecurity.list_of_file', {}, { as: 'OfFile' });
    expect(await (await hunt.kql('OfFile | where when > datetime(2024-02-01)')).count()).toBe(1);
    await expect(here.kql('SecurityEvent', { as: 'Three' })).rejects.toMatchObject({
      code: 'session/bad-name',
    });
  });

  it('knows its settings', async () => {
    await expect(hunt.connect('local', { folders: 'x' })).rejects.toMatchObject({
      code: 'providers/bad-setting',
    });
  });
});
