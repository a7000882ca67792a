import { chmodSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { openKeychain, type RunProgram } from './keychain.ts';
import { Secret } from './secret.ts';

const hidden = 'dont-print-me-4711';

/** A program of the system that answers as told, and what it was told. */
function standIn(answer: Partial<{ code: number; out: string; said: string }> | null): {
  run: RunProgram;
  told: unknown[];
} {
  const told: unknown[] = [];
  return {
    told,
    run: async (...all) => {
      told.push(all);
      return answer && { code: 0, out: '', said: '', ...answer };
    },
  };
}

describe('a keychain', () => {
  it('is reached by what the system brings, and no secret is among the words', async () => {
    for (const [platform, reading, writing] of [
      [
        'darwin',
        ['security', ['find-generic-password', '-s', 'soc', '-a', 'me', '-w'], ''],
        ['security', ['-i'], `add-generic-password -U -s "soc" -a "me" -w "${hidden}\\""\n`],
      ],
      [
        'linux',
        ['secret-tool', ['lookup', 'service', 'soc', 'username', 'me'], ''],
        [
          'secret-tool',
          ['store', '--label=soc/me', 'service', 'soc', 'username', 'me'],
          `${hidden}"`,
        ],
      ],
    ] as const) {
      const { run, told } = standIn({ out: `${hidden}\n` });
      const keychain = openKeychain({ keyring: null, platform, run });
      expect(await keychain.get('soc', 'me')).toBe(hidden);
      await keychain.set('soc', 'me', `${hidden}"`);
      expect(told).toEqual([reading, writing]);
      await expect(keychain.set('soc', 'me\nadd-generic-password', 'x')).rejects.toThrow();
    }
  });

  it('tells what is not there from what is locked, and from what is not installed', async () => {
    const get = (
      platform: NodeJS.Platform,
      answer: Parameters<typeof standIn>[0],
    ): Promise<unknown> =>
      openKeychain({ keyring: null, platform, run: standIn(answer).run }).get('soc', 'me');
    expect(await get('darwin', { code: 44, said: 'could not be found' })).toBeNull();
    expect(await get('linux', { code: 1 })).toBeNull();
    await expect(get('linux', { code: 1, said: 'Cannot autolaunch D-Bus' })).rejects.toMatchObject({
      code: 'config/keychain-failed',
      message: expect.stringContaining('D-Bus'),
    });
    await expect(get('darwin', { code: 51 })).rejects.toMatchObject({
      code: 'config/keychain-failed',
    });
    await expect(get('linux', null)).rejects.toMatchObject({
      code: 'config/needs-package',
      hint: expect.stringContaining('libsecret-tools'),
    });
    expect(() => openKeychain({ keyring: null, platform: 'win32' })).toThrow(/cannot be reached/);
  });

  it('is reached by the package where that is installed', async () => {
    const kept = new Map<string, string>();
    class AsyncEntry {
      readonly #key: string;
      constructor(service: string, account: string) {
        this.#key = `${service}/${account}`;
      }
      async getPassword(): Promise<string | null> {
        if (this.#key === 'soc/locked') throw new Error('the collection is locked');
        return kept.get(this.#key) ?? null;
      }
      async setPassword(text: string): Promise<void> {
        kept.set(this.#key, text);
      }
    }
    const keychain = openKeychain({ keyring: { AsyncEntry } });
    expect(await keychain.get('soc', 'me')).toBeNull();
    await keychain.set('soc', 'me', hidden);
    expect(await keychain.get('soc', 'me')).toBe(hidden);
    await expect(keychain.get('soc', 'locked')).rejects.toMatchObject({
      code: 'config/keychain-failed',
      message: expect.stringContaining('the collection is locked'),
    });
  });
});

describe.runIf(process.platform === 'linux')('a program of the system', () => {
  let folder: string;
  const path = process.env['PATH'];
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'huntbook-keychain-'));
    const program = join(folder, 'secret-tool');
    writeFileSync(program, '#!/bin/sh\n[ "$3$5" = "socme" ] && printf %s "found $0" || exit 1\n');
    chmodSync(program, 0o755);
    process.env['PATH'] = `${folder}${delimiter}${path}`;
  });
  afterEach(() => {
    process.env['PATH'] = path;
    rmSync(folder, { recursive: true });
  });

  it('is really run', async () => {
    const { get } = openKeychain({ keyring: null });
    expect(await get('soc', 'me')).toContain('found');
    const secret = new Secret({ kind: 'keychain', service: 'soc', account: 'you' }, 'a.key');
    const keychain = { keychain: get };
    await expect(secret.reveal(keychain)).rejects.toMatchObject({ code: 'config/no-secret' });
    process.env['PATH'] = join(folder, 'empty');
    const timers = (): number =>
      process.getActiveResourcesInfo().filter((one) => one === 'Timeout').length;
    const before = timers();
    const fault: unknown = await get('soc', 'me').catch((error: unknown) => error);
    expect(timers()).toBeLessThanOrEqual(before);
    expect(fault).toMatchObject({ code: 'config/needs-package' });
  });
});
