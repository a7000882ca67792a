import { intruder, intruderNames, offices } from '../company/addresses.ts';
import { deskOf } from '../company/hosts.ts';
import { type Account, account, people, person } from '../company/people.ts';
import { accountEntity, ipEntity, mailboxEntity, raiseAlert } from '../events/alert.ts';
import { audit } from '../events/audit.ts';
import { exchangeCommand, mailboxAction } from '../events/office.ts';
import type { Scene } from '../events/scene.ts';
import { type SignIn, signIn, userAgents } from '../events/signin.ts';
import { at, minute, second } from '../period.ts';
import { financeChief, stolenAdmin } from './cast.ts';

/**
 * Friday 21 November at night: a few passwords are tried on every account; Henrik Falk's is right.
 * Monday 24: he is asked for approval until he gives it, while he also works in Gothenburg; a rule
 * hides what might warn him. At night the stolen administrator's account opens two more mailboxes and
 * forwards a third. Gives the alerts.
 */
export function takeMailboxes(scene: Scene): string[] {
  const spray = sprayPasswords(scene);
  const travel = wearDown(scene);
  const rule = hideMail(scene);
  administer(scene);
  return [spray, travel, rule];
}

function sprayPasswords(scene: Scene): string {
  const begun = at('2025-11-21T03:12:08');
  let time = begun;
  const targets = [...people, account('adm-jlindqvist'), account('adm-meklund')];
  for (let round = 0; round < 3; round++) {
    for (const target of targets) {
      time += scene.random.int(9, 31) * second + scene.random.int(0, 999_999);
      const right = target === financeChief && round === 2;
      const locked = round > 0 && scene.random.chance(0.06);
      signIn(scene, {
        at: time,
        account: target,
        place: intruder.spray,
        app: 'Office 365 Exchange Online',
        userAgent: userAgents.imap,
        client: 'IMAP4',
        mfa: 'not required',
        result: right ? '50076' : locked ? '50053' : '50126',
        ...(right ? { risk: { level: 'high', types: ['passwordSpray'] } } : {}),
      });
    }
    time += 11 * minute;
  }
  return raiseAlert(scene, {
    from: begun,
    to: time,
    name: 'Password spray',
    severity: 'High',
    description: 'One address tried few passwords on many accounts; one of them was right.',
    provider: 'IPC',
    tactics: 'CredentialAccess',
    techniques: ['T1110.003'],
    entities: [accountEntity(financeChief), ipEntity(intruder.spray)],
    compromised: financeChief.upn,
  });
}

const stranger: Omit<SignIn, 'at'> = {
  account: financeChief,
  place: intruder.session,
  app: 'OfficeHome',
  userAgent: userAgents.linux,
};

function wearDown(scene: Scene): string {
  const office: Omit<SignIn, 'at'> = {
    account: financeChief,
    place: offices.Gothenburg,
    app: 'Office 365 Exchange Online',
    userAgent: userAgents.edge,
    device: deskOf(financeChief.name),
  };
  const first = at('2025-11-24T08:14:02');
  signIn(scene, { ...office, at: at('2025-11-24T07:55:31') });
  for (const wait of [0, 55, 128, 240]) {
    signIn(scene, { ...stranger, at: first + wait * second, result: '500121', mfa: 'denied' });
  }
  const approved = at('2025-11-24T08:21:40');
  signIn(scene, {
    ...stranger,
    at: approved,
    mfa: 'approved',
    risk: { level: 'medium', types: ['unfamiliarFeatures', 'unlikelyTravel'] },
  });
  signIn(scene, { ...office, at: at('2025-11-24T08:30:12') });
  audit(scene, {
    at: approved + 3 * minute,
    operation: 'User registered security info',
    category: 'UserManagement',
    service: 'Authentication Methods',
    by: financeChief,
    ip: intruder.session.ip,
    target: financeChief,
    details: [{ key: 'AuthenticationMethod', value: 'Microsoft Authenticator' }],
  });
  audit(scene, {
    at: approved + 9 * minute,
    operation: 'Consent to application',
    category: 'ApplicationManagement',
    service: 'Core Directory',
    by: financeChief,
    ip: intruder.session.ip,
    target: { displayName: 'MailSync Pro', type: 'ServicePrincipal', id: scene.random.guid() },
    changed: [
      { name: 'ConsentContext.IsAdminConsent', from: '', to: 'False' },
      {
        name: 'ConsentAction.Permissions',
        from: '',
        to: 'Mail.ReadWrite Mail.Send offline_access',
      },
    ],
  });
  return raiseAlert(scene, {
    from: at('2025-11-24T07:55:31'),
    to: approved,
    name: 'Impossible travel activity',
    severity: 'Medium',
    description: 'The user was active in Sweden and in Singapore within half an hour.',
    provider: 'MCAS',
    tactics: 'InitialAccess',
    techniques: ['T1078.004', 'T1621'],
    entities: [
      accountEntity(financeChief),
      ipEntity(intruder.session),
      ipEntity(offices.Gothenburg),
    ],
    compromised: financeChief.upn,
  });
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
