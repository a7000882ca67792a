import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyDeclarations,
  type PropertyValues,
  type TemplateResult,
} from 'lit';
import { type Colours, type Column, visible } from '../base/index.ts';
import { copyPicture, copyText, tabbedText } from './copy.ts';
import { type Failure, failureOf } from './failure.ts';
import { ThemeColours } from './theme-colours.ts';
import { cellText, countText } from './value-text.ts';
import type { Ask, ViewAnswer, ViewSource } from './view-source.ts';
import { viewStyles } from './view-styles.ts';
import { ZoneWatch } from './zone.ts';

/** What a view says to the page around it, by the names of its events; all bubble and leave shadow trees. */
export interface ViewEvents {
  /** Rows were selected: the step of KQL that keeps them, '' where nothing is selected any more. */
  'hunt-narrow': { kql: string };
  /** The reader changed how the rows are shown: all settings, as the line of a cell has them. */
  'hunt-settings': { settings: ReadonlyMap<string, string> };
  /**
   * The reader wants to know more about a value. `x` and `y` are where, in pixels of the window; `kind` is the kind of
   * entity that the rows say it is; `within` where it is only part of what the column has.
   */
  'hunt-pivot': {
    value: unknown;
    column: Column;
    x: number;
    y: number;
    kind?: string;
    within?: boolean;
  };
  /** Something was put on the clipboard, or handed over as a file. */
  'hunt-copied': { what: 'image' | 'data'; how: 'copied' | 'saved' };
}

const listedRows = 500;
const icon = (path: string): TemplateResult =>
  html`<svg viewBox="0 0 16 16" width="15" height="15" aria-hidden="true" fill="none" stroke="currentColor" stroke-width="1.3" stroke-linejoin="round"><path d=${path}></path></svg>`;
const tableIcon = icon('M2 3h12v10H2zM2 6.5h12M2 9.8h12M6.5 6.5V13');
const imageIcon = icon('M2 3h12v10H2zM2 11l3.5-3.5 3 3L11 8l3 3M5.6 5.6v.1');
const dataIcon = icon('M5.5 5.5h8v8h-8zM5.5 10.5h-3v-8h8v3');

/**
 * What every view of a result has: a source that it asks, settings, a name for the screen reader, states, colours,
 * and ways to copy what it shows. A view says what it asks (`load`), how that looks (`picture`), and what it holds
 * (`shown`, `image`).
 */
export abstract class ViewElement extends LitElement {
  static override properties: PropertyDeclarations = {
    source: { attribute: false },
    settings: { attribute: false },
    label: { type: String },
    phase: { state: true },
    failure: { state: true },
    listed: { state: true },
    said: { state: true },
  };
  static override styles: CSSResultGroup = viewStyles;

  /** Whose rows are shown; null for none yet. */
  declare source: ViewSource | null;
  /** What the view is told, as the line of a hunt's cell has it. */
  declare settings: ReadonlyMap<string, string>;
  /** What is shown, for those who do not see it. */
  declare label: string;
  declare protected phase: 'idle' | 'loading' | 'ready' | 'failed';
  declare protected failure: Failure | null;
  declare protected listed: boolean;
  declare protected said: string;
  readonly #theme = new ThemeColours(this, () => this.recolour());
  #asking: AbortController | null = null;
  /** Whether there is a picture, that stays while something finer is asked for. */
  #pictured = false;

  constructor() {
    super();
    this.source = null;
    this.settings = new Map();
    this.label = '';
    this.phase = 'idle';
    this.failure = null;
    this.listed = false;
    this.said = '';
    new ZoneWatch(this, () => {
      this.recolour();
      this.requestUpdate();
    });
  }

  /** Ask for what is to be shown first; called for each new source or settings. What it throws is shown. */
  protected abstract load(source: ViewSource, ask: Ask): Promise<void>;
  /** The picture, once something is there to show. */
  protected abstract picture(): TemplateResult | typeof nothing;
  /** What the picture tells, as rows: shown as a table on demand, and copied. */
  protected abstract shown(): ViewAnswer;
  /** The picture as a PNG. */
  abstract image(): Promise<Blob>;

  /** What stands at the left of the bar. */
  protected controls(): TemplateResult | typeof nothing {
    return nothing;
  }

  /** Why there is nothing to see though there are rows; null where there is. */
  protected hollow(): string | null {
    return null;
  }

  /** The page turned dark or light, or shows times in another zone. */
  protected recolour(): void {
    this.requestUpdate();
  }

  /** The page's colours of now. */
  protected get colours(): Colours {
    return this.#theme.now;
  }

