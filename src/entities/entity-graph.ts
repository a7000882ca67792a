import type { Alert, Incident } from './alert.ts';
import type { Entity } from './define-entity.ts';
import { describeEntity, isEntity, labelOf } from './entity.ts';
import { identityOf } from './identity.ts';

/** A thing in a graph. */
export interface GraphNode {
  /** Its identity: the same for the same thing. */
  readonly id: string;
  readonly type: string;
  readonly label: string;
  readonly description: string;
  /** How often it was met. */
  readonly count: number;
  readonly entity: Entity;
}

/** That two things have to do with each other, in whichever direction. */
export interface GraphEdge {
  readonly source: string;
  readonly target: string;
  /** The field by which one names the other, or what brought them together. */
  readonly relation: string;
  /** How often that was met. */
  readonly count: number;
}

/** Things and what they have to do with each other. */
export interface EntityGraph {
  readonly nodes: readonly GraphNode[];
  readonly edges: readonly GraphEdge[];
}

const most = 2 ** 26;

/** Gathers nodes by identity and edges by their two ends: one node for each thing, one edge for each pair. */
export class GraphBuilder {
  readonly #ids = new Map<string, number>();
  readonly #names: string[] = [];
  readonly #entities: Entity[] = [];
  readonly #counts: number[] = [];
  readonly #edges = new Map<number, { relation: string; count: number }>();

  /** The number of the node of this thing. */
  node(entity: Entity, count = 1): number {
    const id = identityOf(entity);
    const known = this.#ids.get(id);
    if (known !== undefined) {
      this.#counts[known] = (this.#counts[known] ?? 0) + count;
      return known;
    }
    const number = this.#entities.length;
    if (number >= most) throw new Error(`A graph has at most ${most} nodes.`);
    this.#ids.set(id, number);
    this.#names.push(id);
    this.#entities.push(entity);
    this.#counts.push(count);
    return number;
  }

  /** That a node was met once more. */
  again(node: number): void {
    this.#counts[node] = (this.#counts[node] ?? 0) + 1;
  }

  /** Join two nodes; the first relation that is told stays. */
  edge(a: number, b: number, relation: string): void {
    if (a === b) return;
    const key = a < b ? a * most + b : b * most + a;
    const known = this.#edges.get(key);
    if (known) known.count++;
    else this.#edges.set(key, { relation, count: 1 });
  }

  /** An entity, with edges to those of `named` that its fields name. */
  withRelations(entity: Entity, named: ReadonlySet<Entity>): number {
    const node = this.node(entity);
    for (const [field, value] of [...Object.entries(entity.fields), ...entity.more])
      for (const other of Array.isArray(value) ? value : [value])
        if (isEntity(other) && named.has(other)) this.edge(node, this.node(other, 0), field);
    return node;
  }

  /** What was gathered, nodes and edges in the order in which they were met. */
  build(): EntityGraph {
    const nodes = this.#entities.map((entity, i) => ({
      id: this.#names[i] ?? '',
      type: entity.type,
      label: labelOf(entity),
      description: describeEntity(entity),
      count: this.#counts[i] ?? 0,
      entity,
    }));
    const edges = [...this.#edges].map(([key, { relation, count }]) => {
      const [a, b] = [Math.floor(key / most), key % most];
      return { source: nodes[a]?.id ?? '', target: nodes[b]?.id ?? '', relation, count };
    });
    return { nodes, edges };
  }
}

/** Put the entities of an alert or incident into a graph: those that it lists are joined to it, the rest only to what names them. */
function addEntities(graph: GraphBuilder, node: number, of: Alert | Incident): void {
  const named = new Set(of.entities);
  const outer = new Set(of.outer);
  const relation = 'alerts' in of ? 'incident' : 'alert';
  for (const entity of of.entities) {
    const other = graph.withRelations(entity, named);
    if (outer.has(entity)) graph.edge(node, other, relation);
  }
}

/** Put an alert into a graph, joined to the entities that it lists, and these to what they name; gives its node. */
export function addAlert(graph: GraphBuilder, alert: Alert): number {
  const node = graph.node(alert.entity as Entity);
  addEntities(graph, node, alert);
  return node;
}

function addIncident(graph: GraphBuilder, incident: Incident): void {
  const node = graph.node(incident.entity as Entity);
  for (const alert of incident.alerts) graph.edge(node, addAlert(graph, alert), 'incident');
  addEntities(graph, node, incident);
}

/**
 * The graph of alerts and incidents: each with its alerts and the entities that it lists, and entities with those they name.
 *
 * shape: one node for each thing by identity, one undirected edge for each pair.
 * source: msticpy.vis.entity_graph_tools.EntityGraph. Differs: nodes are told apart by identity and not by name, so that a
 * host and a session on it, or two processes without a path, are two nodes.
 */
export function entityGraph(items: Iterable<Alert | Incident>): EntityGraph {
  const graph = new GraphBuilder();
  for (const item of items)
    if ('alerts' in item) addIncident(graph, item);
    else addAlert(graph, item);
  return graph.build();
}
