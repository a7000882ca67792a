import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import { beside } from '../tree/beside.ts';
import { aggregate, filter, passed, project, withHidden } from '../tree/build.ts';
import type { Cycles, Graph, Relation, RelationColumn, Scalar } from '../tree/nodes.ts';
import { column, literal } from '../tree/scalar.ts';
import { allOf, operatorCall } from './conditions.ts';
import { type Environment, type Lowering, type OwnCall, Scope, type Tuple } from './context.ts';
import { conjuncts, noLabels, ofElement, pathCall, same, type Wanted } from './graph-calls.ts';
import {
  allTrue,
  anyTrue,
  apart,
  asArray,
  inList,
  lengthOf,
  orZero,
  sumOf,
} from './graph-lists.ts';
import { type Path, walked } from './graph-paths.ts';
import type { Pattern, PatternEdge } from './graph-pattern.ts';
import { share } from './statement.ts';
import { unionOf } from './union.ts';

/** A node or a single edge that is found: its columns among those of the matches. */
interface Element {
  readonly key: RelationColumn;
  readonly columns: ReadonlyMap<string, RelationColumn>;
}

interface Condition {
  readonly node: Syntax;
  readonly names: ReadonlySet<string>;
}

export interface Matching {
  graph: Graph;
  pattern: Pattern;
  cycles: Cycles;
  /** Whether one of the shortest paths is wanted, or all; null where all matches are. */
  shortest: 'any' | 'all' | null;
  where: Syntax | null;
  outputs: readonly Syntax[];
  environment: Environment;
  lowering: Lowering;
}

/** Finds the matches of a pattern: element by element, each joined to those found before. */
export class Matcher {
  readonly #m: Matching;
  readonly #elements = new Map<string, Element>();
  readonly #paths = new Map<string, Path>();
  readonly #wanted = new Map<string, Wanted[]>();
  readonly #repeated: ReadonlySet<string>;
  readonly #conditions: Condition[];
  #nodes: Relation;
  #degrees: { in: RelationColumn; out: RelationColumn } | null = null;
  #rows: Relation;

  constructor(matching: Matching) {
    this.#m = matching;
    this.#nodes = matching.graph.nodes;
    this.#rows = this.#nodes;
    const repeated = matching.pattern.edges.filter((e) => e.range).map((e) => e.name);
    this.#repeated = new Set(repeated);
    for (const name of repeated) this.#wanted.set(name, []);
    const all = matching.where ? conjuncts(matching.where) : [];
    this.#conditions = all.map((node) => ({ node, names: this.#namesIn(node) }));
    for (const node of [...all, ...matching.outputs]) this.#findWanted(node);
  }

