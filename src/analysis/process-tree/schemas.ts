/** What is known of a process start, in the order of the inputs of the tools. */
type ProcessField =
  | 'process_name'
  | 'process_id'
  | 'parent_id'
  | 'start_time'
  | 'parent_name'
  | 'host'
  | 'command_line'
  | 'event'
  | 'process_guid'
  | 'parent_guid'
  | 'parent_start'
  | 'grandparent_name'
  | 'grandparent_id'
  | 'grandparent_start';

/** The columns of a kind of log that hold each field, the best first. */
type Schema = Readonly<Partial<Record<ProcessField, string>>> & { readonly name: string };

const required = ['process_name', 'process_id', 'parent_id', 'start_time'] as const;
/** All fields, in the order of the inputs. */
const processFields: readonly ProcessField[] = [
  ...required,
  'parent_name',
  'host',
  'command_line',
  'event',
  'process_guid',
  'parent_guid',
  'parent_start',
  'grandparent_name',
  'grandparent_id',
  'grandparent_start',
];

/** Kinds of logs by their columns, several names of one field between bars. */
const schemas: readonly Schema[] = [
  {
    name: 'Sysmon process creation',
    process_name: 'Image',
    process_id: 'ProcessId|ProcessID',
    parent_id: 'ParentProcessId|ParentProcessID',
    start_time: 'UtcTime|TimeCreated|TimeGenerated|@timestamp|SystemTime',
    parent_name: 'ParentImage',
    host: 'Computer|ComputerName|Hostname|host',
    command_line: 'CommandLine',
    event: 'EventID|EventId',
    process_guid: 'ProcessGuid|ProcessGUID',
    parent_guid: 'ParentProcessGuid|ParentProcessGUID',
  },
  {
    name: 'Windows Security 4688',
    process_name: 'NewProcessName',
    process_id: 'NewProcessId',
    parent_id: 'ProcessId|CreatorProcessId',
    start_time: 'TimeGenerated|TimeCreated|@timestamp|SystemTime',
    parent_name: 'ParentProcessName|CreatorProcessName',
    host: 'Computer|ComputerName|Hostname|host',
    command_line: 'CommandLine|ProcessCommandLine',
    event: 'EventID|EventId',
  },
  {
    name: 'Linux audit',
    process_name: 'exe',
    process_id: 'pid',
    parent_id: 'ppid',
    start_time: 'TimeGenerated|timestamp|@timestamp',
    host: 'Computer|host|node',
    command_line: 'cmdline|proctitle',
    event: 'EventType',
  },
  {
    name: 'Defender, internal',
    process_name: 'CreatedProcessName',
    process_id: 'CreatedProcessId',
    parent_id: 'InitiatingProcessId|CreatedProcessParentId',
    start_time: 'CreatedProcessCreationTime',
    parent_name: 'InitiatingProcessName|ParentProcessName|CreatedProcessParentName',
    host: 'ComputerDnsName|MachineId',
    command_line: 'CreatedProcessCommandLine',
    parent_start: 'InitiatingProcessCreationTime',
    grandparent_name: 'InitiatingProcessParentProcessName',
    grandparent_id: 'InitiatingProcessParentProcessId',
    grandparent_start: 'InitiatingProcessParentCreationTime',
  },
  {
    name: 'Defender DeviceProcessEvents',
    process_name: 'FileName',
    process_id: 'ProcessId',
    parent_id: 'InitiatingProcessId',
    start_time: 'ProcessCreationTime',
    parent_name: 'InitiatingProcessFileName',
    host: 'DeviceName|DeviceId',
    command_line: 'ProcessCommandLine',
    event: 'ActionType',
    parent_start: 'InitiatingProcessCreationTime',
    grandparent_name: 'InitiatingProcessParentFileName',
    grandparent_id: 'InitiatingProcessParentId',
    grandparent_start: 'InitiatingProcessParentCreationTime',
  },
  {
    // The time of an event is not when the process was started, and equals no start that a child tells of.
    name: 'Defender DeviceProcessEvents without starts',
    process_name: 'FileName',
    process_id: 'ProcessId',
    parent_id: 'InitiatingProcessId',
    start_time: 'Timestamp|TimeGenerated',
    parent_name: 'InitiatingProcessFileName',
    host: 'DeviceName|DeviceId',
    command_line: 'ProcessCommandLine',
    event: 'ActionType',
  },
  {
    name: 'osquery',
    process_name: 'name|path',
    process_id: 'pid',
    parent_id: 'parent',
    start_time: 'calendarTime|unixTime|TimeGenerated',
    parent_name: 'pcmdline',
    host: 'hostIdentifier|Computer|host',
    command_line: 'cmdline',
  },
  {
    name: 'FireEye HX',
    process_name: 'process',
    process_id: 'pid',
    parent_id: 'parentpid',
    start_time: 'starttime|startTime',
    parent_name: 'parentprocess',
    host: 'hostname',
    command_line: 'processcmdline',
    event: 'eventtype',
  },
];

/** What the event of a process start is called: of Security, Sysmon, Linux audit, Defender and HX. */
export const startEvents: readonly string[] = [
  '4688',
  '1',
  'SYSCALL_EXECVE',
  'ProcessCreated',
  'start',
];

/**
 * The column of each field, null where there is none, by the first kind of log whose process, parent and time are there.
 *
 * edges: all null where no kind of log is recognised; names match whatever their case.
 */
export function chooseProcessColumns(
  columns: readonly { name: string }[],
): readonly (string | null)[] {
  const byName = new Map(columns.map(({ name }) => [name.toLowerCase(), name]));
  const columnOf = (schema: Schema, field: ProcessField): string | null => {
    const names = schema[field]?.split('|') ?? [];
    for (const name of names) {
      const found = byName.get(name.toLowerCase());
      if (found !== undefined) return found;
    }
    return null;
  };
  const schema = schemas.find((s) => required.every((field) => columnOf(s, field) !== null));
  return processFields.map((field) => (schema ? columnOf(schema, field) : null));
}