  /** Do work that asks: what was asked before is dropped, waiting and failing are shown. */
  protected async during(work: (ask: Ask) => Promise<void>): Promise<void> {
    this.#asking?.abort();
    const asking = new AbortController();
    const { signal } = asking;
    this.#asking = asking;
    const { source } = this;
    if (!source) return;
    this.phase = 'loading';
    this.failure = null;
    try {
      await work(async (kql, limit) => {
        const answer = await source.ask(kql, { signal, ...(limit === undefined ? {} : { limit }) });
        signal.throwIfAborted();
        return answer;
      });
      if (asking !== this.#asking) return;
      this.#pictured = true;
      this.phase = 'ready';
    } catch (error) {
      if (asking !== this.#asking) return;
      this.failure = failureOf(error);
      this.phase = 'failed';
    }
  }

  /** Tell the page around. */
  protected tell<K extends keyof ViewEvents>(name: K, detail: ViewEvents[K]): void {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }

  /** Change one setting, and tell. An empty text takes it away. */
  protected change(name: string, value: string): void {
    const settings = new Map(this.settings);
    if (value === '') settings.delete(name);
    else settings.set(name, value);
    this.settings = settings;
    this.tell('hunt-settings', { settings });
  }

  /** Put the picture on the clipboard. */
  async copyImage(): Promise<void> {
    const how = await copyPicture(await this.image(), this.#fileName());
    this.said = how === 'copied' ? 'Image copied.' : 'Image saved.';
    this.tell('hunt-copied', { what: 'image', how });
  }

  /** Put what the picture shows on the clipboard, as text with tabs. */
  async copyData(): Promise<void> {
    const how = await copyText(tabbedText(this.shown()), this.#fileName());
    this.said = how === 'copied' ? 'Data copied.' : 'Data saved.';
    this.tell('hunt-copied', { what: 'data', how });
  }

  #fileName(): string {
    return this.label.replace(/[^\p{L}\p{N} _.-]+/gu, '_').slice(0, 60) || 'view';
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has('source') && !changed.has('settings')) return;
    const { source } = this;
    if (changed.has('source')) this.#pictured = false;
    if (!source) this.phase = 'idle';
    else if (source.rows === 0) this.phase = 'ready';
    else void this.during((ask) => this.load(source, ask));
  }

  override connectedCallback(): void {
    super.connectedCallback();
    // It was taken out of the page while it waited.
    if (this.phase === 'loading' && this.#asking === null) this.#again();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
    this.#asking = null;
  }

  override render(): TemplateResult {
    const { phase, source } = this;
    const none = !source || source.rows === 0;
    const hollow = none ? 'No rows to show.' : phase === 'ready' ? this.hollow() : null;
    const steered = !none && this.#pictured && hollow === null;
    const pictured = steered && phase !== 'failed';
    return html`<section class="view" aria-label=${visible(this.label) || nothing} aria-busy=${phase === 'loading'}>
      <div class="bar">${steered ? this.controls() : nothing}<span class="gap"></span>${pictured ? this.#acts() : nothing}</div>
      <div class="stage">
        ${!pictured ? nothing : this.listed ? this.#list() : this.picture()}
        ${this.#state(hollow)}
      </div>
      <p class="unseen" role="status">${this.said}</p>
    </section>`;
  }

  #acts(): TemplateResult {
    const toggle = (): void => {
      this.listed = !this.listed;
    };
    return html`<span class="acts">
      <button title="As table" aria-label="As table" aria-pressed=${this.listed} @click=${toggle}>${tableIcon}</button>
      ${this.listed ? nothing : html`<button title="Copy image" aria-label="Copy image" @click=${() => this.copyImage()}>${imageIcon}</button>`}
      <button title="Copy data" aria-label="Copy data" @click=${() => this.copyData()}>${dataIcon}</button>
    </span>`;
  }

  #state(hollow: string | null): TemplateResult | typeof nothing {
    const { failure, phase } = this;
    if (phase === 'failed' && failure)
      return html`<div class="over solid" role="alert">
        <strong>${visible(failure.message)}</strong>
        ${failure.hint ? html`<span class="hint">${visible(failure.hint)}</span>` : nothing}
        ${failure.again ? html`<button class="strong" @click=${() => this.#again()}>Try again</button>` : nothing}
      </div>`;
    if (hollow !== null) return html`<div class="over solid">${hollow}</div>`;
    return phase === 'loading'
      ? html`<div class="over waiting ${this.#pictured ? 'corner' : ''}">Loading…</div>`
      : nothing;
  }

  #again(): void {
    const { source } = this;
    if (source) void this.during((ask) => this.load(source, ask));
  }

  #list(): TemplateResult {
    const { columns, rows, total } = this.shown();
    const numeric = columns.map((c) => ['int', 'long', 'real', 'decimal'].includes(c.type));
    return html`<div class="rows" tabindex="0" role="region" aria-label="What is shown, as a table">
      <table>
        <thead><tr>${columns.map((c) => html`<th scope="col">${visible(c.name)}</th>`)}</tr></thead>
        <tbody>${rows
          .slice(0, listedRows)
          .map(
            (row) =>
              html`<tr>${columns.map((c, i) => html`<td class=${numeric[i] ? 'number' : ''}>${visible(cellText(row[i], c.type).slice(0, 500))}</td>`)}</tr>`,
          )}</tbody>
      </table>
      ${total > listedRows ? html`<p class="bar">The first ${countText(listedRows)} of ${countText(total)} rows. Copy the data to have ${rows.length === total ? 'all' : countText(rows.length)}.</p>` : nothing}
    </div>`;
  }
}
