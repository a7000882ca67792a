import { subscriptionId, workspaceId } from '../company/company.ts';
import type { TableShape } from '../recorder.ts';

/** Windows events as Sentinel's agents deliver them. */
export const windowsTables: readonly TableShape[] = [
  {
    name: 'SecurityEvent',
    columns: `
      TimeGenerated:datetime TenantId SourceSystem Computer EventSourceName Channel Task:int Level
      EventID:int Activity Account AccountType SubjectAccount SubjectUserName SubjectDomainName
      SubjectUserSid SubjectLogonId TargetAccount TargetUserName TargetDomainName TargetUserSid
      TargetLogonId TargetServerName TargetSid MemberName MemberSid LogonType:int LogonTypeName
      LogonProcessName AuthenticationPackageName LmPackageName LogonGuid IpAddress IpPort
      WorkstationName Status SubStatus FailureReason ElevatedToken PrivilegeList NewProcessId
      NewProcessName CommandLine ParentProcessName ProcessId ProcessName Process CallerProcessName
      TokenElevationType MandatoryLabel ServiceName ServiceFileName ServiceType
      ServiceStartType:int ServiceAccount ObjectName ObjectType ShareName ShareLocalPath
      RelativeTargetName AccessMask SamAccountName EventData EventLevelName EventRecordId
      SourceComputerId Type _ResourceId`,
    defaults: {
      TenantId: workspaceId,
      SourceSystem: 'OpsManager',
      EventSourceName: 'Microsoft-Windows-Security-Auditing',
      Channel: 'Security',
      Level: '8',
      Type: 'SecurityEvent',
    },
  },
  {
    name: 'Sysmon',
    columns: `
      TimeGenerated:datetime TenantId Computer Provider Channel EventID:int Activity EventLevel:int
      EventLevelName UtcTime:datetime
      RuleName User ProcessGuid ProcessId:long Image CommandLine CurrentDirectory Company
      Description FileVersion OriginalFileName Product Hashes IntegrityLevel LogonGuid LogonId
      TerminalSessionId:long ParentProcessGuid ParentProcessId:long ParentImage ParentCommandLine
      ParentUser Protocol Initiated SourceIp SourceHostname SourcePort:long DestinationIp
      DestinationHostname DestinationPort:long ImageLoaded Signed Signature SignatureStatus
      SourceProcessGUID SourceProcessId:long SourceImage TargetProcessGUID TargetProcessId:long
      TargetImage GrantedAccess CallTrace SourceUser TargetUser TargetFilename
      CreationUtcTime:datetime EventType TargetObject Details QueryName QueryStatus QueryResults Type`,
    defaults: {
      TenantId: workspaceId,
      Provider: 'Microsoft-Windows-Sysmon',
      Channel: 'Microsoft-Windows-Sysmon/Operational',
      EventLevel: 4,
      EventLevelName: 'Information',
      RuleName: '-',
      Type: 'Sysmon',
    },
  },
  {
    name: 'Heartbeat',
    columns: `
      TimeGenerated:datetime TenantId SourceSystem Computer ComputerIP ComputerPrivateIPs:dynamic
      Category OSType OSName OSMajorVersion OSMinorVersion Version SourceComputerId
      ComputerEnvironment Solutions RemoteIPCountry RemoteIPLatitude:real RemoteIPLongitude:real
      Resource ResourceGroup ResourceProvider ResourceType SubscriptionId Type _ResourceId`,
    defaults: {
      TenantId: workspaceId,
      SourceSystem: 'OpsManager',
      Category: 'Azure Monitor Agent',
      ComputerEnvironment: 'Non-Azure',
      Solutions: '"security", "changeTracking"',
      RemoteIPCountry: 'Sweden',
      RemoteIPLatitude: 57.71,
      RemoteIPLongitude: 11.97,
      ResourceType: 'machines',
      ResourceProvider: 'Microsoft.HybridCompute',
      ResourceGroup: 'rg-servers',
      SubscriptionId: subscriptionId,
      Type: 'Heartbeat',
    },
  },
];
