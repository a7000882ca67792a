import { servers } from '../company/hosts.ts';
import { account } from '../company/people.ts';
import { accountEntity, hostEntity, ipEntity, processEntity, raiseAlert } from '../events/alert.ts';
import { securityEvent } from '../events/directory.ts';
import { connect, touchFile } from '../events/endpoint.ts';
import { explicitCredentials, failedLogon, logon, systemSession } from '../events/logon.ts';
import { startProcess } from '../events/process.ts';
import type { Process, Scene, Session } from '../events/scene.ts';
import { at, minute, second } from '../period.ts';
import {
  control,
  files,
  jump,
  serverImplantPath,
  stolenService,
  victim,
  victimDesk,
} from './cast.ts';
import { encodedListing } from './scripts.ts';

/**
 * Thursday 20 November, after work: some passwords fail, then the backup account's opens the file
 * server, where a service is installed; from there WMI reaches the jump host.
 * Gives the implant on the file server and the alert.
 */
export function moveLaterally(
  scene: Scene,
  implant: Process,
): { serverImplant: Process; alerts: string[] } {
  tryPasswords(scene);
  const serverImplant = installService(scene, implant.session);
  reachJumpHost(scene, serverImplant);
  return { serverImplant, alerts: [raiseService(scene, serverImplant)] };
}

function tryPasswords(scene: Scene): void {
  let time = at('2025-11-20T20:41:05');
  for (const name of ['svc-web', 'svc-sql', 'jlindqvist']) {
    for (const host of servers) {
      if (host.kind === 'linux') continue;
      time += scene.random.int(300, 1900) * 1000;
      failedLogon(scene, {
        at: time,
        host,
        account: account(name),
        type: 3,
        from: victimDesk,
        protocol: 'NTLM',
      });
    }
  }
}

function installService(scene: Scene, from: Session): Process {
  const time = at('2025-11-20T20:47:32');
  explicitCredentials(scene, {
    at: time,
    session: from,
    account: stolenService,
    target: files,
    program: 'C:\\Users\\esandberg\\AppData\\Roaming\\NvSync\\nvsync.exe',
  });
  const session = logon(scene, {
    at: time + second,
    host: files,
    account: stolenService,
    type: 3,
    from: victimDesk,
    protocol: 'NTLM',
    elevated: true,
  });
  securityEvent(scene, time + 2 * second, {
    host: files,
    session,
    id: 5140,
    task: 12808,
    activity: 'A network share object was accessed.',
    row: {
      ShareName: '\\\\*\\ADMIN$',
      ShareLocalPath: '\\??\\C:\\Windows',
      IpAddress: victimDesk.ip,
      ObjectType: 'File',
      AccessMask: '0x1',
    },
  });
  const { services } = scene.bootAt(files, time);
  touchFile(scene, services, {
    at: time + 4 * second,
    path: serverImplantPath,
    sizeBytes: 612_352,
  });
  securityEvent(scene, time + 6 * second, {
    host: files,
    session,
    id: 4697,
    task: 12289,
    activity: 'A service was installed in the system.',
    row: {
      ServiceName: 'NvDisplayHelper',
      ServiceFileName: serverImplantPath,
      ServiceType: '0x10',
      ServiceStartType: 3,
      ServiceAccount: 'LocalSystem',
    },
  });
  const implant = startProcess(scene, {
    at: time + 7 * second,
    session: systemSession(files),
    parent: services,
    image: serverImplantPath,
    commandLine: serverImplantPath,
  });
  for (const [index, command] of ['net.exe share', 'whoami.exe'].entries()) {
    const shell = startProcess(scene, {
      at: time + (index + 1) * minute,
      session: implant.session,
      parent: implant,
      image: 'cmd.exe',
      commandLine: `cmd.exe /c ${command}`,
    });
    startProcess(scene, {
      at: shell.start + 90_000,
      session: implant.session,
      parent: shell,
      image: command.split(' ')[0] ?? '',
      commandLine: command,
    });
  }
  connect(scene, implant, { at: time + 20 * second, ...control });
  return implant;
}

function reachJumpHost(scene: Scene, from: Process): void {
  const time = at('2025-11-20T21:14:10');
  connect(scene, from, { at: time, ip: jump.ip, port: 135 });
  const session = logon(scene, {
    at: time + second,
    host: jump,
    account: stolenService,
    type: 3,
    from: files,
    elevated: true,
  });
  const { services } = scene.bootAt(jump, time);
  const provider = startProcess(scene, {
    at: time + 2 * second,
    session: services.session,
    parent: services,
    image: 'WmiPrvSE.exe',
    commandLine: 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding',
  });
  const listing = encodedListing();
  const shell = startProcess(scene, {
    at: time + 3 * second,
    session,
    parent: provider,
    image: 'cmd.exe',
    commandLine: `cmd.exe /Q /c ${listing} 1> \\\\127.0.0.1\\ADMIN$\\__1763673252.41 2>&1`,
  });
  const powershell = startProcess(scene, {
    at: time + 4 * second,
    session,
    parent: shell,
    image: 'powershell.exe',
    commandLine: listing,
  });
  startProcess(scene, {
    at: time + 6 * second,
    session,
    parent: powershell,
    image: 'cmdkey.exe',
    commandLine: '"C:\\Windows\\system32\\cmdkey.exe" /list',
  });
  connect(scene, powershell, { at: time + 9 * second, ...control });
}

function raiseService(scene: Scene, implant: Process): string {
  const host = hostEntity(files);
  const user = accountEntity(stolenService);
  return raiseAlert(scene, {
    from: implant.start - 7 * second,
    to: implant.start + minute,
    name: 'Suspicious service launched',
    severity: 'Medium',
    description: 'A service was installed over the network and started an unknown program.',
    provider: 'MDATP',
    tactics: 'LateralMovement',
    techniques: ['T1021.002', 'T1569.002'],
    entities: [
      host,
      user,
      hostEntity(victimDesk),
      accountEntity(victim),
      ipEntity(victimDesk.ip),
      processEntity(implant, { Host: host, Account: user }),
    ],
    compromised: files.fqdn,
  });
}
