import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Relation, Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';
import type { Binding, Lowering } from './context.ts';
import { Scope } from './context.ts';
import { bindLet } from './statement.ts';

interface OpenedBody {
  expression: Syntax;
  environment: Map<string, Binding>;
}

/** Bind the parameters of a called function and the lets of its body. */
function openBody(node: Syntax, scope: Scope, lowering: Lowering, input?: Relation): OpenedBody {
  const name = (node.child('Name') ?? node).name;
  const binding = scope.environment.get(name);
  if (binding?.kind !== 'function') throw new Error(`${name} is no function`);
  const { declaration } = binding;
  const environment = new Map(binding.environment);
  const given = node.child('ArgumentList')?.list('Expressions') ?? [];
  const named = new Map(
    given.flatMap((a) =>
      a.kind === 'SimpleNamedExpression'
        ? [[a.part('Name').name, a.part('Expression')] as const]
        : [],
    ),
  );
  const positional = given.filter((a) => a.kind !== 'SimpleNamedExpression');
  const parameters = declaration.part('Parameters').list('Parameters');
  parameters.forEach((parameter, i) => {
    const declared = parameter.part('NameAndType');
    const own = declared.part('Name').name;
    if (i === 0 && input) {
      environment.set(own, { kind: 'relation', relation: () => input });
      return;
    }
    const argument = named.get(own) ?? positional.shift();
    if (declared.part('Type').kind === 'SchemaTypeExpression') {
      if (!argument) throw new Refusal(`${name} needs a table for ${own}.`, node.span);
      const relation = lowering.relation(argument, scope.environment);
      environment.set(own, { kind: 'relation', relation: () => relation });
      return;
    }
    const fallback = parameter.child('DefaultValue')?.child('Value');
    const value = argument ?? fallback;
    if (!value) throw new Refusal(`${name} needs a value for ${own}.`, node.span);
    const lowered = lowering.scalar(
      value,
      argument ? scope : new Scope({ relation: null, environment }),
    );
    const type = declared.part('Name').type;
    environment.set(own, { kind: 'scalar', value: type ? cast(lowered, type) : lowered });
  });
  const body = node.calledBody ?? declaration.part('Body');
  for (const statement of body.list('Statements'))
    if (statement.kind === 'LetStatement') bindLet(statement, environment, lowering);
  const expression = body.child('Expression');
  if (!expression) throw new Refusal(`${name} has no result.`, node.span);
  return { expression, environment };
}

/** Call a function of a `let` for a value. */
export function callScalar(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  const { expression, environment } = openBody(node, scope, lowering);
  if (expression.isTabular && expression.kind !== 'ToScalarExpression') {
    const relation = lowering.relation(expression, environment);
    const [first] = relation.columns;
    if (!first) throw new Refusal('A table without columns has no value.', node.span);
    return {
      kind: 'subquery',
      type: first.type,
      nullable: true,
      relation,
      many: false,
      span: node.span,
    };
  }
  return lowering.scalar(expression, new Scope({ relation: null, environment }));
}

/** Call a function of a `let` for a table. */
export function callTabular(
  node: Syntax,
  scope: Scope,
  lowering: Lowering,
  input?: Relation,
): Relation {
  const { expression, environment } = openBody(node, scope, lowering, input);
  return lowering.relation(expression, environment);
}
