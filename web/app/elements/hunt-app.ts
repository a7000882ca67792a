import { html, LitElement, nothing, type TemplateResult } from 'lit';
import { type AddedCell, askPage, type MenuRequest, type Sheet } from '../acts.ts';
import { call } from '../client.ts';
import { answerDecoding, openDecoder } from '../decoding.ts';
import { watchDrops } from '../drop.ts';
import { entityOfAddress, entitySheet } from '../entity-address.ts';
import { HuntDoc } from '../hunt-doc.ts';
import { HuntStore } from '../hunt-store.ts';
import { icon } from '../icon.ts';
import { keysText, type Page, type Side, sides } from '../palette-items.ts';
import { questionList } from '../question-list.ts';
import { questionsFor } from '../questions.ts';
import { bytesText, countText, many, visible } from '../text.ts';
import { isDark, setTheme, startTheme, type Theme, theme } from '../theme.ts';
import { startZone } from '../zone.ts';
import type { CommandPalette } from './command-palette.ts';
import type { EntityMenu } from './entity-menu.ts';
import type { HuntDocument } from './hunt-document.ts';
import type { HuntHead } from './hunt-head.ts';
import type { HuntsPanel } from './hunts-panel.ts';
import type { OpenDialog } from './open-dialog.ts';
import type { SideSheet } from './side-sheet.ts';

/** Where the sheet covers the hunt, what is added to it is not seen until the sheet is gone. */
const narrow = '(max-width: 760px)';
const nextTheme: Record<Theme, Theme> = { auto: 'light', light: 'dark', dark: 'auto' };

/** The whole page. */
export class HuntApp extends LitElement implements Page {
  static override properties = {
    tick: { state: true },
    dropping: { state: true },
    drawer: { state: true },
    side: { state: true },
    sheeted: { state: true },
  };
  declare tick: number;
  declare dropping: boolean;
  declare drawer: boolean;
  /** What the left side shows. */
  declare side: Side;
  /** Whether something stands in the sheet at the right. */
  declare sheeted: boolean;
  readonly store: HuntStore = new HuntStore();
  readonly doc: HuntDoc = new HuntDoc();

  constructor() {
    super();
    this.tick = 0;
    this.dropping = false;
    this.drawer = false;
    this.side = 'tables';
    this.sheeted = false;
    this.addEventListener('hunt-sheet', (e) => this.#showSheet((e as CustomEvent<Sheet>).detail));
    this.addEventListener('hunt-add', (e) => {
      this.drawer = false;
      if (matchMedia(narrow).matches) this.querySelector<SideSheet>('side-sheet')?.close();
      void this.shownHunt?.add((e as CustomEvent<AddedCell>).detail);
    });
    this.addEventListener('hunt-menu', (e) => {
      void this.querySelector<EntityMenu>('entity-menu')?.show(
        (e as CustomEvent<MenuRequest>).detail,
      );
    });
    answerDecoding(this);
    const changed = (): void => {
      this.tick++;
    };
    this.store.addEventListener('change', changed);
    this.doc.addEventListener('change', changed);
    startTheme(changed);
    startZone(changed);
    addEventListener('pagehide', () => this.doc.leave());
    addEventListener('focus', () => void this.store.refresh());
    addEventListener('keydown', (event) => {
      if (event.key === 'Escape') this.drawer = false;
      const isPalette = (event.ctrlKey || event.metaKey) && !event.shiftKey && !event.altKey;
      if (!isPalette || event.key.toLowerCase() !== 'k' || event.defaultPrevented) return;
      event.preventDefault();
      this.#palette();
    });
    this.addEventListener('hunt-palette', () => this.#palette());
    watchDrops({
      over: (over) => {
        this.dropping = over;
      },
      dropped: (files) => void this.store.openFiles(files),
    });
    void this.store.start().then(() => this.doc.look());
    void this.#begin();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Show the hunt that the address names, else the one that the workbench was started with, else a scratch. */
  async #begin(): Promise<void> {
    addEventListener('hashchange', () => void this.#openNamed());
    if (!(await this.#openNamed())) {
      const first = await call('hunts', {}).then(
        (list) => list.first,
        () => null,
      );
      if (first !== null) await this.#show({ name: first });
      if (!this.doc.state) await this.doc.openScratch();
    }
    this.doc.watch();
  }

  async #openNamed(): Promise<boolean> {
    this.#openEntity();
    const name = /^#hunt=(.+)$/.exec(location.hash)?.[1];
    if (name !== undefined) await this.#show({ name: decodeURIComponent(name) });
    else if (location.hash === '#tour') await this.#show({ bundled: 'tour' });
    return this.doc.state !== null;
  }

  /** Show the entity that the address names; the address is then that of the hunt again. */
  #openEntity(): void {
    const found = entityOfAddress(location.hash);
    if (!found) return;
    const hunt = this.doc.state?.name ?? null;
    const hash = hunt === null ? '' : `#hunt=${encodeURIComponent(hunt)}`;
    history.replaceState(null, '', `${location.pathname}${hash}`);
    void this.updateComplete.then(() => this.#showSheet(entitySheet(found)));
  }

  async #show(from: { name: string } | { bundled: 'tour' }): Promise<void> {
    this.side = 'hunts';
    await this.doc.open(from);
  }

  get shownHunt(): HuntDocument | null {
    return this.querySelector<HuntDocument>('hunt-document');
  }

  showSide(side: Side): void {
    this.side = side;
    this.drawer = true;
    void this.updateComplete.then(() =>
      this.querySelector<HTMLElement>(`.sides [data-side="${side}"]`)?.focus(),
    );
  }

  openLogs(): void {
    void (this.querySelector('open-dialog') as OpenDialog).show();
  }

  openTour(): void {
    void this.#tour();
  }

  newHunt(): void {
    this.showSide('hunts');
    const panel = this.querySelector<HuntsPanel>('hunts-panel');
    if (panel) panel.making = true;
  }

  saveHunt(): void {
    this.querySelector<HuntHead>('hunt-head')?.save();
  }

  saveReport(): void {
    void this.querySelector<HuntHead>('hunt-head')?.makeReport();
  }

  #palette(): void {
    void this.querySelector<CommandPalette>('command-palette')?.show(this);
  }

  #showSheet(sheet: Sheet): void {
    this.drawer = false;
    this.sheeted = true;
    this.querySelector<SideSheet>('side-sheet')?.show(sheet);
  }

