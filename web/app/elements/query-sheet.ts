import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Calls, QueryDetail, QueryField, QueryKey } from '../../../src/protocol/index.ts';
import { askPage } from '../acts.ts';
import { call, problemOf } from '../client.ts';
import { formField } from '../form-field.ts';
import { FormState } from '../form-state.ts';
import { icon } from '../icon.ts';
import { kqlCode } from '../kql-code.ts';
import { LastAsk } from '../last-ask.ts';
import { stateWords } from '../query-marks.ts';
import { visible, visibleLines } from '../text.ts';

type Filled = Calls['queryText']['answer'];

const restMs = 120;
const typeWords: Readonly<Record<QueryField['type'], string>> = {
  str: 'text',
  int: 'whole number',
  float: 'number',
  bool: 'true or false',
  datetime: 'time',
  list: 'list',
};

/** A named query: what it is for, a form for its parameters, the text that it becomes, and the way into the hunt. */
export class QuerySheet extends LitElement {
  static override properties = {
    query: { attribute: false },
    detail: { state: true },
    filled: { state: true },
    problem: { state: true },
    edition: { state: true },
  };
  declare query: QueryKey;
  declare detail: QueryDetail | null;
  declare filled: Filled | null;
  declare problem: string;
  declare edition: number;
  #form = new FormState(new Map());
  readonly #last = new LastAsk();

