import { Refusal } from '../error.ts';
import { firstOfEach, joined, joinKeys, swapped } from '../lower/join.ts';
import { parametersOf } from '../lower/parameters.ts';
import { defineOperator, type Operator, type OperatorCall, rowsOf } from '../operator.ts';
import type { JoinShape, Relation, Scalar } from '../tree/nodes.ts';

interface Kind {
  shape: JoinShape;
  /** Keeps rows of the right: the sides change places. */
  right?: boolean;
  /** The left has each key once. */
  unique?: boolean;
}

const kinds: ReadonlyMap<string, Kind> = new Map<string, Kind>([
  ['innerunique', { shape: 'inner', unique: true }],
  ['inner', { shape: 'inner' }],
  ['leftouter', { shape: 'left' }],
  ['rightouter', { shape: 'right' }],
  ['fullouter', { shape: 'full' }],
  ['leftsemi', { shape: 'semi' }],
  ['rightsemi', { shape: 'semi', right: true }],
  ['leftanti', { shape: 'anti' }],
  ['anti', { shape: 'anti' }],
  ['leftantisemi', { shape: 'anti' }],
  ['rightanti', { shape: 'anti', right: true }],
  ['rightantisemi', { shape: 'anti', right: true }],
]);

function kindOf(call: OperatorCall, otherwise: string): Kind {
  const name = (parametersOf(call.node).get('kind') ?? otherwise).toLowerCase();
  const kind = kinds.get(name);
  if (!kind) throw new Refusal(`join kind=${name} is not supported.`, call.node.span);
  return kind;
}

function join(call: OperatorCall): Relation {
  const { node, lowering, environment } = call;
  const left = rowsOf(call);
  const right = lowering.relation(node.part('Expression'), environment);
  const clause = node.child('ConditionClause');
  if (clause?.kind !== 'JoinOnClause') throw new Refusal('A join needs `on`.', node.span);
  const keys = joinKeys(clause.list('Expressions'), { left, right }, environment, lowering);
  const kind = kindOf(call, 'innerunique');
  const names = node.columns?.map((c) => c.name) ?? null;
  if (kind.right)
    return joined({ shape: kind.shape, left: right, right: left, keys: keys.map(swapped), names });
  const unique = kind.unique ? firstOfEach(left, keys) : left;
  return joined({ shape: kind.shape, left: unique, right, keys, names });
}

function columnsIn(x: Scalar): readonly Scalar[] {
  return x.kind === 'cast' ? columnsIn(x.value) : [x];
}

function lookup(call: OperatorCall): Relation {
  const { node, lowering, environment } = call;
  const left = rowsOf(call);
  const right = lowering.relation(node.part('Expression'), environment);
  const clauses = node.part('LookupClause').list('Expressions');
  const keys = joinKeys(clauses, { left, right }, environment, lowering);
  const { shape } = kindOf(call, 'leftouter');
  if (shape !== 'left' && shape !== 'inner')
    throw new Refusal('lookup is leftouter or inner.', node.span);
  const without = new Set(
    keys.flatMap((k) => columnsIn(k.right).flatMap((x) => (x.kind === 'column' ? [x.column] : []))),
  );
  const names = node.columns?.map((c) => c.name) ?? null;
  return joined({ shape, left, right, keys, without, names });
}

const L =
  'let L = datatable(k:string, a:long)["x",1, "y",2, "y",3]; let R = datatable(k:string, b:long)["y",10, "z",20]; ';

const definitions: readonly Operator[] = [
  defineOperator({
    name: 'join',
    syntax: ['JoinOperator'],
    about:
      'Puts rows of two tables side by side where keys are equal; a missing key equals a missing key.',
    holds: true,
    source: 'https://learn.microsoft.com/kusto/query/join-operator',
    apply: join,
    examples: [
      {
        query: `${L}L | join kind=inner R on k | sort by a asc`,
        columns: ['k:string', 'a:long', 'k1:string', 'b:long'],
        rows: [
          ['y', 2, 'y', 10],
          ['y', 3, 'y', 10],
        ],
      },
      { query: `${L}L | join R on k | count`, rows: [[1]] },
      {
        query: `${L}L | join kind=leftouter R on $left.k == $right.k | sort by a asc | project a, b, k1`,
        rows: [
          [1, null, ''],
          [2, 10, 'y'],
          [3, 10, 'y'],
        ],
      },
      {
        query: `${L}L | join kind=rightouter R on k | project a, k1 | sort by k1 asc, a asc`,
        rows: [
          [2, 'y'],
          [3, 'y'],
          [null, 'z'],
        ],
      },
      { query: `${L}L | join kind=fullouter R on k | count`, rows: [[4]] },
      {
        query: `${L}L | join kind=leftsemi R on k | project a | sort by a asc`,
        columns: ['a:long'],
        rows: [[2], [3]],
      },
      {
        query: `${L}L | join kind=leftanti R on k`,
        columns: ['k:string', 'a:long'],
        rows: [['x', 1]],
      },
      {
        query: `${L}L | join kind=rightanti R on k`,
        columns: ['k:string', 'b:long'],
        rows: [['z', 20]],
      },
      { query: `${L}L | join kind=rightsemi R on k`, rows: [['y', 10]] },
      {
        query:
          'datatable(k:long)[long(null)] | join kind=inner (datatable(k:long, v:long)[long(null), 1]) on k | project v',
        rows: [[1]],
      },
    ],
  }),
  defineOperator({
    name: 'lookup',
    syntax: ['LookupOperator'],
    about: 'Adds the columns of a table of facts, by key.',
    holds: true,
    source: 'https://learn.microsoft.com/kusto/query/lookup-operator',
    apply: lookup,
    examples: [
      {
        query: `${L}L | lookup R on k | sort by a asc`,
        columns: ['k:string', 'a:long', 'b:long'],
        rows: [
          ['x', 1, null],
          ['y', 2, 10],
          ['y', 3, 10],
        ],
      },
      { query: `${L}L | lookup kind=inner R on k | count`, rows: [[2]] },
    ],
  }),
];

export default definitions;
