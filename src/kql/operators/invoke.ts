import { Refusal } from '../error.ts';
import { defineOperator, type Operator, rowsOf } from '../operator.ts';

const definition: Operator = defineOperator({
  name: 'invoke',
  syntax: ['InvokeOperator'],
  about: 'Passes the rows as the first argument to a function of a `let`.',
  source: 'https://learn.microsoft.com/kusto/query/invoke-operator',
  apply(call) {
    const { node, scope, lowering } = call;
    const fn = node.part('Function');
    const { name } = fn.part('Name');
    if (scope.environment.get(name)?.kind !== 'function')
      throw new Refusal(`The function ${name}() is not known here.`, fn.span);
    return lowering.callTabular(fn, scope, rowsOf(call));
  },
  examples: [
    {
      query:
        'let f = (T:(a:long), n:long) { T | where a > n }; datatable(a:long)[1, 2, 3] | invoke f(1) | count',
      rows: [[2]],
    },
  ],
});

export default definition;
