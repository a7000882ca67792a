import { rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { HuntError } from '../base/index.ts';
import type { Member } from './archive-member.ts';
import type { Budget, Input } from './define-format.ts';
import { fileInput } from './file-input.ts';
import { isTar, tarMembers } from './tar-members.ts';
import { compressionOf, decompressed, Expansion, writeCounted } from './unpack-stream.ts';
import { isZip, zipMembers } from './zip-members.ts';

/** Something that a file of the user holds: an input to read, or why it cannot be one. */
export type Opened =
  | { input: Input; notes: readonly string[]; error?: never }
  | { name: string; error: HuntError; input?: never };

export interface OpenOptions {
  scratchFolder: string;
  budget: Budget;
  signal: AbortSignal;
  /** How far into the user's file we are, from 0 to 1. */
  progress(share: number): void;
  /** Told before a file or member is unpacked or read. */
  begins?(name: string): void;
  /** Names of members that are passed over. */
  without?: ReadonlySet<string>;
  /** Of the members of the outermost archive only these. */
  share?: MemberShare;
}

/** One of several equal shares, in turn. */
export interface MemberShare {
  index: number;
  of: number;
}

/** Archives in archives may go no deeper, whatever the budget says: each level is a copy on disk. */
const maxArchiveDepth = 8;

/**
 * What a file holds once it is out of every compression and archive around it, one after the other: each is
 * there only until the next is asked for. Nothing is written but numbered files in the scratch folder.
 */
export async function* openInputs(path: string, options: OpenOptions): AsyncGenerator<Opened> {
  const whole = await fileInput(path, path, basename(path));
  const expansion = new Expansion(path, whole.sizeBytes, options.budget);
  yield* openLayer(
    { input: { ...whole, own: true }, path, depth: 0, notes: [] },
    { ...options, expansion },
  );
}

interface Layer {
  input: Input;
  path: string;
  depth: number;
  notes: readonly string[];
}

interface LayerOptions extends OpenOptions {
  expansion: Expansion;
}

async function* openLayer(layer: Layer, options: LayerOptions): AsyncGenerator<Opened> {
  const { input, notes } = layer;
  options.begins?.(input.name);
  const head = await input.head();
  const compression = compressionOf(head);
  const packed = compression !== null || isZip(head) || isTar(head);
  if (!packed) {
    yield { input, notes };
    return;
  }
  if (layer.depth >= Math.min(options.budget.depth, maxArchiveDepth)) {
    yield { name: input.name, error: tooDeep(input.name, layer.depth) };
    return;
  }
  try {
    if (compression) yield* openCompressed(layer, compression, options);
    else yield* openArchive(layer, isZip(head) ? zipMembers : tarMembers, options);
  } catch (error) {
    if (!(error instanceof HuntError)) throw error;
    if (error.code === 'formats/expands-too-much' && layer.depth > 0) throw error;
    yield { name: input.name, error };
  }
}

async function* openCompressed(
  layer: Layer,
  compression: 'gzip' | 'zstd' | 'xz',
  options: LayerOptions,
): AsyncGenerator<Opened> {
  const { input, path } = layer;
  const target = scratchPath(options);
  try {
    const broken = await writeCounted(decompressed(path, compression), target, {
      ...options,
      name: input.name,
    });
    const inner = await fileInput(target, input.name, innerName(input.baseName), input.modifiedMs);
    const notes = broken ? [...layer.notes, broken] : layer.notes;
    yield* openLayer({ input: inner, path: target, depth: layer.depth + 1, notes }, options);
  } finally {
    await rm(target, { force: true });
  }
}

type MembersOf = (
  path: string,
  name: string,
  share: MemberShare | undefined,
) => AsyncGenerator<Member>;

async function* openArchive(
  layer: Layer,
  members: MembersOf,
  options: LayerOptions,
): AsyncGenerator<Opened> {
  const share = layer.depth === 0 ? options.share : undefined;
  for await (const member of members(layer.path, layer.input.name, share)) {
    options.signal.throwIfAborted();
    const name = `${layer.input.name}!${member.name}`;
    if (options.without?.has(name)) continue;
    options.begins?.(name);
    if (!member.bytes) {
      yield { name, error: notTaken(name, member.refused ?? 'cannot be read') };
      continue;
    }
    const target = scratchPath(options);
    try {
      const broken = await writeCounted(member.bytes, target, { ...options, name });
      const baseName = member.name.split(/[\\/]/).at(-1) || 'member';
      const input = await fileInput(
        target,
        name,
        baseName,
        member.modifiedMs ?? layer.input.modifiedMs,
      );
      const notes = broken ? [...layer.notes, broken] : layer.notes;
      yield* openLayer({ input, path: target, depth: layer.depth + 1, notes }, options);
    } catch (error) {
      if (!(error instanceof HuntError) || error.code === 'formats/expands-too-much') throw error;
      yield { name, error };
    } finally {
      await rm(target, { force: true });
    }
    if (layer.depth === 0) options.progress(member.share);
  }
}

let scratchFiles = 0;
const scratchPath = (options: OpenOptions): string =>
  join(options.scratchFolder, `member-${process.pid}-${++scratchFiles}`);

/** `a.csv.gz` holds `a.csv`, `logs.tgz` holds `logs.tar`. */
const innerName = (baseName: string): string =>
  baseName.replace(/\.(tgz|txz|tzst)$/i, '.tar').replace(/\.(gz|gzip|zst|zstd|xz)$/i, '');

function tooDeep(name: string, depth: number): HuntError {
  return new HuntError({
    code: 'formats/archives-too-deep',
    message: `"${name}" is an archive inside of ${depth} others.`,
    hint: 'Unpack it yourself and open what it holds.',
  });
}

function notTaken(name: string, reason: string): HuntError {
  return new HuntError({
    code: 'formats/unsafe-member',
    message: `"${name}" ${reason}.`,
    hint: 'It was left out; the rest of the archive is open.',
  });
}
