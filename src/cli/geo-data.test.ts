import { createHash } from 'node:crypto';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { tarOf } from '../../test/kit/archives.ts';
import { mmdbOf } from '../../test/kit/mmdb.ts';
import { runCommand } from '../../test/kit/run-command.ts';
import { openStandIn } from '../../test/kit/stand-in.ts';

let folder: string;
const made = (type: string): Buffer => mmdbOf({ '8.8.8.0/24': { n: 1 } }, { type });

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-geo-'));
  for (const name of ['XDG_DATA_HOME', 'XDG_CONFIG_HOME']) vi.stubEnv(name, folder);
  for (const name of ['CITY', 'ASN', 'KEY', 'ACCOUNT', 'URL'])
    vi.stubEnv(`HUNTBOOK_MAXMIND_${name}`, '');
});
afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true });
});

describe('huntbook geo-data', () => {
  it('shows which data is in use, and takes and forgets files of the user', async () => {
    const before = await runCommand(['geo-data']);
    expect(before).toMatchObject({ code: 0, err: '' });
    expect(before.out).toContain('DB-IP (https://db-ip.com), CC BY 4.0');
    expect(before.out).not.toContain('MaxMind');
    const file = join(folder, 'mine.mmdb');
    writeFileSync(file, made('GeoLite2-City'));
    expect((await runCommand(['geo-data', 'add', file])).out).toContain(
      'geo_lookup uses GeoLite2-City of 2023-11-14 from now on',
    );
    const after = await runCommand(['geo-data', 'show']);
    expect(after.out).toMatch(/geo_lookup +GeoLite2-City +2023-11-14/);
    expect(after.out).toContain('GeoLite2 Data created by MaxMind');
    expect((await runCommand(['functions', 'geo_lookup'])).out).toContain('created by MaxMind');
    expect((await runCommand(['geo-data', 'remove'])).out).toContain('removed');
    expect((await runCommand(['geo-data'])).out).not.toContain('MaxMind');
  });

  it("downloads MaxMind's data with the key that is configured, which it prints nowhere", async () => {
    const key = 'SecretKey';
    const server = await openStandIn();
    const packed = async (edition: string): Promise<Buffer> =>
      gzipSync(await tarOf([{ name: `${edition}_1/${edition}.mmdb`, bytes: made(edition) }]));
    const archives = new Map<string, Buffer>();
    for (const edition of ['GeoLite2-City', 'GeoLite2-ASN'])
      archives.set(edition, await packed(edition));
    const keys = new Set<string | undefined>();
    server.handler = ({ url = '', headers }, response) => {
      keys.add(headers.authorization);
      const bytes = archives.get(url.split('/')[3] ?? '') ?? Buffer.alloc(0);
      const sum = createHash('sha256').update(bytes).digest('hex');
      response.end(url.includes('sha256') ? sum : bytes);
    };
    vi.stubEnv('HUNTBOOK_MAXMIND_URL', server.base);
    expect(await runCommand(['geo-data', 'download'])).toMatchObject({ code: 2 });
    expect(server.paths).toEqual([]);
    mkdirSync(join(folder, 'huntbook'));
    writeFileSync(
      join(folder, 'huntbook', 'huntbook.yaml'),
      'enrichment:\n  GeoLite:\n    provider: GeoLite\n    account_id: "7"\n    auth_key: { env: TEST_GEO_KEY }\n',
    );
    vi.stubEnv('TEST_GEO_KEY', key);
    const { code, out, err } = await runCommand(['geo-data', 'download']);
    expect([code, err.split('\n')[0]]).toEqual([0, `sends the licence key to ${server.base}`]);
    expect([...keys]).toEqual([`Basic ${Buffer.from(`7:${key}`).toString('base64')}`]);
    expect(out).toMatch(/geo_lookup uses GeoLite2-City.*\n.*asn_lookup uses GeoLite2-ASN/);
    expect(out + err).not.toContain(key);
    server.close();
  });

  it('says what it does not understand', async () => {
    for (const words of [['ad'], ['add'], ['show', 'x'], ['add', join(folder, 'none')]])
      expect((await runCommand(['geo-data', ...words])).code).not.toBe(0);
  });
});
