import type { Entity } from './define-entity.ts';
import { isEntity } from './entity.ts';
import { identityOf } from './identity.ts';

const deepest = 8;
const deepestEntity = 3;
const mostValues = 2000;

interface Budget {
  left: number;
  /** The entities that are being spelled out, one within the other. */
  readonly open: Set<Entity>;
}

function copied(value: unknown, depth: number, within: number, budget: Budget): unknown {
  if (typeof value === 'bigint') return String(value);
  if (typeof value !== 'object' || value === null) return value;
  budget.left--;
  if (isEntity(value)) {
    if (within >= deepestEntity || budget.left < 0 || budget.open.has(value))
      return { $ref: identityOf(value) };
    return plain(value, depth, within + 1, budget);
  }
  if (depth >= deepest || budget.left < 0) return '…';
  if (Array.isArray(value)) {
    const kept: unknown[] = [];
    for (const inner of value) {
      if (budget.left-- < 0) break;
      kept.push(copied(inner, depth + 1, within, budget));
    }
    return kept;
  }
  return pairs(Object.entries(value), depth, within, budget);
}

function pairs(
  entries: Iterable<readonly [string, unknown]>,
  depth: number,
  within: number,
  budget: Budget,
): Record<string, unknown> {
  const kept: [string, unknown][] = [];
  for (const [name, value] of entries) {
    if (value === undefined) continue;
    if (budget.left-- < 0) break;
    kept.push([name, copied(value, depth + 1, within, budget)]);
  }
  return Object.fromEntries(kept);
}

function plain(entity: Entity, depth: number, within: number, budget: Budget): unknown {
  const entries = [
    ['Type', entity.said] as const,
    ...Object.entries(entity.fields),
    ...entity.more,
  ];
  budget.open.add(entity);
  const spelled = pairs(entries, depth, within, budget);
  budget.open.delete(entity);
  return spelled;
}

/**
 * What an entity says, as JSON can spell it: its fields and what stands beside them.
 *
 * edges: entities within it are spelled out to a depth of 3 and 2,000 values, deeper ones, and those that they are
 * within themselves, as `{"$ref": identity}`.
 */
export function plainFields(entity: Entity): Record<string, unknown> {
  return plain(entity, 0, 0, { left: mostValues, open: new Set() }) as Record<string, unknown>;
}
