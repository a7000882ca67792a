import { levelName } from './levels.ts';
import {
  type EventRow,
  type EventTable,
  spellColumns,
  systemPlace,
  type TableShape,
} from './table.ts';

const system = spellColumns(`
  TimeGenerated:datetime Computer EventID:int Activity Provider Channel EventLevel:int EventLevelName
  Task:int EventVersion:int Opcode Keywords SystemUserId SystemProcessId:int SystemThreadId:int
  EventRecordId EventData:dynamic UserData:dynamic OtherData:dynamic
`);
const fields = spellColumns(`
  RuleName UtcTime:datetime ProcessGuid ProcessId:long Image User CommandLine CurrentDirectory
  FileVersion Description Product Company OriginalFileName LogonGuid LogonId TerminalSessionId:long
  IntegrityLevel Hashes ParentProcessGuid ParentProcessId:long ParentImage ParentCommandLine ParentUser
  TargetFilename CreationUtcTime:datetime PreviousCreationUtcTime:datetime
  Protocol Initiated SourceIsIpv6 SourceIp SourceHostname SourcePort:long SourcePortName
  DestinationIsIpv6 DestinationIp DestinationHostname DestinationPort:long DestinationPortName
  State Version SchemaVersion ImageLoaded Signed Signature SignatureStatus
  SourceProcessGuid SourceProcessGUID SourceProcessId:long SourceThreadId:long SourceImage SourceUser
  TargetProcessGuid TargetProcessGUID TargetProcessId:long TargetImage TargetUser NewThreadId:long
  StartAddress StartModule StartFunction Device GrantedAccess CallTrace
  EventType TargetObject Details NewName Hash Contents Configuration ConfigurationFileHash
  PipeName EventNamespace Operation Name Query Type Destination Consumer Filter
  QueryName QueryStatus QueryResults IsExecutable Archived Session ClientInfo ID
`);
const LEVEL = systemPlace('Level');

/** What each kind of event says, by its number from 1. */
const ACTIVITIES =
  `Process creation;File creation time changed;Network connection;Service state changed;Process terminated;Driver loaded;Image loaded;CreateRemoteThread;RawAccessRead;ProcessAccess;FileCreate;RegistryEvent (object create and delete);RegistryEvent (value set);RegistryEvent (key and value rename);FileCreateStreamHash;Service configuration change;PipeEvent (pipe created);PipeEvent (pipe connected);WmiEvent (filter activity);WmiEvent (consumer activity);WmiEvent (consumer to filter activity);DNSEvent (DNS query);FileDelete (file delete archived);ClipboardChange (new content in the clipboard);ProcessTampering (process image change);FileDeleteDetected (file delete logged);FileBlockExecutable;FileBlockShredding;FileExecutableDetected`.split(
    ';',
  );

/**
 * Events of Sysmon, one column a field, as Sentinel's Sysmon parsers name them. Process numbers and
 * ports are `long`, `UtcTime` and the creation times `datetime`; all else is text. `EventData` is filled
 * only where a field has no column that can hold it.
 */
export const sysmon: TableShape = {
  name: 'Sysmon',
  columns: system,
  fields,
  kind: 'EventID',
  system: [
    ['Computer', 'Computer'],
    ['EventID', 'EventID'],
    ['Provider', 'Provider.Name'],
    ['Channel', 'Channel'],
    ['EventLevel', 'Level'],
    ['Task', 'Task'],
    ['EventVersion', 'Version'],
    ['Opcode', 'Opcode'],
    ['Keywords', 'Keywords'],
    ['SystemUserId', 'Security.UserID'],
    ['SystemProcessId', 'Execution.ProcessID'],
    ['SystemThreadId', 'Execution.ThreadID'],
  ],
  reserved: new Set(system.map(({ name }) => name)),
  derive,
};

function derive(table: EventTable): (row: EventRow) => void {
  const { rows } = table;
  const [activity, level] = [rows.declared('Activity'), rows.declared('EventLevelName')];
  const [eventData, userData] = [rows.declared('EventData'), rows.declared('UserData')];
  const others = rows.declared('OtherData');
  return ({ event, eventId, isIncomplete }) => {
    const said = eventId === 255 ? 'Error' : eventId && ACTIVITIES[eventId - 1];
    if (said) rows.set(activity, said);
    table.put(level, levelName(event.system(LEVEL)));
    if (event.data && isIncomplete)
      rows.set(event.data.container === 'UserData' ? userData : eventData, event.dataJson());
    table.put(others, event.othersJson());
  };
}
