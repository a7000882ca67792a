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
/**
 * Rows that would leave many cells empty get a relation of their own: storing that there is nothing costs
 * nearly as much as storing something. Each relation costs a query some milliseconds, so there are few, and
 * small tables have one.
 */
const maxRelations = 5;
const newRelationRows = 1024;
const tableRows = 16_384;

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
      const relation = batch.rowCount > 0 ? target.chooseFor(batch) : target.choose(batch.columns);
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
    async stand(rows): Promise<void> {
      const relation = target.begin(rows.columns);
      await relation.stand(rows);
      touched = true;
      facts.rowsRead += rows.rowCount;
      sink.note('Its rows stay in the file, which must be as it is for as long as it is open.');
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

/** Finds relations that agree with some columns about their types, or makes new ones. */
interface Target {
  choose(columns: readonly Column[]): PartRelation;
  /** A relation without any rows yet. */
  begin(columns: readonly Column[]): PartRelation;
  /** Where the rows leave the fewest cells empty. */
  chooseFor(batch: Batch): PartRelation;
  /** Forget the last choice, whose rows did not come. */
  undo(): void;
}

function chooseRelation({ file, width, state, newRelation }: SinkParts): Target {
  let declared: ReadonlyMap<string, KustoType> = new Map();
  let current = null as PartRelation | null;
  let last = { declared, current };

  const declare = (columns: readonly Column[]): boolean => {
    last = { declared, current };
    const added = columns.filter(({ name, type }) => {
      const known = declared.get(name);
      if (known && known !== type)
        throw new Error(`column ${JSON.stringify(name)} was ${known} and now comes as ${type}`);
      return !known;
    });
    if (added.length === 0) return false;
    declared = new Map([...declared, ...added.map((c): [string, KustoType] => [c.name, c.type])]);
    if (declared.size > width) throw tooWide(file, declared.size, width);
    return true;
  };
  const suits = (relation: PartRelation, columns: readonly Column[]): boolean =>
    !relation.standing && relation.fits(columns) && relation.widthWith(columns) <= width;
  const add = (): PartRelation => {
    const relation = newRelation('t');
    state.relations.push(relation);
    return relation;
  };

  return {
    choose: (columns) => {
      if (!declare(columns) && current) return current;
      const all = [...declared].map(([name, type]): Column => ({ name, type }));
      const suitsAll = (relation: PartRelation): boolean => suits(relation, all);
      current = current && suitsAll(current) ? current : (state.relations.find(suitsAll) ?? add());
      return current;
    },
    begin: (columns) => {
      declare(columns);
      return add();
    },
    chooseFor: ({ columns, rowCount }) => {
      declare(columns);
      const fitting = state.relations.filter((relation) => suits(relation, columns));
      const filled = columns.filter(({ values }) => values.length > 0);
      let best: PartRelation | null = null;
      let fewest = Number.POSITIVE_INFINITY;
      for (const relation of fitting) {
        const empty = relation.emptyWith(filled, rowCount);
        if (empty < fewest) [best, fewest] = [relation, empty];
      }
      const rows = state.relations.reduce((sum, relation) => sum + relation.rowCount, 0);
      const isSparse = fewest > (filled.length * rowCount) / 2;
      const mayBegin = rowCount >= newRelationRows && rows >= tableRows;
      if (isSparse && mayBegin && state.relations.length < maxRelations) best = null;
      return best ?? add();
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
