import type { Column, KustoType } from '../../base/index.ts';
import { received, sent } from '../compute.ts';
import { defineScalar, type ScalarFunction } from '../define.ts';
import type { InvokedFunction, InvokedWork, SpelledRows } from '../invoked.ts';
import { rowsOf } from '../operator.ts';
import type { PluginCall } from '../plugin.ts';
import { beside } from '../tree/beside.ts';
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
import { isScan } from '../tree/scannable.ts';
import { answersTo } from './answers.ts';
import { rowFunctions } from './catalog.ts';
import { joinedRows } from './joined-rows.ts';
import { before, type ReadCall, readCall } from './read-invoked.ts';
import { share } from './statement.ts';
import { whatWasGiven } from './what-was-given.ts';

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
  call.lowering.found.given.push(whatWasGiven(fn, read.inputs, rowsOf(call)));
  if (fn.note) call.lowering.found.notes.add(typeof fn.note === 'string' ? fn.note : fn.note());
  if (fn.work.kind === 'each') {
    const { many } = fn.work;
    return many
      ? manyTexts(fn, many, read, rowsOf(call), names)
      : eachValue(fn, fn.work, read, rowsOf(call), names);
  }
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
  const [text, found] = answers.columns;
  if (!text || !found) throw new Error('no column made');
  const { relation, key, passing } = keyed(read, value, rowsOf(call));
  const { relation: joined, added } = beside(
    'left',
    relation,
    answers,
    [{ of: key, as: text }],
    [found],
  );
  const [list] = added;
  if (!list) throw new Error('no column made');
  return rowsOfLists(fn, { relation: joined, list, first: passing, names });
}

/** The rows with a text that answers are joined by, and what goes along with these, in order. */
function keyed(
  read: ReadCall,
  text: NamedValue,
  input: Relation,
): { relation: Relation; key: RelationColumn; passing: NamedValue[] } {
  const { relation, added } =
    read.join === 'none'
      ? narrowed(input, text)
      : withHidden(input, [{ name: '$key', value: text.value }]);
  const [key] = added;
  if (!key) throw new Error('no column made');
  return { relation, key, passing: passed(relation) };
}

function narrowed(
  input: Relation,
  text: NamedValue,
): { relation: Relation; added: readonly RelationColumn[] } {
  const relation = project(input, [text]);
  return { relation, added: relation.columns };
}

type Many = NonNullable<EachWork['many']>;

/** The rows of all texts that there are, joined to the rows by the text. */
function manyTexts(
  fn: InvokedFunction,
  work: Many,
  read: ReadCall,
  input: Relation,
  names: readonly string[],
): Relation {
  const [text] = read.inputs;
  if (!text) throw new Error('no text');
  const { relation, key, passing } = keyed(read, text, input);
  const rows = share(fn.name, relation, { materialized: true });
  const columns = newColumns([
    { name: 'i0', type: 'string' as const, nullable: false },
    ...fn.output.map(({ type }, i) => ({ name: `o${i}`, type, nullable: true })),
  ]);
  const [of, ...wanted] = columns;
  if (!of) throw new Error('no column made');
  const answers: SpelledRelation = {
    kind: 'spelled',
    input: project(rows, [{ name: 'i0', value: column(key) }], { keepOrder: false }),
    spell: (from) => work.spell(from, read.parameters),
    columns,
    hidden: [],
    order: [],
    sorted: false,
  };
  const shape = read.join === 'left' ? 'left' : 'inner';
  const { relation: joined, added } = beside(shape, rows, answers, [{ of: key, as: of }], wanted);
  const all = [...passing.map(({ value }) => value), ...added.map((c) => column(c))];
  return project(
    joined,
    all.map((value, i) => ({ name: names[i] ?? '', value })),
  );
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
  const again = read.join === 'none' && isScan(input);
  const numbered = again
    ? relation
    : share(fn.name, relation, { materialized: read.join !== 'none' });
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
  const known: SpelledRows = { again, given: read.inputs.map((input) => input !== null) };
  const rows: SpelledRelation = {
    kind: 'spelled',
    input: given,
    spell: (from) => work.spell(from, parameters, known),
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
