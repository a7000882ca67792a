import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  DistinguishedName: 'string',
  SID: 'string',
  ObjectGuid: 'string',
  Name: 'string',
} as const;

const securityGroup: EntityDefinition<typeof fields> = defineEntity({
  name: 'SecurityGroup',
  about: 'A group of accounts.',
  source:
    'msticpy.datamodel.entities.SecurityGroup, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: its name is that of the group',
  said: ['security-group', 'securitygroup', 'group'],
  fields,
  identity: (f) => [
    ...key('sid', [f.SID]),
    ...key('guid', [f.ObjectGuid]),
    ...key('dn', [f.DistinguishedName]),
    ...key('name', [f.Name]),
  ],
  label: (f) =>
    firstOf(
      /^CN=([^,]{1,256})/i.exec(f.DistinguishedName ?? '')?.[1],
      f.Name,
      f.SID,
      'SecurityGroup',
    ),
  describe: (f) => firstOf(f.DistinguishedName, f.Name, f.SID, f.ObjectGuid, 'SecurityGroup'),
  columns: [{ Name: 'GroupName', SID: 'GroupSid' }, { Name: 'TargetGroupName' }],
  examples: [
    {
      from: { DistinguishedName: 'CN=Domain Admins,CN=Users,DC=corp,DC=local' },
      identity: 'SecurityGroup dn=cn=domain admins,cn=users,dc=corp,dc=local',
      label: 'Domain Admins',
      description: 'CN=Domain Admins,CN=Users,DC=corp,DC=local',
    },
  ],
});

export default securityGroup;
