import { afterEach, beforeEach, expect, it } from 'vitest';
import { instanceOf } from '../../test/kit/ask-provider.ts';
import { openServices, type Services, type Told } from '../../test/kit/azure-stand-in.ts';
import type { SearchJobs } from './search-jobs.ts';

let services: Services;
let jobs: SearchJobs;
beforeEach(async () => {
  services = await openServices();
  const place = { subscription_id: 's', resource_group: 'g', workspace_name: 'Soc' };
  const azure = { tenant_id: 't', client_id: 'c', client_secret: 'secret-4711' };
  const id = '52b1ab41-869e-4138-9e40-2a4457f09bf3';
  const one = await instanceOf('sentinel', { workspace: id, ...place, ...azure }, services);
  if (!one.connected.searchJobs) throw new Error('there are no search jobs');
  jobs = one.connected.searchJobs;
});
afterEach(() => services.close());

const base =
  'management.azure.com/subscriptions/s/resourceGroups/g/providers/Microsoft.OperationalInsights/workspaces/Soc/tables';
const order = {
  name: 'Logons',
  query: 'SecurityEvent | where EventID == 4625',
  span: { from: '2024-01-01', to: '2024-02-01T00:00:00Z' },
};
const searchResults = {
  query: order.query,
  limit: 1000,
  startSearchTime: '2024-01-01T00:00:00.000Z',
  endSearchTime: '2024-02-01T00:00:00.000Z',
};
const table = (provisioningState: string, more: object = {}): Told => ({
  body: { name: 'Logons_SRCH', properties: { provisioningState, searchResults, ...more } },
});
const absent: Told = { status: 404, body: { error: { code: 'ResourceNotFound', message: 'no' } } };
const asked = (): string[] =>
  services.asked.map(({ method, to }) => `${method} ${to.replace(base, '').replace(/\?.*/, '')}`);

it('starts one, waits until it is done, and deletes its table', async () => {
  const states: Told[] = [
    absent,
    { status: 202, body: '' },
    table('Updating'),
    { status: 429, headers: { 'retry-after': '0' } },
    table('InProgress', { resultStatistics: { progress: 50, ingestedRecords: 3, scannedGb: 1.5 } }),
    table('Succeeded', { resultStatistics: { progress: 100, ingestedRecords: 5, scannedGb: 2 } }),
    table('Succeeded'),
    { status: 202, body: '' },
  ];
  services.tell = () => states.shift() ?? absent;
  expect(await jobs.start(order)).toMatchObject({ table: 'Logons_SRCH', state: 'running' });
  expect(JSON.parse(services.asked[1]?.body ?? '')).toEqual({ properties: { searchResults } });
  const seen: unknown[] = [];
  const done = await jobs.wait('Logons', { onJob: (job) => seen.push(job.rows) });
  expect(done).toEqual({
    table: 'Logons_SRCH',
    state: 'done',
    query: order.query,
    from: searchResults.startSearchTime,
    to: searchResults.endSearchTime,
    limit: 1000,
    rows: 5,
    scannedGb: 2,
    progress: 100,
  });
  expect(seen).toEqual([3, 5]);
  await jobs.remove('Logons_SRCH');
  const get = 'GET /Logons_SRCH';
  expect(asked()).toEqual([
    ...[get, 'PUT /Logons_SRCH', get, get, get, get, get],
    'DELETE /Logons_SRCH',
  ]);
  await expect(jobs.look('Logons')).rejects.toMatchObject({ code: 'providers/no-search-job' });
});

it('starts none twice, and none over a table that is there', async () => {
  services.tell = () => table('Succeeded');
  await expect(jobs.start(order)).rejects.toMatchObject({
    code: 'providers/bad-search-job',
    message: expect.stringContaining('already'),
  });
  services.tell = ({ method }) => (method === 'PUT' ? { status: 500 } : absent);
  await expect(jobs.start(order)).rejects.toMatchObject({ code: 'providers/failed' });
  expect(asked().filter((one) => one.startsWith('PUT'))).toHaveLength(1);
});

it('touches no table but those of search jobs', async () => {
  services.tell = () => ({ body: { name: 'Logons_SRCH', properties: { plan: 'Analytics' } } });
  await expect(jobs.remove('Logons')).rejects.toMatchObject({ code: 'providers/malformed' });
  for (const name of ['', '../x', 'a/b', '1a', 'a b', 'a'.repeat(70)])
    await expect(jobs.remove(name), name).rejects.toMatchObject({
      code: 'providers/bad-search-job',
    });
  expect(asked()).toEqual(['GET /Logons_SRCH']);
});

it('says before it asks what cannot be', async () => {
  for (const wrong of [
    { limit: 0 },
    { limit: Number.NaN },
    { query: ' ' },
    { span: { from: 'soon', to: '2024-01-01' } },
    { span: { from: '2024-02-01', to: '2024-01-01' } },
  ])
    await expect(jobs.start({ ...order, ...wrong })).rejects.toMatchObject({
      code: 'providers/bad-search-job',
    });
  expect(services.asked).toEqual([]);
});

it('gives up on one that will not be done, and stops waiting where it is told to', async () => {
  for (const state of ['Deleting', 'Failed', 'Canceled']) {
    services.tell = () => table(state);
    await expect(jobs.wait('Logons')).rejects.toMatchObject({
      code: 'providers/search-job-failed',
    });
  }
  const stop = new AbortController();
  services.tell = () => {
    if (services.asked.length > 8) stop.abort(new Error('enough'));
    return table('InProgress');
  };
  await expect(jobs.wait('Logons', { signal: stop.signal })).rejects.toThrow('enough');
});

it('lists those that there are among all tables', async () => {
  services.tell = () => ({
    body: {
      value: [
        { name: 'SecurityEvent', properties: { plan: 'Basic' } },
        { name: 'Logons_SRCH', properties: { provisioningState: 'InProgress', searchResults } },
        { name: 'Own_SRCH', properties: {} },
      ],
    },
  });
  expect(await jobs.list()).toMatchObject([{ table: 'Logons_SRCH', state: 'running', rows: null }]);
  services.tell = () => ({ status: 403, body: { error: { message: 'not you' } } });
  await expect(jobs.list()).rejects.toMatchObject({
    code: 'providers/refused',
    message: expect.not.stringContaining('secret-4711'),
  });
});
