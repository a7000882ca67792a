import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openServices, type Services } from '../../test/kit/azure-stand-in.ts';
import { Hunt, type RemoteConnection } from './index.ts';

const folder = mkdtempSync(join(tmpdir(), 'huntbook-test-'));
const queries = (name: string, families: string, more: string): void =>
  writeFileSync(
    join(folder, `${name}.yaml`),
    `metadata: { version: 1, description: Own, data_environments: [Kusto], data_families: [${families}], ${more} }
sources: { ${name}: { description: d, args: { query: T } } }`,
  );
queries('by_address', 'Own', 'cluster: "https://us.kusto.example", database: Hosts');
queries('by_group', 'Own', 'cluster_groups: [G1], clusters: [elsewhere]');
queries('by_dot', 'Own.Logons', 'clusters: [us, eu]');
queries('any', 'Own', 'tags: [x]');
queries('other', 'Own', 'cluster: "https://eu.kusto.example"');

describe('a named query for Kusto', () => {
  let services: Services;
  let hunt: Hunt;
  let us: RemoteConnection;
  beforeAll(async () => {
    services = await openServices();
    services.tell = () => ({
      body: [
        { FrameType: 'DataSetHeader' },
        {
          FrameType: 'DataTable',
          TableId: 1,
          TableKind: 'PrimaryResult',
          Columns: [{ ColumnName: 'n', ColumnType: 'long' }],
          Rows: [[1]],
        },
        { FrameType: 'DataSetCompletion', HasErrors: false, Cancelled: false },
      ],
    });
    hunt = new Hunt({ queryFolders: [folder] });
    us = await hunt.connect(
      'kusto',
      {
        cluster: 'https://us.kusto.example',
        database: 'Usual',
        clusterGroups: ['G1'],
        token: 'from-elsewhere',
      },
      { transport: services.transport },
    );
  });
  afterAll(async () => {
    services.close();
    await hunt.close();
    rmSync(folder, { recursive: true });
  });

  it('is asked of its own database, else of the usual one', async () => {
    const dbs: unknown[] = [];
    for (const name of ['by_address', 'by_dot', 'by_group', 'any']) {
      await us.run(`Own.${name}`);
      dbs.push((JSON.parse(services.asked.at(-1)?.body ?? '') as { db: unknown }).db);
    }
    expect(dbs).toEqual(['Hosts', 'Logons', 'Usual', 'Usual']);
  });

  it('is never asked of another cluster than it was written for', async () => {
    const before = services.asked.length;
    expect(us.search({ family: 'Own' }).map(({ name }) => name)).not.toContain('other');
    await expect(us.run('Own.other')).rejects.toMatchObject({
      code: 'session/other-service',
      message:
        'Own.other is a query for https://eu.kusto.example, and kusto:https://us.kusto.example is not such.',
    });
    expect(services.asked).toHaveLength(before);
  });
});
