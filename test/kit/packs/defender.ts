import type { MadeCase, MadeRow, MadeTable } from '../made-rows.ts';

const at = '2025-11-05T10:00:00Z';
const minute = (n: number): string => new Date(Date.parse(at) + n * 60_000).toISOString();

const device = (table: string, rows: readonly MadeRow[], also = ''): Record<string, MadeTable> => ({
  [table]: {
    rows: rows.map((row) => ({ Timestamp: at, DeviceName: 'ws1', DeviceId: 'd1', ...row })),
    also,
  },
});
const program = (FileName: string, ProcessCommandLine: string, parent = 'cmd.exe'): MadeRow => ({
  FileName,
  ProcessCommandLine,
  InitiatingProcessFileName: parent,
});
const programs = 'AccountName InitiatingProcessCommandLine SHA1';
/** Queries of mail and of Defender whose finds the sample investigation does not hold. */
export const defenderCases: readonly MadeCase[] = [
  {
    query: 'Email.delivered_threats',
    tables: {
      EmailEvents: {
        rows: ['Phish', ''].map((ThreatTypes) => ({
          Timestamp: at,
          ThreatTypes,
          DeliveryAction: 'Delivered',
        })),
        also: `NetworkMessageId SenderFromAddress RecipientEmailAddress Subject ThreatNames DeliveryLocation
          LatestDeliveryAction LatestDeliveryLocation SenderIPv4`,
      },
    },
    rows: 1,
    word: 'Phish',
  },
  {
    query: 'M365D.host_alerts',
    values: { host_name: 'ws1' },
    tables: {
      AlertInfo: { rows: ['a1', 'a2'].map((AlertId) => ({ Timestamp: at, AlertId })) },
      AlertEvidence: {
        rows: [
          { AlertId: 'a1', EntityType: 'Machine', DeviceName: 'ws1.x.example' },
          { AlertId: 'a2', EntityType: 'Machine', DeviceName: 'ws2.x.example' },
        ].map((row) => ({ Timestamp: at, ...row })),
        also: `EvidenceRole EvidenceDirection DeviceId AccountName AccountDomain AccountSid AccountUpn AccountObjectId
          FileName FolderPath SHA1 SHA256 FileSize:long ThreatFamily ProcessCommandLine RemoteIP LocalIP RemoteUrl
          RegistryKey RegistryValueName RegistryValueData NetworkMessageId EmailSubject Application
          ApplicationId:long OAuthApplicationId AdditionalFields`,
      },
    },
    rows: 1,
    word: 'ws1.x.example',
  },
  {
    query: 'MDEHunting.powershell_downloads',
    tables: device(
      'DeviceProcessEvents',
      [
        program('powershell.exe', 'powershell IEX (New-Object Net.WebClient).DownloadString("x")'),
        program('powershell.exe', 'powershell Get-Date'),
      ],
      programs,
    ),
    rows: 1,
    word: 'DownloadString',
  },
  {
    query: 'MDEHunting.malware_recycle',
    tables: device(
      'DeviceProcessEvents',
      [
        program('rundll32.exe', 'rundll32 C:\\$Recycle.Bin\\a.dll,x'),
        program('cmd.exe', 'cmd /c dir'),
      ],
      programs,
    ),
    rows: 1,
    word: 'a.dll',
  },
  {
    query: 'MDEHunting.b64_pe',
    tables: device(
      'DeviceProcessEvents',
      [program('cmd.exe', 'cmd /c echo TVqQAAMAAAAEAAAA//8AALg'), program('cmd.exe', 'cmd')],
      programs,
    ),
    rows: 1,
    word: 'TVqQ',
  },
  {
    query: 'MDEHunting.brute_force',
    tables: device(
      'DeviceLogonEvents',
      Array.from({ length: 16 }, (_, i) => ({
        Timestamp: minute(i),
        ActionType: i === 15 ? 'LogonSuccess' : 'LogonFailed',
        AccountDomain: 'x',
        AccountName: i === 15 ? 'ann' : `user${i % 4}`,
        RemoteIP: '198.51.100.9',
        RemoteIPType: 'Public',
      })),
    ),
    rows: 1,
    word: 'ann',
  },
  {
    query: 'MDEHunting.smb_discovery',
    tables: device(
      'DeviceNetworkEvents',
      Array.from({ length: 12 }, (_, i) => ({
        RemotePort: 445,
        RemoteIP: `10.0.0.${i}`,
        InitiatingProcessId: 77,
        InitiatingProcessFileName: 'scan.exe',
        InitiatingProcessCreationTime: at,
      })),
    ),
    rows: 1,
    word: 'scan.exe',
  },
  {
    query: 'MDEHunting.network_scans',
    tables: device(
      'DeviceNetworkEvents',
      Array.from({ length: 12 }, (_, i) => ({
        RemotePort: i,
        RemoteIP: '10.0.0.9',
        RemoteIPType: 'Private',
        InitiatingProcessFileName: 'scan.exe',
      })),
    ),
    rows: 1,
    word: 'scan.exe',
  },
  {
    query: 'MDEHunting.tor',
    tables: device(
      'DeviceNetworkEvents',
      [{ InitiatingProcessFileName: 'Tor.exe' }, { InitiatingProcessFileName: 'msedge.exe' }],
      'InitiatingProcessMD5 InitiatingProcessSHA256',
    ),
    rows: 1,
    word: 'Tor.exe',
  },
  {
    query: 'MDEHunting.accessibility_persistence',
    tables: {
      ...device(
        'DeviceRegistryEvents',
        [
          {
            RegistryKey:
              'HKEY_LOCAL_MACHINE\\SOFTWARE\\Microsoft\\Windows NT\\CurrentVersion\\Image File Execution Options\\sethc.exe',
            RegistryValueName: 'Debugger',
            RegistryValueData: 'cmd.exe',
          },
        ],
        'InitiatingProcessCommandLine',
      ),
      ...device(
        'DeviceFileEvents',
        [{ FileName: 'osk.exe', FolderPath: 'C:\\Windows\\System32\\osk.exe' }],
        'SHA1 InitiatingProcessFileName InitiatingProcessCommandLine',
      ),
      ...device('DeviceProcessEvents', [program('notepad.exe', 'notepad')], programs),
    },
    rows: 2,
    word: 'AttachedDebugger',
  },
  {
    query: 'MDEHunting.smartscreen_ignored',
    tables: {
      ...device('DeviceEvents', [
        {
          ActionType: 'SmartScreenUrlWarning',
          RemoteUrl: 'https://bad.example/a',
          AdditionalFields: '{"ActivityId":"1","Recommendation":"Block"}',
        },
        { ActionType: 'SmartScreenUserOverride', AdditionalFields: '{"ActivityId":"1"}' },
        {
          ActionType: 'SmartScreenUrlWarning',
          RemoteUrl: 'https://other.example/',
          AdditionalFields: '{"ActivityId":"2"}',
        },
      ]),
      ...device(
        'DeviceFileEvents',
        [{ Timestamp: minute(1), FileName: 'a.exe', FileOriginUrl: 'https://bad.example/a' }],
        'SHA1 FileOriginReferrerUrl',
      ),
    },
    rows: 1,
    word: 'a.exe',
  },
  {
    query: 'MDEHunting.doc_with_link',
    tables: {
      ...device('DeviceEvents', [
        {
          Timestamp: minute(1),
          ActionType: 'BrowserLaunchedToOpenUrl',
          RemoteUrl: 'https://x.example',
          InitiatingProcessFileName: 'winword.exe',
        },
      ]),
      ...device(
        'DeviceFileEvents',
        [
          { InitiatingProcessFileName: 'OUTLOOK.EXE', FileName: 'bill.docx' },
          {
            Timestamp: minute(2),
            InitiatingProcessFileName: 'msedge.exe',
            FileName: 'bill.zip',
            FileOriginUrl: 'https://x.example/bill.zip',
          },
        ],
        'SHA1',
      ),
    },
    rows: 1,
    word: 'bill.zip',
  },
  {
    query: 'MDEHunting.service_account_powershell',
    values: { start: '2025-11-05' },
    tables: {
      ...device('DeviceLogonEvents', [
        { ActionType: 'LogonSuccess', LogonType: 'Interactive', AccountName: 'ann' },
      ]),
      ...device(
        'DeviceEvents',
        ['svc-sql', 'ann'].map((InitiatingProcessAccountName) => ({
          InitiatingProcessAccountName,
          ActionType: 'PowerShellCommand',
          InitiatingProcessFileName: 'wsmprovhost.exe',
          AdditionalFields: '{"Command":"Get-ADUser"}',
        })),
      ),
    },
    rows: 1,
    word: 'svc-sql',
  },
  {
    query: 'MDEHunting.dropbox_link',
    tables: device(
      'DeviceFileEvents',
      [
        {
          FileName: 'a.zip',
          FileOriginUrl: 'https://dl.dropboxusercontent.com/a',
          FileOriginReferrerUrl: 'https://x.example/',
        },
        { FileName: 'b.zip', FileOriginUrl: 'https://dl.dropboxusercontent.com/b' },
      ],
      'FolderPath SHA256',
    ),
    rows: 1,
    word: 'a.zip',
  },
];
