import type { Host } from '../company/hosts.ts';
import type { Scene } from './scene.ts';

/** Write a line of syslog. */
export function syslog(
  scene: Scene,
  line: {
    at: number;
    host: Host;
    facility: string;
    severity?: string;
    process: string;
    pid: number;
    message: string;
  },
): void {
  const { host } = line;
  scene.recorder.add('Syslog', line.at, {
    Computer: host.name,
    HostName: host.name,
    HostIP: host.ip,
    Facility: line.facility,
    SeverityLevel: line.severity ?? 'info',
    SyslogMessage: line.message,
    ProcessID: line.pid,
    ProcessName: line.process,
    CollectorHostName: 'nvk-log01',
  });
}

/** A program that runs on Linux, as auditd sees it. */
export interface LinuxCommand {
  at: number;
  host: Host;
  pid: number;
  ppid: number;
  /** Who signed in (`auid`) and as whom it runs (`uid`). */
  login: LinuxUser;
  user: LinuxUser;
  session: number;
  exe: string;
  argv: readonly string[];
  cwd: string;
  key?: string;
}

export interface LinuxUser {
  name: string;
  uid: number;
}

export const root: LinuxUser = { name: 'root', uid: 0 };

/** Run a program: auditd's SYSCALL, EXECVE and CWD records, which share a serial number. */
export function execute(scene: Scene, command: LinuxCommand): void {
  const { host, at, argv, exe, login, user } = command;
  const serial = String(Math.floor(at / 250_000) % 10_000_000);
  const stamp = `${(Math.floor(at / 1000) / 1000).toFixed(3)}:${serial}`;
  const common = { Computer: host.name, node: host.name, AuditID: stamp, SerialNumber: serial };
  const comm = (argv[0] ?? '').slice((argv[0] ?? '').lastIndexOf('/') + 1).slice(0, 15);
  const key = command.key ?? 'exec';
  const syscall =
    `arch=c000003e syscall=59 success=yes exit=0 ppid=${command.ppid} pid=${command.pid} ` +
    `auid=${login.uid} uid=${user.uid} gid=${user.uid} euid=${user.uid} egid=${user.uid} tty=pts0 ` +
    `ses=${command.session} comm="${comm}" exe="${exe}" key="${key}"`;
  scene.recorder.add('LinuxAuditLog', at, common, {
    RecordType: 'SYSCALL',
    arch: 'c000003e',
    syscall: 'execve',
    success: 'yes',
    exit: '0',
    ppid: command.ppid,
    pid: command.pid,
    auid: login.uid,
    uid: user.uid,
    gid: user.uid,
    euid: user.uid,
    egid: user.uid,
    audit_user: login.name,
    user: user.name,
    effective_user: user.name,
    group: user.name,
    tty: 'pts0',
    ses: command.session,
    comm,
    exe,
    key,
    RawRecord: `type=SYSCALL msg=audit(${stamp}): ${syscall}`,
  });
  const words = argv.map((word, index) => `a${index}="${word}"`).join(' ');
  scene.recorder.add('LinuxAuditLog', at, common, {
    RecordType: 'EXECVE',
    argc: argv.length,
    a0: argv[0] ?? '',
    a1: argv[1] ?? '',
    a2: argv[2] ?? '',
    a3: argv[3] ?? '',
    argv: JSON.stringify(argv),
    cmdline: argv.join(' '),
    RawRecord: `type=EXECVE msg=audit(${stamp}): argc=${argv.length} ${words}`,
  });
  scene.recorder.add('LinuxAuditLog', at, common, {
    RecordType: 'CWD',
    cwd: command.cwd,
    RawRecord: `type=CWD msg=audit(${stamp}): cwd="${command.cwd}"`,
  });
}

/** Run something through sudo: the line in syslog and the two programs in auditd. */
export function sudo(
  scene: Scene,
  command: Omit<LinuxCommand, 'user' | 'exe'> & { exe: string },
): void {
  const { at, host, login, argv, cwd } = command;
  const line = [command.exe, ...argv.slice(1)].join(' ');
  syslog(scene, {
    at,
    host,
    facility: 'authpriv',
    severity: 'notice',
    process: 'sudo',
    pid: command.pid,
    message: `${login.name.padStart(8)} : TTY=pts/0 ; PWD=${cwd} ; USER=root ; COMMAND=${line}`,
  });
  execute(scene, {
    ...command,
    user: root,
    exe: '/usr/bin/sudo',
    argv: ['sudo', ...argv],
    key: 'sudo',
  });
  execute(scene, {
    ...command,
    at: at + 30_000,
    user: root,
    ppid: command.pid,
    pid: command.pid + 1,
  });
}

/** Sign in with a key over SSH: sshd's and PAM's lines. */
export function sshLogin(
  scene: Scene,
  login: {
    at: number;
    host: Host;
    user: LinuxUser;
    from: string;
    pid: number;
    fingerprint: string;
  },
): void {
  const { host, user, pid } = login;
  const port = scene.random.int(40_000, 60_000);
  syslog(scene, {
    at: login.at,
    host,
    facility: 'auth',
    process: 'sshd',
    pid,
    message: `Accepted publickey for ${user.name} from ${login.from} port ${port} ssh2: ED25519 SHA256:${login.fingerprint}`,
  });
  syslog(scene, {
    at: login.at + 40_000,
    host,
    facility: 'authpriv',
    process: 'sshd',
    pid,
    message: `pam_unix(sshd:session): session opened for user ${user.name}(uid=${user.uid}) by (uid=0)`,
  });
}
