import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import {
  besideMedian,
  explained,
  likelihoodText,
  oneInText,
  powerText,
  roundedUp,
  usualThreshold,
} from './likelihood-words.ts';
import { looksScored, sequencePlan } from './sequence-plan.ts';
import {
  aroundWindow,
  belowStep,
  powersOf,
  sequenceData,
  sessionStep,
} from './sequence-questions.ts';
import { commandsIn, namesIn } from './session-commands.ts';

const columns: Column[] = [
  { name: 'UserId', type: 'string' },
  { name: 'Began', type: 'datetime' },
  { name: 'Operations', type: 'dynamic' },
  { name: 'likelihood', type: 'real' },
  { name: 'rarest_window', type: 'dynamic' },
  { name: 'rarest_start', type: 'long' },
];
const plan = sequencePlan(new Map(), columns);

it('takes the columns of rare_sequences, and those of the session beside them', () => {
  expect(looksScored(columns)).toBe(true);
  expect(looksScored(columns.filter((c) => c.name !== 'rarest_window'))).toBe(false);
  expect(looksScored([])).toBe(false);
  expect(plan).toMatchObject({
    time: { name: 'Began' },
    session: { name: 'Operations' },
    show: [{ name: 'UserId' }],
    whole: false,
    threshold: null,
  });
  const bare = sequencePlan(new Map([['threshold', '1e-5']]), columns.slice(3));
  expect(bare).toMatchObject({ time: null, session: null, show: [], threshold: 1e-5 });
  expect(() => sequencePlan(new Map(), columns.slice(0, 3))).toThrow('how likely each session is');
  expect(() => sequencePlan(new Map([['threshold', '-1']]), columns)).toThrow('threshold=-1');
});

it('says likelihoods in figures that a reader takes in', () => {
  expect([1, 0.00956, 0.0001, 3.217e-8, 0].map(likelihoodText)).toEqual([
    '1',
    '0.0096',
    '1e-4',
    '3.2e-8',
    '0',
  ]);
  expect([0.5, 0.0096, 4.2e-7, 1e-10, 1e-22, 0].map(oneInText)).toEqual([
    '1 in 2',
    '1 in 104',
    '1 in 2.4 million',
    '1 in 10 billion',
    '1 in 1e22',
    'too small for a number',
  ]);
  expect(powerText(0.01)).toBe('log10 −2.0');
  expect(besideMedian(0.001, 0.33)).toBe('330 times rarer than the median');
  expect(besideMedian(0.01, 0.01)).toBe('as likely as the median');
  expect(besideMedian(0.02, 0.01)).toBe('2 times likelier than the median');
  expect(besideMedian(0, 0.01)).toBe('rarer than can be reckoned');
});

it('explains what was multiplied, and its geometric mean', () => {
  const window = { commands: 3, ends: false, whole: false, geometric: false };
  expect(explained(0.001, window)).toBe(
    'The likelihoods of the 3 commands of its rarest window, multiplied. Their geometric mean, the likelihood of one command, is 0.1 (1 in 10).',
  );
  expect(explained(0.001, { ...window, commands: 2, ends: true })).toContain(
    'and the end of its rarest window, multiplied. Their geometric mean, the likelihood of one command, is 0.1',
  );
  expect(explained(0.1, { ...window, geometric: true })).toContain(
    'Multiplied they are 0.001 (1 in 1,000)',
  );
  expect(explained(0, { ...window, whole: true })).toBe(
    'The likelihoods of all 3 commands of the session, multiplied.',
  );
});

it('draws the line above the rarest twentieth, 20 at most', () => {
  for (const likelihood of [0.0095, 0.0096, 1, 9.99e-9, 1e-300])
    expect(roundedUp(likelihood)).toBeGreaterThan(likelihood);
  expect(roundedUp(0.00951)).toBe(0.0096);
  const rarest = Array.from({ length: 1000 }, (_, i) => (i + 1) / 1e6);
  const below = (line: number): number => rarest.filter((l) => l < line).length;
  expect(below(usualThreshold(rarest, 100_000))).toBeGreaterThanOrEqual(20);
  expect(below(usualThreshold(rarest, 100_000))).toBeLessThan(23);
  expect(below(usualThreshold(rarest.slice(0, 10), 10))).toBe(1);
  expect(usualThreshold([], 0)).toBe(0);
  expect(usualThreshold([0, 0, 0], 3)).toBe(0);
});

