import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { HuntError, visible } from '../../base/index.ts';
import { defineView, type ResultView } from '../define-view.ts';
import type { Core } from '../graph/graph-engine.ts';
import {
  type Graph,
  type GraphNode,
  kindsOf,
  nearestBy,
  neighbours,
} from '../graph/graph-model.ts';
import { askGraph, graphPlan, graphSettings, usualLimit } from '../graph/graph-plan.ts';
import { columnOf, type GraphForm, isEntityGraph, nodeStep } from '../graph/graph-questions.ts';
import { lookIcon, nodeRecord } from '../graph/graph-record.ts';
import { graphStyles } from '../graph/graph-styles.ts';
import { looksOf, type NodeLook } from '../graph/node-shapes.ts';
import { countText } from '../value-text.ts';
import { ViewElement } from '../view-element.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';
import { viewStyles } from '../view-styles.ts';

type Engine = typeof import('../graph/graph-engine.ts');

const limits = [100, 300, 1000, 3000];

/**
 * Things and what they have to do with each other. Arrow keys walk over the picture, Enter shows a node with its
 * neighbours, Escape leaves it.
 */
class GraphView extends ViewElement {
  static override properties = {
    ...ViewElement.properties,
    graph: { state: true },
    current: { state: true },
    chosen: { state: true },
    concealed: { state: true },
    narrowed: { state: true },
  };
  static override styles: CSSResultGroup = [viewStyles, graphStyles];

  declare graph: Graph | null;
  /** The node that the keyboard is at. */
  declare current: string;
  /** The node that is shown as a record. */
  declare chosen: string;
  declare concealed: ReadonlySet<string>;
  declare narrowed: string;
  #form: GraphForm | null = null;
  #engine: Engine | null = null;
  #cy: Core | null = null;
  #drawn: Graph | null = null;
  #spots: Map<string, { x: number; y: number }> | null = null;
  #looks = new Map<string, NodeLook>();
  #numbers = new Map<string, number>();
  #beside = new Map<string, string[]>();
  #sizes: ResizeObserver | null = null;

  constructor() {
    super();
    this.graph = null;
    this.#forget();
  }

