import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  DisplayName: 'string',
  SystemAlertId: 'string',
  AlertType: 'string',
  Severity: 'string',
  Description: 'string',
  StartTimeUtc: 'time',
  EndTimeUtc: 'time',
  TimeGenerated: 'time',
  CompromisedEntity: 'string',
  ProviderName: 'string',
  VendorName: 'string',
  ProductName: 'string',
  ProviderAlertId: 'string',
  Status: 'string',
  Tactics: 'dynamic',
  Techniques: 'dynamic',
  ConfidenceLevel: 'string',
  IsIncident: 'boolean',
  Count: 'number',
  ExtendedProperties: 'dynamic',
} as const;

const alert: EntityDefinition<typeof fields> = defineEntity({
  name: 'Alert',
  about: 'An alert that a product raised.',
  source:
    'msticpy.datamodel.entities.Alert, https://learn.microsoft.com/azure/sentinel/entities-reference. Differs: an alert that has no name is named by its type',
  said: ['alert', 'alerts', 'securityalert'],
  fields,
  aliases: {
    alertdisplayname: 'DisplayName',
    alertname: 'DisplayName',
    name: 'DisplayName',
    title: 'DisplayName',
    id: 'SystemAlertId',
    alertid: 'SystemAlertId',
    alertseverity: 'Severity',
    starttime: 'StartTimeUtc',
    endtime: 'EndTimeUtc',
    timestamp: 'TimeGenerated',
    attacktechniques: 'Techniques',
    category: 'Tactics',
    servicesource: 'ProductName',
    detectionsource: 'ProviderName',
  },
  identity: (f) => [
    ...key('id', [f.SystemAlertId]),
    ...key('provider', [f.ProviderName, f.ProviderAlertId]),
    ...key('raised', [
      f.AlertType ?? f.DisplayName,
      f.StartTimeUtc ?? f.TimeGenerated ?? '-',
      f.CompromisedEntity ?? '-',
    ]),
  ],
  label: (f) => `Alert: ${firstOf(f.DisplayName, f.AlertType, f.SystemAlertId, 'unnamed')}`,
  describe: (f) => {
    const name = firstOf(f.DisplayName, f.AlertType, 'unnamed');
    return f.StartTimeUtc && f.CompromisedEntity
      ? `${name} (${f.StartTimeUtc}) ${f.CompromisedEntity}`
      : `${name}${f.SystemAlertId ? ` - ${f.SystemAlertId}` : ''}`;
  },
  columns: [
    { SystemAlertId: 'SystemAlertId', DisplayName: 'DisplayName' },
    { SystemAlertId: 'AlertId', DisplayName: 'Title' },
  ],
  examples: [
    {
      from: { DisplayName: 'Odd logon', SystemAlertId: 'A-1' },
      identity: 'Alert id=a-1',
      label: 'Alert: Odd logon',
      description: 'Odd logon - A-1',
    },
  ],
});

export default alert;
