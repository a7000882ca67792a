import { company } from '../company/company.ts';
import { type Host, hostNamed, windowsHosts, workstations } from '../company/hosts.ts';
import { account } from '../company/people.ts';
import { eventData, securityEvent } from '../events/directory.ts';
import { loadImage, setRegistry } from '../events/endpoint.ts';
import { logoff, logon, systemSession } from '../events/logon.ts';
import { startProcess } from '../events/process.ts';
import type { Scene } from '../events/scene.ts';
import { at, days, hour, isWorkday, minute, period, second } from '../period.ts';

/** Changes that ordinary software and administrators make: services, tasks, Run keys, accounts, groups. */
export function changeMachines(scene: Scene): void {
  const { random } = scene;
  for (const host of windowsHosts) {
    const start = random.pick(days.filter(isWorkday)) + 9 * hour + random.int(0, 20_000) * second;
    updateBrowser(scene, host, start);
    if (host.owner !== null) autostart(scene, host, start + random.int(1, 40) * minute);
  }
  welcome(scene);
  for (const host of workstations) if (host.sysmon) runMacros(scene, host);
}

function updateBrowser(scene: Scene, host: Host, time: number): void {
  const session = systemSession(host);
  securityEvent(scene, time, {
    host,
    session,
    id: 4697,
    task: 12289,
    activity: 'A service was installed in the system.',
    row: {
      ServiceName: 'MicrosoftEdgeElevationService',
      ServiceFileName:
        '"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\142.0.3595.65\\elevation_service.exe"',
      ServiceType: '0x10',
      ServiceStartType: 3,
      ServiceAccount: 'LocalSystem',
    },
  });
  const task = scene.random.pick([
    '\\MicrosoftEdgeUpdateTaskMachineCore',
    '\\Microsoft\\Windows\\UpdateOrchestrator\\Schedule Work',
    '\\Microsoft\\Office\\Office Automatic Updates 2.0',
  ]);
  securityEvent(scene, time + 40 * second, {
    host,
    session,
    id: 4698,
    task: 12804,
    activity: 'A scheduled task was created.',
    row: {
      EventData: eventData([
        ['TaskName', task],
        [
          'TaskContent',
          '&lt;Exec&gt;&lt;Command&gt;C:\\Windows\\System32\\usoclient.exe&lt;/Command&gt;&lt;/Exec&gt;',
        ],
      ]),
    },
  });
}

function autostart(scene: Scene, host: Host, time: number): void {
  const { explorer } = scene.bootAt(host, time);
  if (explorer === null) return;
  const [name, path] = scene.random.pick([
    ['Teams', 'ms-teams.exe msteams:system-initiated'],
    [
      'MicrosoftEdgeAutoLaunch',
      '"C:\\Program Files (x86)\\Microsoft\\Edge\\Application\\msedge.exe" --no-startup-window',
    ],
  ] as const);
  setRegistry(scene, explorer, {
    at: time,
    key: 'HKEY_CURRENT_USER\\Software\\Microsoft\\Windows\\CurrentVersion\\Run',
    name,
    data: path,
  });
}

/** A colleague who begins in December gets an account and groups. */
function welcome(scene: Scene): void {
  const time = at('2025-11-13T09:24:10');
  const controller = hostNamed('NVK-DC01');
  const session = logon(scene, {
    at: time - minute,
    host: controller,
    account: account('adm-meklund'),
    type: 3,
    from: hostNamed('NVK-JMP01'),
    elevated: true,
  });
  const sid = `${company.domainSid}-1138`;
  const member = { TargetDomainName: company.netbios, TargetSid: sid, SamAccountName: 'lsoder' };
  securityEvent(scene, time, {
    host: controller,
    session,
    id: 4720,
    task: 13824,
    activity: 'A user account was created.',
    row: { ...member, TargetUserName: 'lsoder', TargetAccount: `${company.netbios}\\lsoder` },
  });
  for (const [index, group] of ['Operations', 'VPN Users'].entries()) {
    securityEvent(scene, time + (index + 1) * 14 * second, {
      host: controller,
      session,
      id: 4728,
      task: 13826,
      activity: 'A member was added to a security-enabled global group.',
      row: {
        TargetDomainName: company.netbios,
        TargetUserName: group,
        TargetAccount: `${company.netbios}\\${group}`,
        TargetSid: `${company.domainSid}-${1501 + index}`,
        MemberName: 'CN=Linnea Soder,OU=Operations,DC=norrvik,DC=example',
        MemberSid: sid,
      },
    });
  }
  logoff(scene, session, time + 4 * minute);
}

/** Workbooks with macros, which load the language's library. */
function runMacros(scene: Scene, host: Host): void {
  for (const start of days) {
    if (!isWorkday(start) || scene.random.chance(0.7)) continue;
    const time = start + 10 * hour + scene.random.int(0, 18_000) * second;
    const { explorer } = scene.bootAt(host, time);
    if (explorer === null) continue;
    const excel = startProcess(scene, {
      at: time,
      session: explorer.session,
      parent: explorer,
      image: 'EXCEL.EXE',
      commandLine: `"C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE" "F:\\Templates\\Report ${Math.floor((time - period.from) / hour)}.xlsm"`,
      integrity: 'Medium',
    });
    loadImage(scene, excel, {
      at: time + 4 * second,
      path: 'C:\\Program Files\\Microsoft Office\\root\\vfs\\ProgramFilesCommonX64\\Microsoft Shared\\VBA\\VBA7.1\\VBE7.DLL',
      signature: 'Microsoft Corporation',
    });
  }
}
