import { readFileSync } from 'node:fs';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { askSource, type TiSource, tiSources } from '../../src/enrich/index.ts';
import { closedPort, type Handler, openStandIn, type StandIn } from '../kit/stand-in.ts';
import { tiReference } from '../kit/ti-reference.ts';
import {
  answering,
  askOf,
  atBase,
  mutations,
  secretOf,
  settingsFor,
  tablesOf,
} from '../kit/ti-source.ts';

/** Those whose documentation says that a 404 means that they know nothing. */
const absentBy404: ReadonlySet<string> = new Set([
  'VirusTotal',
  'OTX',
  'XForce',
  'GreyNoise',
  'Shodan',
  'CrowdSec',
  'Pulsedive',
  'Intezer',
]);
const severities = ['unknown', 'information', 'warning', 'high'];
let standIn: StandIn;
let closers: (() => void)[] = [];
beforeEach(async () => {
  standIn = await openStandIn();
  closers = [() => standIn.close()];
});
afterEach(() => {
  for (const close of closers) close();
});

const settingsOf = (
  source: TiSource,
  example: TiSource['examples'][number],
  base = standIn.base,
): ReadonlyMap<string, string> => {
  const { settings, close } = settingsFor(source, base, example);
  closers.push(close);
  return settings;
};

it('finds sources', () => expect(tiSources.size).toBeGreaterThan(2));

