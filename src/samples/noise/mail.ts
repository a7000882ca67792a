import { offices } from '../company/addresses.ts';
import { type Person, people } from '../company/people.ts';
import { clickLink, sendMail } from '../events/mail.ts';
import type { Scene } from '../events/scene.ts';
import { days, hour, isWorkday, second } from '../period.ts';
import { documentNames } from './documents.ts';

const partners: readonly (readonly [name: string, domain: string, ip: string])[] = [
  ['Skagen Shipyard', 'skagen-shipyard.example.com', '77.66.12.40'],
  ['Baltic Freight', 'baltic-freight.example.com', '195.80.112.7'],
  ['Hansa Components', 'hansa-components.example.net', '85.13.128.90'],
  ['Nordic Buoy Service', 'nordic-buoy.example.org', '46.21.96.20'],
  ['Maritime Weekly', 'maritime-weekly.example.com', '167.89.12.34'],
  ['Atlantic Survey', 'atlantic-survey.example.com', '62.97.226.10'],
  ['Kiel University', 'ocean.uni-kiel.example.org', '134.245.10.60'],
  ['Ferrolan Logistics', 'ferrolan.example.com', '195.67.11.23'],
];

const senders = ['anna', 'orders', 'billing', 'info', 'peter', 'support'] as const;

/** Mail on every day: among colleagues, with partners, and what the filter keeps out. */
export function exchangeMail(scene: Scene): void {
  for (const someone of people) {
    for (const start of days) {
      const busy = isWorkday(start);
      for (
        let count = busy ? scene.random.int(6, 11) : scene.random.int(0, 1);
        count > 0;
        count--
      ) {
        oneMail(scene, someone, start + 6 * hour + scene.random.int(0, 40_000) * second);
      }
    }
  }
}

function oneMail(scene: Scene, someone: Person, at: number): void {
  const { random } = scene;
  const subject = `${random.pick(documentNames)} ${random.int(100, 9999)}`;
  const kind = random.next();
  if (kind < 0.4) {
    const colleague = random.pick(people);
    sendMail(scene, {
      at,
      from: colleague.upn,
      fromName: colleague.displayName,
      to: someone.upn,
      recipient: someone,
      subject: random.chance(0.4) ? `Re: ${subject}` : subject,
      direction: 'Intra-org',
      senderIp: '',
    });
  } else if (kind < 0.58) {
    const [, domain] = random.pick(partners);
    sendMail(scene, {
      at,
      from: someone.upn,
      fromName: someone.displayName,
      to: `${random.pick(senders)}@${domain}`,
      recipient: null,
      subject: `Re: ${subject}`,
      direction: 'Outbound',
      senderIp: '40.107.20.71',
    });
  } else if (kind < 0.93) {
    fromPartner(scene, someone, at, subject);
  } else {
    sendMail(scene, {
      at,
      from: `${random.pick(['deals', 'noreply', 'account', 'winner'])}@mail${random.int(2, 60)}.promo.example.org`,
      fromName: random.pick(['Parcel Service', 'Account Team', 'Casino Royal', 'IT Help']),
      to: someone.upn,
      recipient: someone,
      subject: random.pick([
        'Your parcel is waiting',
        'Verify your account',
        'You have won',
        'Last chance',
      ]),
      direction: 'Inbound',
      senderIp: `203.0.113.${random.int(2, 250)}`,
      delivery: random.chance(0.7) ? 'Junk' : 'Blocked',
      threat: random.chance(0.8) ? 'Spam' : 'Phish',
      authentication: 'fail',
      urls: [`https://promo.example.org/c/${random.hex(8)}`],
    });
  }
}

function fromPartner(scene: Scene, someone: Person, at: number, subject: string): void {
  const { random } = scene;
  const [name, domain, ip] = random.pick(partners);
  const url = `https://${domain}/orders/${random.int(1000, 9999)}`;
  const withLink = random.chance(0.4);
  const mail = sendMail(scene, {
    at,
    from: `${random.pick(senders)}@${domain}`,
    fromName: name,
    to: someone.upn,
    recipient: someone,
    subject,
    direction: 'Inbound',
    senderIp: ip,
    attachments: random.chance(0.3)
      ? [
          {
            name: `${subject}.${random.pick(['pdf', 'docx', 'xlsx'])}`,
            sha256: random.hex(64),
            sizeBytes: random.int(9000, 900_000),
          },
        ]
      : [],
    urls: withLink ? [url] : [],
  });
  if (withLink && random.chance(0.35)) {
    const { ip: office } = offices[someone.office];
    clickLink(scene, {
      at: at + random.int(60, 7000) * second,
      who: someone,
      url,
      mail,
      ip: office,
      allowed: true,
    });
  }
}
