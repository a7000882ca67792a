import type { KustoType, Span } from '../../base/index.ts';
import type {
  CallFacts,
  FunctionDefinition,
  Nullability,
  ResultField,
  ScalarFunction,
  TupleAggregate,
} from '../define.ts';
import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import { whyNot } from '../refused.ts';
import { passed } from '../tree/build.ts';
import type { AggregateCall, NamedValue, Scalar } from '../tree/nodes.ts';
import { type AggregateName, aggregateFunctions, rowFunctions } from './catalog.ts';
import { type Lowering, Scope } from './context.ts';
import { callScalar } from './user-function.ts';
import { windowValue } from './window.ts';

/** What a definition may know about a call. */
function factsOf(node: Syntax, scope: Scope, lowering: Lowering): CallFacts {
  return {
    bound: node.type,
    span: node.span,
    // Read only when it is asked for: a query that does not is compiled once for all times.
    get nowMicros() {
      return lowering.options.nowMicros;
    },
    columns: scope.relation ? passed(scope.relation) : [],
    setting: (name) => lowering.found.settings.get(name),
    note: (sentence) => lowering.found.notes.add(sentence),
  };
}

function isNullable(nullable: Nullability, type: KustoType, args: readonly Scalar[]): boolean {
  if (nullable === 'never' || type === 'string') return false;
  return nullable === 'possible' || args.some((a) => a.nullable);
}

/** Refuse what a definition does not take: no argument is ever ignored. */
function checkArity(
  fn: FunctionDefinition,
  args: readonly { readonly span?: Span | undefined }[],
  span: Span,
  extra = 0,
): void {
  const most = fn.most + extra;
  if (args.length < fn.least + extra)
    throw new Refusal(`${fn.name} needs ${fn.least + extra} arguments: ${fn.signature}.`, span);
  if (args.length > most)
    throw new Refusal(
      `${fn.name} with ${args.length} arguments is not supported yet: ${fn.signature}.`,
      args[most]?.span ?? span,
    );
}

/** Call a scalar function on lowered arguments. */
export function makeCall(
  fn: ScalarFunction,
  args: readonly Scalar[],
  node: Syntax,
  scope: Scope,
  lowering: Lowering,
): Scalar {
  const { span } = node;
  checkArity(fn, args, span);
  const facts = factsOf(node, scope, lowering);
  const lowered = fn.lower?.(args, facts);
  if (lowered) return { ...lowered, span };
  const type = fn.returns(args, facts);
  return { kind: 'call', fn, args, type, nullable: isNullable(fn.nullable, type, args), span };
}

/** The columns that a call gives; none where it gives one value. */
export function fieldsOf(
  { fields }: ScalarFunction,
  args: readonly Scalar[],
): readonly ResultField[] {
  return typeof fields === 'function' ? fields(args.map((a) => a.type)) : fields;
}

/** The columns of a call of an aggregate that gives several. */
export function tupleColumns(
  { conditional }: AggregateName,
  fn: TupleAggregate,
  node: Syntax,
  scope: Scope,
  lowering: Lowering,
): NamedValue[] {
  const nodes = argumentNodes(node);
  const at = conditional ? 1 : -1;
  const inner = new Scope({ ...scope, aggregates: false });
  const filterNode = nodes[at];
  const filter = filterNode ? lowering.scalar(filterNode, inner) : null;
  const kept = nodes.filter((_, i) => i !== at);
  const plain = kept.filter((n) => n.kind !== 'StarExpression');
  const args = plain.map((n) => lowering.scalar(n, inner));
  checkArity(fn, kept, node.span);
  scope.relation = inner.relation;
  return fn.columns({
    args,
    names: plain.map((n) => (n.kind === 'NameReference' ? n.name : null)),
    star: kept.findIndex((n) => n.kind === 'StarExpression'),
    filter,
    facts: factsOf(node, scope, lowering),
    keys: scope.keys,
    aggregate: (name, given) => {
      const other = aggregateFunctions.get(name)?.fn;
      if (other?.kind !== 'aggregate') throw new Error(`no aggregate ${name}`);
      return makeAggregate(other, given, filter, node, scope, lowering);
    },
  });
}

