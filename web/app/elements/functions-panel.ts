import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { matchWords } from '../../../src/base/index.ts';
import type { FunctionEntry, FunctionKind } from '../../../src/protocol/index.ts';
import { askPage } from '../acts.ts';
import { type BrowseGroup, browseGroups } from '../browse-list.ts';
import { call, problemOf } from '../client.ts';
import type { HuntDoc } from '../hunt-doc.ts';
import type { HuntStore } from '../hunt-store.ts';
import { countText, visible } from '../text.ts';
import { walk } from '../walk.ts';

/** What a group of functions is called; those of the toolbox first. */
export const kindWords: Readonly<Record<FunctionKind, string>> = {
  each: 'Look at each value',
  all: 'Look at all rows together',
  lookup: 'Ask others',
  operator: 'KQL operators',
  function: 'KQL functions',
  aggregate: 'KQL aggregates',
  plugin: 'KQL plugins',
};

let listed: Promise<readonly FunctionEntry[]> | null = null;

/** Every function; asked for once. */
export function allFunctions(): Promise<readonly FunctionEntry[]> {
  listed ??= call('functions', {}).then(
    ({ functions }) => functions,
    (error: unknown) => {
      listed = null;
      throw error;
    },
  );
  return listed;
}

/** What there is to call: the functions of the toolbox, and KQL's own. */
export class FunctionsPanel extends LitElement {
  static override properties = {
    active: { type: Boolean },
    doc: { attribute: false },
    store: { attribute: false },
    functions: { state: true },
    words: { state: true },
    entity: { state: true },
    opened: { state: true },
    chosen: { state: true },
    problem: { state: true },
  };
  /** Whether it is seen: before that it asks for nothing. */
  declare active: boolean;
  declare doc: HuntDoc;
  declare store: HuntStore;
  declare functions: readonly FunctionEntry[] | null;
  declare words: string;
  declare entity: string;
  declare opened: ReadonlySet<string>;
  declare chosen: string;
  declare problem: string;

  constructor() {
    super();
    this.active = false;
    this.functions = null;
    this.words = '';
    this.entity = '';
    this.opened = new Set<FunctionKind>(['each', 'all', 'lookup']);
    this.chosen = '';
    this.problem = '';
    this.addEventListener('keydown', walk);
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override updated(): void {
    if (!this.active || this.functions !== null || this.problem !== '') return;
    allFunctions().then(
      (functions) => {
        this.functions = functions;
      },
      (error: unknown) => {
        this.problem = problemOf(error).message;
      },
    );
  }

  override render(): TemplateResult | typeof nothing {
    if (!this.active) return nothing;
    const all = this.functions ?? [];
    const entities = [...new Set(all.flatMap((f) => f.entities))].sort();
    const found = this.#found(all);
    return html`
      <div class="find">
        <label class="unseen" for="find-function">Find a function</label>
        <input id="find-function" type="search" placeholder="Find a function" autocomplete="off" spellcheck="false" maxlength="300"
          .value=${this.words} @input=${(e: InputEvent) => {
            this.words = (e.target as HTMLInputElement).value;
          }} />
        <label class="of-entity">Asked of
          <select @change=${(e: Event) => {
            this.entity = (e.target as HTMLSelectElement).value;
          }}><option value="">anything</option>${entities.map((entity) => html`<option value=${entity} ?selected=${entity === this.entity}>${entity}</option>`)}</select>
        </label>
      </div>
      ${this.functions === null ? html`<p class="empty" role="status">${this.problem ? visible(this.problem) : 'Reading the functions…'}</p>` : nothing}
      <p class="told quiet" role="status">${found.length > 0 ? `${countText(found.length)} ${found.length === 1 ? 'function' : 'functions'}` : ''}</p>
      ${browseGroups(this.#groups(found))}
      ${this.functions && found.length === 0 ? html`<p class="empty">No function fits.</p>` : nothing}`;
  }

  #found(all: readonly FunctionEntry[]): readonly FunctionEntry[] {
    const { words, entity } = this;
    const own = entity === '' ? all : all.filter((f) => f.entities.includes(entity));
    if (words.trim() === '') return own;
    return own
      .flatMap((found) => {
        const score = scoreOf(found, words);
        return score === null ? [] : [{ found, score }];
      })
      .sort((a, b) => b.score - a.score)
      .map(({ found }) => found);
  }

  #groups(found: readonly FunctionEntry[]): BrowseGroup[] {
    const narrowed = this.words.trim() !== '' || this.entity !== '';
    return Object.entries(kindWords).flatMap(([kind, title]) => {
      const own = found.filter((f) => f.kind === kind);
      if (own.length === 0) return [];
      const open = narrowed || this.opened.has(kind);
      return [
        {
          title,
          count: own.length,
          open,
          entries: (open ? own : []).map((entry) => ({
            name: entry.name,
            about: entry.about,
            current: this.chosen === `${kind} ${entry.name}`,
            choose: () => {
              this.chosen = `${kind} ${entry.name}`;
              showFunction(this, entry, this);
            },
          })),
          toggle: (opens: boolean) => {
            if (narrowed || this.opened.has(kind) === opens) return;
            const opened = new Set(this.opened);
            if (opens) opened.add(kind);
            else opened.delete(kind);
            this.opened = opened;
          },
        },
      ];
    });
  }
}

/** How well a function fits: by its name, else by what it does. */
export function scoreOf({ name, about, words }: FunctionEntry, typed: string): number | null {
  const byName = matchWords(typed, name, { letters: true });
  if (byName !== null) return byName + 10;
  return matchWords(typed, `${name} ${about} ${words}`);
}

/** Show a function in the sheet. */
export function showFunction(
  from: EventTarget,
  { name, kind }: Pick<FunctionEntry, 'name' | 'kind'>,
  { doc, store }: { doc: HuntDoc; store: HuntStore },
): void {
  askPage(from, 'hunt-sheet', {
    title: name,
    tag: 'function-sheet',
    properties: { called: { name, kind }, doc, store },
  });
}
