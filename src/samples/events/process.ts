import { program } from '../company/programs.ts';
import { hex32 } from '../random.ts';
import type { Cell, Row } from '../recorder.ts';
import type { Process, Scene, Session } from './scene.ts';

export interface ProcessStart {
  at: number;
  session: Session;
  /** Null for what the kernel starts. */
  parent: Process | null;
  /** A path, or a file name of the catalogue. */
  image: string;
  /** The image's path in quotation marks if left out. */
  commandLine?: string;
  integrity?: Process['integrity'];
}

/** Start a program; every log that the machine keeps hears of it. */
export function startProcess(scene: Scene, start: ProcessStart): Process {
  const { session, at } = start;
  const { host } = session;
  const file = program(start.image);
  const pid = scene.nextPid(host);
  const process: Process = {
    host,
    session,
    program: file,
    pid,
    guid: processGuid(host.guidPrefix, at, pid),
    commandLine: start.commandLine ?? `"${file.path}"`,
    start: at,
    integrity:
      start.integrity ??
      (session.account.sid === 'S-1-5-18' ? 'System' : session.elevated ? 'High' : 'Medium'),
    parent: start.parent,
  };
  recordSecurityEvent(scene, process);
  recordDeviceEvent(scene, process);
  if (host.sysmon) recordSysmon(scene, process);
  return process;
}

/** The GUID that Sysmon gives a process: machine, start time in seconds, running number. */
function processGuid(prefix: string, at: number, pid: number): string {
  const time = hex32(Math.floor(at / 1_000_000));
  const serial = hex32(Math.floor(at / 1000) ^ (pid << 8));
  return `{${prefix}-${time.slice(4)}-${time.slice(0, 4)}-${serial.slice(4)}-0000${serial.slice(0, 4)}${hex32(pid).slice(4)}}`;
}

export function hexId(value: number): string {
  return `0x${value.toString(16)}`;
}

const mandatoryLabels = {
  System: 'S-1-16-16384',
  High: 'S-1-16-12288',
  Medium: 'S-1-16-8192',
  Low: 'S-1-16-4096',
};

function recordSecurityEvent(scene: Scene, process: Process): void {
  const { host, session, program: file, parent } = process;
  scene.recorder.add('SecurityEvent', process.start, {
    Computer: host.fqdn,
    Task: 13312,
    EventID: 4688,
    Activity: '4688 - A new process has been created.',
    Account: session.account.qualified,
    AccountType: session.account.sid === 'S-1-5-18' ? 'Machine' : 'User',
    SubjectAccount: session.account.qualified,
    SubjectUserName: session.account.name,
    SubjectDomainName: session.account.domain,
    SubjectUserSid: session.account.sid,
    SubjectLogonId: hexId(session.logonId),
    NewProcessId: hexId(process.pid),
    NewProcessName: file.path,
    Process: file.fileName,
    CommandLine: process.commandLine,
    ProcessId: hexId(parent?.pid ?? 4),
    ParentProcessName: parent?.program.path ?? 'System',
    TokenElevationType: process.integrity === 'High' ? '%%1937' : '%%1936',
    MandatoryLabel: mandatoryLabels[process.integrity],
    SourceComputerId: host.agentId,
  });
}

function recordDeviceEvent(scene: Scene, process: Process): void {
  const { session, program: file, parent } = process;
  scene.recorder.add(
    'DeviceProcessEvents',
    process.start,
    device(scene, process),
    parent === null ? kernelInitiator : initiator(parent),
    {
      ActionType: 'ProcessCreated',
      FileName: file.fileName,
      FolderPath: file.path,
      SHA1: file.sha1,
      SHA256: file.sha256,
      MD5: file.md5,
      FileSize: file.sizeBytes,
      ProcessVersionInfoCompanyName: file.company,
      ProcessVersionInfoProductName: file.product,
      ProcessVersionInfoProductVersion: file.version,
      ProcessVersionInfoInternalFileName: file.originalName,
      ProcessVersionInfoOriginalFileName: file.originalName,
      ProcessVersionInfoFileDescription: file.description,
      ProcessId: process.pid,
      ProcessCommandLine: process.commandLine,
      ProcessIntegrityLevel: process.integrity,
      ProcessTokenElevation:
        process.integrity === 'High' ? 'TokenElevationTypeFull' : 'TokenElevationTypeDefault',
      ProcessCreationTime: process.start,
      AccountDomain: session.account.lowerDomain,
      AccountName: session.account.name,
      AccountSid: session.account.sid,
      AccountUpn: session.account.upn,
      LogonId: session.logonId,
    },
  );
}

