import { offices } from '../company/addresses.ts';
import { type Host, hostNamed } from '../company/hosts.ts';
import { second } from '../period.ts';
import type { Scene } from './scene.ts';

/** A session through the firewall that was let out, reported at its end. */
export function recordSession(
  scene: Scene,
  session: {
    at: number;
    host: Host;
    ip: string;
    name: string;
    seconds: number;
    sent: number;
    received: number;
  },
): void {
  const { at, host } = session;
  scene.recorder.add('CommonSecurityLog', at + session.seconds * second, {
    DeviceEventClassID: 'end',
    Activity: 'TRAFFIC',
    LogSeverity: '1',
    DeviceAction: 'allow',
    SimplifiedDeviceAction: 'Allow',
    ApplicationProtocol: 'ssl',
    Protocol: 'tcp',
    CommunicationDirection: 'Outbound',
    SourceIP: host.ip,
    SourcePort: scene.random.int(49_200, 65_500),
    SourceHostName: host.name,
    SourceUserName: host.owner?.qualified ?? '',
    SourceTranslatedAddress: offices[host.ip.startsWith('10.30.') ? 'Hamburg' : 'Gothenburg'].ip,
    DestinationIP: session.ip,
    DestinationPort: 443,
    DestinationHostName: session.name,
    DeviceInboundInterface: 'ethernet1/2',
    DeviceOutboundInterface: 'ethernet1/1',
    SentBytes: session.sent,
    ReceivedBytes: session.received,
    StartTime: at,
    EndTime: at + session.seconds * second,
  });
}

/** The directory server of the machine's office tells it the address of a name. */
export function answerName(
  scene: Scene,
  answer: { at: number; host: Host; name: string; ip: string },
): void {
  const { host } = answer;
  scene.recorder.add('DnsEvents', answer.at, {
    Computer: hostNamed(host.ip.startsWith('10.30.') ? 'NVK-DC02' : 'NVK-DC01').fqdn,
    ClientIP: host.ip,
    Name: answer.name,
    IPAddresses: answer.ip,
  });
}
