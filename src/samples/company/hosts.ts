import { createRandom } from '../random.ts';
import { company } from './company.ts';
import { type Person, people } from './people.ts';

/** A machine of the company. */
export interface Host {
  name: string;
  /** `NVK-WS-017.norrvik.example`. */
  fqdn: string;
  /** The same in small letters, as Defender prints it. */
  deviceName: string;
  ip: string;
  kind: 'workstation' | 'server' | 'domain controller' | 'linux';
  os: string;
  role: string;
  /** Who sits in front of it; null for a server. */
  owner: Person | null;
  /** Whether Sysmon runs there besides Defender's sensor. */
  sysmon: boolean;
  deviceId: string;
  agentId: string;
  /** The first part of each of Sysmon's process GUIDs there. */
  guidPrefix: string;
}

const random = createRandom('machines of norrvik');
const sysmonUsers = new Set([
  'esandberg',
  'hfalk',
  'jlindqvist',
  'meklund',
  'tkrantz',
  'kwestman',
  'hlund',
  'eforss',
  'lbrandt',
]);

function host(
  parts: Pick<Host, 'name' | 'ip' | 'kind' | 'os' | 'role' | 'owner' | 'sysmon'>,
): Host {
  return {
    ...parts,
    fqdn: `${parts.name}.${company.domain}`,
    deviceName: `${parts.name}.${company.domain}`.toLowerCase(),
    deviceId: random.hex(40),
    agentId: random.guid(),
    guidPrefix: random.hex(8),
  };
}

function workstation(owner: Person, index: number): Host {
  const subnet = owner.office === 'Hamburg' ? '10.30.10' : '10.20.10';
  return host({
    name: `NVK-WS-${String(index + 16).padStart(3, '0')}`,
    ip: `${subnet}.${index + 41}`,
    kind: 'workstation',
    os: 'Windows 11',
    role: 'workstation',
    owner,
    sysmon: sysmonUsers.has(owner.name),
  });
}

const serverLines = `
NVK-DC01|10.20.1.10|domain controller|Windows Server 2022|directory
NVK-DC02|10.30.1.10|domain controller|Windows Server 2022|directory
NVK-FS01|10.20.1.21|server|Windows Server 2022|files
NVK-SQL01|10.20.1.31|server|Windows Server 2022|database
NVK-APP01|10.20.1.41|server|Windows Server 2019|production planning
NVK-BKP01|10.20.1.51|server|Windows Server 2022|backup
NVK-JMP01|10.20.1.61|server|Windows Server 2022|jump host
nvk-web01|10.20.2.11|linux|Ubuntu 22.04|web
nvk-sftp01|10.20.2.21|linux|Ubuntu 22.04|customer file exchange
nvk-log01|10.20.2.31|linux|Ubuntu 24.04|log collector
`;

function server(line: string): Host {
  const [name = '', ip = '', kind = '', os = '', role = ''] = line.split('|');
  return host({ name, ip, kind: kind as Host['kind'], os, role, owner: null, sysmon: true });
}

export const servers: readonly Host[] = serverLines.trim().split('\n').map(server);
export const workstations: readonly Host[] = people.map(workstation);
export const windowsHosts: readonly Host[] = [
  ...workstations,
  ...servers.filter(({ kind }) => kind !== 'linux'),
];
export const linuxHosts: readonly Host[] = servers.filter(({ kind }) => kind === 'linux');

/** The machine of that name; throws where the company has none. */
export function hostNamed(name: string): Host {
  const found = [...windowsHosts, ...linuxHosts].find((one) => one.name === name);
  if (found === undefined) throw new Error(`The company has no machine called ${name}.`);
  return found;
}

/** The workstation of an employee. */
export function deskOf(owner: string): Host {
  const found = workstations.find((one) => one.owner?.name === owner);
  if (found === undefined) throw new Error(`${owner} has no workstation.`);
  return found;
}
