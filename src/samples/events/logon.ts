import { company } from '../company/company.ts';
import type { Host } from '../company/hosts.ts';
import { type Account, system } from '../company/people.ts';
import type { Row } from '../recorder.ts';
import { device, hexId } from './process.ts';
import type { Scene, Session } from './scene.ts';

const typeNames: Readonly<Record<number, readonly [windows: string, defender: string]>> = {
  2: ['2 - Interactive', 'Interactive'],
  3: ['3 - Network', 'Network'],
  4: ['4 - Batch', 'Batch'],
  5: ['5 - Service', 'Service'],
  7: ['7 - Unlock', 'Unlock'],
  10: ['10 - RemoteInteractive', 'RemoteInteractive'],
};

/** Someone knocks on a machine. */
export interface LogonTry {
  at: number;
  host: Host;
  account: Account;
  type: number;
  /** The machine the attempt comes from; the machine itself if left out. */
  from?: Host;
  protocol?: 'Kerberos' | 'NTLM' | 'Negotiate';
  elevated?: boolean;
}

function source({ from, host, type }: LogonTry, random: Scene['random']): Row {
  if (from === undefined) {
    return { IpAddress: type === 5 ? '-' : '127.0.0.1', IpPort: '0', WorkstationName: host.name };
  }
  return {
    IpAddress: from.ip,
    IpPort: String(random.int(49_200, 65_500)),
    WorkstationName: from.name,
  };
}

function target({ host, account, type, protocol = 'Kerberos' }: LogonTry): Row {
  const [typeName] = typeNames[type] ?? [`${type}`];
  return {
    Computer: host.fqdn,
    Task: 12544,
    Account: account.qualified,
    AccountType: account.name.endsWith('$') ? 'Machine' : 'User',
    SubjectAccount: type === 3 ? '-\\-' : `${company.netbios}\\${host.name}$`,
    SubjectUserName: type === 3 ? '-' : `${host.name}$`,
    SubjectDomainName: type === 3 ? '-' : company.netbios,
    SubjectUserSid: type === 3 ? 'S-1-0-0' : system.sid,
    SubjectLogonId: type === 3 ? '0x0' : '0x3e7',
    TargetAccount: account.qualified,
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    LogonType: type,
    LogonTypeName: typeName ?? '',
    LogonProcessName: type === 3 ? (protocol === 'NTLM' ? 'NtLmSsp ' : 'Kerberos') : 'User32 ',
    AuthenticationPackageName: protocol,
    LmPackageName: protocol === 'NTLM' ? 'NTLM V2' : '-',
    ProcessName: type === 3 ? '-' : 'C:\\Windows\\System32\\svchost.exe',
    SourceComputerId: host.agentId,
  };
}

function deviceLogon(scene: Scene, attempt: LogonTry): Row {
  const { account, from, host, type, protocol = 'Kerberos' } = attempt;
  return {
    ...device(scene, { host }),
    LogonType: typeNames[type]?.[1] ?? '',
    AccountDomain: account.lowerDomain,
    AccountName: account.name,
    AccountSid: account.sid,
    Protocol: protocol,
    RemoteDeviceName: from?.name.toLowerCase() ?? '',
    RemoteIP: from?.ip ?? '',
    RemoteIPType: from === undefined ? '' : 'Private',
    AdditionalFields: JSON.stringify({ IsLocalLogon: from === undefined }),
  };
}

/** A successful logon: 4624, 4672 where it has special privileges, and Defender's view of it. */
export function logon(scene: Scene, attempt: LogonTry): Session {
  const { host, account, type, elevated = false, at } = attempt;
  const session: Session = {
    host,
    account,
    type,
    elevated,
    logonId: scene.nextLogonId(),
    logonGuid: `{${scene.random.guid()}}`,
  };
  scene.recorder.add('SecurityEvent', at, target(attempt), source(attempt, scene.random), {
    EventID: 4624,
    Activity: '4624 - An account was successfully logged on.',
    TargetUserSid: account.sid,
    TargetLogonId: hexId(session.logonId),
    LogonGuid: session.logonGuid.slice(1, -1),
    ElevatedToken: elevated ? '%%1842' : '%%1843',
  });
  if (elevated) recordPrivileges(scene, session, at);
  if (!account.name.endsWith('$')) {
    scene.recorder.add('DeviceLogonEvents', at, deviceLogon(scene, attempt), {
      ActionType: 'LogonSuccess',
      IsLocalAdmin: elevated,
      LogonId: session.logonId,
    });
  }
  return session;
}

