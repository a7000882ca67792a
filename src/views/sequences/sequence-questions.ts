import { bracketedName, type Column } from '../../base/index.ts';
import { sameValue, textLiteral, timespanLiteral } from '../kql-spelling.ts';
import { binWidth, timeOf } from '../timeline/time-scale.ts';
import type { Ask, ViewSource } from '../view-source.ts';
import { type SequencePlan, spelledLikelihood } from './sequence-plan.ts';
import { type Command, commandsIn, namesIn } from './session-commands.ts';

/** A session of those that are drawn one by one. */
export interface Session {
  likelihood: number;
  /** As the answer spells it; '' for none. */
  time: string;
  at: number | null;
  window: readonly string[];
  /** The columns that tell whose it is, cut where they are long. */
  shown: readonly string[];
}

/** Sessions of a stretch of time and of likelihood, counted together. */
export interface Density {
  at: number;
  power: number;
  sessions: number;
}

/** What is known of all sessions. */
export interface SequenceData {
  /** Sessions with a likelihood. */
  scored: number;
  /** Sessions shorter than a window, that have none. */
  unscored: number;
  median: number;
  /** The powers of ten between which all likelihoods lie. */
  powers: readonly [least: number, most: number];
  from: number;
  to: number;
  /** The rarest sessions, the rarest first. */
  rarest: readonly Session[];
  density: readonly Density[];
  /** The width of what is counted together: milliseconds, and powers of ten. */
  step: { ms: number; power: number };
}

/** How many sessions are drawn one by one. */
export const mostDrawn = 1000;
const [columnsOfDensity, rowsOfDensity] = [80, 30];
const [longestWindow, longestShown, longestPart] = [600, 200, 100_000];
const around = 2;

/** Ask for all that the picture and the list show. */
export async function sequenceData(plan: SequencePlan, ask: Ask): Promise<SequenceData> {
  const [all, rarest] = await Promise.all([
    ask(overviewQuestion(plan), 1),
    ask(rarestQuestion(plan), mostDrawn),
  ]);
  const [rows, scored, least, most, median, from, to] = all.rows[0] ?? [];
  const powers = powersOf(Number(least ?? 1), Number(most ?? 1));
  const sessions = rarest.rows.map(([likelihood, time, window, ...shown]) => ({
    likelihood: Number(likelihood),
    time: String(time ?? ''),
    at: timeOf(time),
    window: namesIn(String(window ?? '')),
    shown: shown.map((text) => String(text ?? '')),
  }));
  const [start, end] = plan.time
    ? [timeOf(from) ?? 0, timeOf(to) ?? 1]
    : [1, Math.max(2, sessions.length)];
  const ms = binWidth(Math.max(1, end - start), columnsOfDensity);
  const power = (powers[1] - powers[0]) / rowsOfDensity;
  const few = Number(scored) <= sessions.length || !plan.time;
  const counted = few ? null : await ask(densityQuestion(plan, ms, power), 10_000);
  return {
    scored: Number(scored ?? 0),
    unscored: Number(rows ?? 0) - Number(scored ?? 0),
    median: Number(median ?? 0),
    powers,
    from: start,
    to: end,
    rarest: sessions,
    density: (counted?.rows ?? []).flatMap(([at, p, n]) => {
      const time = timeOf(at);
      return time === null ? [] : [{ at: time, power: Number(p), sessions: Number(n) }];
    }),
    step: { ms, power },
  };
}

/** Whole powers of ten around likelihoods. */
export function powersOf(least: number, most: number): [number, number] {
  const low = least > 0 ? Math.floor(Math.log10(least)) : -1;
  const high = most > 0 ? Math.ceil(Math.log10(most)) + 0 : 0;
  return [Math.min(low, high - 1), high];
}

function overviewQuestion(plan: SequencePlan): string {
  const l = spelledLikelihood(plan);
  const t = plan.time ? bracketedName(plan.time.name) : 'datetime(null)';
  return `| summarize Rows = count(), Scored = countif(isnotnull(${l})), Least = minif(${l}, ${l} > 0), Most = max(${l}), Median = percentile(${l}, 50), From = min(${t}), To = max(${t})`;
}

