import type { Span } from '../base/index.ts';
import { duckdb } from './dialects/duckdb.ts';
import { KqlError, Refusal } from './error.ts';
import type { Binding, Lowering } from './lower/context.ts';
import { Scope } from './lower/context.ts';
import { lowerScalar } from './lower/expression.ts';
import { lowerNamed } from './lower/named.ts';
import { applyOperator, dependsOnOrder, lowerRelation } from './lower/pipeline.ts';
import { readStatements } from './lower/statement.ts';
import { callTabular } from './lower/user-function.ts';
import { type BoundQuery, bind, inputName } from './parse/bind.ts';
import type { Syntax } from './parse/syntax.ts';
import type { CompileOptions, Diagnostic, Plan, Schema } from './plan.ts';
import { project, stored } from './tree/build.ts';
import type { Relation } from './tree/nodes.ts';
import { literal } from './tree/scalar.ts';

/** A text that continues a table stands behind its name; positions are told without it. */
function withInput(text: string, options: CompileOptions): { full: string; shift: number } {
  const continues = options.input && /^\s*(?:\/\/[^\n]*\n\s*)*\|/.test(text);
  const prefix = continues ? `${inputName} ` : '';
  return { full: `${prefix}${text}`, shift: prefix.length };
}

function unshift(span: Span, shift: number): Span {
  return { start: Math.max(0, span.start - shift), end: Math.max(0, span.end - shift) };
}

function asDiagnostic(error: unknown, span: Span): Diagnostic {
  if (error instanceof Refusal)
    return {
      severity: 'error',
      code: error.code,
      message: error.message,
      span: error.span ?? span,
    };
  if (error instanceof RangeError)
    return {
      severity: 'error',
      code: 'kql/too-deep',
      message: 'The query is nested too deeply.',
      span,
    };
  throw error;
}

function makeLowering(query: BoundQuery, schema: Schema, options: CompileOptions): Lowering {
  const found: Lowering['found'] = {
    diagnostics: [...query.diagnostics],
    tables: new Set(),
    notes: new Set(),
    render: null,
  };
  const lowering: Lowering = {
    options,
    schema,
    numbersRows: dependsOnOrder(query.root),
    found,
    scalar: (node, scope) => lowerScalar(node, scope, lowering),
    attempt: (node, scope) => {
      try {
        return lowerScalar(node, scope, lowering);
      } catch (error) {
        lowering.report(error, node.span);
        return literal(node.type ?? 'dynamic', null, node.span);
      }
    },
    named: (node, scope) => lowerNamed(node, scope, lowering),
    relation: (node, environment, input) => lowerRelation(node, environment, lowering, input),
    operator: (node, input, environment) => applyOperator(node, input, environment, lowering),
    callTabular: (call, scope, input) => callTabular(call, scope, lowering, input),
    report: (error, span) => found.diagnostics.push(asDiagnostic(error, span)),
  };
  return lowering;
}

function lowerQuery(root: Syntax, lowering: Lowering): Relation {
  const environment = new Map<string, Binding>();
  const asked = readStatements(root, environment, lowering);
  if (asked.isTabular || asked.kind === 'PipeExpression')
    return lowering.relation(asked, environment);
  const value = lowering.scalar(asked, new Scope({ relation: null, environment }));
  const one: Relation = {
    kind: 'values',
    rows: [[]],
    columns: [],
    hidden: [],
    order: [],
    sorted: false,
  };
  return project(one, [{ name: 'print_0', value }]);
}

function hasErrors(diagnostics: readonly Diagnostic[]): boolean {
  return diagnostics.some((d) => d.severity === 'error');
}

async function compileOnce(text: string, schema: Schema, options: CompileOptions): Promise<Plan> {
  const { full, shift } = withInput(text, options);
  const fail = (diagnostics: readonly Diagnostic[]): never => {
    throw new KqlError(diagnostics.map((d) => ({ ...d, span: unshift(d.span, shift) })));
  };
  const whole = { start: 0, end: full.length };
  let diagnostics: Diagnostic[] = [];
  try {
    const query = bind(full, schema, options.input);
    diagnostics = query.diagnostics;
    if (hasErrors(diagnostics)) return fail(diagnostics);
    const lowering = makeLowering(query, schema, options);
    diagnostics = lowering.found.diagnostics;
    const relation = lowerQuery(query.root, lowering);
    if (hasErrors(diagnostics)) return fail(diagnostics);
    const sql = duckdb.spell(relation, { arithmetic: options.arithmetic ?? 'fast' });
    return {
      sql,
      columns: stored(relation.columns),
      ordered: relation.sorted && relation.order.length > 0,
      tables: [...lowering.found.tables],
      render: lowering.found.render,
      notes: [...lowering.found.notes],
    };
  } catch (error) {
    if (error instanceof Refusal || error instanceof RangeError)
      return fail([...diagnostics, asDiagnostic(error, whole)]);
    throw error;
  }
}

const remembered = new WeakMap<Schema, Map<string, Promise<Plan>>>();
const rememberedPerSchema = 200;
const identities = new WeakMap<object, number>();
let lastIdentity = 0;

function identity(of: object | undefined): number {
  if (!of) return 0;
  const known = identities.get(of);
  if (known) return known;
  identities.set(of, ++lastIdentity);
  return lastIdentity;
}

/**
 * Compile KQL to one DuckDB SELECT over the tables of the schema.
 *
 * errors: throws one `KqlError` (a `HuntError`, code `kql/…`) that points at the first fault and carries
 * all diagnostics, Kusto's own with Kusto's codes.
 * cost: the first call wakes the parser (about a second); then some milliseconds. The same text, schema
 * object and options compile once.
 */
export function compile(text: string, schema: Schema, options: CompileOptions): Promise<Plan> {
  const plans = remembered.get(schema) ?? new Map<string, Promise<Plan>>();
  remembered.set(schema, plans);
  const { nowMicros, input, arithmetic = 'fast', probe } = options;
  const key = [nowMicros, identity(input), arithmetic, identity(probe), text].join('\n');
  const known = plans.get(key);
  if (known) return known;
  if (plans.size >= rememberedPerSchema) {
    const [oldest] = plans.keys();
    if (oldest !== undefined) plans.delete(oldest);
  }
  const plan = compileOnce(text, schema, options);
  plans.set(key, plan);
  plan.catch(() => plans.delete(key));
  return plan;
}

/** Everything that Kusto's parser and binder find in a text, errors and advice. Never throws for what the text says. */
export function diagnose(text: string, schema: Schema): Diagnostic[] {
  try {
    return bind(text, schema).diagnostics;
  } catch (error) {
    return [asDiagnostic(error, { start: 0, end: text.length })];
  }
}

/** Load the parser and compile a first query, so that the next one is quick. About a second. */
export function warm(): void {
  diagnose('print x = 1 | where x > 0 | summarize count() by x', { tables: [] });
}
