import pickle from '../../src/formats/readers/pickle.ts';
import { block, frame, type Piece, pickled, range } from './pickle.ts';
import { type MemoryTable, memoryInput, readToMemory } from './read-to-memory.ts';

/** The table that the reader makes of an assembled pickle. */
export async function readPickled(value: Piece): Promise<MemoryTable> {
  const input = memoryInput(pickled(value), { baseName: 'made.pkl' });
  const table = (await readToMemory(pickle, input)).get('made');
  if (!table) throw new Error('the reader made no table');
  return table;
}

/** The type and the values of an array that is the only column of a frame. */
export async function readColumn(
  values: Piece,
  rows: number,
): Promise<{ type: string | undefined; values: unknown[] }> {
  const table = await readPickled(frame(['v'], range(rows), block(values, 0)));
  return { type: table.columns[0]?.slice(2), values: table.rows.map(([value]) => value) };
}
