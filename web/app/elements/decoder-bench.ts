import { html, LitElement, nothing, type PropertyValues, type TemplateResult } from 'lit';
import type { NamedTextStep, TextPart, TextStep } from '../../../src/protocol/index.ts';
import { askPage } from '../acts.ts';
import { call, problemOf, stream } from '../client.ts';
import {
  decodingCell,
  emptyOpened,
  hexLines,
  lookupCell,
  mostLetters,
  type Opened,
  withEvent,
} from '../decoding.ts';
import { icon } from '../icon.ts';
import { bytesText, countText, durationText, many, visible, visibleLines } from '../text.ts';

const waitMs = 350;
const shownStep = 2000;

/**
 * A text laid open: how it is encoded and disguised step by step, the files in it, the indicators. `text` is what it
 * begins with. Decoding runs on the server in a process of its own, and is stopped with the element.
 */
export class DecoderBench extends LitElement {
  static override properties = {
    text: { type: String },
    typed: { state: true },
    first: { state: true },
    named: { state: true },
    key: { state: true },
    opened: { state: true },
    since: { state: true },
    problem: { state: true },
    said: { state: true },
  };
  /** The text to begin with. */
  declare text: string;
  declare typed: string;
  /** The steps asked for, before what is found. */
  declare first: readonly string[];
  declare named: readonly NamedTextStep[];
  declare key: string;
  declare opened: Opened;
  declare since: number | null;
  declare problem: string;
  declare said: string;
  #stop: AbortController | null = null;
  #timer = 0;

  constructor() {
    super();
    this.text = '';
    this.typed = '';
    this.first = [];
    this.named = [];
    this.key = '';
    this.opened = emptyOpened;
    this.since = null;
    this.problem = '';
    this.said = '';
  }

  protected override createRenderRoot(): HTMLElement {
    return this;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    void call('namedSteps', {}).then(
      ({ steps }) => {
        this.named = steps;
      },
      (error: unknown) => {
        this.problem = problemOf(error).message;
      },
    );
  }

