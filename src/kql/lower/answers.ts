import { Refusal } from '../error.ts';
import { rowsOf } from '../operator.ts';
import type { LookupRequest } from '../plan.ts';
import { LookupWanted, type PluginCall } from '../plugin.ts';
import { project, tableRelation } from '../tree/build.ts';
import type { NamedValue, Relation } from '../tree/nodes.ts';

/** What others say of the texts; null where the query is only looked at. */
export function answersTo(
  value: NamedValue,
  call: PluginCall,
  request: Omit<LookupRequest, 'values'>,
): Relation | null {
  const { lowering, node } = call;
  const { lookups } = lowering.options;
  const why = lookups
    ? lookups.refusal(request)
    : `${request.tool} asks others, which is not done here.`;
  if (lowering.files === null) {
    if (why !== null)
      lowering.found.diagnostics.push({
        severity: 'warning',
        code: 'kql/lookup-off',
        message: why,
        span: node.span,
      });
    return null;
  }
  if (why !== null) throw new Refusal(why, node.span, 'kql/lookup-off');
  const place = `lookup ${lowering.found.lookups++}`;
  const table = lowering.files.get(place);
  if (table) return tableRelation(table);
  const relation = project(rowsOf(call), [value], { keepOrder: false });
  throw new LookupWanted({ place, relation, request }, node.span);
}
