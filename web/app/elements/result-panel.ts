import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { HuntState, Problem } from '../../../src/protocol/index.ts';
import {
  type GridSource,
  type ViewElement,
  type ViewEvents,
  viewOfRender,
  viewsFor,
  whereValues,
} from '../../../src/views/index.ts';
import { call, problemOf } from '../client.ts';
import { icon } from '../icon.ts';
import { kqlName } from '../kql-name.ts';
import type { QueryRun } from '../query-run.ts';
import { resultSource, viewElement, withStep } from '../result-view.ts';
import { countText, visible } from '../text.ts';

interface Chosen {
  row: readonly unknown[];
  number: number;
}

/** The result of the last query: grid or another view, record of the chosen row, coverage line. Fires `ask`. */
export class ResultPanel extends LitElement {
  static override properties = {
    query: { attribute: false },
    hunt: { attribute: false },
    /** Changes whenever the query has moved on. */
    tick: { type: Number },
    source: { state: true },
    chosen: { state: true },
    shown: { state: true },
    problem: { state: true },
    copied: { state: true },
    view: { state: true },
  };
  declare query: QueryRun;
  declare hunt: HuntState;
  declare tick: number;
  declare source: GridSource | null;
  declare chosen: Chosen | null;
  declare shown: number | null;
  declare problem: Problem | null;
  declare copied: boolean;
  /** What shows the rows; the grid where it is null. */
  declare view: { name: string; element: ViewElement } | null;
  #result = '';
  #nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';

  constructor() {
    super();
    this.tick = 0;
    this.source = null;
    this.chosen = null;
    this.shown = null;
    this.problem = null;
    this.copied = false;
    this.view = null;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { result } = this.query;
    if ((result?.result ?? '') === this.#result) return;
    this.#result = result?.result ?? '';
    this.chosen = null;
    this.shown = null;
    this.problem = null;
    const asked = viewOfRender(result?.render ?? null);
    this.#show(asked?.view ?? '', asked?.settings ?? new Map());
    this.source = result && {
      columns: result.columns,
      rows: result.rows,
      page: async (request) => (await call('page', { result: result.result, ...request })).rows,
      count: async (where) => (await call('count', { result: result.result, where })).rows,
    };
  }

  #show(name: string, settings: ReadonlyMap<string, string>): void {
    const { result } = this.query;
    const source = result && result.rows > 0 ? resultSource(result) : null;
    const element = source && viewElement(name, { source, settings, label: 'Result' });
    this.view = element ? { name, element } : null;
    this.chosen = null;
  }

  override render(): TemplateResult {
    const { phase, coverage } = this.query;
    const { source } = this;
    const old = phase === 'running' && source !== null;
    return html`
      ${this.problem ? this.#failure(this.problem) : nothing}
      ${source ? this.#switch(source) : nothing}
      <div class="rows ${old ? 'old' : ''} ${this.chosen ? 'with-record' : ''}">
        ${source ? (this.view ? this.#view(this.view.element) : this.#grid(source)) : this.#instead()}
        ${
          this.chosen && source
            ? html`<hunt-record .columns=${source.columns} .row=${this.chosen.row} .number=${this.chosen.number}
                @hunt-close=${() => this.#closeRecord()} @keydown=${(e: KeyboardEvent) => {
                  if (e.key === 'Escape') this.#closeRecord();
                }}></hunt-record>`
            : nothing
        }
      </div>
      ${this.#filtered()}
      <hunt-coverage .coverage=${coverage} @hunt-unparsed=${(e: CustomEvent<{ table: string }>) => this.#unparsed(e.detail.table)}></hunt-coverage>
    `;
  }

  #switch(source: GridSource): TemplateResult | typeof nothing {
    const fitting = viewsFor(source.columns);
    if (source.rows === 0 || fitting.length === 0) return nothing;
    const now = this.view?.name ?? '';
    const choices = [{ name: '', title: 'Grid' }, ...fitting];
    return html`<div class="shown-as" role="group" aria-label="How the rows are shown">${choices.map(
      ({ name, title }) =>
        html`<button aria-pressed=${name === now} @click=${() => this.#show(name, new Map())}>${title}</button>`,
    )}</div>`;
  }

  #view(element: ViewElement): TemplateResult {
    return html`<div class="view-frame"
      @hunt-narrow=${(e: CustomEvent<ViewEvents['hunt-narrow']>) => this.#goOn(e.detail.kql)}
      @hunt-pivot=${({ detail: { column, value } }: CustomEvent<ViewEvents['hunt-pivot']>) =>
        this.#goOn(whereValues(column, [value]))}>${element}</div>`;
  }

  /** Ask the query again with one step more. */
  #goOn(step: string): void {
    if (step === '') return;
    const detail = withStep(this.query.text, step);
    this.dispatchEvent(new CustomEvent('ask', { detail, bubbles: true }));
  }

  #grid(source: GridSource): TemplateResult {
    if (source.rows === 0)
      return html`<div class="hollow"><p><strong>No rows.</strong> The query ran; nothing matches it.</p></div>`;
    return html`<hunt-grid .source=${source} label="Result" .styleNonce=${this.#nonce}
      @hunt-row=${(e: CustomEvent<Chosen>) => {
        this.chosen = e.detail;
      }}
      @hunt-shown=${(e: CustomEvent<{ rows: number; filtered: boolean }>) => {
        this.shown = e.detail.filtered ? e.detail.rows : null;
        this.problem = null;
      }}
      @hunt-copied=${() => this.#sayCopied()}
      @hunt-problem=${(e: CustomEvent<{ error: unknown }>) => {
        this.problem = problemOf(e.detail.error);
      }}></hunt-grid>`;
  }

  #instead(): TemplateResult {
    const { phase } = this.query;
    if (phase === 'running')
      return html`<div class="hollow"><wa-spinner></wa-spinner><p>Running…</p></div>`;
    if (phase === 'stopped')
      return html`<div class="hollow"><p>Stopped. Nothing of the result was kept.</p></div>`;
    if (phase === 'failed')
      return html`<div class="hollow"><p>No result: the query could not run.</p></div>`;
    return html`<div class="hollow"></div>`;
  }

  #failure(problem: Problem): TemplateResult {
    return html`<p class="problem" role="alert">${icon('warning')} ${visible(problem.message)} ${visible(problem.hint ?? '')}</p>`;
  }

  #filtered(): TemplateResult {
    const passing =
      this.shown !== null && this.source
        ? `${countText(this.shown)} of ${countText(this.source.rows)} rows pass the filters.`
        : '';
    const said = this.copied ? 'Copied.' : passing;
    return html`<p class="filtered" role="status" ?hidden=${said === ''}>${icon('info')} ${said}</p>`;
  }

  #sayCopied(): void {
    this.copied = true;
    setTimeout(() => {
      this.copied = false;
    }, 1500);
  }

  #closeRecord(): void {
    this.chosen = null;
    this.querySelector<HTMLElement>('hunt-grid')?.focus();
  }

  #unparsed(table: string): void {
    const companion = this.hunt.tables.find((t) => t.name === table)?.unparsedTable;
    if (!companion) return;
    const detail = `${kqlName(companion)}\n| take 100`;
    this.dispatchEvent(new CustomEvent('ask', { detail, bubbles: true }));
  }
}
