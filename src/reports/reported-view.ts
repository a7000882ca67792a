import { HuntError, type Markup } from '../base/index.ts';
import type { CellStatus } from '../hunts/index.ts';
import { askResult, type Table } from '../tables/index.ts';
import type { Recording, ViewSource } from '../views/still.ts';
import { stillViews } from './still-views.ts';

/** How a cell is shown besides its rows. */
export interface ReportedView {
  readonly view: string;
  readonly settings: ReadonlyMap<string, string>;
  /** What it shows, for those who do not see it. */
  readonly about: string;
  /** The picture; none where there is nothing to show, or it cannot be shown. */
  readonly drawn: readonly Markup[];
  /** What a reader must know of the picture, one sentence each. */
  readonly notes: readonly string[];
  /** What the view asked and was told, for pages that may run script; null where it cannot be used without the rows. */
  readonly recording: Recording | null;
  /** How much of a report the recording is, in characters. */
  readonly recordedLength: number;
  /** The script of a report that the view draws by; null for none. */
  readonly library: string | null;
}

/** What may be recorded of one cell and of all, in characters. */
const [mostOfOne, mostOfAll] = [1_500_000, 6_000_000];
const tooLarge =
  'This picture stays still where script runs, too: what its view looks at is too large for a report';

/**
 * Draw what the line of a cell, or its `render`, asks for; null where the rows are all there is. `recorded` is how much
 * the views before it have recorded.
 */
export async function reportedView(
  { cell, result }: CellStatus,
  { name, recorded, signal }: { name: string; recorded: number; signal?: AbortSignal },
): Promise<ReportedView | null> {
  if (!result || (cell.view === null && !result.table.render)) return null;
  const { shownView, isPictured, drawStill } = await stillViews();
  const { table, coverage } = result;
  const chosen = shownView({ view: cell.view, settings: cell.settings, render: table.render });
  if (!chosen) return null;
  const { view, settings } = chosen;
  const without = (note: string): ReportedView => ({
    ...{ view, settings, about: '', drawn: [], recording: null, recordedLength: 0, library: null },
    notes: [note],
  });
  if (!isPictured(view)) return without(`There is no picture of the view '${view}' in a report.`);
  if (coverage.rows === 0) return without('There are no rows to show.');
  const source = sourceOf(table, coverage.rows);
  try {
    const still = await drawStill(chosen, { source, name, ...(signal ? { signal } : {}) });
    if (!still.picture) return without('The rows hold nothing that the view could show.');
    const { about, drawn, notes } = still.picture;
    const length = JSON.stringify(still.recording).length;
    const large = length > mostOfOne || recorded + length > mostOfAll;
    return {
      ...{ view, settings, about, drawn, library: still.library },
      notes: large ? [...notes, tooLarge] : notes,
      recording: large ? null : still.recording,
      recordedLength: large ? 0 : length,
    };
  } catch (error) {
    signal?.throwIfAborted();
    if (!(error instanceof HuntError)) throw error;
    return without(`The picture could not be drawn: ${error.message}`);
  }
}

/** What a view asks of the rows of a result. */
function sourceOf(table: Table, rows: number): ViewSource {
  return {
    columns: table.columns,
    rows,
    ask: (kql, { limit = 1000, signal } = {}) =>
      askResult(table, { kql, limit, ...(signal ? { signal } : {}) }),
  };
}
