import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { HuntListing } from '../../../src/protocol/index.ts';
import { call } from '../client.ts';
import type { HuntDoc } from '../hunt-doc.ts';
import { icon } from '../icon.ts';
import { headingsOf } from '../prose.ts';
import { stampText, visible } from '../text.ts';

const whys: Readonly<Record<HuntListing['why'], string>> = {
  named: 'the folder of the hunt that you named',
  project: 'the folder “hunts” of this project',
  own: 'your data folder; a folder “hunts” where you start the workbench is used instead',
};

/** The hunts there are, and the parts of the open one. Fires `reveal` with the key of a block. */
export class HuntsPanel extends LitElement {
  static override properties = {
    doc: { attribute: false },
    tick: { type: Number },
    list: { state: true },
    making: { state: true },
  };
  declare doc: HuntDoc;
  declare tick: number;
  declare list: HuntListing | null;
  declare making: boolean;
  #listed = '';

  constructor() {
    super();
    this.tick = 0;
    this.list = null;
    this.making = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.refresh();
  }

  protected override updated(): void {
    this.querySelector<HTMLInputElement>('.making input:not(:focus)')?.focus();
    const { name = null, title = null } = this.doc.state ?? {};
    const now = JSON.stringify([name, title]);
    if (now === this.#listed) return;
    this.#listed = now;
    void this.refresh();
  }

  async refresh(): Promise<void> {
    this.list = await call('hunts', {}).catch(() => this.list);
  }

  override render(): TemplateResult {
    return html`${this.#outline()}
      <section class="part" aria-label="Hunts">
        <header><h2>Hunts</h2><button class="button small" @click=${() => {
          this.making = true;
        }}>${icon('plus')} New</button></header>
        ${this.making ? this.#form() : nothing}
        <ul class="hunts">
          ${this.#entry('Scratch', 'one question, not saved', this.doc.state?.kind === 'scratch', () => this.doc.openScratch())}
          ${this.list?.hunts.map(({ name, title, changed }) => this.#entry(title ?? name, `${name} · ${stampText(changed)}`, this.doc.state?.name === name, () => this.doc.open({ name })))}
          ${this.#entry('Tour of the sample', 'comes with Huntbook', this.doc.state?.kind === 'bundled', () => this.doc.open({ bundled: 'tour' }))}
        </ul>
        ${this.list ? html`<p class="quiet kept">Hunts are kept in <code>${visible(this.list.folder)}</code>, ${whys[this.list.why]}.</p>` : nothing}
      </section>`;
  }

  #entry(title: string, about: string, current: boolean, open: () => unknown): TemplateResult {
    return html`<li><button aria-current=${current ? 'true' : nothing} @click=${open}>
      <span class="name">${visible(title)}</span><span class="quiet">${visible(about)}</span>
    </button></li>`;
  }

  #form(): TemplateResult {
    return html`<form class="making" @submit=${(e: Event) => {
      e.preventDefault();
      const title = (e.target as HTMLFormElement).querySelector('input')?.value.trim() ?? '';
      this.making = false;
      if (title !== '') void this.doc.create(title, false);
    }} @keydown=${(e: KeyboardEvent) => {
      if (e.key === 'Escape') this.making = false;
    }}>
      <input aria-label="Title of the new hunt" placeholder="Title of the new hunt" maxlength="200" />
      <button class="button brand" type="submit">Make</button>
    </form>`;
  }

  #outline(): TemplateResult | typeof nothing {
    const { blocks } = this.doc;
    if (blocks.length < 2) return nothing;
    const show = (key: string): void => {
      this.dispatchEvent(new CustomEvent('reveal', { detail: key, bubbles: true }));
    };
    return html`<section class="part" aria-label="Parts of this hunt">
      <header><h2>In this hunt</h2></header>
      <ul class="outline">${blocks.map((block) =>
        block.kind === 'cell'
          ? html`<li><button class="of-cell" @click=${() => show(block.key)}><span class="dot ${block.state}"></span><span class="name">${visible(block.label)}</span><span class="quiet">${block.state === 'new' ? '' : block.state}</span></button></li>`
          : headingsOf(block.text).map(
              ({ level, text }) =>
                html`<li><button class="level${Math.min(level, 3)}" @click=${() => show(block.key)}><span class="name">${text}</span></button></li>`,
            ),
      )}</ul>
    </section>`;
  }
}
