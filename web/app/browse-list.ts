import { html, nothing, type TemplateResult } from 'lit';
import { icon } from './icon.ts';
import { countText, visible } from './text.ts';

/** An entry of a list that can be looked through. */
export interface BrowseEntry {
  name: string;
  about: string;
  /** What stands before the name. */
  mark?: TemplateResult;
  /** A word behind the name. */
  tag?: string;
  current: boolean;
  choose(): void;
}

export interface BrowseGroup {
  title: string;
  count: number;
  open: boolean;
  /** Only of a group that is open. */
  entries: readonly BrowseEntry[];
  toggle(open: boolean): void;
}

/** Groups that open to their entries; the arrows of the keyboard go through them (`walk`). */
export function browseGroups(groups: readonly BrowseGroup[]): TemplateResult {
  return html`<div class="groups">${groups.map(
    (group) => html`<details ?open=${group.open} @toggle=${(e: Event) =>
      group.toggle((e.target as HTMLDetailsElement).open)}>
      <summary>${icon('chevron-right')}<span class="name">${visible(group.title)}</span><span class="count">${countText(group.count)}</span></summary>
      ${group.open ? html`<ul aria-label=${visible(group.title)}>${group.entries.map((entry, i) => browseEntry(entry, i === 0))}</ul>` : nothing}
    </details>`,
  )}</div>`;
}

function browseEntry(
  { name, about, mark, tag, current, choose }: BrowseEntry,
  first: boolean,
): TemplateResult {
  return html`<li><button data-walk tabindex=${first ? '0' : '-1'} aria-current=${current ? 'true' : nothing} title=${visible(about)} @click=${choose}>
    ${mark ?? nothing}<span class="name">${visible(name)}</span>${tag ? html`<span class="tag">${visible(tag)}</span>` : nothing}
    <span class="quiet about">${visible(about)}</span>
  </button></li>`;
}
