import { Refusal } from '../error.ts';
import type { OwnCall } from '../lower/context.ts';
import { Scope } from '../lower/context.ts';
import { wildcard } from '../lower/union.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { passed, project } from '../tree/build.ts';
import { literal } from '../tree/scalar.ts';

/** `column_names_of(T)`: the names of the columns of a table, as an array. */
const columnNames =
  ({ lowering, environment }: OperatorCall): OwnCall =>
  (call) => {
    const [table] = call.part('ArgumentList').list('Expressions');
    if (!table) throw new Refusal('column_names_of needs a table.', call.span);
    const names = lowering.relation(table, environment).columns.map((c) => c.name);
    return literal('dynamic', JSON.stringify(names), call.span);
  };

/** The names, or patterns of names, that an argument holds. */
function namesIn(node: Syntax, call: OperatorCall): string[] {
  const scope = new Scope({
    relation: null,
    environment: call.environment,
    calls: new Map([['column_names_of', columnNames(call)]]),
  });
  const value = call.lowering.scalar(node, scope);
  if (value.kind === 'literal' && typeof value.value === 'string') {
    if (value.type === 'string') return [value.value];
    const names: unknown = JSON.parse(value.value);
    if (typeof names === 'string') return [names];
    if (Array.isArray(names)) return names.filter((n) => typeof n === 'string');
  }
  throw new Refusal('Names of columns must be constants here.', node.span);
}

const people =
  'datatable(Name:string, Age:int, City:string, Country:string)["Peter", 39, "New York", "USA"] | ';

const definition: Operator = defineOperator({
  name: 'project-by-names',
  brings: ['column_names_of'],
  syntax: ['ProjectByNamesOperator'],
  about:
    'Keeps columns by names that are values: texts, arrays and patterns; those that do not exist are passed over.',
  source: 'https://learn.microsoft.com/kusto/query/project-by-names-operator',
  apply(call) {
    const rows = rowsOf(call);
    const all = passed(rows);
    const kept = call.node
      .list('Expressions')
      .flatMap((e) => namesIn(e, call))
      .flatMap((pattern) => {
        const fits = wildcard(pattern);
        return all.filter((v) => fits(v.name));
      });
    return project(rows, [...new Set(kept)]);
  },
  examples: [
    {
      query: `${people}project-by-names "City", dynamic(["Name", "None"])`,
      columns: ['City:string', 'Name:string'],
      rows: [['New York', 'Peter']],
    },
    {
      query: `${people}project-by-names "C*"`,
      columns: ['City:string', 'Country:string'],
      rows: [['New York', 'USA']],
    },
    {
      query: `let f = (T:(Name:string), more:dynamic) { T | extend X = 1, Y = 2 | project-by-names column_names_of(T), more }; ${people}project Name | invoke f(dynamic(["Y"]))`,
      columns: ['Name:string', 'Y:long'],
      rows: [['Peter', 2]],
    },
  ],
});

export default definition;
