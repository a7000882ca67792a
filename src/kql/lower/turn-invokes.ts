import { bind } from '../parse/bind.ts';
import type { Schema, SourceTable } from '../plan.ts';
import type { EditedText } from './edited-text.ts';

/**
 * `invoke` lets no argument name a column, `evaluate` does: an `invoke` of a function of the schema is bound as
 * `evaluate`, which is two letters longer.
 */
export function turnInvokes(
  text: EditedText,
  schema: Schema,
  input: SourceTable | undefined,
): void {
  const { functions } = schema;
  if (!functions || !/\binvoke\b/.test(text.text)) return;
  const { root } = bind(text.text, schema, input);
  const calls = [...root.descendants()].filter((node) => node.kind === 'InvokeOperator');
  for (const node of calls.toReversed()) {
    const called = node.part('Function').part('Name');
    if (!functions.has(called.name) || called.symbolKind !== null) continue;
    text.overwrite(node.span.start, 'evalua');
    text.insert(node.span.start + 'evalua'.length, 'te');
  }
}