  #namesIn(node: Syntax): Set<string> {
    const { nodes, edges } = this.#m.pattern;
    const known = new Set([...nodes, ...edges.map((e) => e.name)]);
    const found = [node, ...node.descendants()].flatMap((n) =>
      n.kind === 'NameReference' && n.symbolKind === 'VariableSymbol' && known.has(n.name)
        ? [n.name]
        : [],
    );
    return new Set(found);
  }

  /** The repeated edge that `any(e, …)`, `map(inner_nodes(e), …)` and the like are about. */
  #findWanted(root: Syntax): void {
    for (const node of [root, ...root.descendants()]) {
      const call = pathCall(node, this.#repeated);
      if (call) this.#wanted.get(call.edge)?.push(call.wanted);
    }
  }

  /** The expressions of the query over what was found. */
  scope(): Scope {
    const tuples = new Map<string, Tuple>();
    for (const [name, element] of this.#elements)
      tuples.set(name, (c) => {
        const found = element.columns.get(c);
        return found && column(found);
      });
    return new Scope({
      relation: this.#rows,
      environment: this.#m.environment,
      tuples,
      calls: this.#calls(),
    });
  }

  #calls(): Map<string, OwnCall> {
    const list: OwnCall = (node) => {
      const call = pathCall(node, this.#repeated);
      const path = call && this.#paths.get(call.edge);
      const found = path && [...path.lists].find(([w]) => same(w, call.wanted))?.[1];
      if (!call || !found)
        throw new Refusal(
          `${node.part('Name').name} needs a repeated edge such as (a)-[e*1..3]->(b).`,
          node.span,
        );
      if (call.wanted.use === 'map') return asArray(column(found));
      return call.wanted.use === 'any' ? anyTrue(column(found)) : allTrue(column(found));
    };
    const find = (name: string, key: string): RelationColumn | undefined =>
      this.#elements.get(name)?.columns.get(key);
    return new Map<string, OwnCall>([
      ['node_id', ofElement(find, '$key')],
      ['labels', noLabels],
      ['map', list],
      ['any', list],
      ['all', list],
      ['node_degree_in', ofElement(find, '$in')],
      ['node_degree_out', ofElement(find, '$out')],
    ]);
  }

  /** Nodes with the number of edges that end and begin there. */
  #withDegrees(countOf: (rows: Relation) => Scalar): void {
    const { graph } = this.#m;
    const counted = (of: RelationColumn): Relation =>
      aggregate(
        graph.edges,
        [{ name: 'id', value: column(of) }],
        [{ name: 'n', value: countOf(graph.edges) }],
      );
    let nodes = graph.nodes;
    const made: RelationColumn[] = [];
    for (const of of [graph.to, graph.from]) {
      const counts = counted(of);
      const [id, n] = counts.columns;
      if (!id || !n) throw new Error('no column made');
      const joined = beside('left', nodes, counts, [{ of: graph.id, as: id }], [n]);
      const [raw] = joined.added;
      if (!raw) throw new Error('no column made');
      const filled = withHidden(joined.relation, [{ name: '$degree', value: orZero(column(raw)) }]);
      nodes = filled.relation;
      made.push(...filled.added);
    }
    const [ins, outs] = made;
    if (!ins || !outs) throw new Error('no column made');
    this.#nodes = share('degrees', nodes, { materialized: true });
    this.#degrees = { in: ins, out: outs };
  }

  /** All matches, as rows. */
  match(countOf: (rows: Relation) => Scalar): Relation {
    const { pattern, outputs, where } = this.#m;
    const texts = [...outputs, ...(where ? [where] : [])].map((n) => n.text).join(' ');
    if (texts.includes('node_degree_')) this.#withDegrees(countOf);
    const own = (name: string): boolean =>
      this.#conditions.some((c) => c.names.size === 1 && c.names.has(name));
    const first = pattern.nodes.find(own) ?? pattern.nodes[0];
    if (first === undefined) throw new Error('a pattern without nodes');
    this.#begin(first);
    const left = [...pattern.edges];
    while (left.length > 0) {
      const at = left.findIndex((e) => this.#elements.has(e.left) || this.#elements.has(e.right));
      const [edge] = at < 0 ? [] : left.splice(at, 1);
      if (!edge)
        throw new Refusal('All parts of a pattern must hang together.', left[0]?.node.span);
      this.#follow(edge);
      this.#settle();
    }
    return this.#rows;
  }

  #nodeColumns(): [string, RelationColumn][] {
    const { graph } = this.#m;
    const shown = graph.nodes.columns.map((c): [string, RelationColumn] => [c.name, c]);
    const degrees: [string, RelationColumn][] = this.#degrees
      ? [
          ['$in', this.#degrees.in],
          ['$out', this.#degrees.out],
        ]
      : [];
    return [...shown, ['$key', graph.id], ...degrees];
  }

  #begin(name: string): void {
    const columns = this.#nodeColumns();
    const { id } = this.#m.graph;
    const values = [...columns, ['$id', id] as const].map(([n, c]) => ({
      name: n,
      value: column(c),
    }));
    const rows = project(this.#nodes, values, { keepOrder: false });
    this.#rows = { ...rows, columns: [], hidden: [...rows.columns, ...rows.hidden] };
    this.#bind(name, columns, rows.columns);
    this.#settle();
  }

  #bind(
    name: string,
    columns: readonly [string, RelationColumn][],
    made: readonly RelationColumn[],
  ): void {
    const key = made.at(-1);
    if (!key) throw new Error('no column made');
    const named = columns.flatMap(([n], i): [string, RelationColumn][] => {
      const c = made[i];
      return c ? [[n, c]] : [];
    });
    this.#elements.set(name, { key, columns: new Map(named) });
  }

  /** Apply the conditions whose elements are all found by now. */
  #settle(): void {
    const ready = (c: Condition): boolean =>
      [...c.names].every((n) => this.#elements.has(n) || this.#paths.has(n));
    for (
      let at = this.#conditions.findIndex(ready);
      at >= 0;
      at = this.#conditions.findIndex(ready)
    ) {
      const [condition] = this.#conditions.splice(at, 1);
      if (!condition) break;
      const scope = this.scope();
      const holds = this.#m.lowering.scalar(condition.node, scope);
      this.#rows = filter(scope.relation ?? this.#rows, holds);
    }
  }

  /** Edges as they are walked from one side to the other. */
  #walkable(edge: PatternEdge, backwards: boolean): Graph {
    const { graph } = this.#m;
    const forwards = (edge.direction === 'right') !== backwards;
    if (edge.direction !== 'any')
      return forwards ? graph : { ...graph, from: graph.to, to: graph.from };
    const way = (from: RelationColumn, to: RelationColumn, rows: Relation): Relation => {
      const own = [graph.edge, from, to].map((c, n) => ({ name: `$${n}`, value: column(c) }));
      return project(rows, [...passed(rows), ...own], { keepOrder: false });
    };
    const loops = operatorCall('NotEqualExpression', [column(graph.from), column(graph.to)]);
    const there = way(graph.from, graph.to, graph.edges);
    const back = way(graph.to, graph.from, filter(graph.edges, loops));
    const both = unionOf([there, back], {});
    const [number, from, to] = both.columns.slice(-3);
    if (!number || !from || !to) throw new Error('no column made');
    const shown = {
      ...both,
      columns: both.columns.slice(0, -3),
      hidden: both.columns.slice(-3),
    };
    const edges = share('ways', shown, { materialized: true });
    return { ...graph, edges, edge: number, from, to };
  }

  #follow(edge: PatternEdge): void {
    const backwards = !this.#elements.has(edge.left);
    const [near, far] = backwards ? [edge.right, edge.left] : [edge.left, edge.right];
    const start = this.#elements.get(near);
    if (!start) throw new Error('an edge without node');
    const ways = this.#walkable(edge, backwards);
    const end = edge.range
      ? this.#walk(edge, { ways, start, backwards })
      : this.#step(edge, ways, start);
    this.#arrive(far, end);
  }

  #step(edge: PatternEdge, ways: Graph, start: Element): RelationColumn {
    const columns = ways.edges.columns.map((c): [string, RelationColumn] => [c.name, c]);
    const { relation, added } = beside(
      'inner',
      this.#rows,
      ways.edges,
      [{ of: start.key, as: ways.from }],
      [...ways.edges.columns, ways.to, ways.edge],
    );
    const end = added.at(-2);
    if (!end) throw new Error('no column made');
    this.#rows = relation;
    this.#bind(edge.name, columns, [...added.slice(0, columns.length), ...added.slice(-1)]);
    this.#apart(edge.name);
    return end;
  }

  /** The far node of an edge: one that was found before, or a new one. */
  #arrive(name: string, end: RelationColumn): void {
    const known = this.#elements.get(name);
    if (known) {
      this.#rows = filter(
        this.#rows,
        operatorCall('EqualExpression', [column(end), column(known.key)]),
      );
      return;
    }
    const columns = this.#nodeColumns();
    const { id } = this.#m.graph;
    const { relation, added } = beside(
      'inner',
      this.#rows,
      this.#nodes,
      [{ of: end, as: id }],
      [...columns.map(([, c]) => c), id],
    );
    this.#rows = relation;
    this.#bind(name, columns, added);
    if (this.#m.cycles === 'none') this.#newNode(name);
  }

  /** No node twice. */
  #newNode(name: string): void {
    const own = this.#elements.get(name);
    if (!own) return;
    const others = this.#m.pattern.nodes.flatMap((n) =>
      n === name ? [] : (this.#elements.get(n) ?? []),
    );
    const tests = [
      ...others.map((o) => operatorCall('NotEqualExpression', [column(own.key), column(o.key)])),
      ...[...this.#paths.values()].map((p) => inList(column(own.key), column(p.between), false)),
    ];
    if (tests.length > 0) this.#rows = filter(this.#rows, allOf(tests));
  }

  /** No edge twice, of single ones and those of paths. */
  #apart(name: string): void {
    if (this.#m.cycles === 'all') return;
    const own = this.#elements.get(name);
    const path = this.#paths.get(name);
    const tests = this.#m.pattern.edges.flatMap((e): Scalar[] => {
      if (e.name === name) return [];
      const [single, many] = [this.#elements.get(e.name), this.#paths.get(e.name)];
      if (own && single)
        return [operatorCall('NotEqualExpression', [column(own.key), column(single.key)])];
      if (own && many) return [inList(column(own.key), column(many.walked), false)];
      if (path && single) return [inList(column(single.key), column(path.walked), false)];
      return path && many ? [apart(column(path.walked), column(many.walked))] : [];
    });
    if (tests.length > 0) this.#rows = filter(this.#rows, allOf(tests));
  }

  /** Conditions on the columns of a repeated edge by themselves hold of each of its edges. */
  #onEach(name: string): Syntax[] {
    const own = (c: Condition): boolean =>
      c.names.size === 1 &&
      c.names.has(name) &&
      ![c.node, ...c.node.descendants()].some((n) => pathCall(n, this.#repeated));
    const found = this.#conditions.filter(own);
    for (const c of found) this.#conditions.splice(this.#conditions.indexOf(c), 1);
    return found.map((c) => c.node);
  }

  #walk(
    edge: PatternEdge,
    { ways, start, backwards }: { ways: Graph; start: Element; backwards: boolean },
  ): RelationColumn {
    const { graph, cycles, shortest, environment, lowering } = this.#m;
    this.#rows = share('found', this.#rows, { materialized: true });
    const { rows, path, end } = walked({
      edge,
      ways,
      nodes: { rows: this.#nodes, id: graph.id, columns: this.#nodeColumns() },
      wanted: this.#wanted.get(edge.name) ?? [],
      conditions: this.#onEach(edge.name),
      found: this.#rows,
      start: start.key,
      backwards,
      cycles,
      shortest: shortest === 'any' && !this.#conditions.some((c) => c.names.has(edge.name)),
      environment,
      lowering,
    });
    this.#rows = rows;
    this.#paths.set(edge.name, path);
    this.#apart(edge.name);
    return end;
  }

  /** The ends of the pattern, and how many edges lie between them. */
  ends(): { start: RelationColumn; end: RelationColumn; length: Scalar } {
    const { nodes, edges } = this.#m.pattern;
    const [start, end] = [nodes[0], nodes.at(-1)].map((n) => this.#elements.get(n ?? '')?.key);
    if (!start || !end) throw new Error('a pattern without ends');
    const single = BigInt(edges.filter((e) => !e.range).length);
    const lengths = [...this.#paths.values()].map((p) => lengthOf(column(p.walked)));
    return { start, end, length: sumOf([literal('long', single), ...lengths]) };
  }
}