  constructor() {
    super();
    this.detail = null;
    this.filled = null;
    this.problem = '';
    this.edition = 0;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('query')) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.detail = await call('query', this.query);
      this.#form = new FormState(
        new Map(
          this.detail.fields.flatMap((f) => (f.default === null ? [] : [[f.name, f.default]])),
        ),
      );
      await this.#fill();
    } catch (error) {
      this.problem = problemOf(error).message;
    }
  }

  /** Learn what the query becomes. */
  async #fill(): Promise<Filled | null> {
    const signal = this.#last.begin();
    const texts = new Set(this.detail?.fields.flatMap((f) => (f.type === 'str' ? f.name : [])));
    const values = this.#form.said((name) => texts.has(name));
    try {
      this.filled = await call('queryText', { ...this.query, values }, signal);
      this.problem = '';
      return this.filled;
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error).message;
      return null;
    }
  }

  #change(name: string, text: string): void {
    this.#form.set(name, text);
    this.edition++;
    this.#last.soon(restMs, () => this.#fill());
  }

  async #add(): Promise<void> {
    this.#form.tellAll();
    const filled = await this.#fill();
    this.edition++;
    await this.updateComplete;
    if (filled?.cell) askPage(this, 'hunt-add', { kql: filled.cell });
    else this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
  }

  override render(): TemplateResult {
    const { detail } = this;
    if (!detail)
      return html`<p class="empty" role="status">${this.problem ? visible(this.problem) : 'Reading the query…'}</p>`;
    const runs = detail.language === 'kql';
    return html`<form class="browse-form" novalidate @submit=${(e: Event) => {
      e.preventDefault();
      if (runs) void this.#add();
    }}>
      <div class="body">
        <p class="purpose">${visible(detail.about)}</p>
        ${this.#data(detail)}
        ${this.#fields(detail)}
        ${this.#text(detail)}
        ${this.#facts(detail)}
      </div>
      <footer>
        ${
          runs
            ? html`<button class="button brand" type="submit">${icon('plus')} Add to the hunt</button>`
            : html`<span class="quiet">A query for ${visible(detail.systems.join(', '))}: it is not asked of open data.</span>`
        }
        <button class="button" type="button" ?disabled=${!this.filled?.text} @click=${() => void navigator.clipboard.writeText(this.filled?.text ?? '')}>Copy</button>
      </footer>
    </form>`;
  }

  #data({ data }: QueryDetail): TemplateResult {
    const { state, missingTables, missingColumns, missingFunctions, emptyColumns, logging } = data;
    const missing = [...missingTables, ...missingColumns, ...missingFunctions.map((f) => `${f}()`)];
    const words = stateWords[state];
    return html`<div class="answers ${state}">
      <p><span class="mark ${state}"></span> ${words.charAt(0).toUpperCase()}${words.slice(1)}${missing.length > 0 ? html`: there is no <strong>${visible(missing.slice(0, 20).join(', '))}</strong>` : nothing}.</p>
      ${emptyColumns.length > 0 ? html`<p class="quiet">Empty, because the data lacks them: ${visible(emptyColumns.join(', '))}.</p>` : nothing}
      ${logging.map(({ table, by }) => html`<p class="quiet"><strong>${visible(table)}</strong> comes from ${visible(by)}.</p>`)}
    </div>`;
  }

  #fields({ fields }: QueryDetail): TemplateResult {
    const first = fields.filter(({ default: standard }) => standard === null);
    const rest = fields.filter(({ default: standard }) => standard !== null);
    const wrong = rest.some(({ name }) => this.#form.fault(name, this.filled?.faults ?? []));
    const whole = this.filled?.faults.find(({ field }) => field === null);
    return html`
      ${fields.length === 0 ? html`<p class="quiet">It takes no parameters.</p>` : nothing}
      <div class="fields">${first.map((field) => this.#field(field))}</div>
      ${whole ? html`<p class="fault" role="alert">${visible(whole.message)} ${visible(whole.hint ?? '')}</p>` : nothing}
      ${
        rest.length > 0
          ? html`<details class="more" ?open=${wrong || first.length === 0}><summary>${icon('chevron-right')} ${rest.length} more, with defaults</summary>
              <div class="fields">${rest.map((field) => this.#field(field))}</div></details>`
          : nothing
      }`;
  }

  #field(field: QueryField): TemplateResult {
    const { name, type, about, aliases, default: standard, open } = field;
    const form = this.#form;
    const value = form.value(name);
    const time = new Map(this.filled?.times ?? []).get(name);
    return formField({
      id: `query-field-${name}`,
      name,
      type: typeWords[type],
      about: aliases.length > 0 ? `${about} Also called ${aliases.join(', ')}.` : about,
      value,
      needed: standard === null && open === null,
      placeholder:
        open ??
        (type === 'list'
          ? 'A, B: with commas, or one a line'
          : type === 'datetime'
            ? '2025-11-01, -7d, -2d@d, now'
            : ''),
      oneOf: type === 'bool' ? ['true', 'false'].map((each) => [each, each] as const) : [],
      tall: type === 'list' || value.length > 60 || value.includes('\n'),
      fault: form.fault(name, this.filled?.faults ?? []),
      means:
        value.trim() !== '' && time !== undefined && time !== value
          ? `= ${time}`
          : open !== null && value === ''
            ? `${name} of the open data`
            : null,
      change: (text) => this.#change(name, text),
    });
  }

  #text({ template, language }: QueryDetail): TemplateResult {
    const text = this.filled?.text ?? null;
    const shown = text ?? template;
    return html`<section aria-label="The query"><h3>${text === null ? 'The query, before it is filled' : 'The query, as it will be'}</h3>
      ${language === 'kql' ? kqlCode(shown, this.detail?.data.tables) : html`<pre class="code" tabindex="0" aria-label="Query"><code>${visibleLines(shown)}</code></pre>`}
      ${this.problem ? html`<p class="fault" role="alert">${visible(this.problem)}</p>` : nothing}
    </section>`;
  }

  #facts({ families, entities, tags, systems, example }: QueryDetail): TemplateResult {
    const facts = [
      ['Families', families],
      ['Asked of', entities],
      ['Systems', systems],
      ['Tags', tags],
    ] as const;
    return html`<dl class="facts">${facts.map(([title, values]) =>
      values.length > 0
        ? html`<dt>${title}</dt><dd>${visible(values.slice(0, 40).join(', '))}</dd>`
        : nothing,
    )}${example === null ? nothing : html`<dt>Command</dt><dd><code>${visible(example)}</code></dd>`}</dl>`;
  }
}
