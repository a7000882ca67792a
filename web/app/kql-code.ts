import { html, type TemplateResult } from 'lit';
import { kqlSpans } from './kql-spans.ts';
import { visibleLines } from './text.ts';

/** KQL to be read, in the editor's colours. */
export function kqlCode(kql: string, tables: Iterable<string> = []): TemplateResult {
  const spans = kqlSpans(kql, new Set(tables));
  return html`<pre class="code" tabindex="0" aria-label="Query"><code>${spans.map(
    ({ text, kind }) =>
      kind === null ? visibleLines(text) : html`<span class=${kind}>${visibleLines(text)}</span>`,
  )}</code></pre>`;
}
