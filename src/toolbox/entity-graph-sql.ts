import { quoteText, type ValueComputation } from '../base/index.ts';
import {
  addAlert,
  type Entity,
  entitiesOfRow,
  entityNamed,
  GraphBuilder,
  guessEntity,
  kindOf,
  makeEntity,
  readAlert,
} from '../entities/index.ts';
import type { SpelledRows } from '../kql/index.ts';
import { refused } from './refused.ts';

/** Of a row with more things than this only the first are joined. */
const widest = 16;
/** The nodes of values that come again and again are kept, up to this many. */
const remembered = 50_000;
const mark = '\u001f';

/** A node (`b` is empty) or an edge of one row: its ends in the order of texts, what is told of it, how often it stood. */
interface Part {
  readonly a: string;
  readonly b: string;
  readonly told: string;
  readonly c: number;
}

function nodePart(node: ReturnType<GraphBuilder['build']>['nodes'][number]): Part {
  const told = [node.type, node.label, node.description].map((text) => text.replaceAll(mark, ' '));
  return { a: node.id, b: '', told: told.join(mark), c: node.count };
}

/** An edge says which of its ends was told first. */
function edgePart(a: string, b: string, relation: string, c = 1): Part {
  return a < b ? { a, b, told: `>${relation}`, c } : { a: b, b: a, told: `<${relation}`, c };
}

function partsOf(graph: GraphBuilder): Part[] {
  const { nodes, edges } = graph.build();
  return [
    ...nodes.map(nodePart),
    ...edges.map((e) => edgePart(e.source, e.target, e.relation, e.count)),
  ];
}

const known = new Map<string, Part>();

/** The node of a value of a kind; where none is said, the value tells it. */
function valuePart(value: string, type: string): Part {
  const key = `${type}${mark}${value}`;
  const found = known.get(key);
  if (found) return found;
  const entity: Entity =
    (type === '' ? guessEntity(value) : entityNamed(kindOf(type).name, value)) ??
    makeEntity(kindOf('unknown'), { Name: value });
  const graph = new GraphBuilder();
  graph.node(entity);
  const [part] = partsOf(graph);
  if (!part) throw new Error('a graph without its node');
  if (known.size >= remembered) known.clear();
  known.set(key, part);
  return part;
}

function ofPair(source: string, target: string, [from, to]: readonly [string, string]): Part[] {
  const ends = [
    ...(source === '' ? [] : [valuePart(source, from)]),
    ...(target === '' ? [] : [valuePart(target, to)]),
  ];
  const [a, b] = ends;
  return a && b && a.a !== b.a ? [...ends, edgePart(a.a, b.a, 'pair')] : ends;
}

function bagOf(row: string): [string, unknown][] {
  try {
    const bag: unknown = JSON.parse(row);
    return typeof bag === 'object' && bag !== null && !Array.isArray(bag)
      ? Object.entries(bag)
      : [];
  } catch {
    return [];
  }
}

function ofRow(row: string): Part[] {
  const graph = new GraphBuilder();
  const nodes = entitiesOfRow(bagOf(row))
    .slice(0, widest)
    .map((entity) => graph.node(entity));
  nodes.forEach((a, i) => {
    for (const b of nodes.slice(i + 1)) graph.edge(a, b, 'row');
  });
  return partsOf(graph);
}

function ofAlert(given: { entities: string; id: string; name: string; row: string }): Part[] {
  const { entities, id, name, row } = given;
  if (entities === '' && id === '' && name === '') return [];
  const graph = new GraphBuilder();
  const alert = { SystemAlertId: id || row, DisplayName: name, Entities: entities };
  addAlert(graph, readAlert(alert));
  return partsOf(graph);
}

/** What one row of the table adds to the graph, as JSON. */
export const entityGraphStep: ValueComputation = {
  kind: 'value',
  name: 'kt_entity_graph',
  parameters: new Array<'VARCHAR'>(10).fill('VARCHAR'),
  rest: null,
  result: 'VARCHAR',
  compute(args) {
    const [by, from, to, row, entities, id, name, source, target, bag] = args.map(String) as [
      string,
      ...string[],
    ];
    if (by === 'pairs')
      return JSON.stringify(ofPair(source ?? '', target ?? '', [from ?? '', to ?? '']));
    if (by === 'rows') return JSON.stringify(ofRow(bag ?? ''));
    if (by === 'alerts')
      return JSON.stringify(
        ofAlert({ entities: entities ?? '', id: id ?? '', name: name ?? '', row: row ?? '' }),
      );
    throw refused(
      { name: 'entity_graph' },
      'Nothing to draw, since no row has a value for any input: name the column of entities, or source and target, or say row = pack_all().',
    );
  },
};

const structure = '[{"a":"VARCHAR","b":"VARCHAR","told":"VARCHAR","c":"BIGINT"}]';

/** The SQL of `entity_graph`: what each row adds, and of all that each node and each edge once, as it was told first. */
export function entityGraphSql(
  from: string,
  { source_type, target_type }: { source_type: string; target_type: string },
  { again }: SpelledRows,
): string {
  const inputs = [0, 1, 2, 3, 4, 5].map((i) => `coalesce(i${i}, '')`);
  const said = inputs.map((input, i) => `${input} AS i${i}`);
  const types = [source_type, target_type].map(quoteText);
  const part = (n: number): string =>
    `CASE WHEN b = '' THEN split_part(told, '${mark}', ${n}) ELSE '' END`;
  const end = (first: string, second: string): string =>
    `CASE WHEN b = '' THEN '' WHEN told[1] = '>' THEN ${first} ELSE ${second} END`;
  return `WITH told AS ${again ? 'NOT ' : ''}MATERIALIZED (SELECT k_row, ${said.join(', ')} FROM ${from}),
  kind AS (
    SELECT CASE WHEN bool_or(i3 <> '' OR i4 <> '') THEN 'pairs' WHEN bool_or(i5 <> '') THEN 'rows'
      WHEN bool_or(i0 <> '' OR i1 <> '') THEN 'alerts' ELSE '' END AS word FROM told),
  added AS (
    SELECT k_row, from_json(kt_entity_graph((SELECT word FROM kind), ${types.join(', ')}, CAST(k_row AS VARCHAR), i0, i1, i2, i3, i4, i5), '${structure}') AS parts
    FROM told),
  single AS (
    SELECT k_row, unnest(parts) AS part, k_row * 65536 + generate_subscripts(parts, 1) AS place FROM added),
  gathered AS (
    SELECT part.a AS a, part.b AS b, arg_min(part.told, place) AS told, sum(part.c)::BIGINT AS c, min(place) AS place, min(k_row) AS k_row
    FROM single GROUP BY part.a, part.b)
  SELECT CASE WHEN b = '' THEN 'node' ELSE 'edge' END AS o0, CASE WHEN b = '' THEN a ELSE '' END AS o1,
    ${part(1)} AS o2, ${part(2)} AS o3, ${part(3)} AS o4, ${end('a', 'b')} AS o5, ${end('b', 'a')} AS o6,
    CASE WHEN b = '' THEN '' ELSE told[2:] END AS o7, c AS o8, k_row
  FROM gathered ORDER BY b <> '', place`;
}
