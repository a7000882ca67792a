import { open } from 'node:fs/promises';
import { LookupFault } from '../lookup/lookup.ts';
import type { Finding, TiSource } from './define-source.ts';
import { Indicators } from './indicators.ts';
import { type Observable, observableTypes } from './observable.ts';
import { Shared } from './shared.ts';

const mostBytes = 256 * 2 ** 20;
const read = new Shared<Indicators>(Number.POSITIVE_INFINITY);

/** Names of files of a setting, separated by semicolons or lines. */
const namesOf = (said: string): readonly string[] =>
  said
    .split(/[;\n]/)
    .map((name) => name.trim())
    .filter(Boolean);

async function contentOf(path: string): Promise<{ text: () => Promise<string>; version: string }> {
  try {
    const file = await open(path, 'r');
    try {
      const { size, mtimeMs } = await file.stat();
      if (size > mostBytes)
        throw new LookupFault(`The list ${path} is longer than ${mostBytes / 2 ** 20} MiB.`, {
          dead: true,
        });
      return {
        version: `${path}\n${size}\n${mtimeMs}`,
        text: async () => {
          const again = await open(path, 'r');
          try {
            const bytes = Buffer.alloc(size);
            const { bytesRead } = await again.read(bytes, 0, size, 0);
            return bytes.toString('utf8', 0, bytesRead).replace(/^\uFEFF/, '');
          } finally {
            await again.close();
          }
        },
      };
    } finally {
      await file.close();
    }
  } catch (error) {
    if (error instanceof LookupFault) throw error;
    throw new LookupFault(`The list ${path} cannot be read.`, { dead: true, cause: error });
  }
}

/**
 * The entries of the files that a setting names, read once for each version of them.
 *
 * errors: a `LookupFault` where one cannot be read, is longer than 256 MiB, or holds no observable.
 */
async function indicatorsOf(
  said: string,
  signal: AbortSignal,
  reader: { kind: string; read(text: string, into: Indicators): void },
): Promise<readonly Indicators[]> {
  const found: Indicators[] = [];
  for (const path of namesOf(said)) {
    const { version, text } = await contentOf(path);
    found.push(
      await read.get(`${reader.kind}\n${version}`, signal, async () => {
        const into = new Indicators();
        reader.read(await text(), into);
        if (into.size === 0)
          throw new LookupFault(
            `${path} holds no address, name, URL or hash that ${reader.kind} reads.`,
            { dead: true },
          );
        return into;
      }),
    );
  }
  return found;
}

/** The JSON of a text, or of its lines. Throws a `LookupFault` where there is none. */
export function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    const lines = text.split('\n').filter((one) => one.trim() !== '');
    try {
      return lines.map((one): unknown => JSON.parse(one));
    } catch {
      throw new LookupFault('The list is neither JSON nor lines of JSON.', { dead: true });
    }
  }
}

/** What several lists say of an observable: the first that knows it. */
function findIn(lists: readonly Indicators[], observable: Observable): Finding | null {
  for (const one of lists) {
    const found = one.find(observable);
    if (found) return found;
  }
  return null;
}

/** What sources that read files of one's own have in common: `list_files`, from the environment also as `TI_LIST_FILES`. */
export function fileSource(
  setting: string,
  variable: string,
  reader: { kind: string; read(text: string, into: Indicators): void },
): Pick<TiSource, 'takes' | 'sends' | 'settings' | 'services' | 'allowances' | 'lookup'> {
  const about = 'files, separated by semicolons';
  return {
    takes: observableTypes,
    sends: null,
    settings: [{ name: setting, environment: [variable], about, secret: false, needed: true }],
    services: [],
    allowances: [],
    lookup: async (observable, call) =>
      findIn(await indicatorsOf(call.setting(setting), call.context.signal, reader), observable),
  };
}
