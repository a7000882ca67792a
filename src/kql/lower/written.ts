import { Refusal } from '../error.ts';
import type { OperatorCall } from '../operator.ts';
import { bind } from '../parse/bind.ts';
import type { Schema, SourceTable } from '../plan.ts';
import { project, stored } from '../tree/build.ts';
import type { NamedValue, Relation, Scalar } from '../tree/nodes.ts';
import { cast, column } from '../tree/scalar.ts';
import type { Binding } from './context.ts';
import { bindLet, share } from './statement.ts';

/** What a text in KQL is written over. */
export interface Given {
  /** By the names that the text has for them. */
  tables: Readonly<Record<string, Relation>>;
  values?: Readonly<Record<string, Scalar>>;
}

/**
 * Rows that are said best in KQL itself: our own text, never the user's. The names in it are those of `given`, so
 * that it does not matter what the user's columns are called; whatever is wrong with it is told at the call.
 */
export function written(
  call: OperatorCall,
  text: string,
  { tables, values = {} }: Given,
): Relation {
  const { node, lowering } = call;
  if (call.input?.groups?.length)
    throw new Refusal('This plugin cannot stand inside partition or mv-apply yet.', node.span);
  const schema: Schema = {
    tables: Object.entries(tables).map(
      ([name, { columns }]): SourceTable => ({ name, columns: stored(columns), relation: '' }),
    ),
  };
  const lets = Object.entries(values).map(([name, { type }]) => `let ${name} = ${nothing(type)};`);
  const { root, diagnostics } = bind(`${lets.join('\n')}\n${text}`, schema, undefined, node.span);
  const wrong = diagnostics.find((d) => d.severity === 'error');
  if (wrong) throw new Refusal(wrong.message, node.span, wrong.code);
  const environment = new Map<string, Binding>(call.environment);
  for (const [name, value] of Object.entries(values))
    environment.set(name, { kind: 'scalar', value });
  for (const [name, relation] of Object.entries(tables)) {
    const shared = relation.kind === 'shared' ? relation : share(name, relation);
    environment.set(name, { kind: 'relation', relation: () => shared });
  }
  const own = root.list('Statements').slice(lets.length);
  const asked = own.pop();
  if (!asked) throw new Error('the text asks for nothing');
  for (const statement of own) bindLet(statement, environment, lowering);
  return lowering.relation(asked.part('Expression'), environment);
}

function nothing(type: Scalar['type']): string {
  return type === 'string' ? "''" : `${type}(null)`;
}

/** Columns under other names, by place, and of the types that are wanted there. */
export function renamed(
  input: Relation,
  wanted: readonly { name: string; type: Scalar['type'] | null }[],
): Relation {
  const values = wanted.map(({ name, type }, i): NamedValue => {
    const from = input.columns[i];
    // Something before was reported, and rows of another shape stand in for it.
    if (!from) throw new Refusal(`There is no ${name} to give.`);
    return { name, value: type ? cast(column(from), type) : column(from) };
  });
  return project(input, values);
}

/** The columns under the names `c0`, `c1` … by which a text in KQL speaks of them. */
export function numbered(input: Relation): NamedValue[] {
  return input.columns.map((c, i) => ({ name: `c${i}`, value: column(c) }));
}
