import { html, nothing, svg, type TemplateResult } from 'lit';
import { visible } from '../../base/index.ts';
import { cellText } from '../value-text.ts';
import { severityLevel } from './alert-entities.ts';
import type { ListedAlert } from './alert-questions.ts';

/** A severity as words and bars: its colour is never the only sign. */
export function severityMark(severity: string, level = severityLevel(severity)): TemplateResult {
  const bar = (n: number): TemplateResult =>
    svg`<rect class=${n <= level ? 'on' : ''} x=${(n - 1) * 5} y=${9 - n * 3} width="4" height=${3 + n * 3} />`;
  return html`<span class="level l${level}"><svg viewBox="0 0 14 12" aria-hidden="true">${[1, 2, 3].map(bar)}</svg>${visible(severity) || 'no severity'}</span>`;
}

/** An alert as a line of the list. */
export function alertLine(
  alert: ListedAlert,
  { number, current }: { number: number; current: boolean },
): TemplateResult {
  const told = [alert.source, alert.status].filter((text) => text !== '').map(visible);
  return html`<div class="alert" role="option" id="alert-${number}" aria-selected=${current}>
    ${severityMark(alert.severity)}<strong>${visible(alert.name) || 'without a name'}</strong>
    <time>${cellText(alert.at, 'datetime')}</time>
    ${told.length > 0 ? html`<small>${told.join(' · ')}</small>` : nothing}
  </div>`;
}
