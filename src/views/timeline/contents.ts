import type { ViewAnswer } from '../view-source.ts';
import type { Lanes } from './lanes.ts';
import { type Range, timeOf } from './time-scale.ts';

/** How many rows begin in each bin of each lane, for the stretch that was asked. */
export interface Density {
  readonly kind: 'density';
  readonly range: Range;
  readonly widthMs: number;
  /** Where the bins begin, their lanes and rows; in order of lane, then time. */
  readonly bins: readonly Bin[];
  /** The most rows of one bin. */
  readonly most: number;
  readonly rows: number;
}

export interface Bin {
  readonly at: number;
  readonly lane: number;
  readonly rows: number;
}

/** The rows of a stretch, each by itself. */
export interface Marks {
  readonly kind: 'marks';
  readonly range: Range;
  readonly marks: readonly Mark[];
}

export interface Mark {
  readonly at: number;
  /** When it ended; the same as `at` where nothing says so. */
  readonly end: number;
  readonly lane: number;
  readonly color: string;
  /** The values of the columns shown on hovering. */
  readonly values: readonly unknown[];
}

/** An answer to a question for bins, for one of the times, read into `bins`. */
export function readBins(
  answer: ViewAnswer,
  lanes: Lanes,
  asked: { time: number; others: boolean },
): Bin[] {
  const place = new Map(answer.columns.map((c, i) => [c.name, i]));
  const [bin = 0, rows = 1, lane] = [place.get('Bin'), place.get('Rows'), place.get('Lane')];
  return answer.rows.flatMap((row): Bin[] => {
    const at = timeOf(row[bin]);
    if (at === null) return [];
    const own =
      lane === undefined || asked.others
        ? lanes.others(asked.time)
        : lanes.place(row[lane], asked.time);
    return [{ at, lane: own, rows: Number(row[rows]) }];
  });
}

/** Bins of all lanes together. */
export function density(range: Range, widthMs: number, bins: readonly Bin[]): Density {
  const sorted = [...bins].sort((a, b) => a.lane - b.lane || a.at - b.at);
  let most = 0;
  let rows = 0;
  for (const bin of sorted) {
    most = Math.max(most, bin.rows);
    rows += bin.rows;
  }
  return { kind: 'density', range, widthMs, bins: sorted, most, rows };
}

/** An answer to a question for marks, for one of the times. */
export function readMarks(answer: ViewAnswer, lanes: Lanes, time: number): Mark[] {
  return answer.rows.flatMap(([when, until, lane, color, ...values]): Mark[] => {
    const at = timeOf(when);
    if (at === null) return [];
    const end = Math.max(at, timeOf(until) ?? at);
    return [{ at, end, lane: lanes.place(lane, time), color: String(color ?? ''), values }];
  });
}

/** How many rows begin in a range, as far as the bins can tell. */
export function rowsWithin({ bins, widthMs }: Density, { from, to }: Range): number {
  let rows = 0;
  for (const bin of bins) if (bin.at + widthMs > from && bin.at < to) rows += bin.rows;
  return rows;
}
