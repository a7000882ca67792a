import { asText } from './convert.ts';
import { levelName, wellKnownAccount } from './levels.ts';
import {
  type EventRow,
  type EventTable,
  spellColumns,
  systemPlace,
  type TableShape,
} from './table.ts';

const columns = spellColumns(`
  TimeGenerated:datetime Source EventLog Computer EventLevel:int EventLevelName EventID:int
  EventCategory:int UserName RenderedDescription Provider Channel Task:int Version:int Opcode Keywords
  Correlation SystemUserId SystemProcessId:int SystemThreadId:int EventRecordId
  EventData:dynamic UserData:dynamic OtherData:dynamic
`);
/** What Sentinel adds to events, and what only some agents fill; here so that queries run. */
const fields = spellColumns(`
  Message ParameterXml RawEventData EventOriginId Role TenantId SourceSystem
  AzureDeploymentID ManagementGroupName Type _IsBillable _BilledSize:real _ResourceId _SubscriptionId
`);
const LEVEL = systemPlace('Level');
const USER = systemPlace('Security.UserID');

/**
 * Events of all channels that have no table of their own, with the columns of Sentinel's `Event`
 * (`Source`, `EventLog`, `EventLevel`, `UserName` …) and of its `WindowsEvent` (`Provider`, `Channel`,
 * `Task`, `Keywords` …). Each field of `EventData`, and of the element within `UserData`, is a column of
 * text while the table's width allows. `EventData` and `UserData` hold all of it as a dynamic, where
 * Sentinel's `Event` has XML text; `OtherData` holds what Windows rendered and anything unknown.
 */
export const otherEvent: TableShape = {
  name: 'Event',
  columns,
  fields,
  kind: 'Provider.Name',
  system: [
    ['Source', 'Provider.Name'],
    ['EventLog', 'Channel'],
    ['Computer', 'Computer'],
    ['EventLevel', 'Level'],
    ['EventID', 'EventID'],
    ['EventCategory', 'Task'],
    ['Provider', 'Provider.Name'],
    ['Channel', 'Channel'],
    ['Task', 'Task'],
    ['Version', 'Version'],
    ['Opcode', 'Opcode'],
    ['Keywords', 'Keywords'],
    ['Correlation', 'Correlation.ActivityID'],
    ['SystemUserId', 'Security.UserID'],
    ['SystemProcessId', 'Execution.ProcessID'],
    ['SystemThreadId', 'Execution.ThreadID'],
  ],
  reserved: new Set(columns.map(({ name }) => name)),
  derive,
};

function derive(table: EventTable): (row: EventRow) => void {
  const { rows } = table;
  const [level, user] = [rows.declared('EventLevelName'), rows.declared('UserName')];
  const [eventData, userData] = [rows.declared('EventData'), rows.declared('UserData')];
  const [rendered, others] = [rows.declared('RenderedDescription'), rows.declared('OtherData')];
  return ({ event }) => {
    table.put(level, levelName(event.system(LEVEL)));
    const sid = event.system(USER);
    rows.set(user, sid === null ? 'N/A' : (wellKnownAccount(asText(sid)) ?? asText(sid)));
    if (event.data)
      rows.set(event.data.container === 'UserData' ? userData : eventData, event.dataJson());
    table.put(rendered, event.rendered());
    table.put(others, event.othersJson());
  };
}
