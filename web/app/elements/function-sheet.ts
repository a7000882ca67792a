import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Column } from '../../../src/base/index.ts';
import type { Calls, FunctionDetail } from '../../../src/protocol/index.ts';
import { askPage } from '../acts.ts';
import { call, problemOf } from '../client.ts';
import { type FormField, formField } from '../form-field.ts';
import { FormState } from '../form-state.ts';
import type { HuntDoc } from '../hunt-doc.ts';
import type { HuntStore } from '../hunt-store.ts';
import { icon } from '../icon.ts';
import { kqlCode } from '../kql-code.ts';
import { kqlName } from '../kql-name.ts';
import { LastAsk } from '../last-ask.ts';
import { visible } from '../text.ts';

type Filled = Calls['functionText']['answer'];

/** Rows that a function can be asked of. */
interface Target {
  id: string;
  title: string;
  /** As KQL names them; null of a cell without a name, which gets one. */
  name: string | null;
  /** The cell that they are the rows of. */
  cell: string | null;
  columns: readonly Column[];
}

const restMs = 120;

/** A function: what it takes, gives and sends, and a form that asks it of what is open. */
export class FunctionSheet extends LitElement {
  static override properties = {
    called: { attribute: false },
    doc: { attribute: false },
    store: { attribute: false },
    detail: { state: true },
    filled: { state: true },
    problem: { state: true },
    edition: { state: true },
    target: { state: true },
  };
  declare called: Calls['function']['body'];
  declare doc: HuntDoc;
  declare store: HuntStore;
  declare detail: FunctionDetail | null;
  declare filled: Filled | null;
  declare problem: string;
  declare edition: number;
  declare target: string;
  #settings = new FormState(new Map());
  /** The columns that were chosen, by input; others are guessed. */
  #columns = new Map<string, string>();
  readonly #last = new LastAsk();
  readonly #changed = (): void => this.requestUpdate();

  constructor() {
    super();
    this.detail = null;
    this.filled = null;
    this.problem = '';
    this.edition = 0;
    this.target = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.doc.addEventListener('change', this.#changed);
    this.store.addEventListener('change', this.#changed);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.doc.removeEventListener('change', this.#changed);
    this.store.removeEventListener('change', this.#changed);
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('called')) void this.#load();
  }

  async #load(): Promise<void> {
    try {
      this.detail = await call('function', this.called);
      const defaults = this.detail.settings.map((s) => [s.name, s.default] as const);
      this.#settings = new FormState(new Map([...defaults, ['join', 'none']]));
      this.#columns = new Map();
      await this.#fill();
    } catch (error) {
      this.problem = problemOf(error).message;
    }
  }

  /** The rows that are open: what cells found, the last first, then tables. */
  get #targets(): Target[] {
    const cells = this.doc.cells.flatMap(({ key, name, label, outcome }): Target[] =>
      outcome
        ? [{ id: `cell ${key}`, title: label, name, cell: key, columns: outcome.columns }]
        : [],
    );
    const tables = this.store.state.tables.map(({ name, columns }): Target => {
      return { id: `table ${name}`, title: name, name: kqlName(name), cell: null, columns };
    });
    return [...cells.reverse(), ...tables];
  }

