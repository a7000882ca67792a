import { activityOf } from './activities.ts';
import { asText } from './convert.ts';
import { levelName, wellKnownAccount } from './levels.ts';
import {
  type EventRow,
  type EventTable,
  spellColumns,
  systemPlace,
  type TableShape,
} from './table.ts';

/** Columns that `System` fills or that are worked out. */
const own = spellColumns(`
  TimeGenerated:datetime Account AccountType Computer EventSourceName Channel Task:int Level EventData
  EventID:int Activity Process LogonTypeName SubjectAccount TargetAccount EventLevelName SystemUserId
  Version:int Opcode Keywords Correlation SystemProcessId:int SystemThreadId:int EventRecordId
  OtherData:dynamic
`);

/** Columns that fields of `EventData` fill, by the names that both share. */
const fields = spellColumns(`
  AccessList AccessMask AccountDomain AccountExpires AccountName AccountSessionIdentifier AdditionalInfo
  AdditionalInfo2 AllowedToDelegateTo Attributes AuditPolicyChanges AuditsDiscarded:int
  AuthenticationLevel:int AuthenticationPackageName AuthenticationProvider AuthenticationServer
  AuthenticationService:int AuthenticationType CACertificateHash CalledStationID CallerProcessId
  CallerProcessName CallingStationID CAPublicKeyHash CategoryId CertificateDatabaseHash ClassId ClassName
  ClientAddress ClientIPAddress ClientName CommandLine CompatibleIds DCDNSName DeviceDescription DeviceId
  DisplayName Disposition DomainBehaviorVersion DomainName DomainPolicyChanged DomainSid EAPType
  ElevatedToken ErrorCode:int ExtendedQuarantineState FailureReason FileHash FilePath FilePathNoUser Filter
  ForceLogoff Fqbn FullyQualifiedSubjectMachineName FullyQualifiedSubjectUserName GroupMembership HandleId
  HardwareIds HomeDirectory HomePath ImpersonationLevel InterfaceUuid IpAddress IpPort KeyLength:int
  LmPackageName LocationInformation LockoutDuration LockoutObservationWindow LockoutThreshold LoggingResult
  LogonGuid LogonHours LogonID LogonProcessName LogonType:int MachineAccountQuota MachineInventory
  MachineLogon MandatoryLabel MaxPasswordAge MemberName MemberSid MinPasswordAge MinPasswordLength
  MixedDomainMode NASIdentifier NASIPv4Address NASIPv6Address NASPort NASPortType NetworkPolicyName NewDate
  NewMaxUsers NewProcessId NewProcessName NewRemark NewShareFlags NewTime NewUacValue NewValue NewValueType
  ObjectName ObjectServer ObjectType ObjectValueName OemInformation OldMaxUsers OldRemark OldShareFlags
  OldUacValue OldValue OldValueType OperationType PackageName ParentProcessName PasswordHistoryLength
  PasswordLastSet PasswordProperties PreviousDate PreviousTime PrimaryGroupId PrivateKeyUsageCount
  PrivilegeList ProcessId ProcessName Properties ProfilePath ProtocolSequence ProxyPolicyName
  QuarantineHelpURL QuarantineSessionID QuarantineSessionIdentifier QuarantineState
  QuarantineSystemHealthResult RelativeTargetName RemoteIpAddress RemotePort Requester RequestId
  RestrictedAdminMode RowsDeleted SamAccountName ScriptPath SecurityDescriptor ServiceAccount
  ServiceFileName ServiceName ServiceStartType:int ServiceType SessionName ShareLocalPath ShareName
  SidHistory Status SubcategoryGuid SubcategoryId Subject SubjectDomainName SubjectKeyIdentifier
  SubjectLogonId SubjectMachineName SubjectMachineSID SubjectUserName SubjectUserSid SubStatus TableId
  TargetDomainName TargetInfo TargetLinkedLogonId TargetLogonGuid TargetLogonId TargetOutboundDomainName
  TargetOutboundUserName TargetServerName TargetSid TargetUser TargetUserName TargetUserSid TemplateContent
  TemplateDSObjectFQDN TemplateInternalName TemplateOID TemplateSchemaVersion TemplateVersion
  TokenElevationType TransmittedServices UserAccountControl UserParameters UserPrincipalName
  UserWorkstations VendorIds VirtualAccount Workstation WorkstationName
  TenantId SourceSystem StorageAccount AzureDeploymentID SourceComputerId ManagementGroupName Type
  _IsBillable _BilledSize:real _ResourceId _SubscriptionId
`);

