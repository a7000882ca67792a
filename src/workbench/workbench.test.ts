import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { FakeHunt } from '../../test/kit/fake-hunt.ts';
import type { HuntCell, HuntDocumentState } from '../protocol/index.ts';
import { startWorkbench, type Workbench } from './index.ts';

interface Answer {
  status: number;
  headers: Record<string, string | string[] | undefined>;
  text: string;
}

let folder: string;
let workbench: Workbench;
let hunt: FakeHunt;
let cookie: string;
const bugs: unknown[] = [];

/** A request with exactly these headers: fetch would not let us lie about Host and Origin. */
function ask(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body?: string | Uint8Array,
): Promise<Answer> {
  return new Promise((done, fail) => {
    const { port } = workbench;
    const sent = request({ host: '127.0.0.1', port, method, path, headers }, (answer) => {
      const parts: Buffer[] = [];
      answer.on('data', (part: Buffer) => parts.push(part));
      answer.on('end', () =>
        done({
          status: answer.statusCode ?? 0,
          headers: answer.headers,
          text: Buffer.concat(parts).toString('utf8'),
        }),
      );
      answer.on('error', fail);
    });
    sent.on('error', fail);
    sent.end(body);
  });
}

const origin = (): string => `http://127.0.0.1:${workbench.port}`;
const own = (): Record<string, string> => ({
  Cookie: cookie,
  Origin: origin(),
  'Sec-Fetch-Site': 'same-origin',
  'Content-Type': 'application/json',
});
const api = (call: string, body: unknown): Promise<Answer> =>
  ask('POST', `/api/${call}`, own(), JSON.stringify(body));
const events = (answer: Answer): Record<string, unknown>[] =>
  answer.text
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as Record<string, unknown>);
const cookieOf = (answer: Answer): string => {
  const set = answer.headers['set-cookie'];
  return String(Array.isArray(set) ? set[0] : set).split(';')[0] ?? '';
};
const pathOf = (link: string): string => link.slice(link.indexOf('/', 8));

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'huntbook-test-'));
  const pageFolder = join(folder, 'page');
  await mkdir(join(pageFolder, 'assets'), { recursive: true });
  await writeFile(join(folder, 'secret.txt'), 'secret');
  await writeFile(
    join(pageFolder, 'index.html'),
    '<meta name="style-nonce" content="%STYLE_NONCE%">',
  );
  await writeFile(join(pageFolder, 'assets', 'app.js'), 'export {};');
  hunt = new FakeHunt();
  hunt.made.set('Big', {
    columns: [{ name: 'N', type: 'long' }],
    count: 1_000_000,
    row: (index) => [index],
  });
  workbench = await startWorkbench({
    hunt,
    openBrowser: false,
    uploadLimitBytes: 1000,
    pageFolder,
    hunts: { folder: join(folder, 'hunts'), why: 'named' },
    onBug: (error) => bugs.push(error),
  });
  cookie = cookieOf(await ask('GET', pathOf(workbench.url)));
});

afterAll(async () => {
  await workbench.close();
  await rm(folder, { recursive: true, force: true });
});

it('gives the cookie for a link once, out of reach of scripts and other sites', async () => {
  const link = pathOf(workbench.newLink());
  const first = await ask('GET', link);
  expect(first.status).toBe(303);
  expect(first.headers['location']).toBe('/');
  expect(String(first.headers['set-cookie'])).toMatch(
    new RegExp(`^huntbook-${workbench.port}=[\\w-]{43}; Path=/; HttpOnly; SameSite=Strict$`),
  );
  const second = await ask('GET', link);
  expect(second.status).toBe(403);
  expect(second.headers['set-cookie']).toBeUndefined();
  expect(second.text).toContain('used before');
  expect((await ask('GET', '/?token=')).status).toBe(403);
  expect((await ask('GET', `/?token=${'a'.repeat(43)}`)).status).toBe(403);
});

it('refuses everything without the cookie, or with a wrong one', async () => {
  const calls = ['state', 'page', 'count', 'ask', 'release', 'stopOpening', 'folder'];
  const streams = ['run', 'open', 'sample', 'opening', 'huntRun', 'huntData', 'upload', 'nonsense'];
  for (const wrong of [undefined, `huntbook-${workbench.port}=x`, `${cookie}x`, 'huntbook-1=y']) {
    const { Cookie: _, ...rest } = own();
    const headers = wrong === undefined ? rest : { ...rest, Cookie: wrong };
    for (const call of [...calls, ...streams])
      expect((await ask('POST', `/api/${call}`, headers, '{}')).status, call).toBe(403);
    for (const path of ['/', '/index.html', '/assets/app.js', '/nothing'])
      expect((await ask('GET', path, headers)).status, path).toBe(403);
  }
});

