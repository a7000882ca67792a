import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  DisplayName: 'string',
  IncidentId: 'string',
  Number: 'number',
  Severity: 'string',
  Status: 'string',
  Classification: 'string',
  Description: 'string',
  Owner: 'dynamic',
  Labels: 'dynamic',
  TimeGenerated: 'time',
  StartTime: 'time',
  EndTime: 'time',
} as const;

const incident: EntityDefinition<typeof fields> = defineEntity({
  name: 'Incident',
  about: 'An incident: alerts and entities that belong together.',
  source:
    'msticpy.datamodel.entities.Incident, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['incident', 'securityincident'],
  fields,
  aliases: {
    title: 'DisplayName',
    name: 'IncidentId',
    incidentname: 'IncidentId',
    incidentnumber: 'Number',
    createdtimeutc: 'TimeGenerated',
    createdtime: 'TimeGenerated',
    firstactivitytimeutc: 'StartTime',
    firstactivitytime: 'StartTime',
    lastactivitytimeutc: 'EndTime',
    lastactivitytime: 'EndTime',
  },
  identity: (f) => [...key('id', [f.IncidentId]), ...key('number', [f.Number])],
  label: (f) => `Incident: ${firstOf(f.DisplayName, f.IncidentId, 'unnamed')}`,
  describe: (f) =>
    [f.TimeGenerated, f.DisplayName, f.IncidentId].filter((part) => part).join(' - '),
  columns: [{ IncidentId: 'IncidentName', DisplayName: 'Title' }],
  examples: [
    {
      from: { DisplayName: 'Odd logons', IncidentId: 'I-1' },
      identity: 'Incident id=i-1',
      label: 'Incident: Odd logons',
      description: 'Odd logons - I-1',
    },
  ],
});

export default incident;
