import { html, LitElement, type PropertyValues, type TemplateResult } from 'lit';
import type { HuntProse } from '../../../src/protocol/index.ts';
import { icon } from '../icon.ts';
import { proseOf } from '../prose.ts';

/** Prose of a hunt: read as it is set, written as Markdown. Fires `hunt-edit` and `block-act`. */
export class HuntProseElement extends LitElement {
  static override properties = {
    prose: { attribute: false },
    editing: { type: Boolean },
  };
  declare prose: HuntProse;
  declare editing: boolean;

  constructor() {
    super();
    this.editing = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(changed: PropertyValues): void {
    if (!changed.has('editing') || !this.editing) return;
    const area = this.querySelector('textarea');
    if (!area) return;
    area.focus();
    this.#grow(area);
  }

  #grow(area: HTMLTextAreaElement): void {
    area.style.height = 'auto';
    area.style.height = `${area.scrollHeight + 4}px`;
  }

  #done(text: string): void {
    if (!this.editing) return;
    this.editing = false;
    if (text.trim() === this.prose.text.trim()) return;
    const detail = { kind: 'prose', block: this.prose.key, text };
    this.dispatchEvent(new CustomEvent('hunt-edit', { detail, bubbles: true }));
  }

  override render(): TemplateResult {
    const { text } = this.prose;
    if (this.editing)
      return html`<textarea class="prose-text" aria-label="Text, in Markdown" spellcheck="true" .value=${text.trim()}
        @input=${(e: Event) => this.#grow(e.target as HTMLTextAreaElement)}
        @blur=${(e: Event) => this.#done((e.target as HTMLTextAreaElement).value)}
        @keydown=${(e: KeyboardEvent) => {
          e.stopPropagation();
          const ends = e.key === 'Escape' || (e.key === 'Enter' && (e.ctrlKey || e.shiftKey));
          if (!ends) return;
          e.preventDefault();
          this.#done((e.target as HTMLTextAreaElement).value);
          this.closest<HTMLElement>('.block')?.querySelector<HTMLElement>('.prose')?.focus();
        }}></textarea>`;
    return html`<section class="prose" tabindex="-1" aria-label="Text" @dblclick=${() => {
      this.editing = true;
    }}>
      ${proseOf(text)}
      <button class="button plain small edit-prose" aria-label="Edit the text" title="Edit the text" @click=${() => {
        this.editing = true;
      }}>${icon('pen')}</button>
    </section>`;
  }
}
