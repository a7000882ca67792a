import { css, html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { type Column, valueText, visible, visibleLines } from '../../base/index.ts';
import { defineView, type View } from '../define-view.ts';
import { askDecoder, type DecodedValue, encodedLooking } from '../encoded-look.ts';
import { longText } from '../value-text.ts';
import { ZoneWatch } from '../zone.ts';

const shownLength = 20_000;
const shownDecoded = 4000;

/**
 * One row as a record: every value in full, each with buttons that copy it and that open its menu; above one that is
 * encoded what it says, where the page answers `hunt-ask-decoder`. Fires `hunt-close`, `hunt-pivot` with a value, and
 * `hunt-decode` with a text that is to be laid open.
 */
class HuntRecord extends LitElement {
  static override properties = {
    columns: { attribute: false },
    row: { attribute: false },
    number: { type: Number },
    marked: { type: Number },
    decoded: { state: true },
    copied: { state: true },
    empties: { state: true },
  };
  static override styles = css`
    :host { display: flex; flex-direction: column; min-height: 0; background: var(--hunt-panel); container-type: inline-size; }
    header { display: flex; gap: 4px; align-items: center; min-height: 30px; padding: 2px 6px 2px 10px; border-bottom: 1px solid var(--hunt-line); background: var(--hunt-bar); }
    h3 { flex: 1; margin: 0; font-size: 12px; font-weight: 600; white-space: nowrap; }
    dl { flex: 1; overflow: auto; margin: 0; padding: 2px 0 12px; font-size: 12px; line-height: 1.5; }
    dl:focus-visible { outline: 2px solid var(--hunt-focus); outline-offset: -2px; }
    .field { position: relative; padding: 3px 10px; border-bottom: 1px solid var(--hunt-faint); }
    .field[aria-current] { box-shadow: inset 2px 0 var(--hunt-accent); }
    .field:hover { background: var(--hunt-stripe); }
    dt { min-width: 0; }
    .name { color: var(--hunt-muted); font-weight: 600; overflow-wrap: anywhere; }
    dd { margin: 0; font-family: var(--hunt-mono); white-space: pre-wrap; overflow-wrap: anywhere; user-select: text; }
    .none { color: var(--hunt-muted); font-style: italic; font-family: var(--hunt-sans); }
    button { font: inherit; font-size: 11px; color: var(--hunt-accent); background: none; border: 1px solid transparent; border-radius: 4px; padding: 2px 6px; cursor: pointer; min-height: 24px; min-width: 24px; }
    button:hover { background: var(--hunt-hover); }
    button[aria-pressed='true'] { border-color: var(--hunt-accent); }
    button:focus-visible { outline: 2px solid var(--hunt-focus); outline-offset: 1px; }
    .decoded { margin: 1px 0 4px; padding: 0 0 1px 8px; border-left: 2px solid var(--hunt-accent); }
    .decoded .how { display: flex; white-space: normal; flex-wrap: wrap; align-items: center; gap: 0 8px; color: var(--hunt-muted); font-family: var(--hunt-sans); font-size: 11px; }
    .acts { position: absolute; top: 1px; right: 6px; display: flex; gap: 3px; opacity: 0; }
    .acts button { background: var(--hunt-panel); border-color: var(--hunt-line); }
    .field:hover .acts, .field:focus-within .acts { opacity: 1; }
    @media (hover: none) { .acts { opacity: 1; } }
    @container (min-width: 400px) {
      .field { display: grid; grid-template-columns: minmax(110px, 32%) minmax(0, 1fr); gap: 10px; }
    }
  `;

  declare columns: readonly Column[];
  declare row: readonly unknown[] | null;
  declare number: number;
  /** The place of the value that the reader came for; -1 for none. */
  declare marked: number;
  declare decoded: ReadonlyMap<number, DecodedValue>;
  declare copied: string;
  declare empties: boolean;
  #asking: AbortController | null = null;

  constructor() {
    super();
    new ZoneWatch(this);
    this.columns = [];
    this.row = null;
    this.number = 0;
    this.marked = -1;
    this.decoded = new Map();
    this.copied = '';
    this.empties = false;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('row')) void this.#decode();
  }

  protected override updated(changed: PropertyValues<this>): void {
    if (!changed.has('row') && !changed.has('marked')) return;
    this.renderRoot.querySelector('[aria-current]')?.scrollIntoView({ block: 'nearest' });
  }

  /** Ask what is encoded; a record that nobody answers about is one without. */
  async #decode(): Promise<void> {
    this.#asking?.abort();
    this.decoded = new Map();
    const texts = encodedLooking(this.row ?? []);
    if (texts.size === 0) return;
    const asking = new AbortController();
    this.#asking = asking;
    try {
      const answers = await askDecoder(this, [...texts.values()], asking.signal);
      if (asking.signal.aborted) return;
      const places = [...texts.keys()];
      this.decoded = new Map(
        answers.flatMap((answer, i) => (answer ? [[places[i] ?? -1, answer] as const] : [])),
      );
    } catch {
      // The values stand there as they are; the decoder itself says what is wrong with it.
    }
  }

  async #copy(text: string, what: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.copied = what;
  }

  #pivot(column: Column, value: unknown, from: Element): void {
    const { left: x, bottom: y } = from.getBoundingClientRect();
    const detail = { value, column, x, y };
    this.dispatchEvent(new CustomEvent('hunt-pivot', { detail, bubbles: true, composed: true }));
  }

  #json(): string {
    const entries = this.columns.map((c, i): [string, unknown] => [c.name, this.row?.[i] ?? null]);
    return JSON.stringify(Object.fromEntries(entries), null, 2);
  }

  override render(): TemplateResult {
    const hollow = this.columns.filter((_, i) => valueText(this.row?.[i]) === '').length;
    return html`
      <header>
        <h3>Row ${this.number.toLocaleString('en-US')}</h3>
${
  hollow === 0
    ? nothing
    : html`<button aria-pressed=${this.empties} @click=${() => {
        this.empties = !this.empties;
      }}>Show ${hollow} empty</button>`
}
        <button @click=${() => this.#copy(this.#json(), 'row')}>
          ${this.copied === 'row' ? 'Copied' : 'Copy row'}
        </button>
        <button aria-label="Close the record" @click=${() =>
          this.dispatchEvent(new CustomEvent('hunt-close', { bubbles: true, composed: true }))}>
          Close
        </button>
      </header>
      <dl tabindex="0" aria-label="Values of the row">${this.columns.map((c, i) => this.#field(c, i))}</dl>
    `;
  }

  #said(index: number, given: string): TemplateResult | typeof nothing {
    const said = this.decoded.get(index);
    if (!said) return nothing;
    const more = said.text.length - shownDecoded;
    const open = (): void => {
      const detail = { text: given };
      this.dispatchEvent(new CustomEvent('hunt-decode', { detail, bubbles: true, composed: true }));
    };
    const text = visibleLines(said.text.slice(0, shownDecoded).replaceAll('\r\n', '\n'));
    const rest = more > 0 ? html`<span class="none"> … ${more} more characters</span>` : nothing;
    // Blanks count here: what stands between the tags is shown.
    return html`<div class="decoded"><span class="how">Decoded: ${visible(said.methods.join(', '))}<button @click=${open}>Open in the decoder</button></span>${text}${rest}</div>`;
  }

  #field(column: Column, index: number): TemplateResult | typeof nothing {
    const value = this.row?.[index];
    const text = valueText(value);
    if (text === '' && !this.empties) return nothing;
    const long = longText(value, column.type);
    const cut = long.length > shownLength;
    const shown = visibleLines(cut ? long.slice(0, shownLength) : long);
    return html`<div class="field" aria-current=${index === this.marked ? 'true' : nothing}>
      <dt>
        <span class="name" title=${column.type}>${visible(column.name)}</span>
        <span class="acts">
          <button aria-label="Copy ${visible(column.name)}" @click=${() => this.#copy(text, column.name)}>
            ${this.copied === column.name ? 'Copied' : 'Copy'}
          </button>
          <button aria-label="Ask about ${visible(column.name)}" aria-haspopup="menu" title="What can be asked about this value" @click=${(e: Event) => this.#pivot(column, value, e.currentTarget as Element)}>Ask</button>
        </span>
      </dt>
      <dd>${this.#said(index, text)}${
        text === '' ? html`<span class="none">${value === '' ? 'empty' : 'null'}</span>` : shown
      }${cut ? html`<span class="none"> … ${long.length - shownLength} more characters; copy to get them</span>` : nothing}</dd>
    </div>`;
  }
}

const record: View = defineView({
  tag: 'hunt-record',
  about: 'One row in full, as a readable record.',
  element: HuntRecord,
});

export default record;
