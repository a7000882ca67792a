import { Refusal } from '../error.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import { passed, project } from '../tree/build.ts';
import type { Relation } from '../tree/nodes.ts';

/** The columns that the binder says remain, in its order. */
function remaining(call: OperatorCall): Relation {
  const rows = rowsOf(call);
  const byName = new Map(passed(rows).map((v) => [v.name, v]));
  const kept = (call.node.columns ?? []).flatMap((c) => byName.get(c.name) ?? []);
  return project(rows, kept);
}

function renamed(call: OperatorCall): Relation {
  const rows = rowsOf(call);
  const bound = call.node.columns;
  const values = passed(rows);
  if (bound?.length !== values.length)
    throw new Refusal('project-rename of columns that are not known.', call.node.span);
  return project(
    rows,
    values.map((v, i) => ({ ...v, name: bound[i]?.name ?? v.name })),
  );
}

const operators: readonly Operator[] = [
  defineOperator({
    name: 'project-away',
    syntax: ['ProjectAwayOperator'],
    about: 'Leaves out the named columns; names may have wildcards.',
    source: 'https://learn.microsoft.com/kusto/query/project-away-operator',
    apply: remaining,
    examples: [
      {
        query: 'datatable(a:long, ab:long, c:long)[1, 2, 3] | project-away a*',
        columns: ['c:long'],
        rows: [[3]],
      },
    ],
  }),
  defineOperator({
    name: 'project-keep',
    syntax: ['ProjectKeepOperator'],
    about: 'Keeps just the named columns, in the order in which they come.',
    source: 'https://learn.microsoft.com/kusto/query/project-keep-operator',
    apply: remaining,
    examples: [
      {
        query: 'datatable(a:long, b:long, c:long)[1, 2, 3] | project-keep c, a',
        columns: ['a:long', 'c:long'],
        rows: [[1, 3]],
      },
    ],
  }),
  defineOperator({
    name: 'project-rename',
    syntax: ['ProjectRenameOperator'],
    about: 'Gives columns other names.',
    source: 'https://learn.microsoft.com/kusto/query/project-rename-operator',
    apply: renamed,
    examples: [
      {
        query: 'datatable(a:long, b:long)[1, 2] | project-rename z = a',
        columns: ['z:long', 'b:long'],
        rows: [[1, 2]],
      },
    ],
  }),
  defineOperator({
    name: 'project-reorder',
    syntax: ['ProjectReorderOperator'],
    about: 'Puts the named columns first; names may have wildcards and a direction.',
    source: 'https://learn.microsoft.com/kusto/query/project-reorder-operator',
    apply: remaining,
    examples: [
      {
        query: 'datatable(a:long, b:long, c:long)[1, 2, 3] | project-reorder c, a',
        columns: ['c:long', 'a:long', 'b:long'],
        rows: [[3, 1, 2]],
      },
    ],
  }),
];

export default operators;
