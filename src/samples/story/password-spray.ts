import { intruder, offices } from '../company/addresses.ts';
import { deskOf } from '../company/hosts.ts';
import { account, people } from '../company/people.ts';
import { accountEntity, ipEntity, raiseAlert } from '../events/alert.ts';
import { audit } from '../events/audit.ts';
import type { Scene } from '../events/scene.ts';
import { type SignIn, signIn, userAgents } from '../events/signin.ts';
import { at, minute, second } from '../period.ts';
import { financeChief } from './cast.ts';

/**
 * Friday 21 November at night: a few passwords are tried on every account; Henrik Falk's is right.
 * Monday 24: he is asked for approval until he gives it, while he also works in Gothenburg.
 * Gives the alerts.
 */
export function sprayPasswords(scene: Scene): string[] {
  return [tryEverybody(scene), wearDown(scene)];
}

function tryEverybody(scene: Scene): string {
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
