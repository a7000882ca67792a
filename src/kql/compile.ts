import { type Column, HuntError, type Span } from '../base/index.ts';
import { duckdb } from './dialects/duckdb.ts';
import { KqlError, Refusal } from './error.ts';
import { withSuggestions } from './help/suggest.ts';
import type { Binding, Lowering } from './lower/context.ts';
import { Scope } from './lower/context.ts';
import { EditedText } from './lower/edited-text.ts';
import { lowerScalar } from './lower/expression.ts';
import { lowerNamed } from './lower/named.ts';
import { applyOperator, dependsOnOrder, lowerRelation } from './lower/pipeline.ts';
import { readStatements } from './lower/statement.ts';
import { turnInvokes } from './lower/turn-invokes.ts';
import { callTabular } from './lower/user-function.ts';
import { movedDiagnostic } from './moved-diagnostic.ts';
import { type BoundQuery, bind, inputName } from './parse/bind.ts';
import { advice } from './parse/service.ts';
import type { Syntax } from './parse/syntax.ts';
import type { CompileOptions, Diagnostic, Plan, Schema, SourceTable } from './plan.ts';
import { ColumnsWanted, FilesWanted, LookupWanted, Wanted } from './plugin.ts';
import { project, stored } from './tree/build.ts';
import type { Relation } from './tree/nodes.ts';
import { literal } from './tree/scalar.ts';

/** A text that continues a table stands behind its name; places are told without it. */
function withInput(text: string, options: CompileOptions): EditedText {
  const edited = new EditedText(text);
  const continues = options.input && /^\s*(?:\/\/[^\n]*\n\s*)*\|/.test(text);
  if (continues) edited.insert(0, `${inputName} `);
  return edited;
}

