import { scanners } from '../company/addresses.ts';
import { deskOf, type Host, hostNamed, linuxHosts } from '../company/hosts.ts';
import { execute, type LinuxUser, root, sshLogin, sudo, syslog } from '../events/linux.ts';
import type { Scene } from '../events/scene.ts';
import { days, hour, isWorkday, minute, second } from '../period.ts';

/** The Linux administrator, and the account under which customers' files are kept. */
export const linuxAdmin: LinuxUser = { name: 'salbrecht', uid: 1001 };
export const adminKey = 'q3mPbV0sJf8n5TtLw2Yh7KxCz1RduAeGQvN4iUo9Bks';

const knockers = ['root', 'admin', 'test', 'oracle', 'ubuntu', 'git', 'postgres'];

/** Cron, SSH, sudo and strangers at the door of the Linux servers. */
export function runLinux(scene: Scene): void {
  for (const host of linuxHosts) {
    for (const start of days) {
      cron(scene, host, start);
      if (host.name === 'nvk-web01') strangers(scene, host, start);
      if (isWorkday(start)) administer(scene, host, start);
    }
  }
}

function cron(scene: Scene, host: Host, start: number): void {
  const { random } = scene;
  for (let time = start + 17 * minute; time < start + 24 * hour; time += hour) {
    const at = time + random.int(0, 999_999);
    const pid = random.int(2000, 60_000);
    syslog(scene, {
      at,
      host,
      facility: 'cron',
      process: 'CRON',
      pid,
      message: '(root) CMD (   cd / && run-parts --report /etc/cron.hourly)',
    });
    if (Math.floor((time - start) / hour) % 3 === 0) {
      execute(scene, {
        at: at + 30_000,
        host,
        pid: pid + 1,
        ppid: pid,
        login: root,
        user: root,
        session: random.int(100, 9000),
        exe: '/usr/bin/run-parts',
        argv: ['run-parts', '--report', '/etc/cron.hourly'],
        cwd: '/',
      });
    }
  }
  syslog(scene, {
    at: start + 6 * hour + random.int(0, 900) * second,
    host,
    facility: 'daemon',
    process: 'systemd',
    pid: 1,
    message: 'Starting Daily apt upgrade and clean activities...',
  });
}

function strangers(scene: Scene, host: Host, start: number): void {
  const { random } = scene;
  for (let count = random.int(25, 60); count > 0; count--) {
    const name = random.pick(knockers);
    syslog(scene, {
      at: start + random.int(0, 86_399) * second + random.int(0, 999_999),
      host,
      facility: 'auth',
      process: 'sshd',
      pid: random.int(2000, 60_000),
      message: `Failed password for ${name === 'root' ? '' : 'invalid user '}${name} from ${random.pick(scanners)} port ${random.int(30_000, 62_000)} ssh2`,
    });
  }
}

const sudoCommands: readonly (readonly [exe: string, argv: readonly string[]])[] = [
  ['/usr/bin/systemctl', ['systemctl', 'status', 'nginx']],
  ['/usr/bin/systemctl', ['systemctl', 'reload', 'nginx']],
  ['/usr/bin/apt', ['apt', 'upgrade']],
  ['/usr/bin/journalctl', ['journalctl', '-u', 'ssh', '-n', '100']],
  ['/usr/bin/tail', ['tail', '-n', '50', '/var/log/syslog']],
  ['/usr/bin/df', ['df', '-h']],
];

const plainCommands: readonly (readonly [exe: string, argv: readonly string[]])[] = [
  ['/usr/bin/ls', ['ls', '-la']],
  ['/usr/bin/less', ['less', '/var/log/nginx/access.log']],
  ['/usr/bin/uptime', ['uptime']],
  ['/usr/bin/vim.basic', ['vim', '/etc/nginx/nginx.conf']],
];

function administer(scene: Scene, host: Host, start: number): void {
  const { random } = scene;
  if (random.chance(0.45)) return;
  let at = start + 7.5 * hour + random.int(0, 27_000) * second;
  const pid = random.int(2000, 50_000);
  const session = random.int(100, 9000);
  const from = random.chance(0.3) ? hostNamed('NVK-JMP01') : deskOf('salbrecht');
  sshLogin(scene, { at, host, user: linuxAdmin, from: from.ip, pid, fingerprint: adminKey });
  for (let count = random.int(2, 6); count > 0; count--) {
    at += random.int(4, 240) * second;
    const [exe, argv] = random.pick(random.chance(0.5) ? sudoCommands : plainCommands);
    const command = {
      at,
      host,
      pid: pid + count * 12,
      ppid: pid + 2,
      login: linuxAdmin,
      session,
      exe,
      argv,
      cwd: '/home/salbrecht',
    };
    if (sudoCommands.some(([, known]) => known === argv)) sudo(scene, command);
    else execute(scene, { ...command, user: linuxAdmin });
  }
  syslog(scene, {
    at: at + minute,
    host,
    facility: 'authpriv',
    process: 'sshd',
    pid,
    message: `pam_unix(sshd:session): session closed for user ${linuxAdmin.name}`,
  });
}
