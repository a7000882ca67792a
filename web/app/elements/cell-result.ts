import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { HuntCell, HuntState, Problem } from '../../../src/protocol/index.ts';
import type { ViewElement, ViewEvents } from '../../../src/views/index.ts';
import { askPage } from '../acts.ts';
import { problemOf } from '../client.ts';
import { icon } from '../icon.ts';
import { kqlName } from '../kql-name.ts';
import { chosenView, gridSettingsOf, type ResultSource, resultSource } from '../result-view.ts';
import { countText, visible } from '../text.ts';

interface Chosen {
  row: readonly unknown[];
  number: number;
  /** The place of the value that was chosen; -1 for none. */
  column: number;
}

/**
 * The rows of a cell, as its line says that they are shown. Fires `ask` with a whole query, `narrow` with a step of
 * KQL that keeps some of the rows, `settings` with those of the view.
 */
export class CellResult extends LitElement {
  static override properties = {
    cell: { attribute: false },
    direct: { type: Boolean },
    hunt: { attribute: false },
    source: { state: true },
    chosen: { state: true },
    shown: { state: true },
    problem: { state: true },
    copied: { state: true },
    step: { state: true },
    filters: { state: true },
  };
  declare cell: HuntCell;
  /** Whether what is selected is asked at once. */
  declare direct: boolean;
  declare hunt: HuntState;
  declare source: ResultSource | null;
  declare chosen: Chosen | null;
  declare shown: number | null;
  declare problem: Problem | null;
  declare copied: boolean;
  declare step: string;
  /** The filters of the grid as a step of KQL. */
  declare filters: string;
  #result = '';
  #view: ViewElement | null = null;
  #said = '';
  #nonce = document.querySelector<HTMLMetaElement>('meta[name=style-nonce]')?.content ?? '';

  constructor() {
    super();
    this.source = null;
    this.direct = false;
    this.#forget();
  }

  #forget(): void {
    this.chosen = null;
    this.shown = null;
    this.problem = null;
    this.copied = false;
    this.step = '';
    this.filters = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(_changed: PropertyValues): void {
    const { outcome } = this.cell;
    if ((outcome?.result ?? '') !== this.#result) {
      this.#result = outcome?.result ?? '';
      this.#forget();
      this.source = outcome && resultSource(outcome, this.cell.name ?? 'rows');
      this.#said = '';
    }
    this.#prepareView();
  }