function asDiagnostic(error: unknown, span: Span): Diagnostic {
  if (error instanceof HuntError)
    return {
      severity: 'error',
      code: error.code,
      message: error.message,
      span: error.span ?? span,
      ...(error.hint ? { hint: error.hint } : {}),
    };
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

function makeLowering(
  query: BoundQuery,
  schema: Schema,
  options: CompileOptions,
  files: Lowering['files'],
): Lowering {
  const found: Lowering['found'] = {
    diagnostics: [...query.diagnostics],
    tables: new Set(),
    notes: new Set(),
    others: [],
    given: [],
    holds: [],
    render: null,
    settings: new Map(),
    lookups: 0,
  };
  const lowering: Lowering = {
    options,
    schema,
    files,
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

/** How many plugins and functions of one query may have their columns told to the binder, or files read. */
const maxTold = 100;

/** A query bound and lowered as far as that goes without asking rows. */
interface Attempt {
  query: BoundQuery;
  lowering: Lowering;
  /** The rows, or what must be asked first; null where the query cannot be compiled. */
  outcome: Relation | Wanted | null;
}

/** Bind and lower; columns that a function of the toolbox gives are told to the binder, and it begins anew. */
function attempt(
  text: EditedText,
  schema: Schema,
  options: CompileOptions,
  files: Lowering['files'],
): Attempt {
  for (let told = 0; ; told++) {
    const query = bind(text.text, schema, options.input);
    const lowering = makeLowering(query, schema, options, files);
    const outcome = hasErrors(query.diagnostics) ? null : relationOf(query, lowering);
    const known = outcome instanceof ColumnsWanted && !('relation' in outcome.from);
    if (!known || hasErrors(lowering.found.diagnostics)) return { query, lowering, outcome };
    if (told >= maxTold)
      throw new Refusal('Too many functions have columns of their own.', outcome.span);
    tell(text, outcome.from, outcome.span);
  }
}

function relationOf(query: BoundQuery, lowering: Lowering): Attempt['outcome'] {
  try {
    return lowerQuery(query.root, lowering);
  } catch (error) {
    if (error instanceof Wanted) return error;
    lowering.report(error, query.root.span);
    return null;
  }
}

/** Write columns into the text as Kusto would have them: the binder knows them when it is bound anew. */
function tell(text: EditedText, columns: readonly Column[], span: Span): void {
  text.insert(span.end, ` : (${columns.map(declaration).join(', ')})`);
}

/** Lower the query; where columns depend on rows, or rows are in files, ask, and begin anew. */
async function lowered(
  text: EditedText,
  schema: Schema,
  options: CompileOptions,
): Promise<{ relation: Relation; lowering: Lowering }> {
  turnInvokes(text, schema, options.input);
  const files = new Map<string, SourceTable>();
  for (let questions = 0; ; questions++) {
    const { query, lowering, outcome } = attempt(text, schema, options, files);
    const { diagnostics } = lowering.found;
    if (outcome === null || hasErrors(diagnostics))
      throw new Findings(withSuggestions(diagnostics, { text: text.text, query, schema }));
    if (!(outcome instanceof Wanted)) return { relation: outcome, lowering };
    if (questions >= maxTold)
      throw new Refusal('Too many parts of the query ask for columns or files.', outcome.span);
    if (outcome instanceof ColumnsWanted)
      tell(text, await answered(outcome, options), outcome.span);
    else if (outcome instanceof FilesWanted && options.external)
      files.set(JSON.stringify(outcome.request), await options.external.rows(outcome.request));
    else if (outcome instanceof LookupWanted && options.lookups) {
      const values = duckdb.spell(outcome.relation, { arithmetic: 'fast' });
      const request = { ...outcome.request, values };
      files.set(outcome.place, await options.lookups.rows(request, options.signal));
    } else throw outcome;
  }
}

async function answered(
  { from }: ColumnsWanted,
  options: CompileOptions,
): Promise<readonly Column[]> {
  if (!('relation' in from)) return from;
  const sql = duckdb.spell(from.relation, { arithmetic: 'fast' });
  return from.read(await options.probe(sql));
}

function declaration({ name, type }: Column): string {
  return `[${JSON.stringify(name)}]:${type}`;
}

/** A finding in the text as the user wrote it. */
function inOriginal(finding: Diagnostic, edited: EditedText): Diagnostic {
  return movedDiagnostic(finding, (span) => edited.original(span));
}

/** What was found wrong, on its way out of the passes. */
class Findings extends Error {
  readonly diagnostics: readonly Diagnostic[];

  constructor(diagnostics: readonly Diagnostic[]) {
    super('the query has errors');
    this.diagnostics = diagnostics;
  }
}

const maxHoldsNamed = 3;
const maxGivenTold = 10;
const maxStepCharacters = 60;

function shortened(text: string): string {
  const line = text.replace(/\s+/g, ' ');
  return line.length > maxStepCharacters ? `${line.slice(0, maxStepCharacters)}…` : line;
}

async function compileOnce(text: string, schema: Schema, options: CompileOptions): Promise<Plan> {
  const edited = withInput(text, options);
  try {
    const { relation, lowering } = await lowered(edited, schema, options);
    const { found } = lowering;
    const spell = (r: Relation): string =>
      duckdb.spell(r, { arithmetic: options.arithmetic ?? 'fast' });
    const sql = spell(relation);
    const others = found.others.map(({ name, relation: r }) => ({
      name,
      sql: spell(r),
      columns: stored(r.columns),
    }));
    return {
      sql,
      columns: stored(relation.columns),
      ordered: relation.sorted && relation.order.length > 0,
      tables: [...found.tables],
      render: found.render,
      holds: found.holds.slice(0, maxHoldsNamed).map((node) => ({
        step: shortened(node.text),
        span: edited.original(node.span),
      })),
      notes: [...found.notes],
      whyEmpty: () => found.given.slice(0, maxGivenTold).map(spell),
      others,
    };
  } catch (error) {
    if (error instanceof HuntError) throw error;
    const whole = { start: 0, end: edited.text.length };
    const found = error instanceof Findings ? error.diagnostics : [asDiagnostic(error, whole)];
    throw new KqlError(found.map((d) => inOriginal(d, edited)));
  }
}

/** A compiled query, and the time that it was compiled for; null where it does not ask for the time. */
interface Remembered {
  plan: Promise<Plan>;
  nowMicros: bigint | null;
}

const remembered = new WeakMap<Schema, Map<string, Remembered>>();
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
  const plans = remembered.get(schema) ?? new Map<string, Remembered>();
  remembered.set(schema, plans);
  const { nowMicros, input, arithmetic = 'fast', probe, external, lookups } = options;
  const asked = [input, probe, external, lookups].map(identity);
  const key = [...asked, arithmetic, text].join('\n');
  const known = plans.get(key);
  if (known && (known.nowMicros === null || known.nowMicros === nowMicros)) return known.plan;
  if (plans.size >= rememberedPerSchema) {
    const [oldest] = plans.keys();
    if (oldest !== undefined) plans.delete(oldest);
  }
  let asksForTime = false;
  let asksOthers = false;
  const plan = compileOnce(text, schema, {
    ...options,
    ...(lookups
      ? {
          lookups: {
            refusal: (request) => lookups.refusal(request),
            rows: (request, signal) => {
              asksOthers = true;
              return lookups.rows(request, signal);
            },
          },
        }
      : {}),
    get nowMicros() {
      asksForTime = true;
      return nowMicros;
    },
  });
  const entry: Remembered = { plan, nowMicros };
  plans.set(key, entry);
  plan.then(
    () => {
      if (!asksForTime) entry.nowMicros = null;
      // Who was asked may say something else, or something at all, the next time.
      if (asksOthers && plans.get(key) === entry) plans.delete(key);
    },
    () => {
      if (plans.get(key) === entry) plans.delete(key);
    },
  );
  return plan;
}

const neverAsked = (): Promise<never> => Promise.reject(new Error('diagnose asks no rows'));

/**
 * Everything that is to be said about a text: what Kusto's parser and binder find, what is not supported here,
 * and, where there is no error, what Kusto's analyzers advise; with changes that put it right where there are any. Never throws for what the text says. What depends on rows (`bag_unpack`) is not looked behind.
 */
export function diagnose(
  text: string,
  schema: Schema,
  given: Pick<CompileOptions, 'input' | 'external' | 'lookups'> = {},
): Diagnostic[] {
  const options: CompileOptions = { ...given, nowMicros: 0n, probe: neverAsked };
  const edited = withInput(text, options);
  return findings(edited, schema, options).map((d) => inOriginal(d, edited));
}

function findings(edited: EditedText, schema: Schema, options: CompileOptions): Diagnostic[] {
  let query: BoundQuery | null = null;
  const found: Diagnostic[] = [];
  try {
    turnInvokes(edited, schema, options.input);
    const tried = attempt(edited, schema, options, null);
    query = tried.query;
    found.push(...whatIsFound(tried));
    if (!hasErrors(found)) found.push(...advice(edited.text, schema, options.input));
  } catch (error) {
    found.push(asDiagnostic(error, { start: 0, end: edited.text.length }));
  }
  return withSuggestions(found, { text: edited.text, query, schema });
}

function whatIsFound({ query, lowering, outcome }: Attempt): readonly Diagnostic[] {
  const { diagnostics } = lowering.found;
  if (outcome !== null && !(outcome instanceof Wanted) && !hasErrors(diagnostics))
    try {
      duckdb.spell(outcome, { arithmetic: 'fast' });
    } catch (error) {
      lowering.report(error, query.root.span);
    }
  return diagnostics;
}

/** Write into a text the columns that functions of the toolbox give in it, as far as it can be understood. */
export function tellInvokes(text: EditedText, schema: Schema, input?: SourceTable): void {
  turnInvokes(text, schema, input);
  attempt(text, schema, { nowMicros: 0n, probe: neverAsked, ...(input ? { input } : {}) }, null);
}

/** Load the parser and compile a first query, so that the next one is quick. About a second. */
export function warm(): void {
  diagnose('print x = 1 | where x > 0 | summarize count() by x', { tables: [] });
}
