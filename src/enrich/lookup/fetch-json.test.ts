import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { closedPort, contextFor, openStandIn, type StandIn } from '../../../test/kit/stand-in.ts';
import { fetchJson } from './fetch-json.ts';
import type { LookupContext } from './lookup.ts';

let standIn: StandIn;
beforeAll(async () => {
  standIn = await openStandIn();
});
afterAll(() => standIn.close());

beforeEach(() => {
  standIn.paths = [];
});

const get = (more: Partial<LookupContext> = {}): Promise<unknown> =>
  fetchJson(standIn.base, { what: 'x', secrets: ['key'] }, contextFor(more));

describe('fetchJson', () => {
  it('waits as a server asks, and asks again', async () => {
    let calls = 0;
    standIn.handler = (_, response) => {
      if (++calls > 1) return response.end('{"a":1}');
      return response.writeHead(429, { 'retry-after': '0' }).end();
    };
    expect(await get()).toEqual({ a: 1 });
    expect(calls).toBe(2);
  });

  it('gives up where a server asks to wait long, or again and again', async () => {
    standIn.handler = (_, response) => response.writeHead(429, { 'retry-after': '3600' }).end();
    await expect(get()).rejects.toThrow('(429)');
    expect(standIn.paths).toHaveLength(1);
    standIn.handler = (_, response) => response.writeHead(503, { 'retry-after': '0' }).end();
    await expect(get()).rejects.toThrow('(503)');
    expect(standIn.paths).toHaveLength(4);
  });

  it('tells nothing, refusal and failure apart', async () => {
    standIn.handler = (_, response) => response.writeHead(404).end();
    expect(await get()).toBeNull();
    standIn.handler = (_, response) => response.writeHead(403).end();
    await expect(get()).rejects.toThrow('refuses');
    standIn.handler = (_, response) => response.writeHead(500).end();
    await expect(get()).rejects.toThrow('failed (500)');
  });

  it('takes no answer that is malformed, cut, endless or late', async () => {
    standIn.handler = (_, response) => response.end('<html>');
    await expect(get()).rejects.toThrow('not JSON');
    standIn.handler = (_, response) => {
      response.writeHead(200, { 'content-length': '100' }).write('{"a":');
      setTimeout(() => response.destroy(), 20);
    };
    await expect(get()).rejects.toThrow('broke off');
    standIn.handler = (_, response) => response.end(Buffer.alloc(5 * 2 ** 20, 32));
    await expect(get()).rejects.toThrow('longer than 4 MiB');
    standIn.handler = () => {};
    await expect(get({ timeoutMs: 300 })).rejects.toThrow('did not answer within 0.3 s');
  });

  it('says that a server is dead', async () => {
    const address = `http://127.0.0.1:${await closedPort()}/`;
    await expect(fetchJson(address, { what: 'x' }, contextFor())).rejects.toMatchObject({
      name: 'LookupFault',
      dead: true,
    });
  });

  it('ends at once when it is aborted', async () => {
    standIn.handler = () => {};
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    await expect(get({ signal: stop.signal })).rejects.toMatchObject({
      name: 'AbortError',
    });
  });

  it('follows redirects of the web, and not for ever', async () => {
    standIn.handler = (request, response) =>
      request.url === '/there'
        ? response.end('{"b":2}')
        : response.writeHead(302, { location: '/there' }).end();
    expect(await get()).toEqual({ b: 2 });
    standIn.handler = (_, response) => response.writeHead(302, { location: '/' }).end();
    await expect(get()).rejects.toThrow('failed (302)');
    standIn.handler = (_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    await expect(get()).rejects.toThrow('where we do not go');
  });
});
