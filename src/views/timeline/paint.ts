import { type Colours, visible } from '../../base/index.ts';
import { categoryColour } from '../category-colours.ts';
import type { Pen } from '../static/svg-pen.ts';
import { countText } from '../value-text.ts';
import type { Density, Marks } from './contents.ts';
import {
  axisHeight,
  type Geometry,
  laneRoom,
  lineTop,
  msPerPixel,
  overviewHeight,
  stackMarks,
  xOf,
} from './geometry.ts';
import type { Lane } from './lanes.ts';
import type { Reference } from './references.ts';
import { type Range, timeTicks } from './time-scale.ts';

/** Everything that is drawn. */
export interface Scene {
  geometry: Geometry;
  lanes: readonly Lane[];
  content: Density | Marks;
  references: readonly Reference[];
  /** The n-th kind that a colour stands for, by the value; empty where lanes have the colours. */
  kinds: ReadonlyMap<string, number>;
  colours: Colours;
}

/** Make a canvas as large as wanted and as sharp as the screen; what was on it is gone. */
export function preparePen(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
): CanvasRenderingContext2D | null {
  const ratio = Math.max(1, devicePixelRatio);
  canvas.width = Math.round(width * ratio);
  canvas.height = Math.round(height * ratio);
  canvas.style.width = `${width}px`;
  canvas.style.height = `${height}px`;
  const pen = canvas.getContext('2d');
  pen?.scale(ratio, ratio);
  return pen;
}

/** The colour of a lane's rows: its own where lanes are few. */
function laneColour(lane: number, scene: Scene): string {
  const { lanes, colours, kinds } = scene;
  if (kinds.size > 0) return colours.of('muted');
  return categoryColour(lanes.length <= 8 ? lane : 0, colours.dark);
}

/** The lanes with their names and what is in them. */
export function paintLanes(pen: Pen, scene: Scene): void {
  const { geometry: g, lanes, colours, content } = scene;
  pen.font = `12px ${colours.sans}`;
  const height = g.laneHeight * g.lanes;
  for (let lane = 0; lane < g.lanes; lane++) {
    const top = lane * g.laneHeight;
    if (lane % 2 === 1) {
      pen.fillStyle = colours.of('stripe');
      pen.fillRect(0, top, g.width, g.laneHeight);
    }
    pen.fillStyle = colours.of('faint');
    pen.fillRect(0, top + g.laneHeight - 1, g.width, 1);
  }
  pen.fillStyle = colours.of('faint');
  for (const { at } of ticksOf(g)) pen.fillRect(Math.round(xOf(g, at)), 0, 1, height);
  pen.save();
  pen.beginPath();
  pen.rect(g.labels, 0, g.width - g.labels, height);
  pen.clip();
  paintReferences(pen, scene, height);
  if (content.kind === 'density') paintDensity(pen, scene, content);
  else paintMarks(pen, scene, content);
  pen.restore();
  lanes.forEach((lane, i) => {
    paintLabel(pen, scene, lane, i);
  });
}

function paintLabel(pen: Pen, { geometry: g, colours }: Scene, lane: Lane, i: number): void {
  const top = i * g.laneHeight;
  const inside = g.labels === 0;
  const room = inside ? g.width - 20 : g.labels - 16;
  pen.textBaseline = 'middle';
  const y = inside ? top + 9 : top + g.laneHeight / 2;
  if (inside) pen.font = `10px ${colours.sans}`;
  const text = shortened(pen, lane.label, room);
  if (inside) {
    pen.strokeStyle = colours.of('panel');
    pen.lineWidth = 3;
    pen.strokeText(text, 6, y);
  }
  pen.fillStyle = colours.of('text');
  const two = !inside && g.laneHeight >= 38 && lane.rows > 0;
  pen.fillText(text, inside ? 6 : 10, two ? y - 8 : y);
  if (!two) return;
  pen.fillStyle = colours.of('muted');
  pen.font = `11px ${colours.sans}`;
  pen.fillText(countText(lane.rows), 10, y + 8);
  pen.font = `12px ${colours.sans}`;
}

/** A text cut to the room that there is. */
function shortened(pen: Pen, text: string, room: number): string {
  if (pen.measureText(text).width <= room) return text;
  let [low, high] = [0, text.length];
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if (pen.measureText(`${text.slice(0, middle)}…`).width <= room) low = middle;
    else high = middle - 1;
  }
  return `${text.slice(0, low)}…`;
}

