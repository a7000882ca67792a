import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import type { ViewAnswer } from '../view-source.ts';
import {
  answersOf,
  freshness,
  gapTexts,
  observablesOf,
  outcomeText,
  sourceNames,
  talliesOf,
} from './intel-answers.ts';
import {
  answersQuestion,
  filterStep,
  intelPlan,
  looksLookedUp,
  noFilter,
  observableStep,
  observablesQuestion,
} from './intel-questions.ts';

const texts = (...names: string[]): Column[] => names.map((name) => ({ name, type: 'string' }));
const bare = texts('observable', 'source', 'severity', 'outcome');
const columns = [...texts('Account', 'RemoteIP'), ...bare, ...texts('summary')];
const plan = intelPlan(new Map(), columns);
const answer = (row: Record<string, unknown>): ViewAnswer => ({
  columns: texts(...Object.keys(row)),
  rows: [Object.values(row)],
  total: 1,
});

it('takes the rows of ti_lookup, and finds what was asked about where nobody was', () => {
  expect(looksLookedUp(bare)).toBe(true);
  expect(looksLookedUp(bare.slice(1))).toBe(false);
  expect(plan.key).toBe("iff(isempty(observable), ['RemoteIP'], observable)");
  expect(intelPlan(new Map([['value', 'Account']]), columns).key).toContain("['Account']");
  expect(intelPlan(new Map(), bare).key).toBe('observable');
  expect(() => intelPlan(new Map(), bare.slice(1))).toThrow(
    'observable, source, severity, outcome',
  );
});

it('spells questions of rows that have few of the columns, whatever is searched', () => {
  const few = intelPlan(new Map(), bare);
  expect(answersQuestion(few, "it's")).toContain("| where observable == 'it\\'s' | project");
  expect(answersQuestion(few, 'x')).toContain("Raw = ''");
  expect(observablesQuestion(few, noFilter)).toContain('At = datetime(null)');
  const filter = { levels: [5, 0], source: "o'src", words: '\\' };
  const question = observablesQuestion(plan, filter);
  expect(question).toMatch(/^\| where source == 'o\\'src' \| project/);
  expect(question).toContain('| where Hits > 0 | where Rank in (0, 5) |');
  expect(question).toContain("contains '\\\\'");
});

it('keeps the answers that pass a filter, or those about one observable', () => {
  expect(filterStep(plan, noFilter)).toBe('');
  expect(filterStep(plan, { ...noFilter, levels: [5] })).toMatch(/^\| where case\(.*\) in \(5\)$/);
  expect(filterStep(plan, { ...noFilter, source: 'OTX' })).toBe("| where source == 'OTX'");
  expect(observableStep(plan, 'a')).toBe(`| where ${plan.key} == 'a'`);
  expect(observableStep(plan, 'a'.repeat(500))).toContain('substring(');
});

it('says what came of asking, and whether an answer was kept', () => {
  const told = (row: Record<string, unknown>): string => {
    const [one] = answersOf(answer({ Source: 'S', ...row }));
    if (!one) throw new Error('there is one');
    return [outcomeText(one), freshness(one)].filter((text) => text !== '').join('; ');
  };
  expect(told({ Outcome: 'found', Severity: 'high', AgeMs: 2000 })).toBe('high; asked just then');
  expect(told({ Outcome: 'not found', AgeMs: 90_000_000 })).toBe(
    'knows nothing of it; a kept answer, 1 d 1 h old',
  );
  expect(told({ Outcome: 'failed', Detail: 'No route.', AgeMs: null })).toBe('failed: No route.');
  expect(told({ Outcome: 'not sent', Detail: 'Private.', AgeMs: 1 })).toBe(
    'was not asked: Private.',
  );
  expect(told({ Outcome: 'not sent', Source: '' })).toBe('nobody was asked');
});

it('follows addresses of the web only', () => {
  const reference = (Reference: string): string | undefined =>
    answersOf(answer({ Reference }))[0]?.reference;
  expect(reference('https://otx.example/x')).toBe('https://otx.example/x');
  for (const text of [
    'javascript:alert(1)',
    'data:text/html,x',
    '//x',
    'https://u:p@x.example/',
    '',
  ])
    expect(reference(text), text).toBe('');
});

it('tells of every gap, the largest first', () => {
  const tallies = [
    { Source: 'OTX', Outcome: 'found', Observables: 9, Why: '', Reasons: 1 },
    { Source: 'OTX', Outcome: 'failed', Observables: 1, Why: 'HTTP 500.', Reasons: 3 },
    { Source: '', Outcome: 'not sent', Observables: 4, Why: 'It is private.', Reasons: 1 },
    { Source: 'VT', Outcome: 'not sent', Observables: 2, Why: '', Reasons: 1 },
  ].flatMap((row) => talliesOf(answer(row)));
  expect(gapTexts(tallies)).toEqual([
    'Nobody was asked about 4 observables: It is private.',
    'VT was not asked about 2 observables.',
    'OTX failed for 1 observable: HTTP 500. (and 2 more reasons)',
  ]);
  expect(gapTexts(tallies.slice(0, 1))).toEqual([]);
  expect(sourceNames(tallies)).toEqual(['OTX', 'VT']);
});

it('reads the list, nulls as nothing', () => {
  expect(observablesOf(answer({ Rank: 5, Key: 'a', At: null, Unsent: 2 }))).toEqual([
    {
      rank: 5,
      key: 'a',
      type: '',
      found: '',
      absent: '',
      failed: '',
      unsent: 2,
      summary: '',
      at: '',
    },
  ]);
});
