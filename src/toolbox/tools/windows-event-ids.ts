import { windowsEventsOf } from '../../enrich/index.ts';
import { defineEach, type EachTool } from '../define-tool.ts';

const input = {
  event_id: { type: 'long', about: 'The id of an event.', usual: ['EventID', 'EventId'] },
  channel: {
    type: 'string',
    about: 'Its log, or the beginning of its name; all that use the id where there is none.',
    usual: ['Channel', 'EventLog'],
    optional: true,
  },
} as const;
const parameters = {} as const;
const output = {
  event_channel: { type: 'string', about: 'The log that uses the id so.' },
  event_title: { type: 'string', about: 'What the event says.' },
} as const;

const windowsEventIds: EachTool<typeof input, typeof parameters, typeof output> = defineEach({
  name: 'windows_event_ids',
  about: 'What an event of Windows says, by its id and log.',
  source:
    "Microsoft's documentation of security auditing and of the logs that hunters meet, in short words; an id that is not among them gives no row.",
  passesOver:
    'Events that are not among those of Windows Security and of the logs that hunters meet have no row.',
  input,
  parameters,
  output,
  entities: ['WindowsEvent'],
  each: ({ event_id: id, channel }) =>
    windowsEventsOf(Number(id ?? -1), channel.trim()).map((event) => ({
      event_channel: event.channel,
      event_title: event.title,
    })),
  examples: [
    {
      query:
        'datatable(EventID: long, Channel: string)[4625, "Security", 1, "Microsoft-Windows-Sysmon/Operational", 4625, "System"] | invoke windows_event_ids() | project EventID, event_title',
      rows: [
        [4625, 'An account failed to log on'],
        [1, 'Process creation'],
      ],
    },
    {
      query:
        'print EventID = 1102 | invoke windows_event_ids() | project event_channel, event_title',
      rows: [
        ['Security', 'The audit log was cleared'],
        [
          'Microsoft-Windows-TerminalServices-RDPClient/Operational',
          'Remote Desktop client: started a connection to an address',
        ],
      ],
    },
  ],
});

export default windowsEventIds;
