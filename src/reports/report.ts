import { type Column, cellText } from '../base/index.ts';
import type { Cell, CellStatus, HuntRun } from '../hunts/index.ts';

/** What a report shows of a cell: how it ended, and its first rows. */
export interface ReportedCell {
  readonly status: CellStatus;
  readonly columns: readonly Column[];
  /** Log text as it is: whoever writes a report makes it safe. */
  readonly rows: readonly (readonly string[])[];
}

/** A run of a hunt, ready to be written in any form. */
export interface Report {
  readonly run: HuntRun;
  readonly cells: ReadonlyMap<Cell, ReportedCell>;
  /** When it was made, and by what. */
  readonly made: { at: Date; version: string };
}

/** Values longer than this are cut, and say so. */
const maxCharacters = 2000;

/** Take from a run what a report shows: so many rows of each cell at most. */
export async function collectReport(
  run: HuntRun,
  options: { rows: number; version: string; signal?: AbortSignal },
): Promise<Report> {
  const { signal } = options;
  const cells = new Map<Cell, ReportedCell>();
  for (const status of run.cells()) {
    const table = status.state === 'fresh' ? (status.result?.table ?? null) : null;
    const page = { offset: 0, limit: options.rows, ...(signal ? { signal } : {}) };
    const { rows } = table ? await table.page(page) : { rows: [] };
    const columns = table?.columns ?? [];
    const texts = rows.map((row) =>
      columns.map(({ type }, i) => shortened(cellText(row[i], type))),
    );
    cells.set(status.cell, { status, columns, rows: texts });
  }
  return { run, cells, made: { at: new Date(), version: options.version } };
}

function shortened(text: string): string {
  if (text.length <= maxCharacters) return text;
  const more = (text.length - maxCharacters).toLocaleString('en');
  return `${text.slice(0, maxCharacters)}… (${more} more characters)`;
}
