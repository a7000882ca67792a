import { type Host, windowsHosts } from '../company/hosts.ts';
import { logon, systemSession } from '../events/logon.ts';
import { type ProcessStart, startProcess } from '../events/process.ts';
import type { Boot, Process, Scene } from '../events/scene.ts';
import { at, days, hour, minute, period, second } from '../period.ts';

const patchNight = at('2025-11-12T21:30:00');

/** Start every Windows machine: workstations each Monday morning, servers at the beginning and on patch night. */
export function bootMachines(scene: Scene): void {
  for (const host of windowsHosts) {
    const starts = host.owner === null ? serverStarts(scene, host) : mondays(scene);
    scene.boots.set(
      host,
      starts.map((from) => boot(scene, host, from)),
    );
  }
}

function mondays(scene: Scene): number[] {
  return days
    .filter((_, index) => index % 7 === 0)
    .map((monday) => monday + 5 * hour + scene.random.int(20, 150) * minute);
}

function serverStarts(scene: Scene, host: Host): number[] {
  const first = period.from + scene.random.int(20, 90) * second;
  return host.kind === 'domain controller' && host.name.endsWith('2')
    ? [first]
    : [first, patchNight + scene.random.int(0, 60) * minute];
}

function boot(scene: Scene, host: Host, from: number): Boot {
  const session = systemSession(host);
  let clock = from;
  const start = (parent: Process | null, image: string, rest?: Partial<ProcessStart>): Process => {
    clock += scene.random.int(200_000, 4 * second);
    return startProcess(scene, { at: clock, session, parent, image, ...rest });
  };
  const sessions = start(null, 'smss.exe', { commandLine: '\\SystemRoot\\System32\\smss.exe' });
  const init = start(sessions, 'wininit.exe', { commandLine: 'wininit.exe' });
  const services = start(init, 'services.exe', {
    commandLine: 'C:\\Windows\\system32\\services.exe',
  });
  const lsass = start(init, 'lsass.exe', { commandLine: 'C:\\Windows\\system32\\lsass.exe' });
  for (const group of ['DcomLaunch -p', 'LocalService -p', 'NetworkService -p -s Dnscache']) {
    start(services, 'svchost.exe', {
      commandLine: `C:\\Windows\\system32\\svchost.exe -k ${group}`,
    });
  }
  const scheduler = start(services, 'svchost.exe', {
    commandLine: 'C:\\Windows\\system32\\svchost.exe -k netsvcs -p -s Schedule',
  });
  const antivirus = start(services, 'MsMpEng.exe');
  if (host.role === 'database') start(services, 'sqlservr.exe');
  if (host.owner === null) start(services, 'gc_worker.exe');
  const explorer = host.owner === null ? null : desktop(scene, host, clock, start, sessions);
  return { host, from, services, scheduler, lsass, antivirus, explorer };
}

function desktop(
  scene: Scene,
  host: Host,
  clock: number,
  start: (parent: Process | null, image: string, rest?: Partial<ProcessStart>) => Process,
  sessions: Process,
): Process {
  if (host.owner === null) throw new Error(`${host.name} has no owner.`);
  const winlogon = start(sessions, 'winlogon.exe', { commandLine: 'winlogon.exe' });
  const session = logon(scene, {
    at: clock + 25 * second,
    host,
    account: host.owner,
    type: 2,
    protocol: 'Negotiate',
    elevated: host.owner.department === 'IT',
  });
  const userinit = start(winlogon, 'userinit.exe', {
    at: clock + 27 * second,
    session,
    integrity: 'Medium',
    commandLine: 'C:\\Windows\\system32\\userinit.exe',
  });
  return start(userinit, 'explorer.exe', {
    at: clock + 28 * second,
    session,
    integrity: 'Medium',
    commandLine: 'C:\\Windows\\Explorer.EXE',
  });
}
