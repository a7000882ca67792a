import type { SqlDialect } from './dialect.ts';
import { prelude } from './duckdb-prelude.ts';
import { RelationSpeller } from './duckdb-relation.ts';

/** The embedded engine's SQL. */
export const duckdb: SqlDialect = {
  spell: (relation, { arithmetic }) => new RelationSpeller(arithmetic).statement(relation),
  prelude,
};
