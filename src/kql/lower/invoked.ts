import type { Column, KustoType } from '../../base/index.ts';
import { received, sent } from '../compute.ts';
import { defineScalar, type ScalarFunction } from '../define.ts';
import { Refusal } from '../error.ts';
import type { InvokedFunction, InvokedInput, InvokedWork } from '../invoked.ts';
import { rowsOf } from '../operator.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { PluginCall } from '../plugin.ts';
import { newColumns, passed, project, shapeOf, withHidden } from '../tree/build.ts';
import { computed } from '../tree/computed.ts';
import type {
  NamedValue,
  Relation,
  RelationColumn,
  Scalar,
  SpelledRelation,
} from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';
import { answersTo } from './answers.ts';
import { rowFunctions } from './catalog.ts';
import { joinedRows } from './joined-rows.ts';
import { share } from './statement.ts';

/** How the rows that a function gives stand to the rows it was given. */
type Joining = 'none' | 'inner' | 'left';

interface ReadCall {
  /** A value for each input, under the name of its column; null for an optional one that is left out. */
  inputs: readonly (NamedValue | null)[];
  parameters: Record<string, unknown>;
  join: Joining;
}

/** A constant as the functions behind `invoke` are given it: dynamic as JSON.parse gives it. */
function constant(value: Scalar, name: string, span: Syntax['span']): unknown {
  if (value.kind !== 'literal') throw new Refusal(`${name} must be a constant.`, span);
  if (value.type === 'dynamic' && typeof value.value === 'string') return JSON.parse(value.value);
  return value.type === 'long' || value.type === 'int' ? Number(value.value) : value.value;
}

/** The arguments by the names of what they are for: inputs in order, then parameters; named ones anywhere. */
function argumentsByName(fn: InvokedFunction, { args }: PluginCall): Map<string, Syntax> {
  const places = [...fn.inputs, ...fn.parameters].map((p) => p.name);
  const found = new Map<string, Syntax>();
  args.forEach((argument, i) => {
    const named = argument.kind === 'SimpleNamedExpression';
    const name = named ? argument.part('Name').name : places[i];
    if (name === undefined || (named && name !== 'join' && !places.includes(name)))
      throw new Refusal(
        `${fn.name} has no argument ${name ?? i + 1}; it takes ${[...places, 'join'].join(', ')}.`,
        argument.span,
      );
    if (found.has(name)) throw new Refusal(`${name} is given twice.`, argument.span);
    found.set(name, named ? argument.part('Expression') : argument);
  });
  return found;
}

function usualColumn(input: InvokedInput, rows: Relation): NamedValue | null {
  for (const name of input.usual) {
    const of = rows.columns.find((c) => c.name.toLowerCase() === name.toLowerCase());
    if (of) return { name: of.name, value: cast(column(of), input.type) };
  }
  return null;
}

function readInputs(
  fn: InvokedFunction,
  given: ReadonlyMap<string, Syntax>,
  call: PluginCall,
): (NamedValue | null)[] {
  const { scope, lowering, node } = call;
  const chosen = fn.choose?.(rowsOf(call).columns.map(({ name, type }) => ({ name, type })));
  return fn.inputs.map((input, i) => {
    const argument = given.get(input.name);
    if (argument) {
      const value = lowering.scalar(argument, scope);
      const name = value.kind === 'column' ? value.column.name : input.name;
      return { name, value: cast(value, input.type) };
    }
    const by = chosen?.[i];
    const usual = by ? [by] : chosen ? [] : input.usual;
    const found = usualColumn({ ...input, usual }, rowsOf(call));
    if (!found && !input.optional)
      throw new Refusal(
        `${fn.name} needs a column for ${input.name}: invoke ${fn.name}(${input.name} = …).`,
        node.span,
      );
    return found;
  });
}

function readCall(fn: InvokedFunction, call: PluginCall): ReadCall {
  const { scope, lowering, node } = call;
  const given = argumentsByName(fn, call);
  const values = new Map<string, unknown>();
  for (const [name, argument] of given) {
    if (fn.inputs.some((input) => input.name === name)) continue;
    values.set(name, constant(lowering.scalar(argument, scope), name, argument.span));
  }
  const join = values.get('join') ?? 'none';
  values.delete('join');
  if (join !== 'none' && join !== 'inner' && join !== 'left')
    throw new Refusal(
      `join is "none", "inner" or "left", not ${JSON.stringify(join)}.`,
      given.get('join')?.span,
    );
  try {
    return { inputs: readInputs(fn, given, call), parameters: fn.check(values), join };
  } catch (error) {
    if (error instanceof Refusal || !(error instanceof Error)) throw error;
    throw new Refusal(`${fn.name}: ${error.message}`, node.span, 'kql/bad-argument');
  }
}

