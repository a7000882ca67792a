import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type {
  SettingsEdit,
  SettingsField,
  SettingsKind,
  SettingsService,
  SettingsValue,
} from '../../../src/protocol/index.ts';
import { visible } from '../text.ts';

type ServiceEdit = Extract<SettingsEdit, { kind: 'service' }>;

const places = [
  ['env', 'Environment variable', 'NAME_OF_VARIABLE'],
  ['keychain', 'Keychain', 'service/account'],
  ['key_vault', 'Azure Key Vault', 'vault/secret'],
] as const;
type Place = (typeof places)[number][0];

/**
 * The settings of one service. Of a secret it takes only the place it lies in. Fires `service-edit` with the change, and
 * `service-cancel`.
 */
export class ServiceForm extends LitElement {
  static override properties = {
    kind: { attribute: false },
    service: { attribute: false },
    copied: { type: Boolean },
    places: { state: true },
  };
  declare kind: SettingsKind;
  /** What is there already; null for a new one. */
  declare service: SettingsService | null;
  /** Whether the service stands in another file than the one it is written to. */
  declare copied: boolean;
  /** Where each secret is to lie; `kept` where it is now. */
  declare places: ReadonlyMap<string, Place | 'kept'>;

  constructor() {
    super();
    this.service = null;
    this.copied = false;
    this.places = new Map();
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  protected override firstUpdated(): void {
    this.querySelector<HTMLElement>('input')?.focus();
  }

  /** The settings the kind knows, then others that stand in the file. */
  get #fields(): SettingsField[] {
    const known = new Set(this.kind.fields.map(({ name }) => name));
    const others = (this.service?.settings ?? [])
      .filter(({ name }) => !known.has(name))
      .map(({ name, secret }): SettingsField => {
        const type = secret ? 'secret' : 'text';
        return { name, about: 'stands in the file', type, required: false, oneOf: [] };
      });
    return [...this.kind.fields, ...others];
  }

