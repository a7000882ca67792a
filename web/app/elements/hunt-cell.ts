import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { HuntCell, HuntState } from '../../../src/protocol/index.ts';
import type { CellEditor } from '../editor/cell-editor.ts';
import type { HuntDoc } from '../hunt-doc.ts';
import { icon } from '../icon.ts';
import { kqlSpans } from '../kql-spans.ts';
import { questionsFor } from '../questions.ts';
import { chosenView, gridName, offeredViews, unfitView } from '../result-view.ts';
import { countText, durationText, visible } from '../text.ts';

const lineHeight = 26;
const shownRows = 10;
const viewHeight = 420;

const stateWords: Readonly<Record<HuntCell['state'], string>> = {
  new: 'not run',
  running: 'running',
  fresh: 'fresh',
  stale: 'stale',
  failed: 'failed',
};

/**
 * One cell: its query, in the editor or coloured, what can be done with it, and its result. Fires `edit-cell`, and
 * `hunt-edit` with a change of the hunt.
 */
export class HuntCellElement extends LitElement {
  static override properties = {
    doc: { attribute: false },
    cell: { attribute: false },
    hunt: { attribute: false },
    editor: { attribute: false },
    active: { type: Boolean },
    alone: { type: Boolean },
    folded: { type: Boolean },
    tick: { type: Number },
    seen: { state: true },
    naming: { state: true },
    tall: { state: true },
  };
  declare doc: HuntDoc;
  declare cell: HuntCell;
  declare hunt: HuntState;
  declare editor: CellEditor;
  declare active: boolean;
  /** Whether it is the only block of a hunt that is kept nowhere: it then has the page for itself. */
  declare alone: boolean;
  /** Whether the result is folded away. */
  declare folded: boolean;
  declare tick: number;
  declare seen: boolean;
  declare naming: boolean;
  declare tall: boolean;
  /** Whether the caret is wanted in the editor once it stands here. */
  wantsFocus = false;
  #clock = 0;
  #watch: IntersectionObserver | null = null;

  constructor() {
    super();
    this.active = false;
    this.alone = false;
    this.folded = false;
    this.tick = 0;
    this.seen = false;
    this.naming = false;
    this.tall = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // Grids are made for cells that come near, not for all of a long hunt.
    this.#watch = new IntersectionObserver(
      (entries) => {
        if (entries.some((entry) => entry.isIntersecting)) this.seen = true;
      },
      { rootMargin: '600px' },
    );
    this.#watch.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#watch?.disconnect();
    clearInterval(this.#clock);
    this.#clock = 0;
  }

