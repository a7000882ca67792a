import type { Entity, EntityDefinition, FieldTypes, FieldValues } from './define-entity.ts';

/** An entity of these values; what follows from them is filled in. */
export function makeEntity<F extends FieldTypes>(
  kind: EntityDefinition<F>,
  fields: FieldValues<F>,
): Entity {
  const whole = kind.complete?.(fields) ?? fields;
  return {
    type: kind.name,
    said: kind.said[0],
    fields: whole as Entity['fields'],
    more: new Map(),
  };
}
