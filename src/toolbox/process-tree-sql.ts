import {
  ascending,
  linkProcesses,
  pathsOf,
  processStarts,
  shapeOf,
  startEvents,
  type ToldStarts,
  withoutInferred,
} from '../analysis/index.ts';
import { type NumberComputation, quoteText, type TableComputation } from '../base/index.ts';
import type { SpelledRows } from '../kql/index.ts';
import type { ToolStep } from './define-tool.ts';
import { refusing } from './refusing.ts';

type Numbers = Int32Array | Float64Array;

const none: Numbers = new Int32Array();

/**
 * What is found stands in the order of the rows, then of the processes that are inferred. `source` says of each of these
 * which row names it, doubled, and one more where it is the parent of that one's parent; of a row it is -1. A row that
 * tells of no process of its own has the id -1; a parent of -1 is none, of -2 one that was cut off.
 */
const treeStep: NumberComputation = {
  kind: 'numbers',
  name: 'kt_process_tree',
  gives: new Array<'INTEGER'>(9).fill('INTEGER'),
  compute(columns, options) {
    const [rows = none, ...told] = inOrder(columns);
    const starts = startsOf(told);
    const links = linkProcesses(processStarts(starts));
    const { row, parent, inferredFrom, grandparentsFrom } =
      options === 'told' ? withoutInferred(links) : links;
    const { root, depth, children, place, descendants, cut } = shapeOf(parent);
    for (let node = 0; node < cut.length; node++) if (cut[node] === 1) parent[node] = -2;
    const at = row.map((start) => rows[start] as number);
    const id = at.map((_, node) => node);
    const source = at.map((start, node) =>
      node < inferredFrom ? -1 : 2 * start + (node < grandparentsFrom ? 0 : 1),
    );
    const found = [id, source, parent, root, depth, children, place, descendants];
    const own = at.subarray(0, inferredFrom);
    const count = (rows.at(-1) ?? -1) + 1;
    const { host } = starts;
    const hosts = Int32Array.of(host.some((code) => code !== host[0]) ? 1 : 0);
    return { columns: [...found.map((values) => byRow(values, own, count)), hosts] };
  },
};

/** The columns with the rows in the order of their numbers, which stand in the first. */
function inOrder(columns: readonly Numbers[]): readonly Numbers[] {
  const [rows = none] = columns;
  if (rows.every((row, i) => i === 0 || row > (rows[i - 1] as number))) return columns;
  const order = ascending(rows);
  return columns.map((column) => column.map((_, i) => column[order[i] as number] as number));
}

/** Values of processes, the first of them at the rows that tell of these, -1 at other rows; then those of the rest. */
function byRow(values: Int32Array, at: Int32Array, rows: number): Int32Array {
  const all = new Int32Array(rows + values.length - at.length).fill(-1, 0, rows);
  for (let node = 0; node < at.length; node++) all[at[node] as number] = values[node] as number;
  all.set(values.subarray(at.length), rows);
  return all;
}

/** What the rows tell, by the order in which SQL gives it; the last four only where the log has them. */
function startsOf(columns: readonly Numbers[]): ToldStarts {
  const [host = none, id = none, name = none, parentId = none, parentName = none, ...more] =
    columns;
  const [time = none, flags = none, parentTime, grandparentId, grandparentName, grandparentTime] =
    more;
  const above =
    parentTime && grandparentId && grandparentName && grandparentTime
      ? { parentTime, grandparentId, grandparentName, grandparentTime }
      : undefined;
  return { host, id, name, parentId, parentName, time, flags, above };
}

const pathStep: TableComputation = {
  kind: 'table',
  name: 'kt_process_tree_paths',
  gives: ['VARCHAR'],
  compute: ([keys = [], parents = []], options) => ({
    columns: [pathsOf(parents as readonly number[], keys as readonly string[], Number(options))],
  }),
};

/** Which processes stand where to the one that is asked for, as `f`. */
const relations = {
  tree: 'n.root = f.root',
  self: 'n.id = f.id',
  parent: 'n.id = f.parent',
  ancestors: 'n.place < f.place AND n.place + n.below >= f.place',
  children: 'n.parent = f.id',
  siblings: 'n.parent >= 0 AND n.parent = f.parent AND n.id <> f.id',
  descendants: 'n.place > f.place AND n.place <= f.place + f.below',
} as const;

/** An IN of so many would be a join. */
const isStart = ['', ...startEvents.flatMap((event) => [event, `${event}.0`])]
  .map((event) => `event = ${quoteText(event)}`)
  .join(' OR ');

/** The start of a process of which none is told. */
const unknown = "TIMESTAMP '1970-01-01'";

