import type { KustoType } from '../../src/base/index.ts';

/** Tables that the packs read and that no list of Microsoft's tables has; a column without a type is a string. */
const lines: Readonly<Record<string, string>> = {
  AuditLog_CL: 'TimeGenerated:datetime TenantId Computer RawData',
  AzureNetworkAnalytics_CL: `TimeGenerated:datetime TenantId SubType_s FlowStartTime_t:datetime FlowEndTime_t:datetime
    FlowIntervalEndTime_t:datetime FlowType_s VM_s VMIP_s PublicIPs_s SrcIP_s DestIP_s FlowDirection_s L4Protocol_s
    L7Protocol_s DestPort_d:real AllowedOutFlows_d:real AllowedInFlows_d:real DeniedInFlows_d:real
    DeniedOutFlows_d:real AzureRegion_s Region_s ResourceType VirtualMachine_s PrivateIPAddresses_s
    PublicIPAddresses_s`,
  NetworkSummary_CL: `TimeGenerated:datetime SourceHostName SourceIP SourceZone DestinationZone DestinationCountry
    DestinationPort:int Sessions:long SentBytes:long ReceivedBytes:long`,
  Sysmon: `TimeGenerated:datetime Computer EventID:int Activity User ProcessGuid ProcessId:long Image CommandLine
    CurrentDirectory Company OriginalFileName Hashes IntegrityLevel LogonId ParentProcessGuid ParentProcessId:long
    ParentImage ParentCommandLine Protocol Initiated SourceIp SourcePort:long DestinationIp DestinationHostname
    DestinationPort:long ImageLoaded Signed SignatureStatus SourceProcessGUID SourceImage TargetImage GrantedAccess
    CallTrace TargetFilename CreationUtcTime:datetime EventType TargetObject Details QueryName QueryStatus
    QueryResults`,
  conn: `ts:datetime uid id_orig_h id_orig_p:long id_resp_h id_resp_p:long proto service duration:timespan
    orig_bytes:long resp_bytes:long conn_state history`,
  dns: `ts:datetime uid id_orig_h id_resp_h query qtype_name rcode_name answers:dynamic`,
  files: 'ts:datetime fuid mime_type filename md5 sha1 sha256 seen_bytes:long',
  http: `ts:datetime uid id_orig_h id_resp_h id_resp_p:long method host uri referrer user_agent status_code:long
    request_body_len:long response_body_len:long resp_mime_types:dynamic`,
  kerberos: 'ts:datetime uid id_orig_h id_resp_h request_type client service success:bool cipher',
  notice: 'ts:datetime note msg src dst',
  smb_mapping: 'ts:datetime uid id_orig_h id_resp_h path share_type',
  ssh: 'ts:datetime uid id_orig_h id_resp_h auth_success:bool auth_attempts:long client server',
  ssl: `ts:datetime uid id_orig_h id_resp_h id_resp_p:long version cipher server_name subject issuer
    validation_status ja3 ja3s`,
};

/** What Huntbook's reader of auditd adds to Azure's table of that name. */
const auditdColumns = 'cmdline cwd tty comm exe terminal argv:dynamic';

const columnsOf = (line: string): Record<string, KustoType> =>
  Object.fromEntries(
    line
      .trim()
      .split(/\s+/)
      .map((column) => {
        const [name = '', type = 'string'] = column.split(':');
        return [name, type as KustoType];
      }),
  );

/** The columns of those tables, by table and name. */
export const ownTables: Readonly<Record<string, Record<string, KustoType>>> = Object.fromEntries(
  Object.entries(lines).map(([name, line]) => [name, columnsOf(line)]),
);

/** The columns that Huntbook's own reader adds to `LinuxAuditLog`. */
export const auditd: Record<string, KustoType> = columnsOf(auditdColumns);
