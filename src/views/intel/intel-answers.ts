import { spanText } from '../timeline/time-scale.ts';
import { countText } from '../value-text.ts';
import type { ViewAnswer } from '../view-source.ts';

/** An observable with all that was said of it, as it stands in the list. */
export interface Observable {
  rank: number;
  key: string;
  type: string;
  /** The names of sources that know it, that do not, and that failed, with commas between. */
  found: string;
  absent: string;
  failed: string;
  /** How many rows say that it was not sent. */
  unsent: number;
  summary: string;
  at: string;
}

/** What one source says of an observable. */
export interface IntelAnswer {
  source: string;
  rank: number;
  severity: string;
  outcome: string;
  detail: string;
  summary: string;
  reference: string;
  seenAt: string;
  by: string;
  at: string;
  ageMs: number | null;
  raw: string;
  rows: number;
}

/** What came of asking a source about all observables. */
export interface SourceTally {
  source: string;
  outcome: string;
  observables: number;
  why: string;
  reasons: number;
}

/** Reads the cells of a row by the names of their columns. */
function reader({ columns }: ViewAnswer): (row: readonly unknown[], name: string) => string {
  const at = new Map(columns.map((c, i) => [c.name, i]));
  return (row, name) => {
    const value = row[at.get(name) ?? -1];
    return value === null || value === undefined ? '' : String(value);
  };
}

/** The observables of an answer to the question for the list. */
export function observablesOf(answer: ViewAnswer): Observable[] {
  const read = reader(answer);
  return answer.rows.map((row) => ({
    rank: Number(read(row, 'Rank')),
    key: read(row, 'Key'),
    type: read(row, 'Type'),
    found: read(row, 'Found'),
    absent: read(row, 'Absent'),
    failed: read(row, 'Failed'),
    unsent: Number(read(row, 'Unsent')),
    summary: read(row, 'Summary'),
    at: read(row, 'At'),
  }));
}

/** The answers about one observable. */
export function answersOf(answer: ViewAnswer): IntelAnswer[] {
  const read = reader(answer);
  return answer.rows.map((row) => {
    const age = read(row, 'AgeMs');
    return {
      source: read(row, 'Source'),
      rank: Number(read(row, 'Rank')),
      severity: read(row, 'Severity'),
      outcome: read(row, 'Outcome'),
      detail: read(row, 'Detail'),
      summary: read(row, 'Summary'),
      reference: webAddress(read(row, 'Reference')),
      seenAt: read(row, 'Seen'),
      by: read(row, 'By'),
      at: read(row, 'At'),
      ageMs: age === '' ? null : Number(age),
      raw: read(row, 'Raw'),
      rows: Number(read(row, 'Rows')),
    };
  });
}

/** What came of asking each source. */
export function talliesOf(answer: ViewAnswer): SourceTally[] {
  const read = reader(answer);
  return answer.rows.map((row) => ({
    source: read(row, 'Source'),
    outcome: read(row, 'Outcome'),
    observables: Number(read(row, 'Observables')),
    why: read(row, 'Why'),
    reasons: Number(read(row, 'Reasons')),
  }));
}

/** An address of the web that may be followed; '' for any other text. */
function webAddress(text: string): string {
  if (!URL.canParse(text)) return '';
  const { protocol, username, password } = new URL(text);
  return /^https?:$/.test(protocol) && username === '' && password === '' ? text : '';
}

const minuteMs = 60_000;

/** Whether an answer was given just then, or kept from before; '' where there is none. */
export function freshness({ ageMs, outcome }: IntelAnswer): string {
  if (ageMs === null || outcome === 'not sent') return '';
  return ageMs < minuteMs ? 'asked just then' : `a kept answer, ${spanText(ageMs)} old`;
}

/** What came of asking a source about an observable, in words. */
export function outcomeText({ outcome, detail, source, severity }: IntelAnswer): string {
  const why = detail === '' ? '' : `: ${detail}`;
  if (outcome === 'found') return severity;
  if (outcome === 'not found') return 'knows nothing of it';
  if (outcome === 'failed') return `failed${why}`;
  return `${source === '' ? 'nobody was asked' : 'was not asked'}${why}`;
}

const observables = (count: number): string =>
  `${countText(count)} ${count === 1 ? 'observable' : 'observables'}`;

/** Sources that did not answer, and what nobody was asked about, a sentence each: a gap that must not pass for an answer. */
export function gapTexts(tallies: readonly SourceTally[]): string[] {
  const gaps = tallies.filter(({ outcome }) => outcome !== 'found' && outcome !== 'not found');
  return gaps
    .sort((a, b) => b.observables - a.observables)
    .map(({ source, outcome, observables: count, why, reasons }) => {
      const others = reasons > 1 ? ` (and ${countText(reasons - 1)} more reasons)` : '';
      const because = why === '' ? '.' : `: ${why}${others}`;
      if (source === '') return `Nobody was asked about ${observables(count)}${because}`;
      return outcome === 'failed'
        ? `${source} failed for ${observables(count)}${because}`
        : `${source} was not asked about ${observables(count)}${because}`;
    });
}

/** The names of the sources, each once. */
export function sourceNames(tallies: readonly SourceTally[]): string[] {
  return [...new Set(tallies.map(({ source }) => source).filter((name) => name !== ''))];
}
