import { Refusal } from '../error.ts';
import { escapedPattern } from '../lower/captures.ts';
import { allOf, anyOf, conditionCall, matchesPattern, operatorCall } from '../lower/conditions.ts';
import { Scope } from '../lower/context.ts';
import { parametersOf } from '../lower/parameters.ts';
import { unionOf, wildcard } from '../lower/union.ts';
import { defineOperator, type Operator, type OperatorCall } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { filter, tableRelation } from '../tree/build.ts';
import type { Relation, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';

interface Search {
  call: OperatorCall;
  scope: Scope;
  caseSensitive: boolean;
}

/** Whether a text has a term; a star stands for any letters. */
function hasTerm(text: Scalar, term: string, caseSensitive: boolean): Scalar {
  const suffix = caseSensitive ? 'CsExpression' : 'Expression';
  const bare = term.replace(/^\*|\*$/g, '');
  if (bare.includes('*')) {
    const flags = caseSensitive ? '' : '(?i)';
    const [head, tail] = [
      term.startsWith('*') ? '' : '(?:^|[^\\pL\\pN])',
      term.endsWith('*') ? '' : '(?:[^\\pL\\pN]|$)',
    ];
    return matchesPattern(
      text,
      `${flags}${head}${bare.split('*').map(escapedPattern).join('.*?')}${tail}`,
    );
  }
  if (bare === '') return literal('bool', true);
  const form = [term.startsWith('*') ? 'open' : '', term.endsWith('*') ? 'open' : ''].join('|');
  return operatorCall(`${forms.get(form) ?? 'Has'}${suffix}`, [text, literal('string', bare)]);
}

const forms: ReadonlyMap<string, string> = new Map([
  ['|', 'Has'],
  ['|open', 'HasPrefix'],
  ['open|', 'HasSuffix'],
  ['open|open', 'Contains'],
]);

/** Numbers with a fraction hold no terms. */
function inAnyColumn({ scope, caseSensitive }: Search, term: string): Scalar {
  const all = scope.relation?.columns ?? [];
  const columns = all.filter((c) => c.type !== 'real' && c.type !== 'decimal');
  return anyOf(columns.map((c) => hasTerm(cast(column(c), 'string'), term, caseSensitive)));
}

type Rule = (node: Syntax, search: Search) => Scalar;

const byTerm: Rule = (node, search) => inAnyColumn(search, node.stringValue ?? node.text);

const both =
  (combine: (conditions: readonly Scalar[]) => Scalar): Rule =>
  (node, search) =>
    combine([condition(node.part('Left'), search), condition(node.part('Right'), search)]);

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['StarExpression', () => literal('bool', true)],
  ['ParenthesizedExpression', (node, search) => condition(node.part('Expression'), search)],
  ['AndExpression', both(allOf)],
  ['OrExpression', both(anyOf)],
  ['StringLiteralExpression', byTerm],
  ['CompoundStringLiteralExpression', byTerm],
  ['LongLiteralExpression', byTerm],
  ['IntLiteralExpression', byTerm],
  ['RealLiteralExpression', byTerm],
  ['SearchExpression', scoped],
  ['FunctionCallExpression', negated],
]);

/** `column:"term"`, or `*:"term"`. */
function scoped(node: Syntax, search: Search): Scalar {
  const term = node.part('Right').stringValue ?? node.part('Right').text;
  const left = node.part('Left');
  if (left.kind === 'StarExpression') return inAnyColumn(search, term);
  const text = cast(search.call.lowering.scalar(left, search.scope), 'string');
  return hasTerm(text, term, search.caseSensitive);
}

function negated(node: Syntax, search: Search): Scalar {
  const [only, other] = node.part('ArgumentList').list('Expressions');
  if (node.part('Name').name === 'not' && only && !other)
    return conditionCall('not', [condition(only, search)]);
  return search.call.lowering.scalar(node, search.scope);
}

function condition(node: Syntax, search: Search): Scalar {
  const rule = rules.get(node.kind);
  return rule ? rule(node, search) : search.call.lowering.scalar(node, search.scope);
}

function inputs(call: OperatorCall): { relation: Relation; label: string }[] {
  const { node, input, lowering, environment } = call;
  if (input) return [{ relation: input, label: input.label ?? 'search_arg0' }];
  const named = node.child('InClause')?.list('Expressions');
  const tables = (fits: (name: string) => boolean): { relation: Relation; label: string }[] =>
    lowering.schema.tables
      .filter((t) => !t.alias && fits(t.name))
      .map((t) => {
        lowering.found.tables.add(t.name);
        return { relation: tableRelation(t), label: t.name };
      });
  if (!named) return tables(() => true);
  return named.flatMap((e) => {
    if (e.text.includes('*')) return tables(wildcard(e.text));
    return [{ relation: lowering.relation(e, environment), label: e.text }];
  });
}

const definition: Operator = defineOperator({
  name: 'search',
  syntax: ['SearchOperator'],
  about: 'The rows of all or some tables in which any column has a term.',
  source: 'https://learn.microsoft.com/kusto/query/search-operator',
  apply(call) {
    const { node, environment } = call;
    const caseSensitive = parametersOf(node).get('kind') === 'case_sensitive';
    const found = inputs(call).map(({ relation, label }) => {
      const scope = new Scope({ relation, environment });
      const holds = condition(node.part('Condition'), { call, scope, caseSensitive });
      return { relation: filter(scope.relation ?? relation, holds), label };
    });
    if (found.length === 0) throw new Refusal('There is no table to search.', node.span);
    return unionOf(
      found.map((f) => f.relation),
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
  ],
});

export default definition;
