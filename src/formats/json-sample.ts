import { writeFile } from 'node:fs/promises';
import type { ReadContext } from './define-format.ts';
import { type Shape, shapeOf } from './json-shape.ts';
import { isVaried, samplePieces } from './sample-file.ts';
import { commonKind, kindOf, type TextKind } from './text-kinds.ts';

/** What some lines of a file, spread over it, say of the others. */
export interface JsonSample {
  /** In order of appearance: the kind of a key's texts; null where it had no text. */
  kinds: ReadonlyMap<string, TextKind | null>;
  /** Keys of which a text begins as nested JSON does. */
  bracketed: ReadonlySet<string>;
  /** Keys whose values hardly repeat. */
  varied: ReadonlySet<string>;
  /** The one text that all records of the sample have under `Type`. */
  type: string | null;
  /** The sample is the whole file. */
  whole: boolean;
  pieces: readonly string[];
}

export async function sampleLines(path: string): Promise<JsonSample> {
  const { pieces, whole } = await samplePieces(path);
  const kinds = new Map<string, TextKind | null>();
  const bracketed = new Set<string>();
  const types = new Set<unknown>();
  const values = new Map<string, string[]>();
  for (const entries of recordsOf(pieces)) {
    types.add(entries.get('Type'));
    for (const [key, value] of entries) {
      const before = kinds.get(key) ?? null;
      const kind = typeof value === 'string' ? kindOf(value) : null;
      kinds.set(key, kind && before ? commonKind(before, kind) : (before ?? kind));
      noteText(values, key, value);
      if (typeof value === 'string' && /^[[{]/.test(value)) bracketed.add(key);
    }
  }
  const [type] = types;
  const oneType = types.size === 1 && typeof type === 'string' ? type : null;
  const varied = new Set([...values.keys()].filter((key) => isVaried(values.get(key) ?? [])));
  return { kinds, bracketed, varied, type: oneType, whole, pieces };
}

function noteText(texts: Map<string, string[]>, key: string, value: unknown): void {
  const text = typeof value === 'object' && value !== null ? spelled(value) : value;
  if (typeof text !== 'string') return;
  const before = texts.get(key);
  if (before) before.push(text);
  else texts.set(key, [text]);
}

/** Null for what nests too deep to be written. */
function spelled(value: object): string | null {
  try {
    return JSON.stringify(value);
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

function* recordsOf(pieces: readonly string[]): Generator<Map<string, unknown>> {
  for (const line of pieces.flatMap((piece) => piece.split('\n'))) {
    let record: unknown;
    try {
      record = JSON.parse(line);
    } catch {
      continue;
    }
    if (typeof record === 'object' && record !== null) yield new Map(Object.entries(record));
  }
}

/** The shape of the lines of a sample alone; null as `shapeOf` says. */
export async function sampledShape(
  context: ReadContext,
  sample: JsonSample,
): Promise<Shape | null> {
  const path = await context.scratchFile();
  await writeFile(path, sample.pieces.join('\n'));
  return await shapeOf(context, path);
}
