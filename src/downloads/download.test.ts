import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { runCommand } from '../../test/kit/run-command.ts';
import { closedPort, openStandIn, type StandIn } from '../../test/kit/stand-in.ts';
import { fileNameOf } from './address.ts';
import { dataSets, readDataSets } from './data-sets.ts';
import { type Downloaded, type DownloadOptions, download } from './download.ts';
import { redirected } from './open-address.ts';

const content = Buffer.from(Array.from({ length: 300_000 }, (_, i) => (i * 31) % 251));
const sum = createHash('sha256').update(content).digest('hex');
const patience = { stallMs: 60_000, firstDelayMs: 1 };
let folder: string;
let server: StandIn;

beforeEach(async () => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-get-'));
  server = await openStandIn();
});
afterEach(() => {
  server.close();
  rmSync(folder, { recursive: true });
});

const get = (path: string, options: Partial<DownloadOptions> = {}): Promise<Downloaded> =>
  download(server.base + path, { folder, patience, ...options });
const kept = (): string[] => readdirSync(folder).sort();

/** Serves the content, whole or from where it is asked; `cut` bytes at a time. */
function serve({ etag = '"1"', cut = content.length, ranges = true } = {}): string[] {
  const asked: string[] = [];
  server.handler = ({ headers }, response) => {
    const { range, 'if-range': same } = headers;
    asked.push(range ?? 'all');
    const goesOn = ranges && range !== undefined && (same === undefined || same === etag);
    const from = goesOn ? Number(/\d+/.exec(range)?.[0]) : 0;
    if (from >= content.length)
      return response.writeHead(416, { 'content-range': `bytes */${content.length}` }).end();
    response.writeHead(goesOn ? 206 : 200, {
      etag,
      'content-length': content.length - from,
      ...(goesOn
        ? { 'content-range': `bytes ${from}-${content.length - 1}/${content.length}` }
        : {}),
    });
    response.write(content.subarray(from, from + cut), () => {
      if (from + cut < content.length) response.destroy();
      else response.end();
    });
  };
  return asked;
}

