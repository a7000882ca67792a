import type { Chunk } from './chunk.ts';
import { Damage } from './damage.ts';
import { readFragment } from './fragment.ts';
import { DEFINITION_HEADER_BYTES } from './instance.ts';
import { compile } from './program.ts';
import { type Definition, type DefinitionNotes, nameAt, type Scope } from './scope.ts';

interface Known extends Definition {
  tokens: Uint8Array;
  notes: DefinitionNotes;
}

/** Most templates kept for other chunks; a file has some hundreds. */
const MAX_KNOWN = 4096;

/**
 * The templates of a file. Every chunk spells its templates out anew, names moved about: a template is
 * recognised by its GUID, its size and its bytes, with the references to names compared by name.
 */
export class Templates {
  readonly #known = new Map<string, Known[]>();
  #count = 0;
  #chunk: Chunk | null = null;
  #here = new Map<number, Definition>();

  /** The template whose header stands at an offset of the chunk. Throws `Damage`. */
  get(scope: Scope, at: number, depth: number): Definition {
    if (this.#chunk !== scope.chunk) {
      this.#chunk = scope.chunk;
      this.#here = new Map();
    }
    let definition = this.#here.get(at);
    if (definition) return definition;
    definition = this.#find(scope, at, depth);
    this.#here.set(at, definition);
    return definition;
  }

  #find(scope: Scope, at: number, depth: number): Definition {
    const { bytes } = scope.chunk;
    const start = bytes.need(at, DEFINITION_HEADER_BYTES);
    const size = bytes.u32(start - 4);
    if (start + size > bytes.length) throw new Damage('a template runs past the end of its chunk');
    const key = `${bytes.u64(at + 4)} ${bytes.u64(at + 12)} ${size}`;
    const known = this.#known.get(key) ?? [];
    const same = known.find((one) => isSame(scope, start, one));
    if (same) return same;
    const notes: DefinitionNotes = { names: [], local: false };
    const root = readFragment(scope, start, size, depth, notes);
    const definition = { root, program: compile(root) };
    if (!notes.local && this.#count < MAX_KNOWN) {
      this.#count++;
      const tokens = bytes.array.slice(start, start + size);
      this.#known.set(key, [...known, { ...definition, tokens, notes }]);
    }
    return definition;
  }
}

function isSame(scope: Scope, start: number, known: Known): boolean {
  const { chunk, texts } = scope;
  const { array } = chunk.bytes;
  const { tokens, notes } = known;
  let at = 0;
  for (const reference of notes.names) {
    for (; at < reference.at; at++) if (tokens[at] !== array[start + at]) return false;
    const offset = chunk.bytes.u32(start + at);
    if ((offset === start + at + 4) !== reference.inline) return false;
    if (nameAt(chunk, offset, texts) !== reference.name) return false;
    // Past the reference, and past the link to the next name of the chain where the name follows.
    at += reference.inline ? 8 : 4;
  }
  for (; at < tokens.length; at++) if (tokens[at] !== array[start + at]) return false;
  return true;
}
