import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Path, Scalar } from '../tree/nodes.ts';
import { column } from '../tree/scalar.ts';
import { makeCall } from './call.ts';
import { rowFunctions } from './catalog.ts';
import type { Lowering, Scope, Tuple } from './context.ts';

/** Property access `a.b`, and `$left.a` of a join. */
export function lowerPath(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  const of = node.part('Expression');
  const selector = node.part('Selector');
  const side = of.kind === 'NameReference' ? sides.get(of.name) : undefined;
  if (side && scope.sides) {
    const name = selector.name;
    const found = scope.sides[side].columns.find((c) => c.name === name);
    if (!found)
      throw new Refusal(`${of.name} has no column ${name}.`, selector.span, 'kql/unknown-name');
    return column(found, node.span, side);
  }
  const tuple = of.kind === 'NameReference' ? scope.tuples.get(of.name) : undefined;
  if (tuple) return memberOf(tuple, of, selector);
  const step =
    selector.kind === 'BracketedExpression' ? bracketed(selector, scope, lowering) : selector.name;
  return extend(dynamicBase(lowering.scalar(of, scope), node, scope, lowering), step, node);
}

function memberOf(tuple: Tuple, of: Syntax, selector: Syntax): Scalar {
  const value = tuple(selector.name);
  if (!value)
    throw new Refusal(
      `${of.name} has no column ${selector.name}.`,
      selector.span,
      'kql/unknown-name',
    );
  return { ...value, span: selector.span };
}

const sides: ReadonlyMap<string, 'left' | 'right'> = new Map([
  ['$left', 'left'],
  ['$right', 'right'],
]);

/** Element access `a[0]`, `a["b"]`, `a[expression]`. */
export function lowerElement(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  const base = dynamicBase(lowering.scalar(node.part('Expression'), scope), node, scope, lowering);
  return extend(base, bracketed(node.part('Selector'), scope, lowering), node);
}

function bracketed(selector: Syntax, scope: Scope, lowering: Lowering): string | number | Scalar {
  if (selector.kind !== 'BracketedExpression') return selector.name;
  const step = lowering.scalar(selector.part('Expression'), scope);
  if (step.kind !== 'literal') return step;
  if (typeof step.value === 'string' && step.type === 'string') return step.value;
  if (typeof step.value === 'bigint') return Number(step.value);
  return step;
}

/** A string that is asked for a property is read as JSON first, as Kusto does. */
function dynamicBase(base: Scalar, node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  if (base.type === 'dynamic') return base;
  const parse = rowFunctions.get('parse_json');
  if (base.type === 'string' && parse?.kind === 'scalar')
    return makeCall(parse, [base], node, scope, lowering);
  throw new Refusal(`A ${base.type} has no properties.`, node.span);
}

function extend(base: Scalar, step: string | number | Scalar, node: Syntax): Path {
  const { span } = node;
  const typed = { type: 'dynamic', nullable: true, span } as const;
  return base.kind === 'path'
    ? { ...base, ...typed, steps: [...base.steps, step] }
    : { kind: 'path', ...typed, base, steps: [step] };
}
