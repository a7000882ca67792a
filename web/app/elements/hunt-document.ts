import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { repeat } from 'lit/directives/repeat.js';
import type { HuntBlock, HuntPageEdit, HuntState } from '../../../src/protocol/index.ts';
import type { AddedCell } from '../acts.ts';
import { CellEditor } from '../editor/cell-editor.ts';
import type { HuntDoc } from '../hunt-doc.ts';
import { icon } from '../icon.ts';
import { withStep } from '../result-view.ts';
import { visible } from '../text.ts';
import type { HuntCellElement } from './hunt-cell.ts';
import type { HuntProseElement } from './hunt-prose.ts';

const nothingAsked = { kql: '', line: {} } as const;

/** The open hunt: head, prose, cells. Everything that is done in it changes its text. */
export class HuntDocument extends LitElement {
  static override properties = {
    doc: { attribute: false },
    hunt: { attribute: false },
    dark: { type: Boolean },
    tick: { type: Number },
    active: { state: true },
    folded: { state: true },
    again: { state: true },
  };
  declare doc: HuntDoc;
  declare hunt: HuntState;
  declare dark: boolean;
  declare tick: number;
  declare active: string | null;
  declare folded: ReadonlySet<string>;
  declare again: boolean;
  #editor: CellEditor | null = null;
  #shown = '';
  #wanted: string | null = null;

  constructor() {
    super();
    this.dark = false;
    this.tick = 0;
    this.active = null;
    this.folded = new Set();
    this.again = false;
    this.addEventListener('keydown', (event) => this.#onKey(event));
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Whether the hunt is one cell that is kept nowhere: the quick question. */
  get #alone(): boolean {
    const { doc } = this;
    return doc.state?.kind === 'scratch' && doc.blocks.length === 1 && doc.cells.length === 1;
  }

  get editor(): CellEditor {
    this.#editor ??= new CellEditor(this.doc, (key) => this.#focusBlock(key));
    return this.#editor;
  }

  protected override willUpdate(changed: PropertyValues): void {
    const { doc } = this;
    const id = doc.state?.hunt ?? '';
    if (id !== this.#shown) {
      this.#shown = id;
      this.active = doc.state?.kind === 'scratch' ? (doc.cells[0]?.key ?? null) : null;
      this.folded = new Set();
      this.#wanted = null;
    }
    if (this.active !== null && !doc.cell(this.active)) this.active = null;
    if (this.active === null && this.#alone) this.active = doc.cells[0]?.key ?? null;
    if (this.active === null && changed.has('active')) this.editor.exit();
  }

  protected override updated(): void {
    this.editor.sync(this.hunt, this.dark);
    const wanted = this.#wanted;
    if (wanted === null) return;
    const block = this.#blockElement(wanted);
    if (!block) return;
    this.#wanted = null;
    block.scrollIntoView({ block: 'nearest' });
  }

  #blockElement(key: string): HTMLElement | null {
    return this.querySelector<HTMLElement>(`[data-key="${CSS.escape(key)}"]`);
  }

  #focusBlock(key: string): void {
    const block = this.#blockElement(key);
    block?.querySelector<HTMLElement>('section')?.focus();
    block?.scrollIntoView({ block: 'nearest' });
  }

  /** Show a block. */
  reveal(key: string): void {
    const block = this.#blockElement(key);
    block?.scrollIntoView({ block: 'start' });
    block?.querySelector<HTMLElement>('section')?.focus({ preventScroll: true });
  }

  focusEditor(): void {
    const cell = this.doc.cell(this.active ?? '') ?? this.doc.cells[0];
    if (cell) this.#enter(cell.key);
  }

