import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { HuntState } from '../../../src/protocol/index.ts';
import { call } from '../client.ts';
import type { KqlEditor } from '../editor/monaco.ts';
import { icon } from '../icon.ts';
import type { QueryRun } from '../query-run.ts';
import { questionsFor } from '../questions.ts';
import { countText, durationText, visible } from '../text.ts';

const draftKey = 'huntbook-draft';

/** The KQL editor with its bar: run, stop, time, questions, and the error of the last run. */
export class QueryPanel extends LitElement {
  static override properties = {
    query: { attribute: false },
    hunt: { attribute: false },
    dark: { type: Boolean },
    tick: { type: Number },
    empty: { state: true },
    ready: { state: true },
  };
  declare query: QueryRun;
  declare hunt: HuntState;
  declare dark: boolean;
  declare tick: number;
  declare empty: boolean;
  declare ready: boolean;
  #editor: KqlEditor | null = null;
  #schema = '';
  #marked: unknown = null;
  #clock = 0;

  constructor() {
    super();
    this.dark = false;
    this.tick = 0;
    this.empty = (sessionStorage.getItem(draftKey) ?? '') === '';
    this.ready = false;
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override async firstUpdated(): Promise<void> {
    const { mountEditor } = await import('../editor/monaco.ts');
    const place = this.querySelector<HTMLElement>('.editor');
    if (!place) return;
    this.#editor = await mountEditor(
      place,
      { text: sessionStorage.getItem(draftKey) ?? '', dark: this.dark },
      {
        run: () => this.run(),
        changed: (text) => {
          sessionStorage.setItem(draftKey, text);
          this.empty = text === '';
          this.#marked = null;
        },
      },
    );
    this.#editor.helpFrom({
      diagnose: async (text) => (await call('diagnose', { text })).findings,
      hover: async (text, at) => (await call('hover', { text, at })).hover,
    });
    this.ready = true;
  }

  protected override updated(changed: PropertyValues<this>): void {
    const editor = this.#editor;
    if (!editor) return;
    if (changed.has('dark')) editor.setDark(this.dark);
    const schema = JSON.stringify(this.hunt.schema);
    if (schema !== this.#schema) {
      this.#schema = schema;
      void editor.setSchema(this.hunt.schema);
    }
    const { problem, offset, phase } = this.query;
    if (this.#marked !== problem) {
      this.#marked = problem;
      editor.mark(problem, offset);
    }
    if (phase === 'running' && this.#clock === 0)
      this.#clock = setInterval(() => this.requestUpdate(), 100);
    if (phase !== 'running' && this.#clock !== 0) {
      clearInterval(this.#clock);
      this.#clock = 0;
    }
  }

  /** Run the query around the cursor, or the selection. */
  run(): void {
    const query = this.#editor?.query();
    if (query && query.text.trim() !== '') void this.query.run(query.text, query.offset);
  }

  /** Fill the editor and run. */
  ask(kql: string): void {
    this.#editor?.setText(kql);
    this.#editor?.focus();
    this.run();
  }

  /** Fill the editor and wait. */
  fill(kql: string): void {
    this.#editor?.setText(kql);
    this.#editor?.focus();
  }

  insert(text: string): void {
    this.#editor?.insert(text);
  }

  focusEditor(): void {
    this.#editor?.focus();
  }

  override render(): TemplateResult {
    return html`
      <div class="editor-frame">
        <div class="editor" id="editor"></div>
        ${this.ready ? nothing : html`<p class="editor-wait">Loading the editor…</p>`}
        ${
          this.ready && this.empty
            ? html`<p class="editor-hint" aria-hidden="true">Write KQL here, or choose a question below.</p>`
            : nothing
        }
      </div>
      ${this.#bar()}
      ${this.#failure()}
    `;
  }

  #bar(): TemplateResult {
    const { phase, startedAt, elapsedMs } = this.query;
    const running = phase === 'running';
    const questions = questionsFor(this.hunt.tables, 12);
    return html`<div class="bar">
      ${
        running
          ? html`<button class="button stop" @click=${() => this.query.stop()}>${icon('stop')} Stop</button>`
          : html`<button class="button brand run" ?disabled=${!this.ready} @click=${() => this.run()}>${icon('play')} Run</button>`
      }
      <kbd class="quiet">Shift+Enter</kbd>
      <span class="time" role="timer" aria-live="off">${
        running
          ? durationText(performance.now() - startedAt)
          : phase === 'idle'
            ? ''
            : durationText(elapsedMs)
      }</span>
      <span class="said" role="status" aria-live="polite">${this.#said()}</span>
      ${
        questions.length > 0
          ? html`<wa-dropdown placement="bottom-end" @wa-select=${(
              e: CustomEvent<{ item: { value: string } }>,
            ) => {
              const chosen = questions[Number(e.detail.item.value)];
              if (chosen) this.ask(chosen.kql);
            }}>
              <button slot="trigger" class="button plain">${icon('lightbulb')} Questions ${icon('chevron-down')}</button>
              ${questions.map((q, i) => html`<wa-dropdown-item value=${String(i)}>${q.title}<span slot="details">${q.table}</span></wa-dropdown-item>`)}
            </wa-dropdown>`
          : nothing
      }
    </div>`;
  }

  #said(): string {
    const { phase, result } = this.query;
    if (phase === 'running') return 'Running';
    if (phase === 'stopped') return 'Stopped';
    if (phase === 'failed') return 'Failed';
    if (phase === 'done' && result)
      return result.rows === 1 ? '1 row' : `${countText(result.rows)} rows`;
    return '';
  }

  #failure(): TemplateResult | typeof nothing {
    const { problem, text } = this.query;
    if (!problem) return nothing;
    const before = problem.span ? text.slice(0, problem.span.start).split('\n') : null;
    const place = before ? `line ${before.length}, column ${(before.at(-1)?.length ?? 0) + 1}` : '';
    return html`<div class="problem" role="alert">
      ${icon('warning')}
      <div>
        <strong>${visible(problem.message)}</strong>
        ${problem.hint ? html`<div>${visible(problem.hint)}</div>` : nothing}
        <div class="quiet"><code>${problem.code}</code>${place ? html` · ${place}` : nothing}</div>
      </div>
    </div>`;
  }
}
