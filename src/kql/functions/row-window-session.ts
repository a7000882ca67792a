import { defineScalar, defineWindow, type ScalarFunction, type WindowFunction } from '../define.ts';

const source = 'https://learn.microsoft.com/kusto/query/row-window-session-function';

const example = {
  query:
    'datatable(id:string, t:datetime)["a",datetime(2024-01-01 10:00), "a",datetime(2024-01-01 10:01), "a",datetime(2024-01-01 10:02), "a",datetime(2024-01-01 10:30), "b",datetime(2024-01-01 10:30)] | sort by id asc, t asc | extend s = row_window_session(t, 2m, 10m, id != prev(id)) | project s',
  columns: ['s:datetime'],
  rows: [
    ['2024-01-01T10:00:00.0000000Z'],
    ['2024-01-01T10:00:00.0000000Z'],
    ['2024-01-01T10:02:00.0000000Z'],
    ['2024-01-01T10:30:00.0000000Z'],
    ['2024-01-01T10:30:00.0000000Z'],
  ],
} as const;

const begins: ScalarFunction = defineScalar({
  signature:
    '$begins(time: datetime, first: timespan, between: timespan, before: datetime, other: any, another: any): bool',
  about:
    'Whether a time is so far from the one before that a session begins, whenever that one began.',
  source,
  sql: {
    duckdb: ([time, , between, before]) =>
      `(${before} IS NULL OR ${time} >= k_plus(${before}, ${between}))`,
  },
  examples: [example],
});

const session: ScalarFunction = defineScalar({
  signature:
    '$session(time: datetime, first: timespan, between: timespan, begun: datetime, before: datetime, other: any, another: any): datetime',
  about: 'When the session of a row began, by that of the row before.',
  source,
  sql: {
    duckdb: ([time, first, between, begun, before]) =>
      `(CASE WHEN ${begun} IS NULL OR ${before} IS NULL OR ${time} >= k_plus(${begun}, ${first}) OR ${time} >= k_plus(${before}, ${between}) THEN ${time} ELSE ${begun} END)`,
  },
  examples: [example],
});

const definition: WindowFunction = defineWindow({
  signature:
    'row_window_session(time: datetime, from_first: timespan, between: timespan, restart?: bool): datetime',
  about:
    'When the session of a row began: a session ends by its length, by a gap, or where a condition says so.',
  source,
  restart: 3,
  walk: { value: session, begins },
  sql: { duckdb: null },
  examples: [
    example,
    {
      query:
        'datatable(t:datetime)[datetime(2024-01-01 10:00), datetime(null), datetime(2024-01-01 10:01), datetime(2024-01-01 10:02)] | serialize s = row_window_session(t, 1h, 1h) | project s',
      rows: [
        ['2024-01-01T10:00:00.0000000Z'],
        ['2024-01-01T10:00:00.0000000Z'],
        ['2024-01-01T10:01:00.0000000Z'],
        ['2024-01-01T10:01:00.0000000Z'],
      ],
    },
    {
      query:
        'datatable(UserId:string, ClientIP:string, TimeGenerated:datetime, Operation:string, Parameters:string)["u","1",datetime(2024-01-01 00:03),"Set","[{\\"Name\\":\\"x\\"}]", "u","1",datetime(2024-01-01 00:01),"New","[]", "u","1",datetime(2024-01-01 00:02),"Get","[]", "u","2",datetime(2024-01-01 00:02),"Get","[]", "u","1",datetime(2024-01-01 00:30),"New","[]"] | extend p = todynamic(Parameters) | extend cmd = strcat(Operation, " ", tostring(p[0].Name)) | sort by UserId asc, ClientIP asc, TimeGenerated asc | extend begin = row_window_session(TimeGenerated, 20m, 2m, UserId != prev(UserId) or ClientIP != prev(ClientIP)) | summarize cmds=make_list(cmd), end=max(TimeGenerated) by begin, UserId, ClientIP | project ClientIP, cmds, end | sort by ClientIP asc, end asc',
      columns: ['ClientIP:string', 'cmds:dynamic', 'end:datetime'],
      rows: [
        ['1', ['New ', 'Get ', 'Set x'], '2024-01-01T00:03:00.0000000Z'],
        ['1', ['New '], '2024-01-01T00:30:00.0000000Z'],
        ['2', ['Get '], '2024-01-01T00:02:00.0000000Z'],
      ],
    },
  ],
});

export default definition;
