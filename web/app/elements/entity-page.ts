import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type Column, valueText } from '../../../src/base/index.ts';
import type {
  EntityAnswer,
  EntityPart,
  OfferedStep,
  Problem,
  SubjectText,
} from '../../../src/protocol/index.ts';
import { cellText, zoneChanges } from '../../../src/views/index.ts';
import { askPage } from '../acts.ts';
import { problemOf, stream } from '../client.ts';
import { addressOfEntity, entitySheet } from '../entity-address.ts';
import { icon } from '../icon.ts';
import { countText, many, stampText, visible } from '../text.ts';

type Group = EntityPart['group'];
type State = { answer: EntityAnswer } | { problem: Problem } | { done: number; total: number };

const groups: readonly (readonly [Group, string])[] = [
  ['facts', 'Facts'],
  ['seen', ''],
  ['prevalence', ''],
  ['alerts', 'Alerts'],
  ['companions', 'Stood together with'],
  ['answers', 'Answers at hand'],
  ['mentions', ''],
];
const numeric = new Set(['int', 'long', 'real', 'decimal']);

/**
 * What the open data knows about one thing, part by part as it is found out. Told by `type`, a kind of entity, and
 * `value`. What it finds can be added to the hunt as cells.
 */
export class EntityPage extends LitElement {
  static override properties = {
    type: { attribute: false },
    value: { attribute: false },
    subject: { state: true },
    parts: { state: true },
    states: { state: true },
    problem: { state: true },
    over: { state: true },
    copied: { state: true },
  };
  declare type: string;
  declare value: string;
  declare subject: SubjectText | null;
  declare parts: readonly EntityPart[];
  declare states: ReadonlyMap<string, State>;
  declare problem: Problem | null;
  declare over: boolean;
  declare copied: boolean;
  #asking = new AbortController();
  readonly #zoned = (): void => this.requestUpdate();

  constructor() {
    super();
    this.type = 'Text';
    this.value = '';
    this.subject = null;
    this.parts = [];
    this.states = new Map();
    this.problem = null;
    this.over = false;
    this.copied = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    zoneChanges.addEventListener('change', this.#zoned);
    if (!this.over) void this.#find();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    zoneChanges.removeEventListener('change', this.#zoned);
    this.#asking.abort();
  }

  async #find(): Promise<void> {
    this.#asking.abort();
    const asking = new AbortController();
    this.#asking = asking;
    this.states = new Map();
    this.problem = null;
    try {
      const { type, value } = this;
      for await (const event of stream('entity', { type, value }, asking.signal)) {
        if (event.kind === 'subject') {
          this.subject = event.subject;
          this.parts = event.parts;
        } else if (event.kind === 'progress')
          this.#know(event.part, { done: event.done, total: event.total });
        else if (event.kind === 'answer') this.#know(event.part, { answer: event });
        else if (event.kind === 'problem') this.#know(event.part, { problem: event.problem });
        else if (event.kind === 'failed') this.problem = event.problem;
      }
      this.over = true;
    } catch (error) {
      if (!asking.signal.aborted) this.problem = problemOf(error);
    }
  }