  #enter(key: string): void {
    if (this.editor.key === key && this.active === key) {
      this.editor.focus();
      return;
    }
    void this.doc.flush();
    this.active = key;
    const cell = this.#blockElement(key)?.querySelector<HuntCellElement>('hunt-cell');
    if (!cell) return;
    cell.wantsFocus = true;
    cell.requestUpdate();
  }

  /** Put a text where the caret is. */
  insert(text: string): void {
    if (this.active === null) this.focusEditor();
    else this.editor.insert(text);
  }

  /** Ask something: in the cell of a quick question, or in a new one behind what is edited. */
  async ask(kql: string): Promise<void> {
    const only = this.#alone ? this.doc.cells[0] : null;
    if (!only) return this.add({ kql });
    this.editor.fill(kql);
    this.editor.focus();
    await this.doc.run([only.key]);
  }

  /** A new empty cell, or a text to be written, behind what is edited. */
  async insertBlock(kind: 'cell' | 'text'): Promise<void> {
    const isCell = kind === 'cell';
    await this.#insertBehind(this.active, isCell ? nothingAsked : null, isCell ? '' : 'Text');
  }

  /** Add a cell and run it; a quick question that is still empty becomes it. */
  async add({ kql, line = {}, behind, on, apart }: AddedCell): Promise<void> {
    if (on !== undefined) return this.#narrow(on, kql, apart);
    const only = this.#alone ? this.doc.cells[0] : null;
    if (only && this.doc.kqlOf(only).trim() === '' && Object.keys(line).length === 0)
      return this.ask(kql);
    const key = await this.#insertBehind(behind ?? this.active, { kql, line }, '');
    if (key !== null) await this.doc.run([key]);
  }

  /** Insert behind a block, at the end where none is named; gives the key of the new block. */
  async #insertBehind(
    key: string | null,
    cell: Extract<HuntPageEdit, { kind: 'insert' }>['cell'],
    prose: string,
  ): Promise<string | null> {
    const { blocks } = this.doc;
    const at = key === null ? blocks.length - 1 : blocks.findIndex((block) => block.key === key);
    return this.#insertBefore(blocks[at + 1]?.key ?? null, cell, prose);
  }

  async #insertBefore(
    before: string | null,
    cell: Extract<HuntPageEdit, { kind: 'insert' }>['cell'],
    prose: string,
  ): Promise<string | null> {
    await this.doc.flush();
    const known = new Set(this.doc.blocks.map(({ key }) => key));
    await this.doc.edit({ kind: 'insert', before, cell, prose });
    const made = this.doc.blocks.find(({ key }) => !known.has(key));
    if (!made) return null;
    this.#wanted = made.key;
    await this.updateComplete;
    if (made.kind === 'cell') this.#enter(made.key);
    else this.#editProse(made.key);
    return made.key;
  }

  #editProse(key: string): void {
    const prose = this.#blockElement(key)?.querySelector<HuntProseElement>('hunt-prose');
    if (prose) prose.editing = true;
  }

  async #edit(edit: HuntPageEdit): Promise<void> {
    await this.doc.flush();
    await this.doc.edit(edit);
    if (!this.again) return;
    const stale = this.doc.cells.filter(({ state, outcome }) => state === 'stale' && outcome);
    if (stale.length > 0) await this.doc.run(stale.map(({ key }) => key));
  }

  #act(key: string, act: string): void {
    const { blocks } = this.doc;
    const at = blocks.findIndex((block) => block.key === key);
    if (at < 0) return;
    if (act === 'delete') {
      const near = blocks[at + 1] ?? blocks[at - 1];
      void this.#edit({ kind: 'delete', block: key }).then(
        () => near && this.#focusBlock(near.key),
      );
    } else if (act === 'above') void this.#insertBefore(key, nothingAsked, '');
    else if (act === 'below') void this.#insertBehind(key, nothingAsked, '');
    else if (act === 'text') void this.#insertBehind(key, null, 'Text');
    else if (act === 'up' && at > 0) this.#move(key, blocks[at - 1]?.key ?? null);
    else if (act === 'down' && at < blocks.length - 1) this.#move(key, blocks[at + 2]?.key ?? null);
  }

  #move(key: string, before: string | null): void {
    void this.#edit({ kind: 'move', block: key, before }).then(() => this.#focusBlock(key));
  }

  /**
   * Go on from a cell with steps, in a new one behind it; the cell gets a name for that. A quick question is asked anew
   * with them, unless they are to stand `apart`.
   */
  async #narrow(key: string, step: string, apart = false): Promise<void> {
    let cell = this.doc.cell(key);
    if (!cell) return;
    if (this.#alone && !apart) {
      await this.ask(withStep(this.doc.kqlOf(cell), step));
      return;
    }
    if (cell.name === null) {
      const names = new Set(this.doc.cells.map(({ name }) => name));
      let n = 1;
      while (names.has(`rows${n}`)) n++;
      await this.#edit({ kind: 'line', block: key, line: { name: `rows${n}` } });
      cell = this.doc.cell(key);
    }
    const made = await this.#insertBehind(key, { kql: `${cell?.name}\n${step}`, line: {} }, '');
    if (made !== null) await this.doc.run([made]);
  }

  /** Keys on a block itself, not on what stands in it. */
  #onKey(event: KeyboardEvent): void {
    const target = event.target as HTMLElement;
    const key = target.closest<HTMLElement>('[data-key]')?.dataset['key'];
    const command = event.ctrlKey || event.metaKey;
    const typing = target.closest('input, textarea, select, .monaco-editor') !== null;
    if (command && !typing && event.key.toLowerCase() === 'z') {
      event.preventDefault();
      void this.doc.step(event.shiftKey ? 'redo' : 'undo');
      return;
    }
    if (key === undefined || !target.matches('section.cell, section.prose')) return;
    const { blocks } = this.doc;
    const at = blocks.findIndex((block) => block.key === key);
    const block = blocks[at];
    const go = (by: number): void => {
      const next = blocks[at + by];
      if (next) this.#focusBlock(next.key);
    };
    const acts: Record<string, () => void> = {
      ArrowDown: () => (event.altKey ? this.#act(key, 'down') : go(1)),
      ArrowUp: () => (event.altKey ? this.#act(key, 'up') : go(-1)),
      Enter: () => {
        if (block?.kind === 'prose') this.#editProse(key);
        else if (command || event.shiftKey) void this.doc.run([key]);
        else this.#enter(key);
      },
      Delete: () => this.#act(key, 'delete'),
      a: () => this.#act(key, 'above'),
      b: () => this.#act(key, 'below'),
      t: () => this.#act(key, 'text'),
    };
    const act = command && event.key !== 'Enter' ? undefined : acts[event.key];
    if (!act) return;
    event.preventDefault();
    act();
  }

  override render(): TemplateResult | typeof nothing {
    const { doc } = this;
    if (!doc.state) return nothing;
    const alone = this.#alone;
    return html`<div class="document ${alone ? 'alone' : ''}"
      @hunt-edit=${(e: CustomEvent<HuntPageEdit>) => void this.#edit(e.detail)}
      @edit-cell=${(e: CustomEvent<string>) => this.#enter(e.detail)}
      @block-act=${(e: CustomEvent<{ key: string; act: string }>) => this.#act(e.detail.key, e.detail.act)}
      @narrow-cell=${(e: CustomEvent<{ key: string; step: string }>) => void this.#narrow(e.detail.key, e.detail.step)}
      @again=${(e: CustomEvent<boolean>) => {
        this.again = e.detail;
      }}
      @fold=${(e: CustomEvent<string>) => this.#fold(e.detail)}>
      <hunt-head .doc=${doc} .tick=${this.tick} .again=${this.again}></hunt-head>
      ${this.#unreadable()}
      <div class="blocks">
        ${repeat(
          doc.blocks,
          (block) => block.key,
          (block, i) => this.#block(block, i, alone),
        )}
        ${alone ? nothing : this.#adders(null, true)}
      </div>
    </div>`;
  }

  #fold(key: string): void {
    const folded = new Set(this.folded);
    if (!folded.delete(key)) folded.add(key);
    this.folded = folded;
  }

  #block(block: HuntBlock, i: number, alone: boolean): TemplateResult {
    return html`<div class="block" data-key=${block.key}>
      ${alone || i === 0 ? nothing : this.#adders(block.key, false)}
      ${
        block.kind === 'prose'
          ? html`<hunt-prose .prose=${block}></hunt-prose>`
          : html`<hunt-cell .doc=${this.doc} .cell=${block} .hunt=${this.hunt} .editor=${this.editor} .tick=${this.tick}
              ?active=${block.key === this.active} ?alone=${alone} ?folded=${this.folded.has(block.key)}></hunt-cell>`
      }
    </div>`;
  }

  #adders(before: string | null, always: boolean): TemplateResult {
    return html`<div class="adders ${always ? 'always' : ''}">
      <button class="button small" @click=${() => void this.#insertBefore(before, nothingAsked, '')}>${icon('plus')} Cell</button>
      <button class="button small" @click=${() => void this.#insertBefore(before, null, 'Text')}>${icon('plus')} Text</button>
    </div>`;
  }

  /** What is wrong with the text, and the text itself where it has no parts that could be shown. */
  #unreadable(): TemplateResult | typeof nothing {
    const { problem, text, blocks } = this.doc.state ?? {};
    if (!problem) return nothing;
    return html`<div class="problem" role="alert">${icon('warning')}<div><strong>${visible(problem.message)}</strong> ${visible(problem.hint ?? '')}</div></div>
      ${
        blocks?.length === 0 && text
          ? html`<form class="raw" @submit=${(e: Event) => {
              e.preventDefault();
              const area = (e.target as HTMLFormElement).querySelector('textarea');
              void this.#edit({ kind: 'text', text: area?.value ?? text });
            }}>
              <textarea aria-label="The text of the hunt" spellcheck="false" .value=${text} @keydown=${(e: KeyboardEvent) => e.stopPropagation()}></textarea>
              <button class="button brand" type="submit">Save the text</button>
            </form>`
          : nothing
      }`;
  }
}
