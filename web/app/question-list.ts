import { html, type TemplateResult } from 'lit';
import type { Question } from './questions.ts';
import { visible } from './text.ts';

/** Questions to begin with, each of which asks itself when it is chosen. */
export function questionList(
  questions: readonly Question[],
  ask: (kql: string) => void,
): TemplateResult {
  return html`<div class="questions">
    <h2>Questions to begin with</h2>
    <ul>${questions.map(
      ({ title, table, kql }) => html`<li><button class="question" @click=${() => ask(kql)}>
        <strong>${title}</strong>
        <span class="quiet">${table}</span>
        <code>${visible(kql.replace(/\n/g, ' '))}</code>
      </button></li>`,
    )}</ul>
  </div>`;
}
