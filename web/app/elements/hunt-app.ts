import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { watchDrops } from '../drop.ts';
import { HuntStore } from '../hunt-store.ts';
import { icon } from '../icon.ts';
import { QueryRun } from '../query-run.ts';
import { type Question, questionsFor } from '../questions.ts';
import { bytesText, countText, many, visible } from '../text.ts';
import { isDark, setTheme, startTheme, type Theme, theme } from '../theme.ts';
import type { OpenDialog } from './open-dialog.ts';
import type { QueryPanel } from './query-panel.ts';

const nextTheme: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

/** The whole page. */
export class HuntApp extends LitElement {
  static override properties = {
    tick: { state: true },
    dropping: { state: true },
    drawer: { state: true },
  };
  declare tick: number;
  declare dropping: boolean;
  declare drawer: boolean;
  readonly #store = new HuntStore();
  readonly #query = new QueryRun();

  constructor() {
    super();
    this.tick = 0;
    this.dropping = false;
    this.drawer = false;
    const changed = (): void => {
      this.tick++;
    };
    this.#store.addEventListener('change', changed);
    this.#query.addEventListener('change', changed);
    startTheme(changed);
    addEventListener('pagehide', () => this.#query.leave());
    addEventListener('focus', () => void this.#store.refresh());
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.drawer = false;
    });
    watchDrops({
      over: (over) => {
        this.dropping = over;
      },
      dropped: (files) => void this.#store.openFiles(files),
    });
    void this.#store.start();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  #panel(): QueryPanel {
    return this.querySelector('query-panel') as QueryPanel;
  }

