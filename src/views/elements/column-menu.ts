import {
  type CSSResultGroup,
  html,
  LitElement,
  nothing,
  type PropertyValues,
  svg,
  type TemplateResult,
} from 'lit';
import { type Column, visible } from '../../base/index.ts';
import {
  type ColumnFacts,
  factsOf,
  factsQuestion,
  type Histogram,
  histogramOf,
  histogramQuestion,
  topQuestion,
} from '../column-profile.ts';
import { defineView, type View } from '../define-view.ts';
import { failureOf } from '../failure.ts';
import { gridMenuStyles } from '../grid-menu-styles.ts';
import type { GridSource } from '../grid-source.ts';
import { cellText, countText } from '../value-text.ts';
import { viewStyles } from '../view-styles.ts';

/** What can be done with a column from its menu. */
export type ColumnAct = 'asc' | 'desc' | 'unsort' | 'pin' | 'unpin' | 'hide' | 'group' | 'filter';

/** What a column's menu is told of how the column stands in the grid. */
export interface ColumnStanding {
  sorted: 'asc' | 'desc' | null;
  pinned: boolean;
  /** Whether it is the only column shown. */
  only: boolean;
}

const topValues = 10;

/**
 * What a column holds, and what can be done with it. Fires `column-act` with a `ColumnAct`, `column-value` with a value
 * that is to be kept. What is asked is dropped when it is taken out of the page.
 */
class ColumnMenu extends LitElement {
  static override properties = {
    source: { attribute: false },
    column: { attribute: false },
    filters: { type: String },
    standing: { attribute: false },
    facts: { state: true },
    top: { state: true },
    histogram: { state: true },
    problem: { state: true },
  };
  static override styles: CSSResultGroup = [viewStyles, gridMenuStyles];

  declare source: GridSource | null;
  declare column: Column | null;
  /** The step that keeps the rows that are looked at; '' for all. */
  declare filters: string;
  declare standing: ColumnStanding;
  declare facts: ColumnFacts | null;
  declare top: readonly (readonly [value: unknown, count: number])[] | null;
  declare histogram: Histogram | null;
  declare problem: string;
  #asking: AbortController | null = null;

  constructor() {
    super();
    this.source = null;
    this.column = null;
    this.filters = '';
    this.standing = { sorted: null, pinned: false, only: false };
    this.#forget();
  }

