import { Refusal } from '../error.ts';
import type { Operator } from '../operator.ts';
import * as operatorFiles from '../operators/index.gen.ts';
import { inputName } from '../parse/bind.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { SourceTable } from '../plan.ts';
import { Wanted } from '../plugin.ts';
import { whyNot } from '../refused.ts';
import { newColumns, tableRelation } from '../tree/build.ts';
import type { Relation } from '../tree/nodes.ts';
import { aggregateFunctions, rowFunctions } from './catalog.ts';
import { type Environment, type Lowering, Scope } from './context.ts';
import { callPattern } from './pattern.ts';
import { callTabular } from './user-function.ts';

/** Every operator definition, by file. */
export const operators: readonly Operator[] = Object.values(operatorFiles).flat();

const operatorsBySyntax: ReadonlyMap<string, Operator> = new Map(
  operators.flatMap((o) => o.syntax.map((kind) => [kind, o] as const)),
);

/** Apply one operator. What cannot be compiled is reported, and rows of the shape that the binder gives stand in. */
export function applyOperator(
  node: Syntax,
  input: Relation | null,
  environment: Environment,
  lowering: Lowering,
): Relation {
  const operator = operatorsBySyntax.get(node.kind);
  const scope = new Scope({ relation: input, environment });
  try {
    if (!operator) {
      const word = /^[\w-]+/.exec(node.text)?.[0] ?? node.kind;
      throw new Refusal(whyNot('operator', word), node.span);
    }
    if (operator.holds) lowering.found.holds.push(node);
    return operator.apply({ node, input, scope, environment, lowering });
  } catch (error) {
    if (error instanceof Wanted) throw error;
    lowering.report(error, node.span);
    return standIn(node);
  }
}

function standIn(node: Syntax): Relation {
  const bound = (node.columns ?? []).map((c) => ({
    name: c.name,
    type: c.type ?? ('dynamic' as const),
    nullable: true,
  }));
  return {
    kind: 'values',
    rows: [],
    columns: newColumns(bound),
    hidden: [],
    order: [],
    sorted: false,
  };
}

type Rule = (
  node: Syntax,
  environment: Environment,
  lowering: Lowering,
  input?: Relation,
) => Relation;

const within =
  (part: string): Rule =>
  (node, environment, lowering, input) =>
    lowering.relation(node.part(part), environment, input);

const rules: ReadonlyMap<string, Rule> = new Map<string, Rule>([
  ['PipeExpression', lowerPipe],
  ['ParenthesizedExpression', within('Expression')],
  ['SimpleNamedExpression', within('Expression')],
  ['MaterializeExpression', within('Expression')],
  ['DataScopeExpression', within('Expression')],
  ['NameReference', lowerName],
  ['FunctionCallExpression', lowerTableCall],
  ['PathExpression', lowerTablePath],
]);

/** Turn a tabular expression into our typed tree; `input` is the rows of a pipeline that begins with an operator. */
export function lowerRelation(
  node: Syntax,
  environment: Environment,
  lowering: Lowering,
  input?: Relation,
): Relation {
  const rule = rules.get(node.kind);
  if (rule) return rule(node, environment, lowering, input);
  return applyOperator(node, input ?? null, environment, lowering);
}

function lowerPipe(
  node: Syntax,
  environment: Environment,
  lowering: Lowering,
  input?: Relation,
): Relation {
  const steps: Syntax[] = [];
  let head = node;
  for (; head.kind === 'PipeExpression'; head = head.part('Expression'))
    steps.unshift(head.part('Operator'));
  let relation = lowering.relation(head, environment, input);
  const names = new Map(environment);
  for (const step of steps) {
    relation = applyOperator(step, relation, names, lowering);
    if (step.kind === 'AsOperator') {
      const named = relation;
      names.set(step.part('Name').name, { kind: 'relation', relation: () => named });
    }
  }
  return relation;
}

function lowerName(node: Syntax, environment: Environment, lowering: Lowering): Relation {
  const { name } = node;
  const binding = environment.get(name);
  if (binding?.kind === 'relation') return binding.relation();
  if (binding?.kind === 'function') {
    const rows = callTabular(node, new Scope({ relation: null, environment }), lowering);
    return binding.declaration.child('ViewKeyword') ? { ...rows, label: name } : rows;
  }
  return lowerTable(name, node, lowering);
}

/** A source table by its name. */
function lowerTable(name: string, node: Syntax, lowering: Lowering): Relation {
  const table: SourceTable | undefined =
    name === inputName && lowering.options.input
      ? lowering.options.input
      : lowering.schema.tables.find((t) => t.name === name);
  if (!table) throw new Refusal(`There is no table ${name}.`, node.span, 'kql/unknown-table');
  lowering.found.tables.add(table.name);
  return tableRelation(table);
}

const tableFunctions: ReadonlySet<string> = new Set([
  'table',
  'materialized_view',
  'external_table',
]);

function lowerTablePath(node: Syntax, environment: Environment, lowering: Lowering): Relation {
  const found = callPattern(node, environment, lowering);
  if (!found) throw new Refusal(`${node.text} is no table here.`, node.span);
  return found;
}

function lowerTableCall(node: Syntax, environment: Environment, lowering: Lowering): Relation {
  const pattern = callPattern(node, environment, lowering);
  if (pattern) return pattern;
  const name = node.part('Name').name;
  const scope = new Scope({ relation: null, environment });
  if (environment.get(name)?.kind === 'function') return callTabular(node, scope, lowering);
  const [first] = node.child('ArgumentList')?.list('Expressions') ?? [];
  if (!tableFunctions.has(name) || !first) throw new Refusal(whyNot('function', name), node.span);
  const called = lowering.scalar(first, scope);
  if (called.kind !== 'literal' || typeof called.value !== 'string')
    throw new Refusal(`${name}() needs a constant name.`, first.span);
  return lowerTable(called.value, first, lowering);
}

/** Whether anything in the query depends on the order in which rows come. */
export function dependsOnOrder(root: Syntax): boolean {
  for (const node of root.descendants()) {
    if (operatorsBySyntax.get(node.kind)?.ordered) return true;
    if (node.kind !== 'FunctionCallExpression') continue;
    const { name } = node.part('Name');
    const aggregate = aggregateFunctions.get(name)?.fn;
    if (rowFunctions.get(name)?.kind === 'window') return true;
    if (aggregate?.kind === 'aggregate' && aggregate.ordered) return true;
  }
  return false;
}
