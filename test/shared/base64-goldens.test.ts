import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { runTool } from '../../src/toolbox/index.ts';
import base64Unpack from '../../src/toolbox/tools/base64-unpack.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/dev/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

interface Part {
  reference: [string, string, string];
  original_string: string;
  file_name: string;
  file_type: string | null;
  decoded_string: string | null;
  encoding_type: string;
  md5: string;
  sha1: string;
  sha256: string;
  printable_bytes: string;
}

interface Case {
  name: string;
  input: string;
  kwargs: { utf16?: boolean };
  unpack: { decoded: string; records: Part[] };
}

/** Where MSTICPy is wrong: a tar that it does not open, a read from the middle, UTF-16 that it takes for UTF-8. */
const faults: Readonly<Record<string, string[]>> = {
  tar_three_mixed: ['a.txt', 'dir/b.bin', 'c.txt', 'unknown'],
  nested_3: ['unknown', 'unknown', 'unknown'],
  utf16le_default: ['unknown'],
};

const read = (name: string): unknown =>
  present ? JSON.parse(readFileSync(`${goldens}${name}.json`, 'utf8')) : { cases: [] };
const { cases } = read('05_b64') as { cases: Case[] };

/** The columns of a part that MSTICPy gives too, its nothing as ours. */
function shared(row: object): Record<string, unknown> {
  const { reference, original_string, file_name, file_type, decoded_string, ...rest } = row as Part;
  const { encoding_type, md5, sha1, sha256, printable_bytes } = rest;
  return {
    reference: [...reference],
    original_string,
    file_name,
    file_type: file_type ?? '',
    decoded_string: decoded_string ?? '',
    encoding_type,
    md5,
    sha1,
    sha256,
    printable_bytes,
  };
}

describe.skipIf(!present)('base64_unpack beside MSTICPy', () => {
  it('has cases', () => expect(cases.length).toBeGreaterThan(20));

  it.each(cases.filter((c) => !(c.name in faults)))('gives what MSTICPy gives: $name', (c) => {
    const rows = runTool(base64Unpack, c.input, c.kwargs);
    expect(rows.map(shared)).toEqual(c.unpack.records.map(shared));
    if (rows[0]) expect(rows[0].full_decoded_string).toBe(c.unpack.decoded);
  });

  it.each(cases.filter((c) => c.name in faults))('does better where it is wrong: $name', (c) => {
    const rows = runTool(base64Unpack, c.input, c.kwargs);
    expect(rows.map((r) => r.file_name)).toEqual(faults[c.name]);
    const texts = rows.filter((r) => r.encoding_type !== 'binary').map((r) => r.decoded_string);
    expect(texts.at(-1)).toMatch(/^IEX \(New-Object|^inner text that is long enough/);
    expect(texts.join('')).not.toContain('\u0000');
  });

  it('gives the rows of a table as MSTICPy does', () => {
    const golden = read('05_b64_unpack_df') as {
      cases: {
        input_rows: string[];
        kwargs: { utf16?: boolean };
        rows?: (Part & { full_decoded_string: string })[];
      }[];
    };
    for (const { input_rows, rows, kwargs } of golden.cases) {
      if (!rows) {
        // Where MSTICPy stops at a null, ours goes on.
        expect(runTool(base64Unpack, input_rows).length).toBeGreaterThan(0);
        continue;
      }
      const ours = runTool(base64Unpack, input_rows, kwargs);
      const pick = (r: NonNullable<typeof rows>[number] | (typeof ours)[number]): unknown[] => [
        r.decoded_string ?? '',
        r.encoding_type,
        r.file_type ?? '',
        r.file_name,
        r.md5,
        r.sha256,
        r.full_decoded_string,
      ];
      expect(ours.map(pick)).toEqual(rows.map(pick));
    }
  });
});