  /** What was chosen, else the first that has the columns that are usual. */
  get #chosen(): Target | null {
    const targets = this.#targets;
    const found = targets.find(({ id }) => id === this.target);
    if (found) return found;
    const needed = this.detail?.inputs.filter((input) => !input.optional) ?? [];
    const fits = ({ columns }: Target): boolean =>
      needed.every((input) => guessed(input, columns) !== '');
    return targets.find(fits) ?? targets[0] ?? null;
  }

  #column(input: FunctionDetail['inputs'][number], target: Target): string {
    const chosen = this.#columns.get(input.name);
    if (chosen !== undefined && (chosen === '' || target.columns.some((c) => c.name === chosen)))
      return chosen;
    return guessed(input, target.columns);
  }

  async #fill(): Promise<Filled | null> {
    const signal = this.#last.begin();
    const target = this.#chosen;
    const { name, inputs, kind } = this.detail ?? { name: '', inputs: [], kind: 'operator' };
    if (!target || !['each', 'all', 'lookup'].includes(kind)) return null;
    const columns = inputs.flatMap((input) => {
      const column = this.#column(input, target);
      return column === '' ? [] : [[input.name, column] as const];
    });
    const settings = this.#settings.said((setting) => this.#isText(setting));
    try {
      this.filled = await call('functionText', { name, columns, settings }, signal);
      this.problem = '';
      return this.filled;
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error).message;
      return null;
    }
  }

  #isText(setting: string): boolean {
    return this.detail?.settings.find(({ name }) => name === setting)?.type === 'string';
  }

  #change(work: () => void): void {
    work();
    this.edition++;
    this.#last.soon(restMs, () => this.#fill());
  }

  async #use(): Promise<void> {
    this.#settings.tellAll();
    const target = this.#chosen;
    const filled = await this.#fill();
    this.edition++;
    await this.updateComplete;
    if (!filled?.cell || !target) this.querySelector<HTMLElement>('[aria-invalid="true"]')?.focus();
    else if (target.cell !== null) askPage(this, 'hunt-add', { kql: filled.cell, on: target.cell });
    else askPage(this, 'hunt-add', { kql: `${target.name}\n${filled.cell}` });
  }

  override render(): TemplateResult {
    const { detail } = this;
    if (!detail)
      return html`<p class="empty" role="status">${this.problem ? visible(this.problem) : 'Reading…'}</p>`;
    const target = this.#chosen;
    const usable = ['each', 'all', 'lookup'].includes(detail.kind);
    return html`<form class="browse-form" novalidate @submit=${(e: Event) => {
      e.preventDefault();
      if (usable) void this.#use();
    }}>
      <div class="body">
        <p class="purpose">${visible(detail.about)}</p>
        ${detail.signature ? html`<p><code>${visible(detail.signature)}</code></p>` : nothing}
        ${this.#sends(detail)}
        ${usable && target ? this.#fields(detail, target) : nothing}
        ${usable ? this.#text(target) : nothing}
        ${this.#help(detail)}
      </div>
      <footer>${
        usable
          ? html`<button class="button brand" type="submit" ?disabled=${target === null}>${icon('plus')} Use it</button>
            ${target ? nothing : html`<span class="quiet">Open logs first.</span>`}`
          : html`<button class="button" type="button" @click=${() => void navigator.clipboard.writeText(detail.examples[0] ?? '')}>Copy the example</button>`
      }</footer>
    </form>`;
  }

  #sends({ kind, sends }: FunctionDetail): TemplateResult | typeof nothing {
    if (kind !== 'lookup') return nothing;
    if (sends === null) return html`<p class="quiet">Nothing leaves this machine.</p>`;
    return html`<p class="leaves">${icon('warning')}<span>${visible(sends.what)} leaves this machine, to ${visible(sends.to)}. Nothing is asked unless lookups are allowed.</span></p>`;
  }

  #fields(detail: FunctionDetail, target: Target): TemplateResult {
    const faults = this.filled?.faults ?? [];
    const whole = faults.find(({ field }) => field === null);
    const of = this.#targets;
    return html`<div class="fields">
        ${formField({
          ...plain('function-of', 'Rows of', ''),
          value: target.id,
          oneOf: of.map(({ id, title, cell, name }) => [
            id,
            cell === null ? title : `${title} (${name === null ? 'gets a name' : 'cell'})`,
          ]),
          change: (id) =>
            this.#change(() => {
              this.target = id;
            }),
        })}
        ${detail.inputs.map((input) =>
          formField({
            ...plain(`function-input-${input.name}`, input.name, input.about),
            type: input.type,
            needed: !input.optional,
            value: this.#column(input, target),
            oneOf: [
              ['', input.optional ? '(left out)' : '(choose a column)'],
              ...choices(input.type, target.columns),
            ],
            fault: this.#settings.fault(input.name, faults),
            change: (column) => this.#change(() => this.#columns.set(input.name, column)),
          }),
        )}
      </div>
      ${whole ? html`<p class="fault" role="alert">${visible(whole.message)}</p>` : nothing}
      <div class="fields">
        ${detail.settings.map((setting) => formField(this.#setting(setting)))}
        ${
          detail.joins
            ? formField({
                ...plain(
                  'function-setting-join',
                  'join',
                  'How its rows go with those that come in.',
                ),
                value: this.#settings.value('join'),
                oneOf: [
                  ['none', 'none: its own rows alone'],
                  ['inner', 'inner: beside the rows that have some'],
                  ['left', 'left: beside all rows'],
                ],
                change: (text) => this.#change(() => this.#settings.set('join', text)),
              })
            : nothing
        }
      </div>`;
  }

  #setting(setting: FunctionDetail['settings'][number]): FormField {
    const { name, type, about, oneOf, list, least, most } = setting;
    const bounds =
      least !== null && most !== null
        ? ` From ${least} to ${most}.`
        : least !== null
          ? ` At least ${least}.`
          : most !== null
            ? ` At most ${most}.`
            : '';
    const values = type === 'bool' ? ['true', 'false'] : list ? [] : oneOf;
    const said = list && oneOf.length > 0 ? ` Any of ${oneOf.join(', ')}.` : '';
    return {
      ...plain(`function-setting-${name}`, name, `${about}${bounds}${said}`),
      type: list ? 'list' : type,
      value: this.#settings.value(name),
      placeholder: list ? 'with commas between' : '',
      oneOf: values.map((value) => [value, value] as const),
      fault: this.#settings.fault(name, this.filled?.faults ?? []),
      change: (text) => this.#change(() => this.#settings.set(name, text)),
    };
  }

  #text(target: Target | null): TemplateResult {
    const step = this.filled?.text ?? null;
    return html`${step && target ? html`<section aria-label="The call"><h3>The call, as it will be</h3>${kqlCode(`${target.name ?? `// the rows of ${target.title}`}\n${step}`, [target.title])}</section>` : nothing}
      ${this.problem ? html`<p class="fault" role="alert">${visible(this.problem)}</p>` : nothing}`;
  }

  #help({ gives, entities, notes, source, examples }: FunctionDetail): TemplateResult {
    const page = /^https:\/\/\S+$/.test(source);
    return html`
      ${gives.length > 0 ? html`<section aria-label="What it gives"><h3>Gives</h3><dl class="facts columns">${gives.map(({ name, type, about }) => html`<dt><code>${visible(name)}</code> <span class="quiet">${type}</span></dt><dd>${visible(about)}</dd>`)}</dl></section>` : nothing}
      ${notes.map((note) => html`<p class="quiet">${visible(note)}</p>`)}
      <section aria-label="Examples"><h3>${examples.length === 1 ? 'Example' : 'Examples'}</h3>${examples.slice(0, 5).map((example) => kqlCode(example))}</section>
      <dl class="facts">
        ${entities.length > 0 ? html`<dt>Asked of</dt><dd>${entities.join(', ')}</dd>` : nothing}
        ${source ? html`<dt>Follows</dt><dd>${page ? html`<a href=${source} target="_blank" rel="noreferrer">${source}</a>` : visible(source)}</dd>` : nothing}
      </dl>`;
  }
}

function plain(id: string, name: string, about: string): FormField {
  return {
    id,
    name,
    about,
    type: '',
    value: '',
    needed: false,
    placeholder: '',
    oneOf: [],
    tall: false,
    fault: null,
    means: null,
    change: () => {},
  };
}

/** The column that serves for an input where none was chosen; empty where none does. */
function guessed({ usual }: FunctionDetail['inputs'][number], columns: readonly Column[]): string {
  return usual.find((name) => columns.some((column) => column.name === name)) ?? '';
}

/** The columns for an input, those of its type first. */
function choices(type: string, columns: readonly Column[]): [string, string][] {
  const fits = (column: Column): boolean => type === 'dynamic' || column.type === type;
  return [...columns.filter(fits), ...columns.filter((column) => !fits(column))].map((column) => [
    column.name,
    fits(column) ? column.name : `${column.name} (${column.type})`,
  ]);
}
