import {
  type Column,
  HuntError,
  quoteName,
  type ResultCoverage,
  type Span,
  type StoredColumn,
  type TimeSpan,
} from '../base/index.ts';
import type { Engine, WireValue } from '../engine/index.ts';
import type { OpenTable, Segment } from './catalog.ts';
import { datetimeText, encodeRow, type KustoValue, wireColumns } from './encode.ts';
import { type ExportOptions, exportRows } from './export.ts';
import { columnNamed, type Filter } from './filter.ts';
import { type PageRequest, Pager } from './pager.ts';
import { type ColumnProfile, profileColumn } from './profile.ts';

/** A compiled query, as the compiler gives it. */
export interface ResultPlan {
  sql: string;
  columns: readonly StoredColumn[];
  ordered: boolean;
  render: { kind: string; properties: Record<string, string> } | null;
  notes: readonly string[];
  /** SELECTs of one text each, to be told where there are no rows. */
  whyEmpty?(): readonly string[];
  /** The steps that keep rows in memory until all have come. */
  holds?: readonly { step: string; span: Span }[];
}

export interface TableParts {
  engine: Engine;
  plan: ResultPlan;
  /** The open tables that the plan reads. */
  sources: readonly OpenTable[];
  /** Where the result is nothing but a stored table: its relations, so that nothing is copied. */
  stored: readonly Segment[] | null;
  /** The further results of a query that gives several. */
  others?: readonly { name: string; table: Table }[];
  /** The same query with integers computed past 64 bits, for a second try after an overflow. */
  replan(): Promise<ResultPlan>;
  /** Compile and open a query that begins with `|` on the rows of the given relation. */
  extend(kql: string, input: HeldRows, signal?: AbortSignal): Promise<Table>;
}

/** A row by the names of its columns; it has no prototype, so that a column may have any name. */
export type Row = { [column: string]: KustoValue };

/** Rows that the engine keeps, for as long as their table is not closed. */
export interface HeldRows {
  columns: readonly StoredColumn[];
  relation: string;
  sources: readonly OpenTable[];
  /** As the query's own notes. */
  notes: readonly string[];
}

/** What is said of the steps of a query that were at work when something ran out. */
const ranOutOf: ReadonlyMap<string, string> = new Map([
  ['engine/out-of-memory', 'What keeps rows in memory here'],
  ['engine/disk-full', 'What keeps rows in memory here'],
  ['engine/out-of-time', 'What waits for all rows here'],
]);

/** What the engine holds of a result: relations of its own or a copy, in one process of the engine. */
interface Stored {
  generation: number;
  pager: Promise<Pager>;
  /** The copy's name; null where the rows are stored already. */
  relation: string | null;
  /** True once the copy is whole. */
  whole: boolean;
}

let kept = 0;

/**
 * The result of a query. Rows stay in the engine until they are asked for: as a stream, by pages, or as
 * a profile of a column. Values are spelled as Kusto's REST answers spell them (`KustoValue`).
 */
export class Table {
  readonly #parts: TableParts;
  #plan: ResultPlan;
  #stored: Stored | null = null;

  constructor(parts: TableParts) {
    this.#parts = parts;
    this.#plan = parts.plan;
  }

  /** The columns in order, with Kusto's names of types. */
  get columns(): Column[] {
    return this.#plan.columns.map(({ name, type }) => ({ name, type }));
  }

  /** The further results of a query that gives several (`fork`, `facet`), by name; closed with this one. */
  get others(): readonly { name: string; table: Table }[] {
    return this.#parts.others ?? [];
  }

  /** How the query's `render` asks to be shown; null without one. */
  get render(): ResultPlan['render'] {
    return this.#plan.render;
  }

  /** True where the order of the rows means something. */
  get ordered(): boolean {
    return this.#plan.ordered;
  }

  /**
   * Go on with KQL on these rows, without taking them out of the engine: `table.kql('| where …')`. With `held` the
   * query behind them does not run again, and the answer must be read before this table is closed.
   */
  async kql(text: string, options: { signal?: AbortSignal; held?: boolean } = {}): Promise<Table> {
    const { columns, notes, sql } = this.#plan;
    const { sources } = this.#parts;
    const input = options.held
      ? await this.held(options)
      : { columns, relation: `(${sql})`, sources, notes };
    return this.#parts.extend(text, input, options.signal);
  }

