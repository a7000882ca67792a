import type { Scalar } from './nodes.ts';
import { cast, isNull } from './scalar.ts';
import { commonType, isNumber } from './types.ts';

/** Both sides as one type, as Kusto compares them. A dynamic value becomes the other side's type. */
export function alike(left: Scalar, right: Scalar): [Scalar, Scalar] {
  if (left.type === right.type) return [left, right];
  if (isNull(left)) return [cast(left, right.type), right];
  if (isNull(right)) return [left, cast(right, left.type)];
  if (left.type === 'dynamic') return [cast(left, right.type), right];
  if (right.type === 'dynamic') return [left, cast(right, left.type)];
  if (isNumber(left.type) && isNumber(right.type)) {
    const type = commonType([left.type, right.type]);
    return [cast(left, type), cast(right, type)];
  }
  if (left.type === 'string' || left.type === 'bool') return [cast(left, right.type), right];
  return [left, cast(right, left.type)];
}
