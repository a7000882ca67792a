import type { ScalarFunction } from '../define.ts';
import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Relation, Scalar } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';
import { lowerCall, makeCall } from './call.ts';
import { scalarFunctionsBySyntax } from './catalog.ts';
import { allOf, anyOf } from './conditions.ts';
import type { Lowering, Scope } from './context.ts';
import { literals } from './literal.ts';
import { lowerElement, lowerPath } from './path.ts';
import { callScalar } from './user-function.ts';
import { wholeRow } from './whole-row.ts';

type Rule = (node: Syntax, scope: Scope, lowering: Lowering) => Scalar;

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ...literals,
  [
    'ParenthesizedExpression',
    (node, scope, lowering) => lowering.scalar(node.part('Expression'), scope),
  ],
  [
    'SimpleNamedExpression',
    (node, scope, lowering) => lowering.scalar(node.part('Expression'), scope),
  ],
  [
    'UnaryPlusExpression',
    (node, scope, lowering) => lowering.scalar(node.part('Expression'), scope),
  ],
  ['NameReference', lowerName],
  ['PathExpression', lowerPath],
  ['ElementExpression', lowerElement],
  ['FunctionCallExpression', lowerCall],
  ['ToScalarExpression', lowerToScalar],
]);

/** How deep expressions may be nested in each other. */
const maxDepth = 300;
let depth = 0;

/** Turn a bound expression into our typed tree. */
export function lowerScalar(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  if (depth >= maxDepth)
    throw new Refusal('The expression is nested too deeply.', node.span, 'kql/too-deep');
  depth++;
  try {
    const { kind } = node;
    const rule = rules.get(kind);
    if (rule) return rule(node, scope, lowering);
    if (scalarFunctionsBySyntax.has(kind)) return lowerOperator(node, scope, lowering);
    throw new Refusal(`${kind} is not supported here: ${shown(node)}`, node.span);
  } finally {
    depth--;
  }
}

/** The start of a node's text, for messages. */
function shown(node: Syntax): string {
  const { text } = node;
  return text.length > 60 ? `${text.slice(0, 60)}…` : text;
}

function lowerName(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  const { name, symbolKind, span } = node;
  const found = scope.column(name);
  const variable = symbolKind === 'VariableSymbol' || symbolKind === 'ParameterSymbol';
  if (found && !(variable && scope.environment.has(name))) return column(found, span);
  const binding = scope.environment.get(name);
  if (binding?.kind === 'scalar') return { ...binding.value, span };
  if (binding?.kind === 'function') return callScalar(node, scope, lowering);
  if (binding?.kind === 'relation') {
    const relation = binding.relation();
    return subquery(relation, false, node);
  }
  throw new Refusal(
    `The name ${shown(node)} does not refer to a value here.`,
    span,
    'kql/unknown-name',
  );
}

/** The first column of a relation as a value. */
function subquery(relation: Relation, many: boolean, node: Syntax): Scalar {
  const [first] = relation.columns;
  if (!first) throw new Refusal('A table without columns has no value.', node.span);
  return { kind: 'subquery', type: first.type, nullable: true, relation, many, span: node.span };
}

function lowerToScalar(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  const inner = node.part('Expression');
  if (!inner.isTabular) return lowering.scalar(inner, scope);
  return subquery(lowering.relation(inner, scope.environment), false, node);
}

/** The operands of a chain of the same left-associative operator, without recursion. */
function operands(node: Syntax, kind: string): Syntax[] {
  const found: Syntax[] = [];
  let left: Syntax = node;
  while (left.kind === kind) {
    found.unshift(left.part('Right'));
    left = left.part('Left');
  }
  found.unshift(left);
  return found;
}

function lowerOperator(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  const fn = scalarFunctionsBySyntax.get(node.kind);
  if (!fn) throw new Error(`no function for ${node.kind}`);
  const left = node.child('Left');
  if (left?.kind === 'StarExpression') return overEveryColumn(fn, node, scope, lowering);
  const nodes = fn.chains
    ? operands(node, node.kind)
    : ['Expression', 'Left', 'Right'].flatMap((part) => node.child(part) ?? []);
  const args = nodes.flatMap((n) => listed(n, scope, lowering));
  return makeCall(fn, args, node, scope, lowering);
}

/** `* has 'x'`: true where it is true of any column's text; `* !has 'x'` where it is of all. */
function overEveryColumn(
  fn: ScalarFunction,
  node: Syntax,
  scope: Scope,
  lowering: Lowering,
): Scalar {
  const combine = fn.negates ? allOf : anyOf;
  const right = listed(node.part('Right'), scope, lowering);
  const columns = scope.relation?.columns ?? [];
  const row = wholeRow(node.kind, columns, right[0]);
  if (row) return makeCall(fn, [row, ...right], node, scope, lowering);
  const tests = columns.map((c) =>
    makeCall(fn, [cast(column(c), 'string'), ...right], node, scope, lowering),
  );
  return combine(tests);
}

/** The values on the right of `in`, `has_any`, `between`; any other expression is one value. */
function listed(node: Syntax, scope: Scope, lowering: Lowering): Scalar[] {
  if (node.kind === 'ExpressionCouple')
    return [
      lowering.scalar(node.part('First'), scope),
      lowering.scalar(node.part('Second'), scope),
    ];
  if (node.kind !== 'ExpressionList') return [lowering.scalar(node, scope)];
  return node.list('Expressions').map((e) => {
    if (e.isTabular && e.kind !== 'ToScalarExpression')
      return subquery(lowering.relation(e, scope.environment), true, e);
    return lowering.scalar(e, scope);
  });
}
