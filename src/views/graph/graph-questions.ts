import { bracketedName, type Column } from '../../base/index.ts';
import { textLiteral } from '../kql-spelling.ts';
import type { ViewAnswer } from '../view-source.ts';
import type { Graph, GraphEdge, GraphNode } from './graph-model.ts';

/** More edges than these are not drawn. */
export const mostEdges = 20_000;
/** As much of an identity as tells nodes apart. */
const idLength = 1000;
const needed = [
  'part',
  'id',
  'entity_type',
  'entity_name',
  'from_id',
  'to_id',
  'relation',
  'count',
];

/** Where a graph is found in rows: rows of `entity_graph`, or two columns whose values stood together. */
export type GraphForm =
  | { readonly kind: 'parts'; readonly columns: readonly Column[] }
  | { readonly kind: 'pairs'; readonly from: Column; readonly to: Column };

/** Whether these are rows of `entity_graph`. */
export function isEntityGraph(columns: readonly Column[]): boolean {
  const names = new Set(columns.map((c) => c.name));
  return needed.every((name) => names.has(name));
}

const cut = (text: string, length: number): string => `substring(${text}, 0, ${length})`;
const textOf = ({ name }: Column): string => cut(`tostring(${bracketedName(name)})`, idLength);

/** The rows as pairs of ends, `a` and `b`. */
function ends(form: GraphForm): string {
  if (form.kind === 'parts')
    return `| where part == 'edge' | project a = ${cut('from_id', idLength)}, b = ${cut('to_id', idLength)}, relation = ${cut('relation', 200)}, links = ['count']`;
  return `| extend a = ${textOf(form.from)}, b = ${textOf(form.to)} | where isnotempty(a) and isnotempty(b) | summarize links = count() by a, b | extend relation = ''`;
}

const degrees = `mv-expand with_itemindex = side node = pack_array(a, b) to typeof(string) | summarize degree = count(), starts = countif(side == 0), ends = countif(side == 1) by node`;

/** All nodes with what is told of them, those with most edges first: of a limit, the ones to draw. */
export function nodesQuestion(form: GraphForm): string {
  const order = '| sort by degree desc, node asc';
  if (form.kind === 'pairs') return `${ends(form)} | ${degrees} ${order}`;
  const about = form.columns.some((c) => c.name === 'entity_description')
    ? `take_anyif(${cut('entity_description', 500)}, part == 'node')`
    : "''";
  return `| mv-expand node = iff(part == 'edge', pack_array(from_id, to_id), pack_array(id)) to typeof(string) | where isnotempty(node) | summarize degree = countif(part == 'edge'), type = take_anyif(entity_type, part == 'node'), name = take_anyif(${cut('entity_name', 300)}, part == 'node'), about = ${about} by node = ${cut('node', idLength)} ${order}`;
}

/** The edges between the nodes that are drawn, the weightiest first. */
export function edgesQuestion(
  form: GraphForm,
  { nodes, all }: { nodes: number; all: boolean },
): string {
  const order = '| sort by links desc, a asc, b asc';
  if (all) return `${ends(form)} ${order}`;
  const drawn = `(g ${ends(form)} | ${degrees} | sort by degree desc, node asc | take ${nodes} | project node)`;
  return `| as g ${ends(form)} | join kind=leftsemi ${drawn} on $left.a == $right.node | join kind=leftsemi ${drawn} on $left.b == $right.node ${order}`;
}

/** The graph that the answers to both questions tell of. */
export function graphOf(form: GraphForm, nodes: ViewAnswer, edges: ViewAnswer): Graph {
  const read = ({
    columns,
    rows,
  }: ViewAnswer): ((name: string, row: readonly unknown[]) => string)[] => {
    const at = new Map(columns.map((c, i) => [c.name, i]));
    return rows.length === 0 ? [] : [(name, row) => String(row[at.get(name) ?? -1] ?? '')];
  };
  const [node] = read(nodes);
  const [edge] = read(edges);
  const found = node ? nodes.rows.map((row) => nodeOf(form, (name) => node(name, row))) : [];
  const known = new Set(found.map((n) => n.id));
  const between = edge
    ? edges.rows.map(
        (row): GraphEdge => ({
          from: edge('a', row),
          to: edge('b', row),
          relation: edge('relation', row),
          count: Number(edge('links', row)),
        }),
      )
    : [];
  return {
    nodes: found,
    edges: between.filter((e) => known.has(e.from) && known.has(e.to)),
    allNodes: nodes.total,
    allEdges: edges.total,
  };
}

function nodeOf(form: GraphForm, value: (name: string) => string): GraphNode {
  const id = value('node');
  const degree = Number(value('degree'));
  if (form.kind === 'parts') {
    const [type, name, about] = [value('type'), value('name'), value('about')];
    return { id, degree, type: type || 'Unknown', name: name || id, about };
  }
  const [starts, stops] = [Number(value('starts')) > 0, Number(value('ends')) > 0];
  const both = [...(starts ? [form.from.name] : []), ...(stops ? [form.to.name] : [])];
  return { id, degree, type: both.join(' and '), name: id, about: '' };
}

/** The step that keeps the rows which tell of a node. */
export function nodeStep(form: GraphForm, id: string): string {
  const columns =
    form.kind === 'parts' ? ['id', 'from_id', 'to_id'] : [form.from.name, form.to.name];
  const same = (name: string): string =>
    id.length < idLength
      ? `tostring(${bracketedName(name)}) == ${textLiteral(id)}`
      : `tostring(${bracketedName(name)}) startswith ${textLiteral(id)}`;
  return `| where ${[...new Set(columns)].map(same).join(' or ')}`;
}

/** The column that the name of a node stands in. */
export function columnOf(form: GraphForm, { type }: GraphNode): Column {
  if (form.kind === 'parts') return { name: 'entity_name', type: 'string' };
  return type === form.to.name ? form.to : form.from;
}
