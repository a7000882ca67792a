import { type Chunk, readName } from './chunk.ts';
import { Damage } from './damage.ts';
import type { Instance } from './instance.ts';
import type { ElementNode } from './node.ts';
import type { Program } from './program.ts';
import type { TextDecoderUtf16 } from './text.ts';

/** A template, read once and used for every record and chunk that holds the same one. */
export interface Definition {
  root: ElementNode;
  /** How records of this template go straight into columns. */
  program: Program;
}

/** What reading one record needs at hand, and how much work it may still cost. */
export interface Scope {
  chunk: Chunk;
  texts: TextDecoderUtf16;
  templates: {
    /** The template whose header stands at an offset of the chunk. Throws `Damage`. */
    get(scope: Scope, at: number, depth: number): Definition;
  };
  /** Instances that are free to be read into. */
  spare: Instance[];
  /** Tokens and nodes left for this record; hostile records multiply themselves. */
  work: { left: number };
}

/** Tokens and nodes that one record may cost; real records cost some hundreds. */
export const RECORD_WORK = 300_000;
/** A place in a template where a name is referred to; needed to recognise the template in other chunks. */
interface NameReference {
  /** Offset of the reference from the start of the template. */
  at: number;
  /** The name itself follows the reference. */
  inline: boolean;
  name: string;
}

/** What a template says beyond its tree. */
export interface DefinitionNotes {
  names: NameReference[];
  /** Refers to other places of its chunk, so that it means nothing outside it. */
  local: boolean;
}

/** Count work, and give up on a record that asks for too much. */
export function spend(scope: Scope, amount: number): void {
  scope.work.left -= amount;
  if (scope.work.left < 0) throw new Damage('the record unfolds into too many parts');
}

/** The name at an offset, from the chunk's table or, where the table lacks it, from the place itself. */
export function nameAt(chunk: Chunk, offset: number, texts: TextDecoderUtf16): string {
  return chunk.names.get(offset) ?? readName(chunk.bytes, offset, texts);
}
