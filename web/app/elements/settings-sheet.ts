import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type {
  SettingsEdit,
  SettingsKind,
  SettingsSection,
  SettingsService,
  SettingsState,
  SettingsTest,
} from '../../../src/protocol/index.ts';
import { call, problemOf } from '../client.ts';
import { icon } from '../icon.ts';
import { visible } from '../text.ts';

const sections: readonly (readonly [SettingsSection, string, string])[] = [
  ['connections', 'Connections', 'Systems that are asked, or that take rows.'],
  ['threat_intelligence', 'Threat intelligence', 'Sources that ti_lookup asks.'],
  ['enrichment', 'Enrichment', 'Services that tell of addresses and names.'],
];
const marks: Readonly<Record<SettingsTest['state'], string>> = {
  works: 'check',
  fails: 'warning',
  'not asked': 'info',
};

/** The settings of the project: services, each with a test, and folders of queries. Secrets are never shown. */
export class SettingsSheet extends LitElement {
  static override properties = {
    state: { state: true },
    kinds: { state: true },
    editing: { state: true },
    tests: { state: true },
    testing: { state: true },
    problem: { state: true },
    saved: { state: true },
  };
  declare state: SettingsState | null;
  declare kinds: readonly SettingsKind[];
  /** The service whose form is open: a new one has no name. */
  declare editing: { kind: SettingsKind; service: SettingsService | null } | null;
  declare tests: ReadonlyMap<string, SettingsTest>;
  declare testing: ReadonlySet<string>;
  declare problem: string;
  declare saved: string;
  readonly #gone = new AbortController();

  constructor() {
    super();
    this.state = null;
    this.kinds = [];
    this.editing = null;
    this.tests = new Map();
    this.testing = new Set();
    this.problem = '';
    this.saved = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void this.#load();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#gone.abort();
  }

