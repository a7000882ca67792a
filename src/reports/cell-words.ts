import { coverageText, type ResultCoverage, rowsText, visible } from '../base/index.ts';
import type { CellStatus } from '../hunts/index.ts';
import type { ReportedCell, ReportedRows } from './report.ts';

/** What a careful reader must know of a cell, one line each: rows and sources, gaps, what was expected, what failed. */
export function cellWords({ status, rows }: ReportedCell): string[] {
  const { error, result, state } = status;
  if (error) return [`Failed: ${visible(error.message)}`];
  if (!result)
    return [state === 'running' ? 'This cell was still running.' : 'This cell was not run.'];
  const { coverage, elapsedMs, ranAt } = result;
  const left = coverage.rows - rows.length;
  return [
    ...(state === 'fresh' ? [] : [staleWords(state)]),
    ...coverageText(coverage).trimEnd().split('\n'),
    ...(left > 0 ? [`Shown: the first ${rowsText(rows.length)}; ${rowsText(left)} more not.`] : []),
    ...sourceWords(coverage),
    ...expectation(status),
    `Run ${ranAt.toISOString().slice(0, 19)}Z in ${(elapsedMs / 1000).toFixed(1)} s.`,
  ];
}

const namedFiles = 10;

/** The files that the rows of a cell come from, a line for each table. */
function sourceWords({ sources }: ResultCoverage): string[] {
  return sources.flatMap(({ table, files }) => {
    if (files.length === 0) return [];
    const named = files
      .slice(0, namedFiles)
      .map(({ file, rowsRead }) => `${file} (${rowsText(rowsRead)})`);
    const more = files.length - named.length;
    const others = more > 0 ? ` and ${more.toLocaleString('en')} more files` : '';
    return [visible(`${table} was read from ${named.join(', ')}${others}`)];
  });
}

function staleWords(state: CellStatus['state']): string {
  const why = state === 'running' ? 'This cell was being run again' : 'Stale';
  return `${why}: the rows are those of an earlier run, before the query, a parameter, the time or the data was changed.`;
}

function expectation({ cell, result }: CellStatus): string[] {
  if (cell.expect === null || !result) return [];
  return [`${result.holds ? 'Holds' : 'Does not hold'}: ${visible(cell.expect)}`];
}

/** Sentences in one text, each with its full stop. */
export function sentences(told: readonly string[]): string {
  return told.map((one) => (/[.!?]$/.test(one) ? one : `${one}.`)).join(' ');
}

/** How a cell stands, where a reader must look twice; null where all is well. */
export function faultOf({ state, error, result }: CellStatus): string | null {
  if (error) return 'failed';
  if (!result) return state === 'running' ? 'still running' : 'not run';
  if (state !== 'fresh') return 'stale';
  return result.holds === false ? 'does not hold' : null;
}

/** How the cells of a run stand, in one sentence. */
export function runWords(cells: Iterable<ReportedCell>): string {
  const faults = [...cells].map(({ status }) => faultOf(status));
  const many = (count: number): string => `${count} ${count === 1 ? 'cell' : 'cells'}`;
  const counts = new Map<string, number>();
  for (const fault of faults) if (fault) counts.set(fault, (counts.get(fault) ?? 0) + 1);
  const told = [...counts].map(([fault, count]) => `${count} ${fault}`);
  return `${many(faults.length)}, ${told.length === 0 ? 'all run and as expected' : told.join(', ')}.`;
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
