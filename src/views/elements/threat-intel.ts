import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit';
import { type Column, visible } from '../../base/index.ts';
import { alertStyles } from '../alerts/alert-styles.ts';
import { copyText } from '../copy.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { failureOf } from '../failure.ts';
import {
  answersOf,
  gapTexts,
  type IntelAnswer,
  type Observable,
  observablesOf,
  type SourceTally,
  sourceNames,
  talliesOf,
} from '../intel/intel-answers.ts';
import { answerPart, gapsPart, levelMark, observableLine } from '../intel/intel-lines.ts';
import {
  answersQuestion,
  filterStep,
  type IntelFilter,
  type IntelPlan,
  intelPlan,
  intelSettings,
  levels,
  levelsQuestion,
  looksLookedUp,
  noFilter,
  observableStep,
  observablesQuestion,
  sourcesQuestion,
} from '../intel/intel-questions.ts';
import { intelStyles } from '../intel/intel-styles.ts';
import { linePicture } from '../line-picture.ts';
import { cellText, countText } from '../value-text.ts';
import { ViewElement } from '../view-element.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';
import { viewStyles } from '../view-styles.ts';

const pageLength = 200;
const longest = 2000;
const observableColumn: Column = { name: 'observable', type: 'string' };

/** Observables by severity, all that sources say of each folded; the one that is chosen with each source's answer. */
class ThreatIntel extends ViewElement {
  static override properties = {
    ...ViewElement.properties,
    observables: { state: true },
    current: { state: true },
    answers: { state: true },
    filter: { state: true },
    narrowed: { state: true },
    fault: { state: true },
  };
  static override styles: CSSResultGroup = [viewStyles, alertStyles, intelStyles];

  declare observables: readonly Observable[];
  declare current: number;
  declare answers: readonly IntelAnswer[];
  declare filter: IntelFilter;
  declare narrowed: string;
  declare fault: string;
  #plan: IntelPlan | null = null;
  #levels: readonly [rank: number, observables: number][] = [];
  #tallies: readonly SourceTally[] = [];
  #total = 0;
  #length = pageLength;
  #of: ViewSource | null = null;

  constructor() {
    super();
    this.observables = [];
    this.filter = noFilter;
    this.narrowed = '';
    this.#close();
  }

