import { hostNamed } from '../company/hosts.ts';
import { serviceAccounts } from '../company/people.ts';
import {
  accountEntity,
  fileEntity,
  hostEntity,
  processEntity,
  raiseAlert,
} from '../events/alert.ts';
import { recordTicket } from '../events/directory.ts';
import { openProcess, setRegistry, touchFile } from '../events/endpoint.ts';
import { logon } from '../events/logon.ts';
import { startProcess } from '../events/process.ts';
import type { Process, Scene } from '../events/scene.ts';
import { at, second } from '../period.ts';
import { implantPath, victim, victimDesk } from './cast.ts';

const dumpPath = 'C:\\ProgramData\\NvSync\\d.bin';

/**
 * Wednesday 19 November, 12:58: the implant raises its own rights past the user's consent (fodhelper),
 * dumps the memory of LSASS with a library of Windows, saves the SAM hive, and asks for the old kind of
 * ticket for four service accounts. Gives the alerts.
 */
export function stealCredentials(scene: Scene, implant: Process): string[] {
  const elevated = elevate(scene, implant);
  const dump = startProcess(scene, {
    at: at('2025-11-19T13:05:21'),
    session: elevated.session,
    parent: elevated,
    image: 'rundll32.exe',
    commandLine: `rundll32.exe C:\\Windows\\System32\\comsvcs.dll, MiniDump ${lsass(scene).pid} ${dumpPath} full`,
  });
  openProcess(scene, dump, {
    at: dump.start + 300_000,
    target: lsass(scene),
    granted: '0x1fffff',
    callTrace:
      'C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4|C:\\Windows\\System32\\KERNELBASE.dll+2c0ee|C:\\Windows\\System32\\comsvcs.dll+1f6d0|C:\\Windows\\System32\\rundll32.exe+3b5f',
  });
  touchFile(scene, dump, { at: dump.start + 2 * second, path: dumpPath, sizeBytes: 58_214_912 });
  const shell = startProcess(scene, {
    at: at('2025-11-19T13:09:02'),
    session: elevated.session,
    parent: elevated,
    image: 'cmd.exe',
    commandLine: 'cmd.exe /c reg.exe save HKLM\\SAM C:\\ProgramData\\NvSync\\s.bin /y',
  });
  startProcess(scene, {
    at: shell.start + 80_000,
    session: elevated.session,
    parent: shell,
    image: 'reg.exe',
    commandLine: 'reg.exe save HKLM\\SAM C:\\ProgramData\\NvSync\\s.bin /y',
  });
  roast(scene);
  return [raiseDump(scene, dump)];
}

function lsass(scene: Scene): Process {
  return scene.bootAt(victimDesk, at('2025-11-19T13:05:21')).lsass;
}

function elevate(scene: Scene, implant: Process): Process {
  const time = at('2025-11-19T12:58:40');
  const key = 'HKEY_CURRENT_USER\\Software\\Classes\\ms-settings\\shell\\open\\command';
  setRegistry(scene, implant, { at: time, key, name: 'DelegateExecute', data: '' });
  setRegistry(scene, implant, { at: time + 60_000, key, name: '(Default)', data: implantPath });
  const session = logon(scene, {
    at: time + second,
    host: victimDesk,
    account: victim,
    type: 2,
    protocol: 'Negotiate',
    elevated: true,
  });
  const helper = startProcess(scene, {
    at: time + 2 * second,
    session,
    parent: implant,
    image: 'fodhelper.exe',
  });
  return startProcess(scene, {
    at: time + 3 * second,
    session,
    parent: helper,
    image: implantPath,
  });
}

/** Service tickets with the old cipher, all within seconds. */
function roast(scene: Scene): void {
  for (const [index, service] of serviceAccounts.entries()) {
    recordTicket(scene, {
      at: at('2025-11-19T13:21:33') + index * 1_370_000,
      controller: hostNamed('NVK-DC01'),
      account: victim,
      from: victimDesk,
      service: service.name,
      encryption: '0x17',
    });
  }
}

function raiseDump(scene: Scene, dump: Process): string {
  const host = hostEntity(victimDesk);
  const account = accountEntity(victim);
  return raiseAlert(scene, {
    from: dump.start,
    to: dump.start + 3 * second,
    name: 'Suspicious access to LSASS service',
    severity: 'High',
    description: 'A process read the memory of LSASS and wrote it to a file.',
    provider: 'MDATP',
    tactics: 'CredentialAccess',
    techniques: ['T1003.001'],
    entities: [
      host,
      account,
      processEntity(dump, { Host: host, Account: account }),
      { ...fileEntity(dumpPath, '0'.repeat(64)), Host: host },
    ],
    compromised: victimDesk.fqdn,
  });
}
