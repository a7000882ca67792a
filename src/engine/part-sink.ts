import { type Column, HuntError, type KustoType } from '../base/index.ts';
import type { Batch, TableSink, UnparsedRow } from './part.ts';
import type { PartRelation } from './part-relation.ts';

/** What one file gave to one table, as far as the writer must know it to say so at the end. */
export interface FileFacts {
  file: string;
  format: string;
  rowsRead: number;
  rowsUnparsed: number;
  notes: string[];
  /** By column: did some stamps state their zone, did some not. */
  zones: Map<string, { stated: boolean; unstated: boolean }>;
}

/** A table of a part while it is written. Files whose columns disagree get relations of their own until the end. */
export interface PartTableState {
  relations: PartRelation[];
  unparsed: PartRelation | null;
  files: FileFacts[];
}

export interface FileTable {
  sink: TableSink;
  facts: FileFacts;
  /** Whether anything came, be it only columns. */
  touched(): boolean;
  discard(): Promise<void>;
}

interface SinkParts {
  file: string;
  format: string;
  /** Columns that a table may have. */
  width: number;
  state: PartTableState;
  newRelation(prefix: string): PartRelation;
}

const maxTextLength = 65_536;
const maxNotes = 50;

/** The sink through which one file fills one table. */
export function makeSink(parts: SinkParts): FileTable {
  const { state } = parts;
  const facts: FileFacts = {
    file: parts.file,
    format: parts.format,
    rowsRead: 0,
    rowsUnparsed: 0,
    notes: [],
    zones: new Map(),
  };
  const before = state.relations.map((relation) => ({
    relation,
    rows: relation.rowCount,
    width: relation.columns.length,
  }));
  const unparsedBefore = state.unparsed?.rowCount ?? 0;
  const target = chooseRelation(parts);

  let touched = false;
  const sink: TableSink = {
    async write(batch: Batch): Promise<void> {
      const relation = target.choose(batch.columns);
      touched = true;
      await relation.append(batch);
      facts.rowsRead += batch.rowCount;
    },
    async insert(columns, select): Promise<number> {
      const relation = target.choose(columns);
      const { rowCount, columns: before } = relation;
      const width = before.length;
      try {
        const rows = await relation.insert(columns, select);
        touched = true;
        facts.rowsRead += rows;
        return rows;
      } catch (error) {
        await relation.cutBack(rowCount, width);
        target.undo();
        throw error;
      }
    },
    async unparsed(rows: readonly UnparsedRow[]): Promise<void> {
      if (rows.length === 0) return;
      touched = true;
      state.unparsed ??= parts.newRelation('u');
      await state.unparsed.append(unparsedBatch(parts.file, rows));
      facts.rowsUnparsed += rows.length;
    },
    zone(column, stated): void {
      const seen = facts.zones.get(column) ?? { stated: false, unstated: false };
      if (stated) seen.stated = true;
      else seen.unstated = true;
      facts.zones.set(column, seen);
    },
    note(sentence): void {
      if (facts.notes.length < maxNotes && !facts.notes.includes(sentence))
        facts.notes.push(sentence);
    },
  };

  const discard = async (): Promise<void> => {
    for (const relation of state.relations) {
      const then = before.find((entry) => entry.relation === relation);
      await relation.cutBack(then?.rows ?? 0, then?.width ?? 0);
    }
    state.relations = before.map((entry) => entry.relation);
    await state.unparsed?.cutBack(unparsedBefore, unparsedBefore > 0 ? 4 : 0);
    if (unparsedBefore === 0) state.unparsed = null;
  };
  return { sink, facts, touched: () => touched, discard };
}

/** Finds the relation for some columns: one that agrees about their types, else a new one. */
interface Target {
  choose(columns: readonly Column[]): PartRelation;
  /** Forget the last choice, whose rows did not come. */
  undo(): void;
}

function chooseRelation({ file, width, state, newRelation }: SinkParts): Target {
  let declared = new Map<string, KustoType>();
  let current: PartRelation | null = null;
  let last: { declared: Map<string, KustoType>; current: PartRelation | null } = {
    declared,
    current,
  };
  return {
    choose: (columns) => {
      const added = columns.filter(({ name, type }) => {
        const known = declared.get(name);
        if (known && known !== type)
          throw new Error(`column ${JSON.stringify(name)} was ${known} and now comes as ${type}`);
        return !known;
      });
      last = { declared, current };
      if (current && added.length === 0) return current;
      declared = new Map([...declared, ...added.map((c): [string, KustoType] => [c.name, c.type])]);
      if (declared.size > width) throw tooWide(file, declared.size, width);
      const all = [...declared].map(([name, type]): Column => ({ name, type }));
      const fits = (r: PartRelation): boolean => r.fits(all) && r.widthWith(all) <= width;
      const found = current && fits(current) ? current : state.relations.find(fits);
      current = found ?? newRelation('t');
      if (!found) state.relations.push(current);
      return current;
    },
    undo: () => {
      ({ declared, current } = last);
    },
  };
}

function unparsedBatch(file: string, rows: readonly UnparsedRow[]): Batch {
  const text = (value: string): string =>
    value.length > maxTextLength ? `${value.slice(0, maxTextLength)}…` : value;
  return {
    rowCount: rows.length,
    columns: [
      { name: 'SourceFile', type: 'string', values: rows.map(() => file) },
      { name: 'Line', type: 'long', values: rows.map((row) => row.line) },
      { name: 'Reason', type: 'string', values: rows.map((row) => row.reason) },
      { name: 'Text', type: 'string', values: rows.map((row) => text(row.text)) },
    ],
  };
}

/** Refuse a table that is wider than the budget. */
function tooWide(file: string, width: number, allowed: number): HuntError {
  return new HuntError({
    code: 'formats/too-many-columns',
    message: `"${file}" has at least ${width} columns; a table may have ${allowed}.`,
    hint: 'Cut the file down to the columns that matter, or raise the width budget.',
  });
}
