import { type Catalog, fullName, type NamedQuery } from '../catalog/index.ts';
import type { Subject } from './subject.ts';

/** A named query that can be asked about a subject, with the values of its parameters. */
export interface OfferedQuery {
  query: NamedQuery;
  name: string;
  values: Readonly<Record<string, unknown>>;
}

type Read = (subject: Subject) => string | undefined;

const field =
  (name: string): Read =>
  ({ entity }) => {
    const value = entity?.fields[name];
    return typeof value === 'string' && value !== '' ? value : undefined;
  };
const value: Read = (subject) => subject.value;
const fileName: Read = (subject) => subject.value.split(/[\\/]/).at(-1);
const path: Read = (subject) => (/[\\/]/.test(subject.value) ? subject.value : undefined);
const program: Read = (subject) => (field('CommandLine')(subject) ? undefined : subject.value);

/** What a parameter of a query takes of a subject, by kind and by the names that catalogues give them. */
const reads: Readonly<Record<string, Readonly<Record<string, Read>>>> = {
  Host: { host_name: value, hostname: value, computer: value, device_name: value, vm_name: value },
  IpAddress: {
    ip_address: value,
    ip_address_list: value,
    source_ip: value,
    source_ip_list: value,
    dest_ip: value,
    source_ip_address: value,
  },
  Account: {
    account_name: field('Name'),
    user_name: field('Name'),
    user: value,
    user_principal_name: (subject) => (subject.value.includes('@') ? subject.value : undefined),
    account_sid: field('Sid'),
  },
  Process: {
    process_name: program,
    process_identifier: program,
    parent_process_name: program,
    commandline: field('CommandLine'),
    cmd_line: field('CommandLine'),
    file_name: fileName,
    file_path: path,
    path,
  },
  File: { file_name: fileName, file_path: path, path, process_name: value },
  FileHash: { file_hash: value, file_hash_list: value },
  Url: { url: value, url_list: value },
  Dns: { domain: value, domain_list: value, domain_name: value, host_name: value },
  RegistryKey: { key_name: value, registry_key: value },
  AzureResource: { resource_id: value },
  MailMessage: { message_id: value },
  Mailbox: { mailbox: value },
};
const times = new Set(['start', 'end']);

/** The values for a query's parameters; null where it is not about such a subject, or needs what that does not say. */
function valuesFor(query: NamedQuery, subject: Subject): OfferedQuery['values'] | null {
  const known = reads[subject.type] ?? {};
  const values = new Map<string, unknown>();
  for (const { name, type, used, default: standard } of query.parameters.values()) {
    if (!used || times.has(name)) continue;
    const found = known[name]?.(subject);
    if (found !== undefined) values.set(name, type === 'list' ? [found] : found);
    else if (standard === undefined) return null;
  }
  return values.size > 0 ? Object.fromEntries(values) : null;
}

/** The queries of KQL that can be asked about a subject with no more than it says: those that need it before those that may take it. */
export function offeredQueries(catalog: Catalog, subject: Subject): OfferedQuery[] {
  const found = catalog.queries.flatMap((query) => {
    const values = query.language === 'kql' ? valuesFor(query, subject) : null;
    return values ? [{ query, name: fullName(query), values }] : [];
  });
  const needs = ({ query, values }: OfferedQuery): boolean =>
    Object.keys(values).some((name) => query.parameters.get(name)?.default === undefined);
  return [...found.filter(needs), ...found.filter((one) => !needs(one))];
}
