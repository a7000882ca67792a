import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import { type Part, type PartTable, partColumn, writePart } from '../../src/engine/index.ts';
import { defaultBudget } from '../../src/formats/budget.ts';
import type { Budget, Format, Input } from '../../src/formats/define-format.ts';
import { readInput } from '../../src/formats/read-input.ts';
import { spellKusto } from './spell-kusto.ts';

export interface ReadTable {
  /** `name:type`. */
  columns: string[];
  /** Values as Kusto's REST answers spell them. */
  rows: unknown[][];
  unparsed: { line: number; reason: string; text: string }[];
  coverage: PartTable['coverage'];
}

/** An input made of bytes; `folder` takes the file that a reader may ask for. */
function bytesInput(baseName: string, bytes: Uint8Array, folder: string): Input {
  const path = join(folder, 'input');
  return {
    name: baseName,
    baseName,
    sizeBytes: bytes.length,
    head: async () => bytes.subarray(0, 65_536),
    path: async () => {
      await writeFile(path, bytes);
      return path;
    },
    async *stream(range = { start: 0, end: bytes.length }) {
      // Small chunks, so that readers meet records that lie across two of them.
      for (let at = range.start; at < range.end; at += 61)
        yield bytes.subarray(at, Math.min(at + 61, range.end));
    },
  };
}

/** Read bytes with one format into a part, and give back the tables that the part then holds. */
export async function readFormat(
  format: Format,
  baseName: string,
  content: string | Uint8Array,
  budget: Partial<Budget> = {},
): Promise<Map<string, ReadTable>> {
  const folder = await mkdtemp(join(tmpdir(), 'huntbook-format-'));
  try {
    const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
    const input = bytesInput(baseName, bytes, folder);
    const part = await writePart(join(folder, 'part.duckdb'), async (writer) => {
      await readInput(writer, input, format, {
        budget: { ...defaultBudget, ...budget },
        scratchFolder: folder,
        signal: new AbortController().signal,
        progress: () => {},
      });
    });
    return await readPart(part);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** The tables of a part, values as Kusto's REST answers spell them. */
export async function readPart(part: Part): Promise<Map<string, ReadTable>> {
  const instance = await DuckDBInstance.create(part.path, { access_mode: 'READ_ONLY' });
  const connection = await instance.connect();
  try {
    const tables = new Map<string, ReadTable>();
    for (const table of part.tables) {
      const names = table.columns.map((column) => partColumn(column, column.type)).join(', ');
      const reader = await connection.runAndReadAll(`SELECT ${names} FROM ${table.relation}`);
      const unparsed = table.unparsedRelation
        ? await connection.runAndReadAll(
            `SELECT "Line", "Reason", "Text" FROM ${table.unparsedRelation} ORDER BY "SourceFile", "Line"`,
          )
        : null;
      tables.set(table.name, {
        columns: table.columns.map((column) => `${column.name}:${column.type}`),
        rows: reader
          .getRows()
          .map((row) => row.map((v, at) => spellKusto(v, table.columns[at]?.type ?? 'string'))),
        unparsed: (unparsed?.getRowsJS() ?? []).map(([line, reason, text]) => ({
          line: Number(line),
          reason: String(reason),
          text: String(text),
        })),
        coverage: table.coverage,
      });
    }
    return tables;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}