/** The rows, as `raw`, and numbers for their hosts and programs, as `words`: 0 for an empty one. */
function rowsSql(from: string, again: boolean, told: boolean): string {
  const plain = (column: string): string =>
    `CASE WHEN ends_with(${column}, '.0') THEN left(${column}, -2) ELSE ${column} END`;
  const guid = (column: string): string =>
    `CASE WHEN trim(${column}, '{}0-') = '' THEN NULL ELSE lower(trim(${column}, '{}')) END`;
  const start = (column: string): string => `nullif(${column}, ${unknown})`;
  // Parents of parents have paths in logs whose other names have none.
  const above = `, ${start('i10')} AS parent_started, coalesce(CASE WHEN regexp_matches(i4, '[\\\\/]') THEN i11 ELSE regexp_extract(i11, '[^\\\\/]*$') END, '') AS grand_name,
      ${plain('i12')} AS grand_id, ${start('i13')} AS grand_started`;
  // DuckDB takes what it unnests for a row or two, and so joins it to the rows and not the rows to it.
  return `raw AS ${again ? 'NOT ' : ''}MATERIALIZED (
    SELECT k_row, CAST(row_number() OVER () AS INTEGER) - 1 AS number,
      CASE WHEN coalesce(i0, '') = '' THEN 'unknown' ELSE i0 END AS name, ${plain('i1')} AS pid, ${plain('i2')} AS ppid,
      i3 AS started, coalesce(i4, '') AS parent_name, i4 = '' AS nameless, coalesce(i5, '') AS host, coalesce(i6, '') AS command,
      coalesce(i7, '') AS event, ${guid('i8')} AS guid, ${guid('i9')} AS parent_guid${told ? above : ''}
    FROM ${from}),
  coded AS (
    SELECT list(t) AS t, list(CASE WHEN t = '' THEN 0 ELSE code END) AS code
    FROM (SELECT t, CAST(dense_rank() OVER (ORDER BY lower(t)) AS INTEGER) AS code
      FROM (SELECT host AS t FROM raw UNION SELECT parent_name FROM raw UNION SELECT name FROM raw${told ? ' UNION SELECT grand_name FROM raw' : ''}))),
  words AS MATERIALIZED (SELECT unnest(t) AS t, unnest(code) AS code FROM coded)`;
}

/**
 * What is told of each process, as `nodes`, and the keys of those that have children, as `heads`. Rows are beside what was
 * found of them by their place alone, for `raw` has the same rows in the same order each time.
 */
function nodesSql(told: boolean, infer: boolean): string {
  const cells = ['id', 'source', 'parent', 'root', 'depth', 'children', 'place', 'below'];
  const columns = cells.map((name, i) => `unnest(t.c${i}) AS ${name}`);
  // Counted from long before the year 1, for a division rounds what is negative the other way.
  const micros = '(epoch_us(n_time) + 100000000000000000)';
  const tens = `make_timestamp((${micros} + 4 + ((${micros} // 10) & 1)) // 10 * 10 - 100000000000000000)`;
  const above = `,
      list(CAST(coalesce(epoch_us(parent_started), 0) AS DOUBLE)), list(grand_id), list(g.code),
      list(CASE WHEN coalesce(grand_id, '') = '' THEN 0 ELSE CAST(coalesce(epoch_us(grand_started), 0) AS DOUBLE) END)`;
  const either = (grandparent: string, parent: string): string =>
    told ? `CASE WHEN source % 2 = 1 THEN ${grandparent} ELSE ${parent} END` : parent;
  return `step AS (
    SELECT kt_process_tree('${infer ? 'null' : '"told"'}', list(number), list(h.code), list(coalesce(guid, pid)), list(n.code),
      list(coalesce(parent_guid, ppid)), list(p.code), list(CAST(coalesce(epoch_us(started), 0) AS DOUBLE)),
      list(CASE WHEN guid IS NULL THEN 0 ELSE 1 END + CASE WHEN parent_guid IS NULL THEN 0 ELSE 2 END + CASE WHEN coalesce(ppid, '') = '' THEN 0 ELSE 4 END + CASE WHEN nameless THEN 8 ELSE 0 END)${told ? above : ''}) AS t
    FROM raw LEFT JOIN words AS h ON h.t = host LEFT JOIN words AS n ON n.t = name LEFT JOIN words AS p ON p.t = parent_name${told ? ' LEFT JOIN words AS g ON g.t = grand_name' : ''}
    WHERE ${isStart} HAVING count(*) > 0),
  shaped AS MATERIALIZED (SELECT ${columns.join(', ')}, t.c8[1] = 1 AS hosts FROM step),
  inferred AS MATERIALIZED (
    SELECT s.*, k_row, host, '' AS command, coalesce(nullif(${either('grand_name', 'parent_name')}, ''), 'unknown') AS name,
      ${either('grand_id', 'ppid')} AS pid, ${either('grand_started', told ? `coalesce(parent_started, ${unknown})` : unknown)} AS n_time
    FROM raw JOIN (FROM shaped WHERE source >= 0) AS s ON number = source // 2),
  named AS NOT MATERIALIZED (
    SELECT shaped.*, k_row, host, command, name, pid, started AS n_time
    FROM raw POSITIONAL JOIN shaped WHERE id >= 0 AND source < 0
    UNION ALL FROM inferred),
  nodes AS NOT MATERIALIZED (
    SELECT *, source >= 0 AS inferred, concat(lower(name), '|', pid, '|', stamp::VARCHAR, ${digitsLeftOut('stamp')}, CASE WHEN hosts THEN concat('|', lower(host)) ELSE '' END) AS key
    FROM (SELECT *, ${tens} AS stamp FROM named)),
  heads AS MATERIALIZED (SELECT id, root, key FROM nodes WHERE children > 0)`;
}

