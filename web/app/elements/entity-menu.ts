import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { valueText } from '../../../src/base/index.ts';
import type { Calls, OfferedStep, Problem } from '../../../src/protocol/index.ts';
import { textLiteral, whereNot, whereValues, whereWithin } from '../../../src/views/index.ts';
import { askPage, type MenuRequest } from '../acts.ts';
import { call, problemOf } from '../client.ts';
import { entitySheet } from '../entity-address.ts';
import { icon } from '../icon.ts';
import { type Group, type Item, menuGroup, type Sending, sendingText } from '../menu-lines.ts';
import { countText, visible } from '../text.ts';

type Pivots = Calls['pivots']['answer'];
type Queries = Calls['pivotQueries']['answer'];

type Level = { kind: 'all' } | { kind: 'queries' } | ({ kind: 'ask' } & Sending);

const longestValue = 131_072;
const lookupOff = 'kql/lookup-off';

/**
 * The menu of a value: what it is, and what can be asked about it, each of which adds a cell to the hunt. Takes the
 * focus, and gives it back.
 */
export class EntityMenu extends LitElement {
  static override properties = {
    request: { state: true },
    pivots: { state: true },
    queries: { state: true },
    problem: { state: true },
    level: { state: true },
  };
  declare request: MenuRequest | null;
  declare pivots: Pivots | null;
  declare queries: Queries | null;
  declare problem: Problem | null;
  declare level: Level;
  #before: HTMLElement | null = null;
  #asking = new AbortController();
  #typed = '';
  #typedAt = 0;

  constructor() {
    super();
    this.request = null;
    this.pivots = null;
    this.queries = null;
    this.problem = null;
    this.level = { kind: 'all' };
    this.addEventListener('keydown', (event) => this.#onKey(event));
    this.addEventListener('contextmenu', (event) => event.preventDefault());
    this.addEventListener('focusout', (event) => {
      const to = event.relatedTarget as Node | null;
      if (to && !this.contains(to)) this.#close(false);
    });
    const outside = (event: Event): void => {
      if (this.request && !event.composedPath().includes(this)) this.#close(false);
    };
    addEventListener('pointerdown', outside, true);
    addEventListener('wheel', outside, { capture: true, passive: true });
    addEventListener('resize', () => this.#close(false));
    addEventListener('blur', () => this.#close(false));
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  get #text(): string {
    return valueText(this.request?.value);
  }

  /** The step that keeps the rows with the value; '' where it stands in no column. */
  get #where(): string {
    const { column, value, within } = this.request ?? {};
    if (!column) return '';
    return within ? whereWithin(column, value) : whereValues(column, [value]);
  }

  /** Show what can be asked about a value. */
  async show(request: MenuRequest): Promise<void> {
    if (!this.request) this.#before = focused();
    this.#asking.abort();
    this.#asking = new AbortController();
    this.request = request;
    this.pivots = null;
    this.queries = null;
    this.problem = null;
    this.level = { kind: 'all' };
    await this.updateComplete;
    this.#focusAt(0);
    if (request.ask) {
      this.#ask(request.ask);
      return;
    }
    const text = this.#text;
    if (text.trim() === '') return;
    await this.#during(async (signal) => {
      const { column, columns, kind = null } = request;
      const value = text.slice(0, longestValue);
      const within = request.within ?? false;
      const body = {
        value,
        type: kind,
        column: within ? null : column,
        columns: within ? [] : columns,
        where: this.#where,
      };
      this.pivots = await call('pivots', body, signal);
    });
  }

