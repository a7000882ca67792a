import { describe, expect, it } from 'vitest';
import {
  canMerge,
  describeEntity,
  type Entity,
  entityDefinitions,
  guessEntity,
  identityOf,
  labelOf,
  mergeEntities,
  readEntities,
  sameEntity,
} from '../../src/entities/index.ts';

it('finds kinds of entity', () => expect(entityDefinitions.size).toBeGreaterThan(25));

describe.each([...entityDefinitions.values()])('$name', (kind) => {
  function made(from: string | Readonly<Record<string, unknown>>): Entity | null {
    if (typeof from === 'string') return guessEntity(from);
    const text = JSON.stringify([{ $id: '1', Type: kind.said[0], ...from }]);
    return readEntities(text).entities.find((e) => e.type === kind.name) ?? null;
  }

  it.each(kind.examples)('reads $from', ({ from, identity, label, description }) => {
    const entity = made(from);
    expect(entity?.type).toBe(kind.name);
    if (!entity) return;
    expect([identityOf(entity), labelOf(entity), describeEntity(entity)]).toEqual([
      identity,
      label,
      description,
    ]);
  });

  it.each(kind.examples)('is the same thing when $from is read twice, and merges', ({ from }) => {
    const [a, b] = [made(from), made(from)];
    if (!a || !b) throw new Error('nothing read');
    expect(sameEntity(a, b)).toBe(true);
    expect(canMerge(a, b)).toBe(true);
    expect(mergeEntities(a, b)).toEqual(a);
  });

  it('is described, named and of fields that exist', () => {
    expect(kind.about).toMatch(/^[A-Z].*\.$/);
    for (const type of Object.values(kind.fields)) {
      const [, of] = type.split(':');
      if (of !== undefined) expect(entityDefinitions.has(of)).toBe(true);
    }
    for (const group of kind.columns)
      for (const field of Object.keys(group)) expect(Object.keys(kind.fields)).toContain(field);
    for (const field of Object.values(kind.aliases ?? {}))
      expect(Object.keys(kind.fields)).toContain(field);
  });

  it('says something of an entity that says nothing', () => {
    const [entity] = readEntities([{ Type: kind.said[0] }]).entities;
    if (!entity) throw new Error('nothing read');
    expect(entity.type).toBe(kind.name);
    expect(identityOf(entity)).toMatch(new RegExp(`^${kind.name} is=`));
    expect(`${labelOf(entity)} ${describeEntity(entity)}`).not.toMatch(/undefined|null|None|NaN/);
  });
});
