import type { MadeCase, MadeRow, MadeTable } from '../made-rows.ts';

const at = '2025-11-05T10:00:00Z';
const minute = (n: number): string => new Date(Date.parse(at) + n * 60_000).toISOString();
const by = { user: { userPrincipalName: 'ann@x.example', ipAddress: '192.0.2.4' } };

const audit = (OperationName: string, target: object): { AuditLogs: MadeTable } => ({
  AuditLogs: {
    rows: [OperationName, 'Update user'].map((name) => ({
      TimeGenerated: at,
      OperationName: name,
      InitiatedBy: by,
      TargetResources: [target],
    })),
    also: 'Result ResultReason Category CorrelationId',
  },
});
const activity = (rows: readonly MadeRow[]): { AzureActivity: MadeTable } => ({
  AzureActivity: {
    rows: rows.map((row) => ({
      TimeGenerated: at,
      Caller: 'ann@x.example',
      CallerIpAddress: '192.0.2.4',
      ActivityStatusValue: 'Success',
      ...row,
    })),
    also: '_ResourceId ResourceId OperationNameValue Properties CorrelationId',
  },
});
const signIns = (rows: readonly MadeRow[], also = ''): { SigninLogs: MadeTable } => ({
  SigninLogs: {
    rows: rows.map((row) => ({
      TimeGenerated: at,
      UserPrincipalName: 'ann@x.example',
      IPAddress: '192.0.2.4',
      ...row,
    })),
    also: `ResultType ResultDescription Location AppDisplayName ResourceDisplayName UserAgent RiskLevelDuringSignIn ${also}`,
  },
});
const indicator = (ObservableKey: string, ObservableValue: string): MadeRow => ({
  TimeGenerated: at,
  Id: ObservableValue,
  ObservableKey,
  ObservableValue,
});

