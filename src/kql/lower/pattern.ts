import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Relation, Scalar } from '../tree/nodes.ts';
import { literal } from '../tree/scalar.ts';
import { type Environment, type Lowering, Scope } from './context.ts';
import { bindLet } from './statement.ts';

function constants(nodes: readonly Syntax[], scope: Scope, lowering: Lowering): string[] {
  return nodes.map((node) => {
    const value = lowering.scalar(node, scope);
    if (value.kind !== 'literal')
      throw new Refusal('A pattern is asked for by constants.', node.span);
    return String(value.value);
  });
}

/** The path of a call of a pattern: `country("Canada").Alberta`. */
function pathOf(selector: Syntax | null, scope: Scope, lowering: Lowering): string | null {
  if (!selector) return null;
  if (selector.kind !== 'BracketedExpression') return selector.name;
  return constants([selector.part('Expression')], scope, lowering)[0] ?? null;
}

/** What a pattern gives for these values, or undefined where the node calls none. */
export function callPattern(
  node: Syntax,
  environment: Environment,
  lowering: Lowering,
): Relation | undefined {
  const called = node.kind === 'PathExpression' ? node.part('Expression') : node;
  if (called.kind !== 'FunctionCallExpression') return undefined;
  const binding = environment.get(called.part('Name').name);
  if (binding?.kind !== 'pattern') return undefined;
  const scope = new Scope({ relation: null, environment });
  const values = constants(called.part('ArgumentList').list('Expressions'), scope, lowering);
  const path = pathOf(node.child('Selector'), scope, lowering);
  const match = binding.declaration.list('Patterns').find((p) => {
    const wanted = constants(p.part('ParameterValues').list('Expressions'), scope, lowering);
    const wantedPath = p.child('PathValue')?.part('Value').stringValue ?? null;
    return wanted.join('\n') === values.join('\n') && wantedPath === path;
  });
  if (!match) throw new Refusal('No pattern fits these values.', node.span, 'kql/unknown-pattern');
  return ofBody(match.part('Body'), { ...binding, values, path }, lowering);
}

function ofBody(
  body: Syntax,
  given: { declaration: Syntax; environment: Environment; values: string[]; path: string | null },
  lowering: Lowering,
): Relation {
  const environment = new Map(given.environment);
  const bound = (node: Syntax, value: string | null): void => {
    const scalar: Scalar = literal('string', value);
    environment.set(node.part('Name').name, { kind: 'scalar', value: scalar });
  };
  given.declaration.list('Parameters').forEach((p, i) => {
    bound(p, given.values[i] ?? '');
  });
  const path = given.declaration.child('PathParameter')?.child('Parameter');
  if (path) bound(path, given.path);
  for (const statement of body.list('Statements'))
    if (statement.kind === 'LetStatement') bindLet(statement, environment, lowering);
  return lowering.relation(body.part('Expression'), environment);
}
