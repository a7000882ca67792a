import { z } from 'zod';
import type { SaveStreams } from '../protocol/index.ts';
import type { Room, Shapes, Works } from './routes.ts';

/** What the streams that write files take. */
export const saveStreamShapes: Shapes<SaveStreams> = {
  save: z.object({
    result: z.string().max(4096),
    kql: z.string().max(256 * 1024),
    format: z.enum(['csv', 'jsonl', 'parquet']),
    name: z.string().max(200),
  }),
};

/** The streams that write files. */
export function saveWorks({ results, saved }: Room): Pick<Works, keyof SaveStreams> {
  return {
    save: async ({ result, ...asked }, send, signal) => {
      const started = performance.now();
      const beat = setInterval(
        () => send({ kind: 'running', elapsedMs: Math.round(performance.now() - started) }),
        1000,
      );
      try {
        send({ kind: 'saved', file: await saved.write(results.get(result), asked, signal) });
      } finally {
        clearInterval(beat);
      }
    },
  };
}
