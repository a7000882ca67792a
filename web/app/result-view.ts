import type { CellOutcome, HuntCell } from '../../src/protocol/index.ts';
import {
  type GridSource,
  type ResultView,
  type ViewSource,
  viewNamed,
  viewOfRender,
  viewsFor,
} from '../../src/views/index.ts';
import { call } from './client.ts';
import { saveRows } from './save-rows.ts';

/** What the grid and the other views ask of a cell's result. */
export type ResultSource = GridSource & ViewSource;

/** The rows of a cell's result, which stay with the server; `name` is what files of them are called. */
export function resultSource(
  { result, columns, coverage }: CellOutcome,
  name: string,
): ResultSource {
  return {
    columns,
    rows: coverage.rows,
    page: async (request) => (await call('page', { result, ...request })).rows,
    count: async (where) => (await call('count', { result, where })).rows,
    ask: (kql, { limit = 1000, signal } = {}) => call('ask', { result, kql, limit }, signal),
    save: (format, kql, signal) => saveRows({ result, kql, format, name }, signal),
  };
}

/** What the page calls a table of rows, where the line of a cell asks for it. */
export const gridName = 'grid';

/** The view that a cell's result is shown in, and what it is told: by the cell's line, else by `render`; null for the grid. */
export function chosenView({ view, settings, outcome }: HuntCell): {
  view: ResultView;
  settings: ReadonlyMap<string, string>;
} | null {
  const asked = view === null ? viewOfRender(outcome?.render ?? null) : null;
  const found = viewNamed(view ?? asked?.view ?? gridName);
  if (!found || (outcome && !found.fits(outcome.columns))) return null;
  return { view: found, settings: new Map([...(asked?.settings ?? []), ...settings]) };
}

/** The view that the cell's line asks for where the rows are not such as it shows; null otherwise. */
export function unfitView({ view, outcome }: HuntCell): string | null {
  if (view === null || view === gridName || !outcome) return null;
  return viewNamed(view)?.fits(outcome.columns) ? null : view;
}

/** The views that a reader may choose for a result besides the grid. */
export function offeredViews(cell: HuntCell): ResultView[] {
  const chosen = chosenView(cell)?.view;
  const fitting = cell.outcome ? viewsFor(cell.outcome.columns) : [];
  return chosen && !fitting.includes(chosen) ? [chosen, ...fitting] : fitting;
}

/** A query with one step more; how it asked to be shown is left out, since that must come last. */
export function withStep(text: string, step: string): string {
  const bare = text.trimEnd().replace(/\n?[ \t]*\|[ \t]*render\b[^|;\n]*$/, '');
  return step === '' ? bare : `${bare}\n${step}`;
}

/** What the cell's line tells the grid; what it tells another view says nothing to it. */
export function gridSettingsOf({ view, settings, outcome }: HuntCell): ReadonlyMap<string, string> {
  const meant = view === gridName || (view === null && !outcome?.render);
  return new Map(meant ? settings : []);
}