  #know(part: string, state: State): void {
    this.states = new Map([...this.states, [part, state]]);
  }

  #answer(key: string): EntityAnswer | null {
    const state = this.states.get(key);
    return state && 'answer' in state ? state.answer : null;
  }

  #add(kql: string): void {
    askPage(this, 'hunt-add', { kql });
  }

  #menu(value: unknown, kind: string | null, from: Element): void {
    const { left: x, bottom: y } = from.getBoundingClientRect();
    askPage(this, 'hunt-menu', {
      value,
      ...(kind !== null && { kind }),
      column: null,
      columns: [],
      cell: null,
      x,
      y,
    });
  }

  override render(): TemplateResult {
    const { subject, problem, type, value } = this;
    return html`<div class="entity-page" aria-busy=${!this.over && !problem}>
      <header>
        <h3><a href=${addressOfEntity({ type, value })} title="The address of this entity, to open it again" @click=${(
          e: MouseEvent,
        ) => {
          if (!elsewhere(e)) e.preventDefault();
        }}>${visible(value.slice(0, 1000))}</a></h3>
        ${subject?.about ? html`<p class="quiet">${visible(subject.about)}</p>` : nothing}
        <p class="summary" role="status">${this.#summary()}</p>
        <div class="acts">
          <button class="button small" aria-haspopup="menu" @click=${(e: Event) => this.#menu(value, type, e.currentTarget as Element)}>Ask… ${icon('chevron-down')}</button>
          <button class="button small" @click=${() => void this.#copy()}>${this.copied ? 'Copied' : 'Copy'}</button>
        </div>
      </header>
      ${
        problem
          ? html`<p class="problem" role="alert">${icon('warning')} ${visible(problem.message)} ${visible(problem.hint ?? '')}
            <button class="button small" @click=${() => void this.#find()}>Try again</button></p>`
          : nothing
      }
      ${groups.map(([group, title]) => this.#group(group, title))}
    </div>`;
  }

  async #copy(): Promise<void> {
    await navigator.clipboard.writeText(this.value);
    this.copied = true;
  }

  /** How much of it there is, and since when. */
  #summary(): string {
    const seen = this.#answer('seen');
    if (!seen) return this.problem ? '' : 'Looking through the open tables…';
    if (seen.rows.length === 0) return 'It stands in no column of the open tables by itself.';
    const most = new Map<string, number>();
    for (const [table, , rows] of seen.rows)
      most.set(String(table), Math.max(most.get(String(table)) ?? 0, Number(rows)));
    const rows = [...most.values()].reduce((sum, n) => sum + n, 0);
    const times = seen.rows
      .flatMap((row) => [row[3], row[4]])
      .map(valueText)
      .filter((t) => t !== '');
    const [first, last] = [times.sort()[0], times.sort().at(-1)];
    const span = first && last ? `, from ${stampText(first)} to ${stampText(last)}` : '';
    return `At least ${many(rows, 'row')} in ${many(most.size, 'table')}${span}.`;
  }

  #group(group: Group, title: string): TemplateResult | typeof nothing {
    const parts = this.parts.filter((part) => part.group === group);
    if (parts.length === 0) return nothing;
    if (title === '') return html`${parts.map((part) => this.#part(part, 'h4'))}`;
    const waiting = parts.filter(({ key }) => !this.states.has(key));
    const bare = parts.filter(({ key }) => this.#isEmpty(key));
    const told = parts.filter((part) => !waiting.includes(part) && !bare.includes(part));
    const line = (word: string, list: readonly EntityPart[]): TemplateResult | typeof nothing => {
      if (list.length === 0) return nothing;
      const names = list.map((part) => part.title).join(', ');
      return html`<p class="quiet none">${word}${list.length === parts.length ? '.' : `: ${visible(names)}.`}</p>`;
    };
    return html`<section class="group" aria-label=${title}>
      <h4>${title}</h4>
      ${told.map((part) => this.#part(part, 'h5'))}
      ${line('None', bare)}
      ${this.problem ? nothing : line('Waiting', waiting)}
    </section>`;
  }

  #isEmpty(key: string): boolean {
    return this.#answer(key)?.rows.length === 0 && this.#answer(key)?.notes.length === 0;
  }

  #part(part: EntityPart, level: 'h4' | 'h5'): TemplateResult {
    const answer = this.#answer(part.key);
    const title =
      level === 'h4'
        ? html`<h4 title=${part.about}>${visible(part.title)}</h4>`
        : html`<h5 title=${part.about}>${visible(part.title)}</h5>`;
    return html`<section class="part ${level === 'h4' ? 'group' : ''}" aria-label=${visible(part.title)}>
      <div class="part-head">${title}
        ${
          answer?.kql
            ? html`<button class="button plain small" aria-label="Add ${visible(part.title)} as a cell" title="Add as a cell of the hunt" @click=${(e: Event) => this.#addPart(part, answer, e.currentTarget as Element)}>${icon('plus')} Cell</button>`
            : nothing
        }
      </div>
      ${this.#body(part)}
    </section>`;
  }

  /** Add what gives a part as a cell; what asks others is first told of by the menu. */
  #addPart(part: EntityPart, { kql, asks }: EntityAnswer, from: Element): void {
    if (kql === null) return;
    if (!asks) {
      this.#add(kql);
      return;
    }
    const { left: x, bottom: y } = from.getBoundingClientRect();
    const name = part.key.slice(part.key.indexOf(' ') + 1);
    const step: OfferedStep = { name, about: part.about, of: 'value', kql, asks };
    askPage(this, 'hunt-menu', {
      value: this.value,
      kind: this.type,
      column: null,
      columns: [],
      cell: null,
      ask: step,
      x,
      y,
    });
  }

  #body({ key, group }: EntityPart): TemplateResult | typeof nothing {
    const state = this.states.get(key);
    if (!state || 'done' in state) {
      if (this.problem) return nothing;
      const far = state ? `${countText(state.done)} of ${many(state.total, 'table')}` : 'Waiting…';
      return html`<p class="quiet waits">${state ? html`<wa-progress-bar label="Progress" .value=${(100 * state.done) / Math.max(1, state.total)}></wa-progress-bar>` : nothing}${far}</p>`;
    }
    if ('problem' in state)
      return html`<p class="problem">${icon('warning')} ${visible(state.problem.message)} ${visible(state.problem.hint ?? '')}</p>`;
    const { answer } = state;
    const notes = answer.notes.map(
      (note) => html`<p class="warn">${icon('warning')} ${visible(note)}</p>`,
    );
    if (answer.rows.length === 0) return html`<p class="quiet none">None.</p>${notes}`;
    return html`${['facts', 'answers'].includes(group) && answer.rows.length === 1 ? this.#record(answer) : this.#table(answer)}${
      answer.more
        ? html`<p class="quiet none">The first ${countText(answer.rows.length)}; add the cell to have all.</p>`
        : nothing
    }${notes}`;
  }

  /** One row as names and values. */
  #record({ columns, rows }: EntityAnswer): TemplateResult {
    const [row = []] = rows;
    return html`<dl>${columns.map((column, i) => {
      const text = cellText(row[i], column.type);
      if (text === '' || (column.name === 'Value' && text === this.value)) return nothing;
      return html`<div><dt>${visible(column.name.replaceAll('_', ' '))}</dt><dd>${visible(text.slice(0, 2000))}</dd></div>`;
    })}</dl>`;
  }

  #table({ columns, rows, steps, entity }: EntityAnswer): TemplateResult {
    const step = (row: readonly unknown[], at: number): TemplateResult =>
      html`<td class="first"><button aria-label="Add the rows of ${visible(String(row[0]))}, ${visible(String(row[1]))} as a cell" title="Add these rows as a cell" @click=${() => this.#add(steps[at] ?? '')}>${visible(String(row[0]))}</button></td>`;
    return html`<div class="table" tabindex="0" role="region" aria-label="Rows"><table>
      <thead><tr>${columns.map(({ name, type }) => html`<th scope="col" class=${numeric.has(type) ? 'number' : ''}>${visible(name)}</th>`)}</tr></thead>
      <tbody>${rows.map(
        (row, at) =>
          html`<tr>${columns.map((column, i) => {
            if (i === 0 && steps[at]) return step(row, at);
            return this.#cell(column, row[i], i === 0 ? entity : null);
          })}</tr>`,
      )}</tbody>
    </table></div>`;
  }

  /** One value; a thing that has a page of its own leads to it. */
  #cell({ name, type }: Column, value: unknown, entity: string | null): TemplateResult {
    const full = visible(cellText(value, type).slice(0, 400));
    if (entity !== null && full !== '') {
      const text = valueText(value);
      return html`<td class="first" title=${full}><a href=${addressOfEntity({ type: entity, value: text })}
        @click=${(e: MouseEvent) => this.#open(e, entity, text)}
        @contextmenu=${(e: MouseEvent) => {
          e.preventDefault();
          this.#menu(text, entity, e.currentTarget as Element);
        }}>${full}</a></td>`;
    }
    if (type === 'datetime') return html`<td class="time" title=${full}>${full.slice(0, 10)}</td>`;
    if (!numeric.has(type)) return html`<td title=${full}>${full}</td>`;
    const number = name === 'Share' ? `${Math.round(1000 * Number(value)) / 10} %` : null;
    return html`<td class="number">${number ?? countText(Number(value))}</td>`;
  }

  #open(event: MouseEvent, type: string, value: string): void {
    if (elsewhere(event)) return;
    event.preventDefault();
    askPage(this, 'hunt-sheet', entitySheet({ type, value }));
  }
}

/** Whether a click on a link opens another page. */
const elsewhere = ({ ctrlKey, metaKey, shiftKey }: MouseEvent): boolean =>
  ctrlKey || metaKey || shiftKey;
