import type { Scalar } from '../tree/nodes.ts';

/** True where DuckDB's TRY cannot be put around the expression: it takes no subquery, no aggregate and nothing random. */
function untriable(x: Scalar): boolean {
  switch (x.kind) {
    case 'subquery':
    case 'aggregate':
    case 'window':
      return true;
    case 'call':
      return x.fn.computation !== undefined || x.fn.volatile || x.args.some(untriable);
    case 'cast':
      return untriable(x.value);
    case 'path':
      return untriable(x.base) || x.steps.some((s) => typeof s === 'object' && untriable(s));
    default:
      return false;
  }
}

/** SQL of a call that gives NULL where DuckDB would fail on the values. */
export function attempted(sql: string, { args }: { readonly args: readonly Scalar[] }): string {
  return args.some(untriable) ? sql : `TRY(${sql})`;
}
