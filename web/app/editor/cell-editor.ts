import type { HuntCell, HuntState } from '../../../src/protocol/index.ts';
import { call } from '../client.ts';
import type { HuntDoc } from '../hunt-doc.ts';
import type { KqlEditor } from './monaco.ts';

const plain = (kql: string): string => kql.replace(/\n+$/, '');

/** The one editor of the page: it stands in the cell that is edited, and goes from cell to cell. */
export class CellEditor {
  readonly #doc: HuntDoc;
  readonly #host = document.createElement('div');
  readonly #leave: (key: string) => void;
  #editor: KqlEditor | null = null;
  #loading: Promise<KqlEditor> | null = null;
  #key: string | null = null;
  #hunt = '';
  #dark = false;
  #schema = '';
  #marked: unknown = null;

  constructor(doc: HuntDoc, leave: (key: string) => void) {
    this.#doc = doc;
    this.#leave = leave;
    this.#host.className = 'editor-host';
  }

  get ready(): boolean {
    return this.#editor !== null;
  }

  /** The key of the cell that the editor stands in; null where it stands in none. */
  get key(): string | null {
    return this.#key;
  }

  /** Stand in a place of the page, for a cell. */
  async enter(place: HTMLElement, cell: HuntCell, focus: boolean): Promise<void> {
    const hunt = this.#doc.state?.hunt ?? '';
    const other = this.#key !== cell.key || this.#hunt !== hunt;
    this.#key = cell.key;
    this.#hunt = hunt;
    if (this.#host.parentElement !== place) place.append(this.#host);
    this.#loading ??= this.#mount();
    const editor = await this.#loading;
    if (this.#key !== cell.key) return;
    if (other) {
      this.#doc.newGroup();
      this.#marked = null;
      editor.begin(this.#doc.kqlOf(cell));
      editor.mark(cell.problem);
    }
    this.sync();
    if (focus) editor.focus();
  }

  /** Stand nowhere. */
  exit(): void {
    this.#key = null;
    this.#host.remove();
  }

  /** Follow the hunt: what was changed elsewhere, where its last run failed, what can be named. */
  sync(hunt?: HuntState, dark: boolean = this.#dark): void {
    const editor = this.#editor;
    if (dark !== this.#dark) editor?.setDark(dark);
    this.#dark = dark;
    if (hunt) this.#name(hunt);
    const cell = this.#key === null ? null : this.#doc.cell(this.#key);
    if (!editor || !cell || this.#doc.state?.hunt !== this.#hunt) return;
    const kept = this.#doc.drafts.has(cell.key) || this.#doc.conflict !== null;
    if (!kept && plain(editor.text()) !== plain(cell.kql)) editor.setText(cell.kql);
    const fault = cell.state === 'failed' ? cell.problem : null;
    const said = JSON.stringify(fault);
    if (kept || said === this.#marked) return;
    this.#marked = said;
    editor.mark(fault);
  }

  #name({ schema }: HuntState): void {
    const named = this.#doc.cells.flatMap(({ name, outcome }) =>
      name !== null && outcome ? [{ name, columns: outcome.columns }] : [],
    );
    const names = new Set(named.map(({ name }) => name));
    const all = [...schema.filter(({ name }) => !names.has(name)), ...named];
    const said = JSON.stringify(all);
    if (!this.#editor || said === this.#schema) return;
    this.#schema = said;
    void this.#editor.setSchema(all);
  }

  async #mount(): Promise<KqlEditor> {
    const { mountEditor } = await import('./monaco.ts');
    const editor = await mountEditor(
      this.#host,
      { text: '', dark: this.#dark },
      {
        run: () => this.#key !== null && void this.#doc.run([this.#key]),
        changed: (text) => this.#key !== null && this.#doc.type(this.#key, text),
        leave: () => this.#key !== null && this.#leave(this.#key),
      },
    );
    const cell = (): { cell?: { hunt: string; block: string } } =>
      this.#key === null ? {} : { cell: { hunt: this.#hunt, block: this.#key } };
    editor.helpFrom({
      diagnose: async (text) => (await call('diagnose', { text, ...cell() })).findings,
      hover: async (text, at) => (await call('hover', { text, at, ...cell() })).hover,
    });
    this.#editor = editor;
    return editor;
  }

  focus(): void {
    this.#editor?.focus();
  }

  insert(text: string): void {
    this.#editor?.insert(text);
  }

  /** Another query in place of the one that stands here. */
  fill(kql: string): void {
    const { key } = this;
    if (key === null) return;
    this.#editor?.setText(kql);
    this.#doc.type(key, kql);
  }
}
