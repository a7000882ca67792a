import type { Column } from '../../base/index.ts';
import type { ViewSource } from '../view-source.ts';
import {
  mostProcesses,
  type ProcessColumns,
  placesCondition,
  recordQuestion,
  rowsQuestion,
  searchQuestion,
  shapeQuestion,
} from './process-questions.ts';
import { numbersOf, type ProcessRow, processRows } from './process-rows.ts';
import {
  branches,
  type ProcessShape,
  placeIn,
  processShape,
  rowsAbove,
  seenRows,
} from './process-shape.ts';
import type { ChosenProcess } from './process-steps.ts';

const block = 200;
/** Rows in more blocks than these stand far apart: only they are asked for. */
const fewBlocks = 8;
const keptRows = 5000;

type Question = (kql: string, limit?: number) => ReturnType<ViewSource['ask']>;

/**
 * A process tree as it is looked at: its shape in whole, which rows are closed, and what was asked of the rows that
 * were in sight. Rows are numbered in the order of their places.
 */
export class ProcessStore {
  readonly #ask: Question;
  #columns: ProcessColumns;
  readonly #rows = new Map<number, ProcessRow | null>();
  #closed = new Set<number>();
  shape: ProcessShape = processShape([], []);
  /** The rows that no closed row hides, in order. */
  seen: Int32Array = new Int32Array();
  /** The rows in which the text that was searched stands, in order. */
  hits: Int32Array = new Int32Array();

  constructor(ask: Question, columns: ProcessColumns) {
    this.#ask = ask;
    this.#columns = columns;
  }

  /** Ask for the shape, and for what the first rows show. */
  async open(): Promise<void> {
    const { rows } = await this.#ask(shapeQuestion, 1);
    this.shape = processShape(numbersOf(rows[0]?.[0] ?? []), numbersOf(rows[0]?.[1] ?? []));
    this.#look();
    if (this.seen.length > 0) await this.fill(0, 40);
  }

  /** Show these columns from now on; what was asked of others is forgotten. */
  async show(columns: ProcessColumns): Promise<void> {
    this.#columns = columns;
    this.#rows.clear();
    if (this.seen.length > 0) await this.fill(0, 40);
  }

  /** True where there are more processes than are drawn. */
  get cut(): boolean {
    return this.shape.places.length >= mostProcesses;
  }

  /** What is known of a row; undefined before it was asked for, null where nothing came. */
  known(row: number): ProcessRow | null | undefined {
    return this.#rows.get(row);
  }

  place(row: number): number {
    return this.shape.places[row] as number;
  }

  branch(row: number): boolean {
    return (this.shape.below[row] as number) > 0;
  }

  closed(row: number): boolean {
    return this.#closed.has(row);
  }

  /** Close or open a row. */
  fold(row: number, close: boolean): void {
    if (!this.branch(row)) return;
    if (close) this.#closed.add(row);
    else this.#closed.delete(row);
    this.#look();
  }

  /** Open a row and everything below it. */
  openBelow(row: number): void {
    const end = row + (this.shape.below[row] as number);
    for (let at = row; at <= end; at++) this.#closed.delete(at);
    this.#look();
  }

  /** Close everything from this level down; 0 leaves roots alone, Infinity opens everything. */
  foldFrom(level: number): void {
    this.#closed = level === Infinity ? new Set() : branches(this.shape, level);
    this.#look();
  }

  /** Open what hides a row. */
  reveal(row: number): void {
    if (this.seen[this.indexOf(row)] === row) return;
    for (const above of rowsAbove(this.shape, row)) this.#closed.delete(above);
    this.#look();
  }

  /** Where a row stands among those in sight; where it is hidden, the row that hides it. */
  indexOf(row: number): number {
    return Math.max(0, placeIn(this.seen, row));
  }

  /** Ask for the rows from one to another of those in sight that are not known; whether there were any. */
  async fill(from: number, to: number): Promise<boolean> {
    const wanted = [...this.seen.subarray(Math.max(0, from), to)].filter(
      (row) => !this.#rows.has(row),
    );
    if (wanted.length === 0) return false;
    const blocks = new Set(wanted.map((row) => Math.floor(row / block)));
    const lists = blocks.size <= fewBlocks ? [...blocks].map((n) => this.#block(n)) : [wanted];
    const found = await Promise.all(lists.map((rows) => this.#told(rows)));
    if (this.#rows.size > keptRows) this.#rows.clear();
    for (const told of found) for (const [row, known] of told) this.#rows.set(row, known);
    return true;
  }

  /** A whole block of rows, so that the same rows are asked for in the same words. */
  #block(number: number): number[] {
    const from = number * block;
    const to = Math.min(this.shape.places.length, from + block);
    return Array.from({ length: to - from }, (_, i) => from + i);
  }

  async #told(rows: readonly number[]): Promise<[number, ProcessRow | null][]> {
    const question = rowsQuestion(
      placesCondition(rows.map((row) => this.place(row))),
      this.#columns,
    );
    // Where the rows were joined to others, a process may stand there several times.
    const found = processRows(await this.#ask(question, rows.length * 4));
    return rows.map((row) => [row, found.get(this.place(row)) ?? null]);
  }

  /** Everything that is told of a process; null where nothing is. */
  async record(row: number): Promise<ChosenProcess | null> {
    const place = this.place(row);
    const { columns, rows } = await this.#ask(recordQuestion(place), 1);
    return rows[0] ? { place, columns, row: rows[0] } : null;
  }

  /** A value of a process in full. */
  async value(row: number, { name }: Column): Promise<unknown> {
    const found = await this.record(row);
    return found?.row[found.columns.findIndex((c) => c.name === name)] ?? null;
  }

  /** Find the rows in which a text stands; '' finds none. */
  async search(text: string): Promise<void> {
    if (text === '') {
      this.hits = new Int32Array();
      return;
    }
    const { rows } = await this.#ask(searchQuestion(text, this.#columns), 1);
    const found = new Set(numbersOf(rows[0]?.[0] ?? []).map((p) => this.rowAt(p)));
    found.delete(-1);
    this.hits = Int32Array.from(found).sort();
  }

  isHit(row: number): boolean {
    return this.hits[placeIn(this.hits, row)] === row;
  }

  /** The row of a place, -1 where there is none. */
  rowAt(place: number): number {
    const row = placeIn(this.shape.places, place);
    return this.shape.places[row] === place ? row : -1;
  }

  #look(): void {
    this.seen = seenRows(this.shape, this.#closed);
  }
}
