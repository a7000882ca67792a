import { Refusal } from '../error.ts';
import type { Syntax } from '../parse/syntax.ts';
import type { RelationColumn } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';
import type { OwnCall } from './context.ts';

/** An expression over each edge of a path, or over each node between its ends. */
export interface Wanted {
  readonly node: Syntax;
  readonly inner: boolean;
  readonly use: 'map' | 'any' | 'all';
}

/** What a call such as `any(e, …)` or `map(inner_nodes(e), …)` wants of a repeated edge. */
export interface PathCall {
  readonly edge: string;
  readonly wanted: Wanted;
}

/** The repeated edge that a call is about, and what it wants of it; null for other nodes. */
export function pathCall(node: Syntax, repeated: ReadonlySet<string>): PathCall | null {
  if (node.kind !== 'FunctionCallExpression') return null;
  const use = node.part('Name').name;
  if (use !== 'map' && use !== 'any' && use !== 'all') return null;
  const [of, what] = node.child('ArgumentList')?.list('Expressions') ?? [];
  if (!of || !what) return null;
  const inner = of.kind === 'FunctionCallExpression' && of.part('Name').name === 'inner_nodes';
  const named = inner ? of.part('ArgumentList').list('Expressions')[0] : of;
  if (!named || !repeated.has(named.name)) return null;
  return { edge: named.name, wanted: { node: what, inner, use } };
}

/** Whether two calls want the same. */
export function same(a: Wanted, b: Wanted): boolean {
  return a.inner === b.inner && a.use === b.use && a.node.text === b.node.text;
}

/** The conditions that must all hold. */
export function conjuncts(node: Syntax): Syntax[] {
  if (node.kind === 'ParenthesizedExpression') return conjuncts(node.part('Expression'));
  if (node.kind !== 'AndExpression') return [node];
  return [...conjuncts(node.part('Left')), ...conjuncts(node.part('Right'))];
}

/** The degree of the node at hand. */
export function degreeOf(found: RelationColumn | undefined): OwnCall {
  return (node) => {
    if (!found) throw new Refusal('The degree is asked for of nodes.', node.span);
    return column(found);
  };
}

/** The id of the node at hand, as text. */
export function idOf(found: RelationColumn | undefined): OwnCall {
  return (node) => {
    if (!found) throw new Refusal('The id is asked for of nodes.', node.span);
    return cast(column(found), 'string');
  };
}

/** What `make-graph` makes has no labels. */
export const noLabels: OwnCall = () => literal('dynamic', '[]');

/** A value of a node that is called by its name: `node_degree_in(n)`. Ids are texts. */
export function ofElement(
  find: (element: string, column: string) => RelationColumn | undefined,
  wanted: '$key' | '$in' | '$out',
): OwnCall {
  return (node) => {
    const [of] = node.child('ArgumentList')?.list('Expressions') ?? [];
    const found = of && find(of.name, wanted);
    if (!found)
      throw new Refusal(`${node.part('Name').name} asks for a node by its name.`, node.span);
    return wanted === '$key' ? cast(column(found), 'string') : column(found);
  };
}
