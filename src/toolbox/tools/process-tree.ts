import {
  chooseProcessColumns,
  linkProcesses,
  pathsOf,
  shapeOf,
  startEvents,
} from '../../analysis/index.ts';
import { quoteText } from '../../base/index.ts';
import { defineSql, type SqlTool, type ToolStep } from '../define-tool.ts';

const textField = (about: string) => ({ type: 'string', about }) as const;
const laterField = (about: string) => ({ type: 'string', about, optional: true }) as const;

const treeStep: ToolStep = {
  name: 'kt_process_tree',
  gives: ['DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE', 'DOUBLE'],
  compute(columns) {
    const numbers = columns as readonly (readonly number[])[];
    const [rows = [], low = [], high = [], parentLow = [], parentHigh = [], time = []] = numbers;
    const links = linkProcesses({
      self: { low, high },
      parent: { low: parentLow, high: parentHigh },
      time,
      names: numbers[6] ?? [],
    });
    const shape = shapeOf(links.parent);
    const inferred = links.row.map((_, i) => (i < links.inferredFrom ? 0 : 1));
    return {
      columns: [
        links.row.map((at) => rows[at] as number),
        inferred,
        links.parent,
        shape.root,
        shape.depth,
        shape.children,
        shape.place,
        shape.descendants,
        shape.cut,
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
  known AS (SELECT bool_or(parent_name <> '') AS names, count(DISTINCT host) > 1 AS hosts FROM raw),
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
  const cells = ['source', 'inferred', 'parent', 'root', 'depth', 'children', 'place', 'below'];
  const columns = [...cells, 'cut'].map((name, i) => `unnest(t.c${i})::INTEGER AS ${name}`);
  const micros = "round_even(epoch_us(n_time) / 10.0, 0)::BIGINT * 10";
  const stamp = `coalesce(strftime(make_timestamp(${micros}), '%Y-%m-%d %H:%M:%S.%f'), '')`;
  return `step AS (
    SELECT kt_process_tree('null', list(k_row::DOUBLE), ${half('h')}, ${half('ph')},
      list(coalesce(epoch_us(started), 0)::DOUBLE), list(refers::DOUBLE)) AS t
    FROM starts HAVING count(*) > 0),
  shaped AS (SELECT ${columns.join(', ')}, generate_subscripts(t.c0, 1)::INTEGER - 1 AS id FROM step),
  named AS (
    SELECT s.*, p.k_row, p.host, p.hosts,
      CASE WHEN inferred = 0 THEN p.name WHEN p.parent_name = '' THEN 'unknown' ELSE p.parent_name END AS name,
      CASE WHEN inferred = 0 THEN p.pid ELSE p.ppid END AS pid,
      CASE WHEN inferred = 0 THEN p.started ELSE TIMESTAMP '1970-01-01' END AS n_time,
      CASE WHEN inferred = 0 THEN p.command ELSE '' END AS command
    FROM shaped AS s JOIN starts AS p ON p.k_row = s.source),
  nodes AS (
    SELECT *, concat(lower(name), '|', pid, '|', ${stamp}, CASE WHEN hosts THEN concat('|', lower(host)) ELSE '' END) AS key
    FROM named)`;
}

const input = {
  process_name: textField('The program that was started.'),
  process_id: textField('The id of the process.'),
  parent_id: textField('The id of its parent.'),
  time: { type: 'datetime', about: 'When it was started.' },
  parent_name: laterField('The program of its parent.'),
  host: laterField('The host that it ran on.'),
  command_line: laterField('Its command line.'),
  event: laterField('What kind of event the row is; only starts of processes are looked at.'),
  process_guid: laterField('What tells the process from all others, as in Sysmon.'),
  parent_guid: laterField('The same of its parent.'),
} as const;

const parameters = {
  of: {
    type: 'string',
    about: 'The key of a process, to see only those that stand to it as `show` says.',
    default: '',
  },
  show: {
    type: 'string',
    about: 'What is shown of the process in `of`: the whole tree it is in, or a part of it.',
    default: 'tree',
    oneOf: Object.keys(relations),
  },
  path_length: {
    type: 'long',
    about: 'How many keys of its path to give, from the process upwards.',
    default: 0,
    least: 0,
    most: 1000,
  },
} as const;

const output = {
  key: textField('Name, process id and start of the process, and its host where there are several.'),
  parent_key: textField('The key of its parent; empty for a root.'),
  root_key: textField('The key of the first process of its tree.'),
  depth: { type: 'long', about: 'How deep it is in its tree; 1 is the root.' },
  child_count: { type: 'long', about: 'How many children it has.' },
  descendant_count: { type: 'long', about: 'How many processes are below it.' },
  is_root: { type: 'bool', about: 'It has no parent.' },
  is_leaf: { type: 'bool', about: 'It has no children.' },
  is_branch: { type: 'bool', about: 'It has a parent and children.' },
  inferred: { type: 'bool', about: 'No row tells of it but its children.' },
  is_cut: { type: 'bool', about: 'It was cut from its parent, for that is below it.' },
  name: textField('The program, as logged.'),
  id: textField('Its process id, as logged.'),
  started: { type: 'datetime', about: 'When it was started; null where it is inferred.' },
  command: textField('Its command line.'),
  on_host: textField('The host that it ran on.'),
  place: { type: 'long', about: 'Where it stands when each process comes before its children, from 0.' },
  path: { type: 'dynamic', about: 'Keys from the root to the process, as many as `path_length` says.' },
} as const;

const processTree: SqlTool<typeof input, typeof parameters, typeof output> = defineSql({
  name: 'process_tree',
  about:
    'The tree of processes: who started whom, how deep, from logs of Windows, Sysmon, Linux, Defender, osquery and HX.',
  source:
    'msticpy.transform.proc_tree_builder. Differs: host is part of the match; Sysmon is matched by GUID; a process that starts itself is a root; cycles are cut and said. Steps above and below one process are those of msticpy.transform.process_tree_utils.',
  input,
  parameters,
  output,
  entities: ['Process', 'Host'],
  cost: 'Memory for about 100 bytes a row; with `path_length` also for the paths, to 2^28 characters.',
  choose: chooseProcessColumns,
  steps: [treeStep, pathStep],
  sql(from, { of, show, path_length }) {
    const wanted = relations[(show in relations ? show : 'tree') as keyof typeof relations];
    const paths = `, p AS (SELECT unnest(id) AS id, unnest(kt_process_tree_paths(${quoteText(String(path_length))}, key, parent).c0) AS path
      FROM (SELECT list(id ORDER BY id) AS id, list(key ORDER BY id) AS key, list(parent::DOUBLE ORDER BY id) AS parent FROM nodes))`;
    return `WITH ${startsSql(from)}, ${nodesSql()}${path_length > 0 ? paths : ''}
      ${of === '' ? '' : `, f AS (SELECT * FROM nodes WHERE key = ${quoteText(of)} LIMIT 1)`}
    SELECT n.key AS o0, coalesce(a.key, '') AS o1, r.key AS o2, n.depth::BIGINT AS o3, n.children::BIGINT AS o4, n.below::BIGINT AS o5,
      n.parent < 0 AS o6, n.children = 0 AS o7, n.parent >= 0 AND n.children > 0 AS o8, n.inferred = 1 AS o9, n.cut = 1 AS o10,
      n.name AS o11, n.pid AS o12, CASE WHEN n.inferred = 1 THEN NULL ELSE n.n_time END AS o13, n.command AS o14, n.host AS o15, n.place::BIGINT AS o16,
      ${path_length > 0 ? 'p.path::JSON' : 'NULL::JSON'} AS o17, CASE WHEN n.inferred = 1 THEN NULL ELSE n.k_row END AS k_row
    FROM nodes AS n LEFT JOIN nodes AS a ON a.id = n.parent JOIN nodes AS r ON r.id = n.root
      ${path_length > 0 ? 'JOIN p ON p.id = n.id' : ''} ${of === '' ? '' : `, f WHERE ${wanted}`}`;
  },
  examples: [
    {
      query:
        'datatable(TimeGenerated: datetime, Computer: string, NewProcessId: string, NewProcessName: string, ProcessId: string, ParentProcessName: string)[datetime(2024-01-01 00:00:00), "A", "0x10", "c:\\\\cmd.exe", "0x1", "c:\\\\explorer.exe", datetime(2024-01-01 00:00:05), "B", "0x10", "c:\\\\cmd.exe", "0x1", "c:\\\\explorer.exe", datetime(2024-01-01 00:00:10), "A", "0x20", "c:\\\\whoami.exe", "0x10", "C:\\\\CMD.EXE"] | invoke process_tree() | sort by place asc | project key, parent_key, depth, child_count, inferred',
      rows: [
        ['c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|a', '', 1, 1, true],
        ['c:\\cmd.exe|0x10|2024-01-01 00:00:00.000000|a', 'c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|a', 2, 1, false],
        ['c:\\whoami.exe|0x20|2024-01-01 00:00:10.000000|a', 'c:\\cmd.exe|0x10|2024-01-01 00:00:00.000000|a', 3, 0, false],
        ['c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|b', '', 1, 1, true],
        ['c:\\cmd.exe|0x10|2024-01-01 00:00:05.000000|b', 'c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|b', 2, 0, false],
      ],
    },
    {
      query:
        'datatable(UtcTime: datetime, Image: string, ProcessId: long, ParentProcessId: long, ParentImage: string, ProcessGuid: string, ParentProcessGuid: string)[datetime(2024-01-01), "a.exe", 1, 1, "a.exe", "{a1}", "{b1}", datetime(2024-01-01), "b.exe", 2, 1, "a.exe", "{b1}", "{a1}"] | invoke process_tree(of = "b.exe|2|2024-01-01 00:00:00.000000", show = "ancestors", path_length = 5) | project key, depth, is_cut, path',
      rows: [['a.exe|1|2024-01-01 00:00:00.000000', 1, true, ['a.exe|1|2024-01-01 00:00:00.000000']]],
    },
  ],
});

export default processTree;
