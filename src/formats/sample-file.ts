import { open } from 'node:fs/promises';

/**
 * Pieces of a text file: its beginning and further ones spread evenly over it, each cut to whole lines. A
 * file no larger than all pieces together comes whole, as one.
 */
export async function samplePieces(path: string): Promise<{ pieces: string[]; whole: boolean }> {
  const file = await open(path, 'r');
  try {
    const { size } = await file.stat();
    const read = async (start: number, length: number): Promise<string> => {
      const buffer = Buffer.alloc(Math.min(length, size - start));
      const { bytesRead } = await file.read(buffer, 0, buffer.length, start);
      return buffer.subarray(0, bytesRead).toString('utf8');
    };
    if (size <= pieceCount * pieceBytes)
      return { pieces: [withoutMark(await read(0, size))], whole: true };
    const pieces = [];
    for (let n = 0; n < pieceCount; n++) {
      const start = Math.floor(((size - pieceBytes) / (pieceCount - 1)) * n);
      const text = await read(start, pieceBytes);
      const first = n === 0 ? 0 : text.indexOf('\n') + 1;
      pieces.push(withoutMark(text.slice(first, text.lastIndexOf('\n') + 1)));
    }
    return { pieces, whole: false };
  } finally {
    await file.close();
  }
}

/** Fewer values do not tell whether they repeat. */
const enoughValues = 500;

/** Whether values of a sample hardly repeat. */
export function isVaried(values: readonly string[]): boolean {
  return values.length >= enoughValues && new Set(values).size > values.length * 0.8;
}

const pieceCount = 48;
const pieceBytes = 64 * 1024;

const withoutMark = (text: string): string => (text.startsWith('\ufeff') ? text.slice(1) : text);
