import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closedPort, contextFor, openStandIn, type StandIn } from '../../../test/kit/stand-in.ts';
import { ipstack } from './ipstack.ts';
import type { LookupContext } from './lookup.ts';
import { whois, whoisField } from './whois.ts';

let server: Server;
let asked: string[] = [];
let say: (question: string, socket: Socket) => void;
let port = 0;
const open = new Set<Socket>();
beforeAll(async () => {
  server = createServer((socket) => {
    open.add(socket);
    socket.on('error', () => {});
    socket.on('data', (data) => {
      asked.push(String(data).trim());
      say(String(data).trim(), socket);
    });
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  port = (server.address() as AddressInfo).port;
});
afterAll(() => {
  for (const socket of open) socket.destroy();
  server.close();
});
const at = (more: Partial<LookupContext> = {}): LookupContext =>
  contextFor({ setting: () => `127.0.0.1:${port}`, ...more });

describe('whois', () => {
  it('sends the registered part of a name, and follows referrals but not for ever', async () => {
    asked = [];
    say = (_, socket) => socket.end(`Registrar: Example Inc\nrefer: localhost:${port}\n`);
    const found = await whois('secret.example.com', at());
    expect(whoisField(found?.text ?? '', 'registrar')).toBe('Example Inc');
    expect(asked).toEqual(['example.com', 'example.com', 'example.com'].slice(0, asked.length));
    expect(asked.length).toBeLessThanOrEqual(3);
    expect(asked.length).toBeGreaterThan(1);
  });

  it('tells what is unknown from who is dead, slow or endless', async () => {
    say = (_, socket) => socket.end('No match for "X.COM".\n');
    expect(await whois('x.com', at())).toBeNull();
    const dead = await closedPort();
    await expect(whois('x.com', at({ setting: () => `127.0.0.1:${dead}` }))).rejects.toMatchObject({
      dead: true,
    });
    say = () => {};
    await expect(whois('x.com', at({ timeoutMs: 300 }))).rejects.toThrow(
      'did not answer within 0.3 s',
    );
    say = (_, socket) => socket.write('x'.repeat(2 ** 21));
    await expect(whois('x.com', at())).rejects.toThrow('longer than 1 MiB');
  });

  it('reads what is made to be slow to read in no time', async () => {
    const start = performance.now();
    for (const text of ['\n'.repeat(2 ** 19), '% '.repeat(2 ** 18), 'country:\n'.repeat(2 ** 16)]) {
      say = (_, socket) => socket.end(text);
      const found = await whois('x.com', at());
      expect(whoisField(found?.text ?? '', 'country').length).toBeLessThan(10);
    }
    expect(performance.now() - start).toBeLessThan(40_000);
  });

  it('ends at once when it is aborted', async () => {
    say = () => {};
    const stop = new AbortController();
    setTimeout(() => stop.abort(), 30);
    await expect(whois('x.com', at({ signal: stop.signal }))).rejects.toMatchObject({
      name: 'AbortError',
    });
  });
});

describe('ipstack', () => {
  let standIn: StandIn;
  beforeAll(async () => {
    standIn = await openStandIn();
  });
  afterAll(() => standIn.close());
  const keyed = (): LookupContext =>
    contextFor({ setting: (name) => (name === 'ipstack_key' ? 'sEcReT' : standIn.base) });
  const answer = (value: unknown): void => {
    standIn.handler = (_, response) => response.end(JSON.stringify(value));
  };

  it('reads a place, and tells no place from a refusal', async () => {
    answer({ country_code: 'US', country_name: 'United States', latitude: 40.5, city: null });
    expect(await ipstack('8.8.8.8', keyed())).toMatchObject({ country: 'United States', city: '' });
    answer({ country_code: null });
    expect(await ipstack('8.8.8.8', keyed())).toBeNull();
    answer({ success: false, error: { code: 101, info: 'key sEcReT' } });
    await expect(ipstack('8.8.8.8', keyed())).rejects.toThrow('does not take the key');
    await expect(ipstack('8.8.8.8', contextFor())).rejects.toThrow('HUNTBOOK_IPSTACK_KEY');
  });

  it('puts the key into no message', async () => {
    for (const status of [403, 500, 302]) {
      standIn.handler = (_, response) => response.writeHead(status).end();
      const error: unknown = await ipstack('8.8.8.8', keyed()).catch((e: unknown) => e);
      expect(error).toBeInstanceOf(Error);
      expect(`${String(error)} ${String((error as Error).cause)}`).not.toContain('sEcReT');
    }
  });
});
