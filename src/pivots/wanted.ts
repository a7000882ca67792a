import { textLiteral } from '../base/index.ts';
import type { Entity } from '../entities/index.ts';
import type { Subject } from './subject.ts';

/** How a text is looked for in a column. */
type How = 'is' | 'exactly' | 'begins' | 'ends' | 'has';

/** A text that names a subject, and how columns have it. */
export interface Spelling {
  how: How;
  text: string;
}

const operators: Readonly<Record<How, string>> = {
  is: '=~',
  exactly: '==',
  begins: 'startswith',
  ends: 'endswith',
  has: 'has',
};

/** A condition on a column that is spelled already. */
export function condition(column: string, spellings: readonly Spelling[]): string {
  return spellings
    .map(({ how, text }) => `${column} ${operators[how]} ${textLiteral(text)}`)
    .join(' or ');
}

/** How the rows of tables name a subject. */
export interface Wanted {
  spellings: readonly Spelling[];
  /** Where columns have more than one thing of its kind, as texts: what stands in them. */
  within: readonly Spelling[];
  /** For an account: its name and its domain, where columns have them apart. */
  apart: { name: string; domain: string } | null;
  /** What longer texts have that speak of it; null where that would be too little, or too much, to look for. */
  mention: string | null;
}

const is = (text: string | undefined): Spelling[] => (text ? [{ how: 'is', text }] : []);
const fieldOf = (entity: Entity, name: string): string | undefined => {
  const value = entity.fields[name];
  return typeof value === 'string' && value !== '' ? value : undefined;
};

function hostWanted(entity: Entity): Spelling[] {
  const name = fieldOf(entity, 'HostName') ?? fieldOf(entity, 'NetBiosName') ?? '';
  const dot = name.indexOf('.');
  if (dot > 0 && !/^[\d.]+$/.test(name)) return [...is(name), ...is(name.slice(0, dot))];
  return [...is(name), ...(name ? [{ how: 'begins' as const, text: `${name}.` }] : [])];
}

function accountWanted(entity: Entity): Spelling[] {
  const [name, domain, suffix, sid] = ['Name', 'NTDomain', 'UPNSuffix', 'Sid'].map((field) =>
    fieldOf(entity, field),
  );
  if (!name) return is(sid);
  const own = [...is(sid), ...is(name)];
  if (domain) return [...is(`${domain}\\${name}`), ...own];
  if (suffix) return [...is(`${name}@${suffix}`), ...own];
  return [...own, { how: 'ends', text: `\\${name}` }, { how: 'begins', text: `${name}@` }];
}

function pathWanted(path: string | undefined): Spelling[] {
  if (!path) return [];
  if (/[\\/]/.test(path)) return [{ how: path.startsWith('/') ? 'exactly' : 'is', text: path }];
  return [...is(path), { how: 'ends', text: `\\${path}` }, { how: 'ends', text: `/${path}` }];
}

function fileWanted(entity: Entity): Spelling[] {
  const hashes = ['Sha256', 'Sha1', 'Md5'].flatMap((field) => is(fieldOf(entity, field)));
  return [...pathWanted(fieldOf(entity, 'FullPath') ?? fieldOf(entity, 'Name')), ...hashes];
}

function processWanted(entity: Entity, value: string): Spelling[] {
  const command = fieldOf(entity, 'CommandLine');
  if (command) return [{ how: 'exactly', text: command }];
  return pathWanted(fieldOf(entity, 'ImagePath') ?? value);
}

function domainWanted(name: string): Spelling[] {
  const bare = name.replace(/\.$/, '');
  return [...is(bare), { how: 'ends', text: `.${bare}` }];
}

const ways: Readonly<Record<string, (entity: Entity, value: string) => readonly Spelling[]>> = {
  Host: hostWanted,
  Account: accountWanted,
  File: fileWanted,
  Process: processWanted,
  IpAddress: (entity, value) => is(fieldOf(entity, 'Address') ?? value),
  FileHash: (entity, value) => is(fieldOf(entity, 'Value') ?? value),
  Dns: (entity, value) => domainWanted(fieldOf(entity, 'DomainName') ?? value),
};

const longestMention = 200;

function mentionOf(subject: Subject): string | null {
  const { entity, value } = subject;
  const name =
    entity?.type === 'Host'
      ? (fieldOf(entity, 'HostName') ?? value).split('.')[0]
      : entity?.type === 'Account'
        ? (fieldOf(entity, 'Name') ?? fieldOf(entity, 'Sid'))
        : entity?.type === 'File' || entity?.type === 'Process'
          ? value.split(/[\\/]/).at(-1)
          : value;
  const text = name?.trim() ?? '';
  return text.length < 3 || text.length > longestMention ? null : text;
}

function apartOf({ entity }: Subject): Wanted['apart'] {
  const [name, domain] = ['Name', 'NTDomain'].map((field) => entity && fieldOf(entity, field));
  if (entity?.type !== 'Account' || !name || !domain) return null;
  return { name, domain: domain.split('.')[0] ?? domain };
}

/** How a subject is looked for. */
export function wantedOf(subject: Subject): Wanted {
  const { entity, value, type } = subject;
  const spellings = entity ? (ways[type]?.(entity, value) ?? []) : [];
  return {
    spellings: spellings.length > 0 ? spellings : [{ how: entity ? 'is' : 'exactly', text: value }],
    within: [{ how: 'has', text: type === 'Dns' ? value.replace(/\.$/, '') : value }],
    apart: apartOf(subject),
    mention: mentionOf(subject),
  };
}
