import { Refusal } from '../error.ts';
import { bind } from './bind.ts';
import type { Syntax } from './syntax.ts';

/**
 * The names in a query that may mean a table: all that it uses without defining them, but not those behind a dot.
 * A column of the name is among them too. Empty where the text cannot be parsed at all, which `compile` then says.
 */
export function namesUsed(text: string): ReadonlySet<string> {
  const nodes = nodesOf(text);
  const members = new Set(
    nodes
      .filter(({ kind }) => kind === 'PathExpression')
      .map((path) => path.part('Selector').span.start),
  );
  const defined = nodes
    .filter(({ kind }) => kind === 'LetStatement')
    .map((statement) => statement.part('Name').name);
  const used = nodes.filter(
    ({ kind, span }) => kind === 'NameReference' && !members.has(span.start),
  );
  const names = new Set(used.map(({ name }) => name));
  for (const name of defined) names.delete(name);
  return names;
}

function nodesOf(text: string): Syntax[] {
  try {
    return [...bind(text, { tables: [] }).root.descendants()];
  } catch (error) {
    if (error instanceof Refusal) return [];
    throw error;
  }
}
