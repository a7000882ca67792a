import { linkProcesses, pathsOf, shapeOf, startEvents } from '../analysis/index.ts';
import { type ComputedType, quoteText } from '../base/index.ts';
import type { ToolStep } from './define-tool.ts';

/** Negative sources are of inferred processes; a parent of -1 is none, of -2 one that was cut off. */
const treeStep: ToolStep = {
  name: 'kt_process_tree',
  gives: new Array<ComputedType>(7).fill('DOUBLE'),
  compute(columns) {
    const numbers = columns.map((column) => Float64Array.from(column as readonly number[]));
    const none = new Float64Array();
    const [rows = none, low = none, high = none, parentLow = none, parentHigh = none, time = none] =
      numbers;
    const links = linkProcesses({
      self: { low, high },
      parent: { low: parentLow, high: parentHigh },
      time,
      names: numbers[6] ?? none,
    });
    const shape = shapeOf(links.parent);
    const { row, parent, inferredFrom } = links;
    return {
      columns: [
        row.map((at, i) => (i < inferredFrom ? (rows[at] as number) : -1 - (rows[at] as number))),
        parent.map((above, i) => (shape.cut[i] ? -2 : above)),
        shape.root,
        shape.depth,
        shape.children,
        shape.place,
        shape.descendants,
      ],
    };
  },
};

const pathStep: ToolStep = {
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
  siblings: 'n.parent = f.parent AND n.id <> f.id',
  descendants: 'n.place > f.place AND n.place <= f.place + f.below',
} as const;

/** The rows of starts with what tells processes apart: 32-bit halves of hashes, as the step takes them. */
function startsSql(from: string): string {
  const plain = (column: string): string =>
    `CASE WHEN ends_with(${column}, '.0') THEN left(${column}, -2) ELSE ${column} END`;
  const guid = (column: string): string =>
    `CASE WHEN trim(${column}, '{}0-') = '' THEN NULL ELSE lower(trim(${column}, '{}')) END`;
  return `raw AS (
    SELECT k_row, CASE WHEN i0 = '' THEN 'unknown' ELSE i0 END AS name, ${plain('i1')} AS pid, ${plain('i2')} AS ppid,
      i3 AS started, coalesce(i4, '') AS parent_name, coalesce(i5, '') AS host, coalesce(i6, '') AS command,
      ${guid('i8')} AS guid, ${guid('i9')} AS parent_guid
    FROM ${from}
    WHERE coalesce(${plain('i7')}, '') IN ('', ${startEvents.map(quoteText).join(', ')})),
  known AS (SELECT bool_or(parent_name <> '') AS names, min(host) <> max(host) AS hosts FROM raw),
  starts AS (
    SELECT raw.*, lower(name) AS lowered, hosts,
      CASE WHEN parent_guid IS NOT NULL THEN 2 WHEN coalesce(ppid, '') = '' OR (names AND parent_name = '') THEN 0 ELSE 1 END AS refers,
      CASE WHEN guid IS NOT NULL THEN hash(lower(host), guid) WHEN names THEN hash(lower(host), pid, lower(name)) ELSE hash(lower(host), pid) END AS h,
      CASE WHEN parent_guid IS NOT NULL THEN hash(lower(host), parent_guid) WHEN names THEN hash(lower(host), ppid, lower(parent_name)) ELSE hash(lower(host), ppid) END AS ph
    FROM raw, known)`;
}

function nodesSql(): string {
  const half = (hash: string): string =>
    `list((${hash} & 4294967295)::DOUBLE), list((${hash} >> 32)::DOUBLE)`;
  const cells = ['source', 'parent', 'root', 'depth', 'children', 'place', 'below'];
  const columns = cells.map((name, i) => `unnest(t.c${i})::INTEGER AS ${name}`);
  const micros = 'epoch_us(n_time)';
  const tens = `(${micros} + 4 + ((${micros} // 10) & 1)) // 10 * 10`;
  // A last digit that is never 0, so that all six are written.
  const stamp = `coalesce(left(CAST(make_timestamp(${tens} + 1) AS VARCHAR), -1) || '0', '')`;
  return `step AS (
    SELECT kt_process_tree('null', list(k_row::DOUBLE), ${half('h')}, ${half('ph')},
      list(coalesce(epoch_us(started), 0)::DOUBLE), list(refers::DOUBLE)) AS t
    FROM starts HAVING count(*) > 0),
  shaped AS (SELECT ${columns.join(', ')}, generate_subscripts(t.c0, 1)::INTEGER - 1 AS id FROM step),
  named AS (
    SELECT s.*, s.source < 0 AS inferred, p.k_row, p.host, p.hosts,
      CASE WHEN s.source >= 0 THEN p.name WHEN p.parent_name = '' THEN 'unknown' ELSE p.parent_name END AS name,
      CASE WHEN s.source >= 0 THEN p.pid ELSE p.ppid END AS pid,
      CASE WHEN s.source >= 0 THEN p.started ELSE TIMESTAMP '1970-01-01' END AS n_time,
      CASE WHEN s.source >= 0 THEN p.command ELSE '' END AS command
    FROM shaped AS s JOIN starts AS p ON p.k_row = CASE WHEN s.source < 0 THEN -1 - s.source ELSE s.source END),
  nodes AS (
    SELECT *, concat(lower(name), '|', pid, '|', ${stamp}, CASE WHEN hosts THEN concat('|', lower(host)) ELSE '' END) AS key
    FROM named)`;
}

/** The SQL of `process_tree` and its like. */
export function processTreeSql(
  from: string,
  { of, show, path_length }: { of: string; show: string; path_length: number },
): string {
  const wanted = relations[(show in relations ? show : 'tree') as keyof typeof relations];
  const paths = `, p AS (SELECT unnest(id) AS id, unnest(kt_process_tree_paths(${quoteText(String(path_length))}, key, parent).c0) AS path
      FROM (SELECT list(id ORDER BY id) AS id, list(key ORDER BY id) AS key, list(parent::DOUBLE ORDER BY id) AS parent FROM nodes))`;
  return `WITH ${startsSql(from)}, ${nodesSql()}${path_length > 0 ? paths : ''}
      ${of === '' ? '' : `, f AS (SELECT * FROM nodes WHERE key = ${quoteText(of)} LIMIT 1)`}
    SELECT n.key AS o0, coalesce(a.key, '') AS o1, r.key AS o2, n.depth::BIGINT AS o3, n.children::BIGINT AS o4, n.below::BIGINT AS o5,
      n.parent < 0 AS o6, n.children = 0 AS o7, n.parent >= 0 AND n.children > 0 AS o8, n.inferred AS o9, n.parent = -2 AS o10,
      n.name AS o11, n.pid AS o12, CASE WHEN n.inferred THEN NULL ELSE n.n_time END AS o13, n.command AS o14, n.host AS o15, n.place::BIGINT AS o16,
      ${path_length > 0 ? 'p.path::JSON' : 'NULL::JSON'} AS o17, CASE WHEN n.inferred THEN NULL ELSE n.k_row END AS k_row
    FROM nodes AS n LEFT JOIN nodes AS a ON a.id = n.parent JOIN nodes AS r ON r.id = n.root
      ${path_length > 0 ? 'JOIN p ON p.id = n.id' : ''} ${of === '' ? '' : `, f WHERE ${wanted}`}`;
}

/** What it calls. */
export const processTreeSteps: readonly ToolStep[] = [treeStep, pathStep];
