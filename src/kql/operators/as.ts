import { parametersOf } from '../lower/parameters.ts';
import { share } from '../lower/statement.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';

const definition: Operator = defineOperator({
  name: 'as',
  syntax: ['AsOperator'],
  about: 'Gives the rows a name, for what follows and for `withsource`.',
  source: 'https://learn.microsoft.com/kusto/query/as-operator',
  apply(call) {
    const materialized = parametersOf(call.node).get('hint.materialized') === 'true';
    const { name } = call.node.part('Name');
    return share(name, rowsOf(call), { materialized, label: name });
  },
  examples: [
    {
      query: 'datatable(a:long)[1, 2] | as T | where a == toscalar(T | summarize max(a))',
      rows: [[2]],
    },
  ],
});

export default definition;
