import { bind } from './parse/bind.ts';
import type { Syntax } from './parse/syntax.ts';
import type { Schema } from './plan.ts';
import { readsOf } from './reads.ts';

/** A query that can be asked although its table lacks columns that it only shows. */
export interface WithEmptyColumns {
  text: string;
  /** The columns that are empty. */
  columns: readonly string[];
}

/**
 * The query with columns that its only table lacks as empty texts, if they are named in `project` alone, as they are or
 * under another name; null where the query lacks nothing, or anything else. A condition on them would be wrong, so
 * such a query is left as it is.
 */
export function withEmptyColumns(text: string, schema: Schema): WithEmptyColumns | null {
  const reads = readsOf(text, schema);
  const columns = reads.missingColumns;
  const lacksMore = [reads.missingTables, reads.missingFunctions, reads.faults].flat();
  if (columns.length === 0 || lacksMore.length > 0 || reads.tables.length !== 1) return null;
  const { root } = bind(text, schema);
  const nodes = [...root.descendants()];
  const shown = new Set(nodes.flatMap(shownNames).map(({ span }) => span.start));
  const names = nodes.filter((node) => node.kind === 'NameReference');
  if (names.some((n) => columns.includes(n.name) && !shown.has(n.span.start))) return null;
  const extend = columns.map((name) => `['${name.replace(/['\\]/g, '\\$&')}'] = ""`).join(', ');
  let edited = text;
  for (const { span } of names.filter((n) => n.symbolKind === 'TableSymbol').reverse())
    edited = `${edited.slice(0, span.start)}(${text.slice(span.start, span.end)} | extend ${extend})${edited.slice(span.end)}`;
  const after = readsOf(edited, schema);
  const whole = after.missingColumns.length === 0 && after.faults.length === 0;
  return whole ? { text: edited, columns } : null;
}

/** The names that stand in a `project` as they are: `a` and `b = a`. */
function shownNames(node: Syntax): Syntax[] {
  if (node.kind !== 'ProjectOperator') return [];
  return node.list('Expressions').flatMap((element) => {
    const value = element.kind === 'SimpleNamedExpression' ? element.part('Expression') : element;
    return value.kind === 'NameReference' ? [value] : [];
  });
}