  #open(): void {
    void (this.querySelector('open-dialog') as OpenDialog).show();
  }

  override render(): TemplateResult {
    const { state } = this.#store;
    const fresh = !state.opening && state.tables.length === 0;
    return html`
      <a class="skip" href="#editor" @click=${(e: Event) => {
        e.preventDefault();
        this.#panel()?.focusEditor();
      }}>Go to the query</a>
      ${this.#head()}
      ${this.#reading()}
      ${this.#news()}
      <div class="desk ${this.drawer ? 'drawer-open' : ''}">
 ${
   this.drawer
     ? html`<div class="drawer-veil" @click=${() => {
         this.drawer = false;
       }}></div>`
     : nothing
 }
        <nav class="data" id="data" aria-label="Open tables">
          <data-panel .state=${state}
            @insert=${(e: CustomEvent<string>) => {
              this.drawer = false;
              this.#panel()?.insert(e.detail);
            }}
            @ask=${(e: CustomEvent<string>) => this.#ask(e.detail)}></data-panel>
        </nav>
        <main>${fresh ? this.#firstRun() : this.#work()}</main>
      </div>
      <open-dialog
        @files=${(e: CustomEvent<File[]>) => void this.#store.openFiles(e.detail)}
        @paths=${(e: CustomEvent<string[]>) => void this.#store.openPaths(e.detail)}></open-dialog>
      <div class="veil" ?hidden=${!this.dropping}><p>${icon('open')} Drop to open</p></div>
    `;
  }

  #ask(kql: string): void {
    this.drawer = false;
    this.#panel()?.ask(kql);
  }

  #head(): TemplateResult {
    const now = theme();
    const { tables, sample } = this.#store.state;
    const rows = tables.reduce((sum, t) => sum + t.coverage.rowsRead, 0);
    return html`<header class="top">
      <button class="button plain menu" aria-label="Open tables" aria-expanded=${this.drawer} aria-controls="data"
        @click=${() => {
          this.drawer = !this.drawer;
        }}>${icon('menu')}</button>
      <h1><img class="logo" src="./favicon.svg" alt="" width="20" height="20" />Huntbook</h1>
      <p class="open-now">${
        tables.length === 0
          ? nothing
          : html`${sample ? 'Sample investigation · ' : ''}${many(tables.length, 'table')} · ${countText(rows)} rows`
      }</p>
      <span class="zone" title="All times are shown in UTC">UTC</span>
      <button class="button plain" aria-label="Colours: ${now}" title="Colours: ${now}" @click=${() => {
        setTheme(nextTheme[now]);
        this.tick++;
      }}>${icon(now)}</button>
      <button class="button open" @click=${() => this.#open()}>${icon('open')} <span>Open logs</span></button>
    </header>`;
  }

  #reading(): TemplateResult | typeof nothing {
    const { reading } = this.#store;
    if (!reading) return nothing;
    const { bytesDone, bytesTotal, filesDone, filesTotal, file, sending } = reading;
    const part = bytesTotal > 0 ? Math.min(100, (100 * bytesDone) / bytesTotal) : 0;
    const done = bytesTotal > 0 && bytesDone >= bytesTotal && !sending;
    const doing = sending ? 'Sending' : done ? 'Finishing' : 'Reading';
    const files = filesTotal > 1 ? `, ${countText(filesDone)} of ${many(filesTotal, 'file')}` : '';
    return html`<section class="reading" aria-label="Reading files">
      <span class="doing">${doing} ${file === null ? 'files' : visible(file)}</span>
      <wa-progress-bar label="Progress of reading" .value=${part} ?indeterminate=${bytesTotal === 0 || done}></wa-progress-bar>
      <span class="quiet">${bytesTotal > 0 ? `${bytesText(bytesDone)} of ${bytesText(bytesTotal)}${files}` : ''}</span>
      <button class="button" @click=${() => this.#store.stop()}>${icon('stop')} Stop</button>
    </section>`;
  }

  #news(): TemplateResult | typeof nothing {
    const { problem, refused } = this.#store;
    if (!problem && refused.length === 0) return nothing;
    return html`<section class="news problem" role="alert">
      ${icon('warning')}
      <div>
        ${problem ? html`<strong>${visible(problem.message)}</strong> ${problem.hint ?? ''}` : nothing}
        ${
          refused.length > 0
            ? html`<strong>${many(refused.length, 'file')} could not be opened.</strong>
              <ul>${refused.slice(0, 50).map((f) => html`<li>${visible(f.problem?.message ?? f.file)} ${visible(f.problem?.hint ?? '')}</li>`)}</ul>`
            : nothing
        }
      </div>
      <button class="button plain" aria-label="Dismiss" @click=${() => this.#store.dismiss()}>${icon('xmark')}</button>
    </section>`;
  }

  #firstRun(): TemplateResult {
    return html`<section class="first-run">
      <h2>Ask KQL of any log</h2>
      <p>Drop files or folders anywhere on this page: Windows event logs, CSV, JSON, Parquet, Zeek, syslog, auditd, IIS and web server logs, zipped or not. Nothing leaves this computer.</p>
      <p class="acts">
        <button class="button brand large" @click=${() => this.#open()}>${icon('open')} Open logs</button>
        <button class="button large" @click=${() => void this.#store.openSample()}>${icon('table')} Open the sample investigation</button>
      </p>
    </section>`;
  }

  #work(): TemplateResult {
    const { state } = this.#store;
    const query = this.#query;
    const untouched = query.phase === 'idle';
    return html`<wa-split-panel orientation="vertical" position-in-pixels="230">
      <section slot="start" class="query" aria-label="Query">
        <query-panel .query=${query} .hunt=${state} ?dark=${isDark()} .tick=${this.tick}></query-panel>
      </section>
      <section slot="end" class="result" aria-label="Result">
        ${untouched ? this.#questions() : html`<result-panel .query=${query} .hunt=${state} .tick=${this.tick} @ask=${(e: CustomEvent<string>) => this.#ask(e.detail)}></result-panel>`}
      </section>
    </wa-split-panel>`;
  }

  #questions(): TemplateResult {
    const { state } = this.#store;
    if (state.opening)
      return html`<div class="hollow"><wa-spinner></wa-spinner><p>Opening…</p></div>`;
    const questions = questionsFor(state.tables, 9);
    return html`<div class="questions">
      <h2>Questions to begin with</h2>
      <ul>${questions.map((q) => this.#question(q))}</ul>
    </div>`;
  }

  #question(question: Question): TemplateResult {
    return html`<li><button class="question" @click=${() => this.#ask(question.kql)}>
      <strong>${question.title}</strong>
      <span class="quiet">${question.table}</span>
      <code>${visible(question.kql.replace(/\n/g, ' '))}</code>
    </button></li>`;
  }
}
