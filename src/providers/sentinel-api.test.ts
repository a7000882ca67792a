import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type Answered, askAll, instanceOf } from '../../test/kit/ask-provider.ts';
import {
  type Asked,
  openServices,
  type Services,
  type Told,
} from '../../test/kit/azure-stand-in.ts';
import type { ConnectSettings } from './connect.ts';

let services: Services;
beforeEach(async () => {
  services = await openServices();
});
afterEach(() => services.close());

const place = { subscription_id: 'sub', resource_group: 'soc rg', workspace_name: 'Soc' };
const base =
  'management.azure.com/subscriptions/sub/resourceGroups/soc%20rg/providers/Microsoft.OperationalInsights/workspaces/Soc/providers/Microsoft.SecurityInsights';
const span = { from: '2025-11-01T00:00:00Z', to: '2025-11-02T00:00:00Z' };

const ask = async (
  text: string,
  options: Parameters<typeof askAll>[2] = {},
  settings: ConnectSettings = place,
): Promise<Answered> =>
  askAll(await instanceOf('sentinel-api', { ...settings, token: 'tok' }, services), text, options);

const incident = (n: number, more: object = {}): object => ({
  id: `/incidents/i${n}`,
  name: `i${n}`,
  etag: 'e',
  type: 'Microsoft.SecurityInsights/incidents',
  properties: {
    incidentNumber: n,
    title: `Incident ${n}`,
    createdTimeUtc: '2025-11-01T10:00:00Z',
    owner: { assignedTo: 'ann' },
    ...more,
  },
});

/** The rows as objects, without what is null. */
const objects = ({ columns, rows }: Answered): object[] =>
  rows.map((row) =>
    Object.fromEntries(
      columns
        .map((column, i) => [column.replace(/:.*/, ''), row[i]] as const)
        .filter(([, value]) => value !== null),
    ),
  );

/** Where a request went, below the workspace, with what the query says but the version. */
const below = ({ to, method }: Asked): string => {
  const url = new URL(`https://${to}`);
  url.searchParams.delete('api-version');
  const path = decodeURIComponent(url.pathname.replace(/^.*SecurityInsights/, ''));
  return `${method} ${path}${decodeURIComponent(url.search).replaceAll('+', ' ')}`;
};

describe('incidents', () => {
  it('come with documented columns first, and whatever else there is behind them', async () => {
    services.tell = () => ({
      body: { value: [incident(1, { teamInformation: { x: 1 }, name: 'inner' })] },
    });
    const answered = await ask('Incidents');
    expect(answered.columns.slice(0, 6)).toEqual([
      'Name:string',
      'Kind:string',
      'ResourceId:string',
      'Etag:string',
      'IncidentNumber:long',
      'Title:string',
    ]);
    expect(answered.columns).toContain('CreatedTimeUtc:datetime');
    expect(answered.columns.slice(-2)).toEqual(['TeamInformation:dynamic', 'NameProperty:string']);
    expect(objects(answered)).toMatchObject([
      { Name: 'i1', IncidentNumber: 1, Owner: '{"assignedTo":"ann"}', NameProperty: 'inner' },
    ]);
    expect(services.asked[0]?.to).toBe(`${base}/incidents?api-version=2024-03-01`);
    services.tell = () => ({ body: { value: [] } });
    const empty = await ask('Incidents');
    expect(empty).toMatchObject({ rows: [], missing: [] });
    expect(empty.columns).toContain('CreatedTimeUtc:datetime');
  });

  it('of a span are asked for by when they were made, and only those are given', async () => {
    services.tell = () => ({
      body: {
        value: [
          incident(1),
          incident(2, { createdTimeUtc: span.to }),
          incident(3, { createdTimeUtc: null }),
        ],
      },
    });
    expect((await ask('Incidents', { span })).rows).toHaveLength(1);
    expect(below(services.asked[0] as Asked)).toBe(
      `GET /incidents?$filter=properties/createdTimeUtc ge ${span.from} and properties/createdTimeUtc lt ${span.to}`,
    );
    await expect(ask('AlertRules', { span })).rejects.toMatchObject({ code: 'providers/no-span' });
  });

  it('are found by number or id', async () => {
    services.tell = ({ to }) => ({
      body: to.includes('/incidents/') ? incident(7) : { value: [incident(7)] },
    });
    expect((await ask('Incidents(7)')).rows).toHaveLength(1);
    expect((await ask('Incidents("i7")')).rows).toHaveLength(1);
    expect(services.asked.map(below)).toEqual([
      'GET /incidents?$filter=properties/incidentNumber eq 7',
      'GET /incidents/i7',
    ]);
  });
});

