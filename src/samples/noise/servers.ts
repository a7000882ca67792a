import {
  deskOf,
  type Host,
  hostNamed,
  servers,
  windowsHosts,
  workstations,
} from '../company/hosts.ts';
import { account } from '../company/people.ts';
import { encodePowerShell } from '../encode.ts';
import { connect, touchFile } from '../events/endpoint.ts';
import { explicitCredentials, failedLogon, logoff, logon } from '../events/logon.ts';
import { startProcess } from '../events/process.ts';
import type { Scene } from '../events/scene.ts';
import { day, days, hour, isWorkday, minute, period, second } from '../period.ts';

/** Scheduled work of the Windows servers: maintenance, backup, reports, the monitoring agent. */
export function runServers(scene: Scene): void {
  const windowsServers = servers.filter(({ kind }) => kind !== 'linux');
  for (const host of windowsServers) {
    for (const start of days) {
      maintain(scene, host, start);
      monitor(scene, host, start);
    }
  }
  for (const start of days) {
    backup(scene, start);
    database(scene, start);
    if (isWorkday(start)) administer(scene, start);
  }
  scanWeekly(scene);
}

const chores = [
  ['taskhostw.exe', 'taskhostw.exe'],
  ['defrag.exe', 'C:\\Windows\\system32\\defrag.exe -c -h -k -g -$'],
  ['gpupdate.exe', 'gpupdate.exe /target:computer'],
  ['WmiPrvSE.exe', 'C:\\Windows\\system32\\wbem\\wmiprvse.exe -secured -Embedding'],
  [
    'rundll32.exe',
    'C:\\Windows\\system32\\rundll32.exe C:\\Windows\\system32\\PcaSvc.dll,PcaPatchSdbTask',
  ],
] as const;

function maintain(scene: Scene, host: Host, start: number): void {
  const { random } = scene;
  for (let count = random.int(6, 10); count > 0; count--) {
    const at = start + 5 * minute + random.int(0, 86_000) * second;
    const { scheduler } = scene.bootAt(host, at);
    const [image, commandLine] = random.pick(chores);
    startProcess(scene, {
      at: Math.max(at, scheduler.start + second),
      session: scheduler.session,
      parent: scheduler,
      image,
      commandLine,
    });
  }
}

const healthCheck = encodePowerShell(
  "Get-CimInstance Win32_LogicalDisk -Filter 'DriveType=3' | Select-Object DeviceID,FreeSpace,Size | ConvertTo-Json",
);

/** Twice a day the monitoring agent runs an encoded, quite innocent, PowerShell command. */
function monitor(scene: Scene, host: Host, start: number): void {
  for (const when of [4 * hour, 16 * hour]) {
    const at = start + when + scene.random.int(0, 600) * second;
    const { services } = scene.bootAt(host, at);
    const agent = startProcess(scene, {
      at,
      session: services.session,
      parent: services,
      image: 'gc_worker.exe',
    });
    startProcess(scene, {
      at: at + 2 * second,
      session: services.session,
      parent: agent,
      image: 'powershell.exe',
      commandLine: `powershell.exe -NoProfile -NonInteractive -EncodedCommand ${healthCheck}`,
    });
    connect(scene, agent, {
      at: at + 5 * second,
      ip: '20.50.88.235',
      port: 443,
      name: 'weu.agentsvc.azure-automation.net',
    });
  }
}

/** The nightly backup signs in to the servers that keep data, over the network, and copies. */
function backup(scene: Scene, start: number): void {
  const backupHost = hostNamed('NVK-BKP01');
  const begin = start + 20 * hour + 30 * minute + scene.random.int(0, 240) * second;
  const { services } = scene.bootAt(backupHost, begin);
  const agent = startProcess(scene, {
    at: begin,
    session: services.session,
    parent: services,
    image: 'Veeam.EndPoint.Service.exe',
  });
  for (const [index, name] of ['NVK-FS01', 'NVK-SQL01', 'NVK-APP01'].entries()) {
    const host = hostNamed(name);
    const at = begin + index * 11 * minute + scene.random.int(5, 50) * second;
    const session = logon(scene, {
      at,
      host,
      account: account('svc-backup'),
      type: 3,
      from: backupHost,
      elevated: true,
    });
    connect(scene, agent, { at, ip: host.ip, port: 445 });
    touchFile(scene, agent, {
      at: at + 9 * minute,
      path: `D:\\Backup\\${name}\\${name}_${new Date(start / 1000).toISOString().slice(0, 10)}.vbk`,
      sizeBytes: scene.random.int(2_000_000_000, 9_000_000_000),
    });
    logoff(scene, session, at + 10 * minute);
  }
}