  #forget(): void {
    this.current = '';
    this.chosen = '';
    this.concealed = new Set();
    this.narrowed = '';
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const { form, limit } = graphPlan(this.settings, source.columns);
    const engine = import('../graph/graph-engine.ts');
    const graph = await askGraph(form, limit, ask);
    this.#engine = await engine;
    this.#form = form;
    this.graph = graph;
    this.#looks = looksOf(kindsOf(this.graph).map(([type]) => type));
    this.#numbers = new Map(this.graph.nodes.map(({ id }, i) => [id, i]));
    this.#beside = neighbours(this.graph);
    this.#forget();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#clear();
  }

  #clear(): void {
    this.#sizes?.disconnect();
    this.#sizes = null;
    if (this.#cy)
      this.#spots = new Map(this.#cy.nodes().map((node) => [node.id(), { ...node.position() }]));
    this.#cy?.destroy();
    this.#cy = null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const canvas = this.renderRoot.querySelector<HTMLElement>('.canvas');
    const { graph } = this;
    if (!canvas || !graph) this.#clear();
    else if (!this.#cy || this.#drawn !== graph || this.#cy.container() !== canvas)
      this.#draw(canvas, graph);
    else if (changed.has('current') || changed.has('chosen') || changed.has('concealed'))
      this.#mark();
  }

  #draw(canvas: HTMLElement, graph: Graph): void {
    this.#clear();
    const engine = this.#engine;
    if (!engine) return;
    const cy = engine.drawGraph(canvas, {
      graph,
      kinds: [...this.#looks.keys()],
      style: this.#style(engine),
      spots: this.#drawn === graph ? this.#spots : null,
    });
    this.#cy = cy;
    this.#drawn = graph;
    cy.on('tap', (event) => {
      const target = event.target === cy ? '' : String(event.target.id());
      this.#choose(target.startsWith('n') ? (graph.nodes[Number(target.slice(1))]?.id ?? '') : '');
    });
    cy.on('cxttap', 'node', ({ target, originalEvent }) => {
      const node = graph.nodes[Number(String(target.id()).slice(1))];
      if (node) this.#pivot(node, { x: originalEvent.clientX, y: originalEvent.clientY });
    });
    let size = `${canvas.clientWidth} ${canvas.clientHeight}`;
    this.#sizes = new ResizeObserver(() => {
      const before = size;
      size = `${canvas.clientWidth} ${canvas.clientHeight}`;
      if (size === before) return;
      cy.resize();
      const at = this.#numbers.get(this.chosen);
      if (at !== undefined) cy.center(cy.getElementById(`n${at}`));
    });
    this.#sizes.observe(canvas);
    if (this.current !== '' || this.concealed.size > 0) this.#mark();
  }

  protected override recolour(): void {
    super.recolour();
    if (this.#cy && this.#engine) this.#cy.style(this.#style(this.#engine));
  }

  #style(engine: Engine): ReturnType<Engine['graphStyle']> {
    const many = (this.graph?.edges.length ?? 0) > 500;
    return engine.graphStyle(this.#looks, { colours: this.colours, many });
  }

  /** Show in the picture what is chosen and what is hidden. */
  #mark(): void {
    const { graph } = this;
    const cy = this.#cy;
    if (!cy || !graph) return;
    cy.batch(() => {
      cy.elements().removeClass('aside beside chosen gone');
      for (const [i, { type }] of graph.nodes.entries())
        if (this.concealed.has(type)) cy.getElementById(`n${i}`).addClass('gone');
      const at = this.#numbers.get(this.current);
      if (at === undefined) return;
      const node = cy.getElementById(`n${at}`);
      node.addClass('chosen');
      if (this.chosen !== this.current) return;
      cy.elements().not(node.closedNeighborhood()).addClass('aside');
      node.connectedEdges().addClass('beside');
    });
    this.#engine?.nameNodes(cy);
  }

  protected override hollow(): string | null {
    return this.graph?.nodes.length === 0 ? 'The rows tell of nothing that could be linked.' : null;
  }

  protected override controls(): TemplateResult | typeof nothing {
    const { graph } = this;
    if (!graph) return nothing;
    const { nodes, edges, allNodes, allEdges } = graph;
    const some = nodes.length < allNodes;
    const limit = Number(this.settings.get('limit') ?? usualLimit);
    const choices = [...new Set([...limits, limit])].sort((a, b) => a - b);
    return html`<span>${countText(nodes.length)}${some ? ` of ${countText(allNodes)}` : ''} things${some ? ', those with most links' : ''}; ${countText(edges.length)}${edges.length < allEdges ? ` of ${countText(allEdges)}` : ''} links</span>
      ${
        allNodes <= (limits[0] ?? 0)
          ? nothing
          : html`<label>Draw at most <select @change=${(e: Event) => this.change('limit', (e.target as HTMLSelectElement).value)}>
        ${choices.map((n) => html`<option value=${n} ?selected=${n === limit}>${countText(n)}</option>`)}</select></label>`
      }`;
  }

  #icon(type: string): TemplateResult | typeof nothing {
    return lookIcon(this.#looks.get(type), this.colours.dark);
  }

  protected override picture(): TemplateResult | typeof nothing {
    const { graph } = this;
    if (!graph || graph.nodes.length === 0) return nothing;
    const node = this.#node(this.chosen);
    return html`<div class="whole">
      <fieldset class="kinds" aria-label="Kinds of things that are shown">${kindsOf(graph).map(
        ([type, count]) =>
          html`<button aria-pressed=${!this.concealed.has(type)} @click=${() => this.#toggle(type)}>${this.#icon(type)}<span>${visible(type)}</span><small>${countText(count)}</small></button>`,
      )}</fieldset>
      <div class="split">
        <div class="field">
        <div class="canvas" tabindex="0" role="application" aria-roledescription="graph"
          aria-label="Graph. Arrow keys walk over ${countText(graph.nodes.length)} things, Enter shows one, Escape leaves it, plus and minus zoom. The table tells the same."
          @keydown=${(e: KeyboardEvent) => this.#onKey(e)} @contextmenu=${(e: MouseEvent) => e.preventDefault()}></div>
      <div class="zoom">
        <button aria-label="Zoom in" @click=${() => this.#zoom(1.3)}>+</button>
        <button aria-label="Zoom out" @click=${() => this.#zoom(1 / 1.3)}>−</button>
        <button aria-label="Show all" @click=${() => this.#cy?.fit(undefined, 24)}>⤢</button>
      </div>
        </div>
        ${node ? this.#record(node) : nothing}
      </div>
    </div>`;
  }

  #record(node: GraphNode): TemplateResult {
    const kql = this.#form ? nodeStep(this.#form, node.id) : '';
    return nodeRecord({
      node,
      beside: (this.#beside.get(node.id) ?? []).flatMap((id) => this.#node(id) ?? []),
      narrowed: this.narrowed === kql,
      icon: (type) => this.#icon(type),
      choose: (id) => this.#choose(id, true),
      narrow: () => {
        this.narrowed = this.narrowed === kql ? '' : kql;
        this.tell('hunt-narrow', { kql: this.narrowed });
      },
      pivot: ({ clientX, clientY }) => this.#pivot(node, { x: clientX, y: clientY }),
      close: () => {
        this.#choose('');
        this.renderRoot.querySelector<HTMLElement>('.canvas')?.focus();
      },
    });
  }

  #node(id: string): GraphNode | undefined {
    return this.graph?.nodes[this.#numbers.get(id) ?? -1];
  }

  #choose(id: string, centre = false): void {
    this.current = id;
    this.chosen = id;
    const at = this.#numbers.get(id);
    if (centre && at !== undefined) this.#cy?.center(this.#cy.getElementById(`n${at}`));
  }

  #pivot(node: GraphNode, at: { x: number; y: number }): void {
    if (this.#form)
      this.tell('hunt-pivot', {
        value: node.name,
        column: columnOf(this.#form, node),
        ...at,
        ...(this.#form.kind === 'parts' && { kind: node.type }),
      });
  }

  #toggle(type: string): void {
    const hidden = new Set(this.concealed);
    if (!hidden.delete(type)) hidden.add(type);
    this.concealed = hidden;
  }

  #zoom(by: number): void {
    const cy = this.#cy;
    cy?.zoom({
      level: cy.zoom() * by,
      renderedPosition: { x: cy.width() / 2, y: cy.height() / 2 },
    });
  }

  #onKey(event: KeyboardEvent): void {
    const cy = this.#cy;
    const { graph } = this;
    if (!cy || !graph || event.ctrlKey || event.metaKey || event.altKey) return;
    const acts = new Map([
      ['Enter', () => this.#choose(this.current)],
      ['Escape', () => this.#choose('')],
      ['+', () => this.#zoom(1.3)],
      ['-', () => this.#zoom(1 / 1.3)],
      ['0', () => cy.fit(undefined, 24)],
    ]);
    const act = acts.get(event.key);
    if (act) act();
    else if (event.key.startsWith('Arrow')) this.#walk(event.key, cy, graph);
    else return;
    event.preventDefault();
  }

  #walk(key: string, cy: Core, graph: Graph): void {
    const spots = cy.nodes(':visible').map((node) => ({ id: node.id(), ...node.position() }));
    const from = spots.find(({ id }) => id === `n${this.#numbers.get(this.current)}`);
    const next = from ? nearestBy(key, from, spots) : (spots[0]?.id ?? null);
    const node = graph.nodes[Number(next?.slice(1) ?? -1)];
    if (!next || !node) return;
    this.current = node.id;
    this.chosen = '';
    this.said = `${visible(node.name)}, ${visible(node.type)}, ${countText(node.degree)} links`;
    const place = cy.getElementById(next).renderedPosition();
    if (place.x < 20 || place.y < 20 || place.x > cy.width() - 20 || place.y > cy.height() - 20)
      cy.center(cy.getElementById(next));
  }

  protected override shown(): ViewAnswer {
    const { nodes, allNodes } = this.graph ?? { nodes: [], allNodes: 0 };
    const columns = (['type', 'name', 'links', 'linked_with'] as const).map(
      (name) => ({ name, type: name === 'links' ? 'long' : 'string' }) as const,
    );
    const rows = nodes.map(({ id, type, name, degree }) => {
      const beside = (this.#beside.get(id) ?? []).map((other) => this.#node(other)?.name ?? '');
      return [type, name, degree, beside.slice(0, 50).join('; ')];
    });
    return { columns, rows, total: allNodes };
  }

  override async image(): Promise<Blob> {
    const cy = this.#cy;
    if (!cy)
      throw new HuntError({ code: 'views/no-image', message: 'The graph is not drawn now.' });
    const bg = this.colours.of('panel');
    return cy.png({ output: 'blob-promise', bg, scale: 2, maxWidth: 6000, maxHeight: 6000 });
  }
}

const graph: ResultView = defineView({
  tag: 'hunt-graph',
  name: 'graph',
  title: 'Graph',
  about: 'What has to do with what: entities of alerts, or the values of two columns.',
  settings: graphSettings,
  fits: isEntityGraph,
  element: GraphView,
});

export default graph;
