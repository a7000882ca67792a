/** Which logging brings a table: a connector, an agent, a policy. One line a table or family of tables. */
const sources: readonly (readonly [tables: string, by: string])[] = [
  [
    'SecurityEvent',
    'the Security log of Windows hosts: Windows Security Events via AMA, or its .evtx files',
  ],
  ['WindowsEvent', 'forwarded Windows events: Windows Forwarded Events connector, or .evtx files'],
  [
    'Event',
    'Windows event logs other than Security, by a data collection rule; Sysmon events need Sysmon with a configuration',
  ],
  [
    'Sysmon SysmonEvent',
    'Sysmon with a configuration, and the log Microsoft-Windows-Sysmon/Operational (.evtx)',
  ],
  ['Syslog', 'syslog of Linux hosts: Syslog via AMA, or files of /var/log'],
  [
    'AuditLog_CL AuditD AuditdEvents',
    'auditd on Linux hosts with rules for execve, and /var/log/audit/audit.log',
  ],
  ['CommonSecurityLog', 'appliances that send CEF: Common Event Format via AMA'],
  ['SigninLogs', 'Microsoft Entra ID connector: sign-in logs (P1 or P2)'],
  [
    'AADNonInteractiveUserSignInLogs',
    'Microsoft Entra ID connector: non-interactive user sign-in logs',
  ],
  ['AADServicePrincipalSignInLogs', 'Microsoft Entra ID connector: service principal sign-in logs'],
  ['AADManagedIdentitySignInLogs', 'Microsoft Entra ID connector: managed identity sign-in logs'],
  ['AuditLogs', 'Microsoft Entra ID connector: audit logs'],
  ['AADRiskyUsers AADUserRiskEvents', 'Microsoft Entra ID Protection, in diagnostic settings (P2)'],
  ['AADProvisioningLogs', 'Microsoft Entra ID connector: provisioning logs'],
  [
    'MicrosoftGraphActivityLogs',
    'diagnostic settings of Microsoft Entra ID: Microsoft Graph activity logs',
  ],
  ['IdentityInfo BehaviorAnalytics UserPeerAnalytics', 'UEBA of Microsoft Sentinel, switched on'],
  ['AzureActivity', 'Azure Activity connector: diagnostic settings of the subscription'],
  ['AzureDiagnostics', 'diagnostic settings of the Azure resource (Key Vault, firewall, SQL …)'],
  [
    'AZFWNetworkRule AZFWApplicationRule AZFWDnsQuery AZFWThreatIntel',
    'diagnostic settings of Azure Firewall, structured logs',
  ],
  [
    'StorageBlobLogs StorageFileLogs StorageQueueLogs StorageTableLogs',
    'diagnostic settings of the storage account',
  ],
  ['AzureNetworkAnalytics_CL', 'NSG flow logs with traffic analytics'],
  ['NTANetAnalytics NTAIpDetails', 'virtual network flow logs with traffic analytics'],
  ['VMConnection VMComputer VMProcess VMBoundPort', 'VM insights with the dependency agent'],
  ['Heartbeat', 'the Azure Monitor Agent on each host; it needs no rule'],
  ['DnsEvents DnsInventory', 'DNS connector on Windows DNS servers'],
  ['ASimDnsActivityLogs', 'Windows DNS Events via AMA'],
  [
    'OfficeActivity',
    'Microsoft 365 connector (Exchange, SharePoint, Teams), with unified audit logging switched on',
  ],
  ['SecurityAlert', 'Microsoft Defender connectors, or analytics rules of Microsoft Sentinel'],
  ['SecurityIncident', 'Microsoft Sentinel itself; incidents come of alerts and rules'],
  ['ThreatIntelligenceIndicator', 'Threat intelligence connectors (TAXII, upload, Defender TI)'],
  [
    'ThreatIntelIndicators ThreatIntelObjects',
    'Threat intelligence connectors, in the tables of 2025 on',
  ],
  ['Watchlist', 'watchlists of Microsoft Sentinel'],
  ['HuntingBookmark', 'bookmarks of Microsoft Sentinel hunts'],
  ['DynamicSummary DynamicSummary_CL', 'dynamic summaries, written by MSTICPy or notebooks'],
  ['AlertInfo AlertEvidence', 'Microsoft Defender XDR connector: alerts'],
  ['DeviceAlertEvents', 'Microsoft Defender for Endpoint, as its older tables'],
  [
    'DeviceProcessEvents DeviceNetworkEvents DeviceFileEvents DeviceRegistryEvents DeviceLogonEvents DeviceImageLoadEvents DeviceEvents DeviceInfo DeviceNetworkInfo DeviceFileCertificateInfo',
    'Microsoft Defender for Endpoint on each device, and its tables in the Defender XDR connector',
  ],
  [
    'EmailEvents EmailUrlInfo EmailAttachmentInfo EmailPostDeliveryEvents UrlClickEvents',
    'Microsoft Defender for Office 365, and its tables in the Defender XDR connector',
  ],
  [
    'IdentityLogonEvents IdentityQueryEvents IdentityDirectoryEvents',
    'Microsoft Defender for Identity on domain controllers',
  ],
  ['CloudAppEvents', 'Microsoft Defender for Cloud Apps with app connectors'],
  ['AWSCloudTrail', 'Amazon Web Services connector: CloudTrail'],
  ['AWSVPCFlow', 'Amazon Web Services connector: VPC flow logs'],
  ['AWSGuardDuty', 'Amazon Web Services connector: GuardDuty'],
  ['GCPAuditLogs', 'Google Cloud Platform connector: audit logs'],
  ['Okta_CL OktaSystemLogs OktaV2_CL', 'Okta Single Sign-On connector'],
  ['W3CIISLog', 'IIS logs by a data collection rule, or the W3C log files'],
  [
    'ContainerLog ContainerLogV2 ContainerInventory KubeEvents KubePodInventory',
    'Container insights of the cluster',
  ],
  ['AKSAudit AKSAuditAdmin', 'diagnostic settings of the AKS cluster: audit'],
  [
    'ProtectionStatus Update UpdateSummary SecurityBaseline',
    'Microsoft Defender for Cloud or Azure Update Manager',
  ],
];