const kernelInitiator = { InitiatingProcessFileName: 'ntoskrnl.exe', InitiatingProcessId: 4 };

/** The columns that name the machine in Defender's tables. */
export function device(scene: Scene, { host }: { host: Process['host'] }): Record<string, Cell> {
  return {
    DeviceId: host.deviceId,
    DeviceName: host.deviceName,
    ReportId: scene.random.int(1000, 999_999),
  };
}

/** The columns that name the acting process in Defender's tables. */
export function initiator(process: Process): Row {
  const known = initiators.get(process);
  if (known !== undefined) return known;
  const made = initiatorRow(process);
  initiators.set(process, made);
  return made;
}

const initiators = new WeakMap<Process, Row>();

function initiatorRow(process: Process): Row {
  const { session, program: file, parent } = process;
  return {
    InitiatingProcessAccountDomain: session.account.lowerDomain,
    InitiatingProcessAccountName: session.account.name,
    InitiatingProcessAccountSid: session.account.sid,
    InitiatingProcessAccountUpn: session.account.upn,
    InitiatingProcessFileName: file.fileName,
    InitiatingProcessFolderPath: file.lowerPath,
    InitiatingProcessId: process.pid,
    InitiatingProcessCommandLine: process.commandLine,
    InitiatingProcessCreationTime: process.start,
    InitiatingProcessParentId: parent?.pid ?? 4,
    InitiatingProcessParentFileName: parent?.program.fileName ?? 'ntoskrnl.exe',
    InitiatingProcessParentCreationTime: parent?.start ?? null,
    InitiatingProcessSHA1: file.sha1,
    InitiatingProcessSHA256: file.sha256,
    InitiatingProcessMD5: file.md5,
    InitiatingProcessIntegrityLevel: process.integrity,
    InitiatingProcessVersionInfoCompanyName: file.company,
    InitiatingProcessVersionInfoProductName: file.product,
  };
}

/** The columns that every Sysmon event about a process carries. */
export function sysmonProcess(process: Process, at: number): Record<string, Cell> {
  return {
    Computer: process.host.fqdn,
    UtcTime: at,
    User: process.session.account.qualified,
    ProcessGuid: process.guid,
    ProcessId: process.pid,
    Image: process.program.path,
  };
}

function recordSysmon(scene: Scene, process: Process): void {
  const { session, program: file, parent } = process;
  scene.recorder.add('Sysmon', process.start, sysmonProcess(process, process.start), {
    EventID: 1,
    Activity: 'Process creation',
    CommandLine: process.commandLine,
    CurrentDirectory:
      process.integrity === 'Medium'
        ? `C:\\Users\\${session.account.name}\\`
        : 'C:\\Windows\\system32\\',
    Company: file.company || '-',
    Description: file.description || '-',
    FileVersion: file.version || '-',
    OriginalFileName: file.originalName || '-',
    Product: file.product || '-',
    Hashes: `SHA1=${file.sha1.toUpperCase()},MD5=${file.md5.toUpperCase()},SHA256=${file.sha256.toUpperCase()}`,
    IntegrityLevel: process.integrity,
    LogonGuid: session.logonGuid,
    LogonId: hexId(session.logonId),
    TerminalSessionId: process.integrity === 'System' ? 0 : 1,
    ParentProcessGuid: parent?.guid ?? '{00000000-0000-0000-0000-000000000000}',
    ParentProcessId: parent?.pid ?? 4,
    ParentImage: parent?.program.path ?? 'System',
    ParentCommandLine: parent?.commandLine ?? '',
    ParentUser: parent === null ? 'NT AUTHORITY\\SYSTEM' : parent.session.account.qualified,
  });
}
