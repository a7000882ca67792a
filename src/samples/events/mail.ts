import type { Person } from '../company/people.ts';
import { isoStamp } from '../period.ts';
import type { Scene } from './scene.ts';

/** A mail to one of the company's people, or from one. */
export interface Mail {
  at: number;
  from: string;
  fromName: string;
  to: string;
  recipient: Person | null;
  subject: string;
  direction: 'Inbound' | 'Outbound' | 'Intra-org';
  senderIp: string;
  /** Where it went; junk where the filter had doubts. */
  delivery?: 'Inbox' | 'Junk' | 'Blocked';
  threat?: 'Phish' | 'Spam';
  authentication?: 'pass' | 'fail';
  attachments?: readonly { name: string; sha256: string; sizeBytes: number }[];
  urls?: readonly string[];
}

/** Record a mail, its attachments and its links. Gives the id under which all tables know it. */
export function sendMail(scene: Scene, mail: Mail): string {
  const { random, recorder } = scene;
  const { attachments = [], urls = [], delivery = 'Inbox', threat = '' } = mail;
  const id = random.guid();
  const domain = mail.from.slice(mail.from.indexOf('@') + 1);
  const verdict = mail.authentication ?? 'pass';
  const location =
    delivery === 'Inbox' ? 'Inbox/folder' : delivery === 'Junk' ? 'Junk folder' : 'Quarantine';
  const action = delivery === 'Inbox' ? 'Delivered' : delivery === 'Junk' ? 'Junked' : 'Blocked';
  recorder.add('EmailEvents', mail.at, {
    NetworkMessageId: id,
    InternetMessageId: `<${random.hex(24)}@${domain}>`,
    SenderMailFromAddress: mail.from,
    SenderFromAddress: mail.from,
    SenderDisplayName: mail.fromName,
    SenderMailFromDomain: domain,
    SenderFromDomain: domain,
    SenderIPv4: mail.senderIp,
    RecipientEmailAddress: mail.to,
    RecipientObjectId: mail.recipient?.objectId ?? '',
    Subject: mail.subject,
    EmailDirection: mail.direction,
    DeliveryAction: action,
    DeliveryLocation: location,
    LatestDeliveryAction: action,
    LatestDeliveryLocation: location,
    ThreatTypes: threat,
    DetectionMethods: threat === '' ? '' : JSON.stringify({ [threat]: ['Advanced filter'] }),
    ConfidenceLevel: threat === '' ? '' : JSON.stringify({ [threat]: 'Normal' }),
    AuthenticationDetails: JSON.stringify({
      SPF: verdict,
      DKIM: verdict === 'pass' ? 'pass' : 'none',
      DMARC: verdict === 'pass' ? 'pass' : 'none',
      CompAuth: verdict,
    }),
    AttachmentCount: attachments.length,
    UrlCount: urls.length,
    EmailLanguage: 'en',
    EmailSize: random.int(9000, 90_000),
    ReportId: `${id}-${random.int(1000, 9999)}`,
  });
  for (const { name, sha256, sizeBytes } of attachments) {
    const extension = name.slice(name.lastIndexOf('.') + 1);
    recorder.add('EmailAttachmentInfo', mail.at, {
      NetworkMessageId: id,
      SenderFromAddress: mail.from,
      SenderDisplayName: mail.fromName,
      RecipientEmailAddress: mail.to,
      FileName: name,
      FileType: extension,
      FileExtension: extension,
      SHA256: sha256,
      FileSize: sizeBytes,
      ThreatTypes: threat,
      ReportId: `${id}-${random.int(1000, 9999)}`,
    });
  }
  for (const url of urls) {
    recorder.add('EmailUrlInfo', mail.at, {
      NetworkMessageId: id,
      Url: url,
      UrlDomain: new URL(url).hostname,
      ReportId: `${id}-${random.int(1000, 9999)}`,
    });
  }
  return id;
}

/** Somebody follows a link of a mail. */
export function clickLink(
  scene: Scene,
  click: { at: number; who: Person; url: string; mail: string; ip: string; allowed: boolean },
): void {
  scene.recorder.add('UrlClickEvents', click.at, {
    Url: click.url,
    ActionType: click.allowed ? 'ClickAllowed' : 'ClickBlocked',
    AccountUpn: click.who.upn,
    NetworkMessageId: click.mail,
    ThreatTypes: click.allowed ? '' : 'Phish',
    IPAddress: click.ip,
    IsClickedThrough: click.allowed,
    UrlChain: JSON.stringify([click.url]),
    ReportId: `${click.mail}-${isoStamp(click.at)}`,
  });
}
