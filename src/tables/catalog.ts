import {
  type KustoType,
  physicalNames,
  quoteName,
  quoteText,
  type StoredColumn,
  storedAs,
  type TableCoverage,
  type ZoneKnown,
} from '../base/index.ts';
import type { Part, PartTable } from '../engine/index.ts';

/** A table that is open: all parts that hold rows of that name, as one relation. */
export interface OpenTable {
  name: string;
  columns: StoredColumn[];
  /** The view that unites the parts, spelled for SQL. */
  relation: string;
  /** The relations of the parts themselves, for paging by row number. */
  segments: Segment[];
  coverage: TableCoverage;
  /** The companion table that keeps the rows which could not be parsed, where there are any. */
  unparsedTable: string | null;
  /** For a companion: the table whose unparsed rows it keeps. */
  companionOf: string | null;
}

/** A stored relation whose rows are numbered from 0 (`rowid`), and the SELECT list that gives a table's columns from it. */
export interface Segment {
  from: string;
  list: string;
}

/** The open tables, and the statements that make an engine hold them: attach each part, define a view a table. */
export interface Catalog {
  tables: OpenTable[];
  statements: string[];
}

/** A relation of one part that goes into a table. */
interface Piece {
  from: string;
  columns: readonly StoredColumn[];
}

interface Found {
  table: PartTable;
  part: number;
}

const unparsedColumns: readonly StoredColumn[] = [
  { name: 'SourceFile', type: 'string', physical: 'SourceFile' },
  { name: 'Line', type: 'long', physical: 'Line' },
  { name: 'Reason', type: 'string', physical: 'Reason' },
  { name: 'Text', type: 'string', physical: 'Text' },
];

/** Unite the parts by table name. Tables come in the order of their names, each companion after its table. */
export function buildCatalog(parts: readonly Part[]): Catalog {
  const statements = parts.map(
    ({ path }, i) => `ATTACH ${quoteText(path)} AS ${quoteName(`p${i}`)} (READ_ONLY)`,
  );
  const byName = new Map<string, Found[]>();
  for (const [part, { tables }] of parts.entries())
    for (const table of tables) {
      const found = byName.get(table.name) ?? [];
      byName.set(table.name, [...found, { table, part }]);
    }
  const tables: OpenTable[] = [];
  for (const [name, found] of [...byName].sort(([a], [b]) => (a < b ? -1 : 1))) {
    const coverage = uniteCoverage(found.map(({ table }) => table.coverage));
    const pieces = found.map(({ table, part }) => ({
      from: place(part, table.relation),
      columns: table.columns,
    }));
    const table = defineTable(name, pieces, coverage, tables.length);
    tables.push(table.open);
    statements.push(table.view);
    const rejected = found.flatMap(({ table: { unparsedRelation }, part }) =>
      unparsedRelation ? [{ from: place(part, unparsedRelation), columns: unparsedColumns }] : [],
    );
    if (coverage.rowsUnparsed === 0 || rejected.length === 0) continue;
    const companionName = freeName(`${name}_unparsed`, byName);
    const companion = defineTable(companionName, rejected, unparsedOf(coverage), tables.length);
    companion.open.companionOf = name;
    table.open.unparsedTable = companionName;
    tables.push(companion.open);
    statements.push(companion.view);
  }
  return { tables, statements };
}

const place = (part: number, relation: string): string =>
  `${quoteName(`p${part}`)}.main.${quoteName(relation)}`;

function defineTable(
  name: string,
  pieces: readonly Piece[],
  coverage: TableCoverage,
  index: number,
): { open: OpenTable; view: string } {
  const relation = quoteName(`t${index}`);
  const columns = uniteColumns(pieces);
  const segments = pieces.map((piece) => ({ from: piece.from, list: listFor(columns, piece) }));
  const union = segments.map(({ from, list }) => `SELECT ${list} FROM ${from}`).join(' UNION ALL ');
  return {
    open: { name, columns, relation, segments, coverage, unparsedTable: null, companionOf: null },
    view: `CREATE OR REPLACE VIEW ${relation} AS ${union}`,
  };
}

function unparsedOf(coverage: TableCoverage): TableCoverage {
  const { files, rowsUnparsed } = coverage;
  const none = { rowsUnparsed: 0, timeColumn: null, span: null, zone: null };
  return { files, rowsRead: rowsUnparsed, ...none };
}

function freeName(wanted: string, taken: ReadonlyMap<string, unknown>): string {
  let name = wanted;
  for (let n = 2; taken.has(name); n++) name = `${wanted}${n}`;
  return name;
}

/** Every column of any piece, in order of first appearance, with a type that holds all values. */
function uniteColumns(pieces: readonly Piece[]): StoredColumn[] {
  const types = new Map<string, KustoType>();
  for (const { columns } of pieces)
    for (const { name, type } of columns) types.set(name, widen(types.get(name) ?? type, type));
  const physical = physicalNames([...types.keys()]);
  return [...types].map(([name, type], i) => ({ name, type, physical: physical[i] ?? name }));
}

/** The narrowest type that holds the values of both without loss; text where there is no better. */
function widen(a: KustoType, b: KustoType): KustoType {
  if (a === b) return a;
  const both = [a, b];
  if (both.every((t) => t === 'int' || t === 'long')) return 'long';
  return both.includes('dynamic') ? 'dynamic' : 'string';
}

function listFor(columns: readonly StoredColumn[], piece: Piece): string {
  const list = columns.map(({ name, type, physical }) => {
    const own = piece.columns.find((c) => c.name === name);
    return `${own ? convert(own, type) : `NULL::${storedAs[type]}`} AS ${quoteName(physical)}`;
  });
  return list.join(', ');
}

function convert(column: StoredColumn, type: KustoType): string {
  const name = quoteName(column.physical);
  if (column.type === type) return name;
  if (type === 'dynamic') return `to_json(${name})`;
  if (column.type === 'datetime') return `strftime(${name}, '%Y-%m-%dT%H:%M:%S.%f0Z')`;
  return `${name}::${storedAs[type]}`;
}

/** Coverage of several parts of one table together. */
function uniteCoverage(parts: readonly TableCoverage[]): TableCoverage {
  const spans = parts.flatMap((p) => p.span ?? []);
  const zones = new Set<ZoneKnown>(parts.flatMap((p) => p.zone ?? []));
  const [zone = null] = zones;
  const span = {
    from: spans.map((s) => s.from).sort()[0] ?? '',
    to:
      spans
        .map((s) => s.to)
        .sort()
        .at(-1) ?? '',
  };
  return {
    files: parts.flatMap((p) => p.files),
    rowsRead: parts.reduce((sum, p) => sum + p.rowsRead, 0),
    rowsUnparsed: parts.reduce((sum, p) => sum + p.rowsUnparsed, 0),
    timeColumn: parts.find((p) => p.timeColumn !== null)?.timeColumn ?? null,
    span: spans.length === 0 ? null : span,
    zone: zones.size > 1 ? 'mixed' : zone,
  };
}
