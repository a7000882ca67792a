import { createRandom } from '../random.ts';

/** A program file: what its version block says and its hashes. */
export interface Program {
  path: string;
  fileName: string;
  /** In small letters, as Defender prints it for the process that acts. */
  lowerPath: string;
  company: string;
  product: string;
  description: string;
  version: string;
  originalName: string;
  sha1: string;
  sha256: string;
  md5: string;
  sizeBytes: number;
}

const system32 = 'C:\\Windows\\System32\\';
const office = 'C:\\Program Files\\Microsoft Office\\root\\Office16\\';
const windows = 'Microsoft Corporation|Microsoft® Windows® Operating System|10.0.22631.4317';
const microsoft365 = 'Microsoft Corporation|Microsoft Office|16.0.18227.20162';

/** Programs by the short name that the generator uses for them. */
const catalogue: readonly (readonly [
  file: string,
  vendor: string,
  description: string,
  /** Where a file was renamed after it was built. */
  builtAs?: string,
])[] = [
  ['C:\\Windows\\explorer.exe', windows, 'Windows Explorer'],
  [`${system32}smss.exe`, windows, 'Windows Session Manager'],
  [`${system32}wininit.exe`, windows, 'Windows Start-Up Application'],
  [`${system32}winlogon.exe`, windows, 'Windows Logon Application'],
  [`${system32}services.exe`, windows, 'Services and Controller app'],
  [`${system32}lsass.exe`, windows, 'Local Security Authority Process'],
  [`${system32}userinit.exe`, windows, 'Userinit Logon Application'],
  [`${system32}svchost.exe`, windows, 'Host Process for Windows Services'],
  [`${system32}taskhostw.exe`, windows, 'Host Process for Windows Tasks'],
  [`${system32}RuntimeBroker.exe`, windows, 'Runtime Broker'],
  [`${system32}SearchProtocolHost.exe`, windows, 'Microsoft Windows Search Protocol Host'],
  [`${system32}backgroundTaskHost.exe`, windows, 'Background Task Host'],
  [`${system32}conhost.exe`, windows, 'Console Window Host'],
  [`${system32}cmd.exe`, windows, 'Windows Command Processor'],
  [`${system32}WindowsPowerShell\\v1.0\\powershell.exe`, windows, 'Windows PowerShell'],
  [`${system32}rundll32.exe`, windows, 'Windows host process (Rundll32)'],
  [`${system32}reg.exe`, windows, 'Registry Console Tool'],
  [`${system32}net.exe`, windows, 'Net Command'],
  [`${system32}net1.exe`, windows, 'Net Command'],
  [`${system32}nltest.exe`, windows, 'Microsoft® Logon Server Test Utility'],
  [`${system32}whoami.exe`, windows, 'whoami - displays logged on user information'],
  [`${system32}ipconfig.exe`, windows, 'IP Configuration Utility'],
  [`${system32}systeminfo.exe`, windows, 'Displays system information'],
  [`${system32}schtasks.exe`, windows, 'Task Scheduler Configuration Tool'],
  [`${system32}ntdsutil.exe`, windows, 'NT5DS'],
  [`${system32}vssadmin.exe`, windows, 'Command Line Interface for Microsoft® Volume Shadow Copy'],
  [`${system32}wevtutil.exe`, windows, 'Eventing Command Line Utility'],
  [`${system32}OpenSSH\\ssh.exe`, 'Microsoft Corporation|OpenSSH for Windows|9.5.4.1', 'OpenSSH'],
  [`${system32}robocopy.exe`, windows, 'Microsoft® Robocopy'],
  [`${system32}gpupdate.exe`, windows, 'Microsoft® Group Policy Update Utility'],
  [`${system32}mmc.exe`, windows, 'Microsoft Management Console'],
  [`${system32}mstsc.exe`, windows, 'Remote Desktop Connection'],
  [`${system32}rdpclip.exe`, windows, 'RDP Clipboard Monitor'],
  [`${system32}notepad.exe`, windows, 'Notepad'],
  [`${system32}spoolsv.exe`, windows, 'Spooler SubSystem App'],
  [`${system32}wbem\\WmiPrvSE.exe`, windows, 'WMI Provider Host'],
  [`${system32}defrag.exe`, windows, 'Disk Defragmenter Module'],
  [`${office}OUTLOOK.EXE`, microsoft365, 'Microsoft Outlook'],
  [`${office}WINWORD.EXE`, microsoft365, 'Microsoft Word'],
  [`${office}EXCEL.EXE`, microsoft365, 'Microsoft Excel'],
  [`${office}POWERPNT.EXE`, microsoft365, 'Microsoft PowerPoint'],
  [
    'C:\\Program Files\\WindowsApps\\MSTeams_25275.2601.4002.2815_x64__8wekyb3d8bbwe\\ms-teams.exe',
    'Microsoft Corporation|Microsoft Teams|25275.2601.4002.2815',
    'Microsoft Teams',
  ],
  [
    'C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe',
    'Microsoft Corporation|Microsoft Edge|142.0.3595.65',
    'Microsoft Edge',
  ],
  [
    'C:\\Program Files\\Google\\Chrome\\Application\\chrome.exe',
    'Google LLC|Google Chrome|142.0.7444.135',
    'Google Chrome',
  ],
  [
    'C:\\Program Files\\Microsoft VS Code\\Code.exe',
    'Microsoft Corporation|Visual Studio Code|1.105.1',
    'Visual Studio Code',
  ],
  ['C:\\Program Files\\Git\\cmd\\git.exe', 'The Git Development Community|Git|2.51.0.2', 'Git'],
  ['C:\\Program Files\\nodejs\\node.exe', 'Node.js|Node.js|22.20.0', 'Node.js JavaScript Runtime'],
  [
    'C:\\Program Files\\Altium\\AD25\\X2.EXE',
    'Altium Limited|Altium Designer|25.8.1',
    'Altium Designer',
  ],
  ['C:\\Program Files\\7-Zip\\7z.exe', 'Igor Pavlov|7-Zip|24.09', '7-Zip Console'],
  [
    'C:\\ProgramData\\Intel\\wusync.exe',
    'https://rclone.org|Rclone|1.71.2',
    'Rsync for cloud storage',
    'rclone.exe',
  ],
  [`${system32}fodhelper.exe`, windows, 'Features On Demand Helper'],
  [`${system32}cmdkey.exe`, windows, 'Credential Manager Command Line Utility'],
  [
    'C:\\Program Files\\Norrvik\\Planner\\planner.exe',
    'Norrvik Instruments AB|Production Planner|8.2.0',
    'Production Planner',
  ],
  [
    'C:\\Program Files\\Veeam\\Endpoint Backup\\Veeam.EndPoint.Service.exe',
    'Veeam Software Group GmbH|Veeam Agent for Microsoft Windows|6.3.2',
    'Veeam Agent',
  ],
  [
    'C:\\Program Files\\Microsoft SQL Server\\MSSQL16.MSSQLSERVER\\MSSQL\\Binn\\sqlservr.exe',
    'Microsoft Corporation|Microsoft SQL Server|16.0.4215.2',
    'SQL Server Windows NT - 64 Bit',
  ],
  [
    'C:\\Program Files\\Microsoft SQL Server\\Client SDK\\ODBC\\170\\Tools\\Binn\\sqlcmd.exe',
    'Microsoft Corporation|Microsoft SQL Server|15.0.4298.1',
    'T-SQL execution command line utility',
  ],
  [
    'C:\\Program Files\\AzureConnectedMachineAgent\\GCArcService2\\GC\\gc_worker.exe',
    'Microsoft Corporation|Azure Guest Configuration|1.29.98',
    'Guest Configuration Worker',
  ],
  [
    'C:\\ProgramData\\Microsoft\\Windows Defender\\Platform\\4.18.25090.3009-0\\MsMpEng.exe',
    'Microsoft Corporation|Microsoft® Windows® Operating System|4.18.25090.3009',
    'Antimalware Service Executable',
  ],
];

