import { isIP } from 'node:net';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { AddressReader } from './address.ts';

const reader = new AddressReader();
const byte = fc.nat(255);
const dotted = fc.tuple(byte, byte, byte, byte).map((bytes) => bytes.join('.'));
const groups = fc.array(fc.oneof(fc.constant(0), fc.nat(65_535)), { minLength: 8, maxLength: 8 });
const piece = fc.oneof(
  fc.constantFrom(':', '::', '.', '%', '%eth0', '0', '00', '1', '255', '256', 'ffff', 'FFFFF', 'g'),
  fc.constantFrom('1.2.3.4', '::ffff:', 'fe80::', '-', '_', ' ', 'é'),
);

describe('AddressReader', () => {
  it('takes for an address what Node takes for one', () => {
    const text = fc.oneof(
      fc.array(piece, { maxLength: 12 }).map((parts) => parts.join('')),
      fc.ipV4(),
      fc.ipV6(),
    );
    fc.assert(
      fc.property(text, (t) => {
        const address = t.trim();
        const mapped = /^(?:0*:)*:?ffff:/i.test(address) || /^[0:]*:ffff:/i.test(address);
        const version = reader.read(t);
        if (isIP(address) === 6 && mapped) expect([4, 6]).toContain(version);
        else if (t.length <= 64) expect(version).toBe(isIP(address));
      }),
      { numRuns: 4000 },
    );
  });

  it('reads the number of an address, however it is written', () => {
    fc.assert(
      fc.property(dotted, (t) => {
        const [a = 0, b = 0, c = 0, d = 0] = t.split('.').map(Number);
        const number = ((a * 256 + b) * 256 + c) * 256 + d;
        for (const text of [t, ` ${t}\t`, `::ffff:${t}`, `0:0:0:0:0:FFFF:${t}`, `::FFFF:${t}%1`]) {
          expect(reader.read(text)).toBe(4);
          expect(reader.words[0]).toBe(number);
        }
      }),
    );
    fc.assert(
      fc.property(groups, (parts) => {
        const whole = parts.map((g) => g.toString(16)).join(':');
        const short = new URL(`http://[${whole}]`).hostname.slice(1, -1);
        const words = [0, 2, 4, 6].map((i) => (parts[i] ?? 0) * 65_536 + (parts[i + 1] ?? 0));
        const padded = parts.map((g) => g.toString(16).toUpperCase().padStart(4, '0')).join(':');
        for (const text of [whole, short, padded, `${whole}%eth0`]) {
          if (reader.read(text) === 6) expect([...reader.words]).toEqual(words);
          else expect([reader.words[0], ...words.slice(0, 3)]).toEqual([words[3], 0, 0, 0xffff]);
        }
      }),
    );
  });

  it('reads from the middle of a text, and nothing that is long', () => {
    expect(reader.read('1.2.3.4\n::1\nx', 8, 11)).toBe(6);
    expect(reader.read('1.2.3.4\n::1\nx', 12, 13)).toBe(0);
    expect(reader.read(`${' '.repeat(100)}1.2.3.4`)).toBe(0);
    expect(reader.read('1.2.3.4\n')).toBe(0);
  });

  it('looks at no more of a long text than the address that it reads', () => {
    const lines = '2001:db8::1\n'.repeat(200_000);
    let found = 0;
    for (let from = 0; from < lines.length; from += 12)
      if (reader.read(lines, from, from + 11) === 6) found++;
    expect(found).toBe(200_000);
  });
});
