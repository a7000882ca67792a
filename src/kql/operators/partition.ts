import { Refusal } from '../error.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';
import { passed, project } from '../tree/build.ts';

const definition: Operator = defineOperator({
  name: 'partition',
  syntax: ['PartitionOperator'],
  about: 'Runs a subquery over the rows of each value of a column by themselves.',
  holds: true,
  source: 'https://learn.microsoft.com/kusto/query/partition-operator',
  ordered: true,
  apply(call) {
    const { node, scope, lowering, environment } = call;
    const by = lowering.scalar(node.part('ByExpression'), scope);
    const operand = node.part('Operand');
    const subquery = operand.child('Subquery');
    if (!subquery || by.kind !== 'column')
      throw new Refusal(
        'partition by a column with a subquery in parentheses is what is supported.',
        operand.span,
      );
    const grouped = { ...rowsOf(call), groups: [by.column] };
    const result = lowering.relation(subquery, environment, grouped);
    if (!result.groups)
      throw new Refusal('This subquery of partition is not supported yet.', subquery.span);
    return project(result, passed(result), { keepOrder: false, keepGroups: false });
  },
  examples: [
    {
      query:
        'datatable(k:long, v:long)[1, 10, 1, 20, 2, 30] | partition by k (top 1 by v) | sort by k asc',
      columns: ['k:long', 'v:long'],
      rows: [
        [1, 20],
        [2, 30],
      ],
    },
    {
      query:
        'datatable(k:long, v:long)[1, 10, 1, 20, 2, 30] | partition by k (summarize s = sum(v)) | sort by s asc',
      rows: [[30], [30]],
    },
  ],
});

export default definition;
