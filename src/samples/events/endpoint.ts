import type { Cell } from '../recorder.ts';
import { device, initiator, sysmonProcess } from './process.ts';
import type { Process, Scene } from './scene.ts';

/** A connection that a program opens; `name` is what it asked the name service for. */
export interface Connection {
  at: number;
  ip: string;
  port: number;
  name?: string;
  /** False where nobody answered. */
  succeeded?: boolean;
}

function isPrivate(ip: string): boolean {
  return ip.startsWith('10.') || ip.startsWith('127.');
}

/** Open a connection: Defender's network event and, where Sysmon runs, its events 22 and 3. */
export function connect(scene: Scene, process: Process, connection: Connection): void {
  const { at, ip, port, name = '', succeeded = true } = connection;
  const localPort = scene.random.int(49_200, 65_500);
  scene.recorder.add('DeviceNetworkEvents', at, device(scene, process), initiator(process), {
    ActionType: succeeded ? 'ConnectionSuccess' : 'ConnectionFailed',
    RemoteIP: ip,
    RemotePort: port,
    RemoteUrl: name,
    LocalIP: process.host.ip,
    LocalPort: localPort,
    Protocol: 'Tcp',
    LocalIPType: 'Private',
    RemoteIPType: isPrivate(ip) ? 'Private' : 'Public',
  });
  if (!process.host.sysmon) return;
  if (name !== '') resolveName(scene, process, { at: at - 24_000, name, ip });
  scene.recorder.add('Sysmon', at, sysmonProcess(process, at), {
    EventID: 3,
    Activity: 'Network connection',
    Protocol: 'tcp',
    Initiated: 'true',
    SourceIp: process.host.ip,
    SourceHostname: process.host.fqdn,
    SourcePort: localPort,
    DestinationIp: ip,
    DestinationHostname: name,
    DestinationPort: port,
  });
}

/** Ask the name service: Sysmon's event 22. */
function resolveName(
  scene: Scene,
  process: Process,
  query: { at: number; name: string; ip: string },
): void {
  scene.recorder.add('Sysmon', query.at, sysmonProcess(process, query.at), {
    EventID: 22,
    Activity: 'DNSEvent (DNS query)',
    QueryName: query.name,
    QueryStatus: '0',
    QueryResults: `::ffff:${query.ip};`,
  });
}

/** A file that a program makes, changes, renames or deletes. */
export interface FileChange {
  at: number;
  path: string;
  action?: 'FileCreated' | 'FileModified' | 'FileRenamed' | 'FileDeleted';
  sha256?: string;
  sizeBytes?: number;
  originUrl?: string;
  originIp?: string;
  previousPath?: string;
}

/** Touch a file: Defender's file event and, for a new file where Sysmon runs, its event 11. */
export function touchFile(scene: Scene, process: Process, change: FileChange): void {
  const { at, path, action = 'FileCreated' } = change;
  const previous = change.previousPath ?? '';
  scene.recorder.add('DeviceFileEvents', at, device(scene, process), initiator(process), {
    ActionType: action,
    FileName: fileName(path),
    FolderPath: path,
    SHA256: change.sha256 ?? '',
    FileSize: change.sizeBytes ?? null,
    FileOriginUrl: change.originUrl ?? '',
    FileOriginIP: change.originIp ?? '',
    PreviousFolderPath: previous.slice(0, previous.lastIndexOf('\\')),
    PreviousFileName: fileName(previous),
  });
  if (!process.host.sysmon || action !== 'FileCreated') return;
  scene.recorder.add('Sysmon', at, sysmonProcess(process, at), {
    EventID: 11,
    Activity: 'FileCreate',
    TargetFilename: path,
    CreationUtcTime: at,
  });
}

function fileName(path: string): string {
  return path.slice(path.lastIndexOf('\\') + 1);
}

/** Set a value in the registry: Defender's registry event and Sysmon's event 13. */
export function setRegistry(
  scene: Scene,
  process: Process,
  change: { at: number; key: string; name: string; data: string; type?: 'String' | 'Dword' },
): void {
  const { at, key, name, data, type = 'String' } = change;
  scene.recorder.add('DeviceRegistryEvents', at, device(scene, process), initiator(process), {
    ActionType: 'RegistryValueSet',
    RegistryKey: key,
    RegistryValueName: name,
    RegistryValueType: type,
    RegistryValueData: data,
  });
  if (!process.host.sysmon) return;
  scene.recorder.add('Sysmon', at, sysmonProcess(process, at), {
    EventID: 13,
    Activity: 'RegistryEvent (value set)',
    EventType: 'SetValue',
    TargetObject: `${key.replace('HKEY_LOCAL_MACHINE', 'HKLM').replace('HKEY_CURRENT_USER', `HKU\\${process.session.account.sid}`)}\\${name}`,
    Details: type === 'Dword' ? `DWORD (0x${Number(data).toString(16).padStart(8, '0')})` : data,
  });
}

/** One program opens another's memory: Sysmon's event 10. */
export function openProcess(
  scene: Scene,
  process: Process,
  access: { at: number; target: Process; granted: string; callTrace: string },
): void {
  if (!process.host.sysmon) return;
  const { target } = access;
  const row: Record<string, Cell> = {
    Computer: process.host.fqdn,
    UtcTime: access.at,
    EventID: 10,
    Activity: 'ProcessAccess',
    SourceProcessGUID: process.guid,
    SourceProcessId: process.pid,
    SourceImage: process.program.path,
    SourceUser: process.session.account.qualified,
    TargetProcessGUID: target.guid,
    TargetProcessId: target.pid,
    TargetImage: target.program.path,
    TargetUser: 'NT AUTHORITY\\SYSTEM',
    GrantedAccess: access.granted,
    CallTrace: access.callTrace,
  };
  scene.recorder.add('Sysmon', access.at, row);
}

/** A program loads a library: Sysmon's event 7. */
export function loadImage(
  scene: Scene,
  process: Process,
  library: { at: number; path: string; signature: string },
): void {
  if (!process.host.sysmon) return;
  scene.recorder.add('Sysmon', library.at, sysmonProcess(process, library.at), {
    EventID: 7,
    Activity: 'Image loaded',
    ImageLoaded: library.path,
    Signed: 'true',
    Signature: library.signature,
    SignatureStatus: 'Valid',
  });
}