it('answers only to its own names', async () => {
  const { port } = workbench;
  const names = [
    'evil.example',
    `evil.example:${port}`,
    `127.0.0.1.evil.example:${port}`,
    `localhost.evil.example:${port}`,
    `127.0.0.1:${port + 1}`,
    '127.0.0.1',
    `0.0.0.0:${port}`,
    `[::1]:${port}`,
    `127.0.0.1:${port}@evil.example`,
    `2130706433:${port}`,
  ];
  for (const Host of names) {
    const Origin = `http://${Host}`;
    expect([400, 403], Host).toContain((await ask('GET', '/', { Cookie: cookie, Host })).status);
    const posted = await ask('POST', '/api/state', { ...own(), Host, Origin }, '{}');
    expect([400, 403], Host).toContain(posted.status);
    const link = await ask('GET', pathOf(workbench.newLink()), { Host });
    expect(link.headers['set-cookie'], Host).toBeUndefined();
  }
  const local = { Host: `localhost:${port}`, Origin: `http://localhost:${port}` };
  expect((await ask('POST', '/api/state', { ...own(), ...local }, '{}')).status).toBe(200);
});

it('refuses other origins, null and none', async () => {
  const { port } = workbench;
  const others = ['null', 'http://evil.example', `https://127.0.0.1:${port}`, 'http://127.0.0.1'];
  for (const Origin of [...others, `http://localhost:${port}`, `http://127.0.0.1:${port}.evil`]) {
    expect((await ask('POST', '/api/state', { ...own(), Origin }, '{}')).status, Origin).toBe(403);
    expect((await ask('GET', '/', { Cookie: cookie, Origin })).status, Origin).toBe(403);
  }
  const { Origin: _, ...without } = own();
  expect((await ask('POST', '/api/state', without, '{}')).status).toBe(403);
  for (const site of ['cross-site', 'same-site']) {
    const headers = { ...own(), 'Sec-Fetch-Site': site };
    expect((await ask('POST', '/api/state', headers, '{}')).status, site).toBe(403);
    expect((await ask('GET', '/', headers)).status, site).toBe(403);
  }
});

it('takes only POST with JSON or octets for what changes something', async () => {
  for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data', ''])
    expect((await ask('POST', '/api/state', { ...own(), 'Content-Type': type }, '{}')).status).toBe(
      403,
    );
  for (const method of ['PUT', 'DELETE', 'OPTIONS', 'PATCH'])
    expect((await ask(method, '/api/state', own())).status, method).toBe(403);
  expect((await ask('GET', '/api/state', { Cookie: cookie })).status).toBe(404);
});

it('serves the page with a strict policy and a fresh nonce', async () => {
  const page = await ask('GET', '/', { Cookie: cookie });
  const policy = String(page.headers['content-security-policy']);
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1];
  expect(page.text).toBe(`<meta name="style-nonce" content="${nonce}">`);
  expect(policy).toMatch(/default-src 'none'; script-src 'self';/);
  expect(policy).toContain("frame-ancestors 'none'");
  expect(policy).not.toMatch(/unsafe-eval|https?:|\*/);
  expect(policy.replace("style-src-attr 'unsafe-inline'", '')).not.toContain('unsafe-inline');
  expect((await ask('GET', '/', { Cookie: cookie })).text).not.toBe(page.text);
  for (const answer of [page, await api('state', {}), await ask('GET', '/')]) {
    expect(answer.headers['x-content-type-options']).toBe('nosniff');
    expect(answer.headers['referrer-policy']).toBe('no-referrer');
    expect(answer.headers['cross-origin-opener-policy']).toBe('same-origin');
    expect(answer.headers['cross-origin-resource-policy']).toBe('same-origin');
    expect(answer.headers['content-security-policy']).toContain("default-src 'none'");
    expect(answer.headers['cache-control']).toBe('no-store');
  }
});

it('gives no file but the page’s own', async () => {
  expect((await ask('GET', '/assets/app.js', { Cookie: cookie })).text).toBe('export {};');
  const escapes = [
    '/../secret.txt',
    '/assets/../../secret.txt',
    '/%2e%2e/secret.txt',
    '/assets/..%2f..%2fsecret.txt',
    '/assets/%2e%2e%5c%2e%2e%5csecret.txt',
    '//etc/passwd',
    '/assets/app.js%00.html',
    '/assets/',
    '/assets',
    '/constructor',
    '/__proto__',
  ];
  for (const path of escapes) {
    const answer = await ask('GET', path, { Cookie: cookie });
    expect(answer.status, path).toBe(404);
    expect(answer.text).not.toContain('secret');
  }
});

