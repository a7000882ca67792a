import { HuntError } from '../base/index.ts';
import { type QueryReads, readsOf, type Schema, withEmptyColumns } from '../kql/index.ts';
import { fillQuery, parameterAt } from './fill.ts';
import { loggingOf } from './logging.ts';
import type { NamedQuery, ParameterType } from './named-query.ts';

/** Whether open data can answer a query. */
export interface Answerable {
  /**
   * `yes` where all tables and columns are there that matter; `partly` where some tables are; `no` where none is, or columns
   * are missing; `elsewhere` for a query of another system's language.
   */
  state: 'yes' | 'partly' | 'no' | 'elsewhere';
  /** The tables that it reads and that are open. */
  tables: readonly string[];
  missingTables: readonly string[];
  missingColumns: readonly string[];
  /** Columns that are missing too, but that the query only shows: they come out empty. */
  emptyColumns: readonly string[];
  /** Functions that it calls and that are not known here. */
  missingFunctions: readonly string[];
  /** For each missing table that is known: which logging brings it. */
  logging: readonly { table: string; by: string }[];
}

const anyName = 'huntbook_any';
const standIns: Readonly<Record<ParameterType, unknown>> = {
  str: anyName,
  list: [anyName],
  int: 1,
  float: 1,
  bool: true,
  datetime: '2000-01-01',
};

/** A query's text with some value in each place that needs one; null where its code cannot stand for any. */
function textOfAny(query: NamedQuery): string | null {
  const given: Record<string, unknown> = {};
  for (const { name, type, used, default: standard } of query.parameters.values())
    if (used && standard === undefined) given[name] = standIns[type];
  for (let tries = 0; tries < 8; tries++) {
    try {
      return fillQuery(query, given).text;
    } catch (error) {
      if (!(error instanceof HuntError)) throw error;
      const name = parameterAt(error);
      const next = name === null ? undefined : others.get(String(given[name]));
      if (name === null || next === undefined) return null;
      given[name] = next;
    }
  }
  return null;
}

/** What is tried after what: a parameter that is code may be a name, an operator, a number, a time or steps. */
const others: ReadonlyMap<string, string> = new Map([
  [anyName, 'has'],
  ['has', '1'],
  ['1', '2000-01-01'],
  ['2000-01-01', '| take 1'],
]);

const known = new WeakMap<NamedQuery, readonly string[]>();
/** One and the same, so that the binder keeps what it has worked out of it. */
const noTables: Schema = { tables: [] };

/** The tables that a query of KQL reads, as far as its text and its defaults say; of other languages none. */
export function tablesOf(query: NamedQuery): readonly string[] {
  const before = known.get(query);
  if (before) return before;
  const text = query.language === 'kql' ? textOfAny(query) : null;
  const { missingTables } = text === null ? { missingTables: [] } : readsOf(text, noTables);
  const tables = missingTables.filter((table) => table !== anyName);
  known.set(query, tables);
  return tables;
}

/** Whether the tables of a schema can answer a query, and what is missing. */
export function answerable(query: NamedQuery, schema: Schema): Answerable {
  const text = query.language === 'kql' ? textOfAny(query) : null;
  if (text === null) return { ...nothing, state: query.language === 'kql' ? 'no' : 'elsewhere' };
  const filled = withEmptyColumns(text, schema);
  const reads = withoutAny(readsOf(filled?.text ?? text, schema));
  const { tables, missingTables, missingColumns, missingFunctions } = reads;
  return {
    state: stateOf(reads),
    tables,
    missingTables,
    missingColumns,
    emptyColumns: filled?.columns.filter((name) => name !== anyName) ?? [],
    missingFunctions,
    logging: missingTables.flatMap((table) => {
      const by = loggingOf(table, text);
      return by === null ? [] : [{ table, by }];
    }),
  };
}

const nothing = {
  tables: [],
  missingTables: [],
  missingColumns: [],
  emptyColumns: [],
  missingFunctions: [],
  logging: [],
} as const;

function stateOf(reads: QueryReads): Answerable['state'] {
  if (reads.missingColumns.length > 0 || reads.missingFunctions.length > 0) return 'no';
  if (reads.missingTables.length === 0) return 'yes';
  return reads.tables.length > 0 ? 'partly' : 'no';
}

function withoutAny(reads: QueryReads): QueryReads {
  const real = (names: readonly string[]): string[] => names.filter((name) => name !== anyName);
  return {
    ...reads,
    missingTables: real(reads.missingTables),
    missingColumns: real(reads.missingColumns),
  };
}