const LEVEL = systemPlace('Level');
const LOGON_TYPES = new Map([
  [0, 'System'],
  [2, 'Interactive'],
  [3, 'Network'],
  [4, 'Batch'],
  [5, 'Service'],
  [7, 'Unlock'],
  [8, 'NetworkCleartext'],
  [9, 'NewCredentials'],
  [10, 'RemoteInteractive'],
  [11, 'CachedInteractive'],
  [12, 'CachedRemoteInteractive'],
  [13, 'CachedUnlock'],
]);
/** Events about the account that logs on or asks, rather than about the one that reports it. */
const ABOUT_TARGET: ReadonlySet<number> = new Set([
  4624, 4625, 4626, 4627, 4634, 4647, 4768, 4769, 4770, 4771, 4772, 4773, 4774, 4775, 4776, 4777,
  4964,
]);

/**
 * Events of the Security channel in the shape of Sentinel's `SecurityEvent`: its columns are all there,
 * with its types; further fields are columns of text. `EventData` holds the data part as XML, as Sentinel
 * has it, where an event has fields that Sentinel has no column for, or none here can hold.
 */
export const securityEvent: TableShape = {
  name: 'SecurityEvent',
  columns: own,
  fields,
  kind: 'EventID',
  system: [
    ['Computer', 'Computer'],
    ['EventSourceName', 'Provider.Name'],
    ['Channel', 'Channel'],
    ['Task', 'Task'],
    ['Level', 'Level'],
    ['EventID', 'EventID'],
    ['SystemUserId', 'Security.UserID'],
    ['Version', 'Version'],
    ['Opcode', 'Opcode'],
    ['Keywords', 'Keywords'],
    ['Correlation', 'Correlation.ActivityID'],
    ['SystemProcessId', 'Execution.ProcessID'],
    ['SystemThreadId', 'Execution.ThreadID'],
  ],
  reserved: new Set(own.map(({ name }) => name)),
  known: new Set(fields.map(({ name }) => name)),
  derive,
};

function derive(table: EventTable): (row: EventRow) => void {
  const { rows } = table;
  const [level, activity] = [rows.declared('EventLevelName'), rows.declared('Activity')];
  const [process, logonType] = [rows.declared('Process'), rows.declared('LogonTypeName')];
  const [data, others] = [rows.declared('EventData'), rows.declared('OtherData')];
  const addAccounts = deriveAccounts(table);
  return (row) => {
    const { event, eventId } = row;
    table.put(level, levelName(event.system(LEVEL)));
    if (eventId !== null) rows.set(activity, activityOf(eventId));
    addAccounts(row);
    const path = row.field('NewProcessName') ?? row.field('ProcessName');
    if (typeof path === 'string' && path !== '-')
      rows.set(process, path.slice(path.lastIndexOf('\\') + 1));
    const logon = row.field('LogonType');
    if (logon !== null) {
      const name = LOGON_TYPES.get(Number(logon));
      rows.set(logonType, name ? `${logon} - ${name}` : asText(logon));
    }
    if (event.data && row.isIncomplete) rows.set(data, event.dataXml());
    table.put(others, event.othersJson());
  };
}

/** Who did it, to whom, and which of the two the event is about. */
function deriveAccounts(table: EventTable): (row: EventRow) => void {
  const { rows } = table;
  const [subjectCells, targetCells] = [
    rows.declared('SubjectAccount'),
    rows.declared('TargetAccount'),
  ];
  const [accountCells, typeCells] = [rows.declared('Account'), rows.declared('AccountType')];
  return (row) => {
    const subject = account(row, 'SubjectDomainName', 'SubjectUserName');
    const target = account(row, 'TargetDomainName', 'TargetUserName');
    table.put(subjectCells, subject);
    table.put(targetCells, target);
    const isAboutTarget = row.eventId !== null && ABOUT_TARGET.has(row.eventId);
    const isTarget = target !== null && (isAboutTarget || subject === null);
    const chosen = isTarget ? target : subject;
    if (chosen === null) return;
    rows.set(accountCells, chosen);
    const sid = row.field(isTarget ? 'TargetUserSid' : 'SubjectUserSid');
    const isMachine = chosen.endsWith('$') || wellKnownAccount(asText(sid ?? '')) !== undefined;
    rows.set(typeCells, isMachine ? 'Machine' : 'User');
  };
}

/** Composed accounts by domain and name: few differ, and joined text is costly to make anew. */
const composed = new Map<string, Map<string, string>>();
const MAX_COMPOSED = 10_000;
let composedCount = 0;

/** `DOMAIN\user`; the bare user without a domain; null where there is neither. */
function account(row: EventRow, domainField: string, userField: string): string | null {
  const user = row.field(userField);
  if (user === null || user === '-') return null;
  const domain = row.field(domainField);
  if (domain === null || domain === '-') return asText(user);
  return compose(asText(domain), asText(user));
}

function compose(domain: string, user: string): string {
  if (composedCount > MAX_COMPOSED) {
    composed.clear();
    composedCount = 0;
  }
  let users = composed.get(domain);
  if (!users) {
    users = new Map();
    composed.set(domain, users);
  }
  let text = users.get(user);
  if (text === undefined) {
    composedCount++;
    text = `${domain}\\${user}`;
    users.set(user, text);
  }
  return text;
}
