import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { defang, domainParts, refang, urlParts } from '../../src/extract/index.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/dev/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

interface Domain {
  input: string;
  validate_tld: boolean;
  dns_components: { subdomain: string; domain: string; suffix: string };
  url_components: Record<string, string | number | null>;
}
interface Fang {
  input: string;
  type: string | null;
  refang: string;
  defang: string;
}

const read = <T>(name: string): T[] =>
  present
    ? (JSON.parse(readFileSync(`${goldens}${name}.json`, 'utf8')) as { cases: T[] }).cases
    : [];

/** Where MSTICPy leaves hxxp in small letters and [at] in them as they are. */
const faults = new Map([
  ['hxxp://evil[.]com', ['http://evil.com', 'hXXp://evil[.]com']],
  ['a[at]b.c', ['a@b.c', 'a[AT]b[.]c']],
]);

describe.skipIf(!present)('names and URLs beside MSTICPy', () => {
  it.each(read<Domain>('04_domain_utils'))(
    'splits $input',
    ({ input, dns_components, url_components, validate_tld }) => {
      const { subdomain, domain, suffix } = dns_components;
      const url = urlParts(input);
      expect(domainParts(url.scheme ? url.host : input)).toEqual({ subdomain, domain, suffix });
      expect(suffix !== '').toBe(validate_tld);
      const ours = Object.fromEntries(
        Object.entries(url).map(([k, v]) => [k, v === '' ? null : v]),
      );
      expect(ours).toEqual(url_components);
    },
  );

  it.each(read<Fang>('04_refang'))('makes $input harmless and back', (fang) => {
    const [plain, harmless] = faults.get(fang.input) ?? [fang.refang, fang.defang];
    expect(refang(fang.input)).toBe(plain);
    expect(defang(plain ?? '')).toBe(harmless);
  });
});
