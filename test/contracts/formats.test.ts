import { describe, expect, it } from 'vitest';
import { HuntError } from '../../src/base/index.ts';
import type { Format, FormatExample } from '../../src/formats/define-format.ts';
import { formats } from '../../src/formats/formats.ts';
import { readFormat } from '../kit/read-format.ts';

const bytesOf = ({ bytes }: FormatExample): Uint8Array =>
  typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes;

/** What came of reading: rows, rows kept as unparsed, or a sentence for the user. Anything else is thrown on. */
async function outcome(format: Format, baseName: string, bytes: Uint8Array): Promise<string> {
  try {
    const tables = await readFormat(format, baseName, bytes);
    const rows = [...tables.values()].map((t) => t.rows.length + t.unparsed.length);
    return `${rows.reduce((a, b) => a + b, 0)} rows`;
  } catch (error) {
    if (!(error instanceof HuntError)) throw error;
    expect(error.code).toMatch(/^[a-z]+\/[a-z0-9-]+$/);
    expect(error.message).toMatch(/^["A-Z].*[.]$/s);
    return error.code;
  }
}

it('sees the formats', () => {
  expect(formats.length).toBeGreaterThan(0);
  expect(new Set(formats.map((format) => format.name)).size).toBe(formats.length);
});

for (const format of formats)
  describe(`format ${format.name}`, () => {
    for (const [index, example] of format.examples.entries()) {
      const title = `example ${index + 1} (${example.baseName})`;

      it(`reads ${title} to exactly its tables`, async () => {
        const tables = await readFormat(format, example.baseName, example.bytes);
        const found = Object.fromEntries(
          [...tables].map(([name, { columns, rows }]) => [name, { columns, rows }]),
        );
        expect(found).toEqual(example.tables);
      });

      it(`recognises ${title} better than any other format does`, () => {
        const head = bytesOf(example).subarray(0, 65_536);
        const own = format.sniff(head, example.baseName);
        expect(own).toBeGreaterThan(0);
        expect(own).toBeLessThanOrEqual(1);
        const rivals = formats
          .filter((other) => other !== format && other.sniff(head, example.baseName) >= own)
          .map((other) => other.name);
        expect(rivals).toEqual([]);
      });

      it(`gives rows or a sentence for ${title} cut anywhere`, async () => {
        const bytes = bytesOf(example);
        for (const share of [0.02, 0.3, 0.5, 0.8, 0.97]) {
          const cut = bytes.subarray(0, Math.floor(bytes.length * share));
          expect(await outcome(format, example.baseName, cut)).toBeTruthy();
          expect(format.sniff(cut, example.baseName)).toBeGreaterThanOrEqual(0);
        }
      });

      it(`gives rows or a sentence for ${title} with bytes changed`, async () => {
        const bytes = Uint8Array.from(bytesOf(example));
        for (let at = 7; at < bytes.length; at += 97) bytes[at] = (bytes[at] ?? 0) ^ 0x5a;
        expect(await outcome(format, example.baseName, bytes)).toBeTruthy();
      });
    }

    it('gives no rows or a sentence for an empty file', async () => {
      expect(
        await outcome(format, `empty.${format.extensions[0] ?? 'log'}`, new Uint8Array()),
      ).toMatch(/^0 rows$|\//);
    });

    it('does not claim nothing, noise or prose', () => {
      const noise = Uint8Array.from({ length: 4096 }, (_, i) => (i * 7919 + (i >> 3) * 131) & 0xff);
      const prose = new TextEncoder().encode(
        'Dear reader,\n\nthis is a letter. It says nothing.\n',
      );
      for (const bytes of [new Uint8Array(), noise]) expect(format.sniff(bytes, 'x.bin')).toBe(0);
      expect(format.sniff(prose, 'letter.txt')).toBeLessThan(0.5);
    });
  });