/** The columns before those that the function gives: those of the row, or the values it was given. */
function before(read: ReadCall, rows: Relation): NamedValue[] {
  if (read.join !== 'none') return passed(rows);
  return read.inputs.flatMap((input) => (input ? [input] : []));
}

/** The columns of a call: where its own would be named like one before, a number is added. */
export function invokedColumns(fn: InvokedFunction, call: PluginCall): Column[] {
  const read = readCall(fn, call);
  const keeps = fn.work.kind === 'each' || fn.work.kind === 'lookup' || read.join !== 'none';
  const first = keeps ? before(read, rowsOf(call)) : [];
  const taken = new Set(first.map((c) => c.name));
  const own = fn.output.map(({ name, type }) => {
    let free = name;
    for (let n = 1; taken.has(free); n++) free = `${name}${n}`;
    taken.add(free);
    return { name: free, type };
  });
  return [...first.map(({ name, value }) => ({ name, type: value.type })), ...own];
}

/** The rows that a function of the toolbox makes of those that come in. */
export function lowerInvoked(fn: InvokedFunction, call: PluginCall): Relation {
  const read = readCall(fn, call);
  const names = invokedColumns(fn, call).map((c) => c.name);
  if (fn.note) call.lowering.found.notes.add(fn.note);
  if (fn.work.kind === 'each') return eachValue(fn, fn.work, read, rowsOf(call), names);
  if (fn.work.kind === 'all') {
    const { computation } = fn.work;
    const rows = computed(rowsOf(call), {
      computation,
      inputs: read.inputs.map((input, i) => inputValue(input, fn.inputs[i]?.type ?? 'string')),
      options: { ...read.parameters, join: read.join },
      gives: fn.output,
      carries: read.join !== 'none',
    });
    return renamed(rows, names);
  }
  if (fn.work.kind === 'lookup') return lookedUp(fn, read, call, names);
  return spelled(fn, read, rowsOf(call), names);
}

/** The answers of others, joined to the rows by the text that they are answers to. */
function lookedUp(
  fn: InvokedFunction,
  read: ReadCall,
  call: PluginCall,
  names: readonly string[],
): Relation {
  const [value] = read.inputs;
  if (!value) throw new Error('a lookup without a text');
  const answers = answersTo(value, call, {
    tool: fn.name,
    parameters: read.parameters,
    keepsAll: read.join === 'left',
  });
  if (answers === null) return nothing(fn, call);
  const input = rowsOf(call);
  const { relation, added } = withHidden(input, [{ name: '$key', value: value.value }]);
  const [key] = added;
  const [text, found] = answers.columns;
  if (!key || !text || !found) throw new Error('no column made');
  const first = before(read, input);
  const joined = joinedRows({
    shape: 'left',
    left: relation,
    right: answers,
    on: [key, text],
    values: [
      ...relation.columns.map((c) => ({ name: c.name, value: column(c, undefined, 'left') })),
      { name: '$key', value: column(key, undefined, 'left') },
      { name: '$found', value: column(found, undefined, 'right') },
    ],
  });
  const [list] = joined.columns.slice(-1);
  if (!list) throw new Error('no column made');
  const kept = read.join !== 'none';
  const keyed = joined.columns.at(-2);
  const passing = kept
    ? input.columns.map((c, i) => ({ name: c.name, value: column(joined.columns[i] ?? list) }))
    : first.map((c) => ({ name: c.name, value: column(keyed ?? list) }));
  return rowsOfLists(fn, { relation: joined, list, first: passing, names });
}

/** The columns of a call of which no rows are known. */
function nothing(fn: InvokedFunction, call: PluginCall): Relation {
  const columns = newColumns(invokedColumns(fn, call).map((c) => ({ ...c, nullable: true })));
  return { kind: 'values', rows: [], columns, hidden: [], order: [], sorted: false };
}

function renamed(rows: Relation, names: readonly string[]): Relation {
  return project(
    rows,
    rows.columns.map((c, i) => ({ name: names[i] ?? c.name, value: column(c) })),
  );
}

function inputValue(input: NamedValue | null, type: KustoType): Scalar {
  return input?.value ?? literal(type, null);
}

type EachWork = Extract<InvokedWork, { kind: 'each' }>;

