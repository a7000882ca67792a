import { type Column, HuntError } from '../../base/index.ts';
import { readSettings } from '../view-settings.ts';
import type { Ask } from '../view-source.ts';
import type { Graph } from './graph-model.ts';
import {
  edgesQuestion,
  type GraphForm,
  graphOf,
  isEntityGraph,
  mostEdges,
  nodesQuestion,
} from './graph-questions.ts';

/** What a graph can be told. */
export const graphSettings = {
  from: {
    kind: 'column',
    about: 'A column of things; needed unless the rows are of entity_graph.',
  },
  to: { kind: 'column', about: 'A column of the things that those have to do with.' },
  limit: {
    kind: 'number',
    min: 10,
    max: 5000,
    about: 'How many things are drawn, those with most links first; 1000 unless said.',
  },
} as const;

/** How many things are drawn where nothing is said. */
export const usualLimit = 1000;

/** What is to be drawn, from what was told and what the rows have. Errors: `views/no-graph` and those of settings. */
export function graphPlan(
  given: ReadonlyMap<string, string>,
  columns: readonly Column[],
): { form: GraphForm; limit: number } {
  const { from, to, limit } = readSettings(graphSettings, { view: 'graph', given, columns });
  const most = limit ?? usualLimit;
  if (from && to) return { form: { kind: 'pairs', from, to }, limit: most };
  if (isEntityGraph(columns)) return { form: { kind: 'parts', columns }, limit: most };
  throw new HuntError({
    code: 'views/no-graph',
    message: 'It is not said which columns the graph is drawn from.',
    hint: 'Say from=COLUMN to=COLUMN, or show the rows of `| invoke entity_graph()`.',
  });
}

/** Ask for the things with most links, as many as are drawn, and what is between them. */
export async function askGraph(form: GraphForm, limit: number, ask: Ask): Promise<Graph> {
  const nodes = await ask(nodesQuestion(form), limit);
  const all = nodes.total <= nodes.rows.length;
  const edges = await ask(edgesQuestion(form, { nodes: limit, all }), mostEdges);
  return graphOf(form, nodes, edges);
}
