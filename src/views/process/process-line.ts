import { html, nothing, svg, type TemplateResult } from 'lit';
import { visible } from '../../base/index.ts';
import { cellText, countText } from '../value-text.ts';
import type { ProcessColumns } from './process-questions.ts';
import { deepestIndent, type ProcessRow, programName } from './process-rows.ts';
import type { ProcessStore } from './process-store.ts';

/** The height of a line in pixels. */
export const lineHeight = 24;
const indent = 15;

const nothingKnown: ProcessRow = {
  name: '',
  id: '',
  user: '',
  started: '',
  command: '',
  colour: '',
  decoded: '',
  inferred: false,
};

interface LineLook {
  row: number;
  /** Where it stands among the rows in sight. */
  index: number;
  current: boolean;
  columns: ProcessColumns;
  /** The colour of what is known of it; null where nothing is coloured. */
  colourOf: ((known: ProcessRow) => string) | null;
}

/** One process as a line of the tree grid. */
export function processLine(
  store: ProcessStore,
  { row, index, current, columns, colourOf }: LineLook,
): TemplateResult {
  const known = store.known(row);
  const { name, id, user, started, command, colour, decoded } = known ?? nothingKnown;
  const level = store.shape.level[row] ?? 0;
  const branch = store.branch(row);
  const open = branch && !store.closed(row);
  const state = [current && 'current', store.isHit(row) && 'hit', known?.inferred && 'inferred'];
  const program = visible(programName(known ? name || 'unknown' : '…'));
  return html`<div class="process ${state.filter(Boolean).join(' ')}" role="row" id="row-${row}" aria-level=${level + 1} aria-rowindex=${index + 2}
    aria-selected=${current} aria-expanded=${branch ? open : nothing} .style=${`transform:translateY(${index * lineHeight}px)`}>
    <span role="gridcell" class="what" data-column="name" .style=${`padding-left:${Math.min(level, deepestIndent) * indent}px`}>
      ${colourOf && known ? html`<span class="swatch" .style=${`background:${colourOf(known)}`}></span>` : nothing}
      <span class="fold ${open ? 'open' : ''}" aria-hidden="true">${branch ? svg`<svg viewBox="0 0 10 10"><path d="M3 1l4 4-4 4" /></svg>` : nothing}</span>
      ${level > deepestIndent ? html`<span class="quiet">${level}&nbsp;</span>` : nothing}
      <span class="name" title=${visible(name)}>${program}</span>
      ${branch && !open ? html`<span class="count">${countText(store.shape.below[row] ?? 0)}</span>` : nothing}
    </span>
    <span role="gridcell" class="number mono" data-column="id">${visible(id)}</span>
    ${columns.user ? html`<span role="gridcell" data-column="user">${visible(user)}</span>` : nothing}
    <span role="gridcell" class="quiet" data-column="started">${cellText(started, 'datetime')}</span>
    ${columns.colour && columns.colour !== columns.user ? html`<span role="gridcell" data-column="colour">${visible(colour)}</span>` : nothing}
    ${commandCell(command, decoded)}
  </div>`;
}

/** The names above the lines. */
export function processHead({ user, colour }: ProcessColumns): TemplateResult {
  return html`<div class="head" role="row" aria-rowindex="1">
    <span role="columnheader">Process</span><span role="columnheader" class="number">Id</span>
    ${user ? html`<span role="columnheader">${visible(user.name)}</span>` : nothing}<span role="columnheader">Started</span>
    ${colour && colour !== user ? html`<span role="columnheader">${visible(colour.name)}</span>` : nothing}
    <span role="columnheader">Command line</span>
  </div>`;
}

/** What widths the columns have, for the style of the whole. */
export function processGrid({ user, colour }: ProcessColumns): string {
  const wide = 'minmax(90px, 0.8fr)';
  return `--process-grid: minmax(250px, 1.5fr) 72px ${user ? wide : ''} 156px ${colour && colour !== user ? wide : ''} minmax(150px, 2.4fr)`;
}

function commandCell(command: string, decoded: string): TemplateResult {
  const beside = html`<span class="decoded"><b>decoded</b>${visible(decoded)}</span>`;
  return html`<span role="gridcell" class="mono" data-column="command">${visible(command)}${decoded ? beside : nothing}</span>`;
}