  protected override updated(_changed: PropertyValues): void {
    const place = this.querySelector<HTMLElement>('.editor');
    if (this.active && place) {
      const focus = this.wantsFocus;
      this.wantsFocus = false;
      if (this.editor.key !== this.cell.key || place.childElementCount === 0 || focus)
        void this.editor.enter(place, this.cell, focus).then(() => this.requestUpdate());
    }
    const running = this.cell.state === 'running';
    if (running && this.#clock === 0) this.#clock = setInterval(() => this.requestUpdate(), 100);
    if (!running && this.#clock !== 0) {
      clearInterval(this.#clock);
      this.#clock = 0;
    }
    if (this.naming) this.querySelector<HTMLInputElement>('.name input')?.focus();
  }

  #say(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  #line(line: object): void {
    this.#say('hunt-edit', { kind: 'line', block: this.cell.key, line });
  }

  override render(): TemplateResult {
    const { cell } = this;
    const { outcome } = cell;
    const shown = outcome && !this.folded;
    return html`<section class="cell ${cell.state}" tabindex="-1" aria-label="Cell ${visible(cell.label)}, ${stateWords[cell.state]}">
      ${this.alone ? nothing : this.#head()}
      ${this.#code()}
      ${this.#bar()}
      ${this.#failure()}
      ${shown && (this.seen || this.alone) ? this.#result() : nothing}
    </section>`;
  }

  #head(): TemplateResult {
    const { cell } = this;
    return html`<header class="cell-head">
      ${
        this.naming
          ? html`<span class="name"><input aria-label="Name of the cell" .value=${cell.name ?? ''} placeholder="name" spellcheck="false"
              @keydown=${(e: KeyboardEvent) => this.#nameKey(e)} @blur=${(e: Event) => this.#named(e.target as HTMLInputElement)} /></span>`
          : html`<button class="link name" title="Name it, so that other cells can use its rows" @click=${() => {
              this.naming = true;
            }}>${visible(cell.label)}</button>`
      }
      ${cell.uses.length > 0 ? html`<span class="quiet uses">uses ${visible(cell.uses.join(', '))}</span>` : nothing}
      <span class="gap"></span>
      ${cell.expect !== null ? this.#expected() : nothing}
      <span class="state ${cell.state}">${stateWords[cell.state]}</span>
      ${this.#menu()}
    </header>`;
  }

  #expected(): TemplateResult {
    const { expect, outcome } = this.cell;
    const holds = outcome?.holds ?? null;
    const word = holds === null ? 'expects' : holds ? 'holds:' : 'does not hold:';
    return html`<span class="expect ${holds === false ? 'warn' : 'quiet'}" title=${visible(expect ?? '')}>${holds === null ? nothing : icon(holds ? 'check' : 'warning')} ${word} <code>${visible(expect ?? '')}</code></span>`;
  }

  #nameKey(e: KeyboardEvent): void {
    e.stopPropagation();
    if (e.key === 'Enter') this.#named(e.target as HTMLInputElement);
    if (e.key === 'Escape') this.naming = false;
  }

  #named(input: HTMLInputElement): void {
    if (!this.naming) return;
    this.naming = false;
    const name = input.value.trim() || null;
    if (name !== this.cell.name) this.#line({ name });
  }

  #menu(): TemplateResult {
    const acts: [string, string][] = [
      ['up', 'Move up'],
      ['down', 'Move down'],
      ['above', 'Cell above'],
      ['below', 'Cell below'],
      ['text', 'Text below'],
      ['delete', 'Delete'],
    ];
    return html`<wa-dropdown placement="bottom-end" @wa-select=${(e: CustomEvent<{ item: { value: string } }>) => this.#say('block-act', { key: this.cell.key, act: e.detail.item.value })}>
      <button slot="trigger" class="button plain small" aria-label="More for cell ${visible(this.cell.label)}">${icon('more')}</button>
      ${acts.map(([act, title]) => html`<wa-dropdown-item value=${act}>${title}</wa-dropdown-item>`)}
    </wa-dropdown>`;
  }

  #code(): TemplateResult {
    const kql = this.doc.kqlOf(this.cell);
    if (this.active)
      return html`<div class="editor-frame">
        <div class="editor"></div>
        ${this.editor.ready ? nothing : html`<p class="editor-wait">Loading the editor…</p>`}
        ${this.editor.ready && kql === '' ? html`<p class="editor-hint" aria-hidden="true">${this.alone ? 'Write KQL here, or choose a question below.' : 'Write KQL here.'}</p>` : nothing}
      </div>`;
    const tables = new Set([
      ...this.hunt.schema.map(({ name }) => name),
      ...this.doc.cells.flatMap(({ name }) => name ?? []),
    ]);
    return html`<button class="code" title="Edit the query" @click=${() => this.#say('edit-cell', this.cell.key)}><code>${
      kql === ''
        ? html`<span class="quiet">Write KQL here.</span>`
        : kqlSpans(kql, tables).map(({ text, kind }) =>
            kind === null ? text : html`<span class=${kind}>${text}</span>`,
          )
    }</code></button>`;
  }

  #bar(): TemplateResult {
    const { cell, doc } = this;
    const running = cell.state === 'running';
    const { outcome } = cell;
    const took = running
      ? durationText(performance.now() - (doc.runningSince ?? performance.now()))
      : outcome && cell.state !== 'failed'
        ? durationText(outcome.elapsedMs)
        : '';
    return html`<div class="bar">
      ${
        running
          ? html`<button class="button stop" @click=${() => doc.stop()}>${icon('stop')} Stop</button>`
          : html`<button class="button run ${this.active ? 'brand' : ''}" ?disabled=${this.active && !this.editor.ready} @click=${() => void doc.run([cell.key])}>${icon('play')} Run</button>`
      }
      ${this.active ? html`<kbd class="quiet">Shift+Enter</kbd>` : nothing}
      <span class="time" role="timer" aria-live="off">${took}</span>
      <span class="said" role="status" aria-live="polite">${this.#said()}</span>
      ${this.#why()}
      ${outcome && outcome.coverage.rows > 0 ? this.#views() : nothing}
      ${
        outcome && !this.alone && !this.folded
          ? html`<button class="button plain small" aria-pressed=${this.tall} @click=${() => {
              this.tall = !this.tall;
            }}>Higher</button>`
          : nothing
      }
      ${
        outcome && !this.alone
          ? html`<button class="button plain small fold" aria-label="Result of ${visible(cell.label)}" aria-expanded=${!this.folded} @click=${() => this.#say('fold', cell.key)}>${icon(this.folded ? 'chevron-right' : 'chevron-down')}</button>`
          : nothing
      }
      ${this.alone ? this.#questions() : nothing}
    </div>`;
  }

  #said(): string {
    const { state, outcome, key } = this.cell;
    if (state === 'running') return 'Running';
    if (this.doc.stopped.has(key) && state !== 'fresh') return 'Stopped';
    if (state === 'failed') return 'Failed';
    if (!outcome) return '';
    const { rows } = outcome.coverage;
    return rows === 1 ? '1 row' : `${countText(rows)} rows`;
  }

  #why(): TemplateResult | typeof nothing {
    const unfit = unfitView(this.cell);
    if (unfit !== null && this.cell.state === 'fresh')
      return html`<span class="warn why">${icon('warning')} There is no view ${visible(unfit)} of such rows: they are shown as a grid.</span>`;
    if (this.cell.state !== 'stale' || !this.cell.outcome) return nothing;
    return html`<span class="warn why">${icon('warning')} Not of the query as it stands: run it again.</span>`;
  }

  #views(): TemplateResult | typeof nothing {
    const { cell } = this;
    const offered = offeredViews(cell);
    if (offered.length === 0) return nothing;
    const chosen = chosenView(cell)?.view.name ?? gridName;
    const choices = [{ name: gridName, title: 'Grid' }, ...offered];
    return html`<span class="views" role="group" aria-label="How the rows are shown">${choices.map(
      ({ name, title }) =>
        html`<button class="button plain small" aria-pressed=${name === chosen} @click=${() => this.#choose(name, chosen)}>${title}</button>`,
    )}</span>`;
  }

  /** Say in the cell's line how its rows are shown; what another view was told says nothing to this one. */
  #choose(name: string, chosen: string): void {
    if (name === chosen) return;
    const plain = name === gridName && !this.cell.outcome?.render;
    this.#line({ view: plain ? null : name, settings: [] });
  }

  #questions(): TemplateResult | typeof nothing {
    const questions = questionsFor(this.hunt.tables, 12);
    if (questions.length === 0) return nothing;
    return html`<wa-dropdown placement="bottom-end" @wa-select=${(
      e: CustomEvent<{ item: { value: string } }>,
    ) => {
      const chosen = questions[Number(e.detail.item.value)];
      if (chosen) this.#say('ask', chosen.kql);
    }}>
      <button slot="trigger" class="button plain">${icon('lightbulb')} Questions ${icon('chevron-down')}</button>
      ${questions.map((q, i) => html`<wa-dropdown-item value=${String(i)}>${q.title}<span slot="details">${q.table}</span></wa-dropdown-item>`)}
    </wa-dropdown>`;
  }

  #failure(): TemplateResult | typeof nothing {
    const { problem, kql, state } = this.cell;
    if (!problem || state !== 'failed') return nothing;
    const before = problem.span ? kql.slice(0, problem.span.start).split('\n') : null;
    const place = before ? `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}` : '';
    return html`<div class="problem" role="alert">
      ${icon('warning')}
      <div>
        <strong>${visible(problem.message)}</strong>
        ${problem.hint ? html`<div>${visible(problem.hint)}</div>` : nothing}
        <div class="quiet"><code>${problem.code}</code>${place ? html` · ${place}` : nothing}</div>
      </div>
    </div>`;
  }

  #result(): TemplateResult {
    const { cell } = this;
    const rows = cell.outcome?.coverage.rows ?? 0;
    const isView = chosenView(cell) !== null && rows > 0;
    const lines = 64 + lineHeight * Math.max(2, Math.min(rows, shownRows));
    const height = isView ? viewHeight : lines;
    return html`<div class="frame ${this.tall ? 'tall' : ''} ${this.alone ? 'alone' : ''}" style="--height: ${height}px">
      <cell-result ?direct=${this.alone} .cell=${cell} .hunt=${this.hunt}
        @settings=${(e: CustomEvent<[string, string][]>) => this.#line({ settings: e.detail })}
        @narrow=${(e: CustomEvent<string>) => this.#say('narrow-cell', { key: cell.key, step: e.detail })}></cell-result>
    </div>`;
  }
}
