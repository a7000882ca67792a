import { type Colours, element, type Markup, visible } from '../../base/index.ts';
import { nodeSize, placeNodes } from '../graph/graph-engine.ts';
import { type Graph, kindsOf } from '../graph/graph-model.ts';
import { askGraph, graphPlan } from '../graph/graph-plan.ts';
import { readableLabels } from '../graph/node-labels.ts';
import { lookColour, looksOf, type NodeLook } from '../graph/node-shapes.ts';
import { inBothSchemes } from '../static/both-schemes.ts';
import { definePicture, type PictureDefinition } from '../static/define-picture.ts';
import { textWidth } from '../static/text-width.ts';
import { countText } from '../value-text.ts';

const [width, most, margin] = [960, 620, 40];
const longestLabel = 28;

interface Spot {
  x: number;
  y: number;
  size: number;
}

const graph: PictureDefinition = definePicture({
  view: 'graph',
  library: 'graph',
  async draw({ source, settings, ask }) {
    const { form, limit } = graphPlan(settings, source.columns);
    const found = await askGraph(form, limit, ask);
    const { nodes, edges, allNodes, allEdges } = found;
    if (nodes.length === 0) return null;
    const kinds = kindsOf(found);
    const looks = looksOf(kinds.map(([type]) => type));
    const { spots, height } = spotsOf(found);
    const svg = inBothSchemes((colours) => drawn(found, { spots, height, looks, colours }));
    const key = kinds.map(([type, count]) => {
      const look = looks.get(type);
      const icon = look ? [lookIcon(look)] : [];
      return element('li', {}, icon, `${visible(type.slice(0, 80))} (${countText(count)})`);
    });
    const of = (part: number, all: number): string =>
      part < all ? `${countText(part)} of ${countText(all)}` : countText(part);
    return {
      about: `Graph of ${countText(nodes.length)} things and ${countText(edges.length)} links between them`,
      drawn: [element('ul', { class: 'legend' }, key), svg],
      notes: [
        `${of(nodes.length, allNodes)} things and ${of(edges.length, allEdges)} links are drawn${nodes.length < allNodes ? ', those with most links' : ''}.`,
      ],
    };
  },
});

/** Where nodes stand within the picture, and how high it is. */
function spotsOf(found: Graph): { spots: Spot[]; height: number } {
  const places = placeNodes(found);
  const [xs, ys] = [places.map(({ x }) => x), places.map(({ y }) => y)];
  const [left, top] = [least(xs), least(ys)];
  const [wide, high] = [-least(xs.map((x) => -x)) - left, -least(ys.map((y) => -y)) - top];
  const scale = Math.min(
    1.2,
    (width - 2 * margin) / Math.max(1, wide),
    (most - 2 * margin) / Math.max(1, high),
  );
  const aside = (width - wide * scale) / 2;
  const spots = places.map(({ x, y }, i) => ({
    x: aside + (x - left) * scale,
    y: margin + (y - top) * scale,
    size: nodeSize(found.nodes[i]?.degree ?? 0) * Math.max(0.35, Math.min(1, scale)),
  }));
  return { spots, height: Math.ceil(high * scale + 2 * margin) };
}

const least = (numbers: readonly number[]): number =>
  numbers.reduce((a, b) => Math.min(a, b), Infinity);

interface Look {
  spots: readonly Spot[];
  height: number;
  looks: ReadonlyMap<string, NodeLook>;
  colours: Colours;
}

function drawn({ nodes, edges }: Graph, { spots, height, looks, colours }: Look): Markup {
  const place = new Map(nodes.map(({ id }, i) => [id, spots[i]]));
  const heaviest = Math.max(1, ...edges.map(({ count }) => count));
  const lines = edges.flatMap(({ from, to, count }) => {
    const [a, b] = [place.get(from), place.get(to)];
    if (!a || !b || a === b) return [];
    const weight = round(0.8 + (2.2 * Math.log1p(count)) / Math.log1p(heaviest));
    const ends = { x1: round(a.x), y1: round(a.y), x2: round(b.x), y2: round(b.y) };
    return [element('line', { ...ends, 'stroke-width': weight })];
  });
  const shapes = nodes.map(({ name, type }, i) => {
    const spot = spots[i] ?? { x: 0, y: 0, size: 0 };
    const look = looks.get(type);
    const points = look ? polygon(look, spot) : '';
    const fill = look ? lookColour(look, colours.dark) : colours.of('muted');
    const title = element('title', {}, `${type}: ${name.slice(0, 300)}`);
    return element('polygon', { points, fill, stroke: colours.of('panel') }, title);
  });
  const opacity = edges.length > 500 ? 0.22 : 0.45;
  return element(
    'svg',
    { viewBox: `0 0 ${width} ${height}` },
    element('g', { stroke: colours.of('muted'), 'stroke-opacity': opacity }, lines),
    shapes,
    labels(nodes, spots, colours),
  );
}

/** As many names as can be read, those of what has most links first. */
function labels(nodes: Graph['nodes'], spots: readonly Spot[], colours: Colours): Markup {
  const order = nodes
    .map((_, i) => i)
    .sort((a, b) => (spots[b]?.size ?? 0) - (spots[a]?.size ?? 0));
  const texts = order.map((i) => {
    const name = visible(nodes[i]?.name.slice(0, 200) ?? '');
    return name.length > longestLabel ? `${name.slice(0, longestLabel - 1)}…` : name;
  });
  const boxes = order.map((i, n) => {
    const { x, y, size } = spots[i] ?? { x: 0, y: 0, size: 0 };
    const long = textWidth(texts[n] ?? '', { size: 11, weight: 400 });
    const left = Math.max(2, Math.min(width - long - 2, x - long / 2));
    return { x: left, y: y + size / 2 + 2, width: long, height: 13 };
  });
  const kept = order.map((i) => {
    const { x, y, size } = spots[i] ?? { x: 0, y: 0, size: 0 };
    return { x: x - size * 0.4, y: y - size * 0.4, width: size * 0.8, height: size * 0.8 };
  });
  const shown = readableLabels(boxes, kept).map((n) => {
    const { x = 0, y = 0 } = boxes[n] ?? {};
    return element('text', { x: round(x), y: round(y + 10) }, texts[n] ?? '');
  });
  const font = { 'font-size': 11, 'font-family': colours.sans };
  return element('g', { fill: colours.of('text'), ...font }, shown);
}

function polygon({ corners }: NodeLook, { x, y, size }: Spot): string {
  const points = Array.from({ length: corners.length / 2 }, (_, i) => {
    const [dx = 0, dy = 0] = corners.slice(2 * i, 2 * i + 2);
    return `${round(x + (dx * size) / 2)},${round(y + (dy * size) / 2)}`;
  });
  return points.join(' ');
}

const round = (n: number): number => Math.round(n * 10) / 10;

function lookIcon(look: NodeLook): Markup {
  return inBothSchemes(({ dark }) =>
    element(
      'svg',
      { viewBox: '0 0 16 16', class: 'swatch', 'aria-hidden': 'true' },
      element('polygon', {
        points: polygon(look, { x: 8, y: 8, size: 14 }),
        fill: lookColour(look, dark),
      }),
    ),
  );
}

export default graph;
