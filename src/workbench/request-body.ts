import type { IncomingMessage } from 'node:http';
import type { z } from 'zod';
import { HuntError } from '../base/index.ts';

const jsonLimitBytes = 1024 * 1024;
const jsonTimeoutMs = 10_000;

/** How patient the reading of a body is: with the whole of it, or with each chunk. */
export type Patience = { wholeMs: number } | { idleMs: number };

/** The chunks of a request; the connection is cut when they take too long. */
export async function* chunksOf(
  incoming: IncomingMessage,
  patience: Patience,
): AsyncGenerator<Uint8Array> {
  const timer = setTimeout(
    () =>
      incoming.destroy(
        new HuntError({ code: 'workbench/too-slow', message: 'The request stopped arriving.' }),
      ),
    'wholeMs' in patience ? patience.wholeMs : patience.idleMs,
  );
  try {
    // Not destroyed when reading ends early: the answer that says why must still get out.
    for await (const chunk of incoming.iterator({ destroyOnReturn: false })) {
      if ('idleMs' in patience) timer.refresh();
      yield chunk as Uint8Array;
    }
  } finally {
    clearTimeout(timer);
  }
}

/** Read a small JSON body and check its shape; anything else is refused with `workbench/bad-request`. */
export async function readJson<T>(
  incoming: IncomingMessage,
  shape: z.ZodType<T>,
  limitBytes: number = jsonLimitBytes,
): Promise<T> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of chunksOf(incoming, { wholeMs: jsonTimeoutMs })) {
    size += chunk.length;
    if (size > limitBytes)
      throw new HuntError({
        code: 'workbench/too-large',
        message: `The request is larger than ${limitBytes / 1024 ** 2} MiB.`,
      });
    parts.push(chunk);
  }
  const result = shape.safeParse(parse(Buffer.concat(parts).toString('utf8')));
  if (result.success) return result.data;
  const first = result.error.issues[0];
  throw new HuntError({
    code: 'workbench/bad-request',
    message: `The request is not understood: ${first?.path.join('.') ?? ''} ${first?.message ?? ''}`,
  });
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw new HuntError({
      code: 'workbench/bad-request',
      message: 'The request is not JSON.',
      cause,
    });
  }
}
