import type { Column } from '../../base/index.ts';
import { visible } from '../../base/index.ts';
import type { ViewAnswer } from '../view-source.ts';
import type { LaneFilter, TimelinePlan } from './questions.ts';

/** A line of the timeline: the rows with one value, by one of the times. */
export interface Lane {
  label: string;
  /** The value that its rows share; null where they share none. */
  value: string | null;
  /** Which of the times. */
  time: number;
  rows: number;
}

/** The lanes of a timeline, and where rows belong. */
export class Lanes {
  readonly list: readonly Lane[];
  /** How questions for single lanes are confined; null where all rows have a lane of their own. */
  readonly filter: LaneFilter | null;
  readonly #places = new Map<string, number>();
  readonly #perTime: number;

  /** `values` is the answer to the question for the values of the lanes' column, null without one. */
  constructor(plan: TimelinePlan, values: ViewAnswer | null, rows: readonly number[]) {
    const named = (values?.rows ?? []).map(([value, count]) => ({
      value: String(value ?? ''),
      rows: Number(count),
    }));
    // Rows = count() by Value puts the value first.
    const others = values ? values.total - named.length : 0;
    const perTime = values ? [...named, ...(others > 0 ? [null] : [])] : [null];
    const list: Lane[] = [];
    for (const [time, column] of plan.times.entries())
      for (const one of perTime) list.push(lane(one, { column, plan, time, others, rows }));
    named.forEach(({ value }, i) => {
      this.#places.set(value, i);
    });
    this.list = list;
    this.#perTime = perTime.length;
    this.filter = others > 0 ? { values: named.map((n) => n.value), others: false } : null;
  }

  /** The place of a row's lane in the list. */
  place(value: unknown, time: number): number {
    const own = this.#places.get(String(value ?? '')) ?? this.#perTime - 1;
    return time * this.#perTime + own;
  }

  /** The place of the lane for all rows without a lane of their own. */
  others(time: number): number {
    return (time + 1) * this.#perTime - 1;
  }
}

function lane(
  one: { value: string; rows: number } | null,
  at: {
    column: Column;
    plan: TimelinePlan;
    time: number;
    others: number;
    rows: readonly number[];
  },
): Lane {
  const { column, plan, time, others, rows } = at;
  const several = plan.times.length > 1;
  const suffix = several ? ` · ${visible(column.name)}` : '';
  if (!one) {
    const label = others > 0 ? `${others} others${suffix}` : visible(column.name);
    return { label, value: null, time, rows: others > 0 ? 0 : (rows[time] ?? 0) };
  }
  const text = one.value === '' ? '(empty)' : visible(one.value.slice(0, 200));
  return { label: `${text}${suffix}`, value: one.value, time, rows: one.rows };
}