/** What a time as text lacks of six digits for its microseconds; `strftime` gives all, in twice the time. */
function digitsLeftOut(time: string): string {
  const micros = `epoch_us(${time})`;
  const cases = [1, 2, 3, 4, 5].map(
    (digits) => `WHEN ${micros} % ${10 ** (6 - digits)} = 0 THEN '${'0'.repeat(6 - digits)}'`,
  );
  return `CASE WHEN ${time} IS NULL THEN '' WHEN ${micros} % 1000000 = 0 THEN '.000000' ${cases.join(' ')} ELSE '' END`;
}

/** No row, and a refusal where there are processes but none of that key. */
function unknownSql(of: string): string {
  const said = `concat(${quoteText(`No process has the key ${JSON.stringify(of.slice(0, 200))}: of takes what the column key gives, such as `)}, to_json(max(key))::VARCHAR, '.')`;
  const nothing = new Array(19).fill('NULL').join(', ');
  return `UNION ALL SELECT ${nothing} FROM (SELECT CASE WHEN count(*) > 0 THEN ${said} END AS said FROM nodes WHERE NOT EXISTS (FROM f)) WHERE kt_process_tree_refuse(said)`;
}

/** The SQL of `process_tree` and its like. */
export function processTreeSql(
  from: string,
  {
    of,
    show,
    path_length,
    infer,
  }: { of: string; show: string; path_length: number; infer: boolean },
  { again, given }: SpelledRows,
): string {
  const told = given[10] === true;
  const wanted = relations[(show in relations ? show : 'tree') as keyof typeof relations];
  const paths = `, p AS (SELECT unnest(id) AS id, unnest(kt_process_tree_paths(${quoteText(String(path_length))}, key, parent).c0) AS path
      FROM (SELECT list(id ORDER BY id) AS id, list(key ORDER BY id) AS key, list(parent::DOUBLE ORDER BY id) AS parent FROM nodes))`;
  const found = `, f AS MATERIALIZED (SELECT * FROM nodes WHERE key = ${quoteText(of)} ORDER BY id LIMIT 1)`;
  return `WITH ${rowsSql(from, again, told)}, ${nodesSql(told, infer)}${path_length > 0 ? paths : ''}${of === '' ? '' : found}
    SELECT n.key AS o0, coalesce(a.key, '') AS o1, coalesce(r.key, n.key) AS o2, n.depth::BIGINT AS o3, n.children::BIGINT AS o4, n.below::BIGINT AS o5,
      n.parent < 0 AS o6, n.children = 0 AS o7, n.parent >= 0 AND n.children > 0 AS o8, n.inferred AS o9, n.parent = -2 AS o10,
      n.name AS o11, n.pid AS o12, CASE WHEN n.inferred THEN nullif(n.n_time, ${unknown}) ELSE n.n_time END AS o13, n.command AS o14, n.host AS o15, n.place::BIGINT AS o16,
      ${path_length > 0 ? 'p.path::JSON' : 'NULL::JSON'} AS o17, CASE WHEN n.inferred THEN NULL ELSE n.k_row END AS k_row
    FROM nodes AS n LEFT JOIN heads AS a ON a.id = n.parent LEFT JOIN (FROM heads WHERE id = root) AS r ON r.id = n.root
      ${path_length > 0 ? 'JOIN p ON p.id = n.id' : ''} ${of === '' ? '' : `, f WHERE ${wanted} ${unknownSql(of)}`}`;
}

/** What it calls. */
export const processTreeSteps: readonly ToolStep[] = [treeStep, pathStep, refusing('process_tree')];
