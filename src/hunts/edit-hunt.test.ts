import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { carriedOver } from './carry-over.ts';
import type { Block, HuntDocument } from './document.ts';
import { editHunt } from './edit-hunt.ts';
import type { HuntEdit } from './hunt-edit.ts';
import { readHunt } from './read-hunt.ts';

const read = (text: string): HuntDocument => readHunt(text, 'hunt.md');
const edited = (text: string, edit: HuntEdit): string => editHunt(read(text), edit);
const refusal = (text: string, edit: HuntEdit): string => {
  try {
    editHunt(read(text), edit);
  } catch (error) {
    return (error as { code: string }).code;
  }
  return 'was not refused';
};
const plain = (kql: string): string => kql.replace(/\r\n|\r/g, '\n').replace(/\n+$/, '');

const hunt = `---
title: Who? # the question
parameters:
  who: alice   # by name
  least: { type: long, default: 2, about: how many }
time: { start: 2024-03-01, period: 2d }
---
# Begin

\`\`\`kql  failed   view=timeline group="Account name"
logons | where Result == "fail"
\`\`\`

Between.

~~~~kql
failed | count
~~~~
`;

describe('an edit of a hunt', () => {
  it('changes a query, and nothing else', () => {
    expect(edited(hunt, { kind: 'kql', block: 1, kql: 'logons\n| count' })).toBe(
      hunt.replace('logons | where Result == "fail"', 'logons\n| count'),
    );
    expect(edited('```kql\nT', { kind: 'kql', block: 0, kql: 'U' })).toBe('```kql\nU\n```\n');
    expect(edited('```kql', { kind: 'kql', block: 0, kql: 'U' })).toBe('```kql\nU\n```\n');
    const fenced = edited(hunt, { kind: 'kql', block: 1, kql: 'print "\n```\n"' });
    expect(fenced).toContain('````kql  failed   view=timeline');
    expect(read(fenced).cells[0]?.kql).toBe('print "\n```\n"\n');
  });

  it('changes the line of a cell', () => {
    const line = { view: 'barchart', expect: 'count() > 0' };
    expect(edited(hunt, { kind: 'line', block: 1, line })).toBe(
      hunt.replace(
        /kql {2}failed.*/,
        'kql failed view=barchart group="Account name" expect="count() > 0"',
      ),
    );
    expect(edited(hunt, { kind: 'line', block: 3, line: { name: 'n' } })).toBe(
      hunt.replace('~~~~kql', '~~~~kql n'),
    );
    expect(refusal(hunt, { kind: 'line', block: 3, line: { name: 'failed' } })).toBe(
      'hunts/same-name',
    );
    expect(refusal(hunt, { kind: 'line', block: 3, line: { name: 'a b' } })).toMatch(/^hunts\//);
    const marked = edited(hunt, { kind: 'line', block: 1, line: { view: 'a`b' } });
    expect(read(marked).cells[0]).toMatchObject({ view: 'a`b', name: 'failed' });
  });

  it('changes prose, and refuses what would swallow a cell', () => {
    expect(edited(hunt, { kind: 'prose', block: 2, text: 'Then.\n\nMore.\n' })).toBe(
      hunt.replace('Between.', 'Then.\n\nMore.'),
    );
    const cell = edited(hunt, { kind: 'prose', block: 2, text: 'a\n\n```kql new\nT\n```' });
    expect(read(cell).cells.map(({ label }) => label)).toEqual(['failed', 'new', 'cell 3']);
    for (const text of ['```', '~~~ text', '<!-- ', '<script>'])
      expect(refusal(hunt, { kind: 'prose', block: 2, text })).toBe('hunts/cannot-edit');
    expect(edited(hunt, { kind: 'prose', block: 2, text: ' ' })).toBe(
      hunt.replace('Between.\n\n', ''),
    );
  });

  it('puts in, moves and takes out', () => {
    const insert = (at: number): HuntEdit => ({
      kind: 'insert',
      at,
      blocks: [{ kind: 'cell', kql: 'T', line: { name: 'new' } }],
    });
    const labels = (text: string): string[] => read(text).cells.map(({ label }) => label);
    expect(edited(hunt, insert(4))).toBe(`${hunt}\n\`\`\`kql new\nT\n\`\`\`\n`);
    expect(labels(edited(hunt, insert(0)))).toEqual(['new', 'failed', 'cell 3']);
    expect(edited('', insert(0))).toBe('```kql new\nT\n```\n');
    expect(edited('```kql\nT', insert(1))).toBe('```kql\nT\n```\n\n```kql new\nT\n```\n');
    expect(edited(hunt, { kind: 'delete', block: 3 })).toBe(hunt.slice(0, hunt.indexOf('~~~~kql')));
    expect(labels(edited(hunt, { kind: 'move', block: 3, to: 0 }))).toEqual(['cell 1', 'failed']);
    expect(labels(edited(hunt, { kind: 'move', block: 1, to: 3 }))).toEqual(['cell 1', 'failed']);
    expect(refusal(hunt, { kind: 'delete', block: 9 })).toBe('hunts/no-such-block');
    expect(refusal(hunt, { kind: 'kql', block: 0, kql: 'T' })).toBe('hunts/no-such-block');
  });

  it('changes the head, comments and all else left as they are', () => {
    expect(edited(hunt, { kind: 'parameter', name: 'who', value: 'bob' })).toBe(
      hunt.replace('who: alice ', 'who: bob '),
    );
    expect(edited(hunt, { kind: 'parameter', name: 'least', value: 5 })).toBe(
      hunt.replace('default: 2', 'default: 5'),
    );
    expect(edited(hunt, { kind: 'time', time: { start: '-2d', end: 'now' } })).toBe(
      hunt.replace('{ start: 2024-03-01, period: 2d }', '{ start: "-2d", end: now }'),
    );
    expect(edited(hunt, { kind: 'time', time: null })).toBe(hunt.replace(/time: .*\n/, ''));
    expect(edited(hunt, { kind: 'title', title: 'Why: #1?' })).toBe(
      hunt.replace('Who? ', '"Why: #1?" '),
    );
    expect(edited('# A\n', { kind: 'title', title: 'T' })).toBe('---\ntitle: T\n---\n\n# A\n');
    expect(edited('# A\r\n', { kind: 'title', title: 'T' })).toBe(
      '---\r\ntitle: T\r\n---\r\n\r\n# A\r\n',
    );
    expect(edited('---\n{ title: A }\n---\n', { kind: 'time', time: { period: '1d' } })).toBe(
      '---\n{ title: A, time: { period: "1d" } }\n---\n',
    );
    const block = '---\ntime:\n  start: 2024-03-01\n  period: 2d\n\ntitle: A\n---\n';
    expect(read(edited(block, { kind: 'time', time: { period: '1d' } })).time).toEqual({
      period: '1d',
    });
    expect(edited(block, { kind: 'time', time: null })).toBe('---\n\ntitle: A\n---\n');
    expect(refusal(hunt, { kind: 'parameter', name: 'whom', value: 'x' })).toBe(
      'hunts/unknown-parameter',
    );
    const shared = '---\ntitle: &a x\nparameters: { who: *a }\n---\n';
    expect(refusal(shared, { kind: 'title', title: 'y' })).toBe('hunts/cannot-edit');
  });

  const word = fc.oneof(
    fc.constantFrom('```', '~~~', '\n', '\r\n', '---\n', '`', '"', '\\', '# ', 'T | take 1'),
    fc.string({ maxLength: 6 }),
  );
  const words = fc.array(word, { maxLength: 8 }).map((parts) => parts.join(''));
  const parts = fc.array(
    fc.oneof(
      words,
      words.map((kql) => `\n\`\`\`\`\`kql view=a\n${kql}\n\`\`\`\`\`\n`),
      words.map((kql) => `\r\n~~~~~~kql\r\n${kql.replaceAll('~', '-')}\r\n~~~~~~\r\n`),
    ),
    { maxLength: 6 },
  );
  const anyHunt = fc
    .tuple(fc.constantFrom('', '---\ntitle: A\nparameters:\n  p: 1\n---\n'), parts)
    .map(([head, blocks]) => head + blocks.join(''));
  const place = fc.nat(7);
  const anyEdit: fc.Arbitrary<HuntEdit> = fc.oneof(
    fc.record({ kind: fc.constant('kql' as const), block: place, kql: words }),
    fc.record({ kind: fc.constant('prose' as const), block: place, text: words }),
    fc.record({ kind: fc.constant('delete' as const), block: place }),
    fc.record({ kind: fc.constant('move' as const), block: place, to: place }),
    fc.record({
      kind: fc.constant('line' as const),
      block: place,
      line: fc.record({ view: words, settings: words.map((value) => new Map([['group', value]])) }),
    }),
    fc.record({
      kind: fc.constant('insert' as const),
      at: place,
      blocks: fc.tuple(fc.record({ kind: fc.constant('cell' as const), kql: words })),
    }),
    fc.record({
      kind: fc.constant('parameter' as const),
      name: fc.constant('p'),
      value: fc.oneof(words, fc.double({ noNaN: true, noDefaultInfinity: true }), fc.boolean()),
    }),
  );

  it('reads as what was asked, and leaves every other cell as it was, whatever the text', () => {
    let done = 0;
    fc.assert(
      fc.property(anyHunt, anyEdit, (text, edit) => {
        let before: HuntDocument;
        let after: HuntDocument;
        try {
          before = read(text);
          after = read(editHunt(before, edit));
        } catch (error) {
          expect(String((error as { code?: string }).code)).toMatch(/^(hunts|yaml)\//);
          return;
        }
        done++;
        holds(before, edit, after);
      }),
      { numRuns: 1000 },
    );
    expect(done).toBeGreaterThan(200);
  });
});

function holds(before: HuntDocument, edit: HuntEdit, after: HuntDocument): void {
  const textOf = ({ text }: HuntDocument, { span }: Block): string =>
    text.slice(span.start, span.end);
  if (edit.kind === 'kql' || edit.kind === 'line') {
    const [old, now] = [before.blocks[edit.block], after.blocks[edit.block]];
    if (old?.kind !== 'cell' || now?.kind !== 'cell') throw new Error('no cell');
    expect(after.text.slice(0, now.span.start)).toBe(before.text.slice(0, old.span.start));
    expect(after.text.slice(now.span.end)).toBe(before.text.slice(old.span.end));
    if (edit.kind === 'kql') expect(plain(now.kql)).toBe(plain(edit.kql));
    else expect(now.kql).toBe(old.kql);
  }
  if (edit.kind === 'parameter') {
    expect(after.parameters[0]?.default).toBe(Object.is(edit.value, -0) ? 0 : edit.value);
    expect(after.blocks.map((one) => textOf(after, one))).toEqual(
      before.blocks.map((one) => textOf(before, one)),
    );
  }
  if (edit.kind === 'insert')
    expect(
      after.cells.some(({ kql }) => plain(kql) === plain((edit.blocks[0] as { kql: string }).kql)),
    ).toBe(true);
  if (edit.kind === 'move') {
    const sorted = (hunt: HuntDocument): string[] => hunt.cells.map(({ kql }) => plain(kql)).sort();
    expect(sorted(after)).toEqual(sorted(before));
  }
}

describe('what goes on after a change', () => {
  const carried = (before: string, after: string): (number | null)[] => {
    const blocks = (text: string): { kind: 'cell'; text: string }[] =>
      [...text].map((letter) => ({ kind: 'cell', text: letter }));
    return [...carriedOver(blocks(before), blocks(after))];
  };

  it('is what is alike, else what stands in its place', () => {
    expect(carried('abc', 'abc')).toEqual([0, 1, 2]);
    expect(carried('abc', 'axbc')).toEqual([0, null, 1, 2]);
    expect(carried('abc', 'axc')).toEqual([0, 1, 2]);
    expect(carried('abc', 'ac')).toEqual([0, 2]);
    expect(carried('abcd', 'bcad')).toEqual([1, 2, 0, 3]);
    expect(carried('aaa', 'aa')).toEqual([0, 1]);
    expect(carried('', 'a')).toEqual([null]);
  });
});
