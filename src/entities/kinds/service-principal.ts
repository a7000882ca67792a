import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  ServicePrincipalName: 'string',
  ServicePrincipalObjectId: 'string',
  AppId: 'string',
  AppOwnerTenantId: 'string',
  TenantId: 'string',
  ServicePrincipalType: 'string',
} as const;

const servicePrincipal: EntityDefinition<typeof fields> = defineEntity({
  name: 'ServicePrincipal',
  about: 'An identity of an application in a directory.',
  source:
    'msticpy.datamodel.entities.ServicePrincipal. Differs: it is read whatever the case of its type, and is called by its name',
  said: ['serviceprincipal', 'service-principal'],
  fields,
  aliases: { serviceprincipalid: 'ServicePrincipalObjectId' },
  identity: (f) => [
    ...key('object', [f.ServicePrincipalObjectId]),
    ...key('app', [f.AppId, f.TenantId ?? '-']),
    ...key('name', [f.ServicePrincipalName, f.TenantId ?? '-']),
  ],
  label: (f) => firstOf(f.ServicePrincipalName, f.AppId, 'ServicePrincipal'),
  describe: (f) =>
    firstOf(f.ServicePrincipalName, f.AppId, f.ServicePrincipalObjectId, 'ServicePrincipal'),
  columns: [
    {
      ServicePrincipalObjectId: 'ServicePrincipalId',
      ServicePrincipalName: 'ServicePrincipalName',
      AppId: 'AppId',
    },
    {
      ServicePrincipalName: 'ServicePrincipalName',
      ServicePrincipalObjectId: 'ServicePrincipalId',
      AppId: 'AppId',
    },
  ],
  examples: [
    {
      from: { ServicePrincipalName: 'backup', ServicePrincipalObjectId: 'A1', AppId: 'B2' },
      identity: 'ServicePrincipal object=a1',
      label: 'backup',
      description: 'backup',
    },
  ],
});

export default servicePrincipal;
