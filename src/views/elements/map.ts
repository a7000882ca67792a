import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Column, HuntError, visible } from '../../base/index.ts';
import { categoryColour } from '../category-colours.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { failureOf } from '../failure.ts';
import { clusterStory } from '../map/cluster-story.ts';
import { apart, type Cluster, clustersOf, wholeArea } from '../map/clusters.ts';
import type { MapEngine } from '../map/map-engine.ts';
import { askPlaces, mapPlan, mapSettings, mostCells, worldZoom } from '../map/map-plan.ts';
import { mapStyles } from '../map/map-styles.ts';
import {
  type Area,
  areaStep,
  cellSize,
  cellsQuestion,
  type PlaceColumns,
  rowsQuestion,
  usualPlaces,
} from '../map/places.ts';
import { countText } from '../value-text.ts';
import { ViewElement } from '../view-element.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';
import { viewStyles } from '../view-styles.ts';

/** Nearer than this only what is in sight is asked for. */
const nearZoom = 4;
const settleMs = 120;

/** Rows on a map of the world, near ones counted together. Shift and drag picks an area. */
class MapView extends ViewElement {
  static override properties = {
    ...ViewElement.properties,
    cells: { state: true },
    concealed: { state: true },
    narrowed: { state: true },
    fault: { state: true },
  };
  static override styles: CSSResultGroup = [viewStyles, mapStyles];

  declare cells: ViewAnswer | null;
  declare concealed: ReadonlySet<number>;
  declare narrowed: string;
  declare fault: string;
  #columns: PlaceColumns | null = null;
  #show: readonly Column[] = [];
  #layers: readonly string[] = [];
  #tiles: string | null = null;
  #credit = '';
  #placed = 0;
  #world: ViewAnswer | null = null;
  #worldMost: Area | null = null;
  #Engine: typeof MapEngine | null = null;
  #engine: MapEngine | null = null;
  #fitted = false;
  #asked = 0;
  #timer = 0;
  #sizes: ResizeObserver | null = null;

  constructor() {
    super();
    this.cells = null;
    this.concealed = new Set();
    this.narrowed = '';
    this.fault = '';
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const plan = mapPlan(this.settings, source.columns);
    const engine = import('../map/map-engine.ts');
    const { layers, cells } = await askPlaces(plan.columns, ask);
    this.#Engine = (await engine).MapEngine;
    this.#clear();
    this.#columns = plan.columns;
    this.#layers = layers;
    this.#show = plan.show;
    this.#tiles = plan.tiles;
    this.#credit = plan.credit;
    this.#world = cells;
    const world = clustersOf(cells, new Set());
    this.#worldMost = wholeArea(world);
    this.#placed = world.reduce((sum, { count }) => sum + count, 0);
    this.#fitted = false;
    this.concealed = new Set();
    this.cells = cells;
    this.fault = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#clear();
  }

  #clear(): void {
    clearTimeout(this.#timer);
    this.#asked++;
    this.#sizes?.disconnect();
    this.#engine?.close();
    this.#engine = null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const field = this.renderRoot.querySelector<HTMLElement>('.map');
    if (!field) {
      if (this.#engine) this.#clear();
      return;
    }
    if (!this.#engine) this.#build(field);
    if (changed.has('cells') || changed.has('concealed')) this.#draw();
  }

  #build(field: HTMLElement): void {
    const Engine = this.#Engine;
    if (!Engine) return;
    const engine = new Engine(field, {
      colours: this.colours,
      tiles: this.#tiles,
      told: {
        moved: () => this.#moved(),
        chosen: (cluster) => void this.#tellOf(cluster),
        picked: (area) => this.#narrow(area),
      },
    });
    this.#engine = engine;
    this.#fitted = false;
    this.#sizes = new ResizeObserver(() => {
      engine.resize();
      if (!this.#fitted && field.clientWidth > 0) this.#fitAll();
    });
    this.#sizes.observe(field);
    this.#draw();
  }

  #fitAll(): void {
    this.#fitted = true;
    if (this.#worldMost) this.#engine?.fit(this.#worldMost);
    this.#draw();
  }

