import { Refusal } from './error.ts';
import { bind } from './parse/bind.ts';
import type { Schema } from './plan.ts';

/** What a query reads of a schema, and what it names that is not there. */
export interface QueryReads {
  /** Tables of the schema. */
  tables: string[];
  missingTables: string[];
  /** Names that are no column of the tables that are there; those of a missing table are not known. */
  missingColumns: string[];
  missingFunctions: string[];
  /** What else is wrong with the query, in the parser's words. */
  faults: string[];
}

/** Look a query up in a schema, without compiling it. Nothing is thrown for what a query says. */
export function readsOf(text: string, schema: Schema): QueryReads {
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
  const tables = new Set<string>();
  for (const node of root.descendants())
    if (node.kind === 'NameReference' && node.symbolKind === 'TableSymbol') tables.add(node.name);
  const missing = { table: new Set<string>(), column: new Set<string>(), call: new Set<string>() };
  const faults: string[] = [];
  for (const { severity, code, message, span } of diagnostics) {
    if (severity !== 'error') continue;
    const name = bare(text.slice(span.start, span.end));
    if (code === 'KS204' || (code === 'KS142' && message.endsWith('known table.')))
      missing.table.add(name);
    else if (code === 'KS142') missing.column.add(name);
    else if (code === 'KS211') missing.call.add(name);
    else faults.push(message);
  }
  return {
    tables: [...tables],
    missingTables: [...missing.table],
    missingColumns: [...missing.column],
    missingFunctions: [...missing.call],
    faults,
  };
}

/** A name out of its brackets and quotes. */
function bare(text: string): string {
  return /^\[\s*(["'])(.*)\1\s*\]$/s.exec(text)?.[2] ?? text;
}