function rarestQuestion(plan: SequencePlan): string {
  const l = spelledLikelihood(plan);
  const t = plan.time ? bracketedName(plan.time.name) : "''";
  const shown = plan.show.map((c, i) => `, Shown${i} = ${shownText(c)}`).join('');
  const window = `substring(tostring(${bracketedName(plan.window.name)}), 0, ${longestWindow})`;
  return `| where isnotnull(${l}) | project Likelihood = ${l}, At = ${t}, Window = ${window}${shown} | sort by Likelihood asc, At asc`;
}

const shownText = ({ name }: Column): string =>
  `substring(tostring(${bracketedName(name)}), 0, ${longestShown})`;

function densityQuestion(plan: SequencePlan, ms: number, power: number): string {
  const l = spelledLikelihood(plan);
  const t = bracketedName(plan.time?.name ?? '');
  return `| where ${l} > 0 | summarize Sessions = count() by At = bin(${t}, ${timespanLiteral(ms)}), Power = bin(log10(${l}), real(${power}))`;
}

/** The step that keeps what is rarer than a threshold. */
export function belowStep({ likelihood }: SequencePlan, threshold: number): string {
  return `| where ${bracketedName(likelihood.name)} < real(${threshold})`;
}

/** The step that keeps one session, as far as what is shown tells it from others. */
export function sessionStep(plan: SequencePlan, session: Session): string {
  const { likelihood, time, show } = plan;
  const same = [
    `${bracketedName(likelihood.name)} == real(${session.likelihood})`,
    ...(time ? [sameValue({ ...time }, session.time)] : []),
    ...show.flatMap((column, i) => {
      const text = session.shown[i] ?? '';
      return column.type === 'string' && text.length < longestShown
        ? [`${shownText(column)} == ${textLiteral(text)}`]
        : [];
    }),
  ];
  return `| where ${same.join(' and ')}`;
}

/** One session in full, save that of its commands only some around the rarest window are there. */
export interface SessionRecord {
  columns: readonly Column[];
  row: readonly unknown[];
  /** The commands of the window, those before and those after; null where only the names are known. */
  commands: {
    before: readonly Command[];
    window: readonly Command[];
    after: readonly Command[];
  } | null;
  names: readonly string[];
  /** The first command of the window, counted from 0; null where that is not known. */
  start: number | null;
  /** Commands in the session; null where that is not known. */
  count: number | null;
}

/** Ask for one session. */
export async function sessionRecord(
  plan: SequencePlan,
  session: Session,
  source: ViewSource,
): Promise<SessionRecord | null> {
  const window = bracketedName(plan.window.name);
  const part =
    plan.session && plan.start
      ? `substring(tostring(array_slice(${bracketedName(plan.session.name)}, max_of(tolong(0), tolong(${bracketedName(plan.start.name)}) - ${around}), tolong(${bracketedName(plan.start.name)}) + array_length(${window}) + ${around - 1})), 0, ${longestPart})`
      : "''";
  const less = plan.session ? ` | project-away ${bracketedName(plan.session.name)}` : '';
  const kql = `${sessionStep(plan, session)} | take 1 | extend rarest_part = ${part}${less}`;
  const { columns, rows } = await source.ask(kql, { limit: 1 });
  const row = rows[0];
  if (!row) return null;
  const value = (name: string | undefined): unknown =>
    row[columns.findIndex((c) => c.name === name)];
  const number = (column: Column | null): number | null => {
    const found = column ? value(column.name) : null;
    return found === null || found === undefined ? null : Number(found);
  };
  const names = namesOf(value(plan.window.name));
  const start = number(plan.start);
  return {
    columns: columns.filter((c) => c.name !== 'rarest_part'),
    row: row.filter((_, i) => columns[i]?.name !== 'rarest_part'),
    commands:
      start === null ? null : aroundWindow(String(value('rarest_part') ?? ''), names, start),
    names,
    start,
    count: number(plan.count),
  };
}

const namesOf = (value: unknown): string[] =>
  namesIn(typeof value === 'string' ? value : JSON.stringify(value ?? []));

/** The commands of a window and those around it; null where the names say that it is another part. */
export function aroundWindow(
  part: string,
  names: readonly string[],
  start: number,
): SessionRecord['commands'] {
  const found = commandsIn(part);
  const from = Math.min(around, start);
  const window = found?.slice(from, from + names.length) ?? [];
  if (!found || window.length < names.length || window.some((c, i) => c.name !== names[i]))
    return null;
  return { before: found.slice(0, from), window, after: found.slice(from + names.length) };
}
