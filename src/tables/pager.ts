import type { StoredColumn } from '../base/index.ts';
import type { Engine, WireValue } from '../engine/index.ts';
import type { Segment } from './catalog.ts';
import { wireColumns } from './encode.ts';
import { type Filter, filterSql, orderSql, type SortKey } from './filter.ts';

export interface PageRequest {
  offset: number;
  limit: number;
  orderBy?: readonly SortKey[];
  where?: readonly Filter[];
  signal?: AbortSignal;
}

/** How many rows a segment has, and the number of its last. */
interface Count {
  rows: number;
  last: number;
}

/** A row's segment and its number there. */
type Place = [segment: number, row: number];

let arrangements = 0;

/**
 * Pages of stored rows in any order. A page in the stored order is read by row number; for a sort or a
 * filter the order of all rows is worked out once, kept as row numbers in the engine, and each page
 * fetches its few rows by them. The last arrangement is remembered, so that scrolling costs only fetches.
 */
export class Pager {
  readonly #engine: Engine;
  readonly #columns: readonly StoredColumn[];
  readonly #segments: readonly Segment[];
  #rows: Promise<Count[]> | null = null;
  #arranged: { key: string; relation: string; rows: Promise<number> } | null = null;

  constructor(engine: Engine, columns: readonly StoredColumn[], segments: readonly Segment[]) {
    this.#engine = engine;
    this.#columns = columns;
    this.#segments = segments;
  }

  /** How many rows pass the conditions. */
  async count(where: readonly Filter[], signal?: AbortSignal): Promise<number> {
    if (where.length > 0) return (await this.#arrange([], where, signal)).rows;
    return (await this.#rowsBySegment()).reduce((sum, { rows }) => sum + rows, 0);
  }

  /** The rows of a page, selected by `wireColumns`. */
  async page(request: PageRequest): Promise<WireValue[][]> {
    const { offset, limit, orderBy = [], where = [], signal } = request;
    if (orderBy.length === 0 && where.length === 0) {
      const counts = await this.#rowsBySegment();
      // Numbers have gaps where a reader took rows back; then the order is worked out as for a sort.
      const gapless = counts.every(({ rows, last }) => last + 1 === rows);
      if (gapless) return this.#inOrder(counts, offset, limit, signal);
    }
    const { relation, rows } = await this.#arrange(orderBy, where, signal);
    const end = Math.min(offset + limit, rows);
    const sql = `SELECT "$segment", "$row" FROM ${relation} WHERE rowid >= ${offset} AND rowid < ${end} ORDER BY rowid`;
    const places = (await this.#engine.rows(sql, signal)).map(
      ([s, r]): Place => [Number(s), Number(r)],
    );
    return this.#fetch(places, signal);
  }

  /** Drop what the engine keeps for this pager. */
  async release(): Promise<void> {
    const arranged = this.#arranged;
    this.#arranged = null;
    if (arranged) await this.#engine.run(`DROP TABLE IF EXISTS ${arranged.relation}`);
  }

  #rowsBySegment(): Promise<Count[]> {
    const counts = this.#segments.map(
      ({ from }) => `SELECT count(*), coalesce(max(rowid), -1) FROM ${from}`,
    );
    this.#rows ??= this.#engine
      .rows(counts.join(' UNION ALL '))
      .then((all) => all.map(([rows, last]) => ({ rows: Number(rows), last: Number(last) })));
    return this.#rows;
  }

  async #inOrder(
    counts: readonly Count[],
    offset: number,
    limit: number,
    signal?: AbortSignal,
  ): Promise<WireValue[][]> {
    const rows: WireValue[][] = [];
    let first = 0;
    for (const [i, { rows: count }] of counts.entries()) {
      const from = Math.max(0, offset - first);
      const to = Math.min(count, offset + limit - first);
      first += count;
      if (from >= to) continue;
      const range = `rowid >= ${from} AND rowid < ${to}`;
      rows.push(...(await this.#engine.rows(`${this.#select(i, '')} WHERE ${range}`, signal)));
    }
    return rows;
  }

  #select(segment: number, more: string): string {
    const { from, list } = this.#segments[segment] ?? { from: '', list: '' };
    return `SELECT ${wireColumns(this.#columns)}${more} FROM (SELECT ${list}, rowid FROM ${from})`;
  }

  async #arrange(
    orderBy: readonly SortKey[],
    where: readonly Filter[],
    signal?: AbortSignal,
  ): Promise<{ relation: string; rows: number }> {
    const key = JSON.stringify([orderBy, where]);
    if (this.#arranged?.key !== key) {
      await this.release();
      const relation = `results.arranged${++arrangements}`;
      const rows = this.#keepOrder(relation, orderBy, where, signal);
      this.#arranged = { key, relation, rows };
      rows.catch(() => {
        if (this.#arranged?.relation === relation) this.#arranged = null;
      });
    }
    const { relation, rows } = this.#arranged;
    return { relation, rows: await rows };
  }

  async #keepOrder(
    relation: string,
    orderBy: readonly SortKey[],
    where: readonly Filter[],
    signal?: AbortSignal,
  ): Promise<number> {
    const union = this.#segments.map(
      ({ from, list }, i) => `SELECT ${list}, ${i} AS "$segment", rowid AS "$row" FROM ${from}`,
    );
    const order = [...orderSql(this.#columns, orderBy), '"$segment"', '"$row"'].join(', ');
    const select = `SELECT "$segment", "$row" FROM (${union.join(' UNION ALL ')}) WHERE ${filterSql(this.#columns, where)} ORDER BY ${order}`;
    await this.#engine.keep(relation, select, signal);
    const [[rows] = [0]] = await this.#engine.rows(`SELECT count(*) FROM ${relation}`);
    return Number(rows);
  }

  async #fetch(places: readonly Place[], signal?: AbortSignal): Promise<WireValue[][]> {
    const found = new Map<string, WireValue[]>();
    for (const segment of new Set(places.map(([s]) => s))) {
      const ids = places.filter(([s]) => s === segment).map(([, r]) => r);
      const sql = `${this.#select(segment, ', rowid')} WHERE rowid IN (${ids.join(', ')})`;
      for (const row of await this.#engine.rows(sql, signal))
        found.set(`${segment}:${row.at(-1)}`, row.slice(0, -1));
    }
    return places.flatMap(([s, r]) => {
      const row = found.get(`${s}:${r}`);
      return row ? [row] : [];
    });
  }
}