  /** The element of the view, made once for each view, told anew only where something changed. */
  #prepareView(): void {
    const chosen = chosenView(this.cell);
    if (!chosen || !this.source) {
      this.#view = null;
      return;
    }
    const { view, settings } = chosen;
    if (!(this.#view instanceof view.element)) {
      this.#view = document.createElement(view.tag) as ViewElement;
      this.#said = '';
    }
    const said = JSON.stringify([this.#result, view.name, [...settings]]);
    if (said === this.#said) return;
    this.#said = said;
    Object.assign(this.#view, {
      source: this.source,
      settings,
      label: `${view.title} of ${this.cell.label}`,
    });
  }

  #say(name: string, detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  override render(): TemplateResult {
    const { source, cell, chosen } = this;
    const old = cell.state === 'running' || cell.state === 'stale';
    return html`
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')} ${visible(this.problem.message)} ${visible(this.problem.hint ?? '')}</p>` : nothing}
      <div class="rows ${old ? 'old' : ''}" @hunt-pivot=${(e: CustomEvent<ViewEvents['hunt-pivot']>) => this.#menu(e.detail)}>
        ${source ? this.#body(source) : nothing}
        ${
          chosen && source
            ? html`<hunt-record .columns=${source.columns} .row=${chosen.row} .number=${chosen.number} .marked=${chosen.column}
                @hunt-close=${() => this.#closeRecord()} @keydown=${(e: KeyboardEvent) => {
                  if (e.key === 'Escape') this.#closeRecord();
                }}></hunt-record>`
            : nothing
        }
      </div>
      ${this.#filtered()}
      ${this.#selection()}
      <hunt-coverage .coverage=${cell.outcome?.coverage ?? null} @hunt-unparsed=${(e: CustomEvent<{ table: string }>) => this.#unparsed(e.detail.table)}></hunt-coverage>
    `;
  }

  #body(source: ResultSource): TemplateResult {
    if (source.rows === 0)
      return html`<div class="hollow"><p><strong>No rows.</strong> The query ran; nothing matches it.</p></div>`;
    if (this.#view)
      return html`<div class="view-frame"
        @hunt-narrow=${(e: CustomEvent<ViewEvents['hunt-narrow']>) => this.#select(e.detail.kql)}
        @hunt-settings=${(e: CustomEvent<{ settings: ReadonlyMap<string, string> }>) => this.#settings(e.detail.settings)}
      >${this.#view}</div>`;
    return html`<hunt-grid .source=${source} label="Result of ${visible(this.cell.label)}" .styleNonce=${this.#nonce} .settings=${gridSettingsOf(this.cell)}
      @hunt-settings=${(e: CustomEvent<ViewEvents['hunt-settings']>) => this.#settings(e.detail.settings)}
      @hunt-step=${(e: CustomEvent<{ kql: string }>) => this.#say('narrow', e.detail.kql)}
      @hunt-row=${(e: CustomEvent<Chosen>) => {
        this.chosen = e.detail;
      }}
      @hunt-shown=${(
        e: CustomEvent<{ rows: number; filtered: boolean; kql: string; fault: unknown }>,
      ) => {
        this.shown = e.detail.filtered ? e.detail.rows : null;
        this.filters = e.detail.kql;
        this.problem = e.detail.fault === null ? null : problemOf(e.detail.fault);
      }}
      @hunt-copied=${() => this.#sayCopied()}
      @hunt-problem=${(e: CustomEvent<{ error: unknown }>) => {
        this.problem = problemOf(e.detail.error);
      }}></hunt-grid>`;
  }

  /** What can be asked about a value; of one that is shown, but stands in no column, only by itself. */
  #menu({ column, ...told }: ViewEvents['hunt-pivot']): void {
    const columns = this.source?.columns ?? [];
    const own = columns.find(({ name, type }) => name === column.name && type === column.type);
    askPage(this, 'hunt-menu', { ...told, column: own ?? null, columns, cell: this.cell.key });
  }

  /** Rows were selected by a step of KQL: it is asked at once, or offered. */
  #select(step: string): void {
    if (this.direct && step !== '') this.#say('narrow', step);
    else this.step = step;
  }

  #settings(settings: ReadonlyMap<string, string>): void {
    // The view shows them already: the cell's line only has to say so.
    this.#said = JSON.stringify([this.#result, chosenView(this.cell)?.view.name, [...settings]]);
    this.#say('settings', [...settings]);
  }

  #filtered(): TemplateResult {
    const passing =
      this.shown !== null && this.source
        ? `${countText(this.shown)} of ${countText(this.source.rows)} rows pass the filters.`
        : '';
    const said = this.copied ? 'Copied.' : passing;
    return html`<p class="filtered" role="status" ?hidden=${said === ''}>${icon('info')} <span class="step">${said}</span>${
      this.filters !== '' && !this.copied
        ? html`<button class="button small" @click=${() => this.#say('narrow', this.filters)}>${icon('plus')} Ask of these rows</button>`
        : nothing
    }</p>`;
  }

  #selection(): TemplateResult | typeof nothing {
    if (this.step === '') return nothing;
    return html`<p class="filtered selection">
      <span class="step">Selected: <code>${visible(this.step)}</code></span>
      <button class="button" @click=${() => this.#say('narrow', this.step)}>${icon('plus')} Ask of these rows</button>
    </p>`;
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
    if (companion) this.#say('ask', `${kqlName(companion)}\n| take 100`);
  }
}
