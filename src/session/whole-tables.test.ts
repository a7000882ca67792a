import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { openServices } from '../../test/kit/azure-stand-in.ts';
import { Hunt } from './index.ts';
import { wholeTables } from './whole-tables.ts';

const names = new Set(['Incidents', 'IncidentAlerts', 'WatchlistItems']);
const taken = (text: string): unknown => wholeTables(text, names, 'sentinel-api:Soc');

it('finds the tables that a query names, and keeps every place in the text', () => {
  expect(taken('Incidents | where Title has "IncidentAlerts(4)" // WatchlistItems("x")')).toEqual({
    text: 'Incidents | where Title has "IncidentAlerts(4)" // WatchlistItems("x")',
    taken: [{ name: 'Incidents', asked: 'Incidents' }],
  });
  expect(
    taken("WatchlistItems('a') | join (WatchlistItems(\"b\")) on Name | union WatchlistItems('a')"),
  ).toEqual({
    text: 'WatchlistItems_     | join (WatchlistItems_1   ) on Name | union WatchlistItems_    ',
    taken: [
      { name: 'WatchlistItems_', asked: "WatchlistItems('a')" },
      { name: 'WatchlistItems_1', asked: 'WatchlistItems("b")' },
    ],
  });
  expect(taken('IncidentAlerts() | count')).toEqual({
    text: 'IncidentAlerts_  | count',
    taken: [{ name: 'IncidentAlerts_', asked: 'IncidentAlerts()' }],
  });
  for (const text of ['IncidentAlerts(n)', 'Incidents | join (IncidentAlerts(1, 2)) on Name'])
    expect(() => taken(text), text).toThrow(/must be one number or text/);
  expect(() => taken('Incident | count')).toThrow(/names no table.*Did you mean Incidents/);
});

it('asks KQL of tables that a service gives only whole, with its connections of another name', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'huntbook-whole-'));
  const configFile = join(folder, 'huntbook.yaml');
  const place = (name: string): string =>
    `{ provider: sentinel, table_plan: basic, subscription_id: s, resource_group: g, workspace_name: ${name}, token: tok-4711 }`;
  writeFileSync(configFile, `connections:\n  Soc: ${place('Soc')}\n  Lab: ${place('Lab')}\n`);
  const services = await openServices();
  const hunt = new Hunt();
  try {
    const open = await hunt.connect(
      'sentinel-api',
      { workspace: ['Soc', 'Lab'] },
      { configFile, transport: services.transport },
    );
    services.tell = ({ to }) => {
      if (to.includes('/Lab/')) return { status: 403, body: { error: { message: 'not you' } } };
      const properties = {
        incidentNumber: 1,
        title: 'Odd',
        createdTimeUtc: '2025-11-01T10:00:00Z',
      };
      const value = to.includes('/alerts')
        ? [{ name: 'a', properties: { alertDisplayName: 'Rare logon' } }]
        : [{ name: 'i1', properties }];
      return { body: { value } };
    };
    const table = await open.kql(
      'Incidents | where CreatedTimeUtc > datetime(2025-10-01) | join (IncidentAlerts(1)) on IncidentNumber | project Title, AlertDisplayName, SourceInstance',
    );
    expect((await table.toJson()).rows).toEqual([['Odd', 'Rare logon', 'Soc']]);
    const { truncated, notes } = await table.coverage();
    expect(truncated).toBe(true);
    expect(notes.join('\n')).toContain('sentinel-api:Lab: Not the whole: its rows are missing');
    expect(notes.join('\n')).not.toContain('tok-4711');
    await expect(open.kql('Incidents | where Titel == 1')).rejects.toMatchObject({
      span: { start: 18, end: 23 },
    });
    const named = await open.kql('Incidents | count', { as: 'Cases' });
    expect((await named.toJson()).rows).toEqual([[1]]);
    expect((await (await hunt.kql('Cases | project Title')).toJson()).rows).toEqual([['Odd']]);
  } finally {
    services.close();
    await hunt.close();
    rmSync(folder, { recursive: true });
  }
});
