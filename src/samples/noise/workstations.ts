import { services } from '../company/addresses.ts';
import { type Host, windowsHosts, workstations } from '../company/hosts.ts';
import type { Person } from '../company/people.ts';
import { connect, openProcess, setRegistry, touchFile } from '../events/endpoint.ts';
import { logon } from '../events/logon.ts';
import { startProcess } from '../events/process.ts';
import { type Process, part, type Scene } from '../events/scene.ts';
import { day, days, hour, isWorkday, minute, second } from '../period.ts';
import { documentNames, openDocument } from './documents.ts';

/** Every employee's working days at their own machine. */
export function workAtDesks(scene: Scene): void {
  for (const host of workstations) {
    const desk = part(scene, host.name);
    for (const start of days) if (isWorkday(start)) workDay(desk, host, start);
  }
}

/** A moment of the working day (07:00 to 16:00 UTC), rarely at lunch, while that program runs. */
function workMoment({ random }: Scene, start: number, program: Process): number {
  const moment = random.int(0, 9 * 3600 - 1);
  const lunch = moment > 4 * 3600 && moment < 5 * 3600 && random.chance(0.6);
  const time = start + 7 * hour + (lunch ? moment - 5400 : moment) * second;
  return Math.max(time, program.start + 10 * second) + random.int(0, 999_999);
}

function workDay(scene: Scene, host: Host, start: number): void {
  const { owner } = host;
  if (owner === null || scene.random.chance(0.06)) return;
  const { random } = scene;
  const morning = Math.max(
    start + 6 * hour + random.int(20, 85) * minute,
    scene.bootAt(host, start + day).from + 3 * minute,
  );
  const { explorer, scheduler } = scene.bootAt(host, morning);
  if (explorer === null) return;
  const { session } = explorer;
  if ((start / day) % 7 !== 4) {
    logon(scene, { at: morning, host, account: owner, type: 7, protocol: 'Negotiate' });
  }
  const open = (image: string, time: number, commandLine?: string): Process =>
    startProcess(scene, {
      at: time,
      session,
      parent: explorer,
      image,
      integrity: 'Medium',
      ...(commandLine === undefined ? {} : { commandLine }),
    });
  const outlook = open('OUTLOOK.EXE', morning + random.int(20, 200) * second);
  const teams = open('ms-teams.exe', morning + random.int(20, 90) * second);
  const browserName = owner.department === 'Engineering' ? 'chrome.exe' : 'msedge.exe';
  const browser = open(browserName, morning + random.int(3, 40) * minute);
  for (const [program, count] of [
    [outlook, 4],
    [teams, 4],
    [browser, 12],
  ] as const) {
    for (let index = 0; index < count; index++) talk(scene, program, start, program === browser);
  }
  browse(scene, browser, start);
  for (let index = random.int(2, 5); index > 0; index--) {
    const parent = random.chance(0.4) ? outlook : explorer;
    openDocument(scene, parent, owner, workMoment(scene, start, parent));
  }
  housekeeping(scene, scheduler, start);
  craft(scene, owner, explorer, start);
}

function talk(scene: Scene, program: Process, start: number, anywhere: boolean): void {
  const { random } = scene;
  const [name, ip] = anywhere
    ? random.pick(services)
    : random.pick(services.slice(0, program.program.fileName === 'OUTLOOK.EXE' ? 2 : 4));
  connect(scene, program, {
    at: workMoment(scene, start, program),
    ip,
    port: 443,
    name,
  });
}

function browse(scene: Scene, browser: Process, start: number): void {
  const { random } = scene;
  const path = `C:\\Users\\${browser.session.account.name}\\Downloads\\`;
  for (let tabs = random.int(2, 6); tabs > 0; tabs--) {
    const time = workMoment(scene, start, browser);
    startProcess(scene, {
      at: time,
      session: browser.session,
      parent: browser,
      image: browser.program.path,
      commandLine: `"${browser.program.path}" --type=renderer --lang=en-GB --renderer-client-id=${random.int(5, 220)}`,
      integrity: 'Low',
    });
    if (random.chance(0.35)) {
      touchFile(scene, browser, {
        at: time + random.int(4, 90) * second,
        path: `${path}${random.pick(documentNames)} (${random.int(1, 60)}).pdf`,
        sizeBytes: random.int(20_000, 4_000_000),
        originUrl: `https://${random.pick(services)[0]}/`,
      });
    }
  }
}

const tasks = [
  ['taskhostw.exe', 'taskhostw.exe Install $(Arg0)'],
  [
    'backgroundTaskHost.exe',
    'backgroundTaskHost.exe -ServerName:App.AppXmtcan0h2tfbfy7k9kn8hbxb6dmzz1zh0.mca',
  ],
  ['RuntimeBroker.exe', 'C:\\Windows\\System32\\RuntimeBroker.exe -Embedding'],
  ['SearchProtocolHost.exe', 'SearchProtocolHost.exe Global\\UsGthrFltPipeMssGthrPipe1_ 1'],
  ['gpupdate.exe', 'gpupdate.exe /target:user'],
] as const;

