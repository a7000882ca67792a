import fc from 'fast-check';
import { expect, it } from 'vitest';
import { memoryInput } from '../../../test/kit/read-to-memory.ts';
import type { UnparsedRow } from '../../engine/index.ts';
import type { ByteRange } from '../define-format.ts';
import { equalPieces } from './pieces.ts';
import { readLines } from './read-lines.ts';

interface Seen {
  lines: string[];
  unparsed: UnparsedRow[];
  notes: string[];
}

/** Every line, where those that begin with `!` are reported as unparsed. */
async function linesOf(
  content: string | Uint8Array,
  options: { chunkBytes?: number; lineBytes?: number; range?: ByteRange } = {},
): Promise<Seen> {
  const seen: Seen = { lines: [], unparsed: [], notes: [] };
  const input = memoryInput(content, { chunkBytes: options.chunkBytes ?? 7 });
  await readLines(
    input,
    {
      table: () => Promise.reject(new Error('no table')) as never,
      query: () => Promise.reject(new Error('no query')),
      scratchFile: () => Promise.reject(new Error('no file')),
      startOver: () => Promise.reject(new Error('no second try')),
      budget: {
        depth: 1,
        width: 1,
        lineBytes: options.lineBytes ?? 1000,
        expansionRatio: 1,
        expandedBytes: 1,
      },
      signal: new AbortController().signal,
      progress: () => {},
      ...(options.range ? { range: options.range } : {}),
    },
    {
      line: (text, start, end) => {
        seen.lines.push(text.slice(start, end));
        return text[start] === '!' ? 'bad' : undefined;
      },
      flush: async (unparsed) => {
        seen.unparsed.push(...unparsed);
      },
      note: (sentence) => seen.notes.push(sentence),
    },
  );
  return seen;
}

it('gives every line that is not empty, whatever ends it and however the bytes come', async () => {
  for (const chunkBytes of [1, 2, 5, 1000]) {
    const seen = await linesOf('\uFEFFa\r\n\n\r\nbb\nccc', { chunkBytes });
    expect(seen.lines).toEqual(['a', 'bb', 'ccc']);
  }
});

it('numbers unparsed lines from 1, empty lines counted', async () => {
  const { unparsed } = await linesOf('a\n\n!b\nc\n!d');
  expect(unparsed.map((r) => [r.line, r.text])).toEqual([
    [3, '!b'],
    [5, '!d'],
  ]);
});

it('reads lines that are not UTF-8 as Latin-1 and says how many', async () => {
  const bytes = Buffer.concat([Buffer.from('gr\xfc\xdfe\n', 'latin1'), Buffer.from('größe\n')]);
  const seen = await linesOf(bytes);
  expect(seen.lines).toEqual(['grüße', 'größe']);
  expect(seen.notes).toEqual(['1 line was not UTF-8 and read as Latin-1.']);
});

it('keeps the start of a line past the limit, holds no more of it, and goes on', async () => {
  for (const chunkBytes of [3, 50_000]) {
    const content = `a\n${'x'.repeat(20_000)}\nb\n!c`;
    const seen = await linesOf(content, { chunkBytes, lineBytes: 9000 });
    expect(seen.lines).toEqual(['a', 'b', '!c']);
    expect(seen.unparsed.map((r) => [r.line, r.text.length])).toEqual([
      [2, 8192],
      [4, 2],
    ]);
    expect(seen.unparsed[0]?.reason).toContain('20000 bytes');
  }
});

it('gives in pieces exactly the lines and numbers of the whole', async () => {
  const line = fc.stringMatching(/^[!a]?[b\r]{0,6}$/);
  await fc.assert(
    fc.asyncProperty(
      fc.array(line, { maxLength: 30 }),
      fc.integer({ min: 1, max: 9 }),
      fc.integer({ min: 1, max: 40 }),
      async (lines, pieces, chunkBytes) => {
        const content = lines.join('\n');
        const whole = await linesOf(content, { chunkBytes });
        const parts: Seen[] = [];
        for (const range of await equalPieces(memoryInput(content), pieces))
          parts.push(await linesOf(content, { chunkBytes, range }));
        expect(parts.flatMap((p) => p.lines)).toEqual(whole.lines);
        expect(parts.flatMap((p) => p.unparsed)).toEqual(whole.unparsed);
      },
    ),
    { seed: 3, numRuns: 300 },
  );
});

it('stops when it is told to', async () => {
  const stop = new AbortController();
  stop.abort(new Error('enough'));
  const reading = readLines(
    memoryInput('a\nb'),
    {
      table: () => Promise.reject(new Error('no table')) as never,
      query: () => Promise.reject(new Error('no query')),
      scratchFile: () => Promise.reject(new Error('no file')),
      startOver: () => Promise.reject(new Error('no second try')),
      budget: { depth: 1, width: 1, lineBytes: 10, expansionRatio: 1, expandedBytes: 1 },
      signal: stop.signal,
      progress: () => {},
    },
    { line: () => undefined, flush: async () => {}, note: () => {} },
  );
  await expect(reading).rejects.toThrow('enough');
});
