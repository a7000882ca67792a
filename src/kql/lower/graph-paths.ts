import type { Syntax } from '../parse/syntax.ts';
import { beside } from '../tree/beside.ts';
import { filter, newColumns, withHidden } from '../tree/build.ts';
import type {
  Collected,
  Cycles,
  Graph,
  PathsRelation,
  Relation,
  RelationColumn,
} from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';
import { type Environment, type Lowering, type OwnCall, Scope, type Tuple } from './context.ts';
import { degreeOf, idOf, noLabels, type Wanted } from './graph-calls.ts';
import { reversedList } from './graph-lists.ts';
import type { PatternEdge } from './graph-pattern.ts';

/** A repeated edge that is found: what the query wants of the edges of its paths, as lists. */
export interface Path {
  readonly walked: RelationColumn;
  readonly between: RelationColumn;
  readonly lists: ReadonlyMap<Wanted, RelationColumn>;
}

/** What a walk along a repeated edge needs. */
export interface Walk {
  edge: PatternEdge;
  /** Edges in the direction in which they are walked. */
  ways: Graph;
  /** Nodes, with the names and columns that the query may ask for. */
  nodes: { rows: Relation; id: RelationColumn; columns: readonly [string, RelationColumn][] };
  wanted: readonly Wanted[];
  /** What must hold of each edge by itself. */
  conditions: readonly Syntax[];
  /** The matches so far, and the node that the paths leave. */
  found: Relation;
  start: RelationColumn;
  backwards: boolean;
  cycles: Cycles;
  shortest: boolean;
  environment: Environment;
  lowering: Lowering;
}

interface Seen {
  edges: Relation;
  columns: { of: RelationColumn; inner: boolean }[];
}

/** The edges that may be walked, by the conditions on each. */
function allowed({ edge, ways, conditions, environment, lowering }: Walk): Relation {
  const tuple: Tuple = (name) => {
    const found = ways.edges.columns.find((c) => c.name === name);
    return found && column(found);
  };
  const tuples = new Map([[edge.name, tuple]]);
  return conditions.reduce((relation: Relation, node) => {
    const scope = new Scope({ relation, environment, tuples });
    const holds = lowering.scalar(node, scope);
    return filter(scope.relation ?? relation, holds);
  }, ways.edges);
}

/** The edges with what the query wants of each, and of the node that it leaves. */
function seen(walk: Walk): Seen {
  const { ways, nodes, wanted, environment, lowering } = walk;
  const edges = allowed(walk);
  const columns = nodes.columns.map(([, c]) => c);
  const joined = wanted.some((w) => w.inner)
    ? beside('inner', edges, nodes.rows, [{ of: ways.from, as: nodes.id }], columns)
    : { relation: edges, added: [] };
  const onNode = (name: string): RelationColumn | undefined =>
    joined.added[nodes.columns.findIndex(([n]) => n === name)];
  const calls = new Map<string, OwnCall>([
    ['node_degree_in', degreeOf(onNode('$in'))],
    ['node_degree_out', degreeOf(onNode('$out'))],
    ['node_id', idOf(onNode('$key'))],
    ['labels', noLabels],
  ]);
  let relation: Relation = joined.relation;
  const made = wanted.map(({ node, inner, use }) => {
    const visible = inner ? joined.added : ways.edges.columns;
    const hidden = [...relation.columns, ...relation.hidden].filter((c) => !visible.includes(c));
    const scope = new Scope({
      relation: { ...relation, columns: visible, hidden },
      environment,
      calls,
    });
    const value = lowering.scalar(node, scope);
    const of = scope.hoist(cast(value, use === 'map' ? 'dynamic' : 'bool')).column;
    relation = scope.relation ?? relation;
    return { of, inner };
  });
  return { edges: relation, columns: made };
}

/** The matches with the paths along a repeated edge, and the column of the node that they reach. */
export function walked(walk: Walk): { rows: Relation; path: Path; end: RelationColumn } {
  const { ways, found, start, wanted, edge } = walk;
  const { edges, columns } = seen(walk);
  const list = (name: string) => ({ name, type: 'dynamic', nullable: true }) as const;
  const key = { type: ways.from.type, nullable: true } as const;
  const made = newColumns([
    { name: '$start', ...key },
    { name: '$end', ...key },
    list('$walked'),
    list('$between'),
    ...wanted.map((_, i) => list(`$list${i}`)),
  ]);
  const [from, to, numbers, between, ...lists] = made;
  if (!from || !to || !numbers || !between) throw new Error('no column made');
  const collected = columns.flatMap(({ of, inner }, i): Collected[] => {
    const as = lists[i];
    return as ? [{ of, as, inner }] : [];
  });
  const paths: PathsRelation = {
    kind: 'paths',
    seeds: found,
    seed: start,
    edges,
    from: ways.from,
    to: ways.to,
    edge: ways.edge,
    least: edge.range?.least ?? 1,
    most: edge.range?.most ?? 1,
    cycles: walk.cycles,
    shortest: walk.shortest,
    collected,
    start: from,
    end: to,
    walked: numbers,
    between,
    columns: made,
    hidden: [],
    order: [],
    sorted: false,
  };
  const keys = [{ of: start, as: from }];
  const { relation, added } = beside('inner', found, paths, keys, made.slice(1));
  const [end, edgeList, nodeList, ...values] = added;
  if (!end || !edgeList || !nodeList) throw new Error('no column made');
  const turned = inOrder(relation, values, walk.backwards);
  const named = wanted.flatMap((w, i): [Wanted, RelationColumn][] => {
    const c = turned.lists[i];
    return c ? [[w, c]] : [];
  });
  const path = { walked: edgeList, between: nodeList, lists: new Map(named) };
  return { rows: turned.rows, path, end };
}

/** Lists in the order of the pattern, where paths were walked from their end. */
function inOrder(
  rows: Relation,
  lists: readonly RelationColumn[],
  backwards: boolean,
): { rows: Relation; lists: readonly RelationColumn[] } {
  if (!backwards || lists.length === 0) return { rows, lists };
  const values = lists.map((c) => ({ name: '$list', value: reversedList(column(c)) }));
  const { relation, added } = withHidden(rows, values);
  return { rows: relation, lists: added };
}