describe('what belongs to incidents', () => {
  const tell = ({ to }: Asked): Told => {
    const path = new URL(`https://${to}`).pathname;
    if (path.endsWith('/incidents')) return { body: { value: [incident(1), incident(2)] } };
    if (path.endsWith('/alerts'))
      return {
        body: {
          value: [
            {
              name: `alert of ${path.split('/').at(-2)}`,
              kind: 'SecurityAlert',
              properties: { alertDisplayName: 'x', timeGenerated: '2025-11-01T10:00:00.6158361Z' },
            },
          ],
        },
      };
    if (path.endsWith('/entities'))
      return {
        body: {
          entities: [
            { name: 'e', kind: 'Account', properties: { friendlyName: 'admin', ntDomain: 'D' } },
          ],
          metaData: [],
        },
      };
    if (path.endsWith('/comments'))
      return {
        body: { value: [{ name: 'c', properties: { message: 'seen', author: { name: 'ann' } } }] },
      };
    return { body: { value: [] } };
  };

  it('says which incident it belongs to, for all of them or one', async () => {
    services.tell = tell;
    expect(objects(await ask('IncidentAlerts'))).toMatchObject([
      { IncidentNumber: 1, IncidentName: 'i1', Name: 'alert of i1', AlertDisplayName: 'x' },
      { IncidentNumber: 2, IncidentName: 'i2', Name: 'alert of i2' },
    ]);
    expect(services.asked.map(below)).toEqual([
      'GET /incidents',
      'POST /incidents/i1/alerts',
      'POST /incidents/i2/alerts',
    ]);
    expect(objects(await ask('IncidentEntities(1)'))[0]).toMatchObject({
      Kind: 'Account',
      FriendlyName: 'admin',
      Properties: '{"friendlyName":"admin","ntDomain":"D"}',
    });
    expect(objects(await ask("IncidentComments ( '1' ) ;"))[0]).toMatchObject({
      Message: 'seen',
      Author: '{"name":"ann"}',
      IncidentNumber: 1,
    });
    expect((await ask('IncidentBookmarks', { span })).rows).toEqual([]);
    expect(below(services.asked.at(-3) as Asked)).toContain('createdTimeUtc ge');
  });

  it('is missing, in words, where one is gone meanwhile; but a refusal is one', async () => {
    const gone = {
      status: 404,
      body: { error: { code: 'NotFound', message: 'Incident not found' } },
    };
    services.tell = (asked) => (asked.to.includes('/i1/') ? gone : tell(asked));
    const { rows, missing } = await ask('IncidentAlerts');
    expect(rows).toHaveLength(1);
    expect(missing).toEqual([expect.stringMatching(/^IncidentAlerts of i1: .*Incident not found/)]);
    services.tell = (asked) => (asked.to.includes('/i1/') ? { status: 403 } : tell(asked));
    await expect(ask('IncidentAlerts')).rejects.toMatchObject({ code: 'providers/refused' });
  });

  it('is asked for a thousand at most, and says so', async () => {
    const many = Array.from({ length: 1001 }, (_, n) => incident(n));
    services.tell = ({ to }) => ({ body: { value: to.includes('/comments') ? [] : many } });
    const { missing } = await ask('IncidentComments');
    expect(missing).toEqual([expect.stringContaining('first 1000')]);
    expect(services.asked).toHaveLength(1001);
  });
});

