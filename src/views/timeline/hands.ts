import type { Density, Marks } from './contents.ts';
import { type Geometry, type Item, itemAt, itemsOf, movedView, timeAt, xOf } from './geometry.ts';
import type { Range } from './time-scale.ts';

/** What pointer, wheel and keyboard steer. */
export interface Steered {
  /** What is drawn now; null before there is something. */
  drawn(): { geometry: Geometry; content: Density | Marks; lines: Int32Array; whole: Range } | null;
  item(): Item | null;
  selection(): Range | null;
  /** Point at something, or at nothing; `told` where it is to be said to those who listen. */
  point(item: Item | null, told?: boolean): void;
  select(range: Range | null): void;
  zoomTo(range: Range): void;
  /** Keep only the rows of the selected stretch. */
  narrow(): void;
  letGo(): void;
  open(item: Item, x: number, y: number): void;
  openLane(lane: number, x: number, y: number): void;
  /** The canvas of the lanes. */
  canvas(): HTMLElement | null;
  focused(): boolean;
}

interface Drag {
  kind: 'select' | 'pan' | 'overview';
  x: number;
  view: Range;
  moved: boolean;
}

const isOverview = (event: Event): boolean =>
  (event.currentTarget as Element).classList.contains('overview');

/** Turns what hands do into what a timeline does. */
export class TimelineHands {
  readonly #at: Steered;
  #drag: Drag | null = null;
  #anchor: number | null = null;
  #pointed = false;

  constructor(steered: Steered) {
    this.#at = steered;
  }

  /** Whether something is being dragged. */
  get dragging(): boolean {
    return this.#drag?.moved ?? false;
  }

  /** Make the view narrower or wider around a time, or move it by a share of itself. */
  zoom(factor: number, around: number | null = null, by = 0): void {
    const drawn = this.#at.drawn();
    if (!drawn) return;
    const { geometry, whole } = drawn;
    const center = around ?? this.#at.item()?.at;
    const move = { factor, by, ...(center === undefined ? {} : { around: center }) };
    const view = movedView(geometry, whole, move);
    const all = view.from <= whole.from && view.to >= whole.to;
    this.#at.zoomTo(all ? whole : view);
  }

