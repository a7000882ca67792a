import { createWriteStream } from 'node:fs';
import { finished } from 'node:stream/promises';
import { HuntError } from '../base/index.ts';
import type { Format, Input } from './define-format.ts';
import { fileInput } from './file-input.ts';
import { formats } from './formats.ts';

/** Below this nobody is sure enough. */
const sureEnough = 0.3;

/** The format of an input by its content; its ending only breaks a tie. */
export async function detectFormat(input: Input): Promise<Format> {
  const head = await input.head();
  if (head.length === 0)
    throw new HuntError({
      code: 'formats/empty-file',
      message: `"${input.name}" is empty.`,
      hint: 'Check that the export was finished.',
    });
  const ending = input.baseName.split('.').at(-1)?.toLowerCase() ?? '';
  let best: { format: Format; score: number } | null = null;
  for (const format of formats) {
    const sure = format.sniff(head, input.baseName);
    const score = sure > 0 ? sure + (format.extensions.includes(ending) ? 0.01 : 0) : 0;
    if (score > (best?.score ?? 0)) best = { format, score };
  }
  if (best && best.score >= sureEnough) return best.format;
  throw new HuntError({
    code: 'formats/not-recognised',
    message: `"${input.name}" is of no kind that can be read.`,
    hint: `Kinds that can: ${formats.map((format) => format.title).join(', ')}.`,
  });
}

type Encoding = 'utf-16le' | 'utf-16be';

/** The encoding of a text in two-byte units, by its mark or by its zeros; null for anything else. */
function twoByteEncoding(name: string, head: Uint8Array): Encoding | null {
  if ((head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) {
    if (head[0] === 0xff && head[2] === 0 && head[3] === 0 && head.length >= 4)
      throw new HuntError({
        code: 'formats/unknown-encoding',
        message: `"${name}" is a text in UTF-32, which is not read.`,
        hint: 'Save it as UTF-8.',
      });
    return head[0] === 0xff ? 'utf-16le' : 'utf-16be';
  }
  const units = Math.min(head.length, 1024) >> 1;
  if (units < 8) return null;
  let low = 0;
  let high = 0;
  for (let at = 0; at < units * 2; at += 2) {
    const [first = 0, second = 0] = [head[at], head[at + 1]];
    if (second === 0 && isText(first)) low++;
    if (first === 0 && isText(second)) high++;
  }
  if (low > units * 0.8) return 'utf-16le';
  return high > units * 0.8 ? 'utf-16be' : null;
}

const isText = (byte: number): boolean =>
  (byte >= 32 && byte < 127) || byte === 9 || byte === 10 || byte === 13;

/** The input in UTF-8: itself, or a copy at `path` where it is a text in UTF-16. */
export async function inUtf8(input: Input, path: string): Promise<Input> {
  const encoding = twoByteEncoding(input.name, await input.head());
  if (!encoding) return input;
  const decoder = new TextDecoder(encoding);
  const out = createWriteStream(path, { flags: 'wx' });
  const done = finished(out);
  done.catch(() => {});
  for await (const chunk of input.stream())
    if (!out.write(decoder.decode(chunk, { stream: true })))
      await new Promise<void>((resolve) => out.once('drain', resolve));
  out.end(decoder.decode());
  await done;
  return await fileInput(path, input.name, input.baseName, input.modifiedMs);
}
