import { Refusal } from '../error.ts';
import type { BoundColumn, Syntax } from '../parse/syntax.ts';
import { passed } from '../tree/build.ts';
import type { NamedValue } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';
import { argumentNodes, fieldsOf, makeCall, tupleColumns } from './call.ts';
import { aggregateFunctions, rowFunctions } from './catalog.ts';
import type { Lowering, Scope } from './context.ts';

/** The values of one element of a list of expressions. A name of '' is still to be chosen, as the binder does. */
export function lowerNamed(node: Syntax, scope: Scope, lowering: Lowering): NamedValue[] {
  if (node.kind === 'StarExpression') return scope.relation ? passed(scope.relation) : [];
  if (node.kind === 'SimpleNamedExpression') {
    const expression = node.part('Expression');
    const [first, ...rest] = lowerNamed(expression, scope, lowering);
    if (!first) throw new Refusal('There is no value to name.', node.span);
    // One name for a row function of several columns takes the first; an aggregate gives the others too.
    const others = scope.aggregates ? rest : [];
    return [{ ...first, name: node.part('Name').name }, ...others];
  }
  if (node.kind === 'CompoundNamedExpression') {
    const names = node
      .part('Names')
      .list('Names')
      .map((n) => n.name);
    const values = lowerNamed(node.part('Expression'), scope, lowering);
    return values.map((v, i) => ({ ...v, name: names[i] ?? v.name }));
  }
  const tuple = lowerTuple(node, scope, lowering) ?? lowerFields(node, scope, lowering);
  if (tuple) return tuple;
  const name = node.kind === 'NameReference' ? node.name : '';
  return [{ name, value: lowering.attempt(node, scope) }];
}

/** The columns of a scalar function that gives several, computed once a step ahead; null where the node is no such call. */
function lowerFields(node: Syntax, scope: Scope, lowering: Lowering): NamedValue[] | null {
  if (node.kind !== 'FunctionCallExpression') return null;
  const called = node.part('Name').name;
  const fn = rowFunctions.get(called);
  if (fn?.kind !== 'scalar' || scope.environment.get(called)?.kind === 'function') return null;
  if (fn.fields.length === 0) return null;
  const args = argumentNodes(node).map((a) => lowering.scalar(a, scope));
  const fields = fieldsOf(fn, args);
  if (fields.length === 0) return null;
  const whole = makeCall(fn, args, node, scope, lowering);
  const base = scope.relation && !scope.aggregates ? scope.hoist(whole) : whole;
  const { span } = node;
  const of = argumentNodes(node)[0];
  const prefix = of?.kind === 'NameReference' ? `${called}_${of.name}_` : null;
  return fields.map(({ name, type }) => ({
    name: prefix === null || typeof name === 'number' ? '' : `${prefix}${name}`,
    value: cast({ kind: 'path', base, steps: [name], type: 'dynamic', nullable: true, span }, type),
  }));
}

/** A call of an aggregate that gives several columns, or null where the node is none. */
function lowerTuple(node: Syntax, scope: Scope, lowering: Lowering): NamedValue[] | null {
  if (!scope.aggregates || node.kind !== 'FunctionCallExpression') return null;
  const called = aggregateFunctions.get(node.part('Name').name);
  return called?.fn.kind === 'tuple'
    ? tupleColumns(called, called.fn, node, scope, lowering)
    : null;
}

/** Give values the names that the binder gives them, place by place. */
export function nameByPlace(
  values: readonly NamedValue[],
  bound: readonly BoundColumn[] | null,
): NamedValue[] {
  const same = bound?.length === values.length;
  return values.map((v, i) => {
    const name = same ? bound[i]?.name : undefined;
    return { ...v, name: name ?? (v.name || `Column${i + 1}`) };
  });
}

/**
 * The input's columns with these values in place of those of the same name, and the rest after them;
 * values without a name get those that the binder added.
 */
export function extended(
  input: readonly NamedValue[],
  values: readonly NamedValue[],
  bound: readonly BoundColumn[] | null,
): NamedValue[] {
  const known = new Set(input.map((c) => c.name));
  const given = new Set(values.map((v) => v.name));
  const fresh = (bound ?? []).map((c) => c.name).filter((n) => !known.has(n) && !given.has(n));
  const named = values.map((v, i) => ({
    ...v,
    name: v.name || (fresh.shift() ?? `Column${i + 1}`),
  }));
  const byName = new Map(named.map((v) => [v.name, v]));
  const kept = input.map((c) => byName.get(c.name) ?? c);
  const added = [...byName.values()].filter((v) => !known.has(v.name));
  return [...kept, ...added];
}
