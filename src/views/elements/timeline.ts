import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Column, HuntError, visible } from '../../base/index.ts';
import { categoryColour } from '../category-colours.ts';
import { pictureOf } from '../copy.ts';
import { defineView, type ResultView } from '../define-view.ts';
import type { Density, Marks } from '../timeline/contents.ts';
import {
  axisHeight,
  type Geometry,
  geometry,
  type Item,
  overviewHeight,
  stackMarks,
  xOf,
} from '../timeline/geometry.ts';
import { TimelineHands } from '../timeline/hands.ts';
import {
  paintAxis,
  paintLanes,
  paintOverlay,
  paintOverview,
  preparePen,
  type Scene,
} from '../timeline/paint.ts';
import { timelinePlan, timelineSettings } from '../timeline/plan.ts';
import { narrowStep } from '../timeline/questions.ts';
import type { Reference } from '../timeline/references.ts';
import { itemText, shownRows, tipLines } from '../timeline/tell.ts';
import { type Range, spanText, timeText } from '../timeline/time-scale.ts';
import { TimelineData } from '../timeline/timeline-data.ts';
import { countText } from '../value-text.ts';
import { ViewElement } from '../view-element.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';
import { shownZone } from '../zone.ts';

const help =
  'Left and right move along a lane, up and down between lanes; with Shift a stretch is selected. Plus and minus zoom, 0 shows everything, Page Up and Page Down move. Enter keeps the selected stretch, zooms into a bin, or opens a value. Escape lets go.';

/** Rows along time: in lanes, one by one where they are few and counted in bins where they are many. */
class Timeline extends ViewElement {
  static override properties = {
    ...ViewElement.properties,
    item: { state: true },
    selection: { state: true },
    view: { state: true },
  };
  static override styles = [
    ViewElement.styles,
    css`
      :host { min-height: 150px; }
      .stage { display: flex; flex-direction: column; }
      .lanes { position: relative; flex: 1; min-height: 0; overflow: hidden auto; cursor: crosshair; touch-action: pan-y; }
      .lanes:focus-visible { outline-offset: -2px; }
      canvas { display: block; flex: none; }
      .overlay { position: absolute; top: 0; left: 0; pointer-events: none; }
      .axis { height: 22px; }
      .overview { height: 40px; margin-top: 2px; cursor: ew-resize; }
      .tip { position: absolute; z-index: 4; max-width: min(420px, 80%); padding: 5px 9px; border: 1px solid var(--view-line); border-radius: 5px; background: var(--view-panel); box-shadow: 0 3px 14px rgb(0 0 0 / 22%); pointer-events: none; overflow-wrap: anywhere; }
      .tip b { font-weight: 600; }
      .tip dl { display: grid; grid-template-columns: auto minmax(0, 1fr); gap: 0 8px; margin: 2px 0 0; }
      .tip dt { color: var(--view-muted); }
      .tip dd { margin: 0; font-family: var(--hunt-mono, monospace); max-height: 4.4em; overflow: hidden; }
      .range { color: var(--view-text); font-variant-numeric: tabular-nums; }
      .kind { display: inline-flex; align-items: center; gap: 4px; max-width: 14em; overflow: hidden; white-space: nowrap; }
      .kind i { flex: none; width: 9px; height: 9px; border-radius: 50%; }
    `,
  ];
  declare item: Item | null;
  declare selection: Range | null;
  declare view: Range | null;
  #data: TimelineData | null = null;
  #references: readonly Reference[] = [];
  #geometry: Geometry | null = null;
  #content: Density | Marks | null = null;
  #lines: Int32Array = new Int32Array();
  #kept = false;
  readonly #hands = new TimelineHands({
    drawn: () => {
      const [geometry, content, whole] = [this.#geometry, this.#content, this.#data?.whole];
      return geometry && content && whole ? { geometry, content, whole, lines: this.#lines } : null;
    },
    item: () => this.item,
    selection: () => this.selection,
    point: (item, told) => this.#point(item, told ?? false),
    select: (range) => {
      this.selection = range;
    },
    zoomTo: (range) => this.#zoomTo(range),
    narrow: () => this.#narrow(),
    letGo: () => this.#letGo(),
    open: (item, x, y) => this.#open(item, x, y),
    openLane: (lane, x, y) => this.#openLane(lane, x, y),
    canvas: () => this.#canvas('main'),
    focused: () => this.shadowRoot?.activeElement !== null,
  });
  #later = 0;
  #size: ResizeObserver | null = null;

  constructor() {
    super();
    this.item = null;
    this.selection = null;
    this.view = null;
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const { plan, references, mostLanes } = timelinePlan(this.settings, source.columns);
    const data = await TimelineData.load(plan, { rows: source.rows, mostLanes }, ask);
    this.#data = data;
    this.#references = references;
    this.view = data?.whole ?? null;
    this.selection = null;
    this.item = null;
  }

  protected override hollow(): string | null {
    return this.#data ? null : 'No row has a time.';
  }

