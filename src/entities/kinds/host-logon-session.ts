import { defineEntity, type EntityDefinition, inner, key } from '../define-entity.ts';

const fields = {
  Account: 'entity:Account',
  StartTimeUtc: 'time',
  EndTimeUtc: 'time',
  Host: 'entity:Host',
  SessionId: 'string',
} as const;

const hostLogonSession: EntityDefinition<typeof fields> = defineEntity({
  name: 'HostLogonSession',
  about: 'A session of an account on a host.',
  source:
    'msticpy.datamodel.entities.HostLogonSession, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['host-logon-session', 'hostlogonsession', 'logonsession'],
  fields,
  identity: (f, identify) =>
    key('session', [
      f.SessionId,
      f.Host ? identify(f.Host) : '-',
      f.Account ? identify(f.Account) : '-',
    ]),
  label: (f) => inner(f.Host, 'HostName') ?? 'HostLogonSession',
  describe: (f) => {
    const host = inner(f.Host, 'HostName');
    return host ? `${host}: session: ${f.SessionId ?? ''}` : 'HostLogonSession';
  },
  columns: [],
  examples: [
    {
      from: { SessionId: '0x2e8cf', Host: { Type: 'host', HostName: 'VM2' } },
      identity: 'HostLogonSession session=0x2e8cf|host fqdn=vm2|-',
      label: 'VM2',
      description: 'VM2: session: 0x2e8cf',
    },
  ],
});

export default hostLogonSession;
