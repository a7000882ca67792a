import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { visible } from '../../base/index.ts';
import { categoryColour, colouredCategories } from '../category-colours.ts';
import { categoryLegend } from '../category-legend.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { failureOf } from '../failure.ts';
import { linePicture } from '../line-picture.ts';
import { afterKey, nextHit } from '../process/process-keys.ts';
import { lineHeight, processGrid, processHead, processLine } from '../process/process-line.ts';
import { processPlan, processSettings } from '../process/process-plan.ts';
import {
  isProcessTree,
  type ProcessColumns,
  valuesQuestion,
} from '../process/process-questions.ts';
import type { ProcessRow } from '../process/process-rows.ts';
import { pictureLines, shownProcesses } from '../process/process-shown.ts';
import { type ChosenProcess, processSteps } from '../process/process-steps.ts';
import { ProcessStore } from '../process/process-store.ts';
import { processStyles } from '../process/process-styles.ts';
import { countText } from '../value-text.ts';
import { ViewElement } from '../view-element.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';
import { viewStyles } from '../view-styles.ts';

const headHeight = 26;
const rowOf = (line: Element): number => Number(line.id.slice('row-'.length));

/** A process tree that asks for what is in sight. Keys as ARIA has them for a tree grid; Enter shows the whole record. */
class ProcessTree extends ViewElement {
  static override properties = {
    ...ViewElement.properties,
    current: { state: true },
    first: { state: true },
    chosen: { state: true },
    narrowed: { state: true },
    fault: { state: true },
    tick: { state: true },
  };
  static override styles: CSSResultGroup = [viewStyles, processStyles];

  declare current: number;
  declare first: number;
  declare chosen: ChosenProcess | null;
  declare narrowed: string;
  declare fault: string;
  declare tick: number;
  #store: ProcessStore | null = null;
  #of: ViewSource | null = null;
  #columns: ProcessColumns = { user: null, colour: null, decoded: null };
  #values: readonly string[] = [];
  #filling = false;
  #wanted = '';
  #height = 600;
  #sizes: ResizeObserver | null = null;

  constructor() {
    super();
    this.#forget();
    this.tick = 0;
  }

