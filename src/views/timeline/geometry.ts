import type { Bin, Density, Mark, Marks } from './contents.ts';
import type { Range } from './time-scale.ts';

/** What is on the canvas where. Pixels of the page. */
export interface Geometry {
  readonly width: number;
  /** Room for the names of lanes at the left; 0 where they stand inside their lanes. */
  readonly labels: number;
  readonly laneHeight: number;
  readonly lanes: number;
  readonly view: Range;
}

const rightEdge = 10;
export const axisHeight = 22;
export const overviewHeight = 40;

/** How lanes fill the room they are given: high where they are few, scrolled where they are many. */
export function geometry(size: {
  width: number;
  height: number;
  lanes: number;
  view: Range;
  longestLabel: number;
}): Geometry {
  const { width, height, lanes, view, longestLabel } = size;
  const narrow = width < 560;
  const least = narrow ? 34 : 22;
  const laneHeight = Math.max(least, Math.min(72, Math.floor(height / Math.max(1, lanes))));
  const labels = narrow ? 0 : Math.round(Math.min(width * 0.28, Math.max(90, longestLabel + 24)));
  return { width, labels, laneHeight, lanes, view };
}

/** Where a time stands. */
export function xOf({ width, labels, view }: Geometry, at: number): number {
  return labels + ((at - view.from) / (view.to - view.from)) * (width - labels - rightEdge);
}

/** The time that stands at a place. */
export function timeAt({ width, labels, view }: Geometry, x: number): number {
  return view.from + ((x - labels) / (width - labels - rightEdge)) * (view.to - view.from);
}

/** How much time a pixel is. */
export function msPerPixel({ width, labels, view }: Geometry): number {
  return (view.to - view.from) / Math.max(1, width - labels - rightEdge);
}

/** The part of a lane that its name does not take, from its top. */
export function laneRoom({ labels, laneHeight }: Geometry): { top: number; height: number } {
  const top = labels === 0 ? 16 : 2;
  return { top, height: laneHeight - top - 3 };
}

const linesIn = (g: Geometry): number => Math.max(1, Math.floor(laneRoom(g).height / 11));

/** The lines inside a lane on which marks stand, so that marks of the same moment do not hide each other. */
export function stackMarks(marks: readonly Mark[], g: Geometry): Int32Array {
  const lines = linesIn(g);
  const rows = new Int32Array(marks.length);
  const ends = new Map<number, number[]>();
  for (const [i, mark] of marks.entries()) {
    const taken = ends.get(mark.lane) ?? [];
    ends.set(mark.lane, taken);
    const left = xOf(g, mark.at) - 5;
    let line = 0;
    while (line < lines && (taken[line] ?? -Infinity) > left) line++;
    if (line === lines) line = i % lines;
    taken[line] = Math.max(taken[line] ?? -Infinity, xOf(g, mark.end) + 5);
    rows[i] = line;
  }
  return rows;
}

/** How far from the top of its lane a mark stands. */
export function lineTop(g: Geometry, line: number): number {
  const { top, height } = laneRoom(g);
  return Math.round(top + height / 2 + (line - (linesIn(g) - 1) / 2) * 11);
}

/** What the pointer or the keyboard is at: a mark, or a bin with all its rows. */
export interface Item {
  readonly lane: number;
  readonly at: number;
  readonly end: number;
  readonly rows: number;
  readonly mark: Mark | null;
}

const ofBin = (bin: Bin, widthMs: number): Item => ({
  lane: bin.lane,
  at: bin.at,
  end: bin.at + widthMs,
  rows: bin.rows,
  mark: null,
});
const ofMark = (mark: Mark): Item => ({
  lane: mark.lane,
  at: mark.at,
  end: mark.end,
  rows: 1,
  mark,
});

/** What stands in a lane and in view, in order of time; bins narrower than a pixel come together as one. */
export function itemsOf(content: Density | Marks, lane: number, g: Geometry): Item[] {
  const { view } = g;
  if (content.kind === 'marks')
    return content.marks
      .filter((m) => m.lane === lane && m.at < view.to && m.end >= view.from)
      .map(ofMark);
  const { widthMs, bins } = content;
  const items: Item[] = [];
  const step = Math.max(widthMs, msPerPixel(g) * 4);
  for (const bin of bins) {
    if (bin.lane !== lane || bin.at + widthMs <= view.from || bin.at >= view.to) continue;
    const last = items.at(-1);
    const item = ofBin(bin, widthMs);
    if (last && item.end - last.at <= step)
      items[items.length - 1] = { ...last, end: item.end, rows: last.rows + item.rows };
    else items.push(item);
  }
  return items;
}

/** What is under the pointer, the nearest of all that are close; null for nothing. */
export function itemAt(
  content: Density | Marks,
  place: { x: number; y: number; lines: Int32Array },
  g: Geometry,
): Item | null {
  const lane = Math.floor(place.y / g.laneHeight);
  if (place.x < g.labels || lane < 0 || lane >= g.lanes) return null;
  if (content.kind === 'density') {
    const slack = Math.max(0, 2 * msPerPixel(g));
    const at = timeAt(g, place.x);
    return itemsOf(content, lane, g).find((i) => at >= i.at - slack && at < i.end + slack) ?? null;
  }
  let best: Item | null = null;
  let nearest = 14;
  for (const [i, mark] of content.marks.entries()) {
    if (mark.lane !== lane) continue;
    const left = xOf(g, mark.at);
    const right = xOf(g, mark.end);
    const dx = Math.max(left - place.x, 0, place.x - right);
    const dy = place.y - lane * g.laneHeight - lineTop(g, place.lines[i] ?? 0);
    const far = Math.hypot(dx, dy);
    if (far < nearest) {
      nearest = far;
      best = ofMark(mark);
    }
  }
  return best;
}

/** The range that is seen when a view is moved or widened by a factor around a time, within the whole. */
export function movedView(
  g: Geometry,
  whole: Range,
  move: { by?: number; factor?: number; around?: number },
): Range {
  const { from, to } = g.view;
  const { by = 0, factor = 1, around = (from + to) / 2 } = move;
  const least = 0.05;
  const span = Math.min(whole.to - whole.from, Math.max(least, (to - from) * factor));
  const share = (around - from) / (to - from);
  const begin = around - share * span + by * span;
  const first = Math.min(Math.max(begin, whole.from), whole.to - span);
  return { from: first, to: first + span };
}
