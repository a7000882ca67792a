import type { Relation } from '../tree/nodes.ts';

interface SpellOptions {
  arithmetic: 'fast' | 'wrapping';
}

/** Turns a typed relation into one SELECT of its visible columns, ordered where the user asked for it. */
export interface SqlDialect {
  spell(relation: Relation, options: SpellOptions): string;
  /** Statements that a database runs once, before the first query. */
  prelude: readonly string[];
}