function paintDensity(pen: Pen, scene: Scene, { bins, widthMs, most }: Density): void {
  const { geometry: g } = scene;
  const full = laneRoom(g).height - 2;
  const wide = widthMs / msPerPixel(g);
  // Bins narrower than a pixel share it: the highest is seen.
  const heights = new Float32Array(Math.ceil(g.width) + 1);
  const flush = (lane: number): void => {
    const bottom = (lane + 1) * g.laneHeight - 2;
    pen.fillStyle = laneColour(lane, scene);
    for (let x = 0; x < heights.length; x++) {
      const high = heights[x] ?? 0;
      if (high > 0) pen.fillRect(x, bottom - high, 1, high);
    }
    heights.fill(0);
  };
  let lane = -1;
  for (const bin of bins) {
    if (bin.lane !== lane) {
      if (lane >= 0) flush(lane);
      lane = bin.lane;
    }
    const x = xOf(g, bin.at);
    const right = x + wide;
    if (right < g.labels || x > g.width) continue;
    const high = Math.max(3, full * Math.sqrt(bin.rows / most));
    const from = Math.max(0, Math.floor(x));
    // A gap between bins that are wide enough to be told apart.
    const to = Math.max(from + 2, Math.min(heights.length, Math.ceil(right) - (wide > 4 ? 1 : 0)));
    for (let i = from; i < to; i++) heights[i] = Math.max(heights[i] ?? 0, high);
  }
  if (lane >= 0) flush(lane);
}

function paintMarks(pen: Pen, scene: Scene, { marks }: Marks): void {
  const { geometry: g, kinds, colours } = scene;
  const lines = stackMarks(marks, g);
  const sparse = marks.length <= 300;
  pen.globalAlpha = sparse ? 1 : 0.75;
  for (const [i, mark] of marks.entries()) {
    const x = xOf(g, mark.at);
    const right = xOf(g, mark.end);
    if (right < g.labels - 6 || x > g.width + 6) continue;
    const y = mark.lane * g.laneHeight + lineTop(g, lines[i] ?? 0);
    const kind = kinds.get(mark.color);
    pen.fillStyle =
      kind === undefined ? laneColour(mark.lane, scene) : categoryColour(kind, colours.dark);
    pen.strokeStyle = colours.of('panel');
    pen.lineWidth = 1;
    pen.beginPath();
    if (right - x > 6) pen.roundRect(x, y - 4, right - x, 8, 2);
    else pen.arc(x, y, 4, 0, 2 * Math.PI);
    pen.fill();
    if (sparse) pen.stroke();
  }
  pen.globalAlpha = 1;
}

function paintReferences(pen: Pen, scene: Scene, height: number): void {
  const { geometry: g, references, colours } = scene;
  for (const { from, to } of references) {
    const x = xOf(g, from);
    const right = xOf(g, to);
    if (right > x + 1) {
      pen.globalAlpha = 0.14;
      pen.fillStyle = colours.of('warn');
      pen.fillRect(x, 0, right - x, height);
      pen.globalAlpha = 1;
    }
    pen.strokeStyle = colours.of('warn');
    pen.lineWidth = 1;
    pen.setLineDash([4, 3]);
    for (const edge of new Set([Math.round(x), Math.round(right)])) {
      pen.beginPath();
      pen.moveTo(edge + 0.5, 0);
      pen.lineTo(edge + 0.5, height);
      pen.stroke();
    }
    pen.setLineDash([]);
  }
}

const ticksOf = (g: Geometry): ReturnType<typeof timeTicks> =>
  timeTicks(g.view, Math.floor((g.width - g.labels) / 84));

