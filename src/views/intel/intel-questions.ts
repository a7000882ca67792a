import { bracketedName, type Column, HuntError } from '../../base/index.ts';
import { textLiteral } from '../kql-spelling.ts';
import { readSettings } from '../view-settings.ts';

/** What a browser of threat intelligence can be told. */
export const intelSettings = {
  value: {
    kind: 'column',
    types: ['string'],
    about: 'What was asked about, for rows where nobody was; found by itself unless said.',
  },
} as const;

/** How bad an observable is by one answer: `high` is 5, no answer 0. That nothing is known of it is a level of its own. */
export const levels = [
  'no answer',
  'not known',
  'unknown',
  'information',
  'warning',
  'high',
] as const;

const needed = ['observable', 'source', 'severity', 'outcome'] as const;
const given = [
  ...needed,
  'type',
  'summary',
  'reference',
  'seen_at',
  'raw',
  'outcome_detail',
  'answered_by',
  'answered_at',
  'age',
];

/** The columns that `ti_lookup` is mostly asked about. */
const usualValues = /^(?:value|observable|indicator|refanged)$|ip|url|domain|sha|md5|hash/i;

/** How bad a level is, from 0 to 3, as bars show it. */
export function barsOf(rank: number): 0 | 1 | 2 | 3 {
  return ([0, 0, 0, 1, 2, 3] as const)[rank] ?? 0;
}

/** How the columns of `ti_lookup` are spelled, those that are not there as nothing. */
export interface IntelPlan {
  columns: readonly Column[];
  /** What was asked about, whether or not anybody was. */
  key: string;
}

/** Whether rows look as `ti_lookup` gives them. */
export function looksLookedUp(columns: readonly Column[]): boolean {
  return needed.every((name) => columns.some((c) => c.name === name && c.type === 'string'));
}

/** What is to be shown. Errors: `views/does-not-fit` and those of settings. */
export function intelPlan(
  settings: ReadonlyMap<string, string>,
  columns: readonly Column[],
): IntelPlan {
  const told = readSettings(intelSettings, { view: 'threat_intel', given: settings, columns });
  if (!looksLookedUp(columns))
    throw new HuntError({
      code: 'views/does-not-fit',
      message: `A browser of threat intelligence needs the columns ${needed.join(', ')}.`,
      hint: 'Say | invoke ti_lookup(IPAddress) before.',
    });
  const texts = columns.filter((c) => c.type === 'string' && !given.includes(c.name));
  const value = told.value ?? texts.find((c) => usualValues.test(c.name)) ?? texts[0] ?? null;
  const key = value
    ? `iff(isempty(observable), ${bracketedName(value.name)}, observable)`
    : 'observable';
  return { columns, key };
}

const lengths = { key: 500, summary: 300, detail: 300, raw: 40_000 } as const;
const has = ({ columns }: IntelPlan, name: string): boolean => columns.some((c) => c.name === name);
const text = (plan: IntelPlan, name: string, length: number): string =>
  has(plan, name) ? `substring(tostring(${bracketedName(name)}), 0, ${length})` : "''";
const time = (plan: IntelPlan, name: string): string => (has(plan, name) ? name : 'datetime(null)');
const keyOf = ({ key }: IntelPlan): string => `substring(${key}, 0, ${lengths.key})`;
const rank =
  "case(outcome == 'not found', 1, outcome != 'found', 0, severity =~ 'high', 5, severity =~ 'warning', 4, severity =~ 'information', 3, 2)";

/** What the reader wants to see. */
export interface IntelFilter {
  /** Only observables that are this bad; all where there are none. */
  levels: readonly number[];
  /** Only what this source says; '' for all. */
  source: string;
  /** Only observables in which, or in whose summary, this stands. */
  words: string;
}

export const noFilter: IntelFilter = { levels: [], source: '', words: '' };

/** How many observables there are of each level. */
export function levelsQuestion(plan: IntelPlan): string {
  return `| summarize Rank = max(${rank}) by Key = ${keyOf(plan)} | summarize Observables = count() by Rank | sort by Rank desc`;
}

