import { chooseProcessColumns } from '../../analysis/index.ts';
import { defineSql, type SqlTool } from '../define-tool.ts';
import { processTreeSql, processTreeSteps } from '../process-tree-sql.ts';

const input = {
  process_name: { type: 'string', about: 'The program that was started.' },
  process_id: { type: 'string', about: 'The id of the process.' },
  parent_id: { type: 'string', about: 'The id of its parent.' },
  start_time: { type: 'datetime', about: 'When it was started.' },
  parent_name: { type: 'string', about: 'The program of its parent.', optional: true },
  host: { type: 'string', about: 'The host that it ran on.', optional: true },
  command_line: { type: 'string', about: 'Its command line.', optional: true },
  event: {
    type: 'string',
    about: 'What kind of event the row is; only starts of processes are looked at.',
    optional: true,
  },
  process_guid: {
    type: 'string',
    about: 'What tells the process from all others, as in Sysmon.',
    optional: true,
  },
  parent_guid: { type: 'string', about: 'The same of its parent.', optional: true },
  parent_start: {
    type: 'datetime',
    about: 'When its parent was started: tells which process of that id it was.',
    optional: true,
  },
  grandparent_name: {
    type: 'string',
    about:
      'The program of the parent of its parent; its path is left out where those of parents are.',
    optional: true,
  },
  grandparent_id: { type: 'string', about: 'The id of the same.', optional: true },
  grandparent_start: {
    type: 'datetime',
    about: 'When the same was started; without it nothing is inferred of it.',
    optional: true,
  },
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
    oneOf: ['tree', 'self', 'parent', 'ancestors', 'children', 'siblings', 'descendants'],
  },
  path_length: {
    type: 'long',
    about: 'How many keys of its path to give, from the process upwards.',
    default: 0,
    least: 0,
    most: 1000,
  },
  infer: {
    type: 'bool',
    about:
      'Give rows to processes that are only named by their children, too; without them, those children are roots.',
    default: true,
  },
} as const;

const output = {
  key: {
    type: 'string',
    about: 'Name, process id and start of the process, and its host where there are several.',
  },
  parent_key: { type: 'string', about: 'The key of its parent; empty for a root.' },
  root_key: { type: 'string', about: 'The key of the first process of its tree.' },
  depth: { type: 'long', about: 'How deep it is in its tree; 1 is the root.' },
  child_count: { type: 'long', about: 'How many children it has.' },
  descendant_count: { type: 'long', about: 'How many processes are below it.' },
  is_root: { type: 'bool', about: 'It has no parent.' },
  is_leaf: { type: 'bool', about: 'It has no children.' },
  is_branch: { type: 'bool', about: 'It has a parent and children.' },
  inferred: { type: 'bool', about: 'No row tells of it but its children.' },
  is_cut: { type: 'bool', about: 'It was cut from its parent, for that is below it.' },
  name: { type: 'string', about: 'The program, as logged.' },
  id: { type: 'string', about: 'Its process id, as logged.' },
  started: { type: 'datetime', about: 'When it was started; null where no row tells.' },
  command: { type: 'string', about: 'Its command line.' },
  on_host: { type: 'string', about: 'The host that it ran on.' },
  place: {
    type: 'long',
    about: 'Where it stands when each process comes before its children, from 0.',
  },
  path: {
    type: 'dynamic',
    about: 'Keys from the root to the process, as many as `path_length` says.',
  },
} as const;

const processTree: SqlTool<typeof input, typeof parameters, typeof output> = defineSql({
  name: 'process_tree',
  about:
    'The tree of processes: who started whom, how deep, from logs of Windows, Sysmon, Linux, Defender, osquery and HX.',
  source:
    'msticpy.transform.proc_tree_builder. Differs: host is part of the match; Sysmon is matched by GUID; Defender by the creation times of processes, never the times of events; a process that starts itself is a root; cycles are cut and said. Steps above and below one process are those of msticpy.transform.process_tree_utils.',
  passesOver: 'Only events that are starts of processes have rows.',
  input,
  parameters,
  output,
  entities: ['Process', 'Host'],
  cost: 'Memory for about 100 bytes a row; with `path_length` also for the paths, to 2^28 characters.',
  refusal: ({ of, show }) =>
    of === '' && show !== 'tree'
      ? `show = ${JSON.stringify(show)} needs the key of a process in of.`
      : null,
  choose: chooseProcessColumns,
  steps: processTreeSteps,
  sql: processTreeSql,
  examples: [
    {
      query:
        'datatable(TimeGenerated: datetime, Computer: string, NewProcessId: string, NewProcessName: string, ProcessId: string, ParentProcessName: string)[datetime(2024-01-01 00:00:00), "A", "0x10", "c:\\\\cmd.exe", "0x1", "c:\\\\explorer.exe", datetime(2024-01-01 00:00:05), "B", "0x10", "c:\\\\cmd.exe", "0x1", "c:\\\\explorer.exe", datetime(2024-01-01 00:00:10), "A", "0x20", "c:\\\\whoami.exe", "0x10", "C:\\\\CMD.EXE"] | invoke process_tree() | sort by place asc | project key, parent_key, depth, child_count, inferred',
      rows: [
        ['c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|a', '', 1, 1, true],
        [
          'c:\\cmd.exe|0x10|2024-01-01 00:00:00.000000|a',
          'c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|a',
          2,
          1,
          false,
        ],
        [
          'c:\\whoami.exe|0x20|2024-01-01 00:00:10.000000|a',
          'c:\\cmd.exe|0x10|2024-01-01 00:00:00.000000|a',
          3,
          0,
          false,
        ],
        ['c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|b', '', 1, 1, true],
        [
          'c:\\cmd.exe|0x10|2024-01-01 00:00:05.000000|b',
          'c:\\explorer.exe|0x1|1970-01-01 00:00:00.000000|b',
          2,
          0,
          false,
        ],
      ],
    },
    {
      query:
        'datatable(UtcTime: datetime, Image: string, ProcessId: long, ParentProcessId: long, ParentImage: string, ProcessGuid: string, ParentProcessGuid: string)[datetime(2024-01-01), "a.exe", 1, 1, "a.exe", "{a1}", "{b1}", datetime(2024-01-01), "b.exe", 2, 1, "a.exe", "{b1}", "{a1}"] | invoke process_tree(of = "b.exe|2|2024-01-01 00:00:00.000000", show = "ancestors", path_length = 5) | project key, depth, is_cut, path',
      rows: [
        ['a.exe|1|2024-01-01 00:00:00.000000', 1, true, ['a.exe|1|2024-01-01 00:00:00.000000']],
      ],
    },
  ],
});

export default processTree;