function recordPrivileges(scene: Scene, session: Session, at: number): void {
  const { account, host } = session;
  scene.recorder.add('SecurityEvent', at + 150, {
    Computer: host.fqdn,
    Task: 12548,
    EventID: 4672,
    Activity: '4672 - Special privileges assigned to new logon.',
    Account: account.qualified,
    AccountType: 'User',
    SubjectAccount: account.qualified,
    SubjectUserName: account.name,
    SubjectDomainName: account.domain,
    SubjectUserSid: account.sid,
    SubjectLogonId: hexId(session.logonId),
    PrivilegeList:
      'SeSecurityPrivilege SeBackupPrivilege SeRestorePrivilege SeTakeOwnershipPrivilege SeDebugPrivilege SeImpersonatePrivilege',
    SourceComputerId: host.agentId,
  });
}

/** The end of a session: 4634. */
export function logoff(scene: Scene, session: Session, at: number): void {
  const { account, host } = session;
  scene.recorder.add('SecurityEvent', at, {
    Computer: host.fqdn,
    Task: 12545,
    EventID: 4634,
    Activity: '4634 - An account was logged off.',
    Account: account.qualified,
    AccountType: account.name.endsWith('$') ? 'Machine' : 'User',
    TargetAccount: account.qualified,
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    TargetUserSid: account.sid,
    TargetLogonId: hexId(session.logonId),
    LogonType: session.type,
    LogonTypeName: typeNames[session.type]?.[0] ?? '',
    SourceComputerId: host.agentId,
  });
}

/** A logon that failed for a wrong password (4625), unless the account does not exist or is locked. */
export function failedLogon(
  scene: Scene,
  attempt: LogonTry,
  reason: 'wrong password' | 'no such account' | 'locked' | 'expired' = 'wrong password',
): void {
  const [status, subStatus, text, short] = failures[reason];
  scene.recorder.add('SecurityEvent', attempt.at, target(attempt), source(attempt, scene.random), {
    EventID: 4625,
    Activity: '4625 - An account failed to log on.',
    TargetUserSid: 'S-1-0-0',
    Status: status,
    SubStatus: subStatus,
    FailureReason: text,
  });
  scene.recorder.add('DeviceLogonEvents', attempt.at, deviceLogon(scene, attempt), {
    ActionType: 'LogonFailed',
    FailureReason: short,
  });
}

const failures = {
  'wrong password': ['0xc000006d', '0xc000006a', '%%2313', 'InvalidUserNameOrPassword'],
  'no such account': ['0xc000006d', '0xc0000064', '%%2313', 'UnknownUser'],
  locked: ['0xc0000234', '0x0', '%%2307', 'AccountLocked'],
  expired: ['0xc000006e', '0xc0000071', '%%2309', 'PasswordExpired'],
} as const;

/** A program uses another account's password: 4648 on the machine where the program runs. */
export function explicitCredentials(
  scene: Scene,
  use: { at: number; session: Session; account: Account; target: Host; program: string },
): void {
  const { session, account } = use;
  scene.recorder.add('SecurityEvent', use.at, {
    Computer: session.host.fqdn,
    Task: 12544,
    EventID: 4648,
    Activity: '4648 - A logon was attempted using explicit credentials.',
    Account: session.account.qualified,
    AccountType: 'User',
    SubjectAccount: session.account.qualified,
    SubjectUserName: session.account.name,
    SubjectDomainName: session.account.domain,
    SubjectUserSid: session.account.sid,
    SubjectLogonId: hexId(session.logonId),
    TargetAccount: account.qualified,
    TargetUserName: account.name,
    TargetDomainName: account.domain,
    TargetServerName: use.target.fqdn,
    ProcessName: use.program,
    IpAddress: use.target.ip,
    IpPort: '445',
    SourceComputerId: session.host.agentId,
  });
}

/** The session that Windows itself has on a machine. */
export function systemSession(host: Host): Session {
  return {
    host,
    account: system,
    logonId: 0x3e7,
    logonGuid: `{${host.guidPrefix}-0000-0000-e703-000000000000}`,
    type: 5,
    elevated: true,
  };
}
