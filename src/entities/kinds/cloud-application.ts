import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  Name: 'string',
  AppId: 'string',
  SaasId: 'string',
  InstanceId: 'string',
  InstanceName: 'string',
} as const;

const cloudApplication: EntityDefinition<typeof fields> = defineEntity({
  name: 'CloudApplication',
  about: 'An application in a cloud.',
  source:
    'msticpy.datamodel.entities.CloudApplication, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['cloud-application', 'cloudapplication', 'application'],
  fields,
  aliases: { applicationid: 'AppId', appname: 'Name', application: 'Name' },
  identity: (f) => [
    ...key('app', [f.AppId ?? f.SaasId, f.InstanceId ?? f.InstanceName ?? '-']),
    ...key('name', [f.Name]),
  ],
  label: (f) => firstOf(f.Name, f.AppId, 'CloudApplication'),
  describe: (f) => firstOf(f.Name, f.AppId, 'CloudApplication'),
  columns: [
    { Name: 'AppDisplayName', AppId: 'AppId' },
    { Name: 'Application', AppId: 'ApplicationId' },
  ],
  examples: [
    {
      from: { Name: 'Office 365', AppId: 11161 },
      identity: 'CloudApplication app=11161|-',
      label: 'Office 365',
      description: 'Office 365',
    },
  ],
});

export default cloudApplication;
