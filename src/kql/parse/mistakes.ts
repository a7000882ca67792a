import type { Diagnostic } from '../plan.ts';
import type { Syntax } from './syntax.ts';

/** Microsoft's binder does not let numbers, and terms in `not(…)`, stand as terms of a search; the engine does. */
const notInSearch: ReadonlySet<string> = new Set(['KS106', 'KS107']);

/** What the binder finds, without what it wrongly finds. */
export function withoutMistakes(found: readonly Diagnostic[], root: Syntax): Diagnostic[] {
  if (!found.some((d) => notInSearch.has(d.code))) return [...found];
  const searched = [...root.descendants()]
    .filter((n) => n.kind === 'SearchOperator')
    .map((n) => n.span);
  const inSearch = ({ span }: Diagnostic): boolean =>
    searched.some((s) => span.start >= s.start && span.end <= s.end);
  return found.filter((d) => !(notInSearch.has(d.code) && inSearch(d)));
}
