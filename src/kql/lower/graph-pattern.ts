import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';

/** An edge of a pattern, between two nodes by their names. */
export interface PatternEdge {
  readonly name: string;
  readonly left: string;
  readonly right: string;
  readonly direction: 'right' | 'left' | 'any';
  /** How often it may be repeated; null where it is one edge. */
  readonly range: { least: number; most: number } | null;
  readonly node: Syntax;
}

/** What a pattern asks for. What has no name in the query gets one of its own. */
export interface Pattern {
  readonly nodes: readonly string[];
  readonly edges: readonly PatternEdge[];
}

/** How long a path may be at most: each further edge is a join of all that was found. */
const longest = 100;

function rangeOf(edge: Syntax): PatternEdge['range'] {
  const range = edge.child('Range');
  if (!range) return null;
  const [least, most] = ['RangeStart', 'RangeEnd'].map((p) => Number(range.part(p).text));
  if (least === undefined || most === undefined || !(least >= 0 && most >= least))
    throw new Refusal('The length of a path is a range of whole numbers.', range.span);
  if (most > longest)
    throw new Refusal(
      `A path of ${most} edges is too long: at most ${longest} are walked.`,
      range.span,
    );
  return { least, most };
}

function directionOf(edge: Syntax): PatternEdge['direction'] {
  const { text } = edge;
  if (text.endsWith('>')) return 'right';
  return text.startsWith('<') ? 'left' : 'any';
}

/** Read the pattern of `graph-match` or `graph-shortest-paths`. */
export function readPattern(node: Syntax): Pattern {
  const nodes = new Set<string>();
  const edges: PatternEdge[] = [];
  let anonymous = 0;
  const nameOf = (element: Syntax): string => {
    const named = element.child('Name');
    return named && named.name !== '' ? named.name : `$${++anonymous}`;
  };
  for (const sequence of node.list('Patterns')) {
    let left: string | null = null;
    let pending: Syntax | null = null;
    for (const element of sequence.list('PatternElements')) {
      if (element.kind === 'GraphMatchPatternEdge') {
        pending = element;
        continue;
      }
      const right = nameOf(element);
      nodes.add(right);
      if (left !== null && pending)
        edges.push({
          name: nameOf(pending),
          left,
          right,
          direction: directionOf(pending),
          range: rangeOf(pending),
          node: pending,
        });
      left = right;
      pending = null;
    }
  }
  return { nodes: [...nodes], edges };
}
