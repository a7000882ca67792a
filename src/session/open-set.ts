import type { Part } from '../engine/index.ts';
import type { Schema } from '../kql/index.ts';
import { buildCatalog, type OpenTable } from '../tables/index.ts';
import { invokedFunctions } from '../toolbox/index.ts';
import { fileAliases } from './file-alias.ts';

/** Tables that are open together, and how the compiler knows them. */
export interface OpenSet {
  readonly tables: readonly OpenTable[];
  readonly aliases: ReadonlyMap<string, OpenTable>;
  readonly schema: Schema;
}

export const nothingOpen: OpenSet = {
  tables: [],
  aliases: new Map(),
  schema: { tables: [], functions: invokedFunctions },
};

/** Unite parts by table name; parts that are null keep their place but give nothing. */
export function openSet(
  parts: readonly (Part | null)[],
  edition: number,
): { set: OpenSet; views: readonly string[] } {
  const none = { path: '', tables: [] };
  const { tables, views } = buildCatalog(
    parts.map((part) => part ?? none),
    edition,
  );
  const aliases = fileAliases(tables);
  const known = ({ columns, relation }: OpenTable) => ({ columns, relation });
  const schema: Schema = {
    functions: invokedFunctions,
    tables: [
      ...tables.map((table) => ({ name: table.name, ...known(table) })),
      ...[...aliases].map(([name, table]) => ({ name, ...known(table), alias: true })),
    ],
  };
  return { set: { tables, aliases, schema }, views };
}
