import type { Streams } from '../../src/protocol/index.ts';
import { stream, thrown } from './client.ts';

/** Have rows written into a file, and hand it to the browser. Aborting the signal stops the writing. */
export async function saveRows(asked: Streams['save']['body'], signal: AbortSignal): Promise<void> {
  for await (const event of stream('save', asked, signal)) {
    if (event.kind === 'failed') throw thrown(event.problem);
    if (event.kind !== 'saved') continue;
    const link = document.createElement('a');
    link.href = `./api/saved/${event.file.id}`;
    link.download = event.file.name;
    link.click();
  }
}