  readonly key = (event: KeyboardEvent): void => {
    const { key, shiftKey } = event;
    const acts = new Map<string, () => void>([
      ['+', () => this.zoom(0.5)],
      ['=', () => this.zoom(0.5)],
      ['-', () => this.zoom(2)],
      ['0', () => this.#everything()],
      ['PageUp', () => this.zoom(1, null, -0.8)],
      ['PageDown', () => this.zoom(1, null, 0.8)],
      ['ArrowLeft', () => this.#step(-1, shiftKey)],
      ['ArrowRight', () => this.#step(1, shiftKey)],
      ['ArrowUp', () => this.#lane(-1)],
      ['ArrowDown', () => this.#lane(1)],
      ['Home', () => this.#step(-Infinity, shiftKey)],
      ['End', () => this.#step(Infinity, shiftKey)],
      ['Escape', () => this.#letGo()],
      ['Enter', () => this.#enter()],
    ]);
    const act = acts.get(key);
    if (!act || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    this.#pointed = false;
    act();
  };

  #everything(): void {
    const drawn = this.#at.drawn();
    if (drawn) this.#at.zoomTo(drawn.whole);
  }

  #letGo(): void {
    this.#anchor = null;
    this.#at.letGo();
  }

  #enter(): void {
    const item = this.#at.item();
    const drawn = this.#at.drawn();
    const box = this.#at.canvas()?.getBoundingClientRect();
    if (this.#at.selection()) this.#at.narrow();
    else if (item && drawn && box) {
      const { geometry: g } = drawn;
      this.#at.open(item, box.left + xOf(g, item.at), box.top + (item.lane + 1) * g.laneHeight);
    }
  }

  /** Go along a lane, from one thing that is there to the next. */
  #step(by: number, select: boolean): void {
    const drawn = this.#at.drawn();
    if (!drawn) return;
    const now = this.#at.item();
    const items = itemsOf(drawn.content, now?.lane ?? 0, drawn.geometry);
    const last = items.length - 1;
    const same = (i: Item): boolean => (now?.mark ? i.mark === now.mark : i.at === now?.at);
    const here = now ? items.findIndex(same) : -1;
    const from = here < 0 ? (by > 0 ? -1 : last + 1) : here;
    const item = items[Math.max(0, Math.min(last, from + by))];
    if (!item) return;
    if (select) {
      this.#anchor ??= now?.at ?? item.at;
      const to = Math.max(this.#anchor, item.end) + 0.001;
      this.#at.select({ from: Math.min(this.#anchor, item.at), to });
    } else this.#anchor = null;
    this.#at.point(item, true);
  }

  /** Go to what is nearest in the next lane that has something. */
  #lane(by: number): void {
    const drawn = this.#at.drawn();
    if (!drawn) return;
    const { geometry: g, content } = drawn;
    const now = this.#at.item();
    const at = now?.at ?? g.view.from;
    const far = (i: Item): number => Math.abs(i.at - at);
    let lane = (now?.lane ?? (by > 0 ? -1 : g.lanes)) + by;
    for (; lane >= 0 && lane < g.lanes; lane += by) {
      const [first, ...rest] = itemsOf(content, lane, g);
      if (!first) continue;
      this.#at.point(
        rest.reduce((best, i) => (far(i) < far(best) ? i : best), first),
        true,
      );
      return;
    }
  }

  readonly wheel = (event: WheelEvent): void => {
    const drawn = this.#at.drawn();
    if (!drawn) return;
    const sideways = Math.abs(event.deltaX) > Math.abs(event.deltaY) || event.shiftKey;
    // A page that is scrolled past the timeline is not to be caught by it.
    if (!sideways && !event.ctrlKey && !event.metaKey && !this.#at.focused()) return;
    event.preventDefault();
    const delta = event.deltaX || event.deltaY;
    if (sideways) this.zoom(1, null, Math.sign(delta) * 0.1);
    else this.zoom(event.deltaY > 0 ? 1.25 : 0.8, timeAt(drawn.geometry, this.#place(event).x));
  };

  #place(event: MouseEvent): { x: number; y: number } {
    const box = this.#at.canvas()?.getBoundingClientRect();
    return { x: event.clientX - (box?.left ?? 0), y: event.clientY - (box?.top ?? 0) };
  }

  readonly down = (event: PointerEvent): void => {
    const drawn = this.#at.drawn();
    if (!drawn || event.button > 1) return;
    const { geometry: g } = drawn;
    const { x, y } = this.#place(event);
    const overview = isOverview(event);
    if (!overview && x < g.labels) {
      this.#at.openLane(Math.floor(y / g.laneHeight), event.clientX, event.clientY);
      return;
    }
    (event.currentTarget as Element).setPointerCapture(event.pointerId);
    const pan = event.button === 1 || event.altKey;
    const kind = overview ? 'overview' : pan ? 'pan' : 'select';
    this.#drag = { kind, x, view: g.view, moved: false };
    this.#anchor = null;
  };

  readonly move = (event: PointerEvent): void => {
    const drawn = this.#at.drawn();
    if (!drawn) return;
    const { x, y } = this.#place(event);
    if (this.#drag) this.#dragTo(this.#drag, x);
    else if (!isOverview(event)) {
      const item = itemAt(drawn.content, { x, y, lines: drawn.lines }, drawn.geometry);
      const now = this.#at.item();
      this.#pointed = item !== null;
      if (item?.at !== now?.at || item?.lane !== now?.lane || item?.mark !== now?.mark)
        this.#at.point(item);
    }
  };

  #dragTo(drag: Drag, x: number): void {
    const drawn = this.#at.drawn();
    drag.moved ||= Math.abs(x - drag.x) > 3;
    if (!drag.moved || !drawn) return;
    const { geometry, whole } = drawn;
    const g = { ...geometry, view: drag.kind === 'overview' ? whole : drag.view };
    if (drag.kind === 'pan') {
      const by = (timeAt(g, drag.x) - timeAt(g, x)) / (g.view.to - g.view.from);
      this.#at.zoomTo(movedView(g, whole, { by }));
      return;
    }
    const clamp = (at: number): number => Math.min(g.view.to, Math.max(g.view.from, at));
    const ends = [clamp(timeAt(g, drag.x)), clamp(timeAt(g, x))];
    const range = { from: Math.min(...ends), to: Math.max(...ends) };
    if (range.to <= range.from) return;
    if (drag.kind === 'select') {
      this.#at.point(null);
      this.#at.select(range);
    } else this.#at.zoomTo(range);
  }

  readonly up = (event: PointerEvent): void => {
    const drag = this.#drag;
    const drawn = this.#at.drawn();
    this.#drag = null;
    if (!drag || drag.moved || !drawn) return;
    const { geometry: g, whole } = drawn;
    const item = this.#at.item();
    if (drag.kind === 'overview') {
      const around = timeAt({ ...g, view: whole }, this.#place(event).x);
      const by = (around - (g.view.from + g.view.to) / 2) / (g.view.to - g.view.from);
      this.#at.zoomTo(movedView(g, whole, { by }));
    } else if (item?.mark) this.#at.open(item, event.clientX, event.clientY);
    else this.#letGo();
  };

  readonly leave = (): void => {
    if (this.#pointed && !this.#drag) this.#at.point(null);
  };

  readonly double = (event: MouseEvent): void => {
    const drawn = this.#at.drawn();
    if (drawn) this.zoom(0.25, timeAt(drawn.geometry, this.#place(event).x));
  };
}
