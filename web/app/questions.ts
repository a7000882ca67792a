import type { TableSummary } from '../../src/protocol/index.ts';
import { kqlName } from './kql-name.ts';
import { visible } from './text.ts';

/** A question about what is open, and the KQL that answers it. */
export interface Question {
  title: string;
  table: string;
  kql: string;
}

interface Kind {
  title: string;
  /** Columns that the table must have, with these names. */
  needs: readonly string[];
  kql: string;
}

/** Questions worth asking of tables that have these columns; `{T}` stands for the table. */
const kinds: readonly Kind[] = [
  {
    title: 'Which alerts were raised?',
    needs: ['TimeGenerated', 'AlertName', 'AlertSeverity'],
    kql: '{T}\n| summarize Alerts = count(), First = min(TimeGenerated), Last = max(TimeGenerated) by AlertName, AlertSeverity\n| order by First asc',
  },
  {
    title: 'Which commands were encoded?',
    needs: ['TimeGenerated', 'Computer', 'Account', 'ParentProcessName', 'CommandLine'],
    kql: "{T}\n| where CommandLine has_any ('-enc', '-EncodedCommand', 'FromBase64String')\n| project TimeGenerated, Computer, Account, ParentProcessName, CommandLine",
  },
  {
    title: 'Who failed to sign in most often?',
    needs: ['EventID', 'TargetAccount', 'IpAddress'],
    kql: '{T}\n| where EventID == 4625\n| summarize Failures = count(), Sources = dcount(IpAddress) by TargetAccount\n| top 20 by Failures',
  },
  {
    title: 'Where do cloud sign-ins fail, hour by hour?',
    needs: ['TimeGenerated', 'ResultType', 'UserPrincipalName', 'IPAddress'],
    kql: "{T}\n| where tostring(ResultType) != '0'\n| summarize Failures = count(), Users = dcount(UserPrincipalName) by bin(TimeGenerated, 1h), IPAddress\n| top 50 by Failures",
  },
  {
    title: 'Which mailbox rules were made?',
    needs: ['TimeGenerated', 'Operation', 'UserId', 'ClientIP', 'Parameters'],
    kql: "{T}\n| where Operation in ('New-InboxRule', 'Set-InboxRule')\n| project TimeGenerated, UserId, ClientIP, Operation, Parameters",
  },
  {
    title: 'Was an audit log cleared?',
    needs: ['TimeGenerated', 'EventID', 'Computer', 'Activity'],
    kql: '{T}\n| where EventID == 1102\n| project TimeGenerated, Computer, Activity',
  },
  {
    title: 'Which addresses were contacted by few devices?',
    needs: ['RemoteIP', 'RemotePort', 'DeviceName', 'InitiatingProcessFileName'],
    kql: '{T}\n| summarize Connections = count(), Devices = dcount(DeviceName) by RemoteIP, RemotePort, InitiatingProcessFileName\n| where Devices <= 2\n| top 30 by Connections',
  },
];

/** The known questions that this table can answer, by their place in `kinds`. */
function known(table: TableSummary): { kind: number; question: Question }[] {
  const names = new Set(table.columns.map((c) => c.name));
  return kinds.flatMap((k, kind) => {
    // A column that is named but missing would make the first query of a newcomer fail.
    if (!k.needs.every((n) => names.has(n))) return [];
    const kql = k.kql.replace('{T}', kqlName(table.name));
    return [{ kind, question: { title: k.title, table: table.name, kql } }];
  });
}

function general(table: TableSummary): Question[] {
  const name = kqlName(table.name);
  const time = table.coverage.timeColumn;
  const questions: Question[] = [];
  if (time)
    questions.push({
      title: 'How many rows an hour?',
      table: table.name,
      kql: `${name}\n| summarize Rows = count() by bin(${kqlName(time)}, 1h)\n| order by ${kqlName(time)} asc`,
    });
  const text = table.columns.find((c) => c.type === 'string' && !/id$/i.test(c.name));
  if (text)
    questions.push({
      title: `What is most frequent in ${text.name}?`,
      table: table.name,
      kql: `${name}\n| summarize Rows = count() by ${kqlName(text.name)}\n| top 20 by Rows`,
    });
  questions.push({
    title: time ? 'What happened last?' : 'What do the rows look like?',
    table: table.name,
    kql: time ? `${name}\n| top 100 by ${kqlName(time)} desc` : `${name}\n| take 100`,
  });
  return questions;
}

/** A few questions for the open tables: what is known about their kind first, general ones to fill up. */
export function questionsFor(tables: readonly TableSummary[], limit = 6): Question[] {
  const wide = [...tables].sort((a, b) => b.coverage.rowsRead - a.coverage.rowsRead);
  const found = wide.flatMap(known);
  const special = kinds.flatMap((_, kind) => found.find((f) => f.kind === kind)?.question ?? []);
  const rest = [0, 1, 2].flatMap((n) => wide.flatMap((t) => general(t)[n] ?? []));
  return [...special.slice(0, limit - 1), ...rest]
    .slice(0, limit)
    .map((q) => ({ ...q, title: visible(q.title), table: visible(q.table) }));
}
