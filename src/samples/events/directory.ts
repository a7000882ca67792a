import { company } from '../company/company.ts';
import type { Host } from '../company/hosts.ts';
import type { Account } from '../company/people.ts';
import type { Row } from '../recorder.ts';
import { hexId } from './process.ts';
import type { Scene, Session } from './scene.ts';

/** A Kerberos ticket that a domain controller grants. */
export interface Ticket {
  at: number;
  controller: Host;
  account: Account;
  from: Host;
  /** `krbtgt` for the first ticket of a session, otherwise the service's account. */
  service: string;
  /** `0x12` is AES-256, `0x17` the old RC4. */
  encryption?: '0x12' | '0x17';
}

/** A ticket: 4768 for the first of a session, 4769 for a service. The details lie in `EventData`, as XML. */
export function recordTicket(scene: Scene, ticket: Ticket): void {
  const { controller, account, from, service, encryption = '0x12' } = ticket;
  const first = service === 'krbtgt';
  const details: readonly (readonly [name: string, value: string])[] = [
    ['TargetUserName', first ? account.name : account.upn.toUpperCase()],
    ['TargetDomainName', company.domain.toUpperCase()],
    ['ServiceName', service],
    ['TicketOptions', '0x40810000'],
    ['TicketEncryptionType', encryption],
    ['IpAddress', `::ffff:${from.ip}`],
    ['Status', '0x0'],
  ];
  scene.recorder.add('SecurityEvent', ticket.at, {
    Computer: controller.fqdn,
    Task: first ? 14339 : 14337,
    EventID: first ? 4768 : 4769,
    Activity: first
      ? '4768 - A Kerberos authentication ticket (TGT) was requested.'
      : '4769 - A Kerberos service ticket was requested.',
    Account: account.qualified,
    AccountType: 'User',
    TargetAccount: account.qualified,
    TargetUserName: account.name,
    TargetDomainName: company.domain.toUpperCase(),
    ServiceName: service,
    IpAddress: `::ffff:${from.ip}`,
    IpPort: String(scene.random.int(49_200, 65_500)),
    Status: '0x0',
    EventData: eventData(details),
    SourceComputerId: controller.agentId,
  });
}

/** The XML that Sentinel keeps in `EventData` for what it has no column for. */
export function eventData(details: readonly (readonly [name: string, value: string])[]): string {
  const data = details.map(([name, value]) => `<Data Name="${name}">${value}</Data>`).join('');
  return `<EventData xmlns="http://schemas.microsoft.com/win/2004/08/events/event">${data}</EventData>`;
}

/** An event of the security log that names who did it; `row` says the rest. */
export function securityEvent(
  scene: Scene,
  at: number,
  event: { host: Host; session: Session; id: number; task: number; activity: string; row?: Row },
): void {
  const { host, session, id, row = {} } = event;
  scene.recorder.add(
    'SecurityEvent',
    at,
    {
      Computer: host.fqdn,
      Task: event.task,
      EventID: id,
      Activity: `${id} - ${event.activity}`,
      Account: session.account.qualified,
      AccountType: 'User',
      SubjectAccount: session.account.qualified,
      SubjectUserName: session.account.name,
      SubjectDomainName: session.account.domain,
      SubjectUserSid: session.account.sid,
      SubjectLogonId: hexId(session.logonId),
      SourceComputerId: host.agentId,
    },
    row,
  );
}
