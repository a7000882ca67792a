import type { OperatorCall } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import { passed, project, tableRelation } from '../tree/build.ts';
import type { NamedValue, Relation, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';
import { escapedPattern } from './captures.ts';
import { allOf, anyOf, conditionCall, matchesPattern, operatorCall } from './conditions.ts';
import type { Lowering, Scope } from './context.ts';
import { wildcard } from './union.ts';
import { wholeRow } from './whole-row.ts';

/** What a condition is looked up in. */
export interface Search {
  lowering: Lowering;
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
  const row = wholeRow('HasExpression', columns, literal('string', term));
  if (row) return hasTerm(row, term, caseSensitive);
  return anyOf(columns.map((c) => hasTerm(cast(column(c), 'string'), term, caseSensitive)));
}

type Rule = (node: Syntax, search: Search) => Scalar;

const byTerm: Rule = (node, search) => inAnyColumn(search, node.stringValue ?? node.text);

const both =
  (combine: (conditions: readonly Scalar[]) => Scalar): Rule =>
  (node, search) =>
    combine([termCondition(node.part('Left'), search), termCondition(node.part('Right'), search)]);

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['StarExpression', () => literal('bool', true)],
  ['ParenthesizedExpression', (node, search) => termCondition(node.part('Expression'), search)],
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
  const text = cast(search.lowering.scalar(left, search.scope), 'string');
  return hasTerm(text, term, search.caseSensitive);
}

function negated(node: Syntax, search: Search): Scalar {
  const [only, other] = node.part('ArgumentList').list('Expressions');
  if (node.part('Name').name === 'not' && only && !other)
    return conditionCall('not', [termCondition(only, search)]);
  return search.lowering.scalar(node, search.scope);
}

/** A condition as `search` and `find` write it: terms may stand for tests of all columns. */
export function termCondition(node: Syntax, search: Search): Scalar {
  const rule = rules.get(node.kind);
  return rule ? rule(node, search) : search.lowering.scalar(node, search.scope);
}

/** A table that is looked through, and what it is called. */
export interface Searched {
  relation: Relation;
  label: string;
}

/** The tables that `search` or `find` looks through: the rows that come in, those it names, or all. */
export function searched(call: OperatorCall): Searched[] {
  const { node, input, lowering, environment } = call;
  if (input) return [{ relation: input, label: input.label ?? 'search_arg0' }];
  const named = node.child('InClause')?.list('Expressions');
  const tables = (fits: (name: string) => boolean): Searched[] =>
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

/** The columns that a condition names, of any of the tables. */
export function columnsNamed(node: Syntax, all: readonly Searched[]): NamedValue[] {
  const names = new Set(
    [node, ...node.descendants()].flatMap((n) => (n.kind === 'NameReference' ? [n.name] : [])),
  );
  const found = new Map<string, NamedValue>();
  for (const { relation } of all)
    for (const c of relation.columns)
      if (names.has(c.name) && !found.has(c.name))
        found.set(c.name, { name: c.name, value: literal(c.type, null) });
  return [...found.values()];
}

/** The rows with the columns that a condition names and they lack: nulls. */
export function widened(rows: Relation, named: readonly NamedValue[]): Relation {
  const missing = named.filter((v) => !rows.columns.some((c) => c.name === v.name));
  return missing.length === 0 ? rows : project(rows, [...passed(rows), ...missing]);
}
