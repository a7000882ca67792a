import { workspaceId } from '../company/company.ts';
import type { TableShape } from '../recorder.ts';

/** The Linux servers: syslog, and auditd one record a row. */
export const linuxTables: readonly TableShape[] = [
  {
    name: 'Syslog',
    columns: `
      TimeGenerated:datetime TenantId SourceSystem Computer EventTime:datetime Facility HostName
      SeverityLevel SyslogMessage ProcessID:int HostIP ProcessName CollectorHostName Type
      _ResourceId`,
    alsoTime: ['EventTime'],
    defaults: { TenantId: workspaceId, SourceSystem: 'Linux', Type: 'Syslog' },
  },
  {
    name: 'LinuxAuditLog',
    columns: `
      TimeGenerated:datetime TenantId Computer RecordType AuditID SerialNumber node arch syscall
      success exit a0 a1 a2 a3 ppid:long pid:long auid:long uid:long gid:long euid:long egid:long
      audit_user user effective_user group tty terminal ses:long comm exe key cwd name argv:dynamic cmdline acct
      addr hostname op res argc:long RawRecord Type`,
    defaults: { TenantId: workspaceId, Type: 'LinuxAuditLog' },
  },
];