function database(scene: Scene, start: number): void {
  const host = hostNamed('NVK-SQL01');
  const at = start + 2 * hour + scene.random.int(0, 300) * second;
  const { scheduler } = scene.bootAt(host, at);
  const session = logon(scene, { at, host, account: account('svc-sql'), type: 4, elevated: true });
  const shell = startProcess(scene, {
    at: at + second,
    session,
    parent: scheduler,
    image: 'cmd.exe',
    commandLine: 'cmd.exe /c D:\\Jobs\\nightly.cmd',
  });
  startProcess(scene, {
    at: at + 2 * second,
    session,
    parent: shell,
    image: 'sqlcmd.exe',
    commandLine: 'sqlcmd.exe -E -S localhost -i D:\\Jobs\\rebuild_indexes.sql',
  });
  startProcess(scene, {
    at: at + 600 * second,
    session,
    parent: shell,
    image: 'robocopy.exe',
    commandLine: 'robocopy.exe D:\\Export \\\\nvk-fs01\\Finance\\Import /E /R:2',
  });
  logoff(scene, session, at + 20 * minute);
}

/** The administrators' rounds: remote desktop to a server or, rarely, help at somebody's desk. */
function administer(scene: Scene, start: number): void {
  const { random } = scene;
  for (const name of ['jlindqvist', 'meklund']) {
    if (random.chance(0.3)) continue;
    const at = start + 8 * hour + random.int(0, 7 * 3600) * second;
    const from = deskOf(name);
    const help = random.chance(0.2);
    const host = help
      ? random.pick(workstations)
      : hostNamed(random.pick(['NVK-JMP01', 'NVK-FS01', 'NVK-APP01', 'NVK-SQL01']));
    const { explorer } = scene.bootAt(from, Math.max(at, start + 8 * hour));
    if (explorer === null || host === from) continue;
    const client = startProcess(scene, {
      at,
      session: explorer.session,
      parent: explorer,
      image: 'mstsc.exe',
      commandLine: `"C:\\Windows\\System32\\mstsc.exe" /v:${host.name.toLowerCase()}`,
    });
    const admin = account(`adm-${name}`);
    explicitCredentials(scene, {
      at: at + 3 * second,
      session: explorer.session,
      account: admin,
      target: host,
      program: 'C:\\Windows\\System32\\lsass.exe',
    });
    connect(scene, client, { at: at + 2 * second, ip: host.ip, port: 3389 });
    const session = logon(scene, {
      at: at + 4 * second,
      host,
      account: admin,
      type: 10,
      from,
      protocol: 'Negotiate',
      elevated: true,
    });
    startProcess(scene, {
      at: at + 8 * second,
      session,
      parent: scene.bootAt(host, at).services,
      image: 'rdpclip.exe',
      commandLine: 'rdpclip',
    });
    logoff(scene, session, at + random.int(5, 55) * minute);
  }
}

/** Each Sunday the vulnerability scanner signs in everywhere; it also tries passwords that must fail. */
function scanWeekly(scene: Scene): void {
  const scanner = hostNamed('NVK-APP01');
  for (let week = 0; week < 4; week++) {
    let at = period.from + week * 7 * day + 6 * day + 3 * hour;
    for (const host of windowsHosts) {
      at += scene.random.int(20, 90) * second;
      if (scene.random.chance(0.25)) {
        failedLogon(scene, {
          at: at - second,
          host,
          account: account('svc-scan'),
          type: 3,
          from: scanner,
          protocol: 'NTLM',
        });
      }
      const session = logon(scene, {
        at,
        host,
        account: account('svc-scan'),
        type: 3,
        from: scanner,
        protocol: 'NTLM',
        elevated: true,
      });
      logoff(scene, session, at + scene.random.int(30, 400) * second);
    }
  }
}
