import type { Place } from '../company/addresses.ts';
import type { Host } from '../company/hosts.ts';
import type { Account } from '../company/people.ts';
import type { Row } from '../recorder.ts';
import type { Scene } from './scene.ts';
import { deviceText, type Factor, placeText, statusText, stepsText } from './signin-json.ts';

/** Cloud applications by the name that sign-in logs use. */
const apps: Readonly<Record<string, readonly [id: string, resource: string]>> = {
  'Office 365 Exchange Online': [
    '00000002-0000-0ff1-ce00-000000000000',
    'Office 365 Exchange Online',
  ],
  'Microsoft Teams': ['1fec8e78-bce4-4aaf-ab1b-5451cc387264', 'Microsoft Teams Services'],
  'Office 365 SharePoint Online': [
    '00000003-0000-0ff1-ce00-000000000000',
    'Office 365 SharePoint Online',
  ],
  OfficeHome: ['4765445b-32c6-49b0-83e6-1d93765276ca', 'OfficeHome'],
  'Microsoft Outlook': ['27922004-5251-4030-b22d-91ecd9a37ea4', 'Office 365 Exchange Online'],
  'Azure Portal': ['c44b4083-3bb0-49c1-b47d-974e53cbdf3c', 'Windows Azure Service Management API'],
  'Microsoft Exchange REST API Based Powershell': [
    'fb78d390-0c51-40cd-8e17-fdbfab77341b',
    'Office 365 Exchange Online',
  ],
  'Azure Active Directory PowerShell': [
    '1b730954-1685-4b74-9bfd-dac224a7b894',
    'Windows Azure Active Directory',
  ],
};

export const userAgents = {
  edge: 'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36 Edg/142.0.0.0',
  chrome:
    'Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36',
  iphone:
    'Mozilla/5.0 (iPhone; CPU iPhone OS 18_6_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.6 Mobile/15E148 Safari/604.1',
  linux: 'Mozilla/5.0 (X11; Linux x86_64; rv:115.0) Gecko/20100101 Firefox/115.0',
  imap: 'BAV2ROPC',
} as const;

export interface SignIn {
  at: number;
  account: Account;
  place: Place;
  app: string;
  userAgent: string;
  /** Result code; '0' is success. */
  result?: string;
  mfa?: Factor;
  client?: 'Browser' | 'Mobile Apps and Desktop clients' | 'IMAP4';
  device?: Host;
  /** What Entra's own risk engine said of it. */
  risk?: { level: 'low' | 'medium' | 'high'; types: readonly string[] };
}

const failures: Readonly<Record<string, string>> = {
  '50126': 'Error validating credentials due to invalid username or password.',
  '50053':
    'Account is locked because user tried to sign in too many times with an incorrect user ID or password.',
  '50074': 'Strong Authentication is required.',
  '50076':
    'Due to a configuration change made by your administrator, or because you moved to a new location, you must use multi-factor authentication to access.',
  '50140': "This occurred due to 'Keep me signed in' interrupt when the user was signing-in.",
  '500121': 'Authentication failed during strong authentication request.',
  '53003': 'Access has been blocked by Conditional Access policies.',
};

const conditionalAccess = JSON.stringify([
  {
    id: '3f0a1b52-7c46-4f0e-9d1a-5b8e2c6f9a10',
    displayName: 'Require multifactor authentication for browsers',
    enforcedGrantControls: ['Mfa'],
    enforcedSessionControls: [],
    result: 'success',
    conditionsSatisfied: 3,
    conditionsNotSatisfied: 0,
  },
]);

/** An interactive sign-in to the cloud. */
export function signIn(scene: Scene, attempt: SignIn): void {
  const { at, account, place, app, result = '0', mfa = 'satisfied by claim' } = attempt;
  const { client = 'Browser' } = attempt;
  const [appId, resource] = apps[app] ?? ['', app];
  const strong = mfa !== 'not required';
  scene.recorder.add(
    'SigninLogs',
    at,
    {
      DeviceDetail: deviceText(attempt.device, attempt.userAgent),
      ResultType: result,
      ResultDescription: failures[result] ?? '',
      DurationMs: 0,
      CorrelationId: scene.random.guid(),
      Id: scene.random.guid(),
      UniqueTokenIdentifier: scene.random.hex(24),
      Identity: account.displayName,
      UserDisplayName: account.displayName,
      UserId: account.objectId,
      UserPrincipalName: account.upn,
      Location: place.country,
      LocationDetails: placeText(place),
      IPAddress: place.ip,
      AutonomousSystemNumber: place.asn,
      AppDisplayName: app,
      AppId: appId,
      ResourceDisplayName: resource,
      ClientAppUsed: client,
      UserAgent: attempt.userAgent,
      AuthenticationRequirement: strong
        ? 'multiFactorAuthentication'
        : 'singleFactorAuthentication',
      AuthenticationDetails: stepsText(at, result, mfa),
      MfaDetail: mfa === 'approved' ? '{"authMethod":"Mobile app notification"}' : null,
      ConditionalAccessPolicies: client === 'Browser' ? conditionalAccess : '[]',
      ConditionalAccessStatus:
        client === 'Browser' ? (result === '53003' ? 'failure' : 'success') : 'notApplied',
      Status: statusText(result, mfa, failures[result]),
    },
    riskColumns(attempt),
  );
}

function riskColumns({ risk }: SignIn): Row {
  if (risk === undefined) return {};
  return {
    RiskLevelDuringSignIn: risk.level,
    RiskLevelAggregated: risk.level,
    RiskState: 'atRisk',
    RiskEventTypes_V2: JSON.stringify(risk.types),
    IsRisky: true,
  };
}
