import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Column } from '../../src/base/index.ts';
import { loadConfig } from '../../src/config/index.ts';
import {
  type ConnectSettings,
  connectDestination,
  destinations,
  type OpenDestination,
  type SendReport,
  sendRows,
} from '../../src/providers/index.ts';
import { type Asked, openServices, type Services, type Told } from '../kit/azure-stand-in.ts';
import { destinationAnswers } from '../kit/destination-answers.ts';

let services: Services;
beforeEach(async () => {
  services = await openServices();
});
afterEach(() => services.close());

const columns: Column[] = [
  { name: 'TimeGenerated', type: 'datetime' },
  { name: 'Computer', type: 'string' },
  { name: 'N', type: 'long' },
  { name: 'Extra', type: 'dynamic' },
];
const row = (n: number, text = 'DC01'): unknown[] => [
  `2025-11-03T00:00:23.${String(n).padStart(6, '0')}0Z`,
  text,
  n,
  n % 2 === 0 ? { a: [1] } : null,
];
const rowsOf = (count: number, text?: string): unknown[][] =>
  Array.from({ length: count }, (_, i) => row(i + 1, text));

const openOne = async (name: string, more: ConnectSettings = {}): Promise<OpenDestination> => {
  const config = await loadConfig({ folder: '/nowhere', home: '/nowhere', env: {} });
  const { settings } = destinationAnswers[name] ?? { settings: {} };
  const { transport } = services;
  return connectDestination(name, { ...settings, ...more }, { config, transport });
};

interface Sent {
  name: string;
  rows: readonly unknown[][];
  more?: ConnectSettings;
  signal?: AbortSignal;
  dryRun?: boolean;
}

async function send({ name, rows, more, signal, dryRun = false }: Sent): Promise<SendReport> {
  const { receiver } = await openOne(name, more);
  return sendRows(receiver, {
    columns,
    rows: rows.length,
    batches: (async function* () {
      for (let at = 0; at < rows.length; at += 1000) yield rows.slice(at, at + 1000);
    })(),
    signal: signal ?? new AbortController().signal,
    dryRun,
  });
}

it('knows how every destination answers', () => {
  expect(Object.keys(destinationAnswers).sort()).toEqual([...destinations.keys()].sort());
});

