import cytoscape, {
  type Core,
  type ElementDefinition,
  type NodeSingular,
  type StylesheetJson,
} from 'cytoscape';
import fcose from 'cytoscape-fcose';
import type { Colours } from '../../base/index.ts';
import type { Graph } from './graph-model.ts';
import { readableLabels } from './node-labels.ts';
import { lookColour, type NodeLook } from './node-shapes.ts';
import { spread } from './spread.ts';

cytoscape.use(fcose);

export type { Core };

/** More nodes than these are laid out by a draft and then spread: the better way takes seconds. */
const carefulNodes = 400;

/** How wide a node is, in pixels, by how many edges it has. */
export function nodeSize(degree: number): number {
  return Math.min(44, 14 + 3.2 * Math.sqrt(degree));
}

/** Nodes and edges are called by their numbers: what logs name them is no identity in the page. */
function elementsOf({ nodes, edges }: Graph, kinds: readonly string[]): ElementDefinition[] {
  const number = new Map(nodes.map(({ id }, i) => [id, `n${i}`]));
  const most = Math.max(1, ...edges.map((e) => e.count));
  return [
    ...nodes.map(({ name, type, degree }, i) => ({
      data: {
        id: `n${i}`,
        label: name.length > 28 ? `${name.slice(0, 27)}…` : name,
        size: nodeSize(degree),
      },
      classes: `kind${kinds.indexOf(type)}`,
    })),
    ...edges.map(({ from, to, relation, count }, i) => ({
      data: {
        id: `e${i}`,
        source: number.get(from) ?? '',
        target: number.get(to) ?? '',
        label: relation,
        width: 0.8 + (2.2 * Math.log1p(count)) / Math.log1p(most),
      },
    })),
  ];
}

/** What nodes and edges look like. */
export function graphStyle(
  looks: ReadonlyMap<string, NodeLook>,
  { colours, many }: { colours: Colours; many: boolean },
): StylesheetJson {
  const kinds = [...looks.values()].map((look, i) => ({
    selector: `.kind${i}`,
    style: {
      shape: 'polygon' as const,
      'shape-polygon-points': look.corners.join(' '),
      'background-color': lookColour(look, colours.dark),
    },
  }));
  return [
    {
      selector: 'node',
      style: {
        width: 'data(size)',
        height: 'data(size)',
        color: colours.of('text'),
        'font-family': colours.sans,
        'text-valign': 'bottom',
        'text-margin-y': 3,
        'text-outline-color': colours.of('panel'),
        'text-outline-width': 2,
        'border-width': 1,
        'border-color': colours.of('panel'),
      },
    },
    {
      selector: 'edge',
      style: {
        width: 'data(width)',
        'line-color': colours.of('muted'),
        'line-opacity': many ? 0.22 : 0.45,
        'curve-style': 'haystack',
        'font-size': 9,
        color: colours.of('muted'),
        'text-outline-color': colours.of('panel'),
        'text-outline-width': 2,
        'min-zoomed-font-size': 8,
      },
    },
    ...kinds,
    { selector: '.named', style: { label: 'data(label)' } },
    { selector: '.aside', style: { opacity: 0.16 } },
    {
      selector: 'edge.beside',
      style: { 'line-color': colours.of('accent'), 'line-opacity': 0.9, label: 'data(label)' },
    },
    {
      selector: 'node.chosen',
      style: { 'border-width': 4, 'border-color': colours.of('focus'), 'z-index': 10 },
    },
    { selector: '.gone', style: { display: 'none' } },
  ];
}

