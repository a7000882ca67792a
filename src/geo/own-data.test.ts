import { createHash } from 'node:crypto';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { tarOf } from '../../test/kit/archives.ts';
import { mmdbOf } from '../../test/kit/mmdb.ts';
import { openStandIn, type StandIn } from '../../test/kit/stand-in.ts';

const cities = mmdbOf(
  {
    '8.8.0.0/16': {
      country: { iso_code: 'DE', names: { en: 'Germany' } },
      subdivisions: [{ iso_code: 'NW', names: { en: 'North Rhine-Westphalia' } }],
      city: { names: { de: 'Köln', en: 'Cologne' } },
      location: { latitude: 50.93333, longitude: 6.95 },
    },
    '9.9.9.0/24': { continent: { code: 'EU' } },
  },
  { type: 'GeoLite2-City' },
);
const systems = mmdbOf(
  { '8.8.8.0/24': { autonomous_system_number: 64_500, autonomous_system_organization: 'Own' } },
  { type: 'GeoLite2-ASN' },
);
const licence = 'available from https://www.maxmind.com';
let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'huntbook-geo-'));
  vi.stubEnv('XDG_DATA_HOME', folder);
  vi.stubEnv('HUNTBOOK_MAXMIND_CITY', '');
  vi.stubEnv('HUNTBOOK_MAXMIND_ASN', '');
  vi.resetModules();
});
afterEach(() => {
  vi.unstubAllEnvs();
  vi.resetModules();
  rmSync(folder, { recursive: true });
});

const sumOf = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');

function fileOf(name: string, bytes: Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, bytes);
  return path;
}

describe("a user's own data", () => {
  it('is used where it is kept, and named with what it tells', async () => {
    const geo = await import('./index.ts');
    expect(geo.placesAttribution()).not.toContain('MaxMind');
    expect(geo.keepFile(fileOf('a.mmdb', cities))).toMatchObject({
      kind: 'city',
      type: 'GeoLite2-City',
    });
    expect(geo.keepFile(fileOf('b.mmdb', systems))).toMatchObject({ kind: 'asn' });
    expect(geo.spotOf('8.8.8.8')).toEqual({
      code: 'DE',
      country: 'Germany',
      state: 'North Rhine-Westphalia',
      city: 'Cologne',
      latitude: 50.9333,
      longitude: 6.95,
    });
    expect([geo.spotOf('9.9.9.9'), geo.spotOf('1.1.1.1'), geo.spotOf('2606:4700::1')]).toEqual([
      null,
      null,
      null,
    ]);
    expect(geo.announcerOf('8.8.8.8')).toEqual({ asn: 64_500, organization: 'Own' });
    expect(geo.announcerOf('1.1.1.1')).toBeNull();
    expect(geo.placesAttribution()).toContain(licence);
    expect(geo.asnAttribution()).toContain(licence);
    expect(geo.forgetData()).toHaveLength(2);
    expect(geo.placesAttribution()).not.toContain('MaxMind');
  });

  it('is what the environment names, and refused with a sentence where it is none', async () => {
    const geo = await import('./index.ts');
    vi.stubEnv('HUNTBOOK_MAXMIND_CITY', fileOf('c.mmdb', cities));
    expect(geo.ownRefusal('city')).toBeNull();
    expect(geo.spotOf('8.8.4.4')?.city).toBe('Cologne');
    for (const [name, bytes] of [
      ['asn.mmdb', systems],
      ['text.mmdb', Buffer.from('no')],
      ['gone', null],
    ] as const) {
      vi.stubEnv('HUNTBOOK_MAXMIND_CITY', bytes ? fileOf(name, bytes) : join(folder, name));
      expect(geo.ownRefusal('city')).toContain(name);
      expect(geo.placesAttribution()).not.toContain('MaxMind');
    }
  });
});

describe('downloadMaxmind', () => {
  const key = 'Secret/key&1';
  let archive: Buffer;
  beforeAll(async () => {
    const tar = await tarOf([
      { name: 'GeoLite2-City_20250101/LICENSE.txt', bytes: Buffer.from('…') },
      { name: 'GeoLite2-City_20250101/GeoLite2-City.mmdb', bytes: cities },
    ]);
    archive = gzipSync(tar);
  });
  const asked: { url: string; authorization: string | undefined }[] = [];
  let server: StandIn;
  let answer: Buffer;

  beforeEach(async () => {
    asked.length = 0;
    answer = archive;
    server = await openStandIn();
    server.handler = ({ url = '', headers }, response) => {
      asked.push({ url, authorization: headers.authorization });
      if (url.includes('sha256'))
        response.end(`${sumOf(archive)}  GeoLite2-City_20250101.tar.gz\n`);
      else if (url.startsWith('/stored')) response.end(answer);
      else response.writeHead(302, { location: '/stored?signature=1' }).end();
    };
  });
  afterEach(() => server.close());

  const get = async (account: object): Promise<unknown> => {
    const { downloadMaxmind } = await import('./index.ts');
    return downloadMaxmind('city', { account: { licenseKey: key, ...account }, base: server.base });
  };

  it('gets the data with the key, and keeps it', async () => {
    const geo = await import('./index.ts');
    expect(await get({ accountId: '7' })).toMatchObject({ kind: 'city', type: 'GeoLite2-City' });
    const basic = `Basic ${Buffer.from(`7:${key}`).toString('base64')}`;
    expect(asked).toEqual([
      { url: '/geoip/databases/GeoLite2-City/download?suffix=tar.gz.sha256', authorization: basic },
      { url: '/geoip/databases/GeoLite2-City/download?suffix=tar.gz', authorization: basic },
      { url: '/stored?signature=1', authorization: undefined },
    ]);
    expect(geo.spotOf('8.8.8.8')?.city).toBe('Cologne');
    asked.length = 0;
    await get({});
    expect(new URL(asked[0]?.url ?? '', server.base).searchParams.get('license_key')).toBe(key);
  });

  it('keeps nothing that is broken or refused, and says why without the key', async () => {
    const faults: string[] = [];
    const fails = async (code: string): Promise<void> => {
      const error = await get({}).catch((e: unknown) => e);
      expect(error).toMatchObject({ code });
      faults.push(JSON.stringify(error, Object.getOwnPropertyNames(error)));
    };
    answer = archive.subarray(0, 200);
    await fails('geo/download-failed');
    for (const status of [401, 429, 500]) {
      server.handler = (_, response) => response.writeHead(status).end();
      await fails('geo/download-failed');
    }
    server.handler = (_, response) =>
      response.writeHead(302, { location: 'file:///etc/passwd' }).end();
    await fails('geo/download-failed');
    server.close();
    await fails('geo/download-failed');
    expect(faults.join('\n')).toContain('does not take the licence key (401)');
    expect(faults.join('\n')).not.toMatch(/Secret|key&|key%26/);
    expect(existsSync(join(folder, 'huntbook', 'city.mmdb'))).toBe(false);
  });
});