/** What came of asking each source, in observables, and one of the reasons where it was nothing. */
export function sourcesQuestion(plan: IntelPlan): string {
  const detail = text(plan, 'outcome_detail', lengths.detail);
  return `| summarize Observables = dcount(${keyOf(plan)}), Why = min(${detail}), Reasons = dcount(${detail}) by Source = source, Outcome = outcome | sort by Source asc, Outcome asc`;
}

/** The observables, the worst first, all their answers folded. */
export function observablesQuestion(plan: IntelPlan, filter: IntelFilter): string {
  const { source, words, levels: wanted } = filter;
  const sources = (outcome: string): string =>
    `strcat_array(array_sort_asc(make_set_if(Source, Outcome == '${outcome}', 30)), ', ')`;
  const parts = [
    `Key = ${keyOf(plan)}`,
    `Rank = ${rank}`,
    'Source = source',
    'Outcome = outcome',
    `Type = ${text(plan, 'type', 40)}`,
    `At = ${time(plan, 'answered_at')}`,
    `Summary = ${text(plan, 'summary', lengths.summary)}`,
    `Hit = ${hit(plan, words)}`,
  ];
  const steps = [
    ...(source === '' ? [] : [`| where source == ${textLiteral(source)}`]),
    `| project ${parts.join(', ')} | extend Weight = Rank * 2 + iff(isempty(Summary), 0, 1)`,
    `| summarize Hits = countif(Hit), Found = ${sources('found')}, Absent = ${sources('not found')}, Failed = ${sources('failed')}, Unsent = countif(Outcome == 'not sent'), Type = max(Type), At = max(At), arg_max(Weight, Rank, Summary) by Key`,
    ...(words === '' ? [] : ['| where Hits > 0']),
    ...(wanted.length === 0 ? [] : [`| where Rank in (${[...wanted].sort().join(', ')})`]),
    '| project Rank, Key, Type, Found, Absent, Failed, Unsent, Summary, At | sort by Rank desc, Key asc',
  ];
  return steps.join(' ');
}

function hit(plan: IntelPlan, words: string): string {
  if (words === '') return 'true';
  const literal = textLiteral(words);
  const within = [keyOf(plan), text(plan, 'summary', lengths.summary), text(plan, 'raw', 4000)];
  return within.map((one) => `${one} contains ${literal}`).join(' or ');
}

/** The step that keeps the answers that pass a filter; '' where all do. */
export function filterStep(
  plan: IntelPlan,
  { levels: wanted, source, words }: IntelFilter,
): string {
  const conditions = [
    ...(wanted.length === 0 ? [] : [`${rank} in (${[...wanted].sort().join(', ')})`]),
    ...(source === '' ? [] : [`source == ${textLiteral(source)}`]),
    ...(words === '' ? [] : [`(${hit(plan, words)})`]),
  ];
  return conditions.length === 0 ? '' : `| where ${conditions.join(' and ')}`;
}

/** The step that keeps all answers about one observable. */
export function observableStep(plan: IntelPlan, key: string): string {
  return `| where ${key.length < lengths.key ? plan.key : keyOf(plan)} == ${textLiteral(key)}`;
}

/** All answers about one observable, a row for each source, the worst first. */
export function answersQuestion(plan: IntelPlan, key: string): string {
  const parts = [
    'Source = source',
    `Rank = ${rank}`,
    'Severity = severity',
    'Outcome = outcome',
    `Detail = ${text(plan, 'outcome_detail', 1000)}`,
    `Summary = ${text(plan, 'summary', 1000)}`,
    `Reference = ${text(plan, 'reference', 2000)}`,
    `Seen = ${time(plan, 'seen_at')}`,
    `By = ${text(plan, 'answered_by', 200)}`,
    `At = ${time(plan, 'answered_at')}`,
    `AgeMs = ${has(plan, 'age') ? 'age / 1ms' : 'real(null)'}`,
    `Raw = ${text(plan, 'raw', lengths.raw)}`,
  ];
  return `${observableStep(plan, key)} | project ${parts.join(', ')} | summarize arg_max(Rank, *), Rows = count() by Source | sort by Rank desc, Source asc`;
}