  #draw(): void {
    const engine = this.#engine;
    if (this.cells && engine)
      engine.show(apart(clustersOf(this.cells, this.concealed), engine.zoom), 'rows');
  }

  #moved(): void {
    clearTimeout(this.#timer);
    this.#timer = window.setTimeout(() => void this.#look(), settleMs);
  }

  /** Ask for what is in sight now. */
  async #look(): Promise<void> {
    const engine = this.#engine;
    const { source } = this;
    if (!engine || !source || !this.#columns) return;
    const { zoom } = engine;
    const asked = ++this.#asked;
    const area = zoom < nearZoom ? null : around(engine.area, cellSize(zoom));
    if (zoom === worldZoom && this.#world) {
      this.cells = { ...this.#world };
      return;
    }
    try {
      const question = cellsQuestion(this.#columns, { zoom, area, layers: this.#layers });
      const cells = await source.ask(question, { limit: mostCells });
      if (asked !== this.#asked) return;
      this.cells = cells;
      this.fault = '';
    } catch (error) {
      if (asked === this.#asked) this.#fail(error);
    }
  }

  #fail(error: unknown): void {
    const { message, hint } = failureOf(error);
    this.fault = hint ? `${message} ${hint}` : message;
  }

  async #tellOf(cluster: Cluster): Promise<void> {
    const { source } = this;
    if (!source || !this.#columns) return;
    try {
      const answer = await source.ask(rowsQuestion(this.#columns, cluster.area), { limit: 5 });
      const content = clusterStory({
        cluster,
        answer,
        show: this.#show,
        closer: () => {
          this.#engine?.hush();
          this.#engine?.fit(cluster.area);
        },
        narrow: () => this.#narrow(cluster.area),
        pivot: (value, column, { clientX: x, clientY: y }) =>
          this.tell('hunt-pivot', { value, column, x, y }),
      });
      this.#engine?.tell(cluster, content);
    } catch (error) {
      this.#fail(error);
    }
  }

  #narrow(area: Area | null): void {
    this.narrowed = area && this.#columns ? areaStep(this.#columns, area) : '';
    this.tell('hunt-narrow', { kql: this.narrowed });
  }

  protected override recolour(): void {
    super.recolour();
    this.#engine?.recolour(this.colours);
  }

  protected override hollow(): string | null {
    return this.#world?.rows.length === 0 ? 'No row says where it is.' : null;
  }

  protected override controls(): TemplateResult | typeof nothing {
    const columns = this.#columns;
    if (!columns || !this.source) return nothing;
    const missing = this.source.rows - this.#placed;
    return html`<span>${countText(this.#placed)} rows on the map${missing > 0 ? html`, ${countText(missing)} without a place` : nothing}</span>
      <button @click=${() => this.#engine && this.#narrow(this.#engine.area)}>Only what is in sight</button>
      ${this.narrowed === '' ? nothing : html`<button @click=${() => this.#narrow(null)}>All again</button>`}
      <label>Layers by <select @change=${(e: Event) => this.change('layer', (e.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${!columns.layer}>nothing</option>
        ${this.source.columns.map(({ name }) => html`<option value=${name} ?selected=${name === columns.layer?.name}>${visible(name)}</option>`)}
      </select></label>`;
  }

  #legend(): TemplateResult | typeof nothing {
    if (this.#layers.length === 0) return nothing;
    const counts = new Map<number, number>();
    for (const { layers } of this.#world ? clustersOf(this.#world, new Set()) : [])
      for (const [layer, count] of layers) counts.set(layer, (counts.get(layer) ?? 0) + count);
    return html`<fieldset class="kinds" aria-label="Layers that are shown">${[...counts]
      .sort(([a], [b]) => a - b)
      .map(
        ([layer, count]) =>
          html`<button aria-pressed=${!this.concealed.has(layer)} @click=${() => this.#toggle(layer)}><i .style=${`background:${categoryColour(layer, this.colours.dark)}`}></i><span>${this.#layerName(layer)}</span><small>${countText(count)}</small></button>`,
      )}</fieldset>`;
  }

  #layerName(layer: number): string {
    const name = this.#layers[layer];
    if (name === undefined) return 'others';
    return name === '' ? 'empty' : visible(name);
  }

  #toggle(layer: number): void {
    const concealed = new Set(this.concealed);
    if (!concealed.delete(layer)) concealed.add(layer);
    this.concealed = concealed;
  }

  protected override picture(): TemplateResult | typeof nothing {
    const host = this.#tiles === null ? '' : new URL(this.#tiles.replace(/[{}]/g, '')).host;
    return html`<div class="whole">
      ${this.#legend()}
      <div class="field">
        <div class="map" tabindex="0" role="application" aria-roledescription="map"
          aria-label="Map. Arrow keys move it, plus and minus zoom, Tab goes to the places. The table tells the same."></div>
        <div class="zoom">
          <button aria-label="Zoom in" @click=${() => this.#engine?.zoomBy(1)}>+</button>
          <button aria-label="Zoom out" @click=${() => this.#engine?.zoomBy(-1)}>−</button>
          <button aria-label="Show all" @click=${() => this.#fitAll()}>⤢</button>
        </div>
        <span class="credit">${host === '' ? nothing : html`${visible(this.#credit || host)} · `}Natural Earth</span>
      </div>
      ${this.fault === '' ? nothing : html`<p class="over corner" role="alert">${visible(this.fault)}</p>`}
    </div>`;
  }

  protected override shown(): ViewAnswer {
    const clusters = this.cells ? clustersOf(this.cells, this.concealed) : [];
    const columns = (['latitude', 'longitude', 'rows', 'layers'] as const).map(
      (name) =>
        ({ name, type: name === 'layers' ? 'string' : name === 'rows' ? 'long' : 'real' }) as const,
    );
    const named = this.#layers.length > 0;
    const rows = clusters.map(({ latitude, longitude, count, layers }) => [
      Math.round(latitude * 1e4) / 1e4,
      Math.round(longitude * 1e4) / 1e4,
      count,
      named ? [...layers].map(([layer, n]) => `${this.#layerName(layer)}: ${n}`).join('; ') : '',
    ]);
    return { columns, rows, total: rows.length };
  }

  override async image(): Promise<Blob> {
    if (this.#engine) return this.#engine.image();
    throw new HuntError({ code: 'views/no-image', message: 'The map is not drawn now.' });
  }
}

/** An area with a margin, snapped to cells, so that small moves ask the same; the world where it is nearly all. */
function around({ south, west, north, east }: Area, cell: number): Area | null {
  if (west === -180 && east === 180) return null;
  const [low, high] = [
    (degree: number): number => Math.floor(degree / cell - 1) * cell,
    (degree: number): number => Math.ceil(degree / cell + 1) * cell,
  ];
  const turned = (x: number): number => (x > 180 ? x - 360 : x < -180 ? x + 360 : x);
  return {
    south: Math.max(-90, low(south)),
    north: Math.min(90, high(north)),
    west: turned(low(west)),
    east: turned(high(east)),
  };
}

const map: ResultView = defineView({
  tag: 'hunt-map',
  name: 'map',
  title: 'Map',
  about: 'Where rows are in the world: near ones counted together, in layers, without a network.',
  settings: mapSettings,
  fits: (columns) => usualPlaces(columns) !== null,
  element: MapView,
});

export default map;
