import { defineEntity, type EntityDefinition, firstOf, key } from '../define-entity.ts';

const fields = {
  ProviderName: 'string',
  ThreatType: 'string',
  ThreatName: 'string',
  Confidence: 'string',
  ReportLink: 'string',
  ThreatDescription: 'string',
} as const;

const threatintelligence: EntityDefinition<typeof fields> = defineEntity({
  name: 'Threatintelligence',
  about: 'What a source of threat intelligence says.',
  source:
    'msticpy.datamodel.entities.Threatintelligence, https://learn.microsoft.com/azure/sentinel/entities-reference',
  said: ['threatintelligence', 'threat-intelligence'],
  fields,
  identity: (f) =>
    key('report', [f.ProviderName ?? '-', f.ThreatName ?? f.ThreatType, f.ReportLink ?? '-']),
  label: (f) => firstOf(f.ThreatName, f.ThreatType, 'Threatintelligence'),
  describe: (f) =>
    `${firstOf(f.ThreatName, f.ThreatDescription, 'threat')} (${f.ThreatType ?? 'unknown'})`,
  columns: [
    { ThreatName: 'ThreatName', ThreatType: 'ThreatType', ProviderName: 'ProviderName' },
    { ThreatType: 'ThreatType' },
  ],
  examples: [
    {
      from: { ProviderName: 'X', ThreatName: 'Botnet1', ThreatType: 'Botnet' },
      identity: 'Threatintelligence report=x|botnet1|-',
      label: 'Botnet1',
      description: 'Botnet1 (Botnet)',
    },
  ],
});

export default threatintelligence;
