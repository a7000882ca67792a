import type { ScalarFunction } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';
import { literal } from '../tree/scalar.ts';
import { rowFunctions, scalarFunctionsBySyntax } from './catalog.ts';

/** A call of a function that is an operator in KQL, on arguments that need no lowering of their own. */
export function operatorCall(syntax: string, args: readonly Scalar[]): Scalar {
  const fn = scalarFunctionsBySyntax.get(syntax);
  if (!fn) throw new Error(`no function for ${syntax}`);
  return boolean(fn, args);
}

/** A condition by the name of a function. */
export function conditionCall(name: string, args: readonly Scalar[]): Scalar {
  const fn = rowFunctions.get(name);
  if (fn?.kind !== 'scalar') throw new Error(`no function ${name}`);
  return boolean(fn, args);
}

function boolean(fn: ScalarFunction, args: readonly Scalar[]): Scalar {
  const nullable = fn.nullable !== 'never' && args.some((a) => a.nullable);
  return { kind: 'call', fn, args, type: 'bool', nullable };
}

export function isNotNull(value: Scalar): Scalar {
  return conditionCall('isnotnull', [value]);
}

export function matchesPattern(text: Scalar, pattern: string): Scalar {
  return operatorCall('MatchesRegexExpression', [text, literal('string', pattern)]);
}

/** All conditions at once. */
export function allOf(conditions: readonly Scalar[]): Scalar {
  return conditions.length === 1 && conditions[0]
    ? conditions[0]
    : operatorCall('AndExpression', [literal('bool', true), ...conditions]);
}

/** Any of the conditions. */
export function anyOf(conditions: readonly Scalar[]): Scalar {
  return conditions.length === 1 && conditions[0]
    ? conditions[0]
    : operatorCall('OrExpression', [literal('bool', false), ...conditions]);
}
