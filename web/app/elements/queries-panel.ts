import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { Calls, HuntState, QueryEntry, QueryLook } from '../../../src/protocol/index.ts';
import { askPage } from '../acts.ts';
import { type BrowseEntry, type BrowseGroup, browseGroups } from '../browse-list.ts';
import { call, problemOf } from '../client.ts';
import { LastAsk } from '../last-ask.ts';
import { keyOf, QueryMarks } from '../query-marks.ts';
import { countText, visible } from '../text.ts';
import { walk } from '../walk.ts';

type Kinds = Calls['queryKinds']['answer'];

const restMs = 150;
const shownAtOnce = 200;
const everything: QueryLook = { words: '' };

/** The named queries: looked for by words and by what they are about, each with whether the open data can answer it. */
export class QueriesPanel extends LitElement {
  static override properties = {
    active: { type: Boolean },
    state: { attribute: false },
    queries: { state: true },
    kinds: { state: true },
    look: { state: true },
    only: { state: true },
    opened: { state: true },
    chosen: { state: true },
    problem: { state: true },
    told: { state: true },
  };
  /** Whether it is seen: before that it asks for nothing. */
  declare active: boolean;
  declare state: HuntState;
  declare queries: readonly QueryEntry[] | null;
  declare kinds: Kinds | null;
  declare look: QueryLook;
  /** Only those that the open data can answer, in part at least. */
  declare only: boolean;
  declare opened: ReadonlySet<string>;
  declare chosen: string;
  declare problem: string;
  declare told: number;
  readonly #marks = new QueryMarks(() => {
    this.told++;
  });
  readonly #last = new LastAsk();
  #begun = false;

  constructor() {
    super();
    this.active = false;
    this.queries = null;
    this.kinds = null;
    this.look = everything;
    this.only = false;
    this.opened = new Set();
    this.chosen = '';
    this.problem = '';
    this.told = 0;
    this.addEventListener('keydown', walk);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const before = changed.get('state') as HuntState | undefined;
    if (before && JSON.stringify(before.schema) !== JSON.stringify(this.state.schema))
      this.#marks.forget();
  }

  protected override updated(): void {
    if (!this.active) return;
    if (!this.#begun) {
      this.#begun = true;
      this.#search(this.look);
    }
    const wanted = this.only ? (this.queries ?? []) : this.#seen();
    this.#marks.learn(wanted).catch((error: unknown) => {
      this.problem = problemOf(error).message;
    });
  }

  /** Those whose entries are shown. */
  #seen(): readonly QueryEntry[] {
    const found = this.queries ?? [];
    if (this.#narrowed) return found.slice(0, shownAtOnce);
    return found.filter(({ family }) => this.opened.has(family));
  }

  get #narrowed(): boolean {
    return Object.values(this.look).some((value) => value) || this.only;
  }

  #search(look: QueryLook): void {
    this.look = look;
    this.#last.soon(this.queries ? restMs : 0, () => this.#ask(look));
  }

  async #ask(look: QueryLook): Promise<void> {
    const signal = this.#last.begin();
    try {
      this.kinds ??= await call('queryKinds', {}, signal);
      this.queries = (await call('queries', look, signal)).queries;
      this.problem = '';
    } catch (error) {
      if (!signal.aborted) this.problem = problemOf(error).message;
    }
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.active) return nothing;
    const found = this.queries;
    return html`
      <div class="find">
        <label class="unseen" for="find-query">Find a query</label>
        <input id="find-query" type="search" placeholder="Find a query" autocomplete="off" spellcheck="false" maxlength="300"
          .value=${this.look.words} @input=${(e: InputEvent) =>
            this.#search({ ...this.look, words: (e.target as HTMLInputElement).value })} />
        ${this.#filters()}
      </div>
      ${this.problem ? html`<p class="empty" role="alert">${visible(this.problem)}</p>` : nothing}
      ${found === null ? html`<p class="empty">${this.problem ? nothing : 'Reading the queries…'}</p>` : this.#list(found)}
      ${this.kinds?.faults.map((fault) => html`<p class="empty warn">${visible(fault)}</p>`)}`;
  }

  #filters(): TemplateResult {
    const { families = [], entities = [], parameters = [] } = this.kinds ?? {};
    const tables = this.state.tables.map(({ name }) => name);
    const { look } = this;
    const said = [look.family, look.table, look.entity, look.parameter].filter(Boolean).length;
    return html`<details class="filters"><summary>Filters${said > 0 ? ` (${said})` : ''}</summary><div class="filter-fields">
      ${this.#filter('family', 'Family', families)}
      ${this.#filter('entity', 'Entity', entities)}
      ${this.#filter('table', 'Table', tables)}
      ${this.#filter('parameter', 'Parameter', parameters)}
    </div></details>
    <label class="only"><input type="checkbox" .checked=${this.only} @change=${(e: Event) => {
      this.only = (e.target as HTMLInputElement).checked;
    }} /> Only what the open data can answer</label>`;
  }

  #filter(
    part: 'family' | 'entity' | 'table' | 'parameter',
    title: string,
    values: readonly string[],
  ): TemplateResult {
    const id = `query-${part}`;
    return html`<label for=${id}>${title}</label>
      <input id=${id} list="${id}-values" autocomplete="off" spellcheck="false" maxlength="300" placeholder="any" .value=${this.look[part] ?? ''}
        @change=${(e: Event) => {
          const value = (e.target as HTMLInputElement).value.trim();
          this.#search({ ...this.look, [part]: value || undefined });
        }} />
      <datalist id="${id}-values">${values.slice(0, 1000).map((value) => html`<option value=${value}></option>`)}</datalist>`;
  }

  #list(all: readonly QueryEntry[]): TemplateResult {
    const states = all.map((query) => this.#marks.of(query)?.state);
    const known = states.filter((state) => state !== undefined).length;
    const fits = (i: number): boolean =>
      !this.only || states[i] === 'yes' || states[i] === 'partly';
    const found = all.filter((_, i) => fits(i));
    const waits = this.only && known < all.length;
    const shown = this.#narrowed ? found.slice(0, shownAtOnce) : found;
    const more = found.length - shown.length;
    return html`
      <p class="told quiet" role="status">${
        waits
          ? `Looked at ${countText(known)} of ${countText(all.length)} queries…`
          : found.length === 0
            ? ''
            : `${countText(found.length)} ${found.length === 1 ? 'query' : 'queries'}`
      }</p>
      ${browseGroups(this.#groups(shown))}
      ${found.length === 0 && !waits ? html`<p class="empty">No query fits.</p>` : nothing}
      ${more > 0 ? html`<p class="empty">${countText(more)} more; say more to find them.</p>` : nothing}`;
  }

  #groups(shown: readonly QueryEntry[]): BrowseGroup[] {
    const byFamily = new Map<string, QueryEntry[]>();
    const own = shown.filter(({ language }) => language === 'kql');
    for (const query of this.#narrowed ? new Set([...own, ...shown]) : shown)
      byFamily.set(query.family, [...(byFamily.get(query.family) ?? []), query]);
    return [...byFamily].map(([family, queries]) => {
      const open = this.#narrowed || this.opened.has(family);
      return {
        title: family,
        count: queries.length,
        open,
        entries: open ? queries.map((query) => this.#entry(query)) : [],
        toggle: (opens) => this.#toggle(family, opens),
      };
    });
  }

  #toggle(family: string, opens: boolean): void {
    if (this.#narrowed || this.opened.has(family) === opens) return;
    const opened = new Set(this.opened);
    if (opens) opened.add(family);
    else opened.delete(family);
    this.opened = opened;
  }

  #entry(query: QueryEntry): BrowseEntry {
    const key = keyOf(query);
    return {
      name: query.name.slice(query.name.indexOf('.') + 1),
      about: query.about,
      mark: this.#marks.sign(query),
      ...(query.language === 'kql' ? {} : { tag: query.language }),
      current: this.chosen === key,
      choose: () => {
        this.chosen = key;
        showQuery(this, query);
      },
    };
  }
}

/** Show a query in the sheet. */
export function showQuery(
  from: EventTarget,
  { name, language }: Pick<QueryEntry, 'name' | 'language'>,
): void {
  askPage(from, 'hunt-sheet', {
    title: name,
    tag: 'query-sheet',
    properties: { query: { name, language } },
  });
}
