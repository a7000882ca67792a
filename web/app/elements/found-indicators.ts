import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { TextIndicator, WouldSend } from '../../../src/protocol/index.ts';
import { call, problemOf } from '../client.ts';
import { lookedUp } from '../decoding.ts';
import { icon } from '../icon.ts';
import { countText, many, visible } from '../text.ts';

/** Indicators to choose of; before they are looked up it says to whom they would be sent. Fires `look-up` with the chosen. */
export class FoundIndicators extends LitElement {
  static override properties = {
    indicators: { attribute: false },
    more: { type: Number },
    chosen: { state: true },
    parties: { state: true },
    problem: { state: true },
    said: { state: true },
  };
  declare indicators: readonly TextIndicator[];
  /** How many there are beside. */
  declare more: number;
  declare chosen: ReadonlySet<string>;
  /** Who would get the chosen; null until it is known. */
  declare parties: readonly WouldSend[] | null;
  declare problem: string;
  declare said: string;
  #asked = 0;

  constructor() {
    super();
    this.indicators = [];
    this.more = 0;
    this.chosen = new Set();
    this.parties = null;
    this.problem = '';
    this.said = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('indicators')) return;
    const there = new Set(this.indicators.map(({ value }) => value));
    void this.#choose([...this.chosen].filter((value) => there.has(value)));
  }

  async #choose(values: readonly string[]): Promise<void> {
    this.chosen = new Set(values);
    this.parties = null;
    this.problem = '';
    const asked = ++this.#asked;
    if (values.length === 0) return;
    try {
      const { parties } = await call('wouldSend', {
        tool: 'ti_lookup',
        values: values.slice(0, 200),
      });
      if (asked === this.#asked) this.parties = parties;
    } catch (error) {
      if (asked === this.#asked) this.problem = problemOf(error).message;
    }
  }

  #toggle(value: string): void {
    const chosen = new Set(this.chosen);
    if (!chosen.delete(value)) chosen.add(value);
    void this.#choose([...chosen]);
  }

  async #copy(): Promise<void> {
    const some = this.indicators.filter(({ value }) => this.chosen.has(value));
    const all = some.length > 0 ? some : this.indicators;
    await navigator.clipboard.writeText(all.map(({ defanged }) => `${defanged}\n`).join(''));
    this.said = `${many(all.length, 'indicator')} copied, defanged.`;
  }

  override render(): TemplateResult | typeof nothing {
    if (this.indicators.length === 0) return nothing;
    const asking = this.indicators.filter(({ type }) => lookedUp.has(type));
    const all = asking.length > 0 && asking.every(({ value }) => this.chosen.has(value));
    return html`<div class="line">
        <label><input type="checkbox" .checked=${all} ?disabled=${asking.length === 0} @change=${() =>
          this.#choose(
            all ? [] : asking.slice(0, 200).map(({ value }) => value),
          )} /> All that can be looked up</label>
        <span class="gap"></span>
        <button class="button small" @click=${() => this.#copy()}>Copy defanged</button>
      </div>
      <ul class="indicators">${this.indicators.map((one) => this.#one(one))}</ul>
      ${this.more > 0 ? html`<p class="none">${countText(this.more)} more.</p>` : nothing}
      ${this.#sending()}
      <p class="unseen" role="status">${this.said}</p>`;
  }

  #one({ type, value, defanged, hidden }: TextIndicator): TemplateResult {
    const shown = visible(defanged.slice(0, 500));
    const name = html`<span class="kind">${type.replaceAll('_', ' ')}</span><code>${shown}</code>${hidden ? html`<span class="tag">hidden</span>` : nothing}`;
    if (!lookedUp.has(type)) return html`<li><span class="no-box"></span>${name}</li>`;
    return html`<li><label><input type="checkbox" .checked=${this.chosen.has(value)} @change=${() => this.#toggle(value)} />${name}</label></li>`;
  }

  #sending(): TemplateResult | typeof nothing {
    if (this.chosen.size === 0) return nothing;
    const { parties } = this;
    const asked = (parties ?? []).filter(({ sent, known }) => sent.length + known > 0);
    return html`<div class="sending" role="status">
      ${this.problem ? html`<p class="warn">${visible(this.problem)}</p>` : nothing}
      ${
        parties === null
          ? nothing
          : asked.length === 0
            ? html`<p>Nothing would be sent: no source that is set up takes these.</p>`
            : html`<ul>${asked.map(
                ({ to, sent, known }) =>
                  html`<li>${many(sent.length, 'value')} would go to <strong>${visible(to || 'nobody: the source is on this computer')}</strong>${known > 0 ? html` <span class="quiet">(${many(known, 'answer')} at hand)</span>` : nothing}</li>`,
              )}</ul>`
      }
      <button class="button brand small" @click=${() => this.dispatchEvent(new CustomEvent('look-up', { detail: [...this.chosen], bubbles: true }))}>${icon('plus')} Look up ${countText(this.chosen.size)} in a cell</button>
    </div>`;
  }
}
