import { z } from 'zod';
import type { SavedFile, SaveEvent, SaveStreams } from '../protocol/index.ts';
import type { Send } from './event-stream.ts';
import { savedReport } from './report-route.ts';
import type { Room, Shapes, Works } from './routes.ts';

/** What the streams that write files take. */
export const saveStreamShapes: Shapes<SaveStreams> = {
  save: z.object({
    result: z.string().max(4096),
    kql: z.string().max(256 * 1024),
    format: z.enum(['csv', 'jsonl', 'parquet']),
    name: z.string().max(200),
  }),
  report: z.object({ hunt: z.string().max(64) }),
};

/** The streams that write files. */
export function saveWorks(room: Room): Pick<Works, keyof SaveStreams> {
  const { results, saved } = room;
  return {
    save: ({ result, ...asked }, send, signal) =>
      telling(send, () => saved.write(results.get(result), asked, signal)),
    report: (asked, send, signal) => telling(send, () => savedReport(room, asked, signal)),
  };
}

/** Make a file, and say meanwhile that it is being made. */
async function telling(send: Send<SaveEvent>, make: () => Promise<SavedFile>): Promise<void> {
  const started = performance.now();
  const beat = setInterval(
    () => send({ kind: 'running', elapsedMs: Math.round(performance.now() - started) }),
    1000,
  );
  try {
    send({ kind: 'saved', file: await make() });
  } finally {
    clearInterval(beat);
  }
}