  #forget(): void {
    this.current = 0;
    this.first = 0;
    this.chosen = null;
    this.narrowed = '';
    this.fault = '';
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const plan = processPlan(this.settings, source.columns);
    this.#columns = plan.columns;
    const { colour } = this.#columns;
    this.#values = colour
      ? (await ask(valuesQuestion(colour, colouredCategories))).rows.map((row) =>
          String(row[0] ?? ''),
        )
      : [];
    if (this.#of === source && this.#store) await this.#store.show(this.#columns);
    else {
      const store = new ProcessStore(
        (kql, limit) => source.ask(kql, limit === undefined ? {} : { limit }),
        this.#columns,
      );
      await store.open();
      if (plan.depth !== null) store.foldFrom(plan.depth - 1);
      this.#forget();
      this.#store = store;
      this.#of = source;
    }
    this.tick++;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#sizes?.disconnect();
    this.#sizes = null;
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed);
    const tree = this.#tree();
    if (tree && !this.#sizes) {
      this.#sizes = new ResizeObserver(([entry]) => {
        this.#height = entry?.contentRect.height ?? this.#height;
        this.tick++;
      });
      this.#sizes.observe(tree);
    }
    if (!tree) {
      this.#sizes?.disconnect();
      this.#sizes = null;
    }
    void this.#fill();
  }

  #tree(): HTMLElement | null {
    return this.renderRoot.querySelector('.tree');
  }

  #sight(): [from: number, to: number] {
    const from = Math.max(0, this.first - 10);
    return [from, this.first + Math.ceil(this.#height / lineHeight) + 10];
  }

  async #fill(): Promise<void> {
    const store = this.#store;
    if (this.#filling || !store || this.fault !== '') return;
    this.#filling = true;
    try {
      while (await store.fill(...this.#sight())) this.tick++;
    } catch (error) {
      this.#fail(error);
    } finally {
      this.#filling = false;
    }
  }

  #fail(error: unknown): void {
    const { message, hint } = failureOf(error);
    this.fault = hint ? `${message} ${hint}` : message;
  }

  protected override hollow(): string | null {
    return this.#store?.shape.places.length === 0 ? 'None of the rows is a process.' : null;
  }

  protected override controls(): TemplateResult | typeof nothing {
    const store = this.#store;
    if (!store) return nothing;
    const { columns = [] } = this.source ?? {};
    const { colour } = this.#columns;
    return html`<span>${countText(store.shape.places.length)} processes${store.cut ? ', more are not drawn' : ''}</span>
      <input type="search" aria-label="Find a process" placeholder="Find" @keydown=${(
        e: KeyboardEvent,
      ) => {
        if (e.key === 'Enter') this.#find(e.target as HTMLInputElement, e.shiftKey ? -1 : 1);
      }} @change=${(e: Event) => this.#find(e.target as HTMLInputElement, 0)}>
      ${this.#found(store)}
      <button @click=${() => this.#refold(() => store.foldFrom(0))}>Close all</button>
      <button @click=${() => this.#refold(() => store.foldFrom(Infinity))}>Open all</button>
      <label>Colour by <select @change=${(e: Event) => this.change('color', (e.target as HTMLSelectElement).value)}>
        <option value="" ?selected=${!colour}>nothing</option>
        ${columns.map(({ name }) => html`<option value=${name} ?selected=${name === colour?.name}>${visible(name)}</option>`)}
      </select></label>`;
  }

  #found({ hits }: ProcessStore): TemplateResult | typeof nothing {
    if (this.#wanted === '') return nothing;
    if (hits.length === 0) return html`<span role="status">Found nowhere.</span>`;
    const at = hits.indexOf(this.current) + 1;
    return html`<span role="status">${at > 0 ? `${countText(at)} of ` : ''}${countText(hits.length)}</span>
      <button aria-label="Previous found" @click=${() => this.#toHit(-1)}>↑</button>
      <button aria-label="Next found" @click=${() => this.#toHit(1)}>↓</button>`;
  }

  protected override picture(): TemplateResult | typeof nothing {
    const store = this.#store;
    if (!store || store.seen.length === 0) return nothing;
    const [from, to] = this.#sight();
    const rows = [...store.seen.subarray(from, to)];
    const at = store.indexOf(this.current);
    const columns = this.#columns;
    const colourOf = this.#colouring();
    const many = this.#values.length === colouredCategories;
    return html`<div class="whole">
      ${this.#values.length === 0 ? nothing : categoryLegend(this.#values, { dark: this.colours.dark, others: many })}
      <div class="split" .style=${processGrid(columns)}>
      <div class="tree" role="treegrid" tabindex="0" aria-label="Process tree" aria-rowcount=${store.seen.length + 1}
        aria-activedescendant=${at >= from && at < to ? `row-${this.current}` : nothing}
        @scroll=${(e: Event) => this.#scrolled(e.target as HTMLElement)} @keydown=${(e: KeyboardEvent) => this.#onKey(e)}
        @click=${(e: MouseEvent) => this.#clicked(e)}
        @contextmenu=${(e: MouseEvent) => this.#onMenu(e)}>
        ${processHead(columns)}
        <div class="space" role="rowgroup" .style=${`height:${store.seen.length * lineHeight}px`}>
          ${rows.map((row, i) => processLine(store, { row, index: from + i, current: row === this.current, columns, colourOf }))}
        </div>
      </div>
      ${this.chosen ? this.#record(store, this.chosen) : nothing}
      ${
        this.fault === ''
          ? nothing
          : html`<p class="over corner" role="alert">${visible(this.fault)} <button class="strong" @click=${() => {
              this.fault = '';
            }}>Try again</button></p>`
      }
    </div></div>`;
  }

  #colouring(): ((known: ProcessRow) => string) | null {
    if (!this.#columns.colour) return null;
    const { dark } = this.colours;
    const numbers = new Map(this.#values.map((value, i) => [value, i]));
    return ({ colour }) => categoryColour(numbers.get(colour) ?? Number.POSITIVE_INFINITY, dark);
  }

  #record(store: ProcessStore, chosen: ChosenProcess): TemplateResult {
    return html`<aside aria-label="The chosen process"><div class="bar">${processSteps(chosen).map(
      ([title, kql]) =>
        html`<button class="strong" aria-pressed=${this.narrowed === kql} title=${kql} @click=${() => this.#narrow(kql)}>${title}</button>`,
    )}</div>
      <hunt-record .columns=${chosen.columns} .row=${chosen.row} .number=${store.rowAt(chosen.place) + 1} @hunt-close=${() => {
        this.chosen = null;
        this.#tree()?.focus();
      }}></hunt-record></aside>`;
  }

  #narrow(kql: string): void {
    this.narrowed = this.narrowed === kql ? '' : kql;
    this.tell('hunt-narrow', { kql: this.narrowed });
  }

  #scrolled(tree: HTMLElement): void {
    const first = Math.floor(tree.scrollTop / lineHeight);
    if (Math.abs(first - this.first) >= 4 || first === 0) this.first = first;
  }

  /** Search for what is written, or where it was searched for, go on to the next place. */
  #find({ value }: HTMLInputElement, step: -1 | 0 | 1): void {
    const wanted = value.trim();
    if (wanted === this.#wanted) this.#toHit(step);
    else void this.#search(wanted);
  }

  async #search(wanted: string): Promise<void> {
    this.#wanted = wanted;
    try {
      await this.#store?.search(wanted);
      this.tick++;
      this.#toHit(0);
    } catch (error) {
      this.#fail(error);
    }
  }

  /** Go to the next place found, or the one before; with 0 to the first from here on. */
  #toHit(step: -1 | 0 | 1): void {
    const row = this.#store ? nextHit(this.#store.hits, this.current, step) : null;
    if (row !== null) this.#go(row);
  }

  #refold(fold: () => void): void {
    fold();
    const store = this.#store;
    if (store) this.#go(store.seen[store.indexOf(this.current)] ?? 0);
  }

  /** Make a row the current one, in sight. */
  #go(row: number): void {
    const store = this.#store;
    const tree = this.#tree();
    if (!store || !tree) return;
    store.reveal(row);
    this.current = row;
    this.tick++;
    void this.updateComplete.then(() => {
      const top = store.indexOf(row) * lineHeight;
      const high = tree.clientHeight - headHeight - lineHeight;
      if (top < tree.scrollTop) tree.scrollTop = top;
      else if (top > tree.scrollTop + high) tree.scrollTop = top - high / 2;
      if (this.chosen) void this.#choose(row);
    });
  }

  #clicked(event: MouseEvent): void {
    const store = this.#store;
    const line = (event.target as Element).closest('.process');
    if (!store || !line) return;
    const row = rowOf(line);
    if ((event.target as Element).closest('.fold') && store.branch(row)) {
      store.fold(row, !store.closed(row));
      this.#go(row);
      return;
    }
    this.current = row;
    void this.#choose(row);
  }

  /** Show the whole record of a row. */
  async #choose(row: number): Promise<void> {
    const store = this.#store;
    if (!store) return;
    try {
      const chosen = await store.record(row);
      if (this.current === row) this.chosen = chosen;
    } catch (error) {
      this.#fail(error);
    }
  }

  #onKey(event: KeyboardEvent): void {
    const store = this.#store;
    if (!store || event.ctrlKey || event.metaKey || event.altKey) return;
    const page = Math.max(1, Math.floor(this.#height / lineHeight) - 2);
    const { key } = event;
    const to = afterKey(store, { key, row: this.current, page });
    if (to === null && key !== 'Enter') return;
    event.preventDefault();
    if (to === null) void this.#choose(this.current);
    else this.#go(to);
  }

  /** A click of the other button, or the menu key, asks for more about the value. */
  #onMenu(event: MouseEvent): void {
    const store = this.#store;
    const target = event.target as Element;
    const line = target.closest('.process') ?? this.renderRoot.querySelector('.current');
    if (!store || !line) return;
    event.preventDefault();
    const row = rowOf(line);
    const shown = target.closest('[data-column]')?.getAttribute('data-column') ?? 'name';
    const { user, colour } = this.#columns;
    const column =
      shown === 'user'
        ? user
        : shown === 'colour'
          ? colour
          : this.source?.columns.find((c) => c.name === shown);
    this.current = row;
    if (!column) return;
    const { left, bottom } = line.getBoundingClientRect();
    const { clientX, clientY } = event;
    // The menu key has no place of its own.
    const [x, y] = clientX || clientY ? [clientX, clientY] : [left + 40, bottom];
    store.value(row, column).then(
      (value) => this.tell('hunt-pivot', { value, column, x, y }),
      (error: unknown) => this.#fail(error),
    );
  }

  protected override shown(): ViewAnswer {
    const store = this.#store;
    if (!store) return { columns: [], rows: [], total: 0 };
    return shownProcesses(store, this.#columns.user?.name ?? 'user');
  }

  override async image(): Promise<Blob> {
    const store = this.#store;
    if (!store) throw new Error('an image of no processes');
    const rows = store.seen.subarray(this.first, this.first + 60);
    return linePicture(pictureLines(store, rows, this.#colouring()), this.colours);
  }
}

const processTree: ResultView = defineView({
  tag: 'hunt-process-tree',
  name: 'process_tree',
  title: 'Process tree',
  about: 'Who started whom: a tree that opens and closes, of the rows of process_tree.',
  settings: processSettings,
  fits: isProcessTree,
  element: ProcessTree,
});

export default processTree;
