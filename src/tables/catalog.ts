import {
  type FileCoverage,
  type KustoType,
  physicalNames,
  quoteName,
  quoteText,
  type StoredColumn,
  storedAs,
  type TableCoverage,
  type ZoneKnown,
} from '../base/index.ts';
import {
  commonType,
  type Part,
  type PartColumn,
  type PartTable,
  partColumn,
  type StandingFile,
} from '../engine/index.ts';

/** A table that is open: all parts that hold rows of that name, as one relation. */
export interface OpenTable {
  name: string;
  columns: StoredColumn[];
  /** The view that unites the parts, spelled for SQL. */
  relation: string;
  /** The relations of the parts themselves, for paging by row number. */
  segments: Segment[];
  coverage: TableCoverage;
  /** The files in which rows of it were left; they must be as they were when they were opened. */
  files: readonly StandingFile[];
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

/** The open tables, and the views that unite their parts; a view stays true for as long as the engine lives. */
export interface Catalog {
  tables: OpenTable[];
  views: string[];
}

/** A relation of one part that goes into a table. */
interface Piece {
  from: string;
  columns: readonly PartColumn[];
}

interface Found {
  table: PartTable;
  part: number;
}

const unparsedColumns: readonly PartColumn[] = [
  { name: 'SourceFile', type: 'string', physical: 'SourceFile', stored: true },
  { name: 'Line', type: 'long', physical: 'Line', stored: true },
  { name: 'Reason', type: 'string', physical: 'Reason', stored: true },
  { name: 'Text', type: 'string', physical: 'Text', stored: true },
];

/** The statement that makes an engine hold a part, by its place among all parts of the session. */
export function attachPart({ path }: Part, index: number): string {
  return `ATTACH ${quoteText(path)} AS ${quoteName(`p${index}`)} (READ_ONLY)`;
}

/**
 * Unite the parts by table name. Tables come in the order of their names, each companion after its table.
 * `edition` is part of the views' names, so that a later catalog of more parts leaves them as they are.
 */
export function buildCatalog(parts: readonly Part[], edition = 1): Catalog {
  const views: string[] = [];
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
    const table = defineTable(name, pieces, coverage, `e${edition}t${tables.length}`);
    table.open.files = found.flatMap(({ table: { file } }) => file ?? []);
    tables.push(table.open);
    views.push(table.view);
    const rejected = found.flatMap(({ table: { unparsedRelation }, part }) =>
      unparsedRelation ? [{ from: place(part, unparsedRelation), columns: unparsedColumns }] : [],
    );
    if (coverage.rowsUnparsed === 0 || rejected.length === 0) continue;
    const companionName = freeName(`${name}_unparsed`, byName);
    const view = `e${edition}t${tables.length}`;
    const companion = defineTable(companionName, rejected, unparsedOf(coverage), view);
    companion.open.companionOf = name;
    table.open.unparsedTable = companionName;
    tables.push(companion.open);
    views.push(companion.view);
  }
  return { tables, views };
}

const place = (part: number, relation: string): string =>
  `${quoteName(`p${part}`)}.main.${quoteName(relation)}`;

function defineTable(
  name: string,
  pieces: readonly Piece[],
  coverage: TableCoverage,
  view: string,
): { open: OpenTable; view: string } {
  const relation = quoteName(view);
  const columns = uniteColumns(pieces);
  const segments = pieces.map((piece) => ({ from: piece.from, list: listFor(columns, piece) }));
  const union = segments.map(({ from, list }) => `SELECT ${list} FROM ${from}`).join(' UNION ALL ');
  return {
    open: {
      ...{ name, columns, relation, segments, coverage },
      ...{ files: [], unparsedTable: null, companionOf: null },
    },
    view: `CREATE VIEW ${relation} AS ${union}`,
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
    for (const { name, type } of columns)
      types.set(name, commonType(types.get(name) ?? type, type));
  const physical = physicalNames([...types.keys()]);
  return [...types].map(([name, type], i) => ({ name, type, physical: physical[i] ?? name }));
}

function listFor(columns: readonly StoredColumn[], piece: Piece): string {
  const list = columns.map(({ name, type, physical }) => {
    const own = piece.columns.find((c) => c.name === name);
    const sql = own ? partColumn(own, type) : `NULL::${storedAs[type]}`;
    return `${sql} AS ${quoteName(physical)}`;
  });
  return list.join(', ');
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
    files: uniteFiles(parts.flatMap((p) => p.files)),
    rowsRead: parts.reduce((sum, p) => sum + p.rowsRead, 0),
    rowsUnparsed: parts.reduce((sum, p) => sum + p.rowsUnparsed, 0),
    timeColumn: parts.find((p) => p.timeColumn !== null)?.timeColumn ?? null,
    span: spans.length === 0 ? null : span,
    zone: zones.size > 1 ? 'mixed' : zone,
  };
}

/** A large file is read in pieces, each into a part of its own: add them up again. */
function uniteFiles(files: readonly FileCoverage[]): FileCoverage[] {
  const byName = new Map<string, FileCoverage>();
  for (const file of files) {
    const key = `${file.format}\n${file.file}`;
    const known = byName.get(key);
    byName.set(key, {
      ...file,
      rowsRead: file.rowsRead + (known?.rowsRead ?? 0),
      rowsUnparsed: file.rowsUnparsed + (known?.rowsUnparsed ?? 0),
      notes: [...new Set([...(known?.notes ?? []), ...file.notes])],
      ...(known?.incomplete ? { incomplete: true } : {}),
    });
  }
  return [...byName.values()];
}
