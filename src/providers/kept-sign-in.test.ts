import {
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openServices, type Services } from '../../test/kit/azure-stand-in.ts';
import { type Keychain, loadConfig } from '../config/index.ts';
import { connectTo } from './connect.ts';
import type { Connected } from './define-provider.ts';
import { openTokenStore } from './token-store.ts';

let folder: string;
let kept: Map<string, string>;
let keychain: Keychain;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-tokens-'));
  kept = new Map();
  keychain = {
    get: async (service, account) => kept.get(`${service}/${account}`) ?? null,
    set: async (service, account, text) => {
      kept.set(`${service}/${account}`, text);
    },
  };
});
afterEach(() => rmSync(folder, { recursive: true }));

const files = (): string[] => readdirSync(folder).filter((name) => name.endsWith('.bin'));

describe('a store of tokens', () => {
  it('gives what was written in another session, and nothing without the key', async () => {
    const text = 'secret-4711 ✓';
    const store = await openTokenStore({ folder, keychain });
    expect(await store.read('a')).toBeNull();
    await store.write('a', text);
    expect(await (await openTokenStore({ folder, keychain })).read('a')).toBe(text);
    const [file = ''] = files();
    expect(readFileSync(join(folder, file)).includes('secret')).toBe(false);
    expect(statSync(join(folder, file)).mode & 0o077).toBe(0);
    expect([...kept.values()]).toEqual([expect.stringMatching(/^[0-9a-f]{64}$/)]);
    kept.clear();
    expect(await (await openTokenStore({ folder, keychain })).read('a')).toBeNull();
  });

  it('takes no file that was changed, cut or put elsewhere', async () => {
    const store = await openTokenStore({ folder, keychain });
    await store.write('a', 'secret-4711');
    const file = join(folder, 'a.bin');
    const whole = readFileSync(file);
    for (const bytes of [
      whole.subarray(0, -1),
      whole.subarray(0, 10),
      Buffer.alloc(0),
      Buffer.from(whole.map((byte, i) => (i === whole.length - 1 ? byte ^ 1 : byte))),
    ]) {
      writeFileSync(file, bytes);
      expect(await store.read('a')).toBeNull();
    }
    writeFileSync(file, whole);
    renameSync(file, join(folder, 'b.bin'));
    expect(await store.read('b')).toBeNull();
  });
});

describe('the sign-in of a person', () => {
  let services: Services;
  const told: string[] = [];
  beforeEach(async () => {
    services = await openServices();
    told.length = 0;
    services.tell = () => ({ body: { value: [] } });
  });
  afterEach(() => services.close());

  /** A session of its own, as another run of the program has it. */
  const session = async (more: { keep?: boolean; tenant?: string } = {}): Promise<Connected> => {
    const config = await loadConfig({ folder: '/nowhere', home: '/nowhere', env: {} });
    const tokenStore = await openTokenStore({ folder, keychain });
    const { azure = {} } = services.transport;
    const [one] = await connectTo(
      'sentinel-api',
      {
        ...{ subscription_id: 's', resource_group: 'g', workspace_name: 'w' },
        ...{ tenant_id: more.tenant ?? 'contoso', client_id: 'c' },
      },
      {
        config: {
          ...config,
          azure: { ...config.azure, signIn: ['device-code'], tokenCache: more.keep ?? true },
        },
        transport: { ...services.transport, azure: { ...azure, tokenStore } },
        tell: (message) => told.push(message),
      },
    );
    if (!one) throw new Error('there is no instance');
    return one.connected;
  };
  const check = async (one: Connected): Promise<string> => one.check(new AbortController().signal);
  const grants = (): string[] =>
    services.signIns.map((one) => one.split(' ')[1] ?? '').filter(Boolean);

  it('is asked for once, and outlasts the session', async () => {
    await check(await session());
    expect(told).toEqual([expect.stringContaining('enter ABCD')]);
    await check(await session());
    expect(told).toHaveLength(1);
    expect(services.asked.map(({ headers }) => headers['authorization'])).toEqual([
      'Bearer token-1',
      'Bearer token-1',
    ]);
    await check(await session({ tenant: 'fabrikam' }));
    expect(told).toHaveLength(2);
    for (const file of files()) {
      const bytes = readFileSync(join(folder, file)).toString('latin1');
      for (const hidden of ['refresh-4711', 'token-1', 'contoso'])
        expect(bytes).not.toContain(hidden);
    }
  });

  it('gets a new token without the person where one was refused', async () => {
    await check(await session());
    services.tell = ({ headers }) =>
      headers['authorization'] === 'Bearer token-1' ? { status: 401 } : { body: { value: [] } };
    await check(await session());
    expect(told).toHaveLength(1);
    expect(grants().at(-1)).toBe('refresh_token');
    await check(await session());
    expect(services.asked.at(-1)?.headers['authorization']).toBe('Bearer token-2');
  });

  it('asks the person anew, once, where what is kept is too old', async () => {
    await check(await session());
    services.takesRefresh = false;
    services.tell = ({ headers }) =>
      headers['authorization'] === 'Bearer token-1' ? { status: 401 } : { body: { value: [] } };
    await check(await session());
    expect(told).toHaveLength(2);
    await check(await session());
    expect(told).toHaveLength(2);
    expect(services.asked.at(-1)?.headers['authorization']).toBe('Bearer token-2');
  });

  it('is asked for again where nothing is kept, or what is kept cannot be read', async () => {
    await check(await session({ keep: false }));
    expect(files()).toEqual([]);
    await check(await session());
    for (const file of files()) writeFileSync(join(folder, file), 'nonsense');
    await check(await session());
    expect(told).toHaveLength(3);
  });
});