  override render(): TemplateResult {
    const { state } = this.store;
    const bare = !state.opening && state.tables.length === 0 && !this.sheeted;
    const fresh = bare && this.#untouched();
    return html`
      <a class="skip" href="#editor" @click=${(e: Event) => {
        e.preventDefault();
        this.shownHunt?.focusEditor();
      }}>Go to the query</a>
      ${this.#head()}
      ${this.#reading()}
      ${this.#news()}
      <div class="desk ${this.drawer ? 'drawer-open' : ''} ${this.sheeted ? 'with-sheet' : ''}">
 ${
   this.drawer
     ? html`<div class="drawer-veil" @click=${() => {
         this.drawer = false;
       }}></div>`
     : nothing
 }
        <nav class="data" id="data" aria-label="Tables, queries, functions and hunts">
          ${this.#sides()}
          <data-panel ?hidden=${this.side !== 'tables'} .state=${state} .tick=${this.tick}
            @insert=${(e: CustomEvent<string>) => {
              this.drawer = false;
              this.shownHunt?.insert(e.detail);
            }}
            @ask=${(e: CustomEvent<string>) => this.#ask(e.detail)}></data-panel>
          <queries-panel ?hidden=${this.side !== 'queries'} ?active=${this.side === 'queries'} .state=${state}></queries-panel>
          <functions-panel ?hidden=${this.side !== 'functions'} ?active=${this.side === 'functions'} .doc=${this.doc} .store=${this.store}></functions-panel>
          <hunts-panel ?hidden=${this.side !== 'hunts'} .doc=${this.doc} .tick=${this.tick}
            @reveal=${(e: CustomEvent<string>) => {
              this.drawer = false;
              this.shownHunt?.reveal(e.detail);
            }}></hunts-panel>
        </nav>
        <main>${!this.doc.state ? nothing : fresh ? this.#firstRun() : this.#work()}</main>
        <side-sheet @sheet-closed=${() => {
          this.sheeted = false;
        }}></side-sheet>
      </div>
      <open-dialog
        @files=${(e: CustomEvent<File[]>) => void this.store.openFiles(e.detail)}
        @paths=${(e: CustomEvent<string[]>) => void this.store.openPaths(e.detail)}></open-dialog>
      <entity-menu></entity-menu>
      <command-palette></command-palette>
      <div class="veil" ?hidden=${!this.dropping}><p>${icon('open')} Drop to open</p></div>
    `;
  }

