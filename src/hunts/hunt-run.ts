import { createHash } from 'node:crypto';
import { bracketedName, HuntError, type ResultCoverage, type TimeSpan } from '../base/index.ts';
import { isoText, momentOf, type QueryTimeSpan, readTimeSpan } from '../catalog/index.ts';
import { namesUsed } from '../kql/index.ts';
import type { Hunt } from '../session/index.ts';
import type { Table } from '../tables/index.ts';
import { carriedOver, type Traceable } from './carry-over.ts';
import { inDocument, movedBy } from './cell-fault.ts';
import { cellOrder, type PlacedCell } from './cell-order.ts';
import type { Cell, HuntDocument } from './document.ts';
import { type GivenValues, parameterLiterals } from './parameters.ts';

/** What a cell found, and when. */
export interface CellResult {
  readonly table: Table;
  readonly coverage: ResultCoverage;
  /** Whether the condition that the cell states holds; null without one. */
  readonly holds: boolean | null;
  readonly ranAt: Date;
  readonly elapsedMs: number;
}

/**
 * `new`: never run. `fresh`: the result is that of the cell as it stands, with these parameters, on what is open and
 * on the cells that it uses. `stale`: it is that of something else. `failed`: the last run gave an error.
 */
export type CellState = 'new' | 'running' | 'fresh' | 'stale' | 'failed';

/** A cell as it stands. */
export interface CellStatus {
  readonly cell: Cell;
  readonly state: CellState;
  /** The last result, where there is one; it may be stale. */
  readonly result: CellResult | null;
  readonly error: HuntError | null;
}

/** What is asked of the cells. */
export interface HuntSettings {
  /** Values of parameters; the others have their defaults. */
  values?: GivenValues;
  /** The stretch of time that the cells see; that of the document unless said, null for all time. */
  time?: QueryTimeSpan | null;
  /** What relative times go out from; the clock unless said. */
  now?: Date;
}

/** What is held of a cell, for as long as it is one of the document. */
interface Kept {
  state: 'new' | 'running' | 'done' | 'failed';
  /** What the result, or the error, is one of. */
  key: string;
  result: CellResult | null;
  error: HuntError | null;
  /** Where the query stood in the document when the error was told. */
  at: number;
  /** True once the cell is gone: a result that still comes is let go. */
  gone: boolean;
}

const nothingYet = (): Kept => ({
  state: 'new',
  key: '',
  result: null,
  error: null,
  at: 0,
  gone: false,
});

/** What a hunt asks its queries of; `Hunt` is one. */
export type AskedHunt = Pick<Hunt, 'schema' | 'kql'>;

/** A hunt at work: runs cells in the order of their use, keeps their results, and knows which of them still hold. */
export class HuntRun {
  readonly #hunt: AskedHunt;
  #kept: ReadonlyMap<Cell, Kept> = new Map();
  /** Results of cells that are gone, until they are let go. */
  readonly #leaving: Kept[] = [];
  readonly #editions = new WeakMap<object, number>();
  #edition = 0;
  #document!: HuntDocument;
  #order: readonly PlacedCell[] = [];
  #literals: ReadonlyMap<string, string> = new Map();
  #time: TimeSpan | null = null;

  /** Errors: as `update`. */
  constructor(hunt: AskedHunt, document: HuntDocument, settings: HuntSettings = {}) {
    this.#hunt = hunt;
    this.update(document, settings);
  }

  /**
   * Go on with a changed document or other settings; results stay with their cells, by name, else by text, else by
   * place, and those of cells that are gone are let go with the next run. Errors: those of parameters and times;
   * nothing is changed then.
   */
  update(document: HuntDocument, settings: HuntSettings = {}): void {
    const now = settings.now ?? new Date();
    const literals = parameterLiterals(document.parameters, settings.values ?? {}, now);
    const asked = settings.time === undefined ? document.time : settings.time;
    this.#time = asked ? spanOf(asked, now) : null;
    this.#literals = literals;
    this.#keepFor(document.cells);
    this.#document = document;
    this.#order = cellOrder(document.cells);
  }

