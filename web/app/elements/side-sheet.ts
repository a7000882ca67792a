import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Sheet } from '../acts.ts';
import { icon } from '../icon.ts';
import { visible } from '../text.ts';

/**
 * What stands beside the hunt at the right: one element at a time, with the way back to those before it. It takes the
 * focus when it opens, and gives it back when it closes (Escape). Fires `sheet-closed`.
 */
export class SideSheet extends LitElement {
  static override properties = { sheets: { state: true } };
  declare sheets: readonly Sheet[];
  #shown: Sheet | null = null;
  #element: HTMLElement | null = null;
  #before: HTMLElement | null = null;

  constructor() {
    super();
    this.sheets = [];
    this.addEventListener('keydown', (event) => {
      if (event.key !== 'Escape' || event.defaultPrevented) return;
      event.stopPropagation();
      this.close();
    });
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Show an element; where one of its kind is shown already, in its place. */
  show(sheet: Sheet): void {
    if (this.sheets.length === 0) this.#before = document.activeElement as HTMLElement | null;
    const top = this.sheets.at(-1);
    const same = (): boolean =>
      JSON.stringify(top?.properties) === JSON.stringify(sheet.properties);
    const instead = top?.tag === sheet.tag && (!sheet.above || same());
    const kept = instead ? this.sheets.slice(0, -1) : this.sheets;
    this.sheets = [...kept.slice(-19), sheet];
    void this.updateComplete.then(() => this.querySelector<HTMLElement>('.sheet')?.focus());
  }

  close(): void {
    this.sheets = [];
    this.dispatchEvent(new CustomEvent('sheet-closed', { bubbles: true }));
    if (this.#before?.isConnected) this.#before.focus();
  }

  #content(sheet: Sheet): HTMLElement {
    if (this.#shown !== sheet || !this.#element) {
      this.#shown = sheet;
      this.#element = Object.assign(document.createElement(sheet.tag), sheet.properties);
    }
    return this.#element;
  }

  override render(): TemplateResult | typeof nothing {
    const sheet = this.sheets.at(-1);
    if (!sheet) return nothing;
    return html`<aside class="sheet" aria-label=${visible(sheet.title)} tabindex="-1">
      <header>
        ${
          this.sheets.length > 1
            ? html`<button class="button plain" aria-label="Back" title="Back" @click=${() => {
                this.sheets = this.sheets.slice(0, -1);
              }}>${icon('chevron-left')}</button>`
            : nothing
        }
        <h2>${visible(sheet.title)}</h2>
        <button class="button plain" aria-label="Close" title="Close (Escape)" @click=${() => this.close()}>${icon('xmark')}</button>
      </header>
      <div class="sheet-body">${this.#content(sheet)}</div>
    </aside>`;
  }
}