/** The arguments of a call as syntax; a name given to an argument is dropped. */
export function argumentNodes(node: Syntax): Syntax[] {
  return (node.child('ArgumentList')?.list('Expressions') ?? []).map((e) =>
    e.kind === 'SimpleNamedExpression' ? e.part('Expression') : e,
  );
}

/** A call of a function: of a `let`, an aggregate where one may stand, or a built-in one. */
export function lowerCall(node: Syntax, scope: Scope, lowering: Lowering): Scalar {
  const name = node.part('Name').name;
  const own = scope.calls.get(name);
  if (own) return own(node, scope);
  const user = scope.environment.get(name);
  if (user?.kind === 'function') return callScalar(node, scope, lowering);
  const aggregate = scope.aggregates ? aggregateFunctions.get(name) : undefined;
  if (aggregate) return lowerAggregate(aggregate, node, scope, lowering);
  const fn = rowFunctions.get(name);
  if (!fn) throw new Refusal(whyNot('function', name), node.span);
  const args = argumentNodes(node).flatMap((a) =>
    a.kind === 'StarExpression' ? everyColumn(scope) : [lowering.scalar(a, scope)],
  );
  if (fn.kind === 'scalar' && fieldsOf(fn, args).some((f) => typeof f.name === 'string'))
    throw severalColumns(name, node);
  if (fn.kind === 'scalar') return makeCall(fn, args, node, scope, lowering);
  checkArity(fn, args, node.span);
  if (!scope.relation) throw new Refusal(`${fn.name} needs rows.`, node.span);
  const type = fn.returns(args, factsOf(node, scope, lowering));
  const nullable = isNullable(fn.nullable, type, args);
  return windowValue(fn, args, { type, nullable, span: node.span }, scope);
}

function everyColumn(scope: Scope): Scalar[] {
  return scope.relation ? passed(scope.relation).map((c) => c.value) : [];
}

function severalColumns(name: string, node: Syntax): Refusal {
  return new Refusal(
    `${name} gives several columns: it cannot be part of an expression.`,
    node.span,
  );
}

/** The condition of a call by a conditional name stands after the arguments that must be given. */
function takeCondition(
  { fn, conditional }: AggregateName,
  args: readonly Scalar[],
  span: Span,
): { args: Scalar[]; filter: Scalar | null } {
  checkArity(fn, args, span, conditional ? 1 : 0);
  if (!conditional) return { args: [...args], filter: null };
  const at = fn.least;
  return { args: args.filter((_, i) => i !== at), filter: args[at] ?? null };
}

function lowerAggregate(
  called: AggregateName,
  node: Syntax,
  scope: Scope,
  lowering: Lowering,
): AggregateCall {
  const { fn } = called;
  if (fn.kind === 'tuple') {
    const [only, other] = tupleColumns(called, fn, node, scope, lowering);
    if (only?.value.kind === 'aggregate' && !other) return only.value;
    throw severalColumns(fn.name, node);
  }
  const inner = new Scope({ ...scope, aggregates: false });
  const given = argumentNodes(node).map((a) => lowering.scalar(a, inner));
  scope.relation = inner.relation;
  const { args, filter } = takeCondition(called, given, node.span);
  return makeAggregate(fn, args, filter, node, scope, lowering);
}

/** Call an aggregate function on lowered arguments. */
export function makeAggregate(
  fn: Extract<AggregateName['fn'], { kind: 'aggregate' }>,
  args: readonly Scalar[],
  filter: Scalar | null,
  node: Syntax,
  scope: Scope,
  lowering: Lowering,
): AggregateCall {
  const type = fn.returns(args, factsOf(node, scope, lowering));
  const order = fn.ordered ? (scope.relation?.order ?? []) : [];
  const nullable = fn.nullable !== 'never' && type !== 'string';
  return { kind: 'aggregate', fn, args, filter, order, type, nullable, span: node.span };
}