  #keepFor(cells: readonly Cell[]): void {
    const before = this.#document?.cells ?? [];
    const names = new Set(before.flatMap(({ name }) => name ?? []));
    const trace = (cell: Cell): Traceable => {
      const named = cell.name !== null && names.has(cell.name);
      return { kind: 'cell', text: named ? cell.name : cell.kql.trim() };
    };
    const carried = carriedOver(before.map(trace), cells.map(trace));
    const kept = new Map<Cell, Kept>();
    for (const [i, cell] of cells.entries()) {
      const from = before[carried[i] ?? -1];
      kept.set(cell, (from && this.#kept.get(from)) ?? nothingYet());
    }
    const held = new Set(kept.values());
    for (const one of this.#kept.values())
      if (!held.has(one)) {
        one.gone = true;
        this.#leaving.push(one);
      }
    this.#kept = kept;
  }

  async #letGo(): Promise<void> {
    for (const { result } of this.#leaving.splice(0)) await result?.table.close();
  }

  get document(): HuntDocument {
    return this.#document;
  }

  /** The stretch of time that the cells see; null for all time. */
  get time(): TimeSpan | null {
    return this.#time;
  }

  /** The values of the parameters, as KQL literals. */
  get parameters(): ReadonlyMap<string, string> {
    return this.#literals;
  }

  /** The cells whose results a cell uses. */
  usedBy(cell: Cell): readonly Cell[] {
    return this.#order.find((placed) => placed.cell === cell)?.uses ?? [];
  }

  /** All cells as they stand, in the order of the document. */
  cells(): readonly CellStatus[] {
    const keys = this.#keys();
    return this.#document.cells.map((cell) => {
      const kept = this.#kept.get(cell) ?? nothingYet();
      const { state, result, error } = kept;
      if (state === 'new' || state === 'running') return { cell, state, result, error: null };
      if (kept.key !== keys.get(cell)) return { cell, state: 'stale', result, error: null };
      const moved = error && movedBy(error, cell.kqlSpan.start - kept.at);
      return { cell, state: state === 'done' ? 'fresh' : 'failed', result, error: moved };
    });
  }

  /**
   * Run cells, all unless some are named by label, and what they use; cells whose results are fresh are left alone.
   * Gives each cell when it has ended. A cell that fails does not stop those that do not use it.
   */
  async *run(
    options: { cells?: readonly string[]; signal?: AbortSignal } = {},
  ): AsyncGenerator<CellStatus> {
    const keys = this.#keys();
    const wanted = this.#wanted(options.cells);
    // The document may be changed meanwhile: this run goes on with what it began with.
    const run: RunScope = {
      kept: this.#kept,
      literals: this.#literals,
      time: this.#time,
      signal: options.signal,
    };
    await this.#letGo();
    for (const placed of this.#order) {
      const { cell } = placed;
      const kept = run.kept.get(cell);
      if (!wanted.has(cell) || !kept || kept.gone) continue;
      const key = keys.get(cell) ?? '';
      if (kept.state !== 'done' || kept.key !== key) await this.#runCell(placed, kept, key, run);
      options.signal?.throwIfAborted();
      const { result, error } = kept;
      yield { cell, state: kept.state === 'done' ? 'fresh' : 'failed', result, error };
    }
  }

  /**
   * What stands before a cell's own text when something is said about it unrun: its parameters, and the columns of the
   * results that it uses. Null where one of those has never been got, so that its columns are not known.
   */
  preludeOf(cell: Cell, kql: string): string | null {
    const names = namesUsed(kql);
    const lets = [...this.#literals].flatMap(([name, literal]) =>
      names.has(name) ? [`let ${name} = ${literal};\n`] : [],
    );
    for (const other of this.#document.cells) {
      if (other.name === null || other.name === cell.name || !names.has(other.name)) continue;
      const table = this.#kept.get(other)?.result?.table;
      if (!table) return null;
      const columns = table.columns.map((c) => `${bracketedName(c.name)}:${c.type}`).join(', ');
      lets.push(`let ${other.name} = datatable(${columns})[];\n`);
    }
    return lets.join('');
  }

  /** Let go of all results; a run that is still going should have been stopped. */
  async close(): Promise<void> {
    for (const kept of this.#kept.values()) {
      kept.gone = true;
      this.#leaving.push(kept);
    }
    this.#kept = new Map(this.#document.cells.map((cell) => [cell, nothingYet()]));
    await this.#letGo();
  }

