import { Refusal } from '../error.ts';
import { defineOperator, type Operator } from '../operator.ts';

const definition: Operator = defineOperator({
  name: 'externaldata',
  syntax: ['ExternalDataExpression'],
  about: 'Refused: a query never reaches the network or files.',
  source: 'https://learn.microsoft.com/kusto/query/externaldata-operator',
  apply({ node }) {
    throw new Refusal(
      'externaldata would reach the network, which queries here never do: open the file as a table and name that.',
      node.span,
      'kql/external-data',
    );
  },
  examples: [],
});

export default definition;
