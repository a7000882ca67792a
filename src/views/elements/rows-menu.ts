import { type CSSResultGroup, html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Column, visible } from '../../base/index.ts';
import { defineView, type View } from '../define-view.ts';
import type { GridLayout } from '../grid-layout.ts';
import { gridMenuStyles } from '../grid-menu-styles.ts';
import type { SavedAs } from '../grid-source.ts';
import { countText } from '../value-text.ts';
import { viewStyles } from '../view-styles.ts';

const formats: readonly [SavedAs, string][] = [
  ['csv', 'CSV'],
  ['jsonl', 'JSON lines'],
  ['parquet', 'Parquet'],
];
const mostListed = 500;

/**
 * What can be done with all rows and columns of a grid. Fires `rows-copy`, `rows-save` with a format, `rows-stop`,
 * `rows-unfilter`, and `layout-show` and `layout-pin` with a column and whether it is to be so.
 */
class RowsMenu extends LitElement {
  static override properties = {
    columns: { attribute: false },
    layout: { attribute: false },
    savable: { type: Boolean },
    copied: { type: Number },
    saving: { type: String },
    filtered: { type: Boolean },
    said: { type: String },
    find: { state: true },
  };
  static override styles: CSSResultGroup = [viewStyles, gridMenuStyles];

  declare columns: readonly Column[];
  declare layout: GridLayout;
  declare savable: boolean;
  /** How many rows would be copied. */
  declare copied: number;
  /** The format that is being written; '' for none. */
  declare saving: string;
  declare filtered: boolean;
  declare said: string;
  declare find: string;

  constructor() {
    super();
    this.columns = [];
    this.layout = { shown: [], pinned: [] };
    this.savable = false;
    this.copied = 0;
    this.saving = '';
    this.filtered = false;
    this.said = '';
    this.find = '';
  }

  #say(name: string, detail?: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  override render(): TemplateResult {
    return html`
      <h4>Rows${this.filtered ? ' that pass the filters' : ''}</h4>
      <div class="acts" role="group" aria-label="Copy and save">
        <button @click=${() => this.#say('rows-copy')}>Copy ${countText(this.copied)}</button>
        ${this.savable ? formats.map(([format, title]) => this.#save(format, title)) : nothing}
        ${this.saving === '' ? nothing : html`<button @click=${() => this.#say('rows-stop')}>Stop</button>`}
        ${this.filtered ? html`<button @click=${() => this.#say('rows-unfilter')}>Clear filters</button>` : nothing}
      </div>
      <p role="status">${this.said}</p>
      ${this.#columns()}
    `;
  }

  #save(format: SavedAs, title: string): TemplateResult {
    return html`<button ?disabled=${this.saving !== ''} aria-busy=${this.saving === format} @click=${() => this.#say('rows-save', format)}>${title}</button>`;
  }

  #columns(): TemplateResult {
    const { columns, layout } = this;
    const wanted = this.find.toLowerCase();
    const found = columns.filter(({ name }) => name.toLowerCase().includes(wanted));
    const hidden = columns.length - layout.shown.length;
    return html`
      <h4>Columns ${hidden > 0 ? html`<span>${hidden} hidden</span><button @click=${() => this.#say('layout-show-all')}>Show all</button>` : nothing}</h4>
      ${
        columns.length > 8
          ? html`<input class="find" type="search" aria-label="Find a column" placeholder="Find a column" .value=${this.find} @input=${(
              e: Event,
            ) => {
              this.find = (e.target as HTMLInputElement).value;
            }} />`
          : nothing
      }
      <ul class="columns">${found.slice(0, mostListed).map((column) => this.#column(column))}</ul>
      ${found.length > mostListed ? html`<p>${countText(found.length - mostListed)} more: find them by name.</p>` : nothing}
    `;
  }

  #column(column: Column): TemplateResult {
    const { shown, pinned } = this.layout;
    const isShown = shown.includes(column);
    const isPinned = pinned.includes(column);
    const last = isShown && shown.length === 1;
    return html`<li>
      <label><input type="checkbox" .checked=${isShown} ?disabled=${last} @change=${() => this.#say('layout-show', [column, !isShown])} />
        <span class="name" title=${column.type}>${visible(column.name)}</span></label>
      <button aria-pressed=${isPinned} aria-label="Pin ${visible(column.name)}" @click=${() => this.#say('layout-pin', [column, !isPinned])}>Pin</button>
    </li>`;
  }
}

const rowsMenu: View = defineView({
  tag: 'hunt-rows-menu',
  about: 'What can be done with all rows and columns of a grid.',
  element: RowsMenu,
});

export default rowsMenu;
