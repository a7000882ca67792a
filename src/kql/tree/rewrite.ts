import type { RelationColumn, Scalar } from './nodes.ts';

/** The parts of an expression that are expressions over the same rows. */
export function partsOf(x: Scalar): readonly Scalar[] {
  switch (x.kind) {
    case 'call':
    case 'window':
      return x.args;
    case 'aggregate':
      return x.filter ? [...x.args, x.filter] : x.args;
    case 'cast':
      return [x.value];
    case 'path':
      return [x.base, ...x.steps.flatMap((s) => (typeof s === 'object' ? [s] : []))];
    case 'literal':
    case 'column':
    case 'field':
    case 'subquery':
      return [];
  }
}

/** The expression with its parts (not itself) changed. */
export function withParts(x: Scalar, change: (part: Scalar) => Scalar): Scalar {
  switch (x.kind) {
    case 'call':
    case 'window':
      return { ...x, args: x.args.map(change) };
    case 'aggregate':
      return { ...x, args: x.args.map(change), filter: x.filter && change(x.filter) };
    case 'cast':
      return { ...x, value: change(x.value) };
    case 'path':
      return {
        ...x,
        base: change(x.base),
        steps: x.steps.map((s) => (typeof s === 'object' ? change(s) : s)),
      };
    case 'literal':
    case 'column':
    case 'field':
    case 'subquery':
      return x;
  }
}

/** Every column that an expression reads. */
export function columnsIn(x: Scalar): RelationColumn[] {
  return x.kind === 'column' ? [x.column] : partsOf(x).flatMap(columnsIn);
}
