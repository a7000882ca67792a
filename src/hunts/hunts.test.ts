import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Hunt } from '../session/index.ts';
import { readCellLine, writeCellLine } from './cell-line.ts';
import { cellOrder } from './cell-order.ts';
import { type CellStatus, HuntRun } from './hunt-run.ts';
import { parameterLiterals } from './parameters.ts';
import { readHunt } from './read-hunt.ts';

const code = (...lines: string[]): string =>
  [`\`\`\`${lines[0]}`, ...lines.slice(1), '```'].join('\n');
const read = (text: string): ReturnType<typeof readHunt> => readHunt(text, 'hunt.md');

describe('a hunt', () => {
  const text = [
    '---',
    'title: Who got in?',
    'parameters:',
    '  account: alice',
    '  least: { type: long, default: 2, about: how many }',
    'time: { start: 2024-03-01, period: 2d }',
    'data: logs/*.csv',
    '---',
    '# Logons',
    '',
    code('kql failed view=timeline group="Account name"', 'logons | where Result == "fail"', ''),
    'between',
    code('python', 'print(1)'),
    code('kql', 'failed | count'),
  ].join('\n');

  it('is prose, cells and what its head says', () => {
    const hunt = read(text);
    expect(hunt).toMatchObject({
      title: 'Who got in?',
      time: { start: '2024-03-01', period: '2d' },
      data: ['logs/*.csv'],
      sample: false,
      parameters: [
        { name: 'account', type: 'string', default: 'alice' },
        { name: 'least', type: 'long', default: 2, about: 'how many' },
      ],
    });
    expect(hunt.blocks.map(({ kind }) => kind)).toEqual(['prose', 'cell', 'prose', 'cell']);
    const [failed, count] = hunt.cells;
    expect(failed).toMatchObject({ name: 'failed', view: 'timeline', label: 'failed', line: 11 });
    expect(failed?.settings.get('group')).toBe('Account name');
    expect(text.slice(failed?.kqlSpan.start, failed?.kqlSpan.end)).toBe(failed?.kql);
    expect(count).toMatchObject({ name: null, label: 'cell 2', kql: 'failed | count\n' });
  });

  it('is what the documentation shows', async () => {
    const docs = await readFile(new URL('../../docs/hunts.md', import.meta.url), 'utf8');
    const [, example = ''] = /^````text\n(.*?)^````$/ms.exec(docs) ?? [];
    const { title, parameters, cells } = read(example);
    expect(title).toBe('Who guessed passwords?');
    expect(parameters.map((p) => p.name)).toEqual(['least']);
    expect(cells.map((c) => c.name)).toEqual(['failed', 'guessed']);
  });

  it('has the same cells with other line ends, and none that are quoted or in lists', () => {
    const kqlOf = (t: string): string[] => read(t).cells.map(({ kql }) => kql.trim());
    expect(kqlOf(text.replaceAll('\n', '\r\n'))).toEqual(kqlOf(text));
    const quoted = code('kql', 'T').split('\n');
    expect(read(quoted.map((line) => `> ${line}`).join('\n')).cells).toEqual([]);
    expect(read(`- a\n\n${quoted.map((line) => `  ${line}`).join('\n')}`).cells).toEqual([]);
    expect(read(code('kqlx', 'T')).cells).toEqual([]);
    expect(kqlOf(`~~~kql\n${code('', 'T')}\n~~~`)).toEqual([code('', 'T')]);
    expect(kqlOf('```kql\nT | take 1')).toEqual(['T | take 1']);
  });

  it.each([
    ['---\ntitel: x\n---\n', "line 2: there is no 'titel'. Did you mean title"],
    ['---\ndata: [/etc/passwd]\n---\n', "line 2: '/etc/passwd' is not below the folder"],
    ['---\ndata: [a/../../b]\n---\n', 'not below the folder'],
    ['---\nparameters: { "a b": 1 }\n---\n', "'a b' is no name"],
    ['---\nparameters:\n  a: { type: int }\n---\n', "line 3: 'int' is none of string, long"],
    ['---\ntitle: [\n---\n', 'line 3'],
    [code('kql a b', 'T'), "line 1: 'b' is a second name beside 'a'"],
    [code('kql 1a', 'T'), "'1a' is no name"],
    [code('kql view="x', 'T'), 'cannot be read'],
    [code('kql view=a view=b', 'T'), "'view' is said twice"],
    [`${code('kql a', 'T')}\n${code('kql a', 'T')}`, "the cell of line 1 is called 'a' too"],
  ])('says what is wrong: %s', (wrong, words) => {
    expect(() => read(wrong)).toThrow(words);
  });

  it('keeps what it read of any text', () => {
    const part = fc.oneof(
      fc.constantFrom(
        '```',
        '```kql a',
        '~~~',
        '---\n',
        '> ',
        '- ',
        '\r',
        '\n',
        '\t',
        'T | take 1',
      ),
      fc.string({ maxLength: 8 }),
    );
    const anyText = fc.array(part, { maxLength: 30 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, (written) => {
        let hunt: ReturnType<typeof readHunt>;
        try {
          hunt = read(written);
        } catch (error) {
          expect(String((error as { code?: string }).code)).toMatch(/^(hunts|yaml)\//);
          return;
        }
        let at = 0;
        for (const block of hunt.blocks) {
          expect(block.span.start).toBeGreaterThanOrEqual(at);
          if (block.kind === 'cell')
            expect(written.slice(block.kqlSpan.start, block.kqlSpan.end)).toBe(block.kql);
          at = block.span.end;
        }
      }),
      { numRuns: 500 },
    );
  });

  it('writes the line of a cell as it reads it', () => {
    const value = fc.string({ maxLength: 12 }).map((s) => s.replace(/\s+/g, ' '));
    fc.assert(
      fc.property(value, value, (group, expected) => {
        const line = {
          name: 'a',
          view: 'grid',
          settings: new Map([['group', group]]),
          expect: expected,
        };
        expect(readCellLine(writeCellLine(line), 'x')).toEqual(line);
      }),
    );
  });
});

describe('parameters', () => {
  const now = new Date('2024-03-10T12:00:00Z');
  const one = (type: string, value: unknown): string | undefined =>
    parameterLiterals(
      read(`---\nparameters:\n  p: { type: ${type} }\n---\n`).parameters,
      { p: value },
      now,
    ).get('p');

  it('are literals of KQL', () => {
    expect(one('string', 'a"b\\c\n| take 1')).toBe('"a\\"b\\\\c\\n| take 1"');
    expect(one('long', '-3')).toBe('long(-3)');
    expect(one('real', 1.5)).toBe('real(1.5)');
    expect(one('bool', 'true')).toBe('bool(true)');
    expect(one('datetime', '-2d@d')).toBe('datetime(2024-03-08T00:00:00Z)');
    expect(one('timespan', '1.02:30:00')).toBe('timespan(1.02:30:00)');
    expect(one('list', 'a, b"')).toBe('dynamic(["a","b\\""])');
  });

  it.each([
    ['long', '1); drop'],
    ['real', 'e'],
    ['bool', 'yes'],
    ['timespan', '2 hours'],
    ['list', { a: 1 }],
    ['string', { a: 1 }],
  ])('refuse what is none of %s', (type, value) => {
    expect(() => one(type, value)).toThrow("'p' takes");
  });

  it('say which are missing or unknown', () => {
    expect(() => one('long', undefined)).toThrow("The hunt needs 'p'.");
    const { parameters } = read('---\nparameters: { host: a }\n---\n');
    expect(() => parameterLiterals(parameters, { hots: 'b' }, now)).toThrow('Did you mean host?');
  });
});

describe('the order of cells', () => {
  const order = (...cells: [string, string][]): string[] =>
    cellOrder(read(cells.map(([name, kql]) => code(`kql ${name}`, kql)).join('\n\n')).cells).map(
      ({ cell, circle }) => cell.label + (circle.length > 0 ? ` in ${circle.join('>')}` : ''),
    );

  it('follows from what they use, and else is that of the text', () => {
    expect(order(['c', 'a | join b on x'], ['a', 'T'], ['b', 'let T = a; T'])).toEqual([
      'a',
      'b',
      'c',
    ]);
    expect(order(['a', 'T'], ['', 'print 1'])).toEqual(['a', 'cell 2']);
    expect(order(['T', 'T | take 1'])).toEqual(['T']);
  });

  it('names a circle', () => {
    expect(order(['a', 'b'], ['b', 'c'], ['c', 'a'], ['d', 'a'])).toEqual([
      'c in c>a>b',
      'b in b>c>a',
      'a in a>b>c',
      'd',
    ]);
  });
});

describe('a run', () => {
  let folder: string;
  let hunt: Hunt;

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'huntbook-hunts-'));
    const rows = ['TimeGenerated,Account,Result'];
    for (let day = 1; day <= 6; day++)
      for (const account of ['alice', 'bob'])
        rows.push(`2024-03-0${day}T10:00:00Z,${account},${day % 2 ? 'fail' : 'ok'}`);
    await writeFile(join(folder, 'logons.csv'), rows.join('\n'));
    hunt = new Hunt();
    await hunt.add([join(folder, 'logons.csv')]);
  });
  afterAll(async () => {
    await hunt.close();
    await rm(folder, { recursive: true, force: true });
  });

  const all = async (run: HuntRun, cells?: string[]): Promise<CellStatus[]> => {
    const done: CellStatus[] = [];
    for await (const status of run.run(cells ? { cells } : {})) done.push(status);
    return done;
  };
  const states = (run: HuntRun): string =>
    run
      .cells()
      .map(({ state }) => state)
      .join(' ');
  const rowsOf = async (status: CellStatus | undefined): Promise<unknown> =>
    (await status?.result?.table.toJson())?.rows;

  const head = '---\nparameters: { who: alice }\n---\n';
  const cells = [
    code('kql failed', 'logons | where Result == "fail" and Account == who'),
    code('kql n expect="sum(Count) == 3"', 'failed | count'),
    code('kql other', 'logons | summarize N = count() by Account | sort by Account asc'),
  ];

  it('runs cells on the results of others, and knows which still hold', async () => {
    const run = new HuntRun(hunt, read(head + cells.join('\n\n')));
    expect(states(run)).toBe('new new new');
    expect((await all(run, ['n'])).map(({ cell }) => cell.label)).toEqual(['failed', 'n']);
    expect(states(run)).toBe('fresh fresh new');
    const [, n] = run.cells();
    expect(await rowsOf(n)).toEqual([[3]]);
    expect(n?.result?.holds).toBe(true);
    expect(n?.result?.coverage.sources.map(({ table }) => table)).toEqual(['logons']);
    expect(await all(run)).toHaveLength(3);
    run.update(read(head + cells.join('\n\n')), { values: { who: 'nobody' } });
    expect(states(run)).toBe('stale stale fresh');
    await all(run);
    expect(run.cells()[1]?.result?.holds).toBe(false);
    run.update(read(`${head + cells.join('\n\n')}\nmore prose`), { values: { who: 'nobody' } });
    expect(states(run)).toBe('fresh fresh fresh');
    await run.close();
  });

  it('keeps results with their cells when others come, go and move', async () => {
    const run = new HuntRun(hunt, read([code('kql', 'logons'), cells[2]].join('\n')));
    await all(run);
    const [first, second] = run.cells().map(({ result }) => result);
    run.update(read([code('kql', 'print 1'), cells[2], code('kql', 'logons')].join('\n')));
    expect(states(run)).toBe('new fresh fresh');
    expect(run.cells().map(({ result }) => result)).toEqual([null, second, first]);
    run.update(read(code('kql renamed', 'logons')));
    expect(states(run)).toBe('fresh');
    await run.close();
    expect(states(run)).toBe('new');
  });

  it('goes on with what it began with, where the document is changed meanwhile', async () => {
    const run = new HuntRun(hunt, read(cells.slice(1).join('\n').replace('failed |', 'logons |')));
    const going = run.run();
    expect((await going.next()).value?.cell.label).toBe('n');
    run.update(read([code('kql', 'print 1'), cells[2]].join('\n')));
    expect((await going.next()).value?.cell.label).toBe('other');
    expect(states(run)).toBe('stale fresh');
    await run.close();
  });

  it('sees only the time that was asked for, and says so', async () => {
    const run = new HuntRun(
      hunt,
      read(`---\ntime: { start: 2024-03-02, end: 2024-03-04 }\n---\n${cells[2]}`),
    );
    const [status] = await all(run);
    expect(await rowsOf(status)).toEqual([
      ['alice', 2],
      ['bob', 2],
    ]);
    expect(status?.result?.coverage.notes[0]).toMatch(
      /^Only rows from 2024-03-02T00:00:00Z to 2024-03-04/,
    );
    run.update(run.document, { time: null });
    expect(states(run)).toBe('stale');
    expect(await rowsOf((await all(run))[0])).toEqual([
      ['alice', 6],
      ['bob', 6],
    ]);
    await run.close();
  });

  it('goes on after a cell that fails, and says where in the document', async () => {
    const text = [
      head,
      code('kql bad', 'logons', '| where Acount == who'),
      code('kql needs', 'bad | count'),
      cells[2],
    ].join('\n');
    const run = new HuntRun(hunt, read(text));
    const [bad, needs, other] = await all(run);
    expect(bad?.error?.message).toContain('Acount');
    expect(text.slice(bad?.error?.span?.start, bad?.error?.span?.end)).toBe('Acount');
    expect(needs?.error?.code).toBe('hunts/needs-failed');
    expect(other?.state).toBe('fresh');
    run.update(read(text.replace('Acount', 'Account')));
    await all(run);
    expect(states(run)).toBe('fresh fresh fresh');
    await run.close();
  });

  it('says what of its settings is wrong, and keeps what it had', async () => {
    const run = new HuntRun(hunt, read(head + cells[0]));
    await all(run);
    expect(() => run.update(run.document, { values: { whom: 'x' } })).toThrow('Did you mean who?');
    expect(() => run.update(run.document, { time: { start: 'soon' } })).toThrow("'soon'");
    expect(states(run)).toBe('fresh');
    const circle = new HuntRun(hunt, read(`${code('kql a', 'b')}\n${code('kql b', 'a')}`));
    expect((await all(circle)).map(({ error }) => error?.code)).toEqual([
      'hunts/circle',
      'hunts/circle',
    ]);
    const odd = new HuntRun(hunt, read(code('kql a expect="count("', 'logons')));
    expect((await all(odd))[0]?.error?.code).toBe('hunts/bad-expect');
    await Promise.all([run, circle, odd].map((one) => one.close()));
  });

  it('can be stopped', async () => {
    const stop = new AbortController();
    const run = new HuntRun(hunt, read(head + cells.join('\n\n')));
    stop.abort();
    await expect(run.run({ signal: stop.signal }).next()).rejects.toThrow();
    expect(states(run)).toBe('new new new');
    await run.close();
  });
});
