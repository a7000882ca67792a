import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  Recipient: 'string',
  Files: 'entities:File',
  Urls: 'dynamic',
  Threats: 'dynamic',
  Sender: 'string',
  P1Sender: 'string',
  P1SenderDisplayName: 'string',
  P1SenderDomain: 'string',
  SenderIP: 'string',
  P2Sender: 'string',
  P2SenderDisplayName: 'string',
  P2SenderDomain: 'string',
  ReceivedDate: 'time',
  NetworkMessageId: 'string',
  InternetMessageId: 'string',
  Subject: 'string',
  AntispamDirection: 'string',
  DeliveryAction: 'string',
  DeliveryLocation: 'string',
  Language: 'string',
  ThreatDetectionMethods: 'dynamic',
} as const;

const mailMessage: EntityDefinition<typeof fields> = defineEntity({
  name: 'MailMessage',
  about: 'A message of mail.',
  source:
    'msticpy.datamodel.entities.MailMessage, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['mailmessage', 'mail-message', 'email'],
  fields,
  identity: (f) => [
    ...key('message', [f.NetworkMessageId, f.Recipient ?? '-']),
    ...key('id', [f.InternetMessageId, f.Recipient ?? '-']),
  ],
  label: (f) => firstOf(f.Subject, f.Recipient && `MailMessage to: ${f.Recipient}`, 'MailMessage'),
  describe: (f) => firstOf(f.NetworkMessageId, f.InternetMessageId, f.Subject, 'MailMessage'),
  columns: [
    {
      NetworkMessageId: 'NetworkMessageId',
      Recipient: 'RecipientEmailAddress',
      Sender: 'SenderFromAddress',
      Subject: 'Subject',
      InternetMessageId: 'InternetMessageId',
    },
    { InternetMessageId: 'MessageId', Sender: 'Sender', Recipient: 'Recipient' },
  ],
  looks: {
    rank: 45,
    read: (text) =>
      /^<[^\s<>@]{1,250}@[^\s<>@]{1,250}>$/.test(text) ? { InternetMessageId: text } : null,
  },
  examples: [
    {
      from: { NetworkMessageId: 'A1', Recipient: 'amy@contoso.com', Subject: 'Invoice' },
      identity: 'MailMessage message=a1|amy@contoso.com',
      label: 'Invoice',
      description: 'A1',
    },
    {
      from: '<20240506.1@mail.example.com>',
      identity: 'MailMessage id=<20240506.1@mail.example.com>|-',
      label: 'MailMessage',
      description: '<20240506.1@mail.example.com>',
    },
  ],
});

export default mailMessage;
