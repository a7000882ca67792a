import { defineScalar, type ScalarFunction } from '../define.ts';

const times: ReadonlySet<string> = new Set(['TimeGenerated', 'Timestamp']);

const definition: ScalarFunction = defineScalar({
  signature: 'ingestion_time(): datetime',
  about: 'When a row came in.',
  differs: 'Files do not tell, so it is the time that the row itself says.',
  source: 'https://learn.microsoft.com/kusto/query/ingestion-time-function',
  lower: (_, { columns, note }) => {
    const time = columns.find(({ name, value }) => times.has(name) && value.type === 'datetime');
    if (time)
      note(
        `\`ingestion_time()\` is taken to be ${time.name}: files do not tell when a row came in.`,
      );
    return time?.value;
  },
  sql: {
    duckdb: (_, call) =>
      call.refuse(
        'files do not tell when a row came in, and these rows have no TimeGenerated or Timestamp',
      ),
  },
  examples: [
    {
      query:
        'datatable(TimeGenerated:datetime)[datetime(2024-01-01)] | project a = ingestion_time()',
      columns: ['a:datetime'],
      rows: [['2024-01-01T00:00:00.0000000Z']],
    },
  ],
});

export default definition;
