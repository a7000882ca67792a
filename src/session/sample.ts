import { readFileSync, statSync } from 'node:fs';
import { copyFile, mkdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { childEntry, type Part, startChild } from '../engine/index.ts';
import { replaceFile } from '../files/index.ts';
import type { SampleAnswer, SampleRequest } from './sample-process.ts';

/**
 * Where the build leaves the sample of the usual seed, as a part and what it holds. A first start then
 * opens it in no time; where it is missing, or for another seed, it is written anew.
 */
function prebuilt(): { part: string; description: string } {
  const folder = join(dirname(childEntry(import.meta.url, 'sample-process')), '../sample');
  return { part: join(folder, 'sample.duckdb'), description: join(folder, 'sample.json') };
}

/** Put the sample investigation at `path`, as a part; `anew` where that of the build turned out to be damaged. */
export async function placeSample(
  request: SampleRequest & { anew?: boolean },
  signal?: AbortSignal,
): Promise<Part> {
  const tables = request.seed === undefined && !request.anew ? wholePrebuilt() : null;
  if (tables === null) return writeSample({ path: request.path, seed: request.seed }, signal);
  await copyFile(prebuilt().part, request.path);
  return { path: request.path, tables };
}

/** What the sample of the build holds; null where it is missing or not whole. */
function wholePrebuilt(): Part['tables'] | null {
  const { part, description } = prebuilt();
  try {
    const said = JSON.parse(readFileSync(description, 'utf8')) as Part & { sizeBytes?: number };
    return statSync(part).size === said.sizeBytes ? said.tables : null;
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT')
      return null;
    throw error;
  }
}

/** Write the sample of the usual seed where `placeSample` finds it; a step of the build. */
export async function prebuildSample(): Promise<void> {
  const { part, description } = prebuilt();
  await mkdir(dirname(part), { recursive: true });
  const written = await writeSample({ path: part, seed: undefined });
  const { size: sizeBytes } = statSync(part);
  await replaceFile(description, JSON.stringify({ ...written, sizeBytes }));
}

/** Write the sample as a part, in a process of its own. */
function writeSample(request: SampleRequest, signal?: AbortSignal): Promise<Part> {
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
