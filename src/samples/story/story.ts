import { account } from '../company/people.ts';
import { openIncident } from '../events/alert.ts';
import { part, type Scene } from '../events/scene.ts';
import { at, minute } from '../period.ts';
import { stealCredentials } from './credentials.ts';
import { takeDirectory } from './domain-controller.ts';
import { exfiltrate } from './exfiltration.ts';
import { foothold } from './foothold.ts';
import { learnIndicators } from './indicators.ts';
import { moveLaterally } from './lateral-movement.ts';
import { raidLinux } from './linux-server.ts';
import { takeMailboxes } from './mailbox.ts';
import { sprayPasswords } from './password-spray.ts';
import { phish } from './phish.ts';

/** The intrusion from the first mail to the cleared log; an act is a file, and here stands their order. */
export function playStory(scene: Scene): void {
  const mail = phish(part(scene, 'phish'));
  const { implant, alerts } = foothold(part(scene, 'foothold'), mail.word);
  const credentials = stealCredentials(part(scene, 'credentials'), implant);
  const lateral = moveLaterally(part(scene, 'lateral movement'), implant);
  const directory = takeDirectory(part(scene, 'domain controller'));
  raidLinux(part(scene, 'linux server'));
  const spray = sprayPasswords(part(scene, 'password spray'));
  const mailboxes = takeMailboxes(part(scene, 'mailbox'));
  const { serverImplant } = lateral;
  const { controllerShell } = directory;
  const exfiltration = exfiltrate(part(scene, 'exfiltration'), serverImplant, controllerShell);
  learnIndicators(part(scene, 'indicators'));
  openIncident(scene, {
    at: at('2025-11-18T10:12:00'),
    number: 431,
    title: 'Email messages containing malicious file removed after delivery',
    severity: 'Informational',
    status: 'Closed',
    from: at('2025-11-18T08:02:11'),
    to: at('2025-11-18T10:04:30'),
    alerts: mail.alerts,
    tactics: ['InitialAccess'],
    verdict: ['BenignPositive', 'SuspiciousButExpected', 'Mails were removed, nothing to do.'],
    owner: account('tkrantz'),
  });
  openIncident(scene, {
    at: at('2025-11-27T07:48:00') + 12 * minute,
    number: 448,
    title: 'Multi-stage incident involving initial access and exfiltration on several machines',
    severity: 'High',
    status: 'Active',
    from: at('2025-11-18T08:02:11'),
    to: at('2025-11-27T04:21:36'),
    alerts: [
      ...mail.alerts,
      ...alerts,
      ...credentials,
      ...lateral.alerts,
      ...directory.alerts,
      ...spray,
      ...mailboxes,
      ...exfiltration,
    ],
    tactics: [
      'InitialAccess',
      'Execution',
      'CredentialAccess',
      'LateralMovement',
      'DefenseEvasion',
      'Exfiltration',
    ],
    owner: account('meklund'),
  });
}
