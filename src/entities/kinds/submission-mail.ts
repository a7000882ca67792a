import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  SubmissionId: 'string',
  SubmissionDate: 'time',
  Submitter: 'string',
  NetworkMessageId: 'string',
  Timestamp: 'time',
  Recipient: 'string',
  Sender: 'string',
  SenderIp: 'string',
  Subject: 'string',
  ReportType: 'string',
} as const;

const submissionMail: EntityDefinition<typeof fields> = defineEntity({
  name: 'SubmissionMail',
  about: 'A message that a user reported.',
  source:
    'msticpy.datamodel.entities.SubmissionMail, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['submissionmail'],
  fields,
  identity: (f) => [
    ...key('submission', [f.SubmissionId]),
    ...key('message', [f.NetworkMessageId, f.Recipient ?? '-']),
  ],
  label: (f) => firstOf(f.Subject, 'SubmissionMail'),
  describe: (f) => firstOf(f.SubmissionId, f.NetworkMessageId, 'SubmissionMail'),
  columns: [{ SubmissionId: 'SubmissionId' }],
  examples: [
    {
      from: { SubmissionId: 'S1', NetworkMessageId: 'A1' },
      identity: 'SubmissionMail submission=s1',
      label: 'SubmissionMail',
      description: 'S1',
    },
  ],
});

export default submissionMail;
