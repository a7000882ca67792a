import type { NamedQuery } from '../../src/catalog/index.ts';

type Values = Readonly<Record<string, unknown>>;

/** What a parameter of this name is given on the sample investigation: its time, and what its story is about. */
const byParameter: Values = {
  start: '2025-11-01',
  end: '2025-12-01',
  table: 'SecurityEvent',
  host_name: 'NVK-WS-017',
  account_name: 'esandberg',
  user_principal_name: 'elin.sandberg@norrvik.example',
  ip_address: '10.20.10.42',
  ip_address_list: ['128.199.104.62', '139.59.22.148'],
  source_ip_list: '10.20.10.42, 128.199.104.62',
  event_list: [4624, 4625],
  process_name: 'powershell.exe',
  process_id: '0x6160',
  process_guid: '{00000000-0000-0000-0000-000000000000}',
  logon_session_id: '0x3e7',
  commandline: 'net.exe group "Domain Admins" /domain',
  cmd_line: ['nvsync', 'comsvcs.dll'],
  process_identifier: 'nvsync.exe',
  file_name: 'nvsync.exe',
  file_path: 'NvSync',
  path: 'C:\\Users\\esandberg\\AppData',
  file_hash: 'f0552b9063b17cdb358fcc9cd61e20288d7f986d7eb5b33d740bac7e564e96b8',
  key_name: 'CurrentVersion\\Run',
  url: 'ferrolan-logistics.example.net',
  domain: 'cdn-telemetry.example.org',
  protocol: '443',
  sender: 'ferrolan-logistics.example.net',
  subject: 'FL-20447',
  entity_id: 'NVK-FS01',
  incident_number: 448,
  resource_id: 'MailSync',
  timestamp: '2025-11-18T08:45:00Z',
};

/** Where one query needs others, by its first name. */
const byQuery: Readonly<Record<string, Values>> = {
  'WindowsSecurity.get_process_tree': wholePath(),
  'WindowsSecurity.get_parent_process': wholePath(),
  'WindowsSecurity.list_hosts_matching_commandline': { process_name: 'net.exe' },
  'WindowsSecurity.account_change_events': { host_name: 'NVK-DC01' },
  'WindowsSecurity.password_spray_by_ip': { min_accounts: 3 },
  'WindowsSecurity.first_seen_process': afterTwoWeeks(),
  'WindowsSecurity.logon_from_new_address': afterTwoWeeks(),
  'M365DHunting.first_seen_hash': afterTwoWeeks(),
  'LinuxSyslog.ssh_from_new_address': afterTwoWeeks(),
  'LinuxSyslog.ssh_guessing_then_success': { min_failures: 1 },
  'LinuxSyslog.user_logon': { host_name: 'nvk-sftp01' },
  'LinuxSyslog.list_logons_for_host': { host_name: 'nvk-sftp01' },
  'LinuxSyslog.list_logons_for_account': { account_name: 'salbrecht' },
  'LinuxSyslog.list_logons_for_source_ip': { ip_address: '10.20.1.61' },
  'LinuxSyslog.list_host_logon_failures': { host_name: 'nvk-web01' },
  'LinuxSyslog.list_ip_logon_failures': { ip_address: '203.0.113.240' },
  'LinuxSyslog.list_account_logon_failures': { account_name: 'root' },
  'LinuxSyslog.sysmon_process_events': { host_name: 'nvk-sftp01' },
  'LinuxSyslog.squid_activity': { host_name: 'nvk-web01' },
  'LinuxAudit.list_audit_records': { record_types: ['SYSCALL', 'EXECVE'] },
  'SecurityAlert.list_related_alerts': { host_name: 'nvk-ws-017.norrvik.example' },
  'Azure.list_aad_signins_for_account': { account_name: 'henrik.falk@norrvik.example' },
  'Azure.summarize_signins_for_account': { account_name: 'henrik.falk' },
  'Azure.list_audit_events_for_account': { account_name: 'henrik.falk' },
  'Azure.signin_from_new_country': afterTwoWeeks(),
  'Azure.first_app_for_account': afterTwoWeeks(),
  'Office365.list_activity_for_account': { account_name: 'henrik.falk' },
  'Office365.summarize_activity_for_account': { account_name: 'henrik.falk' },
  'Office365.mailbox_read_by_others': afterTwoWeeks(),
  'Heartbeat.get_info_by_hostname': { host_name: 'NVK-FS01' },
  'Heartbeat.get_info_by_ipaddress': { ip_address: '10.20.1.21' },
  'AzureNetwork.get_heartbeat_for_host': { host_name: 'NVK-FS01' },
  'AzureNetwork.get_heartbeat_for_ip': { ip_address: '10.20.1.21' },
  'AzureNetwork.dns_lookups_for_ip': { ip_address: '188.166.41.193' },
  'AzureNetwork.ip_network_connections_csl': { ip_address: '188.166.41.193' },
  'AzureNetwork.hosts_by_ip_csl': { ip_address: '188.166.41.193' },
  'AzureNetwork.host_network_connections_csl': { host_name: 'nvk-fw01' },
  'AzureNetwork.ips_by_host_csl': { host_name: 'nvk-fw01' },
  'AzureNetwork.network_connections_to_url': { url: 'example.org' },
  'Network.port_scan': { min_targets: 5 },
  'Network.first_seen_country': afterTwoWeeks(),
  'Network.first_seen_domains': afterTwoWeeks(),
  'Network.dns_tunnelling': { min_names: 3, min_length: 5 },
  'SecurityAlert.rare_alerts': afterTwoWeeks(),
  'M365D.list_file_events_for_host': { host_name: 'nvk-ws-017' },
  'M365D.url_connections': { url: 'cdn-telemetry.example.org' },
  'M365D.process_for_hash': {
    file_hash: 'b075509a014f35231878f8d3dcafce4e49a94582bef984ecef688ba18a5f608f',
  },
  'Email.list_mails_for_recipient': { account_name: 'elin.sandberg' },
  'Email.list_clicks_of_account': { account_name: 'elin.sandberg' },
  'Email.list_mails_from_ip': { ip_address: '51.178.40.67' },
  'Email.list_mails_with_attachment': { file_name: 'Invoice_FL-20447.docm' },
  'Email.first_contact_senders': afterTwoWeeks(),
  'MultiDataSource.get_timeseries_data': { groupbycolumn: 'Computer' },
};

function wholePath(): Values {
  return { process_name: 'C:\\Windows\\System32\\WindowsPowerShell\\v1.0\\powershell.exe' };
}

/** Hunts for what is new need days before the range. */
function afterTwoWeeks(): Values {
  return { start: '2025-11-18' };
}

/** Values for a query on the sample: those of its own, else those of its parameters' names, else its defaults. */
export function sampleValues(query: NamedQuery): Record<string, unknown> {
  const own = byQuery[`${query.families[0]}.${query.name}`] ?? {};
  const values: Record<string, unknown> = { ...own };
  for (const { name, used, default: fallback, type } of query.parameters.values()) {
    if (!used || name in values) continue;
    if (fallback === undefined || type === 'datetime')
      values[name] = byParameter[name] ?? (type === 'list' ? ['abc'] : 'abc');
  }
  return values;
}
