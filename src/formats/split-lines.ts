export interface Line {
  /** From 1. */
  number: number;
  /** Without the newline. Of a line that is too long, only the beginning. */
  bytes: Buffer;
  tooLong: boolean;
}

/** The lines of a stream of bytes, some at a time; memory stays below one chunk and one line. */
export async function* splitLines(
  chunks: AsyncIterable<Uint8Array>,
  lineBytes: number,
): AsyncGenerator<Line[]> {
  let parts: Buffer[] = [];
  let size = 0;
  let number = 1;
  const take = (last: Buffer): Line => {
    const all = parts.length > 0 ? Buffer.concat([...parts, last]) : last;
    const tooLong = size + last.length > lineBytes;
    const line = { number: number++, bytes: tooLong ? all.subarray(0, lineBytes) : all, tooLong };
    parts = [];
    size = 0;
    return line;
  };
  for await (const chunk of chunks) {
    const buffer = Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
    const lines: Line[] = [];
    let at = 0;
    for (let end = buffer.indexOf(10); end >= 0; end = buffer.indexOf(10, at)) {
      lines.push(take(buffer.subarray(at, end)));
      at = end + 1;
    }
    if (at < buffer.length) {
      if (size <= lineBytes) parts.push(buffer.subarray(at));
      size += buffer.length - at;
    }
    if (lines.length > 0) yield lines;
  }
  if (size > 0) yield [take(Buffer.alloc(0))];
}