  /** The rows in order, as arrays, a few thousand at a time; the engine waits while the reader is busy. */
  async *batches(options: { signal?: AbortSignal } = {}): AsyncIterable<KustoValue[][]> {
    const { columns } = this.#plan;
    let seen = 0;
    for (let again = false; ; again = true) {
      const select = `SELECT ${wireColumns(columns)} FROM (${this.#select()})`;
      let skip = seen;
      try {
        for await (const part of this.#parts.engine.stream(select, options.signal)) {
          const fresh = part.slice(skip);
          skip = Math.max(0, skip - part.length);
          seen += fresh.length;
          if (fresh.length > 0) yield fresh.map((row) => encodeRow(columns, row));
        }
        return;
      } catch (error) {
        if (again || !isOverflow(error)) throw this.#explained(error);
        this.#plan = await this.#parts.replan();
      }
    }
  }

  /** The rows in order, one object a row. */
  async *rows(options: { signal?: AbortSignal } = {}): AsyncIterable<Row> {
    const names = this.columns.map((c) => c.name);
    for await (const batch of this.batches(options))
      for (const values of batch) {
        const row = Object.create(null) as Row;
        names.forEach((name, i) => {
          row[name] = values[i] ?? null;
        });
        yield row;
      }
  }

  [Symbol.asyncIterator](): AsyncIterator<Row> {
    return this.rows()[Symbol.asyncIterator]();
  }

  /** The whole result in memory: `rows` are arrays in the order of `columns`. */
  async toJson(
    options: { signal?: AbortSignal } = {},
  ): Promise<{ columns: Column[]; rows: KustoValue[][] }> {
    const rows: KustoValue[][] = [];
    for await (const batch of this.batches(options)) for (const row of batch) rows.push(row);
    return { columns: this.columns, rows };
  }