/** The axis of time below the lanes, with the names of references. */
export function paintAxis(pen: Pen, scene: Scene): void {
  const { geometry: g, colours, references } = scene;
  pen.fillStyle = colours.of('line');
  pen.fillRect(g.labels, 0, g.width - g.labels, 1);
  pen.textBaseline = 'middle';
  for (const { at, label, strong } of ticksOf(g)) {
    const x = xOf(g, at);
    pen.font = `${strong ? '600 ' : ''}11px ${colours.sans}`;
    pen.fillStyle = colours.of(strong ? 'text' : 'muted');
    pen.fillRect(Math.round(x), 0, 1, 4);
    const half = pen.measureText(label).width / 2;
    pen.textAlign = 'center';
    pen.fillText(label, Math.min(g.width - half - 1, Math.max(half + 1, x)), axisHeight / 2 + 2);
  }
  pen.textAlign = 'left';
  pen.font = `11px ${colours.sans}`;
  for (const { from, to, label } of references) {
    const x = Math.max(g.labels, xOf(g, from)) + 4;
    if (label === '' || x > g.width - 20 || xOf(g, to) < g.labels) continue;
    const text = shortened(pen, visible(label), Math.min(160, g.width - x - 4));
    const wide = pen.measureText(text).width;
    pen.fillStyle = colours.of('panel');
    pen.fillRect(x - 3, 3, wide + 6, axisHeight - 4);
    pen.fillStyle = colours.of('warn');
    pen.fillText(text, x, axisHeight / 2 + 2);
  }
}

/** All rows in small, and a window where the view is. */
export function paintOverview(
  pen: Pen,
  scene: Scene,
  whole: { range: Range; density: Density | Marks },
): void {
  const { geometry, colours } = scene;
  const g = { ...geometry, view: whole.range };
  const heights = new Float64Array(Math.ceil(g.width) + 1);
  const add = (at: number, widthMs: number, rows: number): void => {
    const from = Math.max(0, Math.floor(xOf(g, at)));
    const to = Math.min(heights.length, Math.max(from + 1, Math.floor(xOf(g, at + widthMs))));
    for (let x = from; x < to; x++) heights[x] = (heights[x] ?? 0) + rows;
  };
  const { density } = whole;
  if (density.kind === 'marks') for (const mark of density.marks) add(mark.at, 0, 1);
  else for (const bin of density.bins) add(bin.at, density.widthMs, bin.rows);
  const most = heights.reduce((a, b) => Math.max(a, b), 1);
  pen.fillStyle = colours.of('bar');
  pen.fillRect(g.labels, 0, g.width - g.labels, overviewHeight);
  pen.fillStyle = colours.of('muted');
  heights.forEach((rows, x) => {
    const high = rows > 0 ? Math.max(2, (overviewHeight - 8) * Math.sqrt(rows / most)) : 0;
    if (high > 0) pen.fillRect(x, overviewHeight - high, 1, high);
  });
  const left = Math.max(g.labels, xOf(g, geometry.view.from));
  const right = Math.min(g.width, Math.max(left + 3, xOf(g, geometry.view.to)));
  pen.fillStyle = colours.of('panel');
  pen.globalAlpha = 0.65;
  pen.fillRect(g.labels, 0, left - g.labels, overviewHeight);
  pen.fillRect(right, 0, g.width - right, overviewHeight);
  pen.globalAlpha = 1;
  pen.strokeStyle = colours.of('accent');
  pen.lineWidth = 2;
  pen.strokeRect(left + 1, 1, Math.max(2, right - left - 2), overviewHeight - 2);
}

/** The stretch that is selected, and the item that the pointer or the keyboard is at. */
export function paintOverlay(
  pen: Pen,
  scene: Scene,
  at: { selection: Range | null; item: { lane: number; at: number; end: number } | null },
): void {
  const { geometry: g, colours } = scene;
  const height = g.laneHeight * g.lanes;
  if (at.selection) {
    const x = Math.max(g.labels, xOf(g, at.selection.from));
    const right = Math.min(g.width, xOf(g, at.selection.to));
    pen.fillStyle = colours.of('accent');
    pen.globalAlpha = 0.16;
    pen.fillRect(x, 0, right - x, height);
    pen.globalAlpha = 1;
    pen.fillRect(x, 0, 1, height);
    pen.fillRect(right - 1, 0, 1, height);
  }
  if (!at.item) return;
  const x = xOf(g, at.item.at);
  const right = Math.max(x + 2, xOf(g, at.item.end));
  pen.fillStyle = colours.of('accent');
  pen.fillRect(Math.round(x), 0, 1, height);
  pen.strokeStyle = colours.of('focus');
  pen.lineWidth = 2;
  pen.strokeRect(x - 6, at.item.lane * g.laneHeight + 2, right - x + 12, g.laneHeight - 5);
}
