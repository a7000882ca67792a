import { html, nothing, type TemplateResult } from 'lit';
import { type Column, visible } from '../../base/index.ts';
import type { Drawing, Stop } from '../chart/drawing.ts';
import { DrawnView } from '../chart/drawn-view.ts';
import { defineView, type ResultView } from '../define-view.ts';
import { failureOf } from '../failure.ts';
import { likelihoodText, oneInText, usualThreshold } from '../sequences/likelihood-words.ts';
import { sequenceDrawing, sessionSeries } from '../sequences/sequence-drawing.ts';
import {
  looksScored,
  type SequencePlan,
  sequencePlan,
  sequenceSettings,
} from '../sequences/sequence-plan.ts';
import {
  belowStep,
  type SequenceData,
  type Session,
  type SessionRecord,
  sequenceData,
  sessionRecord,
  sessionStep,
} from '../sequences/sequence-questions.ts';
import { sequenceStyles } from '../sequences/sequence-styles.ts';
import { helpText, recordPart, sessionLine, sessionsHead } from '../sequences/session-lines.ts';
import { countText } from '../value-text.ts';
import type { Ask, ViewAnswer, ViewSource } from '../view-source.ts';

const pageLength = 100;
/** How far an arrow key moves the threshold, in powers of ten. */
const powerStep = 0.05;

const exactText = (likelihood: number): string =>
  likelihood > 0 && likelihood < 0.001 ? likelihood.toExponential() : String(likelihood);

/** Sessions by how likely they are, along time; those below a threshold as a list, and one of them in full. */
class Sequences extends DrawnView {
  static override properties = {
    ...DrawnView.properties,
    threshold: { state: true },
    current: { state: true },
    record: { state: true },
    narrowed: { state: true },
    beyond: { state: true },
    fault: { state: true },
  };
  static override styles = [...DrawnView.styles, sequenceStyles];

  declare threshold: number;
  /** The place of the chosen session among the rarest; -1 for none. */
  declare current: number;
  declare record: SessionRecord | null;
  declare narrowed: string;
  /** How many sessions are below the threshold, where they are more than are drawn one by one; null for not known. */
  declare beyond: number | null;
  declare fault: string;
  #plan: SequencePlan | null = null;
  #data: SequenceData | null = null;
  #of: ViewSource | null = null;
  #asked = '';
  #length = pageLength;

  constructor() {
    super();
    this.threshold = 0;
    this.narrowed = '';
    this.beyond = null;
    this.#close();
  }

