import {
  defineEntity,
  type EntityDefinition,
  type FieldValues,
  firstOf,
  inner,
  key,
} from '../define-entity.ts';

const fields = {
  Name: 'string',
  NTDomain: 'string',
  UPNSuffix: 'string',
  Host: 'entity:Host',
  LogonId: 'string',
  Sid: 'string',
  AadTenantId: 'string',
  AadUserId: 'string',
  PUID: 'string',
  IsDomainJoined: 'boolean',
  DisplayName: 'string',
  ObjectGuid: 'string',
  Upn: 'string',
} as const;

type Values = FieldValues<typeof fields>;
const sid = /^S-1-\d{1,2}(?:-\d{1,10}){1,14}$/i;
const upn = /^([a-z0-9._%+'#-]{1,64})@([a-z0-9](?:[a-z0-9-]{0,62})(?:\.[a-z0-9-]{1,63}){1,8})$/i;
const nt = /^([a-z0-9](?:[a-z0-9 ._-]{0,62}))\\([^\\/:*?"<>|\s@][^\\/:*?"<>|]{0,62})$/i;

/** Whether a SID names a role that every computer has, so that it tells no two accounts apart. */
function wellKnown(text: string | undefined): boolean {
  return text !== undefined && !/^S-1-(?:5-21|12-1)-/i.test(text);
}

function split(f: Values): Values {
  const { Name: name = f.Upn } = f;
  if (!name || f.NTDomain || f.UPNSuffix) return f;
  const at = upn.exec(name);
  if (at) return { ...f, Name: at[1] ?? name, UPNSuffix: at[2] ?? '' };
  const parts = nt.exec(name);
  return parts ? { ...f, NTDomain: parts[1] ?? '', Name: parts[2] ?? '' } : { ...f, Name: name };
}

function qualified(f: Values): string {
  const name = firstOf(f.Name, f.DisplayName, f.Sid, f.AadUserId, 'Unknown Account');
  const host = inner(f.Host, 'HostName');
  if (f.NTDomain) return `${f.NTDomain}\\${name}`;
  if (f.UPNSuffix) return `${name}@${f.UPNSuffix}`;
  return host ? `${host}\\${name}` : name;
}

function readAccount(text: string): Values | null {
  if (sid.test(text)) return { Sid: text };
  return upn.test(text) || nt.test(text) ? split({ Name: text }) : null;
}

const account: EntityDefinition<typeof fields> = defineEntity({
  name: 'Account',
  about: 'A user, a service or a computer as it signs in.',
  source:
    'msticpy.datamodel.entities.Account, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: an account without a name is described by its display name instead of None',
  said: ['account', 'user'],
  fields,
  aliases: {
    accountname: 'Name',
    username: 'Name',
    accountsid: 'Sid',
    accountdomain: 'NTDomain',
    domainname: 'NTDomain',
    userprincipalname: 'Upn',
    accountupn: 'Upn',
    accountobjectid: 'AadUserId',
    accountobjectguid: 'ObjectGuid',
    usersid: 'Sid',
    objectid: 'AadUserId',
  },
  complete: split,
  identity: (f) => [
    ...key('sid', [wellKnown(f.Sid) ? undefined : f.Sid]),
    ...key('aad', [f.AadUserId]),
    ...key('puid', [f.PUID]),
    ...key('guid', [f.ObjectGuid]),
    ...key('nt', [f.NTDomain, f.Name]),
    ...key('upn', [f.Name, f.UPNSuffix]),
    ...key('on', [inner(f.Host, 'HostName'), f.Name]),
    ...key('name', [f.Name]),
    ...key('display', [f.Name ? undefined : f.DisplayName]),
  ],
  label: (f) => firstOf(f.Name, f.DisplayName, f.Sid, f.AadUserId, 'Unknown Account'),
  describe: qualified,
  columns: [
    { Name: 'Account' },
    { Name: 'UserName' },
    { Name: 'User' },
    { Name: 'UserPrincipalName', DisplayName: 'UserDisplayName', AadUserId: 'UserId' },
    {
      Name: 'TargetUserName',
      NTDomain: 'TargetDomainName',
      Sid: 'TargetUserSid',
      LogonId: 'TargetLogonId',
    },
    {
      Name: 'SubjectUserName',
      NTDomain: 'SubjectDomainName',
      Sid: 'SubjectUserSid',
      LogonId: 'SubjectLogonId',
    },
    {
      Name: 'AccountName',
      NTDomain: 'AccountDomain',
      Sid: 'AccountSid',
      AadUserId: 'AccountObjectId',
      Upn: 'AccountUpn',
    },
    {
      Name: 'InitiatingProcessAccountName',
      NTDomain: 'InitiatingProcessAccountDomain',
      Sid: 'InitiatingProcessAccountSid',
      AadUserId: 'InitiatingProcessAccountObjectId',
      Upn: 'InitiatingProcessAccountUpn',
    },
    { Name: 'TargetAccount' },
    { Name: 'SubjectAccount' },
    { Name: 'Caller' },
    { Name: 'UserId' },
    { Name: 'Identity' },
    { Name: 'InitiatedBy' },
    { Name: 'ActorUsername' },
    { Name: 'TargetUsername' },
    { Name: 'SrcUsername' },
    { Name: 'UserUpn' },
    { Name: 'AccountUPN' },
  ],
  looks: { rank: 50, read: readAccount },
  examples: [
    {
      from: { Name: 'bob', NTDomain: 'CORP', Sid: 'S-1-5-21-1-2-3-500' },
      identity: 'Account sid=s-1-5-21-1-2-3-500',
      label: 'bob',
      description: 'CORP\\bob',
    },
    { from: 'CORP\\Bob', identity: 'Account nt=corp|bob', label: 'Bob', description: 'CORP\\Bob' },
    {
      from: 'amy@contoso.com',
      identity: 'Account upn=amy|contoso.com',
      label: 'amy',
      description: 'amy@contoso.com',
    },
    {
      from: 'S-1-5-21-1-2-3-500',
      identity: 'Account sid=s-1-5-21-1-2-3-500',
      label: 'S-1-5-21-1-2-3-500',
      description: 'S-1-5-21-1-2-3-500',
    },
    {
      from: { DisplayName: 'JeffL', UPNSuffix: 'x.com', AadUserId: '313a54a7' },
      identity: 'Account aad=313a54a7',
      label: 'JeffL',
      description: 'JeffL@x.com',
    },
  ],
});

export default account;
