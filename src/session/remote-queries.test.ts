import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  type Asked,
  openServices,
  type Services,
  type Told,
} from '../../test/kit/azure-stand-in.ts';
import type { KustoType } from '../base/index.ts';
import type { ConnectSettings } from '../providers/index.ts';
import { type Connection, Hunt } from './index.ts';
import { OwnNames } from './unite-answers.ts';

const [soc, lab] = ['52b1ab41-869e-4138-9e40-2a4457f09bf3', 'a927809c-8142-43e1-96b3-4ad87cfe95a3'];
const now = new Date('2025-11-10T12:00:00Z');

let services: Services;
let hunt: Hunt;
beforeAll(() => {
  hunt = new Hunt({ now });
});
afterAll(() => hunt.close());
beforeEach(async () => {
  services = await openServices();
});
afterEach(() => services.close());

const connect = (settings: ConnectSettings = { workspace: soc }): Promise<Connection<'sentinel'>> =>
  hunt.connect(
    'sentinel',
    { token: 'from-elsewhere', ...settings },
    { transport: services.transport },
  );

const textOf = ({ body }: Asked): string => (JSON.parse(body) as { query: string }).query;
/** The first day that a question asks about. */
const dayOf = (asked: Asked): string =>
  /datetime\((\d{4}-\d\d-\d\d)/.exec(textOf(asked))?.[1] ?? '';
const columns = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Computer', type: 'string' },
];
const answer = (...rows: unknown[][]): Told => ({
  body: { tables: [{ name: 'T', columns, rows }] },
});
const split = {
  host_name: 'VictimPC',
  start: '2025-11-01',
  end: '2025-11-05',
  split_query_by: '1d',
};

describe('a named query of a service', () => {
  it('is asked of the last day where no time is said, and says so', async () => {
    services.tell = () => answer([null, 'VictimPC']);
    const remote = await connect();
    const table = await remote.WindowsSecurity.list_host_processes({ host_name: 'a"; drop' });
    expect(await table.count()).toBe(1);
    const [asked] = services.asked.map(textOf);
    expect(asked).toContain('datetime(2025-11-09T12:00:00Z)');
    expect(asked).toContain('a\\"; drop');
    expect((await table.coverage()).notes.join()).toContain('since no start and no end was said');
    const text = await remote.run('WindowsSecurity.list_host_processes', {
      host_name: 'x',
      timespan: { end: '2025-11-02', period: '2d' },
    });
    expect((await text.coverage()).notes).toEqual([]);
    const [before] = remote.texts('WindowsSecurity.list_host_processes', {
      host_name: 'x',
      end: '2025-11-02',
    });
    expect(before).toContain('datetime(2025-11-01T00:00:00Z) .. datetime(2025-11-02T00:00:00Z)');
  });

  it('gives a table also where the service has no rows and names no columns', async () => {
    services.tell = () => ({ body: { value: [] } });
    const graph = await hunt.connect(
      'graph',
      { tenant: 'contoso.example', token: 'from-elsewhere' },
      { transport: services.transport },
    );
    const table = await graph.query('security/alerts_v2');
    expect(await table.count()).toBe(0);
    expect((await table.coverage()).notes.join()).toContain('no columns are named');
  });

  it('finds those of its own system only', async () => {
    const remote = await connect();
    expect(remote.search('logon failures').length).toBeGreaterThan(0);
    expect(remote.search({ family: 'Zeek' })).toEqual([]);
    await expect(remote.run('SplunkGeneral.get_events_parameterized')).rejects.toMatchObject({
      code: 'session/other-service',
    });
    await expect(remote.run('WindowsSecurity.list_host_proceses')).rejects.toMatchObject({
      code: 'catalog/unknown-query',
    });
    await expect(remote.run('WindowsSecurity.list_host_processes')).rejects.toMatchObject({
      code: 'catalog/missing-parameter',
    });
    expect(services.asked).toEqual([]);
  });

  it('runs its further steps here where they only run here, on all pieces together', async () => {
    services.tell = (asked) => answer([`${dayOf(asked)}T01:00:00Z`, '10.0.0.1']);
    const remote = await connect();
    await hunt.addSample();
    const table = await remote.WindowsSecurity.list_host_processes({
      ...split,
      add_query_items: '| project Computer | invoke ip_type(Computer) | summarize n = count()',
    });
    expect((await table.toJson()).rows).toEqual([[4]]);
    expect(services.asked.map(textOf).join()).not.toContain('invoke');
  });
});

