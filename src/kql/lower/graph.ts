import { Refusal } from '../error.ts';
import { type OperatorCall, rowsOf } from '../operator.ts';
import type { Graph } from '../tree/nodes.ts';

/** The graph that comes in. */
export function graphOf(call: OperatorCall): Graph {
  const { graph } = rowsOf(call);
  if (!graph)
    throw new Refusal('A graph is needed here: make one with make-graph.', call.node.span);
  return graph;
}
