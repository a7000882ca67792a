import { html, nothing, type TemplateResult } from 'lit';
import type { OfferedStep, WouldSend } from '../../src/protocol/index.ts';
import { icon } from './icon.ts';
import { countText, visible } from './text.ts';

/** One line of the menu. */
export interface Item {
  title: string;
  about?: string;
  /** Whether the title is written as code is. */
  code?: boolean;
  asks?: boolean;
  /** Whether it leads to more lines. */
  leads?: boolean;
  act: () => void;
}

/** Lines that belong together. */
export interface Group {
  label: string;
  items: readonly Item[];
}

/** A function that asks others, and what it would send; null until that is known. */
export interface Sending {
  step: OfferedStep;
  sends: readonly WouldSend[] | null;
  /** Why it may not; null where it may. */
  refused: string | null;
}

/** Lines of the menu, as the page shows them. */
export function menuGroup({ label, items }: Group): TemplateResult | typeof nothing {
  if (items.length === 0) return nothing;
  return html`<div role="group" aria-label=${label}>${items.map(
    ({ title, about, code, asks, leads, act }) =>
      html`<button role="menuitem" tabindex="-1" title=${about ? visible(about) : nothing} aria-haspopup=${leads ? 'true' : nothing} @click=${act}
        @pointermove=${(e: Event) => (e.currentTarget as HTMLElement).focus({ preventScroll: true })}>
        <span class="title ${code ? 'fn' : ''}">${visible(title)}</span>
        <span class="about">${about ? visible(about.slice(0, 200)) : nothing}</span>
        ${asks ? html`<span class="asking">asks others</span>` : nothing}
      </button>`,
  )}</div>`;
}

/** What would leave this computer, before it does. */
export function sendingText({ step, sends, refused }: Sending): TemplateResult {
  const leaves = (sends ?? []).filter(({ sent }) => sent.length > 0);
  const known = (sends ?? []).reduce((sum, one) => sum + one.known, 0);
  return html`<div class="asks" role="presentation">
        <p><code>${step.name}</code> ${visible(step.about)}</p>
        ${sends === null ? html`<p class="quiet">Looking what would be sent…</p>` : nothing}
        ${
          leaves.length > 0
            ? html`<p><strong>${refused === null ? 'This leaves your computer:' : 'It would send:'}</strong></p>
              <ul>${leaves.slice(0, 20).map(({ to, sent }) => html`<li><code>${visible(sent.join(', ').slice(0, 200))}</code> to ${visible(to)}</li>`)}</ul>`
            : sends && html`<p>Nothing leaves your computer.</p>`
        }
        ${known > 0 ? html`<p>${countText(known)} ${known === 1 ? 'answer is' : 'answers are'} at hand from before.</p>` : nothing}
        ${refused === null ? nothing : html`<p class="warn">${icon('warning')} ${visible(refused)}</p>`}
      </div>`;
}