  #wanted(labels: readonly string[] | undefined): ReadonlySet<Cell> {
    if (!labels) return new Set(this.#document.cells);
    const placed = new Map(this.#order.map((one) => [one.cell, one]));
    const wanted = new Set<Cell>();
    const waiting = this.#document.cells.filter(({ label }) => labels.includes(label));
    for (let cell = waiting.pop(); cell; cell = waiting.pop()) {
      if (wanted.has(cell)) continue;
      wanted.add(cell);
      waiting.push(...(placed.get(cell)?.uses ?? []));
    }
    return wanted;
  }

  /** What each cell's result would be a result of: the query, what it names, and what is open. */
  #keys(): ReadonlyMap<Cell, string> {
    const keys = new Map<Cell, string>();
    const open = this.#editionOf(this.#hunt.schema);
    for (const { cell, uses, names, circle } of this.#order) {
      const below = circle.length > 0 ? circle : uses.map((other) => keys.get(other) ?? '');
      const said = [...this.#literals].filter(([name]) => names.has(name));
      const all = [cell.kql.trim(), cell.expect, said, this.#time, open, below];
      keys.set(cell, createHash('sha256').update(JSON.stringify(all)).digest('base64'));
    }
    return keys;
  }

  #editionOf(schema: object): number {
    const known = this.#editions.get(schema) ?? ++this.#edition;
    this.#editions.set(schema, known);
    return known;
  }

  async #runCell(placed: PlacedCell, kept: Kept, key: string, run: RunScope): Promise<void> {
    const { state, result: before } = kept;
    kept.state = 'running';
    try {
      const result = await this.#result(placed, run);
      Object.assign(kept, { state: 'done', key, result, error: null });
      await before?.table.close();
      if (kept.gone) await result.table.close();
    } catch (error) {
      kept.state = state;
      run.signal?.throwIfAborted();
      if (!(error instanceof HuntError)) throw error;
      const at = placed.cell.kqlSpan.start;
      Object.assign(kept, { state: 'failed', key, result: null, error, at });
      await before?.table.close();
    }
  }

  async #result({ cell, uses, names, circle }: PlacedCell, run: RunScope): Promise<CellResult> {
    if (circle.length > 0) throw inACircle(cell, circle);
    const results = new Map<string, Table>();
    for (const other of uses) {
      const used = run.kept.get(other);
      if (other.name === null || used?.state !== 'done' || !used.result)
        throw needsFailed(cell, other.label);
      results.set(other.name, used.result.table);
    }
    const lets = [...run.literals]
      .filter(([name]) => names.has(name) && !results.has(name))
      .map(([name, literal]) => `let ${name} = ${literal};\n`)
      .join('');
    const stop = run.signal ? { signal: run.signal } : {};
    const ranAt = new Date();
    const started = performance.now();
    try {
      const time = run.time ? { time: run.time } : {};
      const table = await this.#hunt.kql(lets + cell.kql, { results, ...time, ...stop });
      const coverage = await table.coverage(stop);
      const holds = cell.expect === null ? null : await holdsFor(table, cell.expect, stop);
      return { table, coverage, holds, ranAt, elapsedMs: performance.now() - started };
    } catch (error) {
      throw error instanceof HuntError ? inDocument(error, cell, lets.length) : error;
    }
  }
}

/** What a run began with. */
interface RunScope {
  kept: ReadonlyMap<Cell, Kept>;
  literals: ReadonlyMap<string, string>;
  time: TimeSpan | null;
  signal: AbortSignal | undefined;
}

function spanOf(time: QueryTimeSpan, now: Date): TimeSpan {
  const { start, end } = readTimeSpan(time, momentOf(now));
  return { from: isoText(start), to: isoText(end) };
}

/** Whether a condition over all rows holds. */
async function holdsFor(
  table: Table,
  condition: string,
  stop: { signal?: AbortSignal },
): Promise<boolean> {
  try {
    const found = await table.kql(`| summarize holds = tobool(${condition}\n)`, stop);
    const { rows } = await found.page({ offset: 0, limit: 1, ...stop });
    return rows[0]?.[0] === true;
  } catch (error) {
    if (!(error instanceof HuntError) || !error.code.startsWith('kql/')) throw error;
    throw new HuntError({
      code: 'hunts/bad-expect',
      message: `What is expected, ${condition.slice(0, 200)}, cannot be computed: ${error.message}`,
      hint: 'It is a condition as in summarize: expect="count() > 0".',
      cause: error,
    });
  }
}

function inACircle(cell: Cell, circle: readonly string[]): HuntError {
  return new HuntError({
    code: 'hunts/circle',
    message: `The cell ${cell.label} needs its own result: ${[...circle, cell.label].join(' → ')}.`,
    hint: 'Let one of them read the tables instead.',
    span: cell.kqlSpan,
  });
}

function needsFailed(cell: Cell, label: string): HuntError {
  return new HuntError({
    code: 'hunts/needs-failed',
    message: `The cell ${cell.label} was not run: ${label}, which it uses, failed.`,
    hint: `Put ${label} right first.`,
    span: cell.kqlSpan,
  });
}
