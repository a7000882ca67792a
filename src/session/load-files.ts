import { rm } from 'node:fs/promises';
import { type LoadJob, type LoadResult, startLoad } from '../formats/index.ts';

/** Read files into parts, in a folder of their own that is only there afterwards if parts are in it. */
export async function loadFiles(job: LoadJob): Promise<LoadResult> {
  let loaded: LoadResult | null = null;
  try {
    loaded = await startLoad(job);
    return loaded;
  } finally {
    if (!loaded?.parts.length) await rm(job.workspace, { recursive: true, force: true });
  }
}
