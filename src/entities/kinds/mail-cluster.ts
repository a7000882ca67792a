import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  NetworkMessageIds: 'dynamic',
  CountByDeliveryStatus: 'dynamic',
  CountByThreatType: 'dynamic',
  CountByProtectionStatus: 'dynamic',
  Threats: 'dynamic',
  Query: 'string',
  QueryTime: 'time',
  MailCount: 'number',
  IsVolumeAnomaly: 'boolean',
  Source: 'string',
  ClusterSourceIdentifier: 'string',
  ClusterSourceType: 'string',
  ClusterQueryStartTime: 'time',
  ClusterQueryEndTime: 'time',
  ClusterGroup: 'string',
} as const;

const mailCluster: EntityDefinition<typeof fields> = defineEntity({
  name: 'MailCluster',
  about: 'Messages of mail that belong together.',
  source:
    'msticpy.datamodel.entities.MailCluster, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: its name says how many messages, no hash that differs from run to run',
  said: ['mailcluster', 'mail-cluster'],
  fields,
  identity: (f) => key('query', [f.Query, f.Source ?? '-']),
  label: (f) => (f.MailCount === undefined ? 'MailCluster' : `MailCluster of ${f.MailCount}`),
  describe: (f) => firstOf(f.Query, 'MailCluster'),
  columns: [],
  examples: [
    {
      from: { Query: 'Subject:x', Source: 'OATP', MailCount: 3 },
      identity: 'MailCluster query=subject:x|oatp',
      label: 'MailCluster of 3',
      description: 'Subject:x',
    },
  ],
});

export default mailCluster;
