import { LookupFault } from '../../lookup/lookup.ts';
import { defineSource, type TiSource } from '../define-source.ts';
import { observableTypes } from '../observable.ts';
import { indicatorsOpen } from '../sentinel.ts';

const definition: TiSource = defineSource({
  name: 'AzSTI',
  about:
    'Indicators of Microsoft Sentinel in the tables ThreatIntelIndicators and ThreatIntelligenceIndicator, where one of them is open, from files or brought here by a query.',
  source:
    'https://learn.microsoft.com/azure/azure-monitor/reference/tables/threatintelindicators; msticpy.context.tiproviders.azure_sent_byoti.',
  takes: observableTypes,
  sends: null,
  settings: [],
  services: [],
  allowances: [],
  severity:
    'High where the action is alert or block, or from a confidence of 80 on, warning otherwise, as MSTICPy, which takes every row of the new table for an alert; that is not done here.',
  onlyNamed: true,
  looksInTables: true,
  async lookup(observable, { context }) {
    const found = context.local && (await indicatorsOpen(context.local, context.signal));
    if (!found)
      throw new LookupFault(
        'Neither ThreatIntelIndicators nor ThreatIntelligenceIndicator is open.',
        { dead: true },
      );
    return found.find(observable);
  },
  examples: [
    {
      about: 'An address of the table of today; of each indicator the newest row counts.',
      observable: '45.61.49.78',
      tables: {
        ThreatIntelIndicators: [
          {
            TimeGenerated: '2025-04-07T00:00:00.0000000Z',
            Id: 'indicator--1',
            Confidence: 85,
            IsActive: true,
            ObservableKey: 'ipv4-addr:value',
            ObservableValue: '45.61.49.78',
            Pattern: "[ipv4-addr:value = '45.61.49.78']",
            SourceSystem: 'TAXII',
            ValidUntil: '2026-04-07T00:00:00.0000000Z',
            Data: { labels: ['C2'], description: 'Seen in spring.' },
          },
          {
            TimeGenerated: '2025-04-06T00:00:00.0000000Z',
            Id: 'indicator--1',
            Confidence: 10,
            IsActive: true,
            ObservableValue: '45.61.49.78',
          },
        ],
      },
      finding: {
        severity: 'high',
        summary: 'C2; confidence 85; TAXII; valid until 2026-04-07; Seen in spring.',
        reference: '',
        seenAt: '2025-04-07T00:00:00.000Z',
      },
    },
    {
      about: 'A hash of the older table, whose action is to alert.',
      observable: '44d88612fea8a8f36de82e1278abb02f',
      tables: {
        ThreatIntelligenceIndicator: [
          {
            TimeGenerated: '2025-04-07T00:00:00.0000000Z',
            IndicatorId: 'A1',
            Active: true,
            Action: 'alert',
            ConfidenceScore: 40,
            ThreatType: 'Malware',
            FileHashType: 'MD5',
            FileHashValue: '44D88612FEA8A8F36DE82E1278ABB02F',
          },
        ],
      },
      finding: {
        severity: 'high',
        summary: 'Malware; confidence 40',
        reference: '',
        seenAt: '2025-04-07T00:00:00.000Z',
      },
    },
    {
      about: 'A name that is not active any more.',
      observable: 'old-name.com',
      tables: {
        ThreatIntelIndicators: [
          { Id: 'x', TimeGenerated: '2025-01-01', IsActive: true, ObservableValue: 'old-name.com' },
          {
            Id: 'x',
            TimeGenerated: '2025-01-02',
            IsActive: false,
            ObservableValue: 'old-name.com',
          },
        ],
      },
      finding: null,
    },
  ],
});

export default definition;