const bySource: ReadonlyMap<string, string> = new Map(
  sources.flatMap(([tables, by]) =>
    tables.split(' ').map((table) => [table.toLowerCase(), by] as const),
  ),
);

/** The audit policy, in the words of Windows' advanced audit policy, that brings an event of the Security log. */
const policies: readonly (readonly [events: string, policy: string])[] = [
  [
    '4688 4689',
    'Audit Process Creation, and for command lines «Include command line in process creation events»',
  ],
  ['4624 4625 4648', 'Audit Logon'],
  ['4634 4647', 'Audit Logoff'],
  ['4672', 'Audit Special Logon'],
  ['4697 7045', 'Audit Security System Extension'],
  ['4698 4699 4700 4701 4702', 'Audit Other Object Access Events'],
  ['4720 4722 4723 4724 4725 4726 4738 4740 4767', 'Audit User Account Management'],
  [
    '4727 4728 4729 4731 4732 4733 4735 4737 4754 4755 4756 4757',
    'Audit Security Group Management',
  ],
  ['4741 4742 4743', 'Audit Computer Account Management'],
  ['4768 4771', 'Audit Kerberos Authentication Service'],
  ['4769 4770', 'Audit Kerberos Service Ticket Operations'],
  ['4776', 'Audit Credential Validation'],
  ['5136 5137 5141', 'Audit Directory Service Changes'],
  ['4662', 'Audit Directory Service Access'],
  ['5140', 'Audit File Share'],
  ['5145', 'Audit Detailed File Share'],
  ['5156 5157 5158', 'Audit Filtering Platform Connection'],
  ['4656 4663', 'Audit File System or Audit Registry, with a SACL on the object'],
  ['4719', 'Audit Policy Change'],
];
const byEvent: ReadonlyMap<string, string> = new Map(
  policies.flatMap(([events, policy]) => events.split(' ').map((id) => [id, policy] as const)),
);

/** Which logging would bring a table that a query reads, by the query's text also which audit policies; null where it is not known. */
export function loggingOf(table: string, text: string): string | null {
  const by = bySource.get(table.toLowerCase());
  if (by !== undefined && table !== 'SecurityEvent') return by;
  if (by === undefined)
    return /_CL$/i.test(table) ? 'a custom table: a connector or rule of your own' : null;
  const needed = [...text.matchAll(/\b\d{4}\b/g)].flatMap(([id]) => byEvent.get(id) ?? []);
  const list = [...new Set(needed)];
  return list.length === 0 ? by : `${by}; with ${list.slice(0, 6).join(', ')}`;
}
