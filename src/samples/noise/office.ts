import { offices } from '../company/addresses.ts';
import { account, type Person, people } from '../company/people.ts';
import { exchangeCommand, fileAction, mailboxAction } from '../events/office.ts';
import type { Scene } from '../events/scene.ts';
import { userAgents } from '../events/signin.ts';
import { days, hour, isWorkday, second } from '../period.ts';
import { documentNames } from './documents.ts';

/** Files opened and mail read on every working day. */
export function workInOffice(scene: Scene): void {
  for (const someone of people) {
    for (const start of days) if (isWorkday(start)) workDay(scene, someone, start);
  }
}

function workDay(scene: Scene, someone: Person, start: number): void {
  const { random } = scene;
  const moment = (): number =>
    start + 7 * hour + random.int(0, 9 * 3600) * second + random.int(0, 999_999);
  const { ip } = offices[someone.office];
  for (let count = random.int(5, 12); count > 0; count--) {
    const extension = random.pick(['docx', 'xlsx', 'pdf', 'pptx']);
    fileAction(scene, {
      at: moment(),
      operation: random.pick([
        'FileAccessed',
        'FileAccessed',
        'FileModified',
        'FileDownloaded',
        'FileUploaded',
      ]),
      by: someone,
      ip,
      userAgent: userAgents.edge,
      site: someone.department,
      folder: 'Shared Documents',
      file: `${random.pick(documentNames)} ${random.int(100, 9999)}.${extension}`,
    });
  }
  for (let count = random.int(3, 6); count > 0; count--) {
    const operation = random.pick([
      'MailItemsAccessed',
      'MailItemsAccessed',
      'Send',
      'MoveToDeletedItems',
    ] as const);
    mailboxAction(scene, {
      at: moment(),
      operation,
      by: someone,
      owner: someone,
      ip,
      client: 'Client=MSExchangeRPC',
      folder: operation === 'Send' ? 'Sent Items' : 'Inbox',
      items: random.int(1, 9),
      ...(operation === 'Send'
        ? { subject: `${random.pick(documentNames)} ${random.int(100, 9999)}` }
        : {}),
    });
  }
}

type Step = readonly [
  name: string,
  parameters: (who: Person, scene: Scene) => readonly (readonly [string, string])[],
];

const identity = (who: Person): readonly [string, string] => ['Identity', who.upn];

/** What administrators do together, as a rule: the sequences that a model learns as ordinary. */
const routines: readonly (readonly [weight: number, steps: readonly Step[]])[] = [
  [
    8,
    [
      ['Enable-Mailbox', (who) => [identity(who), ['PrimarySmtpAddress', who.upn]]],
      ['Set-Mailbox', (who) => [identity(who), ['RetentionPolicy', 'Default MRM Policy']]],
      [
        'Set-CASMailbox',
        (who) => [identity(who), ['ImapEnabled', 'False'], ['PopEnabled', 'False']],
      ],
      [
        'Set-MailboxRegionalConfiguration',
        (who) => [identity(who), ['Language', who.office === 'Hamburg' ? 'de-DE' : 'sv-SE']],
      ],
    ],
  ],
  [
    10,
    [
      [
        'Set-Mailbox',
        (who) => [identity(who), ['ProhibitSendQuota', '49GB'], ['IssueWarningQuota', '45GB']],
      ],
      [
        'Set-MailboxCalendarConfiguration',
        (who) => [identity(who), ['WorkingHoursStartTime', '08:00:00']],
      ],
    ],
  ],
  [
    7,
    [
      [
        'Add-MailboxPermission',
        (who) => [
          identity(who),
          ['User', 'britta.holm@norrvik.example'],
          ['AccessRights', 'ReadPermission'],
        ],
      ],
      [
        'Add-MailboxFolderPermission',
        (who) => [
          ['Identity', `${who.upn}:\\Calendar`],
          ['User', 'Default'],
          ['AccessRights', 'Reviewer'],
        ],
      ],
      [
        'Set-MailboxFolderPermission',
        (who) => [
          ['Identity', `${who.upn}:\\Calendar`],
          ['User', 'Default'],
          ['AccessRights', 'LimitedDetails'],
        ],
      ],
    ],
  ],
  [
    6,
    [
      [
        'New-DistributionGroup',
        (who, { random }) => [
          ['Name', `${who.department} ${random.int(1, 40)}`],
          ['Type', 'Distribution'],
        ],
      ],
      [
        'Add-DistributionGroupMember',
        (who) => [
          ['Identity', who.department],
          ['Member', who.upn],
        ],
      ],
      [
        'Add-DistributionGroupMember',
        (who) => [
          ['Identity', who.department],
          ['Member', who.upn],
        ],
      ],
      [
        'Set-DistributionGroup',
        (who) => [
          ['Identity', who.department],
          ['RequireSenderAuthenticationEnabled', 'True'],
        ],
      ],
    ],
  ],
  [
    9,
    [
      [
        'Set-MailboxAutoReplyConfiguration',
        (who) => [identity(who), ['AutoReplyState', 'Scheduled'], ['ExternalAudience', 'Known']],
      ],
      [
        'Set-MailboxAutoReplyConfiguration',
        (who) => [identity(who), ['AutoReplyState', 'Disabled']],
      ],
    ],
  ],
  [
    5,
    [
      ['Set-User', (who) => [identity(who), ['Title', who.title], ['Department', who.department]]],
      ['Set-Mailbox', (who) => [identity(who), ['HiddenFromAddressListsEnabled', 'False']]],
    ],
  ],
];

const bag = routines.flatMap(([weight, steps]) => Array.from({ length: weight }, () => steps));

/** Sessions of Exchange administration: each an administrator, some routines, a few minutes. */
export function administerExchange(scene: Scene): void {
  const { random } = scene;
  const admins = [account('adm-jlindqvist'), account('adm-meklund')];
  for (const start of days) {
    const sessions = isWorkday(start) ? random.int(10, 17) : random.int(0, 1);
    for (let count = sessions; count > 0; count--) {
      let at = start + 7 * hour + random.int(0, 32_000) * second;
      const by = random.pick(admins);
      for (let rounds = random.int(1, 3); rounds > 0; rounds--) {
        const who = random.pick(people);
        for (const [name, parameters] of random.pick(bag)) {
          at += random.int(2, 45) * second;
          exchangeCommand(scene, {
            at: at + random.int(0, 999_999),
            name,
            parameters: parameters(who, scene),
            by,
            ip: offices.Gothenburg.ip,
            object: who.upn,
          });
        }
      }
    }
  }
  for (const someone of people) if (random.chance(0.4)) sortOwnMail(scene, someone);
}

/** Some employees have rules of their own, which do no harm. */
function sortOwnMail(scene: Scene, someone: Person): void {
  const { random } = scene;
  const [name, from, folder] = random.pick([
    ['Newsletters', 'newsletter@maritime-weekly.example.com', 'Newsletters'],
    ['Tickets', 'servicedesk@norrvik.example', 'Tickets'],
    ['Build results', 'builds@norrvik.example', 'Builds'],
  ] as const);
  exchangeCommand(scene, {
    at: random.pick(days.filter(isWorkday)) + 8 * hour + random.int(0, 25_000) * second,
    name: 'New-InboxRule',
    parameters: [
      ['AlwaysDeleteOutlookRulesBlob', 'False'],
      ['Force', 'False'],
      ['Name', name],
      ['From', from],
      ['MoveToFolder', folder],
      ['StopProcessingRules', 'True'],
    ],
    by: someone,
    ip: offices[someone.office].ip,
    object: `${someone.upn}\\${name}`,
  });
}
