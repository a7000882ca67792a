import { childEntry, type Part, startChild } from '../engine/index.ts';
import type { SampleAnswer, SampleRequest } from './sample-process.ts';

/** Write the sample investigation as a part, in a process of its own. */
export function writeSample(request: SampleRequest, signal?: AbortSignal): Promise<Part> {
  const child = startChild(childEntry(import.meta.url, 'sample-process'), 2 * 2 ** 30);
  return new Promise<Part>((resolve, reject) => {
    const stop = (): void => reject(signal?.reason);
    signal?.addEventListener('abort', stop, { once: true });
    child.on('message', (answer: SampleAnswer) => {
      if ('part' in answer) resolve(answer.part);
      else reject(new Error(`the sample could not be written: ${answer.broken}`));
    });
    child.on('error', reject);
    child.on('exit', (code) => reject(new Error(`the sample process ended with ${code}`)));
    child.send(request);
  }).finally(() => child.kill());
}
