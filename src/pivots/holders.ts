import type { Column } from '../base/index.ts';
import { entityDefinitions } from '../entities/index.ts';
import { named } from './named.ts';
import type { Subject } from './subject.ts';
import { condition, type Wanted } from './wanted.ts';

/** A table that is open, as far as it matters here. */
export interface OpenTable {
  name: string;
  columns: readonly Column[];
  rows: number;
  /** The column that says when a row happened; null where there is none. */
  timeColumn: string | null;
}

/** The kinds whose values look like nothing else, so that any column of texts may hold one. */
const sure = new Set(['IpAddress', 'Url', 'FileHash', 'RegistryKey', 'AzureResource', 'Text']);
/** How columns are called that may hold a kind, beside those that are known. */
const hints: Readonly<Record<string, RegExp>> = {
  Host: /host|computer|device|machine|workstation|server|node|dvc/i,
  Account:
    /user|account|upn|identity|caller|actor|owner|manager|member|author|sid$|mail|recipient|sender|initiat/i,
  Dns: /domain|dns|host|url|quer|fqdn|name$|site/i,
  File: /file|path|image|process|module|object|script|attach|exe$|item|target/i,
  Process: /process|image|command|cmd|path|file|exe$|comm$/i,
};
/** Kinds that one column may hold. */
const alike: Readonly<Record<string, readonly string[]>> = {
  File: ['Process'],
  Process: ['File'],
  Dns: ['Url', 'Host'],
  Host: ['Dns'],
};

function fieldsByColumn(): ReadonlyMap<string, ReadonlyMap<string, string>> {
  const found = new Map<string, Map<string, string>>();
  for (const { name, columns } of entityDefinitions.values())
    for (const group of columns)
      for (const [field, column] of Object.entries(group)) {
        const kinds = found.get(column.toLowerCase()) ?? new Map<string, string>();
        if (!kinds.has(name)) kinds.set(name, field);
        found.set(column.toLowerCase(), kinds);
      }
  return found;
}
const known = fieldsByColumn();

/** The kinds of entity that a column of this name tells of, with the field that it holds. */
export function kindsOfColumn(name: string): ReadonlyMap<string, string> {
  return known.get(name.toLowerCase()) ?? new Map();
}

/** The columns of a table that may hold a subject by themselves. */
function holdersOf({ columns }: Pick<OpenTable, 'columns'>, { type }: Subject): Column[] {
  const kinds = [type, ...(alike[type] ?? [])];
  return columns.filter((column) => {
    if (column.type !== 'string' || column.name === 'TenantId') return false;
    const here = kindsOfColumn(column.name);
    if (kinds.some((kind) => here.has(kind))) return true;
    if (type === 'Text') return true;
    return here.size > 0 ? false : sure.has(type) || (hints[type]?.test(column.name) ?? false);
  });
}

/** A column of a table in which something was looked for, and the condition that it stands there. */
export interface Holder {
  column: Column;
  where: string;
}

const account = entityDefinitions.get('Account')?.columns ?? [];

/** The column with the domain of the account whose name is in another. */
function domainColumn(columns: readonly Column[], name: string): Column | undefined {
  const pair = account.find((group) => group['Name'] === name && group['NTDomain']);
  return columns.find((column) => column.name === pair?.['NTDomain']);
}

const mostHolders = 80;

/** Where in a table a subject may stand by itself. */
export function placesIn(table: OpenTable, subject: Subject, wanted: Wanted): Holder[] {
  const { spellings, within, apart } = wanted;
  return holdersOf(table, subject)
    .slice(0, mostHolders)
    .map((column) => {
      const name = named(column.name);
      const domain = apart ? domainColumn(table.columns, column.name) : undefined;
      const several =
        (subject.type === 'Dns' && kindsOfColumn(column.name).has('Url')) ||
        (subject.type === 'FileHash' && /^hashes$/i.test(column.name));
      if (several) return { column, where: condition(name, within) };
      if (!apart || !domain) return { column, where: condition(name, spellings) };
      const same = condition(named(domain.name), [{ how: 'begins', text: apart.domain }]);
      return {
        column,
        where: `${condition(name, [{ how: 'is', text: apart.name }])} and (${same} or isempty(${named(domain.name)}))`,
      };
    });
}

/** The columns of longer texts that may speak of a subject. */
export function mentionsIn(table: OpenTable, subject: Subject, { mention }: Wanted): Holder[] {
  if (mention === null) return [];
  const holders = new Set(holdersOf(table, subject).map(({ name }) => name));
  const isOwn = (name: string): boolean =>
    sure.has(subject.type) ? kindsOfColumn(name).size > 0 : holders.has(name);
  return table.columns
    .filter(({ name, type }) => ['string', 'dynamic'].includes(type) && !isOwn(name))
    .slice(0, mostHolders)
    .map((column) => ({
      column,
      where: condition(
        column.type === 'dynamic' ? `tostring(${named(column.name)})` : named(column.name),
        [{ how: 'has', text: mention }],
      ),
    }));
}

const mainFields: Readonly<Record<string, readonly string[]>> = {
  Host: ['HostName'],
  Account: ['Name'],
  IpAddress: ['Address'],
  Dns: ['DomainName'],
  Url: ['Url'],
  Process: ['ImagePath'],
  File: ['FullPath'],
  FileHash: ['Value'],
};

/** The columns that name a kind of thing, the usual first. */
export function namersOf({ columns }: Pick<OpenTable, 'columns'>, kind: string): Column[] {
  const order = entityDefinitions.get(kind)?.columns ?? [];
  const wanted = order.flatMap((group) =>
    (mainFields[kind] ?? []).flatMap((field) => group[field] ?? []),
  );
  const found = [...new Set(wanted)].flatMap(
    (name) =>
      columns.find((c) => c.type === 'string' && c.name.toLowerCase() === name.toLowerCase()) ?? [],
  );
  return [...new Set(found)];
}
