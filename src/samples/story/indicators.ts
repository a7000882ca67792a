import { intruder, intruderNames } from '../company/addresses.ts';
import type { Scene } from '../events/scene.ts';
import { at, day } from '../period.ts';
import type { Row } from '../recorder.ts';
import { document, implantHash, implantUrl } from './cast.ts';

/** Tuesday 25 November, a week late: the sector's exchange delivers what others saw of the same intruder. */
export function learnIndicators(scene: Scene): void {
  const time = at('2025-11-25T12:00:04');
  const known: readonly Row[] = [
    { ThreatType: 'C2', DomainName: intruderNames.control, KillChainC2: true },
    {
      ThreatType: 'C2',
      NetworkIP: intruder.control.ip,
      NetworkDestinationIP: intruder.control.ip,
      KillChainC2: true,
    },
    {
      ThreatType: 'Phishing',
      EmailSourceDomain: intruderNames.mailDomain,
      EmailSenderAddress: intruderNames.sender,
      KillChainDelivery: true,
    },
    {
      ThreatType: 'Malware',
      FileHashType: 'SHA256',
      FileHashValue: implantHash,
      FileName: 'nvsync.exe',
    },
    {
      ThreatType: 'Malware',
      FileHashType: 'SHA256',
      FileHashValue: document.sha256,
      FileName: document.name,
    },
    { ThreatType: 'Malware', Url: implantUrl, KillChainDelivery: true },
  ];
  for (const row of known) {
    scene.recorder.add(
      'ThreatIntelligenceIndicator',
      time,
      {
        IndicatorId: scene.random.hex(64).toUpperCase(),
        ExternalIndicatorId: `indicator--${scene.random.guid()}`,
        ConfidenceScore: 90,
        ThreatSeverity: 4,
        Description: 'Intrusions at makers of marine equipment, November 2025.',
        ExpirationDateTime: time + 90 * day,
        Tags: '["maritime","intrusion-2025-11"]',
      },
      row,
    );
  }
}