  #close(): void {
    this.current = -1;
    this.record = null;
    this.fault = '';
  }

  protected override async load(source: ViewSource, ask: Ask): Promise<void> {
    const plan = sequencePlan(this.settings, source.columns);
    const asked = JSON.stringify({ ...plan, threshold: null });
    if (this.#of !== source || this.#asked !== asked) {
      const data = await sequenceData(plan, ask);
      this.#data = data;
      this.#of = source;
      this.#asked = asked;
      this.#length = pageLength;
      this.#close();
    }
    this.#plan = plan;
    const { rarest = [], scored = 0 } = this.#data ?? {};
    this.threshold =
      plan.threshold ??
      usualThreshold(
        rarest.map((s) => s.likelihood),
        scored,
      );
    await this.#countBeyond();
  }

  /** The rarest that are below the threshold. */
  get #below(): readonly Session[] {
    const rarest = this.#data?.rarest ?? [];
    const end = rarest.findIndex((s) => s.likelihood >= this.threshold);
    return end < 0 ? rarest : rarest.slice(0, end);
  }

  /** Whether there are more below the threshold than are drawn one by one. */
  get #isBeyond(): boolean {
    const { rarest = [], scored = 0 } = this.#data ?? {};
    return rarest.length < scored && (rarest.at(-1)?.likelihood ?? 1) < this.threshold;
  }

  async #countBeyond(): Promise<void> {
    this.beyond = null;
    const { source } = this;
    const { threshold } = this;
    if (!this.#isBeyond || !source || !this.#plan) return;
    try {
      const { rows } = await source.ask(`${belowStep(this.#plan, threshold)} | count`, {
        limit: 1,
      });
      if (threshold === this.threshold) this.beyond = Number(rows[0]?.[0] ?? 0);
    } catch {
      // A report knows only what was asked when it was written: "more than" has to do.
    }
  }

  protected override hollow(): string | null {
    return this.#data?.scored === 0
      ? 'No session has a likelihood: each is shorter than a window.'
      : null;
  }

  #move(threshold: number): void {
    if (!Number.isFinite(threshold) || threshold < 0) return;
    this.threshold = threshold;
    this.beyond = null;
    this.said = `${likelihoodText(threshold)}: ${this.#countText()}`;
  }

  #settle(): void {
    this.change('threshold', exactText(this.threshold));
  }

  #countText(): string {
    const { scored = 0 } = this.#data ?? {};
    const known = this.#isBeyond ? this.beyond : this.#below.length;
    const below = known === null ? `more than ${countText(this.#below.length)}` : countText(known);
    return `${below} of ${countText(scored)} sessions are below`;
  }

  protected override controls(): TemplateResult | typeof nothing {
    const [plan, data] = [this.#plan, this.#data];
    if (!plan || !data) return nothing;
    const step = belowStep(plan, this.threshold);
    const typed = (e: Event): void => {
      const input = e.target as HTMLInputElement;
      const number = Number(input.value);
      if (input.value.trim() !== '' && Number.isFinite(number) && number >= 0) {
        this.#move(number);
        this.#settle();
      } else this.said = `${input.value} is no likelihood.`;
      input.value = exactText(this.threshold);
    };
    return html`<label>Threshold
        <input class="limit" inputmode="decimal" .value=${exactText(this.threshold)} @change=${typed}></label>
      <span>${oneInText(this.threshold)} · ${this.#countText()}</span>
      ${this.#below.length > 0 ? html`<button class="strong" aria-pressed=${this.narrowed === step} title=${step} @click=${() => this.#narrow(step)}>Keep only these</button>` : nothing}`;
  }

  #narrow(kql: string): void {
    this.narrowed = this.narrowed === kql ? '' : kql;
    this.tell('hunt-narrow', { kql: this.narrowed });
  }

  protected override picture(): TemplateResult {
    const [low, high] = this.#data?.powers ?? [-1, 0];
    const at = this.threshold > 0 ? Math.log10(this.threshold) : low;
    const value = Math.min(high, Math.max(low, at));
    const moved = (e: Event): void => {
      const power = Number((e.target as HTMLInputElement).value);
      this.#move(Number((10 ** power).toPrecision(2)));
    };
    return html`<div class="sequences">
      <div class="plot">${super.picture()}
        <input class="level" type="range" aria-label="Threshold" aria-orientation="vertical" min=${low} max=${high} step=${powerStep}
          .value=${String(value)} aria-valuetext="${likelihoodText(this.threshold)}, ${oneInText(this.threshold)}: ${this.#countText()}"
          @input=${moved} @change=${() => this.#settle()}>
      </div>
      <div class="lower">${this.#list()}${this.#aside()}</div>
      ${this.fault === '' ? nothing : html`<p class="over corner" role="alert">${visible(this.fault)}</p>`}
    </div>`;
  }

  #list(): TemplateResult {
    const [plan, data] = [this.#plan, this.#data];
    const below = this.#below;
    const left = below.length - this.#length;
    if (!plan || !data) return html``;
    return html`<div class="sessions" role="listbox" tabindex="0" aria-label="Sessions below the threshold"
      aria-activedescendant=${this.current >= 0 && this.current < below.length ? `session-${this.current}` : nothing}
      @keydown=${(e: KeyboardEvent) => this.#key(e)} @click=${(e: MouseEvent) => this.#clicked(e)}>
      ${sessionsHead(plan)}
      ${below
        .slice(0, this.#length)
        .map((session, number) =>
          sessionLine(session, { plan, median: data.median, number, current: this.current }),
        )}
      ${below.length === 0 ? html`<div class="more" role="option" aria-selected="false">No session is below the threshold: move it up.</div>` : nothing}
      ${left > 0 ? html`<div class="more" role="option" aria-selected="false" id="session-more">Show more of ${countText(left)}</div>` : nothing}
      ${this.#isBeyond && left <= 0 ? html`<div class="more" role="option" aria-selected="false">These are the rarest ${countText(below.length)}: keep only those below, or move the threshold down.</div>` : nothing}
    </div>`;
  }

  #more(): void {
    this.#length *= 2;
    this.requestUpdate();
  }

  #clicked(event: MouseEvent): void {
    const line = (event.target as Element).closest('[role=option]');
    if (line?.id === 'session-more') this.#more();
    else if (line?.id.startsWith('session-'))
      void this.#choose(Number(line.id.slice('session-'.length)));
  }

  #key(event: KeyboardEvent): void {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const below = this.#below.length;
    const last = Math.min(below, this.#length) - 1;
    const to = new Map([
      ['ArrowDown', Math.min(below - 1, this.current + 1)],
      ['ArrowUp', Math.max(0, Math.min(last, this.current - 1))],
      ['Home', 0],
      ['End', last],
    ]).get(event.key);
    if (event.key === 'Escape' && this.current >= 0) this.#leave();
    else if (to === undefined || last < 0) return;
    else {
      if (to > last) this.#more();
      void this.#choose(to);
    }
    event.preventDefault();
  }

  async #choose(number: number): Promise<void> {
    const session = this.#data?.rarest[number];
    const { source } = this;
    if (!session || !source || !this.#plan) return;
    this.current = number;
    this.fault = '';
    await this.updateComplete;
    this.renderRoot.querySelector(`#session-${number}`)?.scrollIntoView({ block: 'nearest' });
    try {
      const record = await sessionRecord(this.#plan, session, source);
      if (this.current === number) this.record = record;
    } catch (error) {
      if (this.current === number) this.fault = failureOf(error).message;
    }
  }

  #leave(): void {
    this.#close();
    if (this.narrowed !== '') this.#narrow(this.narrowed);
    this.renderRoot.querySelector<HTMLElement>('.sessions')?.focus();
  }

  #aside(): TemplateResult | typeof nothing {
    const [plan, data, record] = [this.#plan, this.#data, this.record];
    const session = data?.rarest[this.current];
    if (!plan || !data) return nothing;
    if (!session || !record) return helpText(plan, data);
    const step = sessionStep(plan, session);
    return html`<aside aria-label="The chosen session">
      ${recordPart(session, record, {
        plan,
        data,
        place: this.current,
        acts: html`<button class="strong" aria-pressed=${this.narrowed === step} title=${step} @click=${() => this.#narrow(step)}>Only this session</button>`,
      })}
      <hunt-record .columns=${record.columns} .row=${record.row} .number=${this.current + 1} @hunt-close=${() => this.#leave()}></hunt-record>
    </aside>`;
  }

  protected override drawing(): Drawing | null {
    const [data, plan] = [this.#data, this.#plan];
    if (!data || !plan) return null;
    const { colours, threshold, current } = this;
    return sequenceDrawing(data, { plan, colours, threshold, current });
  }

  protected override summary(): string {
    return `sessions by their likelihood${this.#plan?.time ? ' along time' : ''}, ${this.#countText()}`;
  }

  protected override chosen({ series, index }: Pick<Stop, 'series' | 'index'>): void {
    const [plan, data] = [this.#plan, this.#data];
    if (series !== sessionSeries || !plan || !data) return;
    const drawn = data.rarest.flatMap((s, i) => (!plan.time || s.at !== null ? [i] : []));
    void this.#choose(drawn[index] ?? -1);
  }

  protected override letGo(): void {
    this.#close();
  }

  protected override shown(): ViewAnswer {
    const plan = this.#plan;
    const below = this.#below;
    if (!plan) return { columns: [], rows: [], total: 0 };
    const columns: Column[] = [
      { name: 'Likelihood', type: 'real' },
      ...(plan.time ? [{ name: plan.time.name, type: 'datetime' as const }] : []),
      ...plan.show.map(({ name }): Column => ({ name, type: 'string' })),
      { name: plan.window.name, type: 'string' },
    ];
    const rows = below.map((s) => [
      s.likelihood,
      ...(plan.time ? [s.time] : []),
      ...s.shown,
      s.window.join(' → '),
    ]);
    return { columns, rows, total: this.#isBeyond ? (this.beyond ?? rows.length) : rows.length };
  }
}

const sequences: ResultView = defineView({
  tag: 'hunt-sequences',
  name: 'sequences',
  title: 'Sequences',
  about:
    'Sessions by how likely they are, along time; those below a threshold with what is rare in them.',
  settings: sequenceSettings,
  fits: looksScored,
  element: Sequences,
});

export default sequences;