/** Queries of the cloud whose finds the sample investigation does not hold. */
export const cloudCases: readonly MadeCase[] = [
  {
    query: 'Azure.conditional_access_changes',
    tables: audit('Delete conditional access policy', { displayName: 'Ask for MFA' }),
    rows: 1,
    word: 'Ask for MFA',
  },
  {
    query: 'Azure.credentials_added_to_application',
    tables: audit('Update application – Certificates and secrets management', {
      displayName: 'Backup tool',
      modifiedProperties: [{ displayName: 'KeyDescription', newValue: '[x]' }],
    }),
    rows: 1,
    word: 'Backup tool',
  },
  {
    query: 'Azure.role_assignments',
    tables: audit('Add member to role', {
      userPrincipalName: 'eve@x.example',
      modifiedProperties: [
        { displayName: 'Role.DisplayName', oldValue: null, newValue: '"Global Administrator"' },
      ],
    }),
    rows: 1,
    word: 'Global Administrator',
  },
  {
    query: 'Azure.guest_invitations',
    tables: audit('Invite external user', { userPrincipalName: 'guest#EXT#@x.example' }),
    rows: 1,
    word: 'guest#EXT#',
  },
  {
    query: 'Azure.brute_force_then_success',
    tables: signIns(
      ['50126', '50126', '50126', '50126', '50126', '0'].map((ResultType, i) => ({
        TimeGenerated: minute(i),
        ResultType,
      })),
    ),
    rows: 1,
    word: 'ann@x.example',
  },
  {
    query: 'Azure.device_code_signins',
    tables: signIns([
      { AuthenticationProtocol: 'deviceCode', AppDisplayName: 'CLI' },
      { AuthenticationProtocol: 'none' },
    ]),
    rows: 1,
    word: 'CLI',
  },
  {
    query: 'Azure.service_principal_new_address',
    values: { start: '2025-11-05' },
    tables: {
      AADServicePrincipalSignInLogs: {
        rows: [
          ['2025-11-01T00:00:00Z', '192.0.2.1'],
          [at, '192.0.2.1'],
          [at, '192.0.2.66'],
        ].map(([TimeGenerated = '', IPAddress = '']) => ({
          TimeGenerated,
          IPAddress,
          ServicePrincipalId: 'p1',
          ResultType: '0',
        })),
        also: 'ServicePrincipalName AppId Location ResourceDisplayName',
      },
    },
    rows: 1,
    word: '192.0.2.66',
  },
  {
    query: 'Azure.azure_rare_operations',
    values: { start: '2025-11-05' },
    tables: activity([
      { TimeGenerated: '2025-11-01T00:00:00Z', OperationNameValue: 'VM/READ' },
      { OperationNameValue: 'VM/READ' },
      { OperationNameValue: 'VM/RUNCOMMAND/ACTION' },
    ]),
    rows: 1,
    word: 'RUNCOMMAND',
  },
  {
    query: 'Azure.azure_mass_deletion',
    tables: activity(
      Array.from({ length: 12 }, (_, i) => ({
        OperationNameValue: 'MICROSOFT.COMPUTE/DISKS/DELETE',
        _ResourceId: `/disk${i}`,
      })),
    ),
    rows: 1,
    word: '12',
  },
  {
    query: 'Azure.azure_commands_on_machines',
    tables: activity([
      { OperationNameValue: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/RUNCOMMAND/ACTION' },
      { OperationNameValue: 'MICROSOFT.COMPUTE/VIRTUALMACHINES/READ' },
    ]),
    rows: 1,
  },
  {
    query: 'Azure.azure_role_assignments',
    tables: activity([
      { OperationNameValue: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/WRITE' },
      { OperationNameValue: 'MICROSOFT.AUTHORIZATION/ROLEASSIGNMENTS/READ' },
    ]),
    rows: 1,
  },
  {
    query: 'Azure.azure_logging_removed',
    tables: activity([
      { OperationNameValue: 'MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/DELETE' },
      { OperationNameValue: 'MICROSOFT.INSIGHTS/DIAGNOSTICSETTINGS/WRITE' },
    ]),
    rows: 1,
  },
  {
    query: 'Azure.list_azure_activity_for_account',
    values: { account_name: 'ann@x.example' },
    tables: activity([{}, { Caller: 'bob@x.example' }]),
    rows: 1,
    word: 'ann',
  },
  {
    query: 'Azure.list_storage_ops_for_hash',
    values: { file_hash: 'd41d8cd98f00b204e9800998ecf8427e' },
    tables: {
      StorageBlobLogs: {
        rows: ['1B2M2Y8AsgTpgAmY7PhCfg==', 'AAAAAAAAAAAAAAAAAAAAAA=='].map((ResponseMd5) => ({
          TimeGenerated: at,
          OperationName: 'PutBlob',
          CallerIpAddress: '192.0.2.4:50001',
          Uri: 'https://a.blob.core.windows.net/box/report%201.pdf?sv=1',
          ResponseMd5,
        })),
        also: 'RequestMd5 AccountName RequestBodySize:long CorrelationId',
      },
    },
    rows: 1,
    word: 'report 1.pdf',
  },
  {
    query: 'ThreatIntelligence.list_indicators_by_ip',
    values: { ip_address_list: ['192.0.2.4'] },
    tables: {
      ThreatIntelIndicators: {
        rows: [
          indicator('ipv4-addr:value', '192.0.2.4'),
          indicator('ipv4-addr:value', '192.0.2.5'),
        ],
      },
    },
    rows: 1,
    word: '192.0.2.4',
  },
  {
    query: 'ThreatIntelligence.list_indicators_by_hash',
    values: { file_hash_list: ['ABC'] },
    tables: {
      ThreatIntelIndicators: {
        rows: [indicator("file:hashes.'SHA-256'", 'abc'), indicator('domain-name:value', 'abc')],
      },
    },
    rows: 1,
    word: 'SHA-256',
  },
  {
    query: 'Office365.sharing_with_strangers',
    tables: {
      OfficeActivity: {
        rows: ['AnonymousLinkCreated', 'FileModified'].map((Operation) => ({
          TimeGenerated: at,
          Operation,
          UserId: 'ann@x.example',
        })),
        also: 'ClientIP OfficeObjectId',
      },
    },
    rows: 1,
    word: 'AnonymousLinkCreated',
  },
  {
    query: 'Office365.list_activity_for_ip',
    values: { ip_address_list: ['2001:db8::1', '192.0.2.4'] },
    tables: {
      OfficeActivity: {
        rows: ['192.0.2.4:443', '[2001:db8::1]:9', '2001:db8::1', '192.0.2.44', '2001:db8::11'].map(
          (ClientIP) => ({ TimeGenerated: at, ClientIP }),
        ),
        also: 'Client_IPAddress',
      },
    },
    rows: 3,
  },
];