for (const [name, answer] of Object.entries(destinationAnswers))
  describe(name, () => {
    const received = (): unknown[] => services.asked.flatMap(({ body }) => answer.rows(body));
    const numbers = (): unknown[] => received().map((one) => (one as { N: unknown }).N);

    it('sends every row once, in order, in requests of at most 1 MB', async () => {
      services.tell = answer.taken;
      const rows = rowsOf(5000, 'x'.repeat(500));
      const report = await send({ name, rows });
      expect(report).toMatchObject({ rows: 5000, taken: 5000, notTaken: [], unsure: [] });
      expect(services.asked).toHaveLength(report.requests);
      expect(report.requests).toBeGreaterThan(2);
      expect(
        Math.max(...services.asked.map(({ body }) => Buffer.byteLength(body))),
      ).toBeLessThanOrEqual(1_000_000);
      expect(numbers()).toEqual(rows.map(([, , n]) => n));
      expect(received()[1]).toEqual({
        TimeGenerated: '2025-11-03T00:00:23.0000020Z',
        Computer: 'x'.repeat(500),
        N: 2,
        Extra: { a: [1] },
      });
      expect(received()[0]).not.toHaveProperty('Extra');
    });

    it('sends nothing on a dry run, and says what it would send', async () => {
      const rows = rowsOf(5000, 'x'.repeat(500));
      const planned = await send({ name, rows, dryRun: true });
      expect(services.asked).toEqual([]);
      services.tell = answer.taken;
      const { requests, bytes, taken, to } = await send({ name, rows });
      expect(planned).toMatchObject({ requests, bytes, taken, to });
    });

    it('keeps hostile values values', async () => {
      services.tell = answer.taken;
      const values = ['"},{"N":99}', '\n{"event":"forged"}', '\u2028\u0000', "'; --", '</script>'];
      const report = await send({ name, rows: values.map((value, i) => row(i, value)) });
      expect(report.taken).toBe(values.length);
      expect(received().map((one) => (one as { Computer: unknown }).Computer)).toEqual(values);
    });

    it('names the rows that no request can hold, and sends the others', async () => {
      services.tell = answer.taken;
      const rows = [row(1), row(2, 'é'.repeat(600_000)), row(3)];
      const report = await send({ name, rows });
      expect(report).toMatchObject({ taken: 2, notTaken: [{ from: 2, to: 2 }] });
      expect(numbers()).toEqual([1, 3]);
    });

    it('waits as the service asks, and never sends twice what was only turned away', async () => {
      const wrongs: Told[] = [
        { status: 429, headers: { 'retry-after': '0' } },
        { status: 503, body: { text: 'Server is busy', code: 9 } },
      ];
      services.tell = (asked) => wrongs.pop() ?? answer.taken(asked);
      expect(await send({ name, rows: rowsOf(3) })).toMatchObject({ taken: 3, unsure: [] });
      expect(wrongs).toEqual([]);
    });

    it('says where rows may be there twice', async () => {
      const wrongs: Told[] = [{ status: 500 }, { by: (response) => response.destroy() }];
      services.tell = (asked) => wrongs.pop() ?? answer.taken(asked);
      const report = await send({ name, rows: rowsOf(3) });
      expect(report).toMatchObject({
        taken: 3,
        notTaken: [],
        unsure: [{ from: 1, to: 3, why: expect.stringContaining('twice') }],
      });
    });

    it('says which rows were not taken where the service gives up in the middle', async () => {
      const rows = rowsOf(5000, 'x'.repeat(500));
      for (const [status, where] of [
        [429, 'notTaken'],
        [403, 'notTaken'],
        [500, 'unsure'],
      ] as const) {
        let times = 0;
        services.asked.length = 0;
        services.tell = (asked) =>
          ++times === 1
            ? answer.taken(asked)
            : {
                status,
                headers: { 'retry-after': '0' },
                body: { error: { message: `because of ${status}` }, text: `because of ${status}` },
              };
        const report = await send({ name, rows });
        const first = answer.rows(services.asked[0]?.body ?? '').length;
        expect(report.taken).toBe(first);
        expect(report[where][0]).toMatchObject({
          from: first + 1,
          why: expect.stringContaining(`because of ${status}`),
        });
        const told = [...report.notTaken, ...report.unsure];
        expect(told.reduce((sum, { from, to }) => sum + to - from + 1, first)).toBe(5000);
        expect(Math.max(...told.map(({ to }) => to))).toBe(5000);
        expect(JSON.stringify(report)).not.toContain('very-secret');
      }
    });

    it('goes on behind a request that was refused, and stops where all are', async () => {
      const rows = rowsOf(60, 'x'.repeat(90_000));
      let times = 0;
      services.tell = (asked) =>
        ++times === 2
          ? { status: 400, body: { error: { message: 'bad rows' }, text: 'bad rows', code: 6 } }
          : answer.taken(asked);
      const report = await send({ name, rows });
      expect(
        report.taken + (report.notTaken[0]?.to ?? 0) - (report.notTaken[0]?.from ?? 0) + 1,
      ).toBe(60);
      expect(report.notTaken).toMatchObject([{ why: expect.stringContaining('bad rows') }]);
      services.asked.length = 0;
      services.tell = () => ({ status: 400, body: { text: 'bad rows', code: 6 } });
      const none = await send({ name, rows: rowsOf(200, 'x'.repeat(90_000)) });
      expect([none.taken, services.asked.length]).toEqual([0, 10]);
      expect(none.notTaken.at(-1)).toMatchObject({
        to: 200,
        why: expect.stringContaining('10 requests'),
      });
    });

    it('deals with a token that has expired', async () => {
      let refused = '';
      services.tell = (asked) => {
        const token = asked.headers['authorization'] ?? '';
        refused ||= token;
        return token === refused
          ? { status: 401, body: { error: { message: 'expired' }, text: 'expired' } }
          : answer.taken(asked);
      };
      const report = await send({ name, rows: rowsOf(3) });
      expect(report.taken).toBe(answer.renews ? 3 : 0);
      if (!answer.renews) expect(report.notTaken).toMatchObject([{ from: 1, to: 3 }]);
    });

    it('does not take what is no answer for one', async () => {
      for (const body of ['<html>Welcome</html>', '{"a":', '[]', 'null']) {
        services.tell = () => ({ body });
        expect(await send({ name, rows: rowsOf(2) }), body).toMatchObject({
          taken: 0,
          unsure: [{ from: 1, to: 2 }],
        });
      }
    });

    it('says what became of the rows where it is stopped', async () => {
      const stop = new AbortController();
      let times = 0;
      services.tell = (asked) =>
        ++times === 1 ? answer.taken(asked) : { by: () => stop.abort(new Error('enough')) };
      const rows = rowsOf(5000, 'x'.repeat(500));
      const report = await send({ name, rows, signal: stop.signal });
      const first = answer.rows(services.asked[0]?.body ?? '').length;
      expect(report.taken).toBe(first);
      expect(report.unsure).toMatchObject([
        { from: first + 1, why: expect.stringContaining('may have arrived') },
      ]);
      expect(report.notTaken.at(-1)).toMatchObject({ to: 5000, why: 'not sent: it was stopped' });
    });

    it('shows that it takes our sign-in without sending a row', async () => {
      services.tell = () => ({ status: 400, body: { text: 'No data', code: 5 } });
      const { receiver } = await openOne(name);
      expect(await receiver.check(new AbortController().signal)).toMatch(/\w/);
      expect(services.asked.every(({ body }) => body === '')).toBe(true);
    });

    it('asks for its settings, and never goes unencrypted', async () => {
      for (const [key] of Object.entries(answer.settings).filter(
        ([key]) => destinations.get(name)?.fields[key]?.required,
      ))
        await expect(openOne(name, { [key]: '' }), key).rejects.toMatchObject({
          code: expect.stringMatching(/^providers\/(?:bad-setting|unknown-connection)$/),
        });
      const place = destinations.get(name)?.instance.setting ?? '';
      await expect(openOne(name, { [place]: 'http://somewhere.example' })).rejects.toMatchObject({
        code: 'providers/bad-setting',
        message: expect.stringContaining('not encrypted'),
      });
    });
  });

