import { css, html, LitElement, nothing, type TemplateResult } from 'lit';
import type { ResultCoverage } from '../../base/index.ts';
import { visible } from '../../base/index.ts';
import { defineView, type View } from '../define-view.ts';
import { countText, stampText } from '../value-text.ts';
import { shownZone, ZoneWatch } from '../zone.ts';

type Source = ResultCoverage['sources'][number];

const shownFiles = 200;
const many = (count: number, one: string): string =>
  `${countText(count)} ${one}${count === 1 ? '' : 's'}`;
const span = (s: { from: string; to: string }): string =>
  `${stampText(s.from)} – ${stampText(s.to)} ${shownZone()}`;

/**
 * What the rows of a result stand on, in one line that opens to the details. Fires `hunt-unparsed`
 * with the table whose unparsed rows the reader wants to see.
 */
class Coverage extends LitElement {
  static override properties = { coverage: { attribute: false } };
  static override styles = css`
    :host { display: block; font-size: 12px; color: var(--hunt-muted); background: var(--hunt-bar); border-top: 1px solid var(--hunt-line); }
    details[open] { max-height: 40vh; overflow: auto; }
    summary { display: flex; flex-wrap: wrap; gap: 2px 14px; align-items: baseline; padding: 5px 10px; cursor: pointer; list-style: none; }
    summary::-webkit-details-marker { display: none; }
    summary:focus-visible { outline: 2px solid var(--hunt-focus); outline-offset: -2px; }
    summary::after { content: 'Details'; margin-left: auto; color: var(--hunt-accent); }
    details[open] summary::after { content: 'Less'; }
    strong { color: var(--hunt-text); font-weight: 600; font-variant-numeric: tabular-nums; }
    .warn { color: var(--hunt-warn); }
    .body { padding: 0 10px 10px; display: grid; gap: 8px; }
    ul { margin: 0; padding-left: 18px; }
    h4 { margin: 6px 0 2px; font-size: 12px; color: var(--hunt-text); overflow-wrap: anywhere; }
    p { margin: 0; }
    li { overflow-wrap: anywhere; }
    button { font: inherit; color: var(--hunt-accent); background: none; border: 0; padding: 2px 0; min-height: 24px; text-decoration: underline; cursor: pointer; }
    button:focus-visible { outline: 2px solid var(--hunt-focus); outline-offset: 1px; }
  `;

  declare coverage: ResultCoverage | null;

  constructor() {
    super();
    new ZoneWatch(this);
    this.coverage = null;
  }

  override render(): TemplateResult | typeof nothing {
    const c = this.coverage;
    if (!c) return nothing;
    const unparsed = c.sources.reduce((sum, s) => sum + s.rowsUnparsed, 0);
    const assumed = c.sources.some((s) => s.zone !== null && s.zone !== 'stated');
    const sources = c.sources.map((s) => visible(s.table)).join(', ');
    return html`<details>
      <summary>
        <span><strong>${countText(c.rows)}</strong> ${c.rows === 1 ? 'row' : 'rows'}</span>
        ${c.truncated ? html`<span class="warn">cut short: more rows exist</span>` : nothing}
        ${c.span ? html`<span>${span(c.span)}</span>` : nothing}
        ${sources ? html`<span>from ${sources}</span>` : nothing}
        ${unparsed > 0 ? html`<span class="warn">${many(unparsed, 'row')} not parsed</span>` : nothing}
        ${assumed ? html`<span class="warn">zone assumed UTC</span>` : nothing}
        ${c.notes.length > 0 ? html`<span>${many(c.notes.length, 'note')}</span>` : nothing}
      </summary>
      <div class="body">
        ${c.notes.length > 0 ? html`<ul>${c.notes.map((n) => html`<li>${visible(n)}</li>`)}</ul>` : nothing}
        ${c.sources.map((s) => this.#source(s))}
      </div>
    </details>`;
  }

  #source(s: Source): TemplateResult {
    const zones = {
      stated: 'zone stated',
      'assumed-utc': 'zone assumed UTC',
      mixed: 'zone partly assumed UTC',
    };
    return html`<section>
      <h4>${visible(s.table)}</h4>
      <p>
        ${many(s.rowsRead, 'row')} read${s.timeColumn ? html`, time from ${visible(s.timeColumn)}` : nothing}${s.span ? html`, ${span(s.span)}` : nothing}${s.zone ? html`, ${zones[s.zone]}` : nothing}
        ${
          s.rowsUnparsed > 0
            ? html`<button @click=${() => this.#unparsed(s.table)}>${many(s.rowsUnparsed, 'row')} not parsed: show</button>`
            : nothing
        }
      </p>
      <ul>
        ${s.files.slice(0, shownFiles).map(
          (f) => html`<li>
            ${visible(f.file)} (${visible(f.format)}, ${many(f.rowsRead, 'row')}${f.rowsUnparsed > 0 ? `, ${countText(f.rowsUnparsed)} not parsed` : ''})
            ${f.notes.map((n) => html`<div class="warn">${visible(n)}</div>`)}
          </li>`,
        )}
        ${s.files.length > shownFiles ? html`<li>and ${many(s.files.length - shownFiles, 'more file')}</li>` : nothing}
      </ul>
    </section>`;
  }

  #unparsed(table: string): void {
    this.dispatchEvent(
      new CustomEvent('hunt-unparsed', { detail: { table }, bubbles: true, composed: true }),
    );
  }
}

const coverage: View = defineView({
  tag: 'hunt-coverage',
  about: 'What the rows of a result stand on: sources, span, what is missing.',
  element: Coverage,
});

export default coverage;
