import type { Entity, FieldTypes, FieldValues } from './define-entity.ts';
import { definitionOf } from './entity.ts';

const longestFallback = 1024;

/** What an entity without any key says, in a fixed order: as much of an identity as there is. */
function said(entity: Entity): string {
  const plain = [...Object.entries(entity.fields), ...entity.more]
    .filter(([name, value]) => typeof value !== 'object' && !/^(count|timegenerated)$/i.test(name))
    .map(([name, value]) => `${name}:${String(value)}`)
    .sort();
  return plain.join(' ').slice(0, longestFallback);
}

/** All keys of an entity, the surest first: `sid=s-1-5-21…`, `nt=corp\bob`, `name=bob`. */
export function keysOf(entity: Entity): readonly string[] {
  const keys = definitionOf(entity).identity(entity.fields, identityOf);
  return keys.length > 0 ? keys : [`is=${said(entity)}`];
}

/** One text that is the same for the same thing, wherever it was read: `Account sid=s-1-5-21…`. */
export function identityOf(entity: Entity): string {
  return `${entity.type} ${keysOf(entity)[0] ?? ''}`;
}

/** Whether two entities are one thing by the surest key of each. */
export function sameEntity(a: Entity, b: Entity): boolean {
  return identityOf(a) === identityOf(b);
}

/** Whether two entities may be one thing: they have a key in common, and differ in none that both have. */
export function canMerge(a: Entity, b: Entity): boolean {
  return a.type === b.type && agree(keysOf(a), keysOf(b));
}

/** Whether keys have one in common and none that differ. */
export function agree(a: readonly string[], b: readonly string[]): boolean {
  if (a[0] === b[0] && a.length === 1 && b.length === 1) return true;
  const slots = new Map(a.map((k) => [k.slice(0, k.indexOf('=')), k]));
  let shared = 0;
  for (const k of b) {
    const other = slots.get(k.slice(0, k.indexOf('=')));
    if (other === k) shared++;
    else if (other !== undefined) return false;
  }
  return shared > 0;
}

/**
 * One entity of two that may be one: the first, and what only the second says. Null where they cannot be merged.
 *
 * source: msticpy Entity.merge. Differs: one shared key is enough, keys that only one of them has do not hinder, and
 * the merged entity is new.
 */
export function mergeEntities<F extends FieldTypes>(a: Entity<F>, b: Entity<F>): Entity<F> | null {
  if (!canMerge(a as Entity, b as Entity)) return null;
  const fields = { ...b.fields, ...a.fields } as FieldValues<F>;
  return { type: a.type, said: a.said, fields, more: new Map([...b.more, ...a.more]) };
}
