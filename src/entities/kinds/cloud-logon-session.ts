import { defineEntity, type EntityDefinition, key } from '../define-entity.ts';
import account from './account.ts';

const fields = {
  SessionId: 'string',
  Account: 'entity:Account',
  UserAgent: 'string',
  StartTimeUtc: 'time',
} as const;

const cloudLogonSession: EntityDefinition<typeof fields> = defineEntity({
  name: 'CloudLogonSession',
  about: 'A session of an account in a cloud.',
  source:
    'msticpy.datamodel.entities.CloudLogonSession. Differs: what is not known is left out of its name',
  said: ['cloud-logon-session', 'cloudlogonsession'],
  fields,
  aliases: { starttime: 'StartTimeUtc' },
  identity: (f, identify) => key('session', [f.SessionId, f.Account ? identify(f.Account) : '-']),
  label: (f) => {
    const who = f.Account ? account.describe(f.Account.fields) : undefined;
    return [f.StartTimeUtc, who, f.UserAgent].filter(Boolean).join(' - ') || 'CloudLogonSession';
  },
  describe: (f) => (f.Account ? account.describe(f.Account.fields) : 'CloudLogonSession'),
  columns: [],
  examples: [
    {
      from: {
        SessionId: 'S1',
        UserAgent: 'curl/8',
        Account: { Type: 'account', Name: 'amy', UPNSuffix: 'contoso.com' },
      },
      identity: 'CloudLogonSession session=s1|account upn=amy\\|contoso.com',
      label: 'amy@contoso.com - curl/8',
      description: 'amy@contoso.com',
    },
  ],
});

export default cloudLogonSession;
