import type { Scalar } from '../tree/nodes.ts';
import { rowFunctions } from './catalog.ts';

/** One of two values of the same type, by a condition. */
export function choice(condition: Scalar, yes: Scalar, no: Scalar): Scalar {
  const fn = rowFunctions.get('iff');
  if (fn?.kind !== 'scalar') throw new Error('iff is missing');
  const nullable = yes.nullable || no.nullable;
  return { kind: 'call', fn, args: [condition, yes, no], type: yes.type, nullable };
}
