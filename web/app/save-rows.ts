import type { Streams } from '../../src/protocol/index.ts';
import { stream, thrown } from './client.ts';

/** Have rows written into a file, and hand it to the browser. Aborting the signal stops the writing. */
export function saveRows(asked: Streams['save']['body'], signal: AbortSignal): Promise<void> {
  return handedOver(stream('save', asked, signal));
}

/** Have the report of a hunt written, as the hunt stands, and hand it to the browser. */
export function saveReport(hunt: string, signal: AbortSignal): Promise<void> {
  return handedOver(stream('report', { hunt }, signal));
}

async function handedOver(events: AsyncIterable<Streams['save']['event']>): Promise<void> {
  for await (const event of events) {
    if (event.kind === 'failed') throw thrown(event.problem);
    if (event.kind !== 'saved') continue;
    const link = document.createElement('a');
    link.href = `./api/saved/${event.file.id}`;
    link.download = event.file.name;
    link.click();
  }
}
