import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';

const definition: Operator = defineOperator({
  name: 'render',
  syntax: ['RenderOperator'],
  about: 'Says how the rows ask to be shown; the rows stay as they are.',
  source: 'https://learn.microsoft.com/kusto/query/render-operator',
  apply(call) {
    const { node, lowering } = call;
    const withClause = node.child('WithClause');
    const given = withClause ? parametersOf(withClause, 'Properties') : parametersOf(node);
    const kind = node.child('ChartType')?.text ?? 'table';
    lowering.found.render = { kind, properties: Object.fromEntries(given) };
    return rowsOf(call);
  },
  examples: [{ query: 'print a = 1 | render barchart with (title="x")', rows: [[1]] }],
});

export default definition;