describe.each([...tiSources.values()])('$name', (source) => {
  const [first] = source.examples;

  it.each(source.examples.map((example) => ({ ...example })))('$about', async (example) => {
    answering(standIn, example.answers);
    const settings = settingsOf(source, example);
    const local = tablesOf(example);
    const { told, ledger } = await askOf(source, example.observable, settings, { local });
    const { outcome, detail, rows } = told.answer;
    expect({ outcome, detail }).toEqual({
      outcome: example.finding ? 'found' : 'not found',
      detail: '',
    });
    const { raw, seen_at, ...row } = rows[0] ?? {};
    const { seenAt, ...finding } = example.finding ?? {};
    expect({ ...row, seenAt: seen_at }).toEqual({
      ...finding,
      ...(example.finding && { reference: atBase(example.finding.reference, standIn.base) }),
      seenAt,
    });
    expect(told.about['source']).toBe(source.name);
    expect(JSON.stringify(raw ?? null).length).toBeLessThan(70_000);
    expect(ledger.length > 0).toBe(source.sends !== null);
    const paths = standIn.paths.map((path) => path.replace(/(?<=[?&]key=)[^&]*/, ''));
    expect(JSON.stringify([told, ledger, paths])).not.toContain('SeCrEt');
  });

  it('says what it knows, how severe that is, and what it sends', () => {
    for (const said of [source.about, source.severity, source.source]) expect(said).toMatch(/\.$/);
    for (const { about } of source.examples) expect(about).toMatch(/^[A-Z].*\.$/);
    expect(source.examples.some(({ finding }) => finding !== null)).toBe(true);
    expect(source.name).toMatch(/^[A-Za-z]\w+$/);
    for (const { name, about } of source.settings) {
      expect(name).toMatch(/^[a-z0-9_]+$/);
      expect(about).not.toMatch(/\.$/);
    }
    if (source.sends === null) expect(source.services).toEqual([]);
  });

  if (first.tables)
    it('says that it fails where its tables are not open, and reads whatever is in them', async () => {
      const { told } = await askOf(source, first.observable, new Map());
      expect(told.answer).toMatchObject({ outcome: 'failed' });
      for (const changed of mutations(Object.values(first.tables ?? {})[0]?.[0])) {
        const tables = { [Object.keys(first.tables ?? {})[0] ?? '']: [{ ...Object(changed) }] };
        const local = tablesOf({ tables });
        const { told } = await askOf(source, first.observable, new Map(), { local });
        expect(['found', 'not found']).toContain(told.answer.outcome);
      }
    });

  if (first.files)
    it('says that it fails where its files are not there, or hold nothing', async () => {
      const [name = ''] = Object.keys(first.files ?? {});
      const ask = async (settings: ReadonlyMap<string, string>): Promise<string> => {
        const { told } = await askOf(source, first.observable, settings);
        return `${told.answer.outcome}: ${told.answer.detail}`;
      };
      expect(await ask(new Map([[name, '/nowhere/x']]))).toMatch(/^failed: .*cannot be read/);
      const deep = `${'['.repeat(50_000)}${']'.repeat(50_000)}`;
      for (const text of ['', '\u0000', '{', '[]', '{"Event": 1}', '{"objects": {}}', '"', deep])
        expect(await ask(settingsOf(source, { ...first, files: { [name]: text } }))).toMatch(
          /^failed: /,
        );
    });

  if (source.services.length === 0) return;
  const failing = async (handler: Handler, timeoutMs = 20_000): Promise<string> => {
    standIn.handler = handler;
    const settings = settingsOf(source, first);
    const { told } = await askOf(source, first.observable, settings, { timeoutMs });
    expect(JSON.stringify(told)).not.toContain('SeCrEt');
    return `${told.answer.outcome}: ${told.answer.detail}`;
  };
  const status =
    (code: number, headers = {}): Handler =>
    (_, response) => {
      const keys = source.settings.map(({ name }) => secretOf(name)).join(' ');
      response.writeHead(code, headers).end(`{"error":"no such key: ${keys}"}`);
    };

  it('says that it fails, and why, where the service refuses, throttles, breaks or sends us on', async () => {
    expect(await failing(status(401))).toMatch(/^failed: .*\(401\)/);
    expect(await failing(status(403))).toMatch(/^failed: .*\(403\)/);
    expect(await failing(status(429, { 'retry-after': '0' }))).toMatch(/^failed: .*\(429\)/);
    expect(await failing(status(429, { 'retry-after': '86400' }))).toMatch(/^failed: .*\(429\)/);
    expect(await failing(status(500))).toMatch(/^failed: .*\(500\)/);
    expect(await failing(status(302, { location: `${standIn.base}x` }))).toMatch(
      /^failed: .*sends us on/,
    );
  });

  it('takes a 404 for an answer only where the service says so, in its form', async () => {
    const page: Handler = (_, response) => response.writeHead(404).end('<html>Not here</html>');
    expect(await failing(page)).toMatch(/^failed: .*\(404\)/);
    expect(await failing(status(410))).toMatch(/^failed: .*\(410\)/);
    const empty: Handler = (_, response) => response.writeHead(404).end('{}');
    const before: Handler = (request, response) => {
      if (request.url?.includes('token')) response.end('{"result": "a-token"}');
      else empty(request, response);
    };
    expect(await failing(before)).toMatch(
      absentBy404.has(source.name) ? /^not found: $/ : /^failed: .*\(404\)/,
    );
  });

  it('names the server that is set, before anything is sent', () => {
    const settings = settingsOf(source, first, 'https://proxy.example:8443/x/');
    const setting = (name: string): string | undefined => settings.get(name);
    const asks = (): null => null;
    const { sends } = askSource(source, { tool: 'ti_lookup', asks, setting, optional: false });
    expect(sends?.to).toMatch(/^(?:proxy\.example:8443|proxy\.example:8443 or .*)$/);
  });

  it('waits where the service asks it to, and asks again', async () => {
    answering(standIn, first.answers);
    const then = standIn.handler;
    let calls = 0;
    standIn.handler = (request, response) =>
      ++calls === 1
        ? response.writeHead(429, { 'retry-after': '0' }).end()
        : then(request, response);
    const { told } = await askOf(source, first.observable, settingsOf(source, first));
    expect(told.answer.outcome).toBe(first.finding ? 'found' : 'not found');
  });

  it('takes no answer that is malformed, cut, endless or late', async () => {
    expect(await failing((_, response) => response.end('<html>'))).toMatch(/^failed: /);
    expect(await failing((_, response) => response.end('{"data": ['))).toMatch(/^failed: /);
    const cut: Handler = (_, response) => {
      response.writeHead(200, { 'content-length': '100' });
      response.write('{"a":', () => response.destroy());
    };
    expect(await failing(cut)).toMatch(/^failed: /);
    const chunk = Buffer.alloc(2 ** 20, 32);
    const endless: Handler = (_, response) => {
      const more = (): void => {
        if (!response.destroyed) response.write(chunk, more);
      };
      more();
    };
    expect(await failing(endless)).toMatch(/^failed: .*longer than/);
    expect(await failing(() => {}, 200)).toMatch(/^failed: .*did not answer within/);
  });

  it('says that it cannot be reached', async () => {
    const settings = settingsOf(source, first, `http://127.0.0.1:${await closedPort()}/`);
    const { told } = await askOf(source, first.observable, settings);
    expect(told.answer.detail).toMatch(/cannot be reached/);
  });

  it('ends when it is aborted', async () => {
    const stop = new AbortController();
    standIn.handler = () => stop.abort();
    const settings = settingsOf(source, first);
    const asked = askOf(source, first.observable, settings, { signal: stop.signal });
    await expect(asked).rejects.toMatchObject({ name: 'AbortError' });
  });

  it('sends nothing without its keys, and nothing that is private', async () => {
    answering(standIn, first.answers);
    const settings = new Map(settingsOf(source, first));
    for (const text of ['10.0.0.1', 'dc01.corp', 'http://10.0.0.1/x', 'https://u:p@evil.com/']) {
      const { told } = await askOf(source, text, settings);
      expect(told.answer.outcome).toBe('not sent');
    }
    for (const { name, needed } of source.settings) if (needed) settings.delete(name);
    if (source.settings.some(({ needed }) => needed)) {
      const { told } = await askOf(source, first.observable, settings);
      expect(told.answer).toMatchObject({ outcome: 'not sent' });
      expect(told.answer.detail).toContain(`${source.name} needs`);
    }
    expect(standIn.paths).toEqual([]);
  });

  it('makes a finding or a fault of whatever the service says', async () => {
    const settings = settingsOf(source, first);
    let seen = 0;
    for (const [place, answer] of Object.entries(first.answers ?? {})) {
      if (typeof answer === 'string') continue;
      for (const changed of mutations(answer)) {
        answering(standIn, { ...first.answers, [place]: changed });
        const { told } = await askOf(source, first.observable, settings);
        const [row] = told.answer.rows;
        seen++;
        if (!row) {
          expect(told.answer.outcome).not.toBe('found');
          continue;
        }
        expect(severities).toContain(row['severity']);
        expect(row['summary']).toMatch(/^.{1,500}$/);
        expect(row['reference']).toMatch(/^(?:https?:\/\/.*)?$/);
      }
    }
    expect(seen).toBeLessThan(5000);
  }, 60_000);
});

it('docs/threat-intelligence.md tells of every source as it is defined (npm run gen writes it)', () => {
  const page = readFileSync('docs/threat-intelligence.md', 'utf8');
  expect(page).toBe(tiReference(page));
  for (const { severity } of tiSources.values()) expect(page).toContain(severity);
});
