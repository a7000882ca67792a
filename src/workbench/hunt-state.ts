import type { Span } from '../base/index.ts';
import type { Cell, CellStatus, HuntRun } from '../hunts/index.ts';
import { movedDiagnostic } from '../kql/index.ts';
import type {
  CellOutcome,
  HuntBlock,
  HuntCell,
  HuntDocumentState,
  Problem,
} from '../protocol/index.ts';
import type { ResultTable } from './hunt.ts';
import type { OpenedHunt } from './opened-hunt.ts';
import { sayable } from './problem.ts';

/** Who names results for pages. */
export interface Lender {
  lend(table: ResultTable): string;
}

/** How an open hunt stands, without the count of its changes. Results that it shows can be asked by their names. */
export function huntState(opened: OpenedHunt, results: Lender): Omit<HuntDocumentState, 'tick'> {
  const { document, run, fault, name } = opened;
  const current = run && run.document === document ? run : null;
  const statuses = new Map(current?.cells().map((status) => [status.cell, status]));
  const shown = (cell: Cell): Omit<HuntCell, 'key'> =>
    cellState(cell, statuses.get(cell), current, results);
  const blocks = opened.blocks.map(
    ({ key, block }): HuntBlock =>
      block.kind === 'prose' ? { kind: 'prose', key, text: block.text } : { ...shown(block), key },
  );
  return {
    hunt: opened.id,
    kind: opened.kind,
    name,
    version: opened.version,
    title: document?.title ?? null,
    parameters: document?.parameters ?? [],
    time: document?.time ? timeText(document.time) : null,
    span: current?.time ?? null,
    data: document?.data ?? [],
    sample: document?.sample ?? false,
    blocks: document ? blocks : [],
    canUndo: opened.history.canUndo,
    canRedo: opened.history.canRedo,
    problem: fault && sayable(fault),
    text: document && opened.kind === 'file' ? null : opened.text,
  };
}

function timeText(time: object): HuntDocumentState['time'] {
  const said = Object.entries(time).filter(([, value]) => value !== undefined);
  return Object.fromEntries(said.map(([name, value]) => [name, String(value)]));
}

function cellState(
  cell: Cell,
  status: CellStatus | undefined,
  run: HuntRun | null,
  results: Lender,
): Omit<HuntCell, 'key'> {
  const { label, name, view, settings, expect } = cell;
  return {
    kind: 'cell',
    label,
    name,
    view,
    settings: [...settings],
    expect,
    kql: plainLines(cell.kql).replace(/\n+$/, ''),
    uses: run?.usedBy(cell).map((other) => other.label) ?? [],
    state: status?.state ?? 'new',
    outcome: status?.result ? outcome(status.result, results) : null,
    problem: status?.error ? problemIn(sayable(status.error), cell) : null,
  };
}

function outcome(result: NonNullable<CellStatus['result']>, results: Lender): CellOutcome {
  const { table, coverage, holds, ranAt, elapsedMs } = result;
  const { render } = table;
  return {
    result: results.lend(table),
    columns: table.columns,
    coverage,
    render: render && { kind: render.kind, properties: render.properties },
    holds,
    ranAt: ranAt.toISOString(),
    elapsedMs: Math.round(elapsedMs),
  };
}

const plainLines = (text: string): string => text.replace(/\r\n|\r/g, '\n');

/** A problem whose places are those of the document, with those of the query as the page has it. */
function problemIn(problem: Problem, cell: Cell): Problem {
  const place = (offset: number): number =>
    plainLines(cell.kql.slice(0, Math.max(0, offset - cell.kqlSpan.start))).length;
  const moved = ({ start, end }: Span): Span => ({ start: place(start), end: place(end) });
  return {
    ...problem,
    span: problem.span && moved(problem.span),
    findings: problem.findings.map((finding) => movedDiagnostic(finding, moved)),
  };
}
