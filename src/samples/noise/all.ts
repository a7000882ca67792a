import type { Scene } from '../events/scene.ts';
import { bootMachines } from './boots.ts';
import { changeMachines } from './changes.ts';
import { auditDaily, signInDaily } from './cloud.ts';
import { useDirectory } from './directory.ts';
import { runLinux } from './linux.ts';
import { exchangeMail } from './mail.ts';
import { answerNames, beatHearts, reportFirewall, summariseTraffic } from './network.ts';
import { administerExchange, workInOffice } from './office.ts';
import { describePeople } from './people.ts';
import { cryWolf, subscribeIndicators } from './security.ts';
import { runServers } from './servers.ts';
import { guardMemory, workAtDesks } from './workstations.ts';

/** Everything ordinary, by name; machines start first, because the others run on them. */
export const noise: readonly (readonly [name: string, make: (scene: Scene) => void])[] = [
  ['boots', bootMachines],
  ['desks', workAtDesks],
  ['antivirus', guardMemory],
  ['servers', runServers],
  ['directory', useDirectory],
  ['changes', changeMachines],
  ['linux', runLinux],
  ['sign-ins', signInDaily],
  ['audit', auditDaily],
  ['people', describePeople],
  ['office', workInOffice],
  ['exchange', administerExchange],
  ['mail', exchangeMail],
  ['traffic', summariseTraffic],
  ['firewall', reportFirewall],
  ['names', answerNames],
  ['heartbeat', beatHearts],
  ['alerts', cryWolf],
  ['indicators', subscribeIndicators],
];
