import fc from 'fast-check';
import { expect, it } from 'vitest';
import { type MemoryTable, memoryInput, readToMemory } from '../../../test/kit/read-to-memory.ts';
import { HuntError } from '../../base/index.ts';
import type { Format } from '../define-format.ts';
import accessLog from './access-log.ts';
import auditd from './auditd.ts';
import syslog from './syslog.ts';
import w3c from './w3c.ts';
import zeek from './zeek.ts';
import zeekJson from './zeek-json.ts';

const formats: Format[] = [accessLog, auditd, syslog, w3c, zeek, zeekJson];

/** Lines that are neither a row nor unparsed: headers, and what `ausearch` prints between events. */
function isSilent(format: Format, line: string): boolean {
  if (format === auditd) return line.startsWith('----') || line.startsWith('time->');
  return (format === w3c || format === zeek) && line.startsWith('#');
}

const strangeWords = [
  '-',
  '"',
  '\\',
  '[',
  ']',
  '{',
  '}',
  '=',
  "'",
  '\0',
  '\x1d',
  '\t',
  ' ',
  ':',
  'ü',
  '💥',
  '\ud800',
  '__proto__',
  '9'.repeat(30),
  '#Fields: a b',
  '<999>',
];

/** Some lines of the format's own examples, changed in one place or not at all, and lines of anything. */
function linesLike(format: Format): fc.Arbitrary<string[]> {
  const own = format.examples
    .flatMap((e) => String(e.bytes).split(/\r?\n/))
    .filter((l) => l !== '');
  const edited = fc
    .tuple(
      fc.constantFrom(...own),
      fc.double({ min: 0, max: 1, noNaN: true }),
      fc.nat(6),
      fc.constantFrom(...strangeWords),
    )
    .map(([line, share, cut, word]) => {
      const at = Math.floor(share * line.length);
      return line.slice(0, at) + word + line.slice(at + cut);
    });
  const line = fc.oneof(fc.constantFrom(...own), edited, fc.string({ maxLength: 60 }));
  const lines = fc.array(
    line.map((l) => l.replace(/[\r\n]/g, ' ')),
    { maxLength: 12 },
  );
  return fc.tuple(fc.boolean(), lines).map(([after, some]) => (after ? [...own, ...some] : some));
}

it.each(formats.map((f) => [f.name, f] as const))(
  'gives a row or an unparsed row for every line of %s, however damaged',
  async (_, format) => {
    let rows = 0;
    await fc.assert(
      fc.asyncProperty(
        linesLike(format),
        fc.integer({ min: 1, max: 400 }),
        async (lines, chunkBytes) => {
          const text = Buffer.from(lines.join('\n')).toString();
          expect(format.sniff(Buffer.from(text), 'x.log')).toBeLessThanOrEqual(1);
          let tables: Map<string, MemoryTable>;
          try {
            tables = await readToMemory(format, memoryInput(text, { chunkBytes }));
          } catch (error) {
            expect(error).toBeInstanceOf(HuntError);
            return;
          }
          const expected = text.split('\n').filter((l) => l !== '' && !isSilent(format, l)).length;
          const all = [...tables.values()];
          const got = all.reduce((n, t) => n + t.rows.length, 0);
          expect(got + all.reduce((n, t) => n + t.unparsed.length, 0)).toBe(expected);
          rows += got;
        },
      ),
      { seed: 11, numRuns: 300 },
    );
    expect(rows).toBeGreaterThan(100);
  },
);

it.each(formats.filter((f) => f.split).map((f) => [f.name, f] as const))(
  'reads %s in pieces to the rows of the whole',
  async (_, format) => {
    const [example] = format.examples;
    const bytes = `${example.bytes}\n`.repeat(9);
    const input = memoryInput(bytes, { baseName: example.baseName, chunkBytes: 100 });
    const whole = await readToMemory(format, input);
    for (const pieces of [2, 3, 7]) {
      const rows = new Map<string, unknown[]>();
      for (const range of (await format.split?.(input, pieces)) ?? [])
        for (const [name, table] of await readToMemory(format, input, { range })) {
          const objects = table.rows.map((row) => asObject(table.columns, row));
          rows.set(name, [...(rows.get(name) ?? []), ...objects]);
        }
      for (const [name, table] of whole)
        expect(rows.get(name)).toEqual(table.rows.map((row) => asObject(table.columns, row)));
    }
  },
);

function asObject(columns: string[], row: unknown[]): Map<string, unknown> {
  return new Map(
    columns
      .map((c, i) => [c, row[i]] as const)
      .filter(([, value]) => value !== null && value !== ''),
  );
}

it.each([
  ['auditd', auditd, 'type=A msg=audit(1.000:1): ', 'a={ '],
  ['auditd', auditd, 'type=A msg=audit(1.000:1): ', 'a="'],
  ['syslog', syslog, '<1>1 - - - - - ', '[a b="'],
  ['syslog', syslog, 'Jan  1 00:00:00 h ', 'a]:'],
  ['CEF', syslog, 'CEF:0|a|b|c|d|e|5|', 'a=b\\'],
  ['CEF', syslog, 'CEF:0|', 'a\\|'],
  [
    'access-log',
    accessLog,
    '1.1.1.1 - - [10/Oct/2023:13:55:36 +0000] "GET / HTTP/1.0" 200 1 ',
    '" ',
  ],
  ['access-log', accessLog, '', ' [10/'],
  ['zeek-json', zeekJson, '{"ts":1,"a":', '[{"b":'],
  ['w3c', w3c, '#Fields: a b c\n', '"" '],
] as const)(
  'reads a line of %s made to take long in linear time',
  async (_, format, start, again) => {
    const time = async (count: number): Promise<number> => {
      const began = performance.now();
      const input = memoryInput(`${start}${again.repeat(count)}\n`.repeat(3));
      await readToMemory(format, input, { budget: { lineBytes: 1 << 26 } });
      return performance.now() - began;
    };
    await time(20_000);
    // Eight times the text may take sixteen times the time, and a little more on a busy machine; quadratic is 64.
    expect(await time(400_000)).toBeLessThan(24 * (await time(50_000)) + 400);
  },
);