it('refuses what it does not understand, and says why', async () => {
  const answer = await api('page', { result: 'x', offset: -1, limit: 10, orderBy: [], where: [] });
  expect(answer.status).toBe(400);
  expect(JSON.parse(answer.text)).toMatchObject({ code: 'workbench/bad-request', span: null });
  expect((await ask('POST', '/api/state', own(), '{')).status).toBe(400);
  const large = await ask('POST', '/api/run', own(), JSON.stringify({ text: 'x'.repeat(2 ** 21) }));
  expect(large.status).toBe(413);
  expect((await api('nonsense', {})).status).toBe(404);
});

it('runs a query, gives its pages, and lets them go', async () => {
  const [result, done] = events(await api('run', { text: 'Big' }));
  expect(result).toMatchObject({ kind: 'result', rows: 1_000_000, columns: [{ name: 'N' }] });
  expect(done).toMatchObject({ kind: 'done', coverage: { rows: 1_000_000 } });
  const id = result?.['result'];
  const asked = { result: id, offset: 999_998, limit: 10, orderBy: [], where: [] };
  expect(JSON.parse((await api('page', asked)).text)).toEqual({ rows: [[999_998], [999_999]] });
  expect(JSON.parse((await api('count', { result: id, where: [] })).text)).toEqual({
    rows: 1_000_000,
  });
  const question = { result: id, kql: '| count', limit: 1 };
  for (const wrong of [{ kql: 'T | count' }, { limit: 0 }, { limit: 100_001 }, { result: 7 }])
    expect((await api('ask', { ...question, ...wrong })).status).toBe(400);
  expect((await api('ask', { ...question, result: 'unknown' })).status).toBe(404);
  expect(JSON.parse((await api('release', { results: [id, 'unknown'] })).text)).toEqual({
    released: 1,
  });
  const gone = await api('page', asked);
  expect(gone.status).toBe(404);
  expect(JSON.parse(gone.text)).toMatchObject({ code: 'workbench/result-gone' });
});

it('says what is wrong with a text, how to put it right, and what stands at a place', async () => {
  const { findings } = JSON.parse((await api('diagnose', { text: 'Bog | take 1' })).text);
  expect(findings).toMatchObject([
    {
      code: 'KS204',
      hint: 'Did you mean Big?',
      fixes: [{ edits: [{ span: { start: 0, end: 3 }, text: 'Big' }] }],
    },
  ]);
  const { hover } = JSON.parse((await api('hover', { text: 'Big | take 1', at: 7 })).text);
  expect(hover).toMatchObject({ title: 'take', span: { start: 6, end: 10 }, differs: null });
  expect(hover.about).toContain('so many rows');
});

it('holds no more than 24 results', async () => {
  const before = hunt.closedTables;
  for (let i = 0; i < 26; i++) await api('run', { text: 'Big' });
  expect(hunt.closedTables - before).toBe(2);
});

it('tells an error with its place, and our own bugs without their insides', async () => {
  const [failed] = events(await api('run', { text: 'Nothing' }));
  expect(failed).toMatchObject({
    kind: 'failed',
    problem: { code: 'KS142', span: { start: 0, end: 7 }, hint: 'Look at the list of tables.' },
  });
  const answer = await api('run', { text: 'bug' });
  expect(events(answer)[0]).toMatchObject({ kind: 'failed', problem: { code: 'workbench/bug' } });
  expect(answer.text).not.toContain('secret');
  expect(String(bugs.at(-1))).toContain('a secret inside');
});

it('stops a query when the page drops the answer, and goes on serving', async () => {
  const before = hunt.stopped;
  const dropping = new AbortController();
  const headers = { ...own() };
  const running = fetch(`${origin()}/api/run`, {
    method: 'POST',
    headers,
    body: JSON.stringify({ text: 'slow' }),
    signal: dropping.signal,
  });
  running.catch(() => {});
  await new Promise((done) => setTimeout(done, 150));
  const beside = events(await api('run', { text: 'Big' }));
  expect(beside[0]).toMatchObject({ kind: 'result' });
  expect(hunt.stopped).toBe(before);
  dropping.abort();
  await expect.poll(() => hunt.stopped).toBe(before + 1);
});

