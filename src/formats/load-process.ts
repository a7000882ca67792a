import { guardMemory, PartWriter } from '../engine/index.ts';
import { loadTask } from './load.ts';
import type { LoadAnswer, LoadOrder } from './load-messages.ts';

type Begin = Extract<LoadOrder, { type: 'begin' }>;

let begin: Begin | null = null;
let writer: PartWriter | null = null;
const never = new AbortController().signal;

function answer(message: LoadAnswer): void {
  process.send?.(message);
}

async function obey(order: LoadOrder): Promise<void> {
  if (order.type === 'begin') {
    begin = order;
    writer = await PartWriter.open(order.partPath, order.options);
    return;
  }
  if (!begin || !writer) throw new Error('the loading process was not told where to write');
  if (order.type === 'finish') {
    const part = await writer.finish();
    process.send?.({ type: 'part', part } satisfies LoadAnswer, () => process.disconnect());
    return;
  }
  let said = 0;
  const outcomes = await loadTask(writer, order.task, {
    scratchFolder: begin.scratchFolder,
    budget: begin.budget,
    signal: never,
    begins: (file) => answer({ type: 'begins', file }),
    progress: (bytesDone) => {
      const now = Date.now();
      if (now - said < 100) return;
      said = now;
      answer({ type: 'progress', bytesDone });
    },
  });
  answer({ type: 'outcomes', outcomes });
}

guardMemory();

// Orders wait for each other; a fault ends the process, and the parent tells whose file it was.
let work: Promise<void> = Promise.resolve();
process.on('message', (order) => {
  work = work
    .then(() => obey(order as LoadOrder))
    .catch((error: unknown) => {
      const message = error instanceof Error ? (error.stack ?? error.message) : String(error);
      if (process.send)
        process.send({ type: 'fault', message } satisfies LoadAnswer, () => process.exit(1));
      else process.exit(1);
    });
});