  /** How many rows there are, or how many pass the conditions. */
  async count(options: { where?: readonly Filter[]; signal?: AbortSignal } = {}): Promise<number> {
    return this.#retry(async () => {
      const pager = await this.#pager(options.signal);
      return pager.count(options.where ?? [], options.signal);
    });
  }

  /** Some rows, sorted and filtered as asked; rows that compare equal keep their order. */
  async page(request: PageRequest): Promise<{ rows: KustoValue[][] }> {
    return this.#retry(async () => {
      const rows = await (await this.#pager(request.signal)).page(request);
      return { rows: rows.map((row) => encodeRow(this.#plan.columns, row)) };
    });
  }

  /** What one column holds. Throws `tables/unknown-column`. */
  async profile(
    column: string,
    options: { top?: number; signal?: AbortSignal } = {},
  ): Promise<ColumnProfile> {
    const stored = columnNamed(this.#plan.columns, column);
    return profileColumn(this.#parts.engine, await this.#relation(options.signal), stored, options);
  }

  /** What the rows stand on and what is missing. Runs the query where that has not been done. */
  async coverage(options: { signal?: AbortSignal } = {}): Promise<ResultCoverage> {
    const rows = await this.count(options);
    const { sources } = this.#parts;
    return {
      rows,
      truncated: sources.some(({ coverage }) => coverage.files.some((file) => file.incomplete)),
      sources: sources.map(({ name, coverage }) => ({ table: name, ...coverage })),
      span: await this.#span(options.signal),
      notes: [
        ...this.#plan.notes,
        ...(rows === 0 ? await this.#whyEmpty(options.signal) : []),
        ...sources.flatMap(warnings),
      ],
    };
  }

  /** What is known of why there are no rows, as far as it can be found out in the time and memory that a query has. */
  async #whyEmpty(signal?: AbortSignal): Promise<string[]> {
    const said: string[] = [];
    try {
      for (const select of this.#plan.whyEmpty?.() ?? [])
        for (const [text] of await this.#parts.engine.rows(select, signal))
          if (typeof text === 'string') said.push(text);
    } catch (error) {
      const ranOut = error instanceof HuntError && ranOutOf.has(error.code);
      if (!ranOut || signal?.aborted) throw error;
    }
    return said;
  }

  /** Keep the rows in the engine, where another query can read them: SQL that can stand after FROM, and what they stand on. */
  async held(options: { signal?: AbortSignal } = {}): Promise<HeldRows> {
    const relation = await this.#relation(options.signal);
    const { columns, notes } = this.#plan;
    return { columns, relation, sources: this.#parts.sources, notes };
  }

  /** Write the rows to a file, or to a folder of partitions; it appears under its name only when it is whole. */
  async export(options: ExportOptions): Promise<void> {
    const { engine } = this.#parts;
    // The rows are looked at before they are written: the query is to run once.
    if (options.partitionBy?.length) await this.#relation(options.signal);
    await this.#wideIfNeeded(() => exportRows(engine, this.#select(), this.#plan.columns, options));
  }

  /** Let go of what the engine keeps for this result. The table can still be used; it would run again. */
  async close(): Promise<void> {
    await Promise.all(this.others.map(({ table }) => table.close()));
    const stored = this.#stored;
    this.#stored = null;
    if (!stored || stored.generation !== this.#parts.engine.generation) return;
    await (await stored.pager).release();
    if (stored.relation) await this.#parts.engine.run(`DROP TABLE IF EXISTS ${stored.relation}`);
  }

  /** An engine that was started anew has lost what it kept: run once more before giving up. */
  async #retry<T>(work: () => Promise<T>): Promise<T> {
    const { generation } = this.#parts.engine;
    try {
      return await work();
    } catch (error) {
      const lost = generation !== 0 && this.#parts.engine.generation !== generation;
      if (!lost || error instanceof HuntError) throw error;
      return work();
    }
  }

  /** The rows: from the copy where there is a whole one, so that a query runs once, else the query itself. */
  #select(): string {
    const { relation, whole, generation } = this.#stored ?? {};
    const usable = relation && whole && generation === this.#parts.engine.generation;
    return usable ? `SELECT * FROM ${relation}` : this.#plan.sql;
  }

  /** Do it; after an overflow, once more with integers computed past 64 bits. */
  async #wideIfNeeded(work: () => Promise<void>): Promise<void> {
    try {
      await work();
    } catch (error) {
      if (!isOverflow(error)) throw this.#explained(error);
      this.#plan = await this.#parts.replan();
      await work();
    }
  }

  /** Where memory or time ran out, what the query was doing. */
  #explained(error: unknown): unknown {
    const [first, ...others] = this.#plan.holds ?? [];
    const ranOut = error instanceof HuntError && ranOutOf.has(error.code);
    if (!ranOut || !first) return error;
    const steps = [first, ...others].map(({ step }) => `\`${step}\``).join(', ');
    return new HuntError({
      code: error.code,
      message: `${error.message} ${ranOutOf.get(error.code)}: ${steps}.`,
      ...(error.hint ? { hint: error.hint } : {}),
      span: first.span,
      cause: error,
    });
  }

  async #relation(signal?: AbortSignal): Promise<string> {
    if (this.#parts.stored) return `(${this.#plan.sql})`;
    await this.#pager(signal);
    return this.#stored?.relation ?? `(${this.#plan.sql})`;
  }

  async #pager(signal?: AbortSignal): Promise<Pager> {
    const { engine, stored } = this.#parts;
    await engine.start();
    if (this.#stored?.generation !== engine.generation) {
      const { generation } = engine;
      if (stored) {
        const pager = Promise.resolve(new Pager(engine, this.#plan.columns, stored));
        this.#stored = { generation, pager, relation: null, whole: false };
      } else {
        const relation = `results.r${++kept}`;
        const pager = this.#keep(relation, signal);
        const copy: Stored = { generation, pager, relation, whole: false };
        this.#stored = copy;
        pager.then(
          () => {
            copy.whole = true;
          },
          () => {
            if (this.#stored === copy) this.#stored = null;
          },
        );
      }
    }
    return (this.#stored as { pager: Promise<Pager> }).pager;
  }

  async #keep(relation: string, signal?: AbortSignal): Promise<Pager> {
    const { engine } = this.#parts;
    await this.#wideIfNeeded(() => engine.keep(relation, this.#plan.sql, signal));
    return new Pager(engine, this.#plan.columns, [{ from: relation, list: '*' }]);
  }

  async #span(signal?: AbortSignal): Promise<TimeSpan | null> {
    const time = this.#plan.columns.find((c) => c.type === 'datetime');
    if (!time) return null;
    const name = quoteName(time.physical);
    const ends = `SELECT epoch_us(min(${name})), epoch_us(max(${name})) FROM ${await this.#relation(signal)}`;
    const [[from, to] = []] = await this.#parts.engine.rows(ends, signal);
    const text = (value: WireValue | undefined): string => datetimeText(BigInt(value as bigint));
    return from === null || to === null ? null : { from: text(from), to: text(to) };
  }
}

const isOverflow = (error: unknown): boolean =>
  error instanceof HuntError && error.code === 'engine/overflow';

/** What a careful reader must know of a table that a result stands on. */
function warnings({ name, coverage, unparsedTable }: OpenTable): string[] {
  const notes: string[] = [];
  const { rowsUnparsed, zone, timeColumn } = coverage;
  if (rowsUnparsed > 0)
    notes.push(
      `${name}: ${rowsUnparsed.toLocaleString('en')} rows could not be parsed; they are in ${unparsedTable}.`,
    );
  if (zone === 'assumed-utc')
    notes.push(`${name}: ${timeColumn} states no zone and is read as UTC.`);
  if (zone === 'mixed')
    notes.push(`${name}: some stamps of ${timeColumn} state no zone and are read as UTC.`);
  for (const { file, notes: found } of coverage.files)
    notes.push(...found.map((note) => `${name}, ${file}: ${note}`));
  return notes;
}
