import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  MailboxPrimaryAddress: 'string',
  ConfigId: 'string',
  ConfigType: 'string',
  DisplayName: 'string',
  Upn: 'string',
  ExternalDirectoryObjectId: 'string',
  RiskLevel: 'string',
} as const;

const mailboxConfiguration: EntityDefinition<typeof fields> = defineEntity({
  name: 'MailboxConfiguration',
  about: 'A setting of a mailbox, such as a rule that forwards mail.',
  source:
    'msticpy.datamodel.entities.MailboxConfiguration. Differs: a setting that is not named is not called None',
  said: ['mailboxconfiguration', 'mailbox-configuration'],
  fields,
  identity: (f) => [
    ...key('setting', [f.MailboxPrimaryAddress ?? f.Upn ?? '-', f.ConfigId]),
    ...key('type', [f.MailboxPrimaryAddress ?? f.Upn, f.ConfigType ?? '-']),
  ],
  label: (f) => firstOf(f.MailboxPrimaryAddress, f.Upn, 'MailboxConfiguration'),
  describe: (f) =>
    `${firstOf(f.MailboxPrimaryAddress, f.Upn, f.DisplayName, 'MailboxConfiguration')}${f.ConfigId || f.ConfigType ? ` - ${firstOf(f.ConfigId, f.ConfigType)}` : ''}`,
  columns: [],
  examples: [
    {
      from: {
        MailboxPrimaryAddress: 'amy@contoso.com',
        ConfigId: 'Rule1',
        ConfigType: 'MailForwardingRule',
      },
      identity: 'MailboxConfiguration setting=amy@contoso.com|rule1',
      label: 'amy@contoso.com',
      description: 'amy@contoso.com - Rule1',
    },
    {
      from: { Upn: 'amy@contoso.com', ConfigType: 'OwaSettings' },
      identity: 'MailboxConfiguration type=amy@contoso.com|owasettings',
      label: 'amy@contoso.com',
      description: 'amy@contoso.com - OwaSettings',
    },
  ],
});

export default mailboxConfiguration;