  #forget(): void {
    this.facts = null;
    this.top = null;
    this.histogram = null;
    this.problem = '';
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#asking?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('source') || changed.has('column') || changed.has('filters')) void this.#look();
  }

  async #look(): Promise<void> {
    this.#asking?.abort();
    this.#forget();
    const { source, column, filters } = this;
    if (!source?.ask || !column) return;
    const asking = new AbortController();
    this.#asking = asking;
    const { signal } = asking;
    const ask = source.ask.bind(source);
    try {
      const [facts, top] = await Promise.all([
        ask(factsQuestion(column, filters), { signal }).then(factsOf),
        ask(topQuestion(column, filters, topValues), { signal }),
      ]);
      signal.throwIfAborted();
      this.facts = facts;
      this.top = top.rows.map(([value, count]) => [value, Number(count)]);
      const question = histogramQuestion(column, filters, facts);
      if (question === null) return;
      const histogram = histogramOf(await ask(question, { signal }));
      if (!signal.aborted) this.histogram = histogram;
    } catch (error) {
      if (!signal.aborted) this.problem = failureOf(error).message;
    }
  }

  #say(name: 'column-act' | 'column-value', detail: unknown): void {
    this.dispatchEvent(new CustomEvent(name, { detail }));
  }

  override render(): TemplateResult | typeof nothing {
    const { column } = this;
    if (!column) return nothing;
    return html`
      <h4><span class="name" title=${visible(column.name)}>${visible(column.name)}</span><span>${column.type}</span></h4>
      ${this.#acts()}
      ${this.source?.ask ? this.#profile(column) : nothing}
    `;
  }

  #acts(): TemplateResult {
    const { sorted, pinned, only } = this.standing;
    const act = (name: ColumnAct, title: string, pressed?: boolean): TemplateResult =>
      html`<button aria-pressed=${pressed ?? nothing} @click=${() => this.#say('column-act', name)}>${title}</button>`;
    return html`<div class="acts" role="group" aria-label="Do with the column">
      ${act(sorted === 'asc' ? 'unsort' : 'asc', 'Sort up', sorted === 'asc')}
      ${act(sorted === 'desc' ? 'unsort' : 'desc', 'Sort down', sorted === 'desc')}
      ${act(pinned ? 'unpin' : 'pin', 'Pin', pinned)}
      ${only ? nothing : act('hide', 'Hide')}
      ${act('filter', 'Filter')}
      ${act('group', 'Count by')}
    </div>`;
  }

  #profile(column: Column): TemplateResult {
    if (this.problem) return html`<p class="fault" role="alert">${visible(this.problem)}</p>`;
    const { facts } = this;
    if (!facts) return html`<p role="status">Looking at all rows…</p>`;
    const share = facts.rows === 0 ? 0 : (100 * facts.empty) / facts.rows;
    const entries: [string, string][] = [
      ['Rows', countText(facts.rows)],
      ['Empty', `${countText(facts.empty)}${facts.empty > 0 ? ` (${percent(share)})` : ''}`],
      ['Distinct values', countText(facts.distinct)],
    ];
    const ended = facts.min !== null && facts.min !== undefined;
    if (ended)
      entries.push(['Least', shown(facts.min, column)], ['Most', shown(facts.max, column)]);
    if (facts.mean !== null)
      entries.push(['Mean', facts.mean.toLocaleString('en-US', { maximumSignificantDigits: 6 })]);
    return html`
      <dl>${entries.map(([title, text]) => html`<dt>${title}</dt><dd>${visible(text)}</dd>`)}</dl>
      ${this.#bins(column, facts)}
      ${this.#top(column, facts)}
    `;
  }

  #bins(column: Column, facts: ColumnFacts): TemplateResult | typeof nothing {
    const { histogram } = this;
    if (!histogram) return nothing;
    const { counts, most } = histogram;
    const high = counts.indexOf(most) + 1;
    const said = `Histogram of ${counts.length} bins from ${shown(facts.min, column)} to ${shown(facts.max, column)}; most rows, ${countText(most)}, in bin ${high}`;
    return html`
      <svg class="bins" viewBox="0 0 ${counts.length * 10} 50" preserveAspectRatio="none" role="img" aria-label=${visible(said)}>
        ${counts.map((count, i) => {
          const height = count === 0 ? 0 : Math.max(1, (count / most) * 50);
          return svg`<rect x=${i * 10 + 0.5} y=${50 - height} width="9" height=${height}><title>${countText(count)} rows</title></rect>`;
        })}
      </svg>
      <div class="ends" aria-hidden="true"><span>${visible(shown(facts.min, column))}</span><span>${visible(shown(facts.max, column))}</span></div>`;
  }

  #top(column: Column, { rows, distinct }: ColumnFacts): TemplateResult | typeof nothing {
    const { top } = this;
    if (!top || top.length === 0) return nothing;
    if (top.every(([, count]) => count === 1))
      return html`<p>${distinct === 1 ? nothing : 'Every value stands there once.'}</p>`;
    return html`
      <h4>Most frequent</h4>
      <ul aria-label="Most frequent values; choosing one keeps its rows">${top.map(
        ([
          value,
          count,
        ]) => html`<li><button title="Keep only its rows" @click=${() => this.#say('column-value', value)}>
          <span class="value">${visible(shown(value, column).slice(0, 300))}</span>
          <span class="count">${countText(count)} · ${percent((100 * count) / rows)}</span>
          <svg class="share" viewBox="0 0 100 1" preserveAspectRatio="none" aria-hidden="true">${svg`<rect width=${Math.max(0.5, (100 * count) / rows)} height="1"></rect>`}</svg>
        </button></li>`,
      )}</ul>`;
  }
}

const shown = (value: unknown, { type }: Column): string => cellText(value, type);

function percent(share: number): string {
  return share > 0 && share < 0.1 ? '< 0.1 %' : `${share.toFixed(share < 10 ? 1 : 0)} %`;
}

const columnMenu: View = defineView({
  tag: 'hunt-column-menu',
  about: 'What a column of a grid holds, and what can be done with it.',
  element: ColumnMenu,
});

export default columnMenu;
