import type { Sheet } from './acts.ts';

/** What an entity is told by: its kind, and the value that it is known by. */
export interface EntityName {
  type: string;
  value: string;
}

/** The address of an entity within the page. */
export function addressOfEntity({ type, value }: EntityName): string {
  return `#entity=${encodeURIComponent(type)}:${encodeURIComponent(value)}`;
}

/** The entity that an address names; null where it names none. */
export function entityOfAddress(hash: string): EntityName | null {
  const [, type, value] = /^#entity=(\w{1,64}):(.{1,20000})$/.exec(hash) ?? [];
  if (type === undefined || value === undefined) return null;
  try {
    return { type, value: decodeURIComponent(value) };
  } catch {
    return null;
  }
}

const titles: ReadonlyMap<string, string> = new Map([
  ['IpAddress', 'IP address'],
  ['Dns', 'Domain'],
  ['FileHash', 'File hash'],
  ['Url', 'URL'],
]);

/** What is known about an entity, as the sheet shows it. */
export function entitySheet({ type, title, value }: EntityName & { title?: string }): Sheet {
  const named = title ?? titles.get(type) ?? type;
  return { title: named, tag: 'entity-page', properties: { type, value }, above: true };
}
