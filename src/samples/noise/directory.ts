import { company } from '../company/company.ts';
import { type Host, hostNamed, workstations } from '../company/hosts.ts';
import { type Account, account } from '../company/people.ts';
import { recordTicket, securityEvent } from '../events/directory.ts';
import { failedLogon, logoff, logon } from '../events/logon.ts';
import type { Scene, Session } from '../events/scene.ts';
import { days, hour, isWorkday, minute, period, second } from '../period.ts';

/** What desks cause on the domain controllers and the file server: tickets, network logons, typing errors. */
export function useDirectory(scene: Scene): void {
  for (const host of workstations) {
    if (host.owner === null) continue;
    for (const start of days) {
      if (isWorkday(start)) dayOf(scene, host, host.owner, start);
    }
  }
  expiredJob(scene);
}

function dayOf(scene: Scene, host: Host, owner: Account, start: number): void {
  const { random } = scene;
  const controller = hostNamed(host.ip.startsWith('10.30.') ? 'NVK-DC02' : 'NVK-DC01');
  const files = hostNamed('NVK-FS01');
  const morning = start + 6 * hour + random.int(20, 150) * minute;
  const machine: Account = {
    ...owner,
    name: `${host.name}$`,
    qualified: `${company.netbios}\\${host.name}$`,
    sid: `${company.domainSid}-${2100 + Number(host.name.slice(-3))}`,
  };
  recordTicket(scene, { at: morning, controller, account: owner, from: host, service: 'krbtgt' });
  for (const service of ['NVK-FS01$', random.pick(['NVK-APP01$', 'NVK-SQL01$', controller.name])]) {
    recordTicket(scene, {
      at: morning + random.int(1, 40) * minute,
      controller,
      account: owner,
      from: host,
      service,
    });
  }
  visit(scene, { host: controller, account: machine, from: host, at: morning - 2 * minute });
  visit(scene, { host: controller, account: owner, from: host, at: morning + 3 * second });
  for (let count = random.int(1, 3); count > 0; count--) {
    const at = morning + random.int(1, 9 * 60) * minute;
    visit(scene, { host: files, account: owner, from: host, at });
  }
  if (random.chance(0.12)) {
    for (let count = random.int(1, 3); count > 0; count--) {
      failedLogon(scene, { at: morning - count * 7 * second, host, account: owner, type: 2 });
    }
  }
}

function visit(
  scene: Scene,
  { at, host, account, from }: { at: number; host: Host; account: Account; from: Host },
): void {
  const session = logon(scene, { at, host, account, type: 3, from });
  if (host.role === 'files') openShare(scene, session, from, at + 200_000);
  logoff(scene, session, at + scene.random.int(10, 900) * second);
}

function openShare(scene: Scene, session: Session, from: Host, at: number): void {
  const share = scene.random.pick(['Common', 'Engineering', 'Finance', 'Operations', 'Sales']);
  securityEvent(scene, at, {
    host: session.host,
    session,
    id: 5140,
    task: 12808,
    activity: 'A network share object was accessed.',
    row: {
      ShareName: `\\\\*\\${share}`,
      ShareLocalPath: `\\??\\D:\\Shares\\${share}`,
      IpAddress: from.ip,
      ObjectType: 'File',
      AccessMask: '0x1',
    },
  });
}

/** A forgotten job on the application server whose password ran out on 10 November fails every hour. */
function expiredJob(scene: Scene): void {
  const host = hostNamed('NVK-APP01');
  const from = period.from + 7 * 24 * hour;
  for (let at = from; at < period.to; at += hour) {
    failedLogon(
      scene,
      {
        at: at + scene.random.int(0, 4) * second + 90_000,
        host: hostNamed('NVK-SQL01'),
        account: account('svc-web'),
        type: 3,
        from: host,
        protocol: 'NTLM',
      },
      'expired',
    );
  }
}
