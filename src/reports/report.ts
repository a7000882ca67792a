import { type Column, cellText } from '../base/index.ts';
import type { Cell, CellStatus, HuntRun, RowsBeside, RunComparison } from '../hunts/index.ts';
import { type ReportedView, reportedView } from './reported-view.ts';

/** What a report shows of a cell: how it ended, and its first rows. */
export interface ReportedCell {
  readonly status: CellStatus;
  readonly columns: readonly Column[];
  /** Log text as it is: whoever writes a report makes it safe. */
  readonly rows: readonly (readonly string[])[];
  /** How it is shown besides; null where its rows are all there is. */
  readonly view: ReportedView | null;
  /** What became of it since an earlier run; null where it was not compared. */
  readonly change: ReportedChange | null;
}

/** Rows that only one of two runs has: the first of them, and how many there are. */
export interface ReportedRows extends Pick<ReportedCell, 'columns' | 'rows'> {
  readonly count: number;
}

/** What is new in a cell, and what is gone. */
interface ReportedChange {
  readonly appeared: ReportedRows | null;
  readonly gone: ReportedRows | null;
  readonly notes: readonly string[];
}

/** A run of a hunt, ready to be written in any form. */
export interface Report {
  readonly run: HuntRun;
  readonly cells: ReadonlyMap<Cell, ReportedCell>;
  /** When it was made, and by what. */
  readonly made: { at: Date; version: string };
  /** The run that it was compared with: when that was saved, and what differs between the two as wholes. */
  readonly earlier: { since: string; notes: readonly string[] } | null;
}

/** Values longer than this are cut, and say so. */
const maxCharacters = 2000;

/** Take from a run what a report shows: so many rows of each cell at most. */
export async function collectReport(
  run: HuntRun,
  options: {
    rows: number;
    version: string;
    comparison?: RunComparison | null;
    /** How texts that name files are shown: as they are, unless said. */
    shown?: <T>(value: T) => T;
    signal?: AbortSignal;
  },
): Promise<Report> {
  const { comparison = null, shown = (value) => value, signal } = options;
  const cells = new Map<Cell, ReportedCell>();
  let recorded = 0;
  for (const found of run.cells()) {
    const { result } = found;
    const coverage = result && shown(result.coverage);
    const status = { ...found, result: result && coverage && { ...result, coverage } };
    const stop = signal ? { signal } : {};
    const table = status.result?.table ?? null;
    const { rows } = table
      ? await table.page({ offset: 0, limit: options.rows, ...stop })
      : { rows: [] };
    const view = await reportedView(status, { name: `p${cells.size}`, recorded, ...stop });
    recorded += view?.recordedLength ?? 0;
    const columns = table?.columns ?? [];
    const beside = comparison?.cells.get(status.cell.label);
    const change = beside
      ? { appeared: reported(beside.appeared), gone: reported(beside.gone), notes: beside.notes }
      : null;
    cells.set(status.cell, { status, columns, rows: shown(texts(columns, rows)), view, change });
  }
  const earlier = comparison && { since: comparison.since, notes: comparison.notes };
  return { run, cells, made: { at: new Date(), version: options.version }, earlier };
}

function reported(beside: RowsBeside | null): ReportedRows | null {
  return beside && { ...beside, rows: texts(beside.columns, beside.rows) };
}

function texts(columns: readonly Column[], rows: RowsBeside['rows']): string[][] {
  return rows.map((row) => columns.map(({ type }, i) => shortened(cellText(row[i], type))));
}

function shortened(text: string): string {
  if (text.length <= maxCharacters) return text;
  const more = (text.length - maxCharacters).toLocaleString('en');
  return `${text.slice(0, maxCharacters)}… (${more} more characters)`;
}