  async #during(work: (signal: AbortSignal) => Promise<void>): Promise<void> {
    const { signal } = this.#asking;
    try {
      await work(signal);
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error);
    }
  }

  #close(back = true): void {
    if (!this.request) return;
    this.#asking.abort();
    const hadFocus = this.contains(document.activeElement);
    this.request = null;
    if (back && hadFocus && this.#before?.isConnected) this.#before.focus();
    this.#before = null;
  }

  protected override updated(changed: PropertyValues): void {
    if (!this.request) return;
    this.#place(this.request);
    if (changed.has('level')) this.#focusAt(0);
  }

  /** Beside where it was asked for, and wholly in the window. */
  #place({ x, y }: MenuRequest): void {
    const menu = this.querySelector<HTMLElement>('.entity-menu');
    if (!menu) return;
    const { width, height } = menu.getBoundingClientRect();
    const edge = 6;
    menu.style.left = `${Math.max(edge, Math.min(x, innerWidth - width - edge))}px`;
    menu.style.top = `${Math.max(edge, Math.min(y, innerHeight - height - edge))}px`;
  }

  get #items(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>('[role=menuitem]')];
  }

  #focusAt(index: number): void {
    const items = this.#items;
    (
      items.at(index % Math.max(1, items.length)) ?? this.querySelector<HTMLElement>('[role=menu]')
    )?.focus();
  }

  #onKey(event: KeyboardEvent): void {
    const at = this.#items.indexOf(document.activeElement as HTMLElement);
    const moves: Readonly<Record<string, () => void>> = {
      ArrowDown: () => this.#focusAt(at + 1),
      ArrowUp: () => this.#focusAt(at < 1 ? -1 : at - 1),
      Home: () => this.#focusAt(0),
      End: () => this.#focusAt(-1),
      Escape: () => this.#back(),
      ArrowLeft: () => this.level.kind !== 'all' && this.#back(),
      ArrowRight: () => this.#items[at]?.ariaHasPopup && this.#items[at]?.click(),
      Tab: () => this.#close(),
    };
    event.stopPropagation();
    const move = moves[event.key];
    if (move) {
      event.preventDefault();
      move();
    } else if (event.key.length === 1 && event.key !== ' ' && !event.ctrlKey && !event.metaKey) {
      this.#type(event.key, at);
    }
  }

  #back(): void {
    if (this.level.kind === 'all' || this.request?.ask) this.#close();
    else this.level = { kind: 'all' };
  }

  /** Go to the next line that begins with what is typed. */
  #type(letter: string, at: number): void {
    const now = performance.now();
    this.#typed = now - this.#typedAt > 800 ? letter : this.#typed + letter;
    this.#typedAt = now;
    const items = this.#items;
    const from = this.#typed.length === 1 ? at + 1 : at;
    const order = [...items.slice(from), ...items.slice(0, from)];
    const wanted = this.#typed.toLowerCase();
    order.find((item) => item.textContent?.trim().toLowerCase().startsWith(wanted))?.focus();
  }

  /** Choose what writes KQL. */
  #choose({ of, kql }: Pick<OfferedStep, 'of' | 'kql'>, apart = true): void {
    const cell = this.request?.cell ?? null;
    this.#close(false);
    if (of === 'value') askPage(this, 'hunt-add', { kql, ...(cell !== null && { behind: cell }) });
    else if (cell !== null) askPage(this, 'hunt-add', { kql, on: cell, apart });
  }

  #ask(step: OfferedStep): void {
    if (!step.asks) {
      this.#choose(step);
      return;
    }
    this.level = { kind: 'ask', step, sends: null, refused: null };
    void this.#during(async (signal) => {
      const values = [this.#text.slice(0, 4096)];
      const [{ parties }, { findings }] = await Promise.all([
        call('wouldSend', { tool: step.name, values }, signal),
        call('diagnose', { text: step.kql }, signal),
      ]);
      const off = findings.find(({ code, severity }) => severity === 'error' || code === lookupOff);
      this.level = { kind: 'ask', step, sends: parties, refused: off?.message ?? null };
    });
  }

  #lookForQueries(): void {
    this.level = { kind: 'queries' };
    const type = this.pivots?.subjects[0]?.type;
    if (this.queries || type === undefined) return;
    void this.#during(async (signal) => {
      this.queries = await call('pivotQueries', { value: this.#text, type }, signal);
    });
  }

  #decode(): void {
    const text = this.#text;
    this.#close();
    askPage(this, 'hunt-sheet', { title: 'Decoder', tag: 'decoder-bench', properties: { text } });
  }

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.#close();
  }

  #filters(): Item[] {
    const { column, value, within } = this.request ?? {};
    if (!column) return [];
    const keep = this.#where;
    const drop = within ? '' : whereNot(column, value);
    const item = (title: string, kql: string): Item => ({
      title,
      about: kql.slice(8, 400),
      act: () => this.#choose({ of: 'rows', kql }, false),
    });
    return [item('Only these rows', keep), ...(drop ? [item('Without these rows', drop)] : [])];
  }

  #everywhere(): Item[] {
    return (this.pivots?.subjects ?? [])
      .filter(({ value }) => value.length > 0 && value.length <= 4096)
      .map(({ type, title, value }) => ({
        title: type === 'Text' ? 'Where else it stands' : `All about this ${lowered(title)}`,
        about: 'in all open tables',
        act: () => {
          this.#close();
          askPage(this, 'hunt-sheet', entitySheet({ type, title, value }));
        },
      }));
  }

  #groups(): Group[] {
    const { pivots } = this;
    const functions = (pivots?.functions ?? []).map(
      (step): Item => ({
        title: step.name,
        about: step.about,
        code: true,
        asks: step.asks,
        leads: step.asks,
        act: () => this.#ask(step),
      }),
    );
    const decoded = pivots?.decoded;
    const copies: Item[] = [
      { title: 'Copy', act: () => void this.#copy(this.#text) },
      { title: 'Copy as KQL', act: () => void this.#copy(textLiteral(this.#text)) },
    ];
    const kind = pivots?.subjects[0];
    return [
      { label: 'Rows', items: this.#filters() },
      { label: 'Clipboard', items: copies },
      { label: 'Everywhere', items: this.#everywhere() },
      {
        label: 'Decode',
        items: decoded
          ? [
              { title: 'Decode', about: decoded.text, act: () => this.#choose(decoded) },
              { title: 'Open in the decoder', act: () => this.#decode() },
            ]
          : [],
      },
      {
        label: 'Functions',
        items: functions,
      },
      {
        label: 'Queries',
        items:
          kind && kind.type !== 'Text'
            ? [
                {
                  title: 'Queries of the catalogue…',
                  about: 'that the open data can answer',
                  leads: true,
                  act: () => this.#lookForQueries(),
                },
              ]
            : [],
      },
    ];
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.request) return nothing;
    const text = this.#text;
    const [subject] = this.pivots?.subjects ?? [];
    const name = `${subject?.title ?? 'Value'} ${visible(text.slice(0, 100))}`;
    return html`<div class="entity-menu" role="menu" tabindex="-1" aria-label=${name} aria-busy=${this.pivots === null && !this.problem && text !== ''}>
      <div class="what" role="presentation">
        <span class="kind">${subject?.title ?? (text === '' ? 'Empty' : 'Value')}</span>
        <code>${visible(text.slice(0, 300))}${text.length > 300 ? '…' : ''}</code>
        ${subject?.about ? html`<span class="quiet">${visible(subject.about)}</span>` : nothing}
      </div>
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')} ${visible(this.problem.message)}</p>` : nothing}
      ${this.#level()}
    </div>`;
  }

  #level(): TemplateResult {
    const { level } = this;
    if (level.kind === 'queries') return this.#queries();
    if (level.kind === 'ask') return this.#question(level);
    const waits = this.pivots === null && !this.problem && this.#text.trim() !== '';
    return html`${this.#groups().map((group) => menuGroup(group))}
      ${waits ? html`<p class="quiet waits">Looking what can be asked…</p>` : nothing}`;
  }

  #queries(): TemplateResult {
    const { queries } = this;
    const items = (queries?.queries ?? []).map(
      (step): Item => ({ title: step.name, about: step.about, act: () => this.#choose(step) }),
    );
    const back: Item = { title: 'Back', act: () => this.#back() };
    const more = queries?.more ?? 0;
    return html`${menuGroup({ label: 'Back', items: [back] })}
      ${
        queries === null && !this.problem
          ? html`<p class="quiet waits">Looking which queries the open data can answer…</p>`
          : menuGroup({ label: 'Queries', items })
      }
      ${queries && items.length === 0 ? html`<p class="quiet waits">No query of the catalogue is about this and can be answered here.</p>` : nothing}
      ${more > 0 ? html`<p class="quiet waits">${countText(more)} more queries were not looked at.</p>` : nothing}`;
  }

  #question({ step, sends, refused }: Extract<Level, { kind: 'ask' }>): TemplateResult {
    const leaves = (sends ?? []).filter(({ sent }) => sent.length > 0);
    const items: Item[] = [
      { title: 'Back', act: () => this.#back() },
      {
        title: refused === null && leaves.length > 0 ? 'Send it, and add the cell' : 'Add the cell',
        act: () => this.#choose(step),
      },
    ];
    return html`${sendingText({ step, sends, refused })}
      ${menuGroup({ label: 'Choose', items: sends === null ? items.slice(0, 1) : items })}`;
  }
}

/** A kind in the middle of a sentence: abbreviations stay as they are. */
const lowered = (title: string): string =>
  /^[A-Z]{2}/.test(title) ? title : title.charAt(0).toLowerCase() + title.slice(1);

/** What has the focus, within shadow trees too. */
function focused(): HTMLElement | null {
  let found: Element | null = document.activeElement;
  while (found?.shadowRoot?.activeElement) found = found.shadowRoot.activeElement;
  return found as HTMLElement | null;
}
