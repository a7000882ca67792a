import type { Diagnostic } from '../plan.ts';
import type { Syntax } from './syntax.ts';

/** Plugins whose width of a step may also be `week`, `month` or `year`; their definitions check the constants. */
const steppedByWords: ReadonlySet<string> = new Set([
  'active_users_count',
  'activity_engagement',
  'activity_counts_metrics',
  'activity_metrics',
  'new_activity_metrics',
  'sliding_window_counts',
]);

/** Errors that Microsoft's binder finds in valid queries: where it is wrong, and with which codes. */
const mistakes: readonly { codes: ReadonlySet<string>; within: (node: Syntax) => boolean }[] = [
  // Numbers, and terms in `not(…)`, are terms of a search.
  { codes: new Set(['KS106', 'KS107']), within: (node) => node.kind === 'SearchOperator' },
  // bag_unpack takes up to four arguments, by place or by name; its definition checks them.
  {
    codes: new Set(['KS107', 'KS119']),
    within: (node) =>
      node.kind === 'FunctionCallExpression' && node.part('Name').name === 'bag_unpack',
  },
  {
    codes: new Set(['KS129', 'KS138']),
    within: (node) =>
      node.kind === 'FunctionCallExpression' && steppedByWords.has(node.part('Name').name),
  },
  // The second argument may be the places, not only the degree.
  {
    codes: new Set(['KS107']),
    within: (node) =>
      node.kind === 'FunctionCallExpression' && node.part('Name').name === 'series_fit_poly',
  },
  // The columns of the nodes of a path; a name that is none of them is found when it is looked up.
  {
    codes: new Set(['KS142']),
    within: (node) =>
      node.kind === 'FunctionCallExpression' &&
      /^(?:any|all|map)\s*\(\s*inner_nodes\b/.test(node.text),
  },
  // Seconds may have a fraction.
  {
    codes: new Set(['KS134']),
    within: (node) =>
      node.kind === 'FunctionCallExpression' && node.part('Name').name === 'make_timespan',
  },
  // What a fuzzy union does not find it leaves out.
  {
    codes: new Set(['KS142']),
    within: (node) => node.kind === 'UnionOperator' && /\bisfuzzy\s*=\s*true\b/.test(node.text),
  },
  // A bag where an array is asked for gives null, and the other way round.
  { codes: new Set(['KS234', 'KS235']), within: (node) => node.kind === 'FunctionCallExpression' },
  // The percentiles may be one array.
  {
    codes: new Set(['KS107']),
    within: (node) =>
      node.kind === 'FunctionCallExpression' &&
      node.part('Name').name === 'percentiles_array_tdigest',
  },
  // count(x) counts rows, like count().
  {
    codes: new Set(['KS107']),
    within: (node) => node.kind === 'FunctionCallExpression' && node.part('Name').name === 'count',
  },
];

/** What the binder finds, without what it wrongly finds. */
export function withoutMistakes(
  found: readonly Diagnostic[],
  root: Syntax,
  functions: { has(name: string): boolean } = new Set(),
): Diagnostic[] {
  // The arguments of functions of the toolbox are checked by the functions themselves.
  const known = {
    codes: new Set(['KS107', 'KS119']),
    within: (node: Syntax) =>
      node.kind === 'FunctionCallExpression' && functions.has(node.part('Name').name),
  };
  const all = [...mistakes, known];
  if (!found.some((d) => all.some((m) => m.codes.has(d.code)))) return [...found];
  const nodes = [...root.descendants()];
  const excused = all.flatMap(({ codes, within }) =>
    nodes.filter(within).map((node) => ({ codes, span: node.span })),
  );
  return found.filter(
    ({ code, span }) =>
      !excused.some(
        (e) => e.codes.has(code) && span.start >= e.span.start && span.end <= e.span.end,
      ),
  );
}