  #close(): void {
    this.current = -1;
    this.answers = [];
    this.fault = '';
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const plan = intelPlan(this.settings, source.columns);
    if (this.#of !== source) {
      this.filter = noFilter;
      this.#length = pageLength;
    }
    this.#of = source;
    this.#plan = plan;
    const [byLevel, bySource] = await Promise.all([
      ask(levelsQuestion(plan)),
      ask(sourcesQuestion(plan)),
      this.#fill(ask),
    ]);
    this.#levels = byLevel.rows.map(([rank, count]) => [Number(rank), Number(count)]);
    this.#tallies = talliesOf(bySource);
  }

  async #fill(ask: Ask): Promise<void> {
    if (!this.#plan) return;
    const answer = await ask(observablesQuestion(this.#plan, this.filter), this.#length);
    this.observables = observablesOf(answer);
    this.#total = answer.total;
    this.#close();
  }

  #refilter(change: Partial<IntelFilter>): void {
    this.filter = { ...this.filter, ...change };
    this.#length = pageLength;
    void this.during((ask) => this.#fill(ask));
  }

  #toggle(rank: number): void {
    const kept = this.filter.levels.filter((one) => one !== rank);
    this.#refilter({
      levels: kept.length < this.filter.levels.length ? kept : [...this.filter.levels, rank],
    });
  }

  protected override controls(): TemplateResult | typeof nothing {
    const plan = this.#plan;
    if (!plan) return nothing;
    const { words, source, levels: wanted } = this.filter;
    const step = filterStep(plan, this.filter);
    const names = sourceNames(this.#tallies);
    const value = (e: Event): string => (e.target as HTMLInputElement | HTMLSelectElement).value;
    return html`<span role="status">${countText(this.#total)} ${this.#total === 1 ? 'observable' : 'observables'}</span>
      <input type="search" aria-label="Find observables" placeholder="Find" .value=${words} @change=${(e: Event) => this.#refilter({ words: value(e).trim() })}>
      ${this.#levels.map(
        ([rank, count]) =>
          html`<button aria-pressed=${wanted.includes(rank)} @click=${() => this.#toggle(rank)}>${levelMark(rank)} ${countText(count)}</button>`,
      )}
      ${
        names.length < 2
          ? nothing
          : html`<label>Source <select @change=${(e: Event) => this.#refilter({ source: value(e) })}>
        <option value="" ?selected=${source === ''}>all ${names.length}</option>
        ${names.map((name) => html`<option value=${name} ?selected=${name === source}>${visible(name.slice(0, 80))}</option>`)}
      </select></label>`
      }
      ${step === '' ? nothing : html`<button class="strong" aria-pressed=${this.narrowed === step} title=${step} @click=${() => this.#narrow(step)}>Only these answers</button>`}`;
  }

  #narrow(kql: string): void {
    this.narrowed = this.narrowed === kql ? '' : kql;
    this.tell('hunt-narrow', { kql: this.narrowed });
  }

  protected override picture(): TemplateResult {
    const { observables, current } = this;
    return html`<div class="split">
${gapsPart(gapTexts(this.#tallies))}
      <div class="both">
        <div class="list" role="listbox" tabindex="0" aria-label="Observables" aria-activedescendant=${current < 0 ? nothing : `intel-${current}`}
          @keydown=${(e: KeyboardEvent) => this.#onKey(e)} @click=${(e: MouseEvent) => this.#clicked(e)}>
          ${observables.map((one, number) => observableLine(one, { number, current: number === current }))}
          ${this.#rest()}
        </div>
        ${this.#chosen()}
      </div>
      ${this.fault === '' ? nothing : html`<p class="over corner" role="alert">${visible(this.fault)}</p>`}
    </div>`;
  }

  #rest(): TemplateResult | typeof nothing {
    const left = this.#total - this.observables.length;
    const line = (text: string, id: string | typeof nothing = nothing): TemplateResult =>
      html`<div class="more" role="option" aria-selected="false" id=${id}>${text}</div>`;
    if (this.#total === 0) return line('No observable passes the filter.');
    if (left <= 0) return nothing;
    return this.#length < longest
      ? line(`Show more of ${countText(left)}`, 'intel-more')
      : line(`and ${countText(left)} more: narrow them to see those.`);
  }

  #more(): void {
    this.#length = Math.min(longest, this.#length * 2);
    void this.during((ask) => this.#fill(ask));
  }

  #clicked(event: MouseEvent): void {
    const line = (event.target as Element).closest('[role=option]');
    if (line?.id === 'intel-more') this.#more();
    else if (line?.classList.contains('alert'))
      void this.#choose(Number(line.id.slice('intel-'.length)));
  }

  #onKey(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const last = this.observables.length - 1;
    const to = new Map([
      ['ArrowDown', Math.min(last, this.current + 1)],
      ['ArrowUp', Math.max(0, this.current - 1)],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    const more = this.#total > this.observables.length && this.#length < longest;
    if (event.key === 'Escape' && this.current >= 0) this.#close();
    else if (to === undefined || last < 0) return;
    else if (event.key === 'ArrowDown' && this.current === last && more) this.#more();
    else void this.#choose(to);
    event.preventDefault();
  }

  async #choose(number: number): Promise<void> {
    const one = this.observables[number];
    const { source } = this;
    if (!one || !source || !this.#plan) return;
    this.current = number;
    this.fault = '';
    await this.updateComplete;
    this.renderRoot.querySelector(`#intel-${number}`)?.scrollIntoView({ block: 'nearest' });
    try {
      const answer = await source.ask(answersQuestion(this.#plan, one.key), { limit: 100 });
      if (this.observables[this.current] === one) this.answers = answersOf(answer);
    } catch (error) {
      if (this.observables[this.current] !== one) return;
      this.answers = [];
      this.fault = failureOf(error).message;
    }
  }

  #chosen(): TemplateResult | typeof nothing {
    const one = this.observables[this.current];
    const plan = this.#plan;
    if (!one || !plan || this.answers.length === 0) return nothing;
    const step = observableStep(plan, one.key);
    const here = new Set(this.answers.map(({ source }) => source));
    const others = sourceNames(this.#tallies).filter((name) => !here.has(name));
    const copy = async (text: string): Promise<void> => {
      const how = await copyText(text, 'answer');
      this.said = how === 'copied' ? 'Answer copied.' : 'Answer saved.';
    };
    return html`<aside aria-label="The chosen observable">
      <header>
        <h3><button title="What else is known of it" @click=${({
          clientX: x,
          clientY: y,
        }: MouseEvent) =>
          this.tell('hunt-pivot', {
            value: one.key,
            column: observableColumn,
            x,
            y,
          })}>${visible(one.key)}</button></h3>
        <p>${levelMark(one.rank)} ${visible(one.type)}</p>
        <div class="acts"><button class="strong" aria-pressed=${this.narrowed === step} title=${step} @click=${() => this.#narrow(step)}>Only this one</button></div>
      </header>
      ${this.answers.map((answer) => answerPart(answer, (text) => void copy(text)))}
      ${others.length === 0 ? nothing : html`<p class="answer">Not asked about it: ${visible(others.join(', '))}. A source is asked only about the kinds that it takes.</p>`}
    </aside>`;
  }

  protected override shown(): ViewAnswer {
    const columns: Column[] = [
      ['Severity', 'string'],
      ['Observable', 'string'],
      ['Type', 'string'],
      ['Known to', 'string'],
      ['Not known to', 'string'],
      ['Failed', 'string'],
      ['Summary', 'string'],
      ['Answered', 'datetime'],
    ].map(([name = '', type]) => ({ name, type: type as Column['type'] }));
    const rows = this.observables.map((o) => [
      levels[o.rank] ?? '',
      o.key,
      o.type,
      o.found,
      o.absent,
      o.failed,
      o.summary,
      o.at,
    ]);
    return { columns, rows, total: this.#total };
  }

  override async image(): Promise<Blob> {
    const { colours } = this;
    const shades = (['line', 'line', 'line', 'accent', 'warn', 'danger'] as const).map((c) =>
      colours.of(c),
    );
    const lines = this.observables.slice(0, 60).map((o) => ({
      level: 0,
      colour: shades[o.rank] ?? null,
      name: visible(o.key),
      texts: [
        levels[o.rank] ?? '',
        o.type,
        o.found,
        `${o.summary} ${cellText(o.at, 'datetime')}`,
      ].map(visible),
    }));
    return linePicture(lines, colours);
  }
}

const threatIntel: ResultView = defineView({
  tag: 'hunt-threat-intel',
  name: 'threat_intel',
  title: 'Threat intelligence',
  about: 'Observables by severity, and what each source of threat intelligence says of them.',
  settings: intelSettings,
  fits: looksLookedUp,
  element: ThreatIntel,
});

export default threatIntel;