it('takes a dropped file under a safe name, shown under its own', async () => {
  const headers = (name: string): Record<string, string> => ({
    ...own(),
    'Content-Type': 'application/octet-stream',
    'X-File-Name': encodeURIComponent(name),
  });
  const evil = '../../<img src=x onerror=alert(1)>\u202E.csv';
  const sent = await ask('POST', '/api/upload', headers(evil), 'a,b\n1,2\n');
  const { upload, name, sizeBytes } = JSON.parse(sent.text) as Record<string, unknown>;
  expect({ name, sizeBytes }).toEqual({ name: evil, sizeBytes: 8 });
  const opened = events(await api('open', { paths: [], uploads: [upload] })).at(-1);
  expect(opened).toMatchObject({ kind: 'opened', files: [{ file: evil, state: 'loaded' }] });
  const path = String(hunt.added.at(-1));
  expect(path.startsWith(tmpdir())).toBe(true);
  expect(path.split('/').at(-1)).toBe('_img src_x onerror_alert(1)__.csv');
  expect(await readFile(path, 'utf8')).toBe('a,b\n1,2\n');
  const bad = await ask('POST', '/api/upload', headers('odd name.bad'), 'x');
  const { upload: odd } = JSON.parse(bad.text) as Record<string, unknown>;
  expect(events(await api('open', { paths: [], uploads: [odd] })).at(-1)).toMatchObject({
    files: [{ state: 'refused', problem: { message: '"odd name.bad" is of no kind.' } }],
  });
  const large = await ask('POST', '/api/upload', headers('big.csv'), 'x'.repeat(1001));
  expect(large.status).toBe(413);
  expect(JSON.parse(large.text)).toMatchObject({ code: 'workbench/too-large' });
  const chunked = { ...headers('big.csv'), 'Transfer-Encoding': 'chunked' };
  expect((await ask('POST', '/api/upload', chunked, 'x'.repeat(1001))).status).toBe(413);
  expect((await api('open', { paths: [], uploads: ['../x'] })).text).toContain('no-such-upload');
});

it('lists a folder of this computer', async () => {
  const listed = JSON.parse((await api('folder', { path: folder })).text) as {
    entries: { name: string; folder: boolean; sizeBytes: number | null }[];
  };
  expect(listed.entries.map((e) => [e.name, e.folder, e.sizeBytes])).toEqual([
    ['page', true, null],
    ['secret.txt', false, 6],
  ]);
  const missing = await api('folder', { path: join(folder, 'none') });
  expect(JSON.parse(missing.text)).toMatchObject({ code: 'workbench/no-such-folder' });
});

it('listens on the loopback only', async () => {
  const refused = await new Promise<boolean>((done) => {
    const socket = connect({ host: '127.0.0.2', port: workbench.port });
    socket.once('connect', () => {
      socket.destroy();
      done(false);
    });
    socket.once('error', () => done(true));
  });
  expect(refused).toBe(true);
});

it('says when the port is taken', async () => {
  const again = startWorkbench({
    hunt: new FakeHunt(),
    openBrowser: false,
    port: workbench.port,
    pageFolder: join(folder, 'page'),
  });
  await expect(again).rejects.toMatchObject({ code: 'workbench/port-taken' });
});

it('opens, changes and runs a hunt by its calls', async () => {
  const from = { scratch: '```kql\nBig\n```\n' };
  const opened = JSON.parse((await api('huntOpen', { page: 'p', from })).text) as HuntDocumentState;
  const { hunt: id, version, tick } = opened;
  expect(JSON.parse((await api('huntState', { hunt: id, tick })).text)).toEqual({ state: null });
  const ran = events(await api('huntRun', { hunt: id, blocks: null })).at(-1) as unknown as {
    kind: string;
    state: HuntDocumentState;
  };
  const [cell] = ran.state.blocks as HuntCell[];
  expect([ran.kind, cell?.state, cell?.outcome?.coverage.rows]).toEqual(['done', 'fresh', 1e6]);
  const page = { result: cell?.outcome?.result, offset: 7, limit: 1, orderBy: [], where: [] };
  expect(JSON.parse((await api('page', page)).text)).toEqual({ rows: [[7]] });
  const change = (edit: object, base = version): Promise<Answer> =>
    api('huntEdit', { hunt: id, base, edit, group: null, over: false });
  expect((await change({ kind: 'kql', block: cell?.key, kql: 'nothing' })).status).toBe(200);
  expect((await change({ kind: 'kql', block: cell?.key, kql: 'other' })).status).toBe(409);
  expect((await change({ kind: 'kql', block: cell?.key })).status).toBe(400);
  const failed = events(await api('huntRun', { hunt: id, blocks: [cell?.key] })).at(-1);
  expect(JSON.stringify(failed)).toContain("The name 'nothing'");
  const saved = await api('huntCreate', { page: 'p', title: 'Big one', hunt: id });
  expect(JSON.parse(saved.text)).toMatchObject({ kind: 'file', name: 'Big-one.md' });
  expect(JSON.parse((await api('hunts', {})).text)).toMatchObject({
    why: 'named',
    hunts: [{ name: 'Big-one.md', title: 'Big one' }],
  });
  expect((await api('huntOpen', { page: 'p', from: { name: '../page/x.md' } })).status).toBe(400);
  expect((await api('huntOpen', { page: 'p', from: { name: 'none.md' } })).status).toBe(404);
  expect((await api('huntClose', { hunt: id, page: 'p' })).status).toBe(200);
});
