import { intruder, intruderNames, offices } from '../company/addresses.ts';
import { type Person, people, person } from '../company/people.ts';
import {
  accountEntity,
  fileEntity,
  mailboxEntity,
  raiseAlert,
  urlEntity,
} from '../events/alert.ts';
import { loadImage, setRegistry, touchFile } from '../events/endpoint.ts';
import { clickLink, sendMail } from '../events/mail.ts';
import { startProcess } from '../events/process.ts';
import type { Process, Scene } from '../events/scene.ts';
import { at, minute, second } from '../period.ts';
import { document, victim, victimDesk } from './cast.ts';

/**
 * Tuesday 18 November, 08:02: a mail that looks like one of a known haulier reaches the finance
 * department. Elin Sandberg follows the link, then opens the attachment and allows its macro.
 * Gives the Word process and the alert that comes too late.
 */
export function phish(scene: Scene): { word: Process; alerts: string[] } {
  const sent = at('2025-11-18T08:02:11');
  const targets = [
    ...people.filter(({ department }) => department === 'Finance'),
    person('psundell'),
  ];
  let mail = '';
  for (const [index, recipient] of targets.entries()) {
    const id = deliver(scene, recipient, sent + index * 2 * second + 310_000);
    if (recipient === victim) mail = id;
    if (recipient.name === 'lbrandt') {
      clickLink(scene, {
        at: sent + 19 * minute,
        who: recipient,
        url: document.link,
        mail: id,
        ip: offices.Hamburg.ip,
        allowed: false,
      });
    }
  }
  clickLink(scene, {
    at: at('2025-11-18T08:39:50'),
    who: victim,
    url: document.link,
    mail,
    ip: offices.Gothenburg.ip,
    allowed: true,
  });
  return { word: openAttachment(scene), alerts: [raiseRemoval(scene, sent)] };
}

function deliver(scene: Scene, recipient: Person, time: number): string {
  return sendMail(scene, {
    at: time,
    from: intruderNames.sender,
    fromName: 'Ferrolan Logistics',
    to: recipient.upn,
    recipient,
    subject: 'Overdue: invoice FL-20447 for shipment to Kiel',
    direction: 'Inbound',
    senderIp: intruder.mailServer.ip,
    ...(recipient.name === 'kwestman' || recipient.name === 'psundell'
      ? { delivery: 'Junk', threat: 'Phish' }
      : {}),
    attachments: [document],
    urls: [document.link],
  });
}

function openAttachment(scene: Scene): Process {
  const opened = at('2025-11-18T08:41:12');
  const { explorer } = scene.bootAt(victimDesk, opened);
  if (explorer === null) throw new Error(`Nobody works at ${victimDesk.name}.`);
  const common = { session: explorer.session, integrity: 'Medium' } as const;
  const outlook = startProcess(scene, {
    ...common,
    at: opened - 4 * minute,
    parent: explorer,
    image: 'OUTLOOK.EXE',
    commandLine: '"C:\\Program Files\\Microsoft Office\\root\\Office16\\OUTLOOK.EXE" /recycle',
  });
  const path = `C:\\Users\\${victim.name}\\AppData\\Local\\Microsoft\\Windows\\INetCache\\Content.Outlook\\K4WZ81QD\\${document.name}`;
  touchFile(scene, outlook, {
    at: opened - 700_000,
    path,
    sha256: document.sha256,
    sizeBytes: document.sizeBytes,
  });
  const word = startProcess(scene, {
    ...common,
    at: opened + 114_000,
    parent: outlook,
    image: 'WINWORD.EXE',
    commandLine: `"C:\\Program Files\\Microsoft Office\\root\\Office16\\WINWORD.EXE" /n "${path}" /o ""`,
  });
  loadImage(scene, word, {
    at: opened + 9 * second,
    path: 'C:\\Program Files\\Microsoft Office\\root\\vfs\\ProgramFilesCommonX64\\Microsoft Shared\\VBA\\VBA7.1\\VBE7.DLL',
    signature: 'Microsoft Corporation',
  });
  setRegistry(scene, word, {
    at: opened + 21 * second,
    key: 'HKEY_CURRENT_USER\\Software\\Microsoft\\Office\\16.0\\Word\\Security\\Trusted Documents\\TrustRecords',
    name: `%USERPROFILE%/AppData/Local/Microsoft/Windows/INetCache/Content.Outlook/K4WZ81QD/${document.name}`,
    data: 'Binary Data',
  });
  return word;
}

function raiseRemoval(scene: Scene, sent: number): string {
  const mailbox = mailboxEntity(victim);
  return raiseAlert(scene, {
    from: sent,
    to: at('2025-11-18T10:04:30'),
    name: 'Email messages containing malicious file removed after delivery',
    severity: 'Informational',
    description:
      'Mails with a file that was later found to be malicious were removed from mailboxes.',
    provider: 'OATP',
    tactics: 'InitialAccess',
    techniques: ['T1566.001', 'T1566.002'],
    entities: [
      mailbox,
      accountEntity(victim),
      fileEntity(document.name, document.sha256),
      urlEntity(document.link),
      {
        Type: 'mailMessage',
        Recipient: victim.upn,
        Sender: intruderNames.sender,
        SenderIP: intruder.mailServer.ip,
        Subject: 'Overdue: invoice FL-20447 for shipment to Kiel',
      },
    ],
    compromised: victim.upn,
    status: 'Resolved',
  });
}