  #ask(kql: string): void {
    this.drawer = false;
    void this.shownHunt?.ask(kql);
  }

  #head(): TemplateResult {
    const now = theme();
    const { tables, sample } = this.store.state;
    const rows = tables.reduce((sum, t) => sum + t.coverage.rowsRead, 0);
    return html`<header class="top">
      <button class="button plain menu" aria-label="Open tables, queries, functions and hunts" aria-expanded=${this.drawer} aria-controls="data"
        @click=${() => {
          this.drawer = !this.drawer;
        }}>${icon('menu')}</button>
      <h1><img class="logo" src="./favicon.svg" alt="" width="20" height="20" />Huntbook</h1>
      <p class="open-now">${
        tables.length === 0
          ? nothing
          : html`${sample ? 'Sample investigation · ' : ''}${many(tables.length, 'table')} · ${countText(rows)} rows`
      }</p>
      <zone-choice></zone-choice>
 <button class="button plain" aria-label="Commands" title="Do or find anything (${keysText('Ctrl+K')})" @click=${() => this.#palette()}>${icon('search')}</button>
      <button class="button plain decode" aria-label="Decode" title="Decode a text" @click=${() =>
        openDecoder(this, '')}>${icon('decode')} <span>Decode</span></button>
      <button class="button plain" aria-label="Colours: ${now}" title="Colours: ${now}" @click=${() => {
        setTheme(nextTheme[now]);
        this.tick++;
      }}>${icon(now)}</button>
      <button class="button plain settings-button" aria-label="Settings" title="Settings" @click=${() =>
        askPage(this, 'hunt-sheet', {
          title: 'Settings',
          tag: 'settings-sheet',
          properties: {},
        })}>${icon('gear')}</button>
      <button class="button open" aria-label="Open logs" @click=${() => this.openLogs()}>${icon('open')} <span>Open logs</span></button>
    </header>`;
  }

  #reading(): TemplateResult | typeof nothing {
    const { reading } = this.store;
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
      <button class="button" @click=${() => this.store.stop()}>${icon('stop')} Stop</button>
    </section>`;
  }

  #news(): TemplateResult | typeof nothing {
    const { problem, refused } = this.store;
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
      <button class="button plain" aria-label="Dismiss" @click=${() => this.store.dismiss()}>${icon('xmark')}</button>
    </section>`;
  }

  #firstRun(): TemplateResult {
    return html`<section class="first-run">
      <h2>Ask KQL of any log</h2>
      <p>Drop files or folders anywhere on this page: Windows event logs, CSV, JSON, Parquet, Zeek, syslog, auditd, IIS and web server logs, zipped or not. Nothing leaves this computer.</p>
      <p class="acts">
        <button class="button brand large" @click=${() => this.openLogs()}>${icon('open')} Open logs</button>
        <button class="button large" @click=${() => void this.store.openSample()}>${icon('table')} Open the sample investigation</button>
        <button class="button large" @click=${() => this.openTour()}>${icon('play')} Take the tour</button>
      </p>
    </section>`;
  }

  /** Whether the hunt is a quick question that was never asked. */
  #untouched(): boolean {
    const doc = this.doc;
    const [cell, ...others] = doc.blocks;
    if (doc.state?.kind !== 'scratch' || others.length > 0 || cell?.kind !== 'cell') return false;
    return cell.state === 'new' && doc.runningSince === null && doc.stopped.size === 0;
  }

  #work(): TemplateResult {
    const { state } = this.store;
    return html`
      ${this.#notices()}
      <hunt-document .doc=${this.doc} .hunt=${state} ?dark=${isDark()} .tick=${this.tick}
        @ask=${(e: CustomEvent<string>) => this.#ask(e.detail)}></hunt-document>
      ${this.#untouched() ? this.#questions() : nothing}`;
  }

  #sides(): TemplateResult {
    return html`<div class="sides" role="group" aria-label="What is listed">${Object.entries(
      sides,
    ).map(
      ([side, title]) =>
        html`<button class="side" data-side=${side} aria-pressed=${this.side === side} @click=${() => {
          this.side = side as Side;
        }}>${title}</button>`,
    )}</div>`;
  }

  /** What the reader must know or decide of the open hunt. */
  #notices(): TemplateResult {
    const { problem, conflict, state } = this.doc;
    const { sample, tables } = this.store.state;
    const lacksSample = (state?.sample ?? false) && !sample && !this.store.state.opening;
    const data = tables.length === 0 ? (state?.data ?? []) : [];
    return html`
      ${
        conflict
          ? html`<section class="news problem conflict" role="alert">${icon('warning')}
            <div><strong>${visible(conflict.problem.message)}</strong> ${visible(conflict.problem.hint ?? '')}</div>
            <button class="button" @click=${() => void this.doc.settle(true)}>Keep mine</button>
            <button class="button" @click=${() => void this.doc.settle(false)}>Take the other</button>
          </section>`
          : nothing
      }
      ${
        problem
          ? html`<section class="news problem" role="alert">${icon('warning')}
            <div><strong>${visible(problem.message)}</strong> ${visible(problem.hint ?? '')}</div>
            <button class="button plain" aria-label="Dismiss" @click=${() => this.doc.dismiss()}>${icon('xmark')}</button>
          </section>`
          : nothing
      }
      ${
        lacksSample || data.length > 0
          ? html`<section class="notice" aria-label="Data of this hunt">
            <span>${lacksSample ? 'This hunt is about the sample investigation.' : `This hunt is about ${visible(data.join(', '))}.`}</span>
            <button class="button" @click=${() => this.#openData()}>${icon('open')} Open ${lacksSample ? 'the sample' : 'its data'}</button>
          </section>`
          : nothing
      }`;
  }

  #openData(): void {
    const { state } = this.doc;
    if (state) void this.store.openDataOf(state.hunt).then(() => this.doc.look());
  }

  async #tour(): Promise<void> {
    await this.#show({ bundled: 'tour' });
    this.#openData();
  }

  #questions(): TemplateResult {
    const { state } = this.store;
    if (state.opening)
      return html`<div class="hollow"><wa-spinner></wa-spinner><p>Opening…</p></div>`;
    return questionList(questionsFor(state.tables, 9), (kql) => this.#ask(kql));
  }
}
