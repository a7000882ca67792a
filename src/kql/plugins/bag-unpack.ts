import type { Column, KustoType } from '../../base/index.ts';
import { defineScalar } from '../define.ts';
import { Refusal } from '../error.ts';
import { makeAggregate, makeCall } from '../lower/call.ts';
import { aggregateFunctions, rowFunctions } from '../lower/catalog.ts';
import { isNotNull, operatorCall } from '../lower/conditions.ts';
import { arrayItems } from '../lower/literal.ts';
import { rowsOf } from '../operator.ts';
import { definePlugin, type Plugin, type PluginCall, type Probe } from '../plugin.ts';
import { aggregate, newColumns, project, shapeOf } from '../tree/build.ts';
import type { Path, RelationColumn, Scalar, UnnestRelation } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';

interface Options {
  bag: RelationColumn;
  prefix: string;
  conflict: string;
  ignored: ReadonlySet<string>;
}

function options({ args, scope, lowering, node }: PluginCall): Options {
  const [bagNode, ...rest] = args;
  const bag = bagNode ? lowering.scalar(bagNode, scope) : null;
  if (bag?.kind !== 'column') throw new Refusal('bag_unpack needs a column.', node.span);
  let prefix = '';
  let conflict = 'error';
  const ignored = new Set<string>();
  rest.forEach((argument, i) => {
    const named = argument.kind === 'SimpleNamedExpression';
    const value = lowering.scalar(argument, scope);
    if (value.kind !== 'literal')
      throw new Refusal('bag_unpack needs constants here.', argument.span);
    const name = named
      ? argument.part('Name').name
      : (['OutputColumnPrefix', 'columnsConflict', 'ignoredProperties'][i] ?? '');
    if (name === 'OutputColumnPrefix') prefix = String(value.value ?? '');
    else if (name === 'columnsConflict') conflict = String(value.value ?? '');
    else if (name === 'ignoredProperties')
      for (const item of arrayItems(value) ?? []) ignored.add(String(item.value));
    else throw new Refusal(`bag_unpack has no argument ${name}.`, argument.span);
  });
  return { bag: bag.column, prefix, conflict, ignored };
}

const kindOf = defineScalar({
  signature: '$kind(value: dynamic): string',
  about: 'The kind of a JSON value.',
  source: 'https://learn.microsoft.com/kusto/query/bag-unpack-plugin',
  sql: { duckdb: ([value]) => `k_type(${value})` },
  examples: [{ query: 'print d = dynamic({"a": 1}) | evaluate bag_unpack(d)', rows: [[1]] }],
});

const types: ReadonlyMap<string, KustoType> = new Map<string, KustoType>([
  ['string', 'string'],
  ['long', 'long'],
  ['double', 'real'],
  ['bool', 'bool'],
]);

/** The one type of all values of a key; numbers go together, anything else mixed is dynamic. */
function keyType(kinds: ReadonlySet<string>): KustoType {
  const found = new Set(
    [...kinds].filter((k) => k !== 'null').map((k) => types.get(k) ?? 'dynamic'),
  );
  if (found.size === 2 && found.has('long') && found.has('real')) return 'real';
  const [only] = found;
  return found.size === 1 && only ? only : 'dynamic';
}

function probe(call: PluginCall): Probe {
  const given = options(call);
  const { bag, prefix, conflict, ignored } = given;
  const input = rowsOf(call);
  const taken = [...input.columns, ...input.hidden].map((c) => c.physical);
  const [pair, index] = newColumns(
    [
      { name: '$pair', type: 'dynamic', nullable: true },
      { name: '$place', type: 'long', nullable: false },
    ],
    taken,
  );
  if (!pair || !index) throw new Error('no column made');
  const pairs: UnnestRelation = {
    ...shapeOf(input),
    kind: 'unnest',
    input,
    lists: [{ list: column(bag), as: pair }],
    index,
    pairs: true,
    hidden: [...input.hidden, pair, index],
  };
  const step = (n: number): Path => ({
    kind: 'path',
    base: column(pair),
    steps: [n],
    type: 'dynamic',
    nullable: true,
  });
  const kind: Scalar = {
    kind: 'call',
    fn: kindOf,
    args: [step(1)],
    type: 'string',
    nullable: false,
  };
  const relation = aggregate(
    pairs,
    [
      { name: 'key', value: cast(step(0), 'string') },
      { name: 'kind', value: kind },
    ],
    [],
  );
  const kept = input.columns.filter((c) => c !== bag);
  return {
    relation,
    read: (rows) => {
      const kinds = new Map<string, Set<string>>();
      for (const [key, found] of rows) {
        const name = String(key);
        if (name === '' || ignored.has(name)) continue;
        kinds.set(name, (kinds.get(name) ?? new Set()).add(String(found)));
      }
      const added = [...kinds]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([key, k]): Column => ({ name: `${prefix}${key}`, type: keyType(k) }));
      const clash = added.find((a) => kept.some((c) => c.name === a.name));
      if (clash && conflict === 'error')
        throw new Refusal(
          `bag_unpack: the column ${clash.name} is there already. Give a prefix, or columnsConflict='keep_source' or 'replace_source'.`,
          call.node.span,
        );
      const free = added.filter((a) => !kept.some((c) => c.name === a.name));
      const own = free.find((a) => a.name === bag.name);
      const before = input.columns.flatMap((c) => {
        if (c === bag) return own ?? [];
        const other = conflict === 'replace_source' && added.find((a) => a.name === c.name);
        return { name: c.name, type: other ? other.type : c.type };
      });
      return [...before, ...free.filter((a) => a !== own)];
    },
  };
}

