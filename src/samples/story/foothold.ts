import { intruder, intruderNames } from '../company/addresses.ts';
import {
  accountEntity,
  fileEntity,
  hostEntity,
  ipEntity,
  processEntity,
  raiseAlert,
} from '../events/alert.ts';
import { eventData, securityEvent } from '../events/directory.ts';
import { connect, setRegistry, touchFile } from '../events/endpoint.ts';
import { answerName, recordSession } from '../events/firewall.ts';
import { startProcess } from '../events/process.ts';
import type { Process, Scene } from '../events/scene.ts';
import { at, minute, second } from '../period.ts';
import { control, implantHash, implantPath, implantUrl, victim, victimDesk } from './cast.ts';
import { encodedLauncher } from './scripts.ts';

/**
 * Tuesday 18 November, 08:41: the macro starts an encoded PowerShell, which fetches and starts the
 * implant `nvsync.exe`. It looks around, settles in the Run key and in a scheduled task, and then
 * reports to its control server every ten minutes, give or take a fifth, for nine days.
 * Gives the implant and the alert.
 */
export function foothold(scene: Scene, word: Process): { implant: Process; alerts: string[] } {
  const begun = at('2025-11-18T08:41:38');
  const powershell = startProcess(scene, {
    at: begun + 207_000,
    session: word.session,
    parent: word,
    image: 'powershell.exe',
    commandLine: encodedLauncher(),
    integrity: 'Medium',
  });
  startProcess(scene, {
    at: begun + 240_000,
    session: word.session,
    parent: powershell,
    image: 'conhost.exe',
    commandLine: '\\??\\C:\\Windows\\system32\\conhost.exe 0xffffffff -ForceV1',
    integrity: 'Medium',
  });
  connect(scene, powershell, {
    at: begun + 2 * second,
    ip: intruder.delivery.ip,
    port: 443,
    name: intruderNames.delivery,
  });
  touchFile(scene, powershell, {
    at: begun + 4 * second,
    path: implantPath,
    sha256: implantHash,
    sizeBytes: 612_352,
    originUrl: implantUrl,
    originIp: intruder.delivery.ip,
  });
  const implant = startProcess(scene, {
    at: begun + 5 * second,
    session: word.session,
    parent: powershell,
    image: implantPath,
    integrity: 'Medium',
  });
  lookAround(scene, implant);
  settle(scene, implant);
  report(scene, implant);
  return { implant, alerts: [raiseScript(scene, powershell)] };
}

const questions = [
  'whoami.exe /all',
  'ipconfig.exe /all',
  'systeminfo.exe',
  'nltest.exe /domain_trusts /all_trusts',
  'net.exe group "Domain Admins" /domain',
  'net.exe view /domain',
  'net.exe localgroup administrators',
];

function lookAround(scene: Scene, implant: Process): void {
  let time = at('2025-11-18T08:52:04');
  for (const question of questions) {
    time += scene.random.int(6, 40) * second;
    const common = { session: implant.session, integrity: 'Medium' } as const;
    const shell = startProcess(scene, {
      ...common,
      at: time,
      parent: implant,
      image: 'cmd.exe',
      commandLine: `C:\\Windows\\system32\\cmd.exe /c ${question}`,
    });
    const [image = ''] = question.split(' ');
    const tool = startProcess(scene, {
      ...common,
      at: time + 90_000,
      parent: shell,
      image,
      commandLine: question,
    });
    if (image === 'net.exe') {
      startProcess(scene, {
        ...common,
        at: time + 130_000,
        parent: tool,
        image: 'net1.exe',
        commandLine: question.replace('net.exe', 'C:\\Windows\\system32\\net1'),
      });
    }
  }
}

const taskName = '\\Microsoft\\Windows\\NvSync\\Update';

function settle(scene: Scene, implant: Process): void {
  const time = at('2025-11-18T09:04:47');
  setRegistry(scene, implant, {
    at: time,
    key: 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run',
    name: 'NvSync',
    data: implantPath,
  });
  startProcess(scene, {
    at: time + 3 * second,
    session: implant.session,
    parent: implant,
    image: 'schtasks.exe',
    commandLine: `schtasks.exe /create /f /sc hourly /mo 4 /tn "${taskName}" /tr "${implantPath}"`,
    integrity: 'Medium',
  });
  securityEvent(scene, time + 4 * second, {
    host: victimDesk,
    session: implant.session,
    id: 4698,
    task: 12804,
    activity: 'A scheduled task was created.',
    row: {
      EventData: eventData([
        ['TaskName', taskName],
        ['TaskContent', `&lt;Exec&gt;&lt;Command&gt;${implantPath}&lt;/Command&gt;&lt;/Exec&gt;`],
      ]),
    },
  });
}

/** The beacon. The machine starts anew on Monday 24; the Run key then starts the implant again. */
function report(scene: Scene, implant: Process): void {
  const last = at('2025-11-27T04:31:00');
  const restart = scene.bootAt(victimDesk, last);
  let reporter = implant;
  let time = at('2025-11-18T08:43:20');
  while (time < last) {
    if (reporter === implant && time > restart.from) {
      if (restart.explorer === null) throw new Error(`Nobody works at ${victimDesk.name}.`);
      time = restart.explorer.start + 47 * second;
      reporter = startProcess(scene, {
        at: time - 6 * second,
        session: restart.explorer.session,
        parent: restart.explorer,
        image: implantPath,
        integrity: 'Medium',
      });
    }
    connect(scene, reporter, { at: time, ...control });
    if (scene.random.chance(0.04)) sampled(scene, time);
    time += Math.round(10 * minute * (0.8 + 0.4 * scene.random.next()));
  }
}

/** What the samples of firewall and name server hold of the reports. */
function sampled(scene: Scene, time: number): void {
  const { ip, name } = control;
  answerName(scene, { at: time - 30_000, host: victimDesk, name, ip });
  recordSession(scene, {
    at: time,
    host: victimDesk,
    ip,
    name,
    seconds: scene.random.int(1, 4),
    sent: scene.random.int(900, 1400),
    received: scene.random.int(700, 5200),
  });
}

function raiseScript(scene: Scene, powershell: Process): string {
  const host = hostEntity(victimDesk);
  const account = accountEntity(victim);
  return raiseAlert(scene, {
    from: powershell.start,
    to: powershell.start + 6 * second,
    name: 'Suspicious PowerShell command line',
    severity: 'Medium',
    description:
      'An Office application started PowerShell with an encoded command that fetched a program.',
    provider: 'MDATP',
    tactics: 'Execution',
    techniques: ['T1059.001', 'T1204.002', 'T1105'],
    entities: [
      host,
      account,
      processEntity(powershell, { Host: host, Account: account }),
      { ...fileEntity(implantPath, implantHash), Host: host },
      ipEntity(intruder.delivery),
      { Type: 'url', Url: implantUrl },
    ],
    compromised: victimDesk.fqdn,
    status: 'New',
  });
}