it('finds whole powers of ten around likelihoods', () => {
  expect(powersOf(0.00123, 0.4)).toEqual([-3, 0]);
  expect(powersOf(0.01, 0.01)).toEqual([-3, -2]);
  expect(powersOf(0, 0)).toEqual([-1, 0]);
});

it('reads commands in every form that rare_sequences takes, and bears others', () => {
  expect(commandsIn('["A", ["B", {"x": "1", "__proto__": "2"}], ["C", ["p"]]]')).toEqual([
    { name: 'A', given: [] },
    {
      name: 'B',
      given: [
        { name: 'x', value: '1' },
        { name: '__proto__', value: '2' },
      ],
    },
    { name: 'C', given: [{ name: 'p', value: '' }] },
  ]);
  expect(
    commandsIn(
      '[{"Set": [{"Name": "a", "Value": "b"}]}, {"name": "N", "params": {"q": null}}, null, 7, []]',
    ),
  ).toEqual([
    { name: 'Set', given: [{ name: 'a', value: 'b' }] },
    { name: 'N', given: [{ name: 'q', value: '' }] },
  ]);
  expect(commandsIn('["A", ["B"')).toBeNull();
  expect(commandsIn('{}')).toBeNull();
  expect(namesIn('["A","B\\"c"]')).toEqual(['A', 'B"c']);
  expect(namesIn('["A","B\\"c","half')).toEqual(['A', 'B"c', '…']);
});

it('shows the commands around a window only where they are those of the window', () => {
  const part = '["a", ["b", {"x": 1}], "c", "d"]';
  expect(aroundWindow(part, ['b', 'c'], 1)).toMatchObject({
    before: [{ name: 'a' }],
    window: [{ name: 'b', given: [{ name: 'x', value: '1' }] }, { name: 'c' }],
    after: [{ name: 'd' }],
  });
  expect(aroundWindow(part, ['c', 'd'], 0)).toBeNull();
  expect(aroundWindow('', ['a'], 0)).toBeNull();
});

it('asks two questions of few sessions, and a third where most are counted', async () => {
  const asked: string[] = [];
  const answers = (scored: number) => async (kql: string) => {
    asked.push(kql);
    const rows = kql.startsWith('| summarize Rows')
      ? [[scored + 2, scored, 1e-6, 0.1, 0.01, '2026-03-01T00:00:00Z', '2026-03-02T00:00:00Z']]
      : kql.includes('Sessions = count()')
        ? [
            ['2026-03-01T00:00:00Z', -3, 7],
            [null, -3, 1],
          ]
        : [[1e-6, '2026-03-01T10:00:00Z', '["A"]', "o'hara"]];
    return { columns: [], rows, total: scored };
  };
  const few = await sequenceData(plan, answers(1));
  expect(asked).toHaveLength(2);
  expect(few).toMatchObject({
    scored: 1,
    unscored: 2,
    median: 0.01,
    powers: [-6, -1],
    density: [],
  });
  const many = await sequenceData(plan, answers(5000));
  expect(asked).toHaveLength(5);
  expect(many.density).toEqual([{ at: Date.parse('2026-03-01'), power: -3, sessions: 7 }]);
  const [session] = many.rarest;
  if (!session) throw new Error('there is one');
  expect(session).toMatchObject({ window: ['A'], shown: ["o'hara"] });
  expect(sessionStep(plan, session)).toBe(
    "| where ['likelihood'] == real(0.000001) and ['Began'] == datetime(2026-03-01T10:00:00Z) and substring(tostring(['UserId']), 0, 200) == 'o\\'hara'",
  );
  expect(belowStep(plan, 1e-7)).toBe("| where ['likelihood'] < real(1e-7)");
});
