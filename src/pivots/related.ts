import { textLiteral } from '../base/index.ts';
import { namersOf, type OpenTable } from './holders.ts';
import { named } from './named.ts';
import { anyOf, byTable, type Hit } from './seen.ts';
import type { Subject } from './subject.ts';
import type { Wanted } from './wanted.ts';

/** A kind of thing that may have stood together with a subject. */
export interface Companions {
  kind: string;
  title: string;
}

/** What is looked for beside a subject. */
export const companions: readonly Companions[] = [
  { kind: 'Host', title: 'Hosts' },
  { kind: 'Account', title: 'Accounts' },
  { kind: 'IpAddress', title: 'IP addresses' },
  { kind: 'Process', title: 'Programs' },
  { kind: 'File', title: 'Files' },
  { kind: 'FileHash', title: 'File hashes' },
  { kind: 'Dns', title: 'Domains' },
  { kind: 'Url', title: 'URLs' },
];

const mostTables = 12;
const mostNamers = 3;

/** The query that lists what of a kind stood in the same rows, the commonest first; null where no table names such. */
export function companionQuery(
  hits: readonly Hit[],
  kind: string,
  { subject, wanted }: { subject: Subject; wanted: Wanted },
): string | null {
  const own = kind === subject.type ? wanted.spellings.map(({ text }) => text.toLowerCase()) : [];
  const legs = byTable(hits)
    .slice(0, mostTables)
    .flatMap((list) => {
      const [{ table } = { table: null }] = list;
      if (!table) return [];
      const held = new Set(list.map(({ column }) => column.name));
      return namersOf(table, kind)
        .filter(({ name }) => kind === subject.type || !held.has(name))
        .slice(0, mostNamers)
        .map(({ name }) => {
          const at = table.timeColumn === null ? 'datetime(null)' : named(table.timeColumn);
          return `  (${named(table.name)} | where ${anyOf(list)} | project Value = tolower(${named(name)}), At = ${at})`;
        });
    });
  if (legs.length === 0) return null;
  const nothing = ['', '-', ...own].map(textLiteral).join(', ');
  return `union\n${legs.join(',\n')}\n| where Value !in (${nothing})\n| summarize Rows = count(), First = min(At), Last = max(At) by Value\n| sort by Rows desc, Value asc`;
}

/** The query that says on how many of all hosts, and with how many of all accounts, something was seen; null where no table tells. */
export function prevalenceQuery(hits: readonly Hit[], subject: Subject): string | null {
  const kinds = [
    ['Host', 'Hosts'],
    ['Account', 'Accounts'],
  ].filter(([kind]) => kind !== subject.type);
  const legs = kinds.flatMap(([kind = '', among = '']) =>
    byTable(hits)
      .slice(0, mostTables)
      .flatMap((list) => {
        const [{ table } = { table: null }] = list;
        const name = table && namersOf(table, kind)[0]?.name;
        if (!table || !name) return [];
        return [
          `  (${named(table.name)} | project Among = '${among}', One = tolower(${named(name)}), Hit = ${anyOf(list)})`,
        ];
      }),
  );
  if (legs.length === 0) return null;
  return `union\n${legs.join(',\n')}\n| where One !in ('', '-')\n| summarize ['Seen on'] = dcountif(One, Hit), Of = dcount(One) by Among\n| extend Share = round(todouble(['Seen on']) / Of, 4)\n| sort by Among desc`;
}

const names = ['AlertName', 'DisplayName', 'AlertDisplayName', 'Title'];
const severities = ['AlertSeverity', 'Severity'];
const spoken = [
  'Entities',
  'CompromisedEntity',
  'Description',
  'ExtendedProperties',
  'AdditionalData',
];

/** The query that lists the alerts of a table that speak of a subject; null where it holds none, or nothing can be looked for. */
export function alertsQuery(table: OpenTable, { mention }: Wanted): string | null {
  const has = (list: readonly string[]): string[] =>
    list.filter((name) => table.columns.some((column) => column.name === name));
  const [name] = has(names);
  const [severity] = has(severities);
  const texts = has(spoken);
  if (!name || !severity || texts.length === 0 || mention === null) return null;
  const where = texts
    .map((text) => `tostring(${named(text)}) has ${textLiteral(mention)}`)
    .join(' or ');
  const at = table.timeColumn === null ? 'datetime(null)' : named(table.timeColumn);
  return `${named(table.name)}\n| where ${where}\n| project Time = ${at}, Severity = ${named(severity)}, Alert = ${named(name)}\n| sort by Time desc`;
}
