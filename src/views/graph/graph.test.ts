import { expect, it } from 'vitest';
import type { Column } from '../../base/index.ts';
import type { ViewAnswer } from '../view-source.ts';
import { kindsOf, nearestBy, neighbours } from './graph-model.ts';
import {
  columnOf,
  edgesQuestion,
  type GraphForm,
  graphOf,
  isEntityGraph,
  nodeStep,
  nodesQuestion,
} from './graph-questions.ts';
import { readableLabels } from './node-labels.ts';
import { looksOf, polygonPoints } from './node-shapes.ts';
import { spread } from './spread.ts';

const text = (name: string): Column => ({ name, type: 'string' });
const answer = (names: string[], rows: unknown[][], total = rows.length): ViewAnswer => ({
  columns: names.map(text),
  rows,
  total,
});
const pairs: GraphForm = { kind: 'pairs', from: text('Account'), to: text("it's") };
const parts: GraphForm = {
  kind: 'parts',
  columns: [
    'part',
    'id',
    'entity_type',
    'entity_name',
    'from_id',
    'to_id',
    'relation',
    'count',
  ].map(text),
};

it('reads a graph from two columns, and says which of them a thing stood in', () => {
  const nodes = answer(
    ['node', 'degree', 'starts', 'ends'],
    [
      ['__proto__', 2, 2, 0],
      ['b', 1, 0, 1],
      ['c', 1, 1, 1],
    ],
    7,
  );
  const edges = answer(
    ['a', 'b', 'links', 'relation'],
    [
      ['__proto__', 'b', 5, ''],
      ['__proto__', 'c', 1, ''],
      ['__proto__', 'not drawn', 1, ''],
      ['c', 'c', 1, ''],
    ],
  );
  const graph = graphOf(pairs, nodes, edges);
  expect(graph.nodes.map((n) => n.type)).toEqual(['Account', "it's", "Account and it's"]);
  expect(graph.edges.length).toBe(3);
  expect(graph.allNodes).toBe(7);
  expect(neighbours(graph).get('__proto__')).toEqual(['b', 'c']);
  expect(neighbours(graph).get('c')).toEqual(['__proto__']);
  expect(kindsOf(graph)).toEqual([
    ['Account', 1],
    ["Account and it's", 1],
    ["it's", 1],
  ]);
  expect(columnOf(pairs, graph.nodes[1] as (typeof graph.nodes)[0])).toEqual(pairs.to);
  expect(nodeStep(pairs, "o'b")).toBe(
    "| where tostring(['Account']) == 'o\\'b' or tostring(['it\\'s']) == 'o\\'b'",
  );
});

it('reads a graph from rows of entity_graph', () => {
  expect(isEntityGraph(parts.columns)).toBe(true);
  expect(isEntityGraph(parts.columns.slice(1))).toBe(false);
  const nodes = answer(
    ['node', 'degree', 'type', 'name', 'about'],
    [['Host x', 3, 'Host', '', '']],
  );
  const graph = graphOf(parts, nodes, answer(['a', 'b', 'links', 'relation'], []));
  expect(graph.nodes).toEqual([
    { id: 'Host x', degree: 3, type: 'Host', name: 'Host x', about: '' },
  ]);
  expect(graphOf(parts, answer([], []), answer([], [])).nodes).toEqual([]);
  expect(nodesQuestion(parts)).toContain("about = ''");
  expect(edgesQuestion(parts, { nodes: 5, all: true })).not.toContain('join');
  expect(edgesQuestion(parts, { nodes: 5, all: false })).toContain('take 5');
});

it('finds the nearest node in the direction of a key', () => {
  const from = { id: 'a', x: 0, y: 0 };
  const spots = [
    from,
    { id: 'right', x: 10, y: 1 },
    { id: 'farther', x: 30, y: 0 },
    { id: 'up', x: 1, y: -9 },
  ];
  expect(nearestBy('ArrowRight', from, spots)).toBe('right');
  expect(nearestBy('ArrowUp', from, spots)).toBe('up');
  expect(nearestBy('ArrowLeft', from, spots)).toBeNull();
  expect(nearestBy('Enter', from, spots)).toBeNull();
});

it('gives kinds that are not known a look that none of them has', () => {
  const looks = looksOf(['Host', 'x', 'constructor', 'Alert']);
  expect(new Set([...looks.values()].map(polygonPoints)).size).toBe(4);
  expect(looksOf(Array.from({ length: 40 }, (_, i) => `kind${i}`)).size).toBe(40);
});

it('names what can be read, the first first', () => {
  const label = (x: number): { x: number; y: number; width: number; height: number } => ({
    x,
    y: 0,
    width: 50,
    height: 14,
  });
  expect(readableLabels([label(0), label(30), label(60)])).toEqual([0, 2]);
  expect(readableLabels([label(0), label(60)], [label(70)])).toEqual([0]);
});

it('pushes apart what stands on one spot, and leaves the rest', () => {
  const places = [
    { x: 0, y: 0 },
    { x: 0, y: 0 },
    { x: 0, y: 0 },
    { x: 500, y: 0 },
  ];
  spread(places, 30);
  const [a, b, c, d] = places as [
    { x: number; y: number },
    { x: number; y: number },
    { x: number; y: number },
    { x: number; y: number },
  ];
  for (const [m, n] of [
    [a, b],
    [b, c],
    [a, c],
  ] as const)
    expect(Math.hypot(m.x - n.x, m.y - n.y)).toBeGreaterThan(28);
  expect(d).toEqual({ x: 500, y: 0 });
  spread([], 30);
});
