import { readFile } from 'node:fs/promises';

/** The text of a file, every character of it; null where its bytes are not UTF-8, and would be lost with the next writing. */
export async function readUtf8(path: string): Promise<string | null> {
  const bytes = await readFile(path);
  try {
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(bytes);
  } catch {
    return null;
  }
}
