import type { Column } from '../base/index.ts';
import {
  describeEntity,
  type Entity,
  entityDefinitions,
  entityOfColumn,
  guessEntities,
  kindOf,
  makeEntity,
} from '../entities/index.ts';

/** What a value stands for: an address, a host, or only a text. */
export interface Subject {
  /** The kind of entity, such as `IpAddress`; `Text` for what is none. */
  type: string;
  /** The kind in words: `IP address`. */
  title: string;
  /** The value, as it stood. */
  value: string;
  /** What it is in one line; empty where that says no more than the value. */
  about: string;
  /** What is read of it; null for a text. */
  entity: Entity | null;
}

/** Longer values are looked at as texts. */
export const longestSubject = 4096;

const titles: Readonly<Record<string, string>> = {
  IpAddress: 'IP address',
  Dns: 'Domain',
  FileHash: 'File hash',
  Url: 'URL',
  HostLogonSession: 'Logon session',
  IoTDevice: 'IoT device',
};

function titleOf(type: string): string {
  const words = type.replace(/(?<=[a-z])(?=[A-Z])/g, ' ').toLowerCase();
  return titles[type] ?? words.charAt(0).toUpperCase() + words.slice(1);
}

function subject(entity: Entity, value: string): Subject {
  const about = describeEntity(entity).replace(/:\s*(?:IPs: \[\])?$/, '');
  const more = about.toLowerCase() === value.toLowerCase() ? '' : about.slice(0, 400);
  return { type: entity.type, title: titleOf(entity.type), value, about: more, entity };
}

/** A value as nothing but a text. */
export function textSubject(value: string): Subject {
  return { type: 'Text', title: 'Text', value, about: '', entity: null };
}

/** The field that a loose value of a kind is. */
const mainFields: Readonly<Record<string, string>> = {
  IpAddress: 'Address',
  Host: 'HostName',
  Account: 'Name',
  File: 'FullPath',
  FileHash: 'Value',
  Url: 'Url',
  Dns: 'DomainName',
  Process: 'ImagePath',
};

/** A value as an entity of a kind that somebody says it is, such as `ip` or `Account`. */
export function subjectOfKind(said: string, value: string): Subject {
  const kind = kindOf(said);
  const guess = guessEntities(value).find(({ type }) => type === kind.name);
  if (guess) return subject(guess, value);
  const field = mainFields[kind.name];
  return field ? subject(makeEntity(kind, { [field]: value }), value) : textSubject(value);
}

/** What a value may be, the likeliest first: by its column, then by how it looks; never empty. */
export function subjectsOf(value: string, column: Pick<Column, 'name'> | null): readonly Subject[] {
  const plain = value.trim();
  if (plain === '' || value.length > longestSubject) return [textSubject(value)];
  const named = column ? entityOfColumn(column.name, plain) : null;
  const found = [...(named ? [named] : []), ...guessEntities(plain)].filter(
    ({ type }) => entityDefinitions.has(type) && type !== 'UnknownEntity',
  );
  const kinds = new Map<string, Entity>();
  for (const entity of found) if (!kinds.has(entity.type)) kinds.set(entity.type, entity);
  const subjects = [...kinds.values()].map((entity) => subject(entity, plain));
  return subjects.length > 0 ? subjects : [textSubject(value)];
}
