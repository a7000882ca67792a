import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type {
  HuntParameterState,
  HuntTimeText,
  ParameterValue,
} from '../../../src/protocol/index.ts';
import { shownZone } from '../../../src/views/index.ts';
import { problemOf } from '../client.ts';
import type { HuntDoc } from '../hunt-doc.ts';
import { icon } from '../icon.ts';
import { saveReport } from '../save-rows.ts';
import { stampText, visible } from '../text.ts';

const periods: readonly (readonly [string, HuntTimeText])[] = [
  ['Last hour', { start: '-1h', end: 'now' }],
  ['Last day', { start: '-1d', end: 'now' }],
  ['Last 7 days', { start: '-7d', end: 'now' }],
  ['Last 30 days', { start: '-30d', end: 'now' }],
];

/** The top of a hunt: what it is called, what can be done with all of it, its parameters and its time. */
export class HuntHead extends LitElement {
  static override properties = {
    doc: { attribute: false },
    again: { type: Boolean },
    tick: { type: Number },
    asking: { state: true },
    custom: { state: true },
    reporting: { state: true },
    fault: { state: true },
  };
  declare doc: HuntDoc;
  /** Whether what has become stale is run again by itself. */
  declare again: boolean;
  declare tick: number;
  declare asking: 'title' | 'name' | 'save' | null;
  declare custom: boolean;
  /** What makes the report now; null while none is made. */
  declare reporting: AbortController | null;
  /** Why there is no report; '' for nothing. */
  declare fault: string;

  constructor() {
    super();
    this.again = false;
    this.tick = 0;
    this.asking = null;
    this.custom = false;
    this.reporting = null;
    this.fault = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    this.querySelector<HTMLInputElement>('.asking input:not(:focus)')?.focus();
  }

  /** Ask what an unsaved hunt is to be called. */
  save(): void {
    this.asking = 'save';
  }