describe('azure-logs', () => {
  it('speaks as the API is documented', async () => {
    services.tell = () => ({ by: (response) => void response.writeHead(204).end() });
    await send({ name: 'azure-logs', rows: rowsOf(1) });
    const [{ to, method, headers } = { to: '', method: '', headers: {} }] = services.asked;
    expect(`${method} ${to}`).toBe(
      'POST dce.eastus-1.ingest.monitor.azure.com/dataCollectionRules/dcr-000a00a000a00000a000000aa000a0aa/streams/Custom-MyTable?api-version=2023-01-01',
    );
    expect(headers).toMatchObject({
      'content-encoding': 'gzip',
      'content-type': 'application/json',
      authorization: 'Bearer token-1',
    });
  });

  it('says before what the rule must deal with', async () => {
    const { receiver } = await openOne('azure-logs');
    const { notes, spell, told } = receiver.spelling([{ name: 'a b', type: 'string' }]);
    expect(notes).toEqual([
      expect.stringContaining("'a b'"),
      expect.stringContaining('TimeGenerated'),
    ]);
    spell(['x'.repeat(70_000)]);
    expect(told()).toEqual([expect.stringContaining('1 rows have values of more than 64 KiB')]);
  });
});

describe('splunk-hec', () => {
  const ok: Told = { body: { text: 'Success', code: 0 } };
  const name = 'splunk-hec';
  const linesOf = (n = 0): Record<string, unknown>[] =>
    (services.asked[n]?.body ?? '').split('\n').map((line) => JSON.parse(line));

  it('speaks as the collector is documented', async () => {
    services.tell = () => ok;
    const more = {
      index: 'hunt',
      host_column: 'Computer',
      sourcetype: 'x',
      source: 'y',
      host: 'z',
    };
    await send({ name, rows: [row(1), row(2, '')], more });
    expect(services.asked[0]).toMatchObject({
      to: 'splunk.example:8088/services/collector/event',
      headers: { authorization: 'Splunk very-secret' },
    });
    const same = { index: 'hunt', sourcetype: 'x', source: 'y' };
    expect(linesOf()).toMatchObject([
      { ...same, time: 1762128023.000001, host: 'DC01' },
      { ...same, time: 1762128023.000002, host: 'z' },
    ]);
    expect(services.asked[0]?.body).toContain('"time":1762128023.000001,');
    const other = await send({ name, rows: [row(1)], more: { host_column: 'Device' } });
    expect(other.taken).toBe(1);
    expect(other.notes).toContain(
      'No column is called Device: the host is what Splunk makes of it.',
    );
    await expect(
      send({ name, rows: [row(1)], more: { time_column: 'Tiem' } }),
    ).rejects.toMatchObject({
      code: 'providers/bad-setting',
    });
  });

  it('knows which row was refused, and sends those behind it again', async () => {
    const wrongs: Told[] = [
      { status: 400, body: { text: 'Invalid data format', code: 6, 'invalid-event-number': 2 } },
    ];
    services.tell = () => wrongs.pop() ?? ok;
    const report = await send({ name, rows: rowsOf(6) });
    expect(report).toMatchObject({
      taken: 3,
      notTaken: [{ from: 3, to: 3, why: expect.stringContaining('Invalid data format') }],
      unsure: [{ from: 1, to: 2 }],
    });
    expect(linesOf(1).map(({ event }) => (event as { N: number }).N)).toEqual([4, 5, 6]);
  });

  it('waits for the indexers where that is asked for, and says what they did not confirm', async () => {
    const rows = rowsOf(5000, 'x'.repeat(500));
    let receipt = 0;
    let looks = 0;
    const acks =
      (confirmed: (ack: number) => boolean) =>
      (asked: Asked): Told => {
        if (!asked.to.includes('/ack'))
          return { body: { text: 'Success', code: 0, ackId: receipt++ } };
        looks++;
        const { acks: wanted } = JSON.parse(asked.body) as { acks: number[] };
        return { body: { acks: Object.fromEntries(wanted.map((ack) => [ack, confirmed(ack)])) } };
      };
    services.tell = acks(() => looks > 2);
    const more = { ack: true };
    expect(await send({ name, rows, more })).toMatchObject({ taken: 5000, unsure: [] });
    const [first, last] = [services.asked[0], services.asked.at(-1)];
    const channel = first?.headers['x-splunk-request-channel'];
    expect(channel).toMatch(/^[0-9a-f-]{36}$/);
    expect(last?.to).toBe(`splunk.example:8088/services/collector/ack?channel=${channel}`);

    receipt = 0;
    services.tell = acks((ack) => ack !== 1);
    const report = await send({ name, rows, more });
    expect(report.unsure).toMatchObject([{ why: expect.stringContaining('not confirmed') }]);
    const [{ from, to } = { from: 0, to: 0 }] = report.unsure;
    expect(report.taken).toBe(5000 - (to - from + 1));

    services.tell = () => ok;
    expect(await send({ name, rows: rowsOf(2), more })).toMatchObject({
      taken: 0,
      unsure: [{ from: 1, to: 2 }],
    });
  });

  it('takes the address of the collector with its path too', async () => {
    const { receiver } = await openOne(name, {
      url: 'https://h.example:8088/services/collector/event',
    });
    expect(receiver.to).toBe("https://h.example:8088, the token's index");
  });
});
