import type { Entity } from './define-entity.ts';
import { entityDefinitions, entityFrom } from './entity.ts';
import { agree, keysOf } from './identity.ts';
import { makeEntity } from './make.ts';

/** By what alerts are related. */
const relatedBy: readonly ['Account', 'Host', 'Process', 'IpAddress'] = [
  'Account',
  'Host',
  'Process',
  'IpAddress',
];

/** That an alert shares an entity with another. */
export interface Relation {
  /** The number of the alert that is asked about; -1 for entities that were named. */
  readonly of: number;
  readonly alert: number;
  /** What both have. */
  readonly shared: readonly Entity[];
}

type Listed = readonly (readonly Entity[])[];
const mostPairs = 1_000_000;

interface Held {
  readonly alert: number;
  readonly entity: Entity;
  readonly keys: readonly string[];
}

/** Keys by which alerts are found; a process is the same program on another host too. */
function indexOf(alerts: Listed): Map<string, Held[]> {
  const index = new Map<string, Held[]>();
  alerts.forEach((entities, alert) => {
    for (const entity of entities) {
      const keys = keysFor(entity);
      const holds = { alert, entity, keys };
      for (const key of keys) {
        const full = `${entity.type} ${key}`;
        const held = index.get(full);
        if (held) held.push(holds);
        else index.set(full, [holds]);
      }
    }
  });
  return index;
}

function keysFor(entity: Entity): readonly string[] {
  if (entity.type !== 'Process') return keysOf(entity);
  const image = entity.fields['ImageFile'] as Entity | undefined;
  const path = image ? keysOf(image).find((k) => k.startsWith('path=')) : undefined;
  return path ? [path] : [];
}

/**
 * The alerts that share an account, a host, a process or an address with an alert.
 *
 * shape: `alerts` holds the entities of each alert; one relation for each pair of an alert of `of` (all where it is left
 * out) and another alert, in order.
 * errors: an Error with one sentence where there are more than a million pairs.
 * cost: as many steps as pairs and entities.
 * source: msticpy add_related_alerts and its query list_related_alerts; processes by the path of their program.
 * Differs: by identity, so that `CORP\\bob` and `CORP2\\bob` are two, and by address too.
 */
export function relatedAlerts(
  alerts: Listed,
  of?: readonly number[],
  types: ReadonlySet<string> = new Set(relatedBy),
): readonly Relation[] {
  const kept = alerts.map((list) => list.filter((e) => types.has(e.type)));
  const index = indexOf(kept);
  const found: Relation[] = [];
  for (const number of of ?? kept.keys()) {
    for (const relation of sharing(kept[number] ?? [], index, number)) {
      found.push({ of: number, ...relation });
      if (found.length > mostPairs)
        throw new Error(
          `More than ${mostPairs} pairs of alerts are related; say which alert you ask about.`,
        );
    }
  }
  return found;
}

/** The alerts that have one of these entities, in order. */
export function alertsWith(alerts: Listed, entities: readonly Entity[]): readonly Relation[] {
  const types = new Set(entities.map((e) => e.type));
  const index = indexOf(alerts.map((list) => list.filter((e) => types.has(e.type))));
  return sharing(entities, index, -1).map((relation) => ({ of: -1, ...relation }));
}

function sharing(
  entities: readonly Entity[],
  index: ReadonlyMap<string, readonly Held[]>,
  self: number,
): Omit<Relation, 'of'>[] {
  const shared = new Map<number, Entity[]>();
  for (const entity of entities) {
    const met = new Set<number>();
    const keys = keysFor(entity);
    for (const key of keys)
      for (const held of index.get(`${entity.type} ${key}`) ?? []) {
        if (held.alert === self || met.has(held.alert) || !agree(keys, held.keys)) continue;
        met.add(held.alert);
        const known = shared.get(held.alert);
        if (known) known.push(held.entity);
        else shared.set(held.alert, [held.entity]);
      }
  }
  return [...shared].sort(([a], [b]) => a - b).map(([alert, list]) => ({ alert, shared: list }));
}

/** The entity of a kind that a text names: `CORP\\bob` as an Account, a path as a Process. */
export function entityNamed(type: string, text: string): Entity | null {
  const kind = entityDefinitions.get(type);
  if (!kind || text.trim() === '') return null;
  if (type === 'Process') return entityFrom(kind, [['ImagePath', text.trim()]]);
  const read = text.length > 4096 ? null : kind.looks?.read(text.trim());
  if (read) return makeEntity(kind, read);
  return entityFrom(kind, [[Object.keys(kind.fields)[0] ?? '', text.trim()]]);
}