const programs = new Map<string, Program>();
for (const [path, vendor, description, builtAs] of catalogue) {
  const [company = '', product = '', version = ''] = vendor.split('|');
  const made = makeProgram(path, { company, product, version, description });
  if (builtAs !== undefined) made.originalName = builtAs;
  programs.set(path.toLowerCase(), made);
  programs.set(made.fileName.toLowerCase(), made);
}

function makeProgram(
  path: string,
  block: Pick<Program, 'company' | 'product' | 'version' | 'description'>,
): Program {
  const random = createRandom(`program ${path.toLowerCase()}`);
  const fileName = path.slice(path.lastIndexOf('\\') + 1);
  return {
    path,
    fileName,
    lowerPath: path.toLowerCase(),
    ...block,
    originalName: block.company === '' ? '' : fileName,
    sha1: random.hex(40),
    sha256: random.hex(64),
    md5: random.hex(32),
    sizeBytes: random.int(40_000, 4_000_000),
  };
}

/** The program of that path, or of that file name in the catalogue; a path not listed has no version block. */
export function program(path: string): Program {
  const known = programs.get(path.toLowerCase());
  if (known !== undefined) return known;
  if (!path.includes('\\')) throw new Error(`The catalogue has no program ${path}.`);
  const made = makeProgram(path, { company: '', product: '', version: '', description: '' });
  programs.set(path.toLowerCase(), made);
  return made;
}