  #edit(edit: object): void {
    this.dispatchEvent(new CustomEvent('hunt-edit', { detail: edit, bubbles: true }));
  }

  override render(): TemplateResult | typeof nothing {
    const { state } = this.doc;
    if (!state) return nothing;
    return html`<header class="hunt-head">
      <div class="line">${this.asking ? this.#form() : this.#title()}<span class="gap"></span>${this.#acts()}</div>
      ${state.parameters.length > 0 || state.time || state.kind !== 'scratch' || this.custom ? this.#controls() : nothing}
    </header>`;
  }

  #title(): TemplateResult {
    const { kind, title, name } = this.doc.state ?? { kind: 'scratch', title: null, name: null };
    const words = title ?? name ?? 'Scratch';
    const where =
      kind === 'scratch'
        ? 'not saved'
        : kind === 'bundled'
          ? 'a change makes a copy of your own'
          : '';
    return html`<h2>${
      kind === 'file'
        ? html`<button class="link" title="Change the title" @click=${() => {
            this.asking = 'title';
          }}>${visible(words)}</button>`
        : visible(words)
    }</h2>
    ${
      name !== null
        ? html`<button class="link quiet file" title="Rename the file" @click=${() => {
            this.asking = 'name';
          }}>${visible(name)}</button>`
        : html`<span class="quiet where">${where}</span>`
    }
    <span class="quiet saving" role="status">${kind !== 'file' ? '' : this.doc.saving > 0 || this.doc.drafts.size > 0 ? (this.doc.problem ? 'Not saved' : 'Saving…') : 'Saved'}</span>`;
  }

  #form(): TemplateResult {
    const { asking, doc } = this;
    const label = asking === 'name' ? 'Name of the file' : 'Title of the hunt';
    const value = asking === 'name' ? doc.state?.name : asking === 'title' ? doc.state?.title : '';
    return html`<form class="asking" @submit=${(e: Event) => {
      e.preventDefault();
      this.#answer((e.target as HTMLFormElement).querySelector('input')?.value.trim() ?? '');
    }} @keydown=${(e: KeyboardEvent) => {
      e.stopPropagation();
      if (e.key === 'Escape') this.asking = null;
    }}>
      <input aria-label=${label} placeholder=${label} .value=${value ?? ''} maxlength="200" />
      <button class="button brand" type="submit">${asking === 'save' ? 'Save' : 'OK'}</button>
      <button class="button" type="button" @click=${() => {
        this.asking = null;
      }}>Cancel</button>
    </form>`;
  }

  #answer(text: string): void {
    const { asking } = this;
    this.asking = null;
    if (text === '') return;
    if (asking === 'save') void this.doc.create(text, true);
    else if (asking === 'name') void this.doc.rename(text);
    else this.#edit({ kind: 'title', title: text });
  }

  #acts(): TemplateResult {
    const { doc } = this;
    const { canUndo = false, canRedo = false, kind } = doc.state ?? {};
    const stale = doc.cells.filter(({ state, outcome }) => state === 'stale' && outcome);
    const several = doc.cells.length > 1;
    return html`<span class="acts">
      ${kind === 'scratch' ? html`<button class="button" @click=${() => this.save()}>${icon('file')} Save as hunt</button>` : nothing}
      <button class="button plain" aria-label="Undo" title="Undo" ?disabled=${!canUndo && doc.drafts.size === 0} @click=${() => void doc.step('undo')}>${icon('undo')}</button>
      <button class="button plain" aria-label="Redo" title="Redo" ?disabled=${!canRedo} @click=${() => void doc.step('redo')}>${icon('redo')}</button>
      ${stale.length > 0 && several && doc.runningSince === null ? html`<button class="button run-stale" @click=${() => void doc.run(stale.map(({ key }) => key))}>Run ${stale.length} stale</button>` : nothing}
      ${this.#report()}
      ${
        !several
          ? nothing
          : doc.runningSince !== null
            ? html`<button class="button stop" @click=${() => doc.stop()}>${icon('stop')} Stop all</button>`
            : html`<button class="button run-all" @click=${() => void doc.run(null)}>${icon('play')} Run all</button>`
      }
    </span>`;
  }

  #report(): TemplateResult | typeof nothing {
    if (!this.doc.cells.some(({ outcome }) => outcome)) return nothing;
    const { reporting } = this;
    return html`${this.fault === '' ? nothing : html`<span class="fault" role="alert">${visible(this.fault)}</span>`}
      <button class="button report" title=${reporting ? 'Stop making the report' : 'Save what stands here as one HTML file'} aria-busy=${reporting !== null}
        @click=${() => (reporting ? reporting.abort() : void this.makeReport())}>${icon(reporting ? 'stop' : 'file')} ${reporting ? 'Making the report…' : 'Report'}</button>`;
  }

  /** Save what stands here as one HTML file. */
  async makeReport(): Promise<void> {
    const hunt = this.doc.state?.hunt;
    if (hunt === undefined) return;
    const reporting = new AbortController();
    this.reporting = reporting;
    this.fault = '';
    try {
      await saveReport(hunt, reporting.signal);
    } catch (error) {
      if (!reporting.signal.aborted) this.fault = problemOf(error).message;
    } finally {
      this.reporting = null;
    }
  }

  #controls(): TemplateResult {
    const { state } = this.doc;
    return html`<div class="controls">
      ${state?.parameters.map((parameter) => this.#parameter(parameter))}
      ${this.#time()}
      ${
        this.doc.cells.length > 0
          ? html`<label class="again"><input type="checkbox" .checked=${this.again} @change=${(
              e: Event,
            ) => {
              const detail = (e.target as HTMLInputElement).checked;
              this.dispatchEvent(new CustomEvent('again', { detail, bubbles: true }));
            }} /> Run again what becomes stale</label>`
          : nothing
      }
    </div>`;
  }

  #parameter(parameter: HuntParameterState): TemplateResult {
    const { name, type, about } = parameter;
    const value = parameter.default;
    const text = Array.isArray(value) ? value.join(', ') : String(value ?? '');
    const change = (next: ParameterValue): void => {
      if (JSON.stringify(next) !== JSON.stringify(value))
        this.#edit({ kind: 'parameter', name, value: next });
    };
    return html`<label class="parameter" title=${visible(about ?? name)}>
      <span>${visible(name)}</span>
      ${
        type === 'bool'
          ? html`<input type="checkbox" .checked=${value === true} @change=${(e: Event) => change((e.target as HTMLInputElement).checked)} />`
          : html`<input .value=${text} size=${Math.min(28, Math.max(6, text.length))} spellcheck="false" placeholder=${type}
              @keydown=${(e: KeyboardEvent) => {
                e.stopPropagation();
                if (e.key === 'Enter') (e.target as HTMLInputElement).blur();
              }}
              @blur=${(e: Event) => change(typedValue((e.target as HTMLInputElement).value, parameter))} />`
      }
    </label>`;
  }

  #time(): TemplateResult {
    const { time, span } = this.doc.state ?? { time: null, span: null };
    const said = JSON.stringify(time);
    const known = periods.findIndex(([, period]) => JSON.stringify(period) === said);
    const custom = this.custom || (time !== null && known < 0);
    const chosen = custom ? 'custom' : time === null ? 'all' : String(known);
    const choose = (value: string): void => {
      this.custom = value === 'custom';
      if (value === 'all' && time !== null) this.#edit({ kind: 'time', time: null });
      const period = periods[Number(value)];
      if (period) this.#edit({ kind: 'time', time: period[1] });
    };
    return html`<label class="parameter"><span>Time</span>
      <select @change=${(e: Event) => choose((e.target as HTMLSelectElement).value)} .value=${chosen}>
        <option value="all" ?selected=${chosen === 'all'}>All time</option>
        ${periods.map(([title], i) => html`<option value=${String(i)} ?selected=${chosen === String(i)}>${title}</option>`)}
        <option value="custom" ?selected=${custom}>From – to</option>
      </select></label>
      ${custom ? this.#range() : nothing}
      ${span ? html`<span class="quiet span" title="Only rows of this time are seen">${stampText(span.from)} – ${stampText(span.to)} ${shownZone()}</span>` : nothing}`;
  }

  #range(): TemplateResult {
    const { time } = this.doc.state ?? { time: null };
    return html`<form class="range" @submit=${(e: Event) => {
      e.preventDefault();
      const [start, end] = [...(e.target as HTMLFormElement).querySelectorAll('input')].map(
        (input) => input.value.trim(),
      );
      this.custom = false;
      if (start) this.#edit({ kind: 'time', time: { start, end: end || 'now' } });
    }} @keydown=${(e: KeyboardEvent) => e.stopPropagation()}>
      <input aria-label="From (UTC)" placeholder="2025-11-01 or -7d" .value=${time?.start ?? ''} size="16" />
      <input aria-label="To (UTC)" placeholder="now" .value=${time?.end ?? ''} size="16" />
      <button class="button" type="submit">Set</button>
    </form>`;
  }
}

/** What was typed as a value of a parameter; what is none of its type stays a text, which running it then refuses. */
function typedValue(text: string, { type, default: before }: HuntParameterState): ParameterValue {
  const plain = text.trim();
  if (type === 'list') return plain === '' ? [] : plain.split(',').map((item) => item.trim());
  const number = Number(plain);
  const isNumber = plain !== '' && Number.isFinite(number) && String(number) === plain;
  if ((type === 'long' || type === 'real') && isNumber) return number;
  return type === 'string' && String(before) === text ? (before ?? text) : text;
}
