import type WaDialog from '@awesome.me/webawesome/dist/components/dialog/dialog.js';
import { html, LitElement, nothing, type TemplateResult } from 'lit';
import type { Calls } from '../../../src/protocol/index.ts';
import { call, problemOf } from '../client.ts';
import { icon } from '../icon.ts';
import { bytesText, many, visible } from '../text.ts';

/**
 * Choose what to open: files from the browser (copied), or paths on this computer (read in place).
 * Fires `files` with `File[]`, `paths` with `string[]`.
 */
export class OpenDialog extends LitElement {
  static override properties = {
    path: { state: true },
    folder: { state: true },
    picked: { state: true },
    problem: { state: true },
  };
  declare path: string;
  declare folder: Calls['folder']['answer'] | null;
  declare picked: ReadonlySet<string>;
  declare problem: string;

  constructor() {
    super();
    this.path = '';
    this.folder = null;
    this.picked = new Set();
    this.problem = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  /** Show the dialog, at the folder it showed last. */
  async show(): Promise<void> {
    this.#dialog().open = true;
    this.picked = new Set();
    await this.#go(this.folder?.path ?? '');
  }

  #dialog(): WaDialog {
    return this.querySelector('wa-dialog') as WaDialog;
  }

  async #go(path: string): Promise<void> {
    this.problem = '';
    try {
      this.folder = await call('folder', { path });
      this.path = this.folder.path;
    } catch (error) {
      this.problem = problemOf(error).message;
    }
  }

  #say(name: 'files' | 'paths', detail: unknown): void {
    this.#dialog().open = false;
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true }));
  }

  #openTyped(event: SubmitEvent): void {
    event.preventDefault();
    const path = this.path.trim();
    if (this.picked.size > 0) this.#say('paths', [...this.picked]);
    else if (path) this.#say('paths', [path]);
  }

  #toggle(path: string): void {
    const picked = new Set(this.picked);
    if (!picked.delete(path)) picked.add(path);
    this.picked = picked;
  }

  override render(): TemplateResult {
    return html`<wa-dialog label="Open logs" light-dismiss>
      <div class="open-dialog">
        <p>
          <label class="button brand">
            ${icon('file')} Choose files…
            <input class="unseen" type="file" multiple @change=${(e: Event) => {
              const input = e.target as HTMLInputElement;
              const files = [...(input.files ?? [])];
              input.value = '';
              if (files.length > 0) this.#say('files', files);
            }} />
          </label>
          <span class="quiet">or drop them anywhere on this page.</span>
        </p>
        <form @submit=${(e: SubmitEvent) => this.#openTyped(e)}>
          <label for="open-path">Or open where they lie on this computer: file, folder or pattern such as <code>logs/*.evtx</code></label>
          <div class="path">
            <input id="open-path" autocomplete="off" spellcheck="false" .value=${this.path}
              @input=${(e: InputEvent) => {
                this.path = (e.target as HTMLInputElement).value;
                this.picked = new Set();
              }} />
            <button class="button" type="button" @click=${() => this.#go(this.path)}>List</button>
            <button class="button brand" type="submit">${this.picked.size > 0 ? `Open ${many(this.picked.size, 'item')}` : 'Open'}</button>
          </div>
        </form>
        ${this.problem ? html`<p class="problem" role="alert">${visible(this.problem)}</p>` : nothing}
        ${this.folder ? this.#list(this.folder) : nothing}
      </div>
    </wa-dialog>`;
  }

  #list(folder: Calls['folder']['answer']): TemplateResult {
    return html`<ul class="folder" aria-label="Entries of ${visible(folder.path)}" tabindex="-1">
      ${
        folder.parent === null
          ? nothing
          : html`<li><button class="entry" @click=${() => this.#go(folder.parent ?? '')}>${icon('up')} <span class="name">Up one folder</span></button></li>`
      }
      ${folder.entries.map(
        (e) => html`<li>
          <input type="checkbox" aria-label="Pick ${visible(e.name)}" .checked=${this.picked.has(e.path)} @change=${() => this.#toggle(e.path)} />
          <button class="entry" @click=${() => (e.folder ? this.#go(e.path) : this.#toggle(e.path))}>
            ${icon(e.folder ? 'open' : 'file')}
            <span class="name">${visible(e.name)}</span>
            <span class="quiet">${e.sizeBytes === null ? '' : bytesText(e.sizeBytes)}</span>
          </button>
        </li>`,
      )}
      ${folder.more ? html`<li class="quiet">More entries than are shown: type the path.</li>` : nothing}
      ${folder.entries.length === 0 ? html`<li class="quiet">This folder is empty.</li>` : nothing}
    </ul>`;
  }
}
