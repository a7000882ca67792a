import { homeNetworks, scanners } from '../company/addresses.ts';
import { deskOf, hostNamed, workstations } from '../company/hosts.ts';
import { account, people } from '../company/people.ts';
import {
  accountEntity,
  fileEntity,
  hostEntity,
  ipEntity,
  openIncident,
  raiseAlert,
  urlEntity,
} from '../events/alert.ts';
import type { Scene } from '../events/scene.ts';
import { days, hour, isWorkday, minute, second } from '../period.ts';

/** Alerts that turn out harmless, some with incidents that were closed. */
export function cryWolf(scene: Scene): void {
  for (const start of days.filter(isWorkday)) {
    if (scene.random.chance(0.2)) continue;
    const at = start + 7 * hour + scene.random.int(0, 30_000) * second;
    const kind = scene.random.pick([unwantedSoftware, unfamiliarSignIn, phishReported, portScan]);
    const { id, title } = kind(scene, at);
    if (scene.random.chance(0.5)) continue;
    openIncident(scene, {
      at: at + 12 * minute,
      number: 399 + 2 * days.indexOf(start),
      title,
      severity: 'Low',
      status: 'Closed',
      from: at,
      to: at + minute,
      alerts: [id],
      tactics: ['InitialAccess'],
      verdict: ['BenignPositive', 'SuspiciousButExpected', 'Checked with the user.'],
      owner: account('meklund'),
    });
  }
}

type Raised = { id: string; title: string };

function unwantedSoftware(scene: Scene, at: number): Raised {
  const host = scene.random.pick(workstations);
  const owner = host.owner ?? account('tkrantz');
  const name = 'Potentially unwanted application was blocked';
  const file = `C:\\Users\\${owner.name}\\Downloads\\pdf-converter-setup.exe`;
  const id = raiseAlert(scene, {
    from: at,
    to: at + minute,
    name,
    severity: 'Informational',
    description: 'Antivirus blocked software that most companies do not want.',
    provider: 'MDATP',
    tactics: 'Execution',
    techniques: ['T1204'],
    entities: [hostEntity(host), accountEntity(owner), fileEntity(file, scene.random.hex(64))],
    compromised: host.fqdn,
    status: 'Resolved',
  });
  return { id, title: name };
}

function unfamiliarSignIn(scene: Scene, at: number): Raised {
  const someone = scene.random.pick(people);
  const home = scene.random.pick(homeNetworks[someone.office]);
  const name = 'Unfamiliar sign-in properties';
  const id = raiseAlert(scene, {
    from: at,
    to: at,
    name,
    severity: 'Low',
    description: 'Sign-in with properties that this user did not show lately.',
    provider: 'IPC',
    tactics: 'InitialAccess',
    techniques: ['T1078'],
    entities: [
      accountEntity(someone),
      ipEntity({ ...home, ip: `${home.ip}${scene.random.int(130, 250)}` }),
    ],
    compromised: someone.upn,
  });
  return { id, title: name };
}

function phishReported(scene: Scene, at: number): Raised {
  const someone = scene.random.pick(people);
  const name = 'Email reported by user as malware or phish';
  const id = raiseAlert(scene, {
    from: at,
    to: at,
    name,
    severity: 'Low',
    description: 'A user reported a mail as malicious.',
    provider: 'OATP',
    tactics: 'InitialAccess',
    techniques: ['T1566'],
    entities: [
      accountEntity(someone),
      urlEntity(`https://promo.example.org/c/${scene.random.hex(8)}`),
    ],
    compromised: someone.upn,
    status: 'Resolved',
  });
  return { id, title: name };
}

function portScan(scene: Scene, at: number): Raised {
  const host = hostNamed('nvk-web01');
  const name = 'Suspicious authentication activity';
  const id = raiseAlert(scene, {
    from: at - 30 * minute,
    to: at,
    name,
    severity: 'Low',
    description: 'Many failed SSH logons from one address.',
    provider: 'Azure Security Center',
    tactics: 'CredentialAccess',
    techniques: ['T1110'],
    entities: [hostEntity(host), ipEntity(scene.random.pick(scanners))],
    compromised: deskOf('salbrecht').owner?.upn ?? host.name,
  });
  return { id, title: name };
}

/** Indicators that the sector's exchange of threat information delivered and that match nothing. */
export function subscribeIndicators(scene: Scene): void {
  const { random } = scene;
  for (let count = 0; count < 36; count++) {
    const ip = `203.0.113.${100 + count * 3}`;
    const kind = count % 3;
    const at = random.pick(days) + random.int(0, 86_000) * second;
    scene.recorder.add('ThreatIntelligenceIndicator', at, {
      IndicatorId: random.hex(64).toUpperCase(),
      ExternalIndicatorId: `indicator--${random.guid()}`,
      ThreatType: kind === 0 ? 'C2' : kind === 1 ? 'Phishing' : 'Malware',
      ConfidenceScore: random.int(30, 80),
      ThreatSeverity: random.int(1, 4),
      Description: 'Seen in attacks on other members.',
      ExpirationDateTime: at + 90 * 24 * hour,
      Tags: '["maritime"]',
      ...(kind === 0 ? { NetworkIP: ip, NetworkDestinationIP: ip } : {}),
      ...(kind === 1 ? { DomainName: `login-${random.hex(8)}.example.net` } : {}),
      ...(kind === 2 ? { FileHashType: 'SHA256', FileHashValue: random.hex(64) } : {}),
    });
  }
}
