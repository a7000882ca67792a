import { html, nothing, type TemplateResult } from 'lit';
import { visible } from '../base/index.ts';
import { categoryColour } from './category-colours.ts';

/** What the colours of categories stand for, in their order. */
export function categoryLegend(
  values: readonly string[],
  { dark, others }: { dark: boolean; others: boolean },
): TemplateResult {
  const entry = (number: number, text: string): TemplateResult =>
    html`<span><i .style=${`background:${categoryColour(number, dark)}`}></i><span>${text}</span></span>`;
  return html`<div class="legend">${values.map((value, i) => entry(i, value === '' ? 'empty' : visible(value)))}${
    others ? entry(Number.POSITIVE_INFINITY, 'others') : nothing
  }</div>`;
}
