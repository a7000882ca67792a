import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type PaletteItem, rankItems } from '../palette.ts';
import { farItems, nearItems, type Page } from '../palette-items.ts';
import { visible } from '../text.ts';

const shown = 60;

/** One field from which everything can be done and gone to. Escape closes it and gives the focus back. */
export class CommandPalette extends LitElement {
  static override properties = {
    items: { state: true },
    typed: { state: true },
    at: { state: true },
    waits: { state: true },
  };
  declare items: readonly PaletteItem[];
  declare typed: string;
  /** The place of the item that Enter takes. */
  declare at: number;
  declare waits: boolean;

  constructor() {
    super();
    this.items = [];
    this.typed = '';
    this.at = 0;
    this.waits = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #dialog(): HTMLDialogElement | null {
    return this.querySelector('dialog');
  }

  /** Open it over the page. */
  async show(page: Page): Promise<void> {
    const dialog = this.#dialog;
    if (!dialog || dialog.open) return;
    Object.assign(this, { items: nearItems(page), typed: '', at: 0, waits: true });
    dialog.showModal();
    const far = await farItems(page);
    this.items = [...this.items, ...far];
    this.waits = false;
  }

  #take(item: PaletteItem | undefined): void {
    if (!item) return;
    this.#dialog?.close();
    void item.run();
  }

  #onKey(event: KeyboardEvent, found: readonly PaletteItem[]): void {
    const last = found.length - 1;
    const steps: Record<string, number> = {
      ArrowDown: this.at >= last ? 0 : this.at + 1,
      ArrowUp: this.at <= 0 ? last : this.at - 1,
      PageDown: Math.min(last, this.at + 10),
      PageUp: Math.max(0, this.at - 10),
    };
    const to = steps[event.key];
    if (to !== undefined) this.at = Math.max(0, to);
    else if (event.key === 'Enter' && !event.isComposing) this.#take(found[this.at]);
    else return;
    event.preventDefault();
  }

  protected override updated(): void {
    this.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: 'nearest' });
  }

  override render(): TemplateResult {
    const found = rankItems(this.items, this.typed, shown);
    return html`<dialog class="palette" aria-label="Commands" @click=${(e: Event) => {
      if (e.target === this.#dialog) this.#dialog?.close();
    }} @close=${() => {
      this.items = [];
    }}>
      <input id="palette-field" type="text" role="combobox" aria-label="Do or find anything" aria-expanded="true" aria-autocomplete="list"
        aria-controls="palette-list" aria-activedescendant=${found.length > 0 ? `palette-${this.at}` : nothing}
        placeholder="Do or find anything" autocomplete="off" spellcheck="false" maxlength="300" .value=${this.typed}
        @input=${(e: InputEvent) => {
          this.typed = (e.target as HTMLInputElement).value;
          this.at = 0;
        }} @keydown=${(e: KeyboardEvent) => this.#onKey(e, found)} />
      <ul id="palette-list" role="listbox" aria-label="Commands, tables, hunts, queries and functions">${found.map((item, i) => this.#item(item, i))}</ul>
      ${found.length === 0 ? html`<p class="quiet" role="status">${this.waits ? 'Looking…' : 'Nothing has these words.'}</p>` : nothing}
    </dialog>`;
  }

  #item(item: PaletteItem, i: number): TemplateResult {
    const { kind, title, about, keys } = item;
    return html`<li id="palette-${i}" role="option" aria-selected=${i === this.at} @click=${() => this.#take(item)}>
      <span class="name">${visible(title)}</span>
      <span class="quiet about">${visible(about)}</span>
      ${keys ? html`<kbd>${keys}</kbd>` : nothing}<span class="kind">${kind}</span>
    </li>`;
  }
}