  protected override firstUpdated(): void {
    // The sheet takes the focus first.
    if (this.text === '')
      requestAnimationFrame(() => this.querySelector<HTMLElement>('textarea')?.focus());
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#timer);
    this.#stop?.abort();
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('text') || this.text === '') return;
    this.typed = this.text.slice(0, mostLetters);
    this.first = [];
    void this.#open();
  }

  #type(text: string): void {
    this.typed = text;
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.#open(), waitMs);
  }

  #force(first: readonly string[]): void {
    this.first = first;
    void this.#open();
  }

  async #open(): Promise<void> {
    clearTimeout(this.#timer);
    this.#stop?.abort();
    this.opened = emptyOpened;
    this.problem = '';
    this.since = null;
    if (this.typed === '') return;
    const stop = new AbortController();
    this.#stop = stop;
    this.since = performance.now();
    try {
      const asked = { text: this.typed, first: this.first };
      for await (const event of stream('decode', asked, stop.signal)) {
        if (event.kind === 'failed')
          this.problem = `${event.problem.message} ${event.problem.hint ?? ''}`;
        else this.opened = withEvent(this.opened, event);
      }
    } catch (error) {
      if (stop !== this.#stop) return;
      this.problem = stop.signal.aborted ? 'Stopped.' : problemOf(error).message;
    }
    if (stop === this.#stop) this.since = null;
  }

  async #copy(text: string): Promise<void> {
    await navigator.clipboard.writeText(text);
    this.said = 'Copied.';
  }

  override render(): TemplateResult {
    return html`<div class="bench">
      ${this.#given()}
      ${this.problem ? html`<p class="problem" role="alert">${icon('warning')} ${visible(this.problem)}</p>` : nothing}
      ${this.typed === '' ? this.#hollow() : html`${this.#steps()}${this.#result()}${this.#parts()}${this.#indicators()}`}
      <p class="unseen" role="status">${this.said}</p>
    </div>`;
  }

  #given(): TemplateResult {
    const { length } = this.typed;
    return html`<section class="given">
      <label for="bench-text">Text</label>
      <textarea id="bench-text" rows="5" spellcheck="false" autocomplete="off" maxlength=${mostLetters} .value=${this.typed}
        placeholder="Paste a command line, a script, Base64, hex …"
        @input=${(e: Event) => this.#type((e.target as HTMLTextAreaElement).value)}></textarea>
      <div class="line">
        <span class="quiet">${length === 0 ? '' : many(length, 'letter')}${length === mostLetters ? ', which is the most that is taken' : ''}</span>
        <span class="gap"></span>
        ${this.#progress()}
      </div>
    </section>`;
  }

  #progress(): TemplateResult | typeof nothing {
    const { opened } = this;
    if (this.since !== null)
      return html`<span class="doing" role="status">${opened.doing}</span>
        <button class="button small stop" @click=${() => this.#stop?.abort()}>${icon('stop')} Stop</button>`;
    if (opened.elapsedMs === null) return nothing;
    return html`<span class="quiet">${durationText(opened.elapsedMs)}</span>
      <button class="button small" ?disabled=${decodingCell(this.typed, this.first) === null} title="A cell with this text and invoke decode"
        @click=${() => this.#addCell()}>${icon('plus')} Add as cell</button>`;
  }

  #addCell(): void {
    const kql = decodingCell(this.typed, this.first);
    if (kql !== null) askPage(this, 'hunt-add', { kql });
  }

  #hollow(): TemplateResult {
    return html`<p class="none">Each step that undoes an encoding or a disguise is shown here, with the files and the indicators that come to light. Nothing is run, and nothing leaves this computer.</p>`;
  }

  #steps(): TemplateResult {
    const { steps, elapsedMs } = this.opened;
    const none = steps.length === 0 && elapsedMs !== null;
    return html`<section>
      <h3>Steps ${steps.length > 0 ? html`<span class="count">${steps.length}</span>` : nothing}</h3>
      ${none ? html`<p class="none">Nothing is hidden in it that could be found. A step can be asked for by name.</p>` : nothing}
      <ol class="steps">${steps.map((step, i) => this.#step(step, i))}</ol>
      ${this.#forcing()}
    </section>`;
  }

  #step(step: TextStep, i: number): TemplateResult {
    const { steps } = this.opened;
    const cut = step.text.slice(0, shownStep);
    return html`<li class=${step.problem === null ? '' : 'failed'}>
      <div class="line">
        <span class="number">${i + 1}</span>
        <strong>${visible(step.method)}</strong>
        ${step.forced ? html`<span class="tag">asked for</span>` : nothing}
        <span class="gap"></span>
        ${step.forced ? html`<button class="button plain small" aria-label="Take away step ${i + 1}, ${visible(step.method)}" title="Take away" @click=${() => this.#force(this.first.filter((_, at) => at !== i))}>${icon('xmark')}</button>` : nothing}
      </div>
      ${
        step.problem === null
          ? html`<p class="change"><code>${visible(step.found)}</code><span class="quiet" aria-label="became">→</span><code>${visible(step.decoded)}</code></p>
            <details><summary>The text after it, ${many(step.letters, 'letter')}</summary><pre tabindex="0">${visibleLines(cut)}${step.letters > cut.length ? html`<span class="quiet"> … ${countText(step.letters - cut.length)} more</span>` : nothing}</pre></details>`
          : html`<p class="warn">${step.problem}${steps.length > 1 ? ' The steps before it are shown.' : ''}</p>`
      }
    </li>`;
  }

  #forcing(): TemplateResult {
    const chosen = (): NamedTextStep | undefined => {
      const select = this.querySelector<HTMLSelectElement>('.forcing select');
      return this.named.find(({ name }) => name === select?.value);
    };
    const needed = this.key !== '' ? this.named.find(({ name }) => name === this.key) : undefined;
    return html`<form class="forcing line" @submit=${(e: Event) => {
      e.preventDefault();
      const step = chosen();
      const typed = this.querySelector<HTMLInputElement>('.forcing input')?.value.trim() ?? '';
      if (step && (step.argument === null || typed !== ''))
        this.#force([...this.first, step.argument === null ? step.name : `${step.name} ${typed}`]);
    }}>
      <label>Do first
        <select @change=${() => {
          this.key = chosen()?.argument ? (chosen()?.name ?? '') : '';
        }}>${this.named.map(({ name, about }) => html`<option value=${name}>${name}: ${about}</option>`)}</select></label>
      ${needed ? html`<input class="key" aria-label="Key of ${needed.name}" placeholder="0x2a, 42 or a text" required maxlength="150" spellcheck="false" />` : nothing}
      <button class="button small" type="submit">Do it</button>
    </form>`;
  }

  #result(): TemplateResult | typeof nothing {
    const { text, letters, steps } = this.opened;
    if (text === null || steps.length === 0) return nothing;
    return html`<section>
      <h3>What it says</h3>
      <pre class="says" tabindex="0" aria-label="What it says">${visibleLines(text.slice(0, 20_000))}${letters > 20_000 ? html`<span class="quiet"> … ${countText(letters - 20_000)} more letters; copy to get them</span>` : nothing}</pre>
      <div class="line"><span class="gap"></span>
        <button class="button small" @click=${() => this.#copy(text)}>Copy</button>
        <button class="button small" title="Go on with this text" @click=${() => {
          this.first = [];
          this.#type(text);
        }}>Use as the text</button></div>
    </section>`;
  }

  #parts(): TemplateResult | typeof nothing {
    const { parts, moreParts } = this.opened;
    if (parts.length === 0) return nothing;
    return html`<section>
      <h3>Encoded files and texts <span class="count">${parts.length + moreParts}</span></h3>
      <ul class="parts">${parts.map((part) => this.#part(part))}</ul>
      ${moreParts > 0 ? html`<p class="none">${many(moreParts, 'part')} more; the cell has all.</p>` : nothing}
    </section>`;
  }

  #part(part: TextPart): TemplateResult {
    const kind = part.type === '' ? part.encoding : part.type;
    const hashes = [
      ['SHA-256', part.sha256],
      ['SHA-1', part.sha1],
      ['MD5', part.md5],
    ] as const;
    return html`<li><details>
      <summary><strong>${visible(kind)}</strong> ${part.name === null ? nothing : html`<span class="name">${visible(part.name)}</span>`}
        <span class="quiet">${bytesText(part.sizeBytes)}</span>
        <code class="glance">${part.text === null ? nothing : visible(part.text.slice(0, 120))}</code></summary>
      ${part.problem ? html`<p class="warn">${visible(part.problem)}</p>` : nothing}
      <dl class="hashes">${hashes.map(
        ([title, hash]) =>
          html`<dt>${title}</dt><dd><code>${hash}</code><button class="button plain small" aria-label="Copy the ${title}" @click=${() => this.#copy(hash)}>Copy</button></dd>`,
      )}</dl>
      <pre class="hex" tabindex="0" aria-label="First bytes">${hexLines(part.hex).join('\n')}</pre>
    </details></li>`;
  }

  #indicators(): TemplateResult | typeof nothing {
    const { indicators, moreIndicators } = this.opened;
    if (indicators === null) return nothing;
    return html`<section>
      <h3>Indicators <span class="count">${indicators.length + moreIndicators}</span></h3>
      ${indicators.length === 0 ? html`<p class="none">No address, name, URL, hash or path in it.</p>` : nothing}
      <found-indicators .indicators=${indicators} .more=${moreIndicators}
        @look-up=${(e: CustomEvent<readonly string[]>) => askPage(this, 'hunt-add', { kql: lookupCell(e.detail) })}></found-indicators>
    </section>`;
  }
}
