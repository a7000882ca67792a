import { HuntError } from '../../base/index.ts';
import type { Ask } from '../view-source.ts';
import {
  type Bin,
  type Density,
  density,
  type Marks,
  readBins,
  readMarks,
  rowsWithin,
} from './contents.ts';
import { Lanes } from './lanes.ts';
import {
  binsQuestion,
  extentQuestion,
  marksQuestion,
  type TimelinePlan,
  valuesQuestion,
} from './questions.ts';
import { binWidth, type Range, timeOf } from './time-scale.ts';

/** How many rows are shown one by one; more are counted in bins. */
const mostMarks = 3000;
const mostCells = 16_000;
/** What a source answers at most; gaps at the edges make a few bins more than were reckoned with. */
const mostAnswered = 100_000;
const kindsShown = 8;
/** How much more than a view is asked for. */
const room = 1.3;
/** Bins begin at whole widths since the year 1. */
const yearOneMs = 62_135_596_800_000;

/** What a timeline knows of its rows: all of them in small, and the stretch in view as fine as it is drawn. */
export class TimelineData {
  readonly plan: TimelinePlan;
  readonly lanes: Lanes;
  /** From the first row to the last, with a little room. */
  readonly whole: Range;
  /** Rows with a time, of all times together. */
  readonly rows: number;
  /** Rows without any of the times. */
  readonly timeless: number;
  readonly kinds: ReadonlyMap<string, number>;
  /** All rows, as fine as one screen needs. */
  readonly overview: Density | Marks;
  /** What is in view, and a stretch around it. */
  detail: Density | Marks;

  private constructor(
    parts: Pick<
      TimelineData,
      'plan' | 'lanes' | 'whole' | 'rows' | 'timeless' | 'kinds' | 'overview'
    >,
  ) {
    this.plan = parts.plan;
    this.lanes = parts.lanes;
    this.whole = parts.whole;
    this.rows = parts.rows;
    this.timeless = parts.timeless;
    this.kinds = parts.kinds;
    this.overview = parts.overview;
    this.detail = parts.overview;
  }

  /** Ask for everything that the first picture needs; null where no row has a time. */
  static async load(
    plan: TimelinePlan,
    asked: { rows: number; mostLanes: number },
    ask: Ask,
  ): Promise<TimelineData | null> {
    const [extent, values, kinds] = await Promise.all([
      ask(extentQuestion(plan), 1),
      plan.lanes ? ask(valuesQuestion(plan.lanes), asked.mostLanes) : null,
      plan.color ? ask(valuesQuestion(plan.color), kindsShown) : null,
    ]);
    const found = extentOf(plan, extent.rows[0] ?? []);
    if (!found) return null;
    const lanes = new Lanes(plan, values, found.rows);
    const rows = found.rows.reduce((sum, n) => sum + n, 0);
    const { whole } = found;
    const overview =
      rows <= mostMarks
        ? await marksOf(plan, lanes, { range: whole, asked: null }, ask)
        : await densityOf(
            plan,
            lanes,
            { range: whole, asked: null, bins: overviewBins(lanes) },
            ask,
          );
    return new TimelineData({
      plan,
      lanes,
      whole,
      rows,
      timeless: Math.max(0, asked.rows - Math.max(...found.rows)),
      kinds: new Map((kinds?.rows ?? []).map(([value], i) => [String(value ?? ''), i])),
      overview: overview ?? density(whole, 1, []),
    });
  }

  /** Whether what is known is too coarse for a view, or does not reach it. */
  needs(view: Range): boolean {
    const { detail } = this;
    if (!covers(detail.range, view)) return true;
    return detail.kind === 'density' && detail.widthMs > this.#width(view);
  }

