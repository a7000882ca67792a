// Seeded log lines for the benchmarks: `line(n, random)` gives the n-th line of a log.
const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun'];
const two = (n) => String(n).padStart(2, '0');
const pick = (random, list) => list[Math.floor(random() * list.length)];
const clock = (n) =>
  `${two(Math.floor(n / 3600) % 24)}:${two(Math.floor(n / 60) % 60)}:${two(n % 60)}`;
const address = (random) =>
  `10.${Math.floor(random() * 4)}.${Math.floor(random() * 256)}.${Math.floor(random() * 256)}`;

const syslogTexts = [
  [
    'sshd',
    (r) =>
      `Failed password for invalid user admin from ${address(r)} port ${Math.floor(r() * 60000)} ssh2`,
  ],
  [
    'sshd',
    (r) =>
      `Accepted publickey for deploy from ${address(r)} port ${Math.floor(r() * 60000)} ssh2: RSA SHA256:q7fJ`,
  ],
  ['CRON', () => '(root) CMD (/usr/lib/sysstat/debian-sa1 1 1)'],
  ['systemd', (r) => `Started Session ${Math.floor(r() * 1e5)} of user deploy.`],
  [
    'sudo',
    () => 'deploy : TTY=pts/0 ; PWD=/home/deploy ; USER=root ; COMMAND=/usr/bin/apt-get update',
  ],
];

export function syslogLine(n, random) {
  const [process, text] = pick(random, syslogTexts);
  const second = Math.floor(n / 40);
  const day = Math.floor(second / 86400);
  const stamp = `${months[Math.floor(day / 28) % 6]} ${String((day % 28) + 1).padStart(2)} ${clock(second)}`;
  return `${stamp} web${Math.floor(random() * 30)} ${process}[${Math.floor(random() * 40000)}]: ${text(random)}`;
}

const paths = [
  '/',
  '/login',
  '/static/app.js?v=31',
  '/api/v1/items?page=2&size=50',
  '/images/logo.png',
  '/wp-login.php',
];
const agents = [
  'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/124.0 Safari/537.36',
  'curl/8.5.0',
  'Mozilla/5.0 (compatible; Googlebot/2.1; +http://www.google.com/bot.html)',
];

export function accessLine(n, random) {
  const second = Math.floor(n / 100);
  const day = two((Math.floor(second / 86400) % 28) + 1);
  const status = pick(random, [200, 200, 200, 302, 404, 500]);
  return `${address(random)} - - [${day}/May/2024:${clock(second)} +0000] "GET ${pick(random, paths)} HTTP/1.1" ${status} ${Math.floor(random() * 90000)} "https://shop.example/" "${pick(random, agents)}"`;
}

export function auditdLine(n, random) {
  const id = `${1700000000 + Math.floor(n / 50)}.${String(n % 1000).padStart(3, '0')}:${n}`;
  const pid = Math.floor(random() * 40000);
  return `type=SYSCALL msg=audit(${id}): arch=c000003e syscall=59 success=yes exit=0 a0=55d0 a1=55d1 a2=55d2 a3=8 items=2 ppid=${pid} pid=${pid + 1} auid=1000 uid=0 gid=0 euid=0 suid=0 fsuid=0 egid=0 sgid=0 fsgid=0 tty=pts0 ses=${Math.floor(random() * 90)} comm="${pick(random, ['ls', 'bash', 'curl'])}" exe="/usr/bin/${pick(random, ['ls', 'bash', 'curl'])}" key="exec"`;
}

export const zeekHeader = [
  '#separator \\x09',
  '#set_separator\t,',
  '#empty_field\t(empty)',
  '#unset_field\t-',
  '#path\tconn',
  '#fields\tts\tuid\tid.orig_h\tid.orig_p\tid.resp_h\tid.resp_p\tproto\tservice\tduration\torig_bytes\tresp_bytes\tconn_state\tlocal_orig\tmissed_bytes\thistory\torig_pkts\torig_ip_bytes\tresp_pkts\ttunnel_parents',
  '#types\ttime\tstring\taddr\tport\taddr\tport\tenum\tstring\tinterval\tcount\tcount\tstring\tbool\tcount\tstring\tcount\tcount\tcount\tset[string]',
  '',
].join('\n');

export function zeekLine(n, random) {
  const bytes = Math.floor(random() * 1e6);
  return [
    `${1700000000 + Math.floor(n / 30)}.${String(Math.floor(random() * 1e6)).padStart(6, '0')}`,
    `C${Math.floor(random() * 2 ** 50).toString(36)}`,
    address(random),
    Math.floor(random() * 65536),
    address(random),
    pick(random, [53, 80, 443]),
    pick(random, ['tcp', 'udp']),
    pick(random, ['dns', 'ssl', '-']),
    random() < 0.3 ? '-' : (random() * 9).toFixed(6),
    bytes,
    bytes * 3,
    'SF',
    pick(random, ['T', 'F']),
    0,
    'ShADadFf',
    12,
    800,
    14,
    '(empty)',
  ].join('\t');
}