function housekeeping(scene: Scene, scheduler: Process, start: number): void {
  const { random } = scene;
  for (let count = random.int(3, 7); count > 0; count--) {
    const [image, commandLine] = random.pick(tasks);
    startProcess(scene, {
      at: workMoment(scene, start, scheduler),
      session: scheduler.session,
      parent: scheduler,
      image,
      commandLine,
    });
  }
  const inventory = startProcess(scene, {
    at: start + 9 * hour + random.int(0, 1800) * second,
    session: scheduler.session,
    parent: scheduler,
    image: 'powershell.exe',
    commandLine:
      'powershell.exe -NoProfile -NonInteractive -File \\\\norrvik.example\\NETLOGON\\inventory.ps1',
  });
  setRegistry(scene, inventory, {
    at: inventory.start + 3 * second,
    key: 'HKEY_LOCAL_MACHINE\\SOFTWARE\\Norrvik\\Inventory',
    name: 'LastRun',
    data: String(Math.floor(inventory.start / second)),
  });
}

/** What only some departments run. */
function craft(scene: Scene, owner: Person, explorer: Process, start: number): void {
  const { random } = scene;
  const open = (parent: Process, image: string, time: number, commandLine?: string): Process =>
    startProcess(scene, {
      at: time,
      session: explorer.session,
      parent,
      image,
      integrity: 'Medium',
      ...(commandLine === undefined ? {} : { commandLine }),
    });
  const time = workMoment(scene, start, explorer);
  if (owner.title.endsWith('ware Engineer') && !owner.title.startsWith('Hardware')) {
    const editor = open(explorer, 'Code.exe', time);
    for (let count = random.int(1, 4); count > 0; count--) {
      const shell = open(editor, 'cmd.exe', time + random.int(60, 3000) * second, 'cmd.exe');
      const command = random.pick([
        'git.exe pull --rebase',
        'git.exe fetch --all',
        'node.exe build.mjs',
      ]);
      open(shell, command.split(' ')[0] ?? '', shell.start + random.int(1, 9) * second, command);
    }
  } else if (owner.title === 'Hardware Engineer') {
    open(explorer, 'X2.EXE', time);
  } else if (owner.department === 'Operations') {
    const planner = open(explorer, 'planner.exe', time);
    connect(scene, planner, { at: time + 2 * second, ip: '10.20.1.31', port: 1433 });
  } else if (owner.department === 'IT') {
    const shell = open(explorer, 'powershell.exe', time, 'powershell.exe');
    const tool = random.pick([
      'ipconfig.exe /all',
      'nltest.exe /dsgetdc:norrvik.example',
      'whoami.exe',
      'net.exe use',
    ]);
    open(shell, tool.split(' ')[0] ?? '', time + random.int(5, 200) * second, tool);
    if (random.chance(0.5)) open(explorer, 'mmc.exe', time + 20 * minute, 'mmc.exe dsa.msc');
  } else if (owner.name === 'kwestman' && (start / day) % 7 === 4) {
    closeOfWeek(scene, explorer, time);
  }
}

/** A workbook of the finance department whose macro, quite innocently, starts a shell each week. */
function closeOfWeek(scene: Scene, explorer: Process, time: number): void {
  const { session } = explorer;
  const excel = startProcess(scene, {
    at: time,
    session,
    parent: explorer,
    image: 'EXCEL.EXE',
    commandLine:
      '"C:\\Program Files\\Microsoft Office\\root\\Office16\\EXCEL.EXE" "F:\\Finance\\Reporting\\Weekly close.xlsm"',
  });
  startProcess(scene, {
    at: time + 40 * second,
    session,
    parent: excel,
    image: 'cmd.exe',
    commandLine:
      'cmd.exe /c copy /y F:\\Finance\\Reporting\\export.csv \\\\nvk-fs01\\Finance\\Reporting\\archive',
  });
}

/** The antivirus looks at LSASS all day: what makes its memory being read worth a second look. */
export function guardMemory(scene: Scene): void {
  for (const host of windowsHosts) {
    if (!host.sysmon) continue;
    const random = scene.random.fork(host.name);
    for (const start of days) {
      for (let count = random.int(2, 5); count > 0; count--) {
        const at = start + random.int(6 * 3600, 20 * 3600) * second;
        if ((scene.boots.get(host)?.[0]?.from ?? at) + hour >= at) continue;
        const { antivirus, lsass } = scene.bootAt(host, at);
        openProcess(scene, antivirus, {
          at,
          target: lsass,
          granted: random.pick(['0x1000', '0x1410', '0x101000']),
          callTrace:
            'C:\\Windows\\SYSTEM32\\ntdll.dll+9d4c4|C:\\Windows\\System32\\KERNELBASE.dll+2c0ee|C:\\Program Files\\Windows Defender\\mpsvc.dll+8a1c0',
        });
      }
    }
  }
}