describe('download', () => {
  it('gives a file its name when it is whole, with its SHA-256', async () => {
    serve();
    const seen: number[] = [];
    const came = await get('a/logs.bin?sig=secret', {
      onProgress: ({ bytesDone, bytesTotal }) => {
        seen.push(bytesDone);
        expect(bytesTotal).toBe(content.length);
      },
    });
    expect(came).toEqual({
      path: join(folder, 'logs.bin'),
      sizeBytes: content.length,
      sha256: sum,
      checked: false,
      state: 'downloaded',
      notes: [],
    });
    expect(readFileSync(came.path).equals(content)).toBe(true);
    expect(kept()).toEqual(['logs.bin']);
    expect(seen.at(-1)).toBe(content.length);
    expect((await get('a/logs.bin', { sha256: sum })).state).toBe('there');
    expect(server.paths).toHaveLength(1);
    await expect(get('a/logs.bin', { sha256: '0'.repeat(64) })).rejects.toMatchObject({
      code: 'downloads/exists',
    });
    expect((await get('a/logs.bin', { sha256: sum, again: true })).checked).toBe(true);
  });

  it('goes on where the server broke off', async () => {
    const asked = serve({ cut: 100_000 });
    const came = await get('logs.bin', { sha256: sum });
    const from = asked.map((range) => Number(/\d+/.exec(range)?.[0] ?? 0));
    expect(from.length).toBeGreaterThan(2);
    expect(from.every((at, i) => i === 0 || at > (from[i - 1] ?? 0))).toBe(true);
    expect([came.checked, kept()]).toEqual([true, ['logs.bin']]);
  });

  it('goes on another day with what a stopped download left', async () => {
    const stop = new AbortController();
    server.handler = (_, response) => {
      response.writeHead(200, { etag: '"1"', 'content-length': content.length });
      response.write(content.subarray(0, 100_000));
    };
    const stopped = get('logs.bin?sig=secret', {
      signal: stop.signal,
      onProgress: ({ bytesDone }) => {
        if (bytesDone === 100_000) stop.abort(new Error('stopped by the user'));
      },
    });
    await expect(stopped).rejects.toThrow('stopped by the user');
    expect(kept()).toEqual(['logs.bin.part', 'logs.bin.part.json']);
    expect(readFileSync(join(folder, 'logs.bin.part.json'), 'utf8')).not.toContain('secret');
    const asked = serve();
    const came = await get('logs.bin?sig=other');
    expect(asked).toEqual(['bytes=100000-']);
    expect([came.state, came.sha256, kept()]).toEqual(['resumed', sum, ['logs.bin']]);
  });

  it('begins anew where the file behind the address has changed, or nothing tells', async () => {
    for (const told of [
      { from: `${server.base}logs.bin`, validator: '"old"', sizeBytes: 300_000 },
      { from: `${server.base}other.bin`, validator: '"1"', sizeBytes: 300_000 },
      { from: `${server.base}logs.bin`, validator: null, sizeBytes: 300_000 },
    ]) {
      writeFileSync(join(folder, 'logs.bin.part'), Buffer.alloc(1000, 1));
      writeFileSync(join(folder, 'logs.bin.part.json'), JSON.stringify(told));
      serve();
      const came = await get('logs.bin', { again: true });
      expect([came.state, came.sha256]).toEqual(['downloaded', sum]);
    }
  });

  it('does not trust a server that goes on with another file', async () => {
    writeFileSync(join(folder, 'logs.bin.part'), content.subarray(0, 1000));
    const told = { from: `${server.base}logs.bin`, validator: '"1"', sizeBytes: 300_000 };
    writeFileSync(join(folder, 'logs.bin.part.json'), JSON.stringify(told));
    server.handler = ({ headers }, response) => {
      if (!headers.range) return response.end(content);
      response.writeHead(206, { etag: '"2"', 'content-range': 'bytes 1000-299999/300000' });
      response.end(Buffer.alloc(299_000, 7));
    };
    expect((await get('logs.bin')).sha256).toBe(sum);
  });

  it('takes a part that is whole already', async () => {
    writeFileSync(join(folder, 'logs.bin.part'), content);
    const told = { from: `${server.base}logs.bin`, validator: '"1"', sizeBytes: 300_000 };
    writeFileSync(join(folder, 'logs.bin.part.json'), JSON.stringify(told));
    const asked = serve();
    expect(await get('logs.bin')).toMatchObject({ state: 'resumed', sha256: sum });
    expect(asked).toEqual(['bytes=300000-']);
  });

  it('keeps nothing of what is not the file that it should be, and says both sums', async () => {
    serve();
    const wanted = 'a'.repeat(64);
    const failed = await get('logs.bin', { sha256: wanted }).catch((error: unknown) => error);
    expect(failed).toMatchObject({ code: 'downloads/checksum' });
    expect(String(failed)).toContain(sum);
    expect(String(failed)).toContain(wanted);
    expect(kept()).toEqual([]);
  });

  it('takes no more than allowed, announced or not', async () => {
    serve();
    await expect(get('logs.bin', { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'downloads/too-large',
      message: expect.stringContaining('300,000 bytes, where 1,000 bytes'),
    });
    server.handler = (_, response) => {
      response.write(content);
      response.end();
    };
    await expect(get('logs.bin', { maxBytes: 1000 })).rejects.toMatchObject({
      code: 'downloads/too-large',
    });
    expect(kept()).toEqual([]);
  });

  it('is patient with a busy server, and not for ever', async () => {
    let times = 0;
    server.handler = (_, response) => {
      if (++times === 1) response.writeHead(429, { 'retry-after': '0' }).end();
      else if (times === 2) response.writeHead(503).end();
      else response.end(content);
    };
    expect((await get('a.bin')).sha256).toBe(sum);
    server.handler = (_, response) => void response.writeHead(500).end('<p>token=1');
    await expect(get('b.bin')).rejects.toMatchObject({
      code: 'downloads/unreachable',
      message: expect.stringContaining('cannot serve us now (500)'),
    });
    server.handler = (_, response) => void response.writeHead(429, { 'retry-after': '9999' }).end();
    const before = server.paths.length;
    await expect(get('c.bin')).rejects.toMatchObject({ code: 'downloads/unreachable' });
    expect(server.paths.length - before).toBe(1);
  });

  it('says what is missing, closed or out of reach, without the query of the address', async () => {
    const faults = [
      [404, 'not-found'],
      [403, 'refused'],
      [400, 'refused'],
    ] as const;
    for (const [status, code] of faults) {
      server.handler = (_, response) => void response.writeHead(status).end();
      const error = await get('x.bin?sig=secret').catch((fault: unknown) => fault);
      expect(error).toMatchObject({ code: `downloads/${code}` });
      expect(String(error)).not.toContain('secret');
    }
    const nobody = `http://127.0.0.1:${await closedPort()}/x.bin`;
    await expect(download(nobody, { folder, patience })).rejects.toMatchObject({
      code: 'downloads/unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
    server.handler = () => {};
    const silent = { stallMs: 50, firstDelayMs: 1 };
    await expect(get('x.bin', { patience: silent })).rejects.toMatchObject({
      message: expect.stringContaining('says nothing'),
    });
  });

  it('says before what no disk has room for', async () => {
    server.handler = (_, response) =>
      response.writeHead(200, { 'content-length': 2 ** 53 - 1 }).end();
    await expect(get('x.bin', { maxBytes: 2 ** 53 })).rejects.toMatchObject({
      code: 'downloads/no-room',
    });
    expect(kept()).toEqual([]);
  });

  it('says where a server packed what it gave', async () => {
    server.handler = (_, response) => {
      response.setHeader('content-encoding', 'gzip');
      response.end('packed');
    };
    expect((await get('x.csv')).notes).toEqual([expect.stringContaining('packed it (gzip)')]);
  });

  it('says where a web page came instead', async () => {
    server.handler = (_, response) => {
      response.setHeader('content-type', 'text/html; charset=utf-8');
      response.end('<h1>Sign in</h1>');
    };
    expect((await get('logs.csv')).notes).toHaveLength(1);
  });
});

describe('redirects', () => {
  const sendsTo = (to: string): void => {
    server.handler = ({ url }, response) =>
      url === '/there.bin'
        ? response.end(content)
        : response.writeHead(302, { location: to }).end();
  };

  it('are followed, under the name of the address that was asked for', async () => {
    sendsTo('/there.bin');
    expect(await get('here.bin')).toMatchObject({ path: join(folder, 'here.bin'), sha256: sum });
  });

  it('never lead to what is private, in any spelling', async () => {
    const { port } = new URL(server.base);
    for (const to of [
      `http://localhost:${port}/there.bin`,
      `http://[::ffff:127.0.0.1]:${port}/there.bin`,
      `http://[::1]:${port}/there.bin`,
      `http://[64:ff9b::7f00:1]:${port}/there.bin`,
      `http://[2002:7f00:1::]:${port}/there.bin`,
      'http://169.254.169.254/latest/meta-data/',
      'http://10.0.0.1/there.bin',
      'http://0/there.bin',
    ]) {
      sendsTo(to);
      await expect(get('here.bin'), to).rejects.toMatchObject({ code: 'downloads/redirect' });
    }
    expect(server.paths).not.toContain('/there.bin');
    expect(kept()).toEqual([]);
  });

  it('come to an end', async () => {
    sendsTo('/again');
    await expect(get('here.bin')).rejects.toMatchObject({ code: 'downloads/redirect' });
    expect(server.paths).toHaveLength(6);
  });

  it('never lead from https to http, nor out of the web, nor carry a password', () => {
    const at = new URL('https://host.example/a');
    expect(redirected(at, '/b').href).toBe('https://host.example/b');
    for (const to of ['http://host.example/a', 'file:///etc/passwd', 'https://u:p@h/', undefined])
      expect(() => redirected(at, to)).toThrow(/sends us on/);
  });
});

describe('names of files', () => {
  it('are no paths, not hidden, and not too long', () => {
    const name = (path: string): string => fileNameOf(new URL(path, 'https://h.example'));
    expect(name('/a/b%20c.zip?x=1')).toBe('b c.zip');
    expect(name('/a/..%2f..%2fetc%2fpasswd')).toBe('_.._etc_passwd');
    expect(name('/.bashrc')).toBe('bashrc');
    expect(name('/con.log')).toBe('_con.log');
    expect(name('/a%00b%0a%1b[31m.log')).toBe('a_b__[31m.log');
    expect(name('/%E0%A4%A')).toBe('%E0%A4%A');
    expect(Buffer.byteLength(name(`/${'é'.repeat(300)}.log`))).toBeLessThanOrEqual(200);
    expect(name(`/${'é'.repeat(300)}.log`)).toMatch(/\.log$/);
    for (const path of ['/', '/a/', '/..', '/%2e%2e']) expect(() => name(path)).toThrow(/called/);
    expect(() => fileNameOf(new URL('https://h/a'), '../x')).toThrow(/cannot be the name/);
  });
});

describe('sets', () => {
  it('that come with Huntbook have addresses of https and what is needed to check them', () => {
    const sets = [...dataSets().values()];
    expect(sets.length).toBeGreaterThan(15);
    for (const { name, about, home, licence, files } of sets) {
      expect(
        [about, home, licence].every((text) => text !== ''),
        name,
      ).toBe(true);
      for (const { url, sha256, sizeBytes } of files) {
        expect(url).toMatch(/^https:/);
        expect(sha256 === null, url).toBe(sizeBytes === null);
      }
    }
  });

  it('are refused where something in them is wrong', () => {
    const file = '  files: [{ url: "https://h.example/a" }]';
    for (const [text, why] of [
      ['- a', /no mapping/],
      ['../x:\n  files: []', /cannot be the name/],
      ['a: 1', /no set/],
      ['a:\n  files: []', /no files/],
      ['a:\n  files: [{ url: "file:///etc/passwd" }]', /neither https/],
      ['a:\n  files: [{ url: "https://h/a", sha256: "12" }]', /no SHA-256/],
      ['a:\n  files: [{ url: "https://h/a", bytes: -1 }]', /no number of bytes/],
      ['a:\n  files: [{ url: "https://h/a" }, { url: "https://h/b/A" }]', /two of its files/],
      [`a:\n  about: [1]\n${file}`, /about is no text/],
    ] as const)
      expect(() => readDataSets(text, 'sets.yaml'), text).toThrow(why);
    expect(readDataSets(`__proto__:\n${file}`, 'sets.yaml').get('__proto__')?.files).toHaveLength(
      1,
    );
  });
});

describe('huntbook get', () => {
  const ofSets = (): string => {
    const file = join(folder, 'sets.yaml');
    writeFileSync(
      file,
      `mine:\n  about: Two files.\n  files:\n    - { url: "${server.base}a.bin", bytes: 300000, sha256: ${sum} }\n    - { url: "${server.base}b.bin" }\n`,
    );
    return file;
  };

  it('lists the sets and plans without asking anybody', async () => {
    const list = await runCommand(['get', '--list'], 200);
    expect(list.code).toBe(0);
    expect(list.out).toContain('otrf-log4shell');
    const plan = await runCommand(['get', 'msticpy-tour', '--dry-run']);
    expect(plan.out).toContain('aad_logons.pkl: 76 KB, SHA-256 107b7c54');
    expect(plan.out).toContain('from https://raw.githubusercontent.com/Azure/');
  });

  it('downloads a set into a folder of its name, and says what could not be checked', async () => {
    serve();
    const { code, out, err } = await runCommand(['get', 'mine', '--sets', ofSets(), '-o', folder]);
    expect([code, err]).toEqual([0, `asks ${new URL(server.base).host}\n`]);
    expect(out).toBe(
      `${join(folder, 'mine/a.bin')}: 300 KB, SHA-256 as it should be\n` +
        `${join(folder, 'mine/b.bin')}: 300 KB, no checksum known; its SHA-256 is ${sum}\n`,
    );
  });

  it('goes on with the others where one file of several is not to be had', async () => {
    const { handler } = server;
    server.handler = (request, response) =>
      request.url === '/a.bin' ? response.writeHead(404).end() : response.end(content);
    const some = await runCommand(['get', 'mine', '--sets', ofSets(), '-o', folder]);
    expect([some.code, some.err]).toEqual([3, expect.stringContaining('downloads/not-found')]);
    expect(existsSync(join(folder, 'mine/b.bin'))).toBe(true);
    server.handler = handler;
  });

  it('says what is wrong with a call before it asks anybody', async () => {
    for (const words of [
      ['get'],
      ['get', 'msticpy-tuor'],
      ['get', 'ftp://h.example/a'],
      ['get', 'https://u:p@h.example/a'],
      ['get', 'msticpy-tour', '--sha256', sum],
      ['get', `${server.base}a.bin`, '--sha256', 'abc'],
      ['get', `${server.base}a.bin`, '--max-size', 'big'],
    ])
      expect((await runCommand([...words, '-o', folder])).code, words.join(' ')).not.toBe(0);
    expect((await runCommand(['get', 'msticpy-tuor'])).err).toContain('Did you mean msticpy-tour?');
    expect(server.paths).toEqual([]);
  });
});
