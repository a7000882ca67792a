import { Refusal } from '../error.ts';
import { Scope } from '../lower/context.ts';
import { parametersOf } from '../lower/parameters.ts';
import { columnsNamed, searched, termCondition, widened } from '../lower/terms.ts';
import { unionOf } from '../lower/union.ts';
import { defineOperator, type Operator } from '../operator.ts';
import { filter } from '../tree/build.ts';
import type { Relation, RelationColumn } from '../tree/nodes.ts';

/** The columns that a table has itself, without those that it was widened by. */
function own(rows: Relation, columns: readonly RelationColumn[]): readonly RelationColumn[] {
  return rows.columns.slice(0, columns.length);
}

const definition: Operator = defineOperator({
  name: 'search',
  syntax: ['SearchOperator'],
  about: 'The rows of all or some tables in which any column has a term.',
  source: 'https://learn.microsoft.com/kusto/query/search-operator',
  apply(call) {
    const { node, environment, lowering } = call;
    const caseSensitive = parametersOf(node).get('kind') === 'case_sensitive';
    const all = searched(call);
    const asked = node.part('Condition');
    const named = columnsNamed(asked, all);
    const found = all.map(({ relation, label }) => {
      const scope = new Scope({ relation: widened(relation, named), environment });
      const holds = termCondition(asked, { lowering, scope, caseSensitive });
      const kept = filter(scope.relation ?? relation, holds);
      return { relation: kept, columns: relation.columns, label };
    });
    if (found.length === 0) throw new Refusal('There is no table to search.', node.span);
    return unionOf(
      found.map((f) => ({ ...f.relation, columns: own(f.relation, f.columns) })),
      { source: { name: '$table', labels: found.map((f) => f.label) } },
    );
  },
  examples: [
    {
      query: 'datatable(s:string, n:long)["hello there",1, "world",2] | search "HELLO"',
      columns: ['$table:string', 's:string', 'n:long'],
      rows: [['search_arg0', 'hello there', 1]],
    },
    {
      query:
        'datatable(s:string, n:long)["hello",1, "help",2, "x",3] | search "hel*" and n > 1 | project n',
      rows: [[2]],
    },
    {
      query: 'datatable(s:string, t:string)["a","b", "b","a"] | search s:"a" | project t',
      rows: [['b']],
    },
    { query: 'datatable(s:string)["a", "b"] | search not("a") | project s', rows: [['b']] },
    {
      query:
        'datatable(s:string, t:string)["one","two", "one two","x"] | search "one two" | project t',
      rows: [['x']],
    },
    {
      query:
        'datatable(s:string, t:string)["one","two", "none","two"] | where * has "one" and * !hassuffix "ne two" | project s',
      rows: [['one']],
    },
  ],
});

export default definition;
