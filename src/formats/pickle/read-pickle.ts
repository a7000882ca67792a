import type { Input, ReadContext } from '../define-format.ts';
import { tableName } from '../table-name.ts';
import { tooLarge, unsupported } from './faults.ts';
import { readFrame } from './frame.ts';
import { unpickle } from './unpickle.ts';
import { writeFrame } from './write-frame.ts';

/** A pickle is read whole into memory. */
const maxBytes = 2 ** 30;
const spareCells = 10_000_000;
const cellsPerByte = 64;
const spareText = 2 ** 28;

/** Read a pickled DataFrame or Series into the table of its file's name. */
export async function readPickle(input: Input, context: ReadContext): Promise<void> {
  const { budget, signal } = context;
  const bytes = await wholeFile(input, signal);
  const root = await unpickle(bytes, { signal, progress: context.progress });
  const frame = readFrame(root, {
    depth: budget.depth,
    length: budget.lineBytes,
    columns: budget.width,
    // Memory sharing lets a few bytes claim any number of cells; no honest frame comes near this.
    cells: spareCells + cellsPerByte * bytes.length,
  });
  if (frame.columns.length === 0) throw unsupported('a DataFrame without columns');
  await writeFrame(frame, context.table(tableName(input.baseName)), {
    signal,
    textLength: spareText + budget.expansionRatio * bytes.length,
  });
  context.progress(input.sizeBytes);
}

async function wholeFile(input: Input, signal: AbortSignal): Promise<Uint8Array> {
  if (input.sizeBytes > maxBytes) throw overLimit(input.sizeBytes);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of input.stream()) {
    signal.throwIfAborted();
    chunks.push(chunk);
    length += chunk.length;
    if (length > maxBytes) throw overLimit(length);
  }
  return Buffer.concat(chunks, length);
}

function overLimit(length: number): Error {
  return tooLarge(`it has ${length} bytes, and ${maxBytes} fit in memory`);
}