  #said(name: string): SettingsService['settings'][number] | undefined {
    return this.service?.settings.find((setting) => setting.name === name);
  }

  override render(): TemplateResult {
    const first = this.#fields.filter(({ name, required }) => required || this.#said(name));
    const rest = this.#fields.filter((field) => !first.includes(field));
    const { kind, service } = this;
    return html`<form class="service-form" aria-label="Settings of ${visible(service?.name ?? kind.title)}" @submit=${(
      e: SubmitEvent,
    ) => {
      e.preventDefault();
      this.#send(e.target as HTMLFormElement);
    }} @keydown=${(e: KeyboardEvent) => {
      if (e.key !== 'Escape') return;
      e.preventDefault();
      this.#cancel();
    }}>
      <p class="quiet">${visible(kind.about)}</p>
      <label class="field"><span class="name">Name</span>
        <input name="service" required maxlength="100" .value=${service?.name ?? ''} ?readonly=${service !== null} placeholder="as you want to call it" /></label>
      ${first.map((field) => this.#field(field))}
      ${
        kind.section === 'threat_intelligence'
          ? html`<label class="check"><input type="checkbox" name="primary" .checked=${service?.primary ?? false} /> Ask it whenever lookups name no source</label>`
          : nothing
      }
      ${rest.length > 0 ? html`<details class="rest"><summary>${first.length > 0 ? 'More settings' : 'Settings'}</summary>${rest.map((field) => this.#field(field))}</details>` : nothing}
      <p class="acts">
        <button class="button brand" type="submit">Save</button>
        <button class="button" type="button" @click=${() => this.#cancel()}>Cancel</button>
      </p>
    </form>`;
  }

  #field(field: SettingsField): TemplateResult {
    const { name, about, type, required, oneOf } = field;
    const said = this.#said(name);
    const title = html`<span class="name">${visible(name)}${required ? html`<span class="quiet"> needed</span>` : nothing}</span>`;
    const note = html`<span class="quiet about">${visible(about)}</span>`;
    if (type === 'secret') return this.#secret(field, title, note);
    if (type === 'flag')
      return html`<label class="check"><input type="checkbox" name=${name} .checked=${said?.shown === 'true'} /> ${visible(name)} ${note}</label>`;
    if (oneOf.length > 0)
      return html`<label class="field">${title}${note}<select name=${name}>
        <option value="">not set</option>
        ${oneOf.map((one) => html`<option value=${one} ?selected=${said?.shown === one}>${one}</option>`)}
      </select></label>`;
    return html`<label class="field">${title}${note}
      <input name=${name} .value=${said?.shown ?? ''} ?required=${required} inputmode=${type === 'number' ? 'decimal' : nothing}
        placeholder=${type === 'list' ? 'several, with commas between' : ''} spellcheck="false" autocomplete="off" /></label>`;
  }

  #secret(
    { name, required }: SettingsField,
    title: TemplateResult,
    note: TemplateResult,
  ): TemplateResult {
    const said = this.#said(name);
    const [kind, lies] = Object.entries(said?.place ?? {})[0] ?? [];
    const stays = said !== undefined && said.place === null && !this.copied;
    const at = this.places.get(name) ?? (stays ? 'kept' : ((kind as Place | undefined) ?? 'env'));
    const hint = places.find(([place]) => place === at)?.[2] ?? '';
    return html`<div class="field" role="group" aria-label=${name}>${title}${note}
      <span class="place">
        <select aria-label="Where ${name} lies" @change=${(e: Event) => {
          const value = (e.target as HTMLSelectElement).value as Place | 'kept';
          this.places = new Map(this.places).set(name, value);
        }}>
          ${stays ? html`<option value="kept" ?selected=${at === 'kept'}>Written in the file</option>` : nothing}
          ${places.map(([place, words]) => html`<option value=${place} ?selected=${at === place}>${words}</option>`)}
        </select>
        ${
          at === 'kept'
            ? html`<span class="quiet">It stays as it is, and is not shown.</span>`
            : html`<input name=${name} data-place=${at} aria-label="Name of the place of ${name}" placeholder=${hint} ?required=${required}
                .value=${at === kind ? (lies ?? '') : ''} spellcheck="false" autocomplete="off" />`
        }
      </span></div>`;
  }

  #send(form: HTMLFormElement): void {
    const fields = new Map(this.#fields.map((field) => [field.name, field]));
    const settings: [string, SettingsValue][] = [];
    for (const input of form.querySelectorAll<HTMLInputElement>('[name]')) {
      const field = fields.get(input.name);
      const value =
        field && saidBy(input, field, this.copied ? undefined : this.#said(field.name)?.shown);
      if (field && value !== undefined) settings.push([field.name, value]);
    }
    for (const { name } of fields.values()) if (this.#isKept(name)) settings.push([name, null]);
    const [name, primary] = ['service', 'primary'].map((one) =>
      form.querySelector<HTMLInputElement>(`[name=${one}]`),
    );
    const { section } = this.kind;
    const detail: ServiceEdit = {
      kind: 'service',
      section,
      name: name?.value.trim() ?? '',
      service: {
        provider: this.service?.provider ?? this.kind.name,
        primary: primary?.checked ?? this.service?.primary ?? false,
        settings,
      },
    };
    this.dispatchEvent(new CustomEvent('service-edit', { detail, bubbles: true }));
  }

  /** Whether a secret is written in the file, and stays so. */
  #isKept(name: string): boolean {
    const { secret = false, place = null } = this.#said(name) ?? {};
    return secret && place === null && !this.copied && (this.places.get(name) ?? 'kept') === 'kept';
  }

  #cancel(): void {
    this.dispatchEvent(new CustomEvent('service-cancel', { bubbles: true }));
  }
}

/** What an input says of a setting; undefined where it says nothing, null where it stays. */
function saidBy(
  input: HTMLInputElement,
  { type }: SettingsField,
  before: string | undefined,
): SettingsValue | undefined {
  const text = input.value.trim();
  if (type === 'flag') return input.checked ? true : before === undefined ? undefined : false;
  if (text === '') return undefined;
  const { place } = input.dataset;
  if (place !== undefined) return { [place]: text } as unknown as SettingsValue;
  if (text === before) return null;
  if (type === 'list') return text.split(',').map((item) => item.trim());
  const number = Number(text);
  return type === 'number' && Number.isFinite(number) ? number : text;
}
