import type { Relation, Scalar } from './nodes.ts';
import { partsOf } from './rewrite.ts';

/** The same for the same row whenever it is computed, and by SQL itself. */
function isSteady(x: Scalar): boolean {
  if (x.kind === 'call' && (x.fn.volatile || x.fn.computation)) return false;
  if (x.kind === 'window' || x.kind === 'aggregate' || x.kind === 'field' || x.kind === 'subquery')
    return false;
  return partsOf(x).every(isSteady);
}

/**
 * Whether the relation is read from a table row by row: to name it twice costs a scan more, and gives the same rows in
 * the same order.
 */
export function isScan(relation: Relation): boolean {
  if (relation.order.length > 0) return false;
  if (relation.kind === 'table') return true;
  if (relation.kind === 'filter') return isSteady(relation.condition) && isScan(relation.input);
  if (relation.kind !== 'project') return false;
  return relation.items.every(({ value }) => isSteady(value)) && isScan(relation.input);
}