  #width(view: Range): number {
    return binWidth((view.to - view.from) * room, binsFor(this.lanes));
  }

  /** Know a view as fine as it is drawn. */
  async refine(view: Range, ask: Ask): Promise<void> {
    const width = this.#width(view);
    const range = padded(view, width);
    const known =
      this.detail.kind === 'density' && covers(this.detail.range, view)
        ? this.detail
        : this.overview;
    const few = known.kind === 'marks' || rowsWithin(known, range) <= mostMarks * 0.8;
    const marks = few ? await marksOf(this.plan, this.lanes, { range, asked: range }, ask) : null;
    const bins = binsFor(this.lanes);
    this.detail =
      marks ?? (await densityOf(this.plan, this.lanes, { range, asked: range, bins }, ask));
  }

  /** What stands for a view: the finest that reaches it. */
  content(view: Range): Density | Marks {
    return covers(this.detail.range, view) ? this.detail : this.overview;
  }
}

const covers = (outer: Range, inner: Range): boolean =>
  outer.from <= inner.from && outer.to >= inner.to;

const binsFor = ({ list }: Lanes): number =>
  Math.max(150, Math.min(900, Math.floor(mostCells / Math.max(1, list.length))));

/** Fine enough that the first zoom, of all rows the slowest to count again, is drawn of what is known. */
const overviewBins = (lanes: Lanes): number => Math.ceil((binsFor(lanes) * 2) / room);

/** A view with a stretch before and after it, in whole bins, so that the same is asked again after small moves. */
function padded({ from, to }: Range, width: number): Range {
  const step = width * 32;
  const pad = (to - from) * 0.12;
  return {
    from: Math.floor((from - pad + yearOneMs) / step) * step - yearOneMs,
    to: Math.ceil((to + pad + yearOneMs) / step) * step - yearOneMs,
  };
}

function extentOf(
  plan: TimelinePlan,
  row: readonly unknown[],
): { whole: Range; rows: number[] } | null {
  let [from, to] = [Infinity, -Infinity];
  const rows = plan.times.map((_, i) => {
    from = Math.min(from, timeOf(row[i * 3]) ?? Infinity);
    to = Math.max(to, timeOf(row[i * 3 + 1]) ?? -Infinity);
    return Number(row[i * 3 + 2] ?? 0);
  });
  if (!(from <= to)) return null;
  const room = Math.max(0.5, (to - from) * 0.01);
  return { whole: { from: from - room, to: to + room }, rows };
}

interface Stretch {
  /** What the answer covers. */
  range: Range;
  /** What is asked: null for everything. */
  asked: Range | null;
}

/** The rows of a stretch, one by one; null where they are too many. */
async function marksOf(
  plan: TimelinePlan,
  lanes: Lanes,
  { range, asked }: Stretch,
  ask: Ask,
): Promise<Marks | null> {
  const answers = await Promise.all(
    plan.times.map((_, time) => ask(marksQuestion(plan, time, asked), mostMarks)),
  );
  if (answers.some((a) => a.total > a.rows.length)) return null;
  const marks = answers.flatMap((answer, time) => readMarks(answer, lanes, time));
  return { kind: 'marks', range, marks };
}

async function densityOf(
  plan: TimelinePlan,
  lanes: Lanes,
  { range, asked, bins }: Stretch & { bins: number },
  ask: Ask,
): Promise<Density> {
  const widthMs = binWidth(range.to - range.from, bins);
  const filters = lanes.filter ? [lanes.filter, { ...lanes.filter, others: true }] : [null];
  const parts = plan.times.flatMap((_, time) =>
    filters.map(async (filter): Promise<Bin[]> => {
      const answer = await ask(
        binsQuestion(plan, { time, widthMs, range: asked, filter }),
        mostAnswered,
      );
      if (answer.total > answer.rows.length)
        throw new HuntError({
          code: 'views/too-much',
          message: 'These lanes have too many bins to be drawn.',
          hint: 'Group by a column with fewer values.',
        });
      return readBins(answer, lanes, { time, others: filter?.others ?? false });
    }),
  );
  return density(range, widthMs, (await Promise.all(parts)).flat());
}