describe('a long span', () => {
  it('is asked in pieces side by side, as many as the service allows, and joined in order', async () => {
    const most = 5;
    let open = 0;
    let peak = 0;
    let held: (() => void)[] = [];
    services.tell = async (asked) => {
      peak = Math.max(peak, ++open);
      // Answers come when all that may be asked at once have been, the last one first.
      if (services.asked.length % most === 0) {
        for (const release of held.reverse()) release();
        held = [];
      } else await new Promise<void>((resolve) => held.push(resolve));
      open--;
      return answer([`${dayOf(asked)}T01:00:00Z`, 'VictimPC']);
    };
    const remote = await connect();
    const table = await remote.WindowsSecurity.list_host_processes({ ...split, end: '2025-11-11' });
    const { rows } = await table.toJson();
    expect(rows.map(([time]) => String(time).slice(0, 10))).toEqual(
      Array.from({ length: 10 }, (_, i) => `2025-11-${String(i + 1).padStart(2, '0')}`),
    );
    expect(peak).toBe(most);
    expect((await table.coverage()).truncated).toBe(false);
    expect(services.asked.map(textOf)[0]).toContain('datetime(2025-11-01T23:59:59.9999999Z)');
  });

  it('is never called whole where a piece failed, or was cut', async () => {
    services.tell = (asked) => {
      const day = dayOf(asked);
      if (day === '2025-11-02') return { status: 500, body: { error: { message: 'no luck' } } };
      if (day === '2025-11-03')
        return {
          body: {
            tables: [{ name: 'T', columns, rows: [[`${day}T01:00:00Z`, 'cut']] }],
            error: { message: 'too many rows' },
          },
        };
      return answer([`${day}T01:00:00Z`, 'VictimPC']);
    };
    const table = await (await connect()).WindowsSecurity.list_host_processes(split);
    const { rows, truncated, notes } = await table.coverage();
    expect({ rows, truncated }).toEqual({ rows: 3, truncated: true });
    expect(notes.join('\n')).toMatch(
      /Not the whole: 2025-11-02T00:00:00.000Z to \S+: its rows are missing: .*no luck/,
    );
    expect(notes.join('\n')).toMatch(/Not the whole: 2025-11-03T\S+ to \S+: .*too many rows/);
  });

  it('is not asked on where no piece will fare better', async () => {
    services.tell = () => ({ status: 400, body: { error: { message: 'no such column' } } });
    const remote = await connect();
    const tables = hunt.tables().length;
    await expect(
      remote.WindowsSecurity.list_host_processes({ ...split, end: '2025-12-31' }),
    ).rejects.toMatchObject({
      code: 'providers/bad-query',
    });
    expect(services.asked.length).toBeLessThanOrEqual(5);
    expect(hunt.tables()).toHaveLength(tables);
  });

  it('stops as a whole where it is told to', async () => {
    const stop = new AbortController();
    const closed: Promise<void>[] = [];
    services.tell = () => ({
      by: (response) => {
        closed.push(new Promise((resolve) => response.on('close', () => resolve())));
        if (closed.length === 5) stop.abort(new Error('enough'));
      },
    });
    const remote = await connect();
    await expect(
      remote.WindowsSecurity.list_host_processes(
        { ...split, end: '2025-11-20' },
        { signal: stop.signal },
      ),
    ).rejects.toThrow('enough');
    await Promise.all(closed);
    expect(services.asked).toHaveLength(5);
  });

  it('of several workspaces says which gave each row, workspace by workspace', async () => {
    services.tell = (asked) => {
      if (asked.to.includes(lab) && dayOf(asked) === '2025-11-02') return { status: 500 };
      return answer([`${dayOf(asked)}T01:00:00Z`, 'VictimPC']);
    };
    const both = await connect({ workspace: [soc, lab] });
    const table = await both.WindowsSecurity.list_host_processes({ ...split, end: '2025-11-03' });
    const { rows } = await table.toJson();
    expect(rows.map(([time, , who]) => [String(time).slice(8, 10), who])).toEqual([
      ['01', soc],
      ['02', soc],
      ['01', lab],
    ]);
    const { notes, sources } = await table.coverage();
    expect(notes.join('\n')).toContain(`sentinel:${lab}: Not the whole: 2025-11-02`);
    expect(
      sources[0]?.files.map(({ file, rowsRead, incomplete = false }) => [
        file,
        rowsRead,
        incomplete,
      ]),
    ).toEqual([
      [`sentinel:${soc}`, 2, false],
      [`sentinel:${lab}`, 1, true],
    ]);
  });
});

describe('columns of several answers', () => {
  it('that disagree get names of their own, each once', () => {
    const names = new OwnNames(['SourceInstance']);
    const of = (...columns: [string, KustoType][]): string[] =>
      names.of(columns.map(([name, type]) => ({ name, type }))).map(({ name }) => name);
    expect(of(['a', 'long'], ['a', 'long'], ['SourceInstance', 'string'])).toEqual([
      'a',
      'a1',
      'SourceInstance1',
    ]);
    expect(of(['a_string', 'string'], ['a', 'string'], ['a1', 'long'])).toEqual([
      'a_string',
      'a1_string',
      'a1',
    ]);
  });
});
