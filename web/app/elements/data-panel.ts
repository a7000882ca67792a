import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { HuntState, TableSummary } from '../../../src/protocol/index.ts';
import { icon } from '../icon.ts';
import { kqlName } from '../kql-name.ts';
import { countText, many, stampText, visible } from '../text.ts';

/**
 * The open tables, each opening to its columns and files. Fires `insert` with text for the editor and
 * `ask` with a whole query.
 */
export class DataPanel extends LitElement {
  static override properties = {
    state: { attribute: false },
    tick: { type: Number },
    needle: { state: true },
  };
  declare state: HuntState;
  declare tick: number;
  declare needle: string;

  constructor() {
    super();
    this.tick = 0;
    this.needle = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #say(name: 'insert' | 'ask', text: string): void {
    this.dispatchEvent(new CustomEvent(name, { detail: text, bubbles: true }));
  }

  #shown(): TableSummary[] {
    const needle = this.needle.toLowerCase();
    return this.state.tables.filter(
      (t) =>
        t.name.toLowerCase().includes(needle) ||
        t.columns.some((c) => c.name.toLowerCase().includes(needle)),
    );
  }

  override render(): TemplateResult {
    const { tables, opening } = this.state;
    if (tables.length === 0)
      return html`<p class="empty">${opening ? 'Reading…' : 'Nothing is open yet.'}</p>`;
    const shown = this.#shown();
    return html`
      <div class="find">
        <label class="unseen" for="find-table">Find a table or column</label>
        <input id="find-table" type="search" placeholder="Find a table or column" autocomplete="off" spellcheck="false"
          .value=${this.needle} @input=${(e: InputEvent) => {
            this.needle = (e.target as HTMLInputElement).value;
          }} />
      </div>
      <ul class="tables">
        ${shown.map((t) => html`<li>${this.#table(t)}</li>`)}
      </ul>
      ${shown.length === 0 ? html`<p class="empty">No table or column has that name.</p>` : nothing}
    `;
  }

  #table(table: TableSummary): TemplateResult {
    const { name, coverage } = table;
    const span = coverage.span;
    return html`
      <details ?open=${this.needle !== '' && !name.toLowerCase().includes(this.needle.toLowerCase())}>
        <summary title=${visible(name)}>
          ${icon('chevron-right')}
          <span class="name">${visible(name)}</span>
          ${this.#mark(table)}
          <span class="count" title="${countText(coverage.rowsRead)} rows">${countText(coverage.rowsRead)}</span>
        </summary>
        <div class="about">
          ${
            span
              ? html`<p>${stampText(span.from)} – ${stampText(span.to)}${coverage.zone === 'stated' ? nothing : html` <span class="warn">zone assumed</span>`}</p>`
              : nothing
          }
          <p title=${coverage.files
            .map((f) => visible(f.file))
            .slice(0, 50)
            .join('\n')}>
            ${many(coverage.files.length, 'file')}${coverage.files.length === 1 ? `: ${visible(coverage.files[0]?.file ?? '')}` : ''}
          </p>
          ${this.#unparsed(table)}
          <p class="acts">
            <button class="link" @click=${() => this.#say('ask', `${kqlName(name)}\n| take 100`)}>Show rows</button>
            <button class="link" @click=${() => this.#say('insert', kqlName(name))}>Insert name</button>
          </p>
        </div>
        <ul class="columns" aria-label="Columns of ${visible(name)}">
          ${table.columns.map(
            (c) => html`<li>
              <button title="Insert ${visible(c.name)}" @click=${() => this.#say('insert', kqlName(c.name))}>
                <span class="name">${visible(c.name)}</span>
                <span class="type">${c.type}</span>
                ${c.name === coverage.timeColumn ? html`<span class="unseen">, the time column</span>` : nothing}
              </button>
            </li>`,
          )}
        </ul>
      </details>
    `;
  }

  /** A sign beside the name of a table from which rows are missing, so that it is seen while closed. */
  #mark({ coverage }: TableSummary): TemplateResult | typeof nothing {
    if (coverage.rowsUnparsed === 0) return nothing;
    const text = `${many(coverage.rowsUnparsed, 'row')} not parsed`;
    return html`<span class="warn" title=${text}>${icon('warning')}<span class="unseen">${text}</span></span>`;
  }

  #unparsed(table: TableSummary): TemplateResult | typeof nothing {
    const { rowsUnparsed } = table.coverage;
    const companion = table.unparsedTable;
    if (rowsUnparsed === 0) return nothing;
    const text = `${many(rowsUnparsed, 'row')} not parsed`;
    return html`<p class="warn">${
      companion === null
        ? text
        : html`<button class="link warn" @click=${() => this.#say('ask', `${kqlName(companion)}\n| take 100`)}>${icon('warning')} ${text}</button>`
    }</p>`;
  }
}