/** A graph in an element; `spots` are where its nodes stood before, or null. */
export function drawGraph(
  container: HTMLElement,
  parts: {
    graph: Graph;
    kinds: readonly string[];
    style: StylesheetJson;
    spots: ReadonlyMap<string, cytoscape.Position> | null;
  },
): Core {
  // The library writes a style sheet into the page unless it finds this; the page's policy would refuse it.
  const known = '__________cytoscape_stylesheet';
  if (!document.getElementById(known)) {
    const mark = document.createElement('template');
    mark.id = known;
    document.head.append(mark);
  }
  const { graph, kinds, style, spots } = parts;
  const cy = cytoscape({
    container,
    elements: elementsOf(graph, kinds),
    style,
    minZoom: 0.05,
    maxZoom: 4,
    boxSelectionEnabled: false,
    textureOnViewport: graph.nodes.length > 2000,
    hideEdgesOnViewport: graph.edges.length > 4000,
  });
  if (spots) cy.nodes().positions((node) => spots.get(node.id()) ?? { x: 0, y: 0 });
  else layOut(cy);
  cy.fit(undefined, 24);
  let waiting = 0;
  cy.on('viewport resize', () => {
    cancelAnimationFrame(waiting);
    waiting = requestAnimationFrame(() => nameNodes(cy));
  });
  cy.on('destroy', () => cancelAnimationFrame(waiting));
  nameNodes(cy);
  return cy;
}

/** Where the nodes of a graph stand, in its order, without anything to draw them on. */
export function placeNodes(graph: Graph): cytoscape.Position[] {
  const size = { width: 'data(size)', height: 'data(size)' };
  const cy = cytoscape({
    headless: true,
    styleEnabled: true,
    elements: elementsOf(graph, []),
    style: [{ selector: 'node', style: size }],
  });
  try {
    layOut(cy);
    return cy.nodes().map((node) => ({ ...node.position() }));
  } finally {
    cy.destroy();
  }
}

const labelHeight = 14;

/** Show as many labels as can be read, in one size whatever the zoom: of what is chosen and beside it, then of what has most links. */
export function nameNodes(cy: Core): void {
  const [zoom, { x1, y1, x2, y2 }] = [cy.zoom(), cy.extent()];
  const rank = (node: NodeSingular): number =>
    (node.hasClass('chosen') ? 1000 : 0) + Number(node.data('size'));
  const chosen = cy.nodes('.aside').length > 0;
  const nodes = cy
    .nodes(':visible')
    .toArray()
    .filter((node) => {
      const { x, y } = node.position();
      return x > x1 && x < x2 && y > y1 && y < y2 && !node.hasClass('aside');
    })
    .sort((a, b) => rank(b) - rank(a));
  const boxes = nodes.map((node) => {
    const { x, y } = node.renderedPosition();
    const size = Number(node.data('size')) * zoom * 0.8;
    return { x: x - size / 2, y: y - size / 2, width: size, height: size };
  });
  const labels = nodes.map((node, i) => {
    const { x = 0, y = 0, width: size = 0 } = boxes[i] ?? {};
    const width = 6.2 * String(node.data('label')).length + 8;
    return { x: x + (size - width) / 2, y: y + size * 1.13 + 2, width, height: labelHeight };
  });
  cy.batch(() => {
    cy.nodes('.named').removeClass('named');
    for (const i of readableLabels(labels, chosen ? [] : boxes))
      nodes[i]?.addClass('named').style({
        'font-size': 11 / zoom,
        'text-margin-y': 3 / zoom,
        'text-outline-width': 2 / zoom,
      });
  });
}

function layOut(cy: Core): void {
  const careful = cy.nodes().length <= carefulNodes;
  const layout = {
    name: 'fcose',
    animate: false,
    randomize: true,
    quality: careful ? 'default' : 'draft',
    numIter: 500,
    nodeSeparation: 90,
    idealEdgeLength: 70,
    fit: false,
  };
  seeded(() => cy.layout(layout).run());
  if (careful) return;
  const nodes = cy.nodes().toArray();
  const at = nodes.map((node) => ({ ...node.position() }));
  spread(at, 34);
  nodes.forEach((node, i) => {
    node.position(at[i] ?? { x: 0, y: 0 });
  });
}

/** The layout draws lots by Math.random alone: the same graph is to look the same each time. */
function seeded(work: () => void): void {
  const random = Math.random;
  let seed = 1;
  Math.random = () => {
    seed = (seed * 16_807) % 2_147_483_647;
    return seed / 2_147_483_647;
  };
  try {
    work();
  } finally {
    Math.random = random;
  }
}
