import { offices, scanners, services } from '../company/addresses.ts';
import { type Host, servers, workstations } from '../company/hosts.ts';
import { answerName, recordSession } from '../events/firewall.ts';
import type { Scene } from '../events/scene.ts';
import { day, days, hour, isWorkday, period, second } from '../period.ts';

/** One line of the hourly summary: who talks to where, and how much at a busy hour. */
interface Flow {
  name: string;
  ip: string;
  to: 'internet' | 'servers';
  port: number;
  top: string;
  country: string;
  /** Bytes sent in a quiet hour and what the busiest hour of a working day adds. */
  idle: number;
  busy: number;
  received: number;
}

const megabyte = 1_000_000;

function flows(): Flow[] {
  const toInternet = (host: Host, idle: number, busy: number): Flow => ({
    name: host.name,
    ip: host.ip,
    to: 'internet',
    port: 443,
    top: '52.97.183.162',
    country: host.role === 'web' ? 'SE' : 'IE',
    idle: idle * megabyte,
    busy: busy * megabyte,
    received: 6,
  });
  const office = (name: string, subnet: string, busy: number): Flow => ({
    name,
    ip: subnet,
    to: 'internet',
    port: 443,
    top: '13.107.136.10',
    country: 'IE',
    idle: 35 * megabyte,
    busy: busy * megabyte,
    received: 9,
  });
  const amounts: Readonly<Record<string, readonly [idle: number, busy: number]>> = {
    'NVK-DC01': [9, 14],
    'NVK-DC02': [8, 9],
    'NVK-FS01': [42, 180],
    'NVK-SQL01': [6, 5],
    'NVK-APP01': [14, 46],
    'NVK-BKP01': [60, 10],
    'NVK-JMP01': [4, 22],
    'nvk-web01': [240, 310],
    'nvk-sftp01': [55, 190],
    'nvk-log01': [130, 260],
  };
  return [
    office('Gothenburg desks', '10.20.10.0', 1900),
    office('Hamburg desks', '10.30.10.0', 640),
    ...servers.map((host) => toInternet(host, ...(amounts[host.name] ?? [5, 5]))),
    { ...office('Gothenburg desks', '10.20.10.0', 420), top: '23.197.112.58', country: 'SE' },
    { ...office('Hamburg desks', '10.30.10.0', 230), top: '128.65.210.8', country: 'DE' },
    {
      ...office('Gothenburg desks', '10.20.10.0', 5200),
      to: 'servers',
      port: 445,
      top: '10.20.1.21',
      country: '',
    },
  ];
}

/** How busy the hour that starts here is, from 0 to 1: a working day with a dip at noon. */
function activity(time: number): number {
  const dayStart = time - ((time - period.from) % day);
  const clock = (time - dayStart) / hour;
  if (!isWorkday(dayStart)) return clock > 9 && clock < 18 ? 0.04 : 0.01;
  const bump = (middle: number, width: number): number =>
    Math.exp(-(((clock - middle) / width) ** 2));
  return Math.min(1, bump(8.6, 1.9) + bump(13.2, 2.1));
}

/** The firewall's traffic per hour and source, as a summary rule writes it. */
export function summariseTraffic(scene: Scene): void {
  const { random } = scene;
  for (const flow of flows()) {
    for (let time = period.from; time < period.to; time += hour) {
      const level = flow.idle + flow.busy * activity(time);
      const sent = Math.round(level * (1 + 0.06 * random.bell()));
      recordHour(scene, time, {
        ...flow,
        sent,
        sessions: Math.round(sent / 210_000) + random.int(20, 60),
      });
    }
  }
}

function recordHour(
  scene: Scene,
  time: number,
  flow: Flow & { sent: number; sessions: number },
): void {
  scene.recorder.add('NetworkSummary_CL', time, {
    SourceHostName: flow.name,
    SourceIP: flow.ip,
    SourceZone: flow.name.includes('desks') ? 'desks' : 'servers',
    DestinationZone: flow.to,
    DestinationPort: flow.port,
    TopDestinationIP: flow.top,
    DestinationCountry: flow.country,
    SentBytes: flow.sent,
    ReceivedBytes: Math.round(flow.sent * flow.received * (1 + 0.05 * scene.random.bell())),
    Sessions: flow.sessions,
    DistinctDestinations: Math.round(Math.sqrt(flow.sessions)),
    _BinStartTime: time,
  });
}

/** What the firewall reports one by one: refused connections, and sessions to the internet, one in a hundred. */
export function reportFirewall(scene: Scene): void {
  const { random } = scene;
  for (const start of days) {
    for (let count = random.int(110, 150); count > 0; count--) {
      refuse(scene, start + random.int(0, 86_399) * second + random.int(0, 999_999));
    }
    for (let count = isWorkday(start) ? 130 : 25; count > 0; count--) {
      const clock = isWorkday(start)
        ? 6.5 * hour + random.int(0, 10 * 3600) * second
        : random.int(0, 86_000) * second;
      allow(scene, start + clock + random.int(0, 999_999));
    }
  }
}

function refuse(scene: Scene, time: number): void {
  const { random } = scene;
  scene.recorder.add('CommonSecurityLog', time, {
    DeviceEventClassID: 'drop',
    Activity: 'TRAFFIC',
    LogSeverity: '3',
    DeviceAction: 'drop',
    SimplifiedDeviceAction: 'Deny',
    Protocol: 'tcp',
    CommunicationDirection: 'Inbound',
    SourceIP: random.pick(scanners),
    SourcePort: random.int(1025, 65_000),
    DestinationIP: offices.Gothenburg.ip,
    DestinationPort: random.pick([22, 23, 80, 443, 445, 1433, 3389, 5900, 8080, 8443]),
    DeviceInboundInterface: 'ethernet1/1',
    SentBytes: 60,
    ReceivedBytes: 0,
    StartTime: time,
    EndTime: time,
  });
}

function allow(scene: Scene, time: number): void {
  const { random } = scene;
  const host = random.pick(workstations);
  const [name, ip] = random.pick(services);
  const lasting = random.int(1, 900);
  recordSession(scene, {
    at: time,
    host,
    ip,
    name,
    seconds: lasting,
    sent: random.int(2000, 900_000),
    received: random.int(8000, 20_000_000),
  });
}

/** The directory servers answer names; a small part of it is kept. */
export function answerNames(scene: Scene): void {
  const { random } = scene;
  for (const start of days) {
    for (let count = isWorkday(start) ? 190 : 40; count > 0; count--) {
      const host = random.pick(workstations);
      const [name, ip] = random.pick(services);
      const at = start + 6 * hour + random.int(0, 11 * 3600) * second + random.int(0, 999_999);
      answerName(scene, { at, host, name, ip });
    }
  }
}

/** Servers tell every hour that they are alive. */
export function beatHearts(scene: Scene): void {
  for (const host of servers) {
    const linux = host.kind === 'linux';
    const offset = scene.random.int(0, 3599) * second;
    const [major = '', minor = ''] = linux ? host.os.slice(7).split('.') : ['10', '0'];
    for (let time = period.from + offset; time < period.to; time += hour) {
      scene.recorder.add('Heartbeat', time, {
        Computer: host.fqdn,
        ComputerIP: offices.Gothenburg.ip,
        ComputerPrivateIPs: JSON.stringify([host.ip]),
        OSType: linux ? 'Linux' : 'Windows',
        OSName: host.os,
        OSMajorVersion: major,
        OSMinorVersion: minor,
        Version: linux ? '1.37.0' : '1.38.1.0',
        SourceComputerId: host.agentId,
        Resource: host.name,
      });
    }
  }
}
