import { Buffer } from 'node:buffer';
import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { StoredValue, TableSink, UnparsedRow } from '../../src/engine/index.ts';
import type { Budget, ByteRange, Format, Input } from '../../src/formats/index.ts';

/** What a reader gave to one table, row by row. */
export interface MemoryTable {
  columns: string[];
  rows: StoredValue[][];
  unparsed: UnparsedRow[];
  notes: string[];
  zones: boolean[];
}

const roomy: Budget = {
  depth: 100,
  width: 2000,
  lineBytes: 1 << 20,
  expansionRatio: 1000,
  expandedBytes: 1 << 40,
};

/** An input whose bytes are these, handed out in chunks of a chosen size. */
export function memoryInput(
  bytes: string | Uint8Array,
  options: { baseName?: string; modifiedMs?: number; chunkBytes?: number } = {},
): Input {
  const buffer = Buffer.from(bytes as string);
  const baseName = options.baseName ?? 'test.log';
  const chunkBytes = options.chunkBytes ?? 1 << 20;
  return {
    name: baseName,
    baseName,
    sizeBytes: buffer.length,
    ...(options.modifiedMs === undefined ? {} : { modifiedMs: options.modifiedMs }),
    head: async () => buffer.subarray(0, 65536),
    path: async () => {
      const path = join(mkdtempSync(join(tmpdir(), 'lines-')), 'input');
      writeFileSync(path, buffer);
      return path;
    },
    async *stream(range?: ByteRange) {
      const end = Math.min(buffer.length, range?.end ?? buffer.length);
      for (let at = range?.start ?? 0; at < end; at += chunkBytes)
        yield buffer.subarray(at, Math.min(end, at + chunkBytes));
    },
  };
}

/** Read an input with a format into rows held in memory. */
export async function readToMemory(
  format: Format,
  input: Input,
  options: { budget?: Partial<Budget>; range?: ByteRange } = {},
): Promise<Map<string, MemoryTable>> {
  const tables = new Map<string, MemoryTable>();
  const table = (name: string): TableSink => {
    const held = tables.get(name) ?? { columns: [], rows: [], unparsed: [], notes: [], zones: [] };
    tables.set(name, held);
    return memorySink(held);
  };
  await format.read(input, {
    table,
    query: () => Promise.reject(new Error('this reader needs no DuckDB')),
    scratchFile: () => Promise.reject(new Error('this reader needs no file')),
    startOver: () => Promise.reject(new Error('this reader reads once')),
    budget: { ...roomy, ...options.budget },
    signal: new AbortController().signal,
    progress: () => {},
    ...(options.range ? { range: options.range } : {}),
  });
  for (const { columns, rows } of tables.values())
    for (const row of rows) while (row.length < columns.length) row.push(null);
  return tables;
}

function memorySink(held: MemoryTable): TableSink {
  return {
    async write({ rowCount, columns }) {
      const at = columns.map(({ name, type }) => {
        const spelled = `${name}:${type}`;
        const other = held.columns.find((c) => c.startsWith(`${name}:`) && c !== spelled);
        if (other) throw new Error(`${spelled} was ${other}`);
        if (!held.columns.includes(spelled)) held.columns.push(spelled);
        return held.columns.indexOf(spelled);
      });
      for (let r = 0; r < rowCount; r++) {
        const row: StoredValue[] = held.columns.map(() => null);
        columns.forEach(({ values }, c) => {
          row[at[c] ?? 0] = values[r] ?? null;
        });
        held.rows.push(row);
      }
    },
    async unparsed(rows) {
      held.unparsed.push(...rows);
    },
    insert: () => Promise.reject(new Error('this reader needs no DuckDB')),
    stand: () => Promise.reject(new Error('this reader needs no DuckDB')),
    zone: (_column, stated) => {
      held.zones.push(stated);
    },
    note: (sentence) => {
      held.notes.push(sentence);
    },
  };
}
