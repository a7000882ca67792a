import { bracketedName, type Column } from '../../base/index.ts';
import { textLiteral, timeLiteral, timespanLiteral } from '../kql-spelling.ts';
import type { Range } from './time-scale.ts';

/** What a timeline shows of which columns. */
export interface TimelinePlan {
  /** Each row is shown once for each of these. */
  times: readonly Column[];
  /** When what began at the first time ended. */
  end: Column | null;
  lanes: Column | null;
  color: Column | null;
  show: readonly Column[];
}

const spelled = (column: Column): string => bracketedName(column.name);

/** A column as text, as lanes and colours are told by it. */
const asText = (column: Column): string =>
  column.type === 'string' ? spelled(column) : `tostring(${spelled(column)})`;

/** One row: first time, last time and rows with a time, for each column of times. */
export function extentQuestion({ times, end }: TimelinePlan): string {
  const parts = times.flatMap((time, i) => {
    const t = spelled(time);
    const to = end && i === 0 ? `max(max_of(${t}, ${spelled(end)}))` : `max(${t})`;
    return [`From${i} = min(${t})`, `To${i} = ${to}`, `Rows${i} = count(${t})`];
  });
  return `| summarize ${parts.join(', ')}`;
}

/** The values of a column by the number of rows, the most frequent first. */
export function valuesQuestion(column: Column): string {
  return `| summarize Rows = count() by Value = ${asText(column)} | order by Rows desc, Value asc`;
}

/** How a question is confined to some lanes: to these, or to all others. */
export interface LaneFilter {
  values: readonly string[];
  others: boolean;
}

const laneStep = ({ lanes }: TimelinePlan, filter: LaneFilter | null): string =>
  lanes && filter
    ? ` | where ${asText(lanes)} ${filter.others ? '!in' : 'in'} (${filter.values.map(textLiteral).join(', ')})`
    : '';

/** The condition that a row lies in a range by its n-th time. */
function within(plan: TimelinePlan, time: number, { from, to }: Range): string {
  const column = plan.times[time];
  if (!column) throw new Error('there is no such time');
  const t = spelled(column);
  const last = plan.end && time === 0 ? `coalesce(${spelled(plan.end)}, ${t})` : t;
  return `${t} < ${timeLiteral(to)} and ${last} >= ${timeLiteral(from)}`;
}

/** How many rows begin in each bin, by lane. Without a range of all times. */
export function binsQuestion(
  plan: TimelinePlan,
  asked: { time: number; widthMs: number; range: Range | null; filter: LaneFilter | null },
): string {
  const { time, widthMs, range, filter } = asked;
  const t = spelled(plan.times[time] as Column);
  const limits = range
    ? `| where ${t} >= ${timeLiteral(range.from)} and ${t} < ${timeLiteral(range.to)}`
    : '';
  const lane = plan.lanes && !filter?.others ? `, Lane = ${asText(plan.lanes)}` : '';
  const by = `Bin = bin(${t}, ${timespanLiteral(widthMs)})${lane}`;
  return `${limits}${laneStep(plan, filter)} | summarize Rows = count() by ${by}`.trim();
}

/** The rows of a range, one mark each: when, until when, lane, colour, then what is shown on hovering. */
export function marksQuestion(plan: TimelinePlan, time: number, range: Range | null): string {
  const column = plan.times[time] as Column;
  const t = spelled(column);
  const limits = range ? ` | where ${within(plan, time, range)}` : ` | where isnotnull(${t})`;
  const end = plan.end && time === 0 ? spelled(plan.end) : 'datetime(null)';
  const text = (c: Column | null): string => (c ? asText(c) : "''");
  const shown = plan.show.map((c, i) => {
    const value = c.type === 'string' ? `substring(${spelled(c)}, 0, 1000)` : spelled(c);
    return `, Show${i} = ${value}`;
  });
  const columns = `At = ${t}, End = ${end}, Lane = ${text(plan.lanes)}, Color = ${text(plan.color)}${shown.join('')}`;
  return `${limits} | project ${columns} | order by At asc`.trim();
}

/** The step that keeps the rows of a range, by any of the times. */
export function narrowStep(plan: TimelinePlan, range: Range): string {
  const each = plan.times.map((_, i) => within(plan, i, range));
  return `| where ${each.length === 1 ? each[0] : each.map((one) => `(${one})`).join(' or ')}`;
}