/** The computation as a scalar function of the tree: it gives a dynamic array of rows. */
function callerOf(fn: InvokedFunction, work: EachWork, read: ReadCall): ScalarFunction {
  const types = fn.inputs.map((input) => input.type);
  const parameters = [...types, 'string'].map((type, i) => `a${i}: ${type}`);
  const nothing = read.join === 'left' ? "'[[]]'" : "'[]'";
  return defineScalar({
    signature: `${fn.name}(${parameters.join(', ')}): dynamic`,
    about: `The rows of ${fn.name}.`,
    source: 'https://learn.microsoft.com/kusto/query/invoke-operator',
    nullable: 'never',
    sql: {
      duckdb: (args) => {
        const values = args.map((arg, i) => sent(arg, types[i] ?? 'string'));
        const found = `${work.computation.name}(${values.join(', ')})`;
        const worth = work.worth?.(values.slice(0, -1), read.parameters) ?? null;
        const sql = worth === null ? found : `CASE WHEN ${worth} THEN ${found} ELSE ${nothing} END`;
        return received(sql, 'dynamic', 'itself');
      },
    },
    examples: [{ query: 'print 1', rows: [[1]] }],
  });
}

function eachValue(
  fn: InvokedFunction,
  work: EachWork,
  read: ReadCall,
  input: Relation,
  names: readonly string[],
): Relation {
  const options = { ...read.parameters, join: read.join };
  const values = read.inputs.map((value, i) => inputValue(value, fn.inputs[i]?.type ?? 'string'));
  const found: Scalar = {
    kind: 'call',
    fn: callerOf(fn, work, read),
    args: [...values, literal('string', JSON.stringify(options))],
    type: 'dynamic',
    nullable: false,
  };
  const { relation, added } = withHidden(input, [{ name: '$found', value: found }]);
  const [list] = added;
  if (!list) throw new Error('no column made');
  return rowsOfLists(fn, { relation, list, first: before(read, input), names });
}

/** The rows that a function found, one list of them for each row. */
function rowsOfLists(
  fn: InvokedFunction,
  parts: {
    relation: Relation;
    list: RelationColumn;
    first: readonly NamedValue[];
    names: readonly string[];
  },
): Relation {
  const { relation, list, first, names } = parts;
  const [row, place] = newColumns(
    [
      { name: '$row', type: 'dynamic', nullable: true },
      { name: '$place', type: 'long', nullable: false },
    ],
    [...relation.columns, ...relation.hidden].map((c) => c.physical),
  );
  if (!row || !place) throw new Error('no column made');
  const rows: Relation = {
    ...shapeOf(relation),
    kind: 'unnest',
    input: relation,
    lists: [{ list: column(list), as: row }],
    index: place,
    pairs: false,
    hidden: [...relation.hidden, row, place],
    order: [...relation.order, { column: place, descending: false, nullsFirst: true }],
  };
  const own = fn.output.map(({ type }, i): NamedValue => {
    const value: Scalar = {
      kind: 'path',
      base: column(row),
      steps: [i],
      type: 'dynamic',
      nullable: true,
    };
    return { name: names[first.length + i] ?? '', value: cast(value, type) };
  });
  return project(rows, [...first, ...own]);
}

/** Number the rows, spell the function over them, and join what it gives back where that is asked for. */
function spelled(
  fn: InvokedFunction,
  read: ReadCall,
  input: Relation,
  names: readonly string[],
): Relation {
  const { work } = fn;
  const rowNumber = rowFunctions.get('row_number');
  if (work.kind !== 'sql' || rowNumber?.kind !== 'window') throw new Error('not spelled in SQL');
  const number: Scalar = {
    kind: 'window',
    fn: rowNumber,
    args: [literal('long', 0n)],
    order: input.order,
    partition: [],
    type: 'long',
    nullable: false,
  };
  const { relation, added } = withHidden(input, [{ name: 'k_row', value: number }]);
  const numbered = share(fn.name, relation, { materialized: read.join !== 'none' });
  const [row] = added;
  if (!row) throw new Error('no column made');
  const values = read.inputs.map((value, i): NamedValue => {
    return { name: `i${i}`, value: inputValue(value, fn.inputs[i]?.type ?? 'string') };
  });
  const given = project(numbered, [...values, { name: 'k_row', value: column(row) }], {
    keepOrder: false,
  });
  const columns = newColumns([
    ...fn.output.map(({ type }, i) => ({ name: `o${i}`, type, nullable: true })),
    { name: 'k_row', type: 'long' as const, nullable: false },
  ]);
  const parameters = new Map(Object.entries(read.parameters));
  const rows: SpelledRelation = {
    kind: 'spelled',
    input: given,
    spell: (from) => work.spell(from, parameters),
    columns,
    hidden: [],
    order: [],
    sorted: false,
  };
  const own = columns.slice(0, -1);
  if (read.join === 'none')
    return project(
      rows,
      own.map((c, i) => ({ name: names[i] ?? c.name, value: column(c) })),
    );
  const key = columns.at(-1);
  if (!key) throw new Error('no column made');
  return joinedRows({
    shape: read.join,
    left: numbered,
    right: rows,
    on: [row, key],
    values: [...input.columns, ...own].map((c, i) => ({
      name: names[i] ?? c.name,
      value: column(c, undefined, i < input.columns.length ? 'left' : 'right'),
    })),
  });
}