/** The property where any row has it, otherwise the column of the same name. */
function ofEither(call: PluginCall, path: Scalar, value: Scalar, own: RelationColumn): Scalar {
  const fn = aggregateFunctions.get('count')?.fn;
  const choose = rowFunctions.get('iff');
  if (fn?.kind !== 'aggregate' || choose?.kind !== 'scalar')
    throw new Error('a function is missing');
  const count = makeAggregate(fn, [], isNotNull(path), call.node, call.scope, call.lowering);
  const relation = aggregate(rowsOf(call), [], [{ name: 'count', value: count }]);
  const found: Scalar = { kind: 'subquery', relation, many: false, type: 'long', nullable: true };
  const any = operatorCall('GreaterThanExpression', [found, literal('long', 0n)]);
  return makeCall(choose, [any, value, column(own)], call.node, call.scope, call.lowering);
}

const definition: Plugin = definePlugin({
  name: 'bag_unpack',
  about: 'A column for each property of a dynamic column.',
  source: 'https://learn.microsoft.com/kusto/query/bag-unpack-plugin',
  probe,
  apply(call) {
    const { bag, prefix, conflict } = options(call);
    const input = rowsOf(call);
    const values = (call.node.columns ?? []).map(({ name, type }) => {
      const own = input.columns.find((c) => c !== bag && c.name === name);
      const key = name.startsWith(prefix) ? name.slice(prefix.length) : name;
      const path: Scalar = {
        kind: 'path',
        base: column(bag),
        steps: [key],
        type: 'dynamic',
        nullable: true,
      };
      const value = cast(path, type ?? 'dynamic');
      if (!own) return { name, value };
      if (conflict !== 'replace_source') return { name, value: column(own) };
      return { name, value: own.type === value.type ? ofEither(call, path, value, own) : value };
    });
    return project(input, values);
  },
  examples: [
    {
      query:
        'datatable(n:long, d:dynamic)[1, dynamic({"b": "x", "a": 5}), 2, dynamic({"a": 6})] | evaluate bag_unpack(d) | extend c = a + 1 | sort by n asc',
      columns: ['n:long', 'a:long', 'b:string', 'c:long'],
      rows: [
        [1, 5, 'x', 6],
        [2, 6, '', 7],
      ],
    },
    {
      query:
        'print d = dynamic({"a": 1, "z": 2}) | evaluate bag_unpack(d, ignoredProperties=dynamic(["z"])) | project-rename p_a = a',
      columns: ['p_a:long'],
      rows: [[1]],
    },
    {
      query:
        'datatable(Name:string, n:long, d:dynamic)["James", 1, dynamic({"Name": "John", "Age": 20}), "David", 2, dynamic({"Age": 40})] | evaluate bag_unpack(d, columnsConflict="replace_source") | sort by n asc',
      columns: ['Name:string', 'n:long', 'Age:long'],
      rows: [
        ['John', 1, 20],
        ['', 2, 40],
      ],
    },
    {
      query:
        'print Name = "James", d = dynamic({"Name": "John", "Age": 20}) | evaluate bag_unpack(d, columnsConflict="keep_source")',
      columns: ['Name:string', 'Age:long'],
      rows: [['James', 20]],
    },
    {
      query:
        'print n = 1, d = dynamic({"Name": "John", "Age": 20}) | evaluate bag_unpack(d) : (*, Name:string)',
      columns: ['n:long', 'Name:string'],
      rows: [[1, 'John']],
    },
    {
      query: 'print d = dynamic({"a": 1}) | evaluate bag_unpack(d) : (a:string)',
      columns: ['a:string'],
      rows: [['1']],
    },
  ],
});

export default definition;