  #column(name: 'group' | 'color'): string {
    return (
      this.settings.get(name) ?? (name === 'group' ? (this.#data?.plan.lanes?.name ?? '') : '')
    );
  }

  protected override controls(): TemplateResult | typeof nothing {
    const { view, selection } = this;
    const data = this.#data;
    if (!view || !data || !this.source) return nothing;
    const range = selection ?? view;
    const step = (range.to - range.from) / 200;
    return html`
      ${this.#chooser('group', 'Lanes', this.source.columns)}
      ${this.#chooser('color', 'Colour', this.source.columns)}
      <span class="range">${timeText(range.from, step)} – ${timeText(range.to, step)} ${shownZone()} <span class="quiet">(${spanText(range.to - range.from)})</span></span>
      ${
        selection
          ? html`<button class="strong" @click=${() => this.#zoomTo(selection)}>Zoom in</button>
            <button class="strong" @click=${() => this.#narrow()}>Keep only these</button>`
          : html`<button aria-label="Zoom in" title="Zoom in (+)" @click=${() => this.#hands.zoom(0.5)}>+</button>
            <button aria-label="Zoom out" title="Zoom out (−)" @click=${() => this.#hands.zoom(2)}>−</button>
            <button title="Everything (0)" ?disabled=${view === data.whole} @click=${() => this.#zoomTo(data.whole)}>All</button>`
      }
      ${data.timeless > 0 ? html`<span>${countText(data.timeless)} without a time</span>` : nothing}
      ${[...data.kinds].map(
        ([value, i]) =>
          html`<span class="kind"><i .style=${`background:${categoryColour(i, this.colours.dark)}`}></i>${visible(value.slice(0, 40)) || '(empty)'}</span>`,
      )}`;
  }

  #chooser(name: 'group' | 'color', label: string, columns: readonly Column[]): TemplateResult {
    const now = this.#column(name);
    return html`<label>${label} <select @change=${(e: Event) => this.change(name, (e.target as HTMLSelectElement).value)}>
      <option value="" ?selected=${now === ''}>${name === 'group' ? 'one' : 'none'}</option>
      ${columns.filter((c) => c.type !== 'datetime').map((c) => html`<option value=${c.name} ?selected=${c.name === now}>${visible(c.name)}</option>`)}
    </select></label>`;
  }

  protected override picture(): TemplateResult | typeof nothing {
    const data = this.#data;
    if (!data) return nothing;
    const about = `${this.label ? `${visible(this.label)}: ` : ''}timeline of ${countText(data.rows)} events in ${data.lanes.list.length} lanes`;
    return html`<div class="lanes" tabindex="0" role="application" aria-label=${about} aria-roledescription="timeline" aria-description=${help}
        @keydown=${this.#hands.key} @wheel=${this.#hands.wheel} @pointerdown=${this.#hands.down} @pointermove=${this.#hands.move}
        @pointerup=${this.#hands.up} @pointercancel=${this.#hands.up} @pointerleave=${this.#hands.leave} @dblclick=${this.#hands.double}>
        <canvas class="main"></canvas><canvas class="overlay"></canvas>
      </div>
      <canvas class="axis"></canvas>
      <canvas class="overview" @pointerdown=${this.#hands.down} @pointermove=${this.#hands.move} @pointerup=${this.#hands.up} @pointercancel=${this.#hands.up}></canvas>
      ${this.#tip()}`;
  }

  #tip(): TemplateResult | typeof nothing {
    const g = this.#geometry;
    const { item } = this;
    const frame = this.renderRoot.querySelector('.lanes');
    if (!item || !g || !this.#data || !frame || this.#hands.dragging) return nothing;
    const { title, lines } = tipLines(item, this.#data);
    const x = Math.min(xOf(g, (item.at + item.end) / 2), g.width);
    const y = item.lane * g.laneHeight - frame.scrollTop;
    const side = x > g.width / 2 ? `right:${g.width - x + 12}px` : `left:${x + 12}px`;
    const up = y > frame.clientHeight / 2;
    const edge = up
      ? `bottom:${frame.clientHeight + axisHeight + overviewHeight - y + 4}px`
      : `top:${y + g.laneHeight + 4}px`;
    return html`<div class="tip" .style=${`${side};${edge}`}><b>${title}</b>
      <dl>${lines.map(([name, value]) => html`<dt>${name}</dt><dd>${value}</dd>`)}</dl></div>`;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size = new ResizeObserver(() => this.requestUpdate());
    this.#size.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size?.disconnect();
    clearTimeout(this.#later);
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const hover = ['item', 'selection', 'said'];
    const onlyHover =
      changed.size > 0 && [...changed.keys()].every((k) => hover.includes(String(k)));
    if (!onlyHover) this.#paint();
    this.#paintOverlay();
  }

  #canvas(name: string): HTMLCanvasElement | null {
    return this.renderRoot.querySelector<HTMLCanvasElement>(`canvas.${name}`);
  }

  #scene(): Scene | null {
    const data = this.#data;
    const g = this.#geometry;
    if (!data || !g || !this.#content) return null;
    return {
      geometry: g,
      lanes: data.lanes.list,
      content: this.#content,
      references: this.#references,
      kinds: data.kinds,
      colours: this.colours,
    };
  }

  #paint(): void {
    const frame = this.renderRoot.querySelector<HTMLElement>('.lanes');
    const [main, axis, overview] = [
      this.#canvas('main'),
      this.#canvas('axis'),
      this.#canvas('overview'),
    ];
    const { view } = this;
    const data = this.#data;
    if (!frame || !main || !axis || !overview || !view || !data) return;
    const width = frame.clientWidth;
    const longest = Math.max(...data.lanes.list.map((l) => l.label.length)) * 6.4;
    const size = { width, height: frame.clientHeight, lanes: data.lanes.list.length, view };
    const g = geometry({ ...size, longestLabel: longest });
    this.#geometry = g;
    this.#content = data.content(view);
    this.#lines =
      this.#content.kind === 'marks' ? stackMarks(this.#content.marks, g) : new Int32Array();
    const scene = this.#scene();
    const lanesPen = preparePen(main, width, g.laneHeight * g.lanes);
    const axisPen = preparePen(axis, width, axisHeight);
    const overviewPen = preparePen(overview, width, overviewHeight);
    if (!scene || !lanesPen || !axisPen || !overviewPen) return;
    paintLanes(lanesPen, scene);
    paintAxis(axisPen, scene);
    paintOverview(overviewPen, scene, { range: data.whole, density: data.overview });
  }

  #paintOverlay(): void {
    const scene = this.#scene();
    const canvas = this.#canvas('overlay');
    if (!scene || !canvas) return;
    const pen = preparePen(
      canvas,
      scene.geometry.width,
      scene.geometry.laneHeight * scene.geometry.lanes,
    );
    if (pen) paintOverlay(pen, scene, { selection: this.selection, item: this.item });
  }

  /** Show a stretch at once with what is known, and ask for what is finer. */
  #zoomTo(view: Range): void {
    const data = this.#data;
    if (!data) return;
    this.view = view;
    this.selection = null;
    this.item = null;
    clearTimeout(this.#later);
    if (data.needs(view)) this.#later = setTimeout(() => void this.#refine(view), 15);
  }

  async #refine(view: Range): Promise<void> {
    const data = this.#data;
    if (!data) return;
    await this.during(async (ask) => {
      try {
        await data.refine(view, ask);
      } catch (error) {
        if (!(error instanceof HuntError) || error.code !== 'views/not-recorded') throw error;
        this.said = error.message;
      }
    });
    this.requestUpdate();
  }

  #narrow(): void {
    const data = this.#data;
    if (!data || !this.selection) return;
    this.#kept = true;
    this.tell('hunt-narrow', { kql: narrowStep(data.plan, this.selection) });
  }

  #letGo(): void {
    if (this.#kept) this.tell('hunt-narrow', { kql: '' });
    this.#kept = false;
    this.selection = null;
    this.item = null;
  }

  #openLane(lane: number, x: number, y: number): void {
    const column = this.#data?.plan.lanes;
    const value = this.#data?.lanes.list[lane]?.value;
    if (column && value !== null && value !== undefined)
      this.tell('hunt-pivot', { value, column, x, y });
  }

  #open(item: Item, x: number, y: number): void {
    const [shown] = this.#data?.plan.show ?? [];
    if (!item.mark) this.#zoomTo({ from: item.at, to: item.end });
    else if (this.#data?.plan.lanes) this.#openLane(item.lane, x, y);
    else if (shown) this.tell('hunt-pivot', { value: item.mark.values[0], column: shown, x, y });
  }

  #point(item: Item | null, told: boolean): void {
    this.item = item;
    const g = this.#geometry;
    const frame = this.renderRoot.querySelector('.lanes');
    if (!told || !item || !g || !frame || !this.#data) return;
    this.said = itemText(item, this.#data);
    const top = item.lane * g.laneHeight;
    const bottom = top + g.laneHeight;
    if (top < frame.scrollTop) frame.scrollTop = top;
    else if (bottom > frame.scrollTop + frame.clientHeight)
      frame.scrollTop = bottom - frame.clientHeight;
  }

  protected override shown(): ViewAnswer {
    const data = this.#data;
    const { view } = this;
    return data && view ? shownRows(data, view) : { columns: [], rows: [], total: 0 };
  }

  override async image(): Promise<Blob> {
    const [main, axis, overview] = [
      this.#canvas('main'),
      this.#canvas('axis'),
      this.#canvas('overview'),
    ];
    if (!main || !axis || !overview) throw new Error('the timeline shows no picture now');
    const high = main.clientHeight;
    return pictureOf(
      [
        { canvas: main, x: 0, y: 0 },
        { canvas: axis, x: 0, y: high },
        { canvas: overview, x: 0, y: high + axisHeight },
      ],
      {
        width: main.clientWidth,
        height: high + axisHeight + overviewHeight,
        ground: this.colours.of('panel'),
      },
    );
  }
}

const timeline: ResultView = defineView({
  tag: 'hunt-timeline',
  name: 'timeline',
  title: 'Timeline',
  about: 'Rows along time, in lanes: one by one where they are few, counted where they are many.',
  settings: timelineSettings,
  fits: (columns) => columns.some((c) => c.type === 'datetime'),
  element: Timeline,
});

export default timeline;
