import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { Relation, SharedRelation } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';
import type { Binding, Lowering } from './context.ts';
import { Scope } from './context.ts';
import { declaredType } from './declared.ts';

/** Give a relation a name: it is spelled once, however often it is used. */
export function share(
  name: string,
  definition: Relation,
  options: { materialized?: boolean; label?: string } = {},
): SharedRelation {
  const { columns, hidden, order, sorted, groups } = definition;
  const materialized = options.materialized ?? false;
  return {
    kind: 'shared',
    name,
    definition,
    materialized,
    columns,
    hidden,
    order,
    sorted,
    label: options.label,
    groups,
  };
}

/** Add what a `let` binds to the names in force. */
export function bindLet(
  statement: Syntax,
  environment: Map<string, Binding>,
  lowering: Lowering,
): void {
  const name = statement.part('Name').name;
  const expression = statement.part('Expression');
  const before = new Map(environment);
  if (expression.kind === 'FunctionDeclaration') {
    environment.set(name, { kind: 'function', declaration: expression, environment: before });
    return;
  }
  if ((expression.isTabular || expression.isGraph) && expression.kind !== 'ToScalarExpression') {
    environment.set(name, {
      kind: 'relation',
      relation: lazily(name, expression, before, lowering),
    });
    return;
  }
  const scope = new Scope({ relation: null, environment: before });
  environment.set(name, { kind: 'scalar', value: lowering.attempt(expression, scope) });
}

function lazily(
  name: string,
  expression: Syntax,
  environment: ReadonlyMap<string, Binding>,
  lowering: Lowering,
): () => Relation {
  let made: Relation | undefined;
  const materialized = expression.kind === 'MaterializeExpression';
  return () => {
    if (made) return made;
    const given = lowering.relation(expression, environment);
    made = given.graph ? given : share(name, given, { materialized });
    return made;
  };
}

/** The statements of a query: its lets, then the expression that it asks for. */
export function readStatements(
  root: Syntax,
  environment: Map<string, Binding>,
  lowering: Lowering,
): Syntax {
  let asked: Syntax | null = null;
  for (const statement of root.list('Statements')) {
    const rule = statements.get(statement.kind);
    if (!rule) throw new Refusal(`${statement.kind} is not supported.`, statement.span);
    asked = rule(statement, environment, lowering) ?? asked;
  }
  if (!asked)
    throw new Refusal(
      'The query asks for nothing: end it with an expression.',
      root.span,
      'kql/empty',
    );
  return asked;
}

/** The parameters of a query have the values that they have by themselves. */
const bindParameters: Rule = (statement, environment, lowering) => {
  for (const parameter of statement.list('Parameters')) {
    const declared = parameter.part('NameAndType');
    const { name } = declared.part('Name');
    const given = parameter.child('DefaultValue')?.child('Value');
    if (!given)
      throw new Refusal(
        `The parameter ${name} has no value: give it one, \`${name}:${declared.part('Type').text} = …\`.`,
        parameter.span,
        'kql/parameter-without-value',
      );
    const scope = new Scope({ relation: null, environment: new Map() });
    const value = cast(lowering.scalar(given, scope), declaredType(declared.part('Type')));
    environment.set(name, { kind: 'scalar', value });
  }
  return null;
};

type Rule = (
  statement: Syntax,
  environment: Map<string, Binding>,
  lowering: Lowering,
) => Syntax | null;

/** The settings that a function asks for. */
const heeded: ReadonlySet<string> = new Set(['query_bin_auto_size', 'query_bin_auto_at']);

const statements: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  [
    'LetStatement',
    (statement, environment, lowering) => {
      bindLet(statement, environment, lowering);
      return null;
    },
  ],
  ['ExpressionStatement', (statement) => statement.part('Expression')],
  [
    'SetOptionStatement',
    (statement, environment, lowering) => {
      const value = statement.child('ValueClause')?.child('Expression');
      const name = statement.part('Name').name;
      if (value && heeded.has(name)) {
        const scope = new Scope({ relation: null, environment });
        lowering.found.settings.set(name, lowering.attempt(value, scope));
      } else lowering.found.notes.add(`\`${statement.text}\` is ignored.`);
      return null;
    },
  ],
  ['EmptyStatement', () => null],
  [
    'PatternStatement',
    (statement, environment) => {
      const declaration = statement.child('Pattern');
      if (!declaration) throw new Refusal('The pattern has no declaration.', statement.span);
      const before = new Map(environment);
      const { name } = statement.part('Name');
      environment.set(name, { kind: 'pattern', declaration, environment: before });
      return null;
    },
  ],
  ['QueryParametersStatement', bindParameters],
  [
    'RestrictStatement',
    (statement) => {
      throw new Refusal(
        'restrict access guards a cluster; here whoever asks owns the data. Leave the statement out.',
        statement.span,
        'kql/restrict-access',
      );
    },
  ],
]);
