import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  MailboxPrimaryAddress: 'string',
  DisplayName: 'string',
  Upn: 'string',
  ExternalDirectoryObjectId: 'string',
  RiskLevel: 'string',
  AadId: 'string',
} as const;

const mailbox: EntityDefinition<typeof fields> = defineEntity({
  name: 'Mailbox',
  about: 'A mailbox.',
  source:
    'msticpy.datamodel.entities.Mailbox, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: a risk that is not known is not called None',
  said: ['mailbox'],
  fields,
  identity: (f) => [
    ...key('address', [f.MailboxPrimaryAddress ?? f.Upn]),
    ...key('object', [f.ExternalDirectoryObjectId]),
  ],
  label: (f) => firstOf(f.MailboxPrimaryAddress, f.Upn, 'Mailbox'),
  describe: (f) =>
    `${firstOf(f.MailboxPrimaryAddress, f.Upn, f.DisplayName, 'Mailbox')}${f.RiskLevel ? ` - ${f.RiskLevel}` : ''}`,
  columns: [
    { MailboxPrimaryAddress: 'MailboxOwnerUPN' },
    { MailboxPrimaryAddress: 'MailboxAddress' },
    { MailboxPrimaryAddress: 'RecipientEmailAddress' },
    { MailboxPrimaryAddress: 'SenderFromAddress' },
    { MailboxPrimaryAddress: 'SenderMailFromAddress' },
  ],
  examples: [
    {
      from: { MailboxPrimaryAddress: 'Amy@contoso.com', RiskLevel: 'High' },
      identity: 'Mailbox address=amy@contoso.com',
      label: 'Amy@contoso.com',
      description: 'Amy@contoso.com - High',
    },
  ],
});

export default mailbox;
