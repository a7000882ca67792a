import { coverageText, rowsText, visible } from '../base/index.ts';
import type { CellStatus } from '../hunts/index.ts';
import type { ReportedCell, ReportedRows } from './report.ts';

/** What a careful reader must know of a cell, one line each: rows and sources, gaps, what was expected, what failed. */
export function cellWords({ status, rows }: ReportedCell): string[] {
  const { error, result, state } = status;
  if (error) return [`Failed: ${visible(error.message)}`];
  if (state !== 'fresh' || !result) return ['This cell was not run.'];
  const { coverage, elapsedMs, ranAt } = result;
  const left = coverage.rows - rows.length;
  return [
    ...coverageText(coverage).trimEnd().split('\n'),
    ...(left > 0 ? [`Shown: the first ${rowsText(rows.length)}; ${rowsText(left)} more not.`] : []),
    ...expectation(status),
    `Run ${ranAt.toISOString().slice(0, 19)}Z in ${(elapsedMs / 1000).toFixed(1)} s.`,
  ];
}

function expectation({ cell, result }: CellStatus): string[] {
  if (cell.expect === null || !result) return [];
  return [`${result.holds ? 'Holds' : 'Does not hold'}: ${visible(cell.expect)}`];
}

/** What became of a cell since an earlier run, in short: `3 rows new, none gone`. */
export function changeWords(change: {
  appeared: { count: number } | null;
  gone: { count: number } | null;
}): string {
  const { appeared, gone } = change;
  if (!appeared || !gone) return 'not compared';
  if (appeared.count + gone.count === 0) return 'no row new, none gone';
  const count = (rows: number): string => (rows === 0 ? 'none' : rowsText(rows));
  return `${count(appeared.count)} new, ${gone.count === 0 ? 'none' : gone.count.toLocaleString('en')} gone`;
}

/** How many rows only one of two runs has, and how many of them are shown: `New: 20 rows, the first 5`. */
export function besideWords(word: string, { count, rows }: ReportedRows): string {
  const shown = rows.length < count ? `, the first ${rows.length.toLocaleString('en')}` : '';
  return `${word}: ${rowsText(count)}${shown}`;
}

/** The files that the rows of a run come from, with the rows that each gave. */
export function filesRead(cells: Iterable<ReportedCell>): string[] {
  const files = new Map<string, string>();
  for (const { status } of cells)
    for (const { table, files: from } of status.result?.coverage.sources ?? [])
      for (const { file, rowsRead, rowsUnparsed } of from) {
        const gaps = rowsUnparsed > 0 ? `, ${rowsText(rowsUnparsed)} not parsed` : '';
        files.set(
          `${table}\0${file}`,
          visible(`${file}: ${rowsText(rowsRead)} of ${table}${gaps}`),
        );
      }
  return [...files.values()];
}
