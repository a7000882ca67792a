import { tenantId } from '../company/company.ts';
import type { TableShape } from '../recorder.ts';

const initiator = `
  InitiatingProcessAccountDomain InitiatingProcessAccountName InitiatingProcessAccountSid
  InitiatingProcessAccountUpn InitiatingProcessFileName InitiatingProcessFolderPath
  InitiatingProcessId:long InitiatingProcessCommandLine InitiatingProcessCreationTime:datetime
  InitiatingProcessParentId:long InitiatingProcessParentFileName
  InitiatingProcessParentCreationTime:datetime InitiatingProcessSHA1 InitiatingProcessSHA256
  InitiatingProcessMD5 InitiatingProcessIntegrityLevel InitiatingProcessVersionInfoCompanyName
  InitiatingProcessVersionInfoProductName`;

function deviceTable(name: string, columns: string): TableShape {
  return {
    name,
    columns: `
      TimeGenerated:datetime Timestamp:datetime TenantId DeviceId DeviceName ActionType
      ${columns} ${initiator} ReportId:long AdditionalFields MachineGroup Type`,
    alsoTime: ['Timestamp'],
    defaults: { TenantId: tenantId, MachineGroup: 'All devices', Type: name },
  };
}

/** What the sensors of Defender for Endpoint report. */
export const defenderTables: readonly TableShape[] = [
  deviceTable(
    'DeviceProcessEvents',
    `FileName FolderPath SHA1 SHA256 MD5 FileSize:long ProcessVersionInfoCompanyName
     ProcessVersionInfoProductName ProcessVersionInfoProductVersion
     ProcessVersionInfoInternalFileName ProcessVersionInfoOriginalFileName
     ProcessVersionInfoFileDescription ProcessId:long ProcessCommandLine ProcessIntegrityLevel
     ProcessTokenElevation ProcessCreationTime:datetime AccountDomain AccountName AccountSid
     AccountUpn LogonId:long`,
  ),
  deviceTable(
    'DeviceNetworkEvents',
    `RemoteIP RemotePort:int RemoteUrl LocalIP LocalPort:int Protocol LocalIPType RemoteIPType`,
  ),
  deviceTable(
    'DeviceFileEvents',
    `FileName FolderPath SHA1 SHA256 MD5 FileSize:long FileOriginUrl FileOriginReferrerUrl
     FileOriginIP PreviousFolderPath PreviousFileName RequestProtocol RequestSourceIP
     RequestAccountName RequestAccountDomain ShareName SensitivityLabel`,
  ),
  deviceTable(
    'DeviceRegistryEvents',
    `RegistryKey RegistryValueType RegistryValueName RegistryValueData PreviousRegistryValueData`,
  ),
  deviceTable(
    'DeviceLogonEvents',
    `LogonType AccountDomain AccountName AccountSid Protocol FailureReason IsLocalAdmin:bool
     LogonId:long RemoteDeviceName RemoteIP RemoteIPType RemotePort:int`,
  ),
];
