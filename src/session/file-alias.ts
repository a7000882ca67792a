import { tableName } from '../formats/index.ts';
import type { OpenTable } from '../tables/index.ts';

/** The last part of a path, or of a member of an archive. */
const lastPart = (file: string): string => file.split(/[/\\!]/).at(-1) ?? file;

/**
 * Second names for tables that took theirs from what a file holds: `signins.json`, whose rows say that they
 * are SigninLogs, answers to `signins` too. Only where all rows of the table come from files of one such
 * name, and no table is called so.
 */
export function fileAliases(tables: readonly OpenTable[]): Map<string, OpenTable> {
  const taken = new Set(tables.map((table) => table.name));
  const aliases = new Map<string, OpenTable>();
  const claimed = new Set<string>();
  for (const table of tables) {
    if (table.companionOf !== null) continue;
    const stems = new Set(table.coverage.files.map(({ file }) => tableName(lastPart(file))));
    const [stem] = stems;
    if (stem === undefined || stems.size > 1 || taken.has(stem)) continue;
    // A file of many tables, such as an event log, names none of them.
    if (claimed.has(stem)) aliases.delete(stem);
    else aliases.set(stem, table);
    claimed.add(stem);
  }
  return aliases;
}
