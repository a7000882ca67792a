import type { ColumnGroup, Entity, EntityDefinition } from './define-entity.ts';
import { entityDefinitions, entityFrom } from './entity.ts';
import { surelyEntity } from './guess-entity.ts';

/** What stands in logs where nothing is. */
const nothing = new Set(['', '-', 'n/a', 'none', 'null', 'nan', 'unknown']);

interface Group {
  readonly kind: EntityDefinition;
  readonly first: string;
  readonly parts: readonly (readonly [field: string, column: string])[];
}

function groupOf(kind: EntityDefinition, columns: ColumnGroup): Group {
  const parts = Object.entries(columns).map(([f, c]) => [f, c.toLowerCase()] as const);
  return { kind, parts, first: parts[0]?.[1] ?? '' };
}

/** Every way in which columns make an entity; of two that begin with the same column the one with more columns first. */
const groups: readonly Group[] = [...entityDefinitions.values()]
  .flatMap((kind) => kind.columns.map((columns) => groupOf(kind, columns)))
  .sort((a, b) => b.parts.length - a.parts.length);

function grouped(): ReadonlyMap<string, readonly Group[]> {
  const found = new Map<string, Group[]>();
  for (const group of groups) found.set(group.first, [...(found.get(group.first) ?? []), group]);
  return found;
}

const byFirst = grouped();
const isPart = new Set(groups.flatMap((g) => g.parts.slice(1).map(([, column]) => column)));

function textOf(value: unknown): string {
  if (typeof value !== 'string') {
    return typeof value === 'number' || typeof value === 'bigint' ? String(value) : '';
  }
  const text = value.trim();
  return nothing.has(text.toLowerCase()) ? '' : text;
}

function fromGroup({ kind, parts }: Group, values: ReadonlyMap<string, string>): Entity {
  const given = parts.flatMap(([field, column]) => {
    const value = values.get(column);
    return value ? [[field, value] as const] : [];
  });
  const [main] = given;
  const read = main ? kind.looks?.read(main[1].slice(0, 4096)) : null;
  if (main && kind.looks && !read && given.length === 1) {
    const other = surelyEntity(main[1]);
    if (other) return other;
  }
  return entityFrom(kind, read ? [...given.slice(1), ...Object.entries(read)] : given);
}

/**
 * The entities of a row: by the names of its columns, and by its values where a name says nothing.
 *
 * shape: one for each group of columns that belong together (`TargetUserName` with `TargetDomainName` is one Account).
 * edges: `-`, `N/A`, null and empty are nothing; of an unknown column only what can be nothing else is read.
 */
export function entitiesOfRow(row: Iterable<readonly [string, unknown]>): readonly Entity[] {
  const values = new Map([...row].map(([name, v]) => [name.toLowerCase(), textOf(v)]));
  const used = new Set<string>();
  const found: Entity[] = [];
  for (const [column, text] of values) {
    if (text === '') continue;
    const ways = byFirst.get(column) ?? [];
    const kinds = new Set(ways.map((g) => g.kind));
    for (const kind of kinds) {
      const mine = ways.filter((g) => g.kind === kind);
      const best = mine.reduce((a, b) => (filled(b, values) > filled(a, values) ? b : a));
      const mark = (c: string): string => `${kind.name} ${c}`;
      if (used.has(mark(column))) continue;
      for (const [, c] of best.parts) used.add(mark(c));
      found.push(fromGroup(best, values));
    }
    const guess = ways.length === 0 && !isPart.has(column) ? surelyEntity(text) : null;
    if (guess) found.push(guess);
  }
  return found;
}

function filled({ parts }: Group, values: ReadonlyMap<string, string>): number {
  return parts.filter(([, column]) => values.get(column)).length;
}

/** The entity that a value of a column is, by the column's name and by the value; null where neither says. */
export function entityOfColumn(name: string, value: unknown): Entity | null {
  return entitiesOfRow([[name, value]])[0] ?? null;
}
