import type { NamedQuery } from './named-query.ts';

/** The kind of entity that a parameter of this name is about; MSTICPy's names, and ours beside them. */
const kinds: readonly (readonly [string, string])[] = [
  ['Host', 'host_name hostname computer device_name device_id vm_name'],
  ['IpAddress', 'ip_address ip_address_list source_ip source_ip_list dest_ip source_ip_address'],
  ['Account', 'account_name account_id user_name user user_principal_name account_sid'],
  [
    'Process',
    'process_name process_id commandline cmd_line process_identifier parent_process_name',
  ],
  ['File', 'file_name file_path file_hash file_hash_list path'],
  ['HostLogonSession', 'logon_session_id'],
  ['Url', 'url url_list'],
  ['Dns', 'domain domain_list domain_name'],
  ['RegistryKey', 'key_name registry_key'],
  ['AzureResource', 'resource_id'],
  ['Mailbox', 'mailbox'],
  ['MailMessage', 'message_id'],
  ['CloudApplication', 'app_name app_id'],
  ['SecurityAlert', 'system_alert_id alert_id'],
];
const kindOf: ReadonlyMap<string, string> = new Map(
  kinds.flatMap(([kind, names]) => names.split(' ').map((name) => [name, kind] as const)),
);

/** The kinds of entity that a query is offered on: those that its file says, and those of its parameters' names. */
export function entitiesOf(query: NamedQuery): ReadonlySet<string> {
  const named = [...query.parameters.values()].flatMap(({ used, name }) => {
    const kind = used ? kindOf.get(name) : undefined;
    return kind === undefined ? [] : [kind];
  });
  return new Set([...query.entities, ...named]);
}
