import type { RunEvent } from '../../src/protocol/index.ts';
import type { ViewElement, ViewSource } from '../../src/views/index.ts';
import { viewNamed } from '../../src/views/index.ts';
import { call } from './client.ts';

type Result = Extract<RunEvent, { kind: 'result' }>;

/** The rows of a result, as views ask for them. */
export function resultSource({ result, columns, rows }: Result): ViewSource {
  return {
    columns,
    rows,
    ask: (kql, { limit = 1000, signal } = {}) => call('ask', { result, kql, limit }, signal),
  };
}

/** A view of this name as an element that shows a result; null where there is no such view. */
export function viewElement(
  name: string,
  shown: { source: ViewSource; settings: ReadonlyMap<string, string>; label: string },
): ViewElement | null {
  const view = viewNamed(name);
  if (!view) return null;
  return Object.assign(document.createElement(view.tag) as ViewElement, shown);
}

/** A query with one step more; how it asked to be shown is left out, since that must come last. */
export function withStep(text: string, step: string): string {
  const bare = text.trimEnd().replace(/\n?[ \t]*\|[ \t]*render\b[^|;\n]*$/, '');
  return step === '' ? bare : `${bare}\n${step}`;
}
