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

/** All bytes of the input, which may be more than it says. */
async function wholeFile(input: Input, signal: AbortSignal): Promise<Uint8Array> {
  if (input.sizeBytes > maxBytes) throw overLimit(input.sizeBytes);
  let bytes = Buffer.allocUnsafe(input.sizeBytes);
  let length = 0;
  for await (const chunk of input.stream()) {
    signal.throwIfAborted();
    if (length + chunk.length > maxBytes) throw overLimit(length + chunk.length);
    if (length + chunk.length > bytes.length) {
      const larger = Buffer.allocUnsafe(Math.min(maxBytes, 2 * (length + chunk.length)));
      bytes.copy(larger, 0, 0, length);
      bytes = larger;
    }
    bytes.set(chunk, length);
    length += chunk.length;
  }
  return bytes.subarray(0, length);
}

function overLimit(length: number): Error {
  return tooLarge(`it has ${length} bytes, and ${maxBytes} fit in memory`);
}
