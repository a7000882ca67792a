import { company } from '../company/company.ts';
import { people } from '../company/people.ts';
import { accountEntity, hostEntity, ipEntity, processEntity, raiseAlert } from '../events/alert.ts';
import { securityEvent } from '../events/directory.ts';
import { touchFile } from '../events/endpoint.ts';
import { logon } from '../events/logon.ts';
import { startProcess } from '../events/process.ts';
import type { Process, Scene, Session } from '../events/scene.ts';
import { at, minute, second } from '../period.ts';
import { controller, jump, stolenAdmin } from './cast.ts';

/**
 * Thursday 20 November, 21:36: the administrator's stolen password opens the domain controller by remote
 * desktop; the directory is copied, and an account made that may do everything.
 * Gives the shell on the controller and the alert.
 */
export function takeDirectory(scene: Scene): { controllerShell: Process; alerts: string[] } {
  const time = at('2025-11-20T21:36:48');
  const session = logon(scene, {
    at: time,
    host: controller,
    account: stolenAdmin,
    type: 10,
    from: jump,
    protocol: 'Negotiate',
    elevated: true,
  });
  const { services } = scene.bootAt(controller, time);
  const shell = startProcess(scene, {
    at: time + 50 * second,
    session,
    parent: services,
    image: 'cmd.exe',
    commandLine: '"C:\\Windows\\system32\\cmd.exe"',
  });
  startProcess(scene, {
    at: time + 4 * minute,
    session,
    parent: shell,
    image: 'ntdsutil.exe',
    commandLine: 'ntdsutil.exe "ac i ntds" "ifm" "create full C:\\Windows\\Temp\\ifm" q q',
  });
  touchFile(scene, shell, {
    at: time + 5 * minute,
    path: 'C:\\Windows\\Temp\\ifm\\Active Directory\\ntds.dit',
    sizeBytes: 41_943_040,
  });
  createAccount(scene, session, time + 12 * minute);
  return { controllerShell: shell, alerts: [raiseDirectory(scene, shell)] };
}

function createAccount(scene: Scene, session: Session, time: number): void {
  const sid = `${company.domainSid}-${1401 + people.length}`;
  const member = {
    TargetDomainName: company.netbios,
    TargetSid: sid,
    SamAccountName: 'svc-monitor',
  };
  securityEvent(scene, time, {
    host: controller,
    session,
    id: 4720,
    task: 13824,
    activity: 'A user account was created.',
    row: {
      ...member,
      TargetUserName: 'svc-monitor',
      TargetAccount: `${company.netbios}\\svc-monitor`,
    },
  });
  securityEvent(scene, time + 8 * second, {
    host: controller,
    session,
    id: 4728,
    task: 13826,
    activity: 'A member was added to a security-enabled global group.',
    row: {
      TargetDomainName: company.netbios,
      TargetUserName: 'Domain Admins',
      TargetAccount: `${company.netbios}\\Domain Admins`,
      TargetSid: `${company.domainSid}-512`,
      MemberName: `CN=svc-monitor,CN=Users,DC=norrvik,DC=example`,
      MemberSid: sid,
    },
  });
}

function raiseDirectory(scene: Scene, shell: Process): string {
  const host = hostEntity(controller);
  const user = accountEntity(stolenAdmin);
  return raiseAlert(scene, {
    from: shell.start,
    to: shell.start + 5 * minute,
    name: 'Possible theft of the directory database',
    severity: 'High',
    description: 'A copy of ntds.dit was made on a domain controller.',
    provider: 'MDATP',
    tactics: 'CredentialAccess',
    techniques: ['T1003.003'],
    entities: [
      host,
      user,
      hostEntity(jump),
      ipEntity(jump.ip),
      processEntity(shell, { Host: host, Account: user }),
    ],
    compromised: controller.fqdn,
  });
}