it('gives watchlists and their items', async () => {
  services.tell = ({ to }) =>
    to.includes('/watchlistItems')
      ? { body: { value: [{ name: 'w', properties: { itemsKeyValue: { Host: 'web' } } }] } }
      : { body: { value: [{ name: 'x', properties: { watchlistAlias: 'High Value' } }] } };
  const all = objects(await ask('WatchlistItems'));
  expect(all).toEqual([
    { Name: 'w', WatchlistAlias: 'High Value', ItemsKeyValue: '{"Host":"web"}' },
  ]);
  expect(objects(await ask('WatchlistItems("High Value")'))).toEqual(all);
  expect(services.asked.map(below)).toEqual([
    'GET /watchlists',
    'GET /watchlists/High Value/watchlistItems',
    'GET /watchlists/High Value/watchlistItems',
  ]);
});

it('searches indicators by a word, all pages, as the interface has it', async () => {
  const link = `https://${base}/threatIntelligence/main/queryIndicators?api-version=2024-03-01&$skipToken=two`;
  services.tell = ({ body }) => {
    const second = body.includes('two');
    const properties = {
      pattern: `p${second}`,
      confidence: 80,
      validUntil: '2026-01-01T00:00:00Z',
    };
    return { body: { value: [{ name: 'i', properties }], ...(second ? {} : { nextLink: link }) } };
  };
  expect(objects(await ask('Indicators("evil.example")'))).toMatchObject([
    { Pattern: 'pfalse', Confidence: 80 },
    { Pattern: 'ptrue' },
  ]);
  expect(services.asked.map(({ body }) => JSON.parse(body) as unknown)).toEqual([
    { pageSize: 100, keywords: ['evil.example'] },
    { pageSize: 100, keywords: ['evil.example'], skipToken: 'two' },
  ]);
});

it('sends its token nowhere but to Azure, and does not go round in circles', async () => {
  for (const nextLink of ['https://evil.example/x', 'nonsense', `https://${base}/bookmarks`]) {
    services.tell = () => ({ body: { value: [{ name: 'b' }], nextLink } });
    await expect(ask('Bookmarks')).rejects.toMatchObject({ code: 'providers/malformed' });
  }
  services.tell = () => ({ body: { value: [{ name: 'b' }, 'c'] } });
  await expect(ask('Bookmarks')).rejects.toMatchObject({ code: 'providers/malformed' });
  expect(services.asked.every(({ to }) => to.startsWith('management.azure.com/'))).toBe(true);
  expect(services.asked).toHaveLength(5);
});

it('says what it cannot be asked', async () => {
  await expect(ask('Incident')).rejects.toMatchObject({
    code: 'providers/bad-query',
    message: expect.stringContaining('Did you mean Incidents?'),
  });
  for (const text of [
    'Incidents | take 1',
    'AlertRules("x")',
    'Incidents(a, b)',
    'Incidents("../x"',
    '',
  ])
    await expect(ask(text), text).rejects.toMatchObject({ code: 'providers/bad-query' });
  await expect(ask('Incidents', {}, { name: 'sentinel-api' })).rejects.toMatchObject({
    message: expect.stringContaining('does not say where the workspace lies'),
  });
  expect(services.asked).toEqual([]);
  services.tell = () => ({ body: { data: [] } });
  const id = '52b1ab41-869e-4138-9e40-2a4457f09bf3';
  await expect(ask('Incidents', {}, { workspace: id })).rejects.toMatchObject({
    code: 'providers/no-workspace',
  });
  services.tell = () => ({ body: { data: [{ id: '/x/../y' }] } });
  await expect(ask('Incidents', {}, { workspace: id })).rejects.toMatchObject({
    code: 'providers/malformed',
  });
  services.tell = () => ({ body: incident(1) });
  await ask('Incidents("../../evil")').catch(() => {});
  expect(services.asked.at(-1)?.to).toContain('/incidents/..%2F..%2Fevil?');
});
