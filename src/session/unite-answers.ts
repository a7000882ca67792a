import type { Column, FileCoverage, KustoType } from '../base/index.ts';
import type { Part, PartTable } from '../engine/index.ts';

/** The column that says which instance gave a row, where several are asked. */
export const instanceColumn = 'SourceInstance';

/** The columns of one answer under names that stand once; `taken` are none of them. */
export class OwnNames {
  readonly #types = new Map<string, KustoType>();
  readonly #taken: readonly string[];

  constructor(taken: readonly string[]) {
    this.#taken = taken;
  }

  /** A name that stands twice, or with another type than before, gets a number, or the type, behind it. */
  of(columns: readonly Column[]): Column[] {
    const here = new Set(this.#taken);
    return columns.map((column) => {
      const name = this.#free(column, here);
      here.add(name);
      this.#types.set(name, column.type);
      return { name, type: column.type };
    });
  }

  #free({ name, type }: Column, here: ReadonlySet<string>): string {
    const fits = (own: string): boolean =>
      !here.has(own) && (this.#types.get(own) ?? type) === type;
    for (let n = 0; ; n++) {
      const own = n === 0 ? name : `${name}${n}`;
      if (fits(own)) return own;
      if (!here.has(own) && fits(`${own}_${type}`)) return `${own}_${type}`;
    }
  }
}

/**
 * The answers of a part, each a table that is named by its number, as one table: rows in the order of the numbers, and
 * columns that disagree about a type under names of their own.
 */
export function uniteAnswers(part: Part, name: string): Part {
  const ordered = [...part.tables].sort((a, b) => Number(a.name) - Number(b.name));
  const names = new OwnNames([]);
  return { ...part, tables: ordered.map((table) => named(table, name, names)) };
}

function named(table: PartTable, name: string, names: OwnNames): PartTable {
  const own = names.of(table.columns);
  const columns = table.columns.map((column, i) => ({ ...column, ...own[i] }));
  const { timeColumn } = table.coverage;
  const at = table.columns.findIndex((column) => column.name === timeColumn);
  const coverage = { ...table.coverage, timeColumn: own[at]?.name ?? timeColumn };
  return { ...table, name, columns, coverage };
}

/** Put it down with a part that some of it did not come: for each who was asked, and what is missing. */
export function tellMissing(
  { tables: [first] }: Part,
  missing: ReadonlyMap<string, readonly string[]>,
  format: string,
): void {
  for (const [file, sentences] of missing) {
    const notes = sentences.map((sentence) => `Not the whole: ${sentence}`);
    const told: FileCoverage = {
      file,
      format,
      rowsRead: 0,
      rowsUnparsed: 0,
      notes,
      incomplete: true,
    };
    first?.coverage.files.push(told);
  }
}
