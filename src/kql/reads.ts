import { bareName } from '../base/index.ts';
import { Refusal } from './error.ts';
import { bind } from './parse/bind.ts';
import type { Schema } from './plan.ts';

/** What a query reads of a schema, and what it names that is not there. */
export interface QueryReads {
  /** Tables of the schema. */
  tables: readonly string[];
  missingTables: readonly string[];
  /** Names that are no column of the tables that are there; those of a missing table are not known. */
  missingColumns: readonly string[];
  missingFunctions: readonly string[];
  /** What else is wrong with the query, in the parser's words. */
  faults: readonly string[];
}

/** What was read last: the same text is often looked up twice in a row. */
let last: { text: string; schema: Schema; reads: QueryReads } | null = null;

/** Look a query up in a schema, without compiling it. Nothing is thrown for what a query says. */
export function readsOf(text: string, schema: Schema): QueryReads {
  if (last?.text === text && last.schema === schema) return last.reads;
  const reads = readAnew(text, schema);
  last = { text, schema, reads };
  return reads;
}

function readAnew(text: string, schema: Schema): QueryReads {
  const reads = { tables: [], missingTables: [], missingColumns: [], missingFunctions: [] };
  try {
    return found(text, schema);
  } catch (error) {
    if (error instanceof Refusal) return { ...reads, faults: [error.message] };
    throw error;
  }
}

function found(text: string, schema: Schema): QueryReads {
  const { root, diagnostics } = bind(text, schema);
  const reads = { table: new Set<string>(), missing: new Set<string>() };
  for (const node of root.descendants()) {
    if (node.kind !== 'NameReference' || node.name.includes('*')) continue;
    if (node.symbolKind === 'TableSymbol') reads.table.add(node.name);
    // A fuzzy union passes over what is not there without a word.
    else if (node.symbolKind === null && node.isTabular) reads.missing.add(node.name);
  }
  const errors = diagnostics
    .filter(({ severity }) => severity === 'error')
    .map(({ code, message, span }) => {
      const unknownTable =
        code === 'KS204' || (code === 'KS142' && message.endsWith('known table.'));
      const name = bareName(text.slice(span.start, span.end));
      return { kind: unknownTable ? 'table' : code, name, message };
    });
  const named = (kind: string): string[] => [
    ...new Set(errors.filter((e) => e.kind === kind).map((e) => e.name)),
  ];
  return {
    tables: [...reads.table],
    missingTables: [...new Set([...named('table'), ...reads.missing])],
    missingColumns: named('KS142'),
    missingFunctions: named('KS211'),
    faults: errors
      .filter(({ kind }) => !['table', 'KS142', 'KS211'].includes(kind))
      .map((e) => e.message),
  };
}