  async #load(): Promise<void> {
    await this.#during(async () => {
      const { state, kinds } = await call('settings', {});
      this.state = state;
      this.kinds = kinds;
    });
  }

  async #during(work: () => Promise<void>): Promise<void> {
    this.problem = '';
    this.saved = '';
    try {
      await work();
    } catch (error) {
      const { message, hint } = problemOf(error);
      this.problem = `${message} ${hint ?? ''}`;
    }
  }

  async #edit(edit: SettingsEdit): Promise<void> {
    await this.#during(async () => {
      const { state } = await call('settingsEdit', { version: this.state?.version ?? '', edit });
      this.state = state;
      this.editing = null;
      this.saved = 'Saved.';
      await this.updateComplete;
      this.#focusAfter(edit);
    });
  }

  /** The keyboard stays where the change was. */
  #focusAfter(edit: SettingsEdit): void {
    const place = edit.kind === 'service' ? edit.section : 'queries';
    const section = this.querySelector<HTMLElement>(`[data-section=${place}]`);
    const named = edit.kind === 'service' ? CSS.escape(`${edit.section}/${edit.name}`) : '';
    const service = section?.querySelector<HTMLElement>(`[data-service="${named}"] button`);
    (service ?? section?.querySelector<HTMLElement>('select, input'))?.focus();
  }

  async #test({ section, name }: SettingsService, may: boolean): Promise<void> {
    const key = `${section}/${name}`;
    this.testing = new Set(this.testing).add(key);
    await this.#during(async () => {
      const tested = await call('settingsTest', { section, name, may }, this.#gone.signal);
      this.tests = new Map(this.tests).set(key, tested);
    });
    const testing = new Set(this.testing);
    testing.delete(key);
    this.testing = testing;
  }

  override render(): TemplateResult {
    const { state } = this;
    return html`<div class="settings">
      ${
        this.problem
          ? html`<p class="problem" role="alert">${icon('warning')} <span>${visible(this.problem)}</span>
        <button class="button" @click=${() => void this.#load()}>Read again</button></p>`
          : nothing
      }
      <p class="unseen" role="status">${this.saved}</p>
      ${
        state
          ? html`${this.#where(state)}${this.#faults(state)}
            ${sections.map(([section, title, about]) => this.#section(state, section, title, about))}
            ${this.#folders(state)}`
          : this.problem === ''
            ? html`<div class="hollow"><wa-spinner></wa-spinner><p>Reading…</p></div>`
            : nothing
      }
    </div>`;
  }

  #where({ file, files }: SettingsState): TemplateResult {
    const others = files.filter((one) => one !== file);
    return html`<p class="quiet where">Changes are written to <code>${visible(file)}</code>${
      files.includes(file) ? '' : ', which is made with the first'
    }. ${others.length > 0 ? html`Read too: ${others.map((one, i) => html`${i > 0 ? ', ' : ''}<code>${visible(one)}</code>`)}. ` : nothing}Secrets stay where they lie: settings only name the place. Lookups take new settings when the workbench starts again.</p>`;
  }

  #faults({ faults }: SettingsState): TemplateResult | typeof nothing {
    if (faults.length === 0) return nothing;
    return html`<ul class="faults">${faults.map(
      ({ file, line, path, message, severity }) =>
        html`<li class=${severity}>${icon('warning')} <span><code>${visible(`${file}:${line}`)}</code> ${visible([path, message].filter(Boolean).join(': '))}</span></li>`,
    )}</ul>`;
  }

  #section(
    { services }: SettingsState,
    section: SettingsSection,
    title: string,
    about: string,
  ): TemplateResult {
    const of = services.filter((service) => service.section === section);
    const kinds = this.kinds.filter((kind) => kind.section === section);
    const adding = this.editing?.service === null && this.editing.kind.section === section;
    return html`<section class="services" data-section=${section} aria-label=${title}>
      <header><h3>${title}</h3>
        <select aria-label="Add to ${title}" @change=${(e: Event) => {
          const select = e.target as HTMLSelectElement;
          const kind = kinds.find(({ name }) => name === select.value);
          select.value = '';
          if (kind) this.editing = { kind, service: null };
        }}>
          <option value="">Add…</option>
          ${kinds.map((kind) => html`<option value=${kind.name}>${kind.title}</option>`)}
        </select>
      </header>
      ${of.length === 0 && !adding ? html`<p class="quiet none">${about} None is set.</p>` : nothing}
      ${adding ? this.#form() : nothing}
      ${of.map((service) => this.#service(service, kinds))}
    </section>`;
  }

  #form(): TemplateResult | typeof nothing {
    const { editing } = this;
    if (!editing) return nothing;
    return html`<service-form .kind=${editing.kind} .service=${editing.service}
      ?copied=${editing.service !== null && editing.service.file !== this.state?.file}
      @service-edit=${(e: CustomEvent<SettingsEdit>) => void this.#edit(e.detail)}
      @service-cancel=${() => {
        this.editing = null;
      }}></service-form>`;
  }

  #service(service: SettingsService, kinds: readonly SettingsKind[]): TemplateResult {
    const { section, name, provider, primary, file } = service;
    const key = `${section}/${name}`;
    const plain = provider.toLowerCase().replace(/_?lookup$/, '');
    const kind = kinds.find((one) => one.name.toLowerCase().replace(/_?lookup$/, '') === plain);
    const own = file === this.state?.file;
    if (this.editing?.service === service)
      return html`<article class="service"><h4>${visible(name)}</h4>${this.#form()}</article>`;
    return html`<article class="service" data-service=${key} aria-label=${visible(name)}>
      <h4>${visible(name)} <span class="quiet">${visible(kind?.title ?? provider)}${primary ? ', asked by itself' : ''}</span></h4>
      <dl>${service.settings.map(({ name: setting, shown }) => html`<dt>${visible(setting)}</dt><dd>${visible(shown)}</dd>`)}</dl>
      ${own ? nothing : html`<p class="quiet">from <code>${visible(file)}</code></p>`}
      <p class="acts">
        <button class="button small" aria-label="Test ${visible(name)}" ?disabled=${this.testing.has(key)} @click=${() => void this.#test(service, false)}>${this.testing.has(key) ? 'Testing…' : 'Test'}</button>
        ${
          kind
            ? html`<button class="button small" aria-label="Edit ${visible(name)}" @click=${() => {
                this.editing = { kind, service };
              }}>Edit</button>`
            : nothing
        }
        ${own ? html`<button class="button small" aria-label="Remove ${visible(name)}" @click=${() => void this.#edit({ kind: 'service', section, name, service: null })}>Remove</button>` : nothing}
      </p>
      ${this.#outcome(service, this.tests.get(key))}
    </article>`;
  }

  #outcome(
    service: SettingsService,
    tested: SettingsTest | undefined,
  ): TemplateResult | typeof nothing {
    if (!tested) return nothing;
    const { state, said, party } = tested;
    return html`<p class="outcome ${state.replace(' ', '-')}" role="status">${icon(marks[state])} <span><strong>${state}</strong> ${visible(said)}</span>
      ${party === undefined ? nothing : html`<button class="button small" @click=${() => void this.#test(service, true)}>Ask it</button>`}</p>`;
  }

  #folders({ queryFolders }: SettingsState): TemplateResult {
    return html`<section class="services" data-section="queries" aria-label="Folders of queries">
      <header><h3>Folders of queries</h3></header>
      <ul class="folders">${queryFolders.map(
        (folder) => html`<li><code>${visible(folder)}</code>
          <button class="button small plain" aria-label="Remove ${visible(folder)}" @click=${() =>
            void this.#edit({
              kind: 'queries',
              folders: queryFolders.filter((one) => one !== folder),
            })}>${icon('xmark')}</button></li>`,
      )}</ul>
      <form class="add-folder" @submit=${(e: SubmitEvent) => {
        e.preventDefault();
        const input = (e.target as HTMLFormElement).querySelector('input');
        const folder = input?.value.trim() ?? '';
        if (input) input.value = '';
        if (folder !== '') void this.#edit({ kind: 'queries', folders: [...queryFolders, folder] });
      }}>
        <input aria-label="Folder of query files" placeholder="a folder of query files (YAML)" spellcheck="false" />
        <button class="button small" type="submit">Add</button>
      </form>
    </section>`;
  }
}
