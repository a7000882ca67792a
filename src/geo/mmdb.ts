import { closeSync, openSync, readFileSync, readSync, statSync } from 'node:fs';
import { HuntError } from '../base/index.ts';
import type { AddressReader } from './address.ts';
import { BadRecord, RecordReader, type Wanted } from './mmdb-record.ts';

const marker = Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1');
const largestMetadata = 128 * 1024;
const largestFile = 2 ** 31 - 1;
const separator = 16;
const tableBits = 16;

const metadataWanted: Wanted = {
  inside: new Map(
    ['node_count', 'record_size', 'ip_version', 'database_type', 'build_epoch'].map(
      (name, slot) => [name, { slot }],
    ),
  ),
};

function bad(name: string, why: string): HuntError {
  return new HuntError({
    code: 'geo/bad-database',
    message: `'${name}' is no database of addresses that can be read: ${why}.`,
    hint: 'It should be a MaxMind DB, a file that ends in .mmdb.',
  });
}

/**
 * Records of networks in a file of MaxMind's format, in memory as they stand in the file.
 *
 * errors: `geo/bad-database` where the file is none; a record that is broken reads as one that holds nothing.
 * cost: the size of the file in memory; then a walk of at most 128 steps an address.
 * source: https://maxmind.github.io/MaxMind-DB/
 */
export class Mmdb implements MmdbMetadata {
  readonly type: string;
  readonly builtAt: Date;
  readonly #tree: Buffer;
  readonly #records: RecordReader;
  readonly #nodes: number;
  readonly #nodeBytes: number;
  readonly #version: number;
  readonly #dataBytes: number;
  /** The node below which addresses of version 4 are. */
  #fourth = 0;
  /** For the first bits of an address of version 4 where the walk goes on. */
  #table: Uint32Array | null = null;

  constructor(bytes: Buffer, name: string) {
    const { endsAt, nodes, nodeBytes, version, type, builtAt } = layoutOf(bytes, name);
    const treeBytes = nodes * nodeBytes;
    this.#dataBytes = endsAt - treeBytes - separator;
    if (!Number.isSafeInteger(treeBytes) || nodes < 1 || this.#dataBytes < 0)
      throw bad(name, 'it is cut short');
    [this.#nodes, this.#nodeBytes, this.#version] = [nodes, nodeBytes, version];
    [this.type, this.builtAt] = [type, builtAt];
    this.#tree = bytes.subarray(0, treeBytes);
    this.#records = new RecordReader(bytes.subarray(treeBytes + separator, endsAt));
    if (version === 6) this.#fourth = this.#walk(0, 0, 0, 96);
  }

  /** Read a file. Throws `geo/bad-database`. */
  static open(path: string): Mmdb {
    sizeOf(path);
    return new Mmdb(readFileSync(path), path);
  }

  /** Where the record of the address is that was read last, of version 4 or 6; -1 where there is none. */
  find(address: AddressReader, version: 4 | 6): number {
    const { words } = address;
    if (version === 4) return this.#found(this.#findFour(words[0] as number));
    if (this.#version === 4) return -1;
    let node = 0;
    for (let i = 0; i < 4 && node < this.#nodes; i++)
      node = this.#walk(node, words[i] as number, 0, 32);
    return this.#found(node);
  }

  /** What is wanted of the record at this place, by slots. */
  record(at: number, wanted: Wanted, slots: number): unknown[] {
    try {
      return this.#records.read(at, wanted, slots);
    } catch (error) {
      if (error instanceof BadRecord) return new Array(slots).fill(undefined);
      throw error;
    }
  }

  #findFour(address: number): number {
    this.#table ??= this.#firstSteps();
    const node = this.#table[address >>> tableBits] as number;
    return node < this.#nodes ? this.#walk(node, address, tableBits, 32) : node;
  }

  #firstSteps(): Uint32Array {
    const table = new Uint32Array(2 ** tableBits);
    for (let i = 0; i < table.length; i++)
      table[i] = this.#walk(this.#fourth, i << tableBits, 0, tableBits);
    return table;
  }

  /** From a node along these bits of a word; ends where there is no node any more. */
  #walk(start: number, word: number, firstBit: number, endBit: number): number {
    const [tree, nodes] = [this.#tree, this.#nodes];
    let node = start;
    for (let bit = firstBit; bit < endBit && node < nodes; bit++) {
      const right = (word >>> (31 - bit)) & 1;
      if (this.#nodeBytes === 6) {
        const at = node * 6 + right * 3;
        node =
          ((tree[at] as number) << 16) | ((tree[at + 1] as number) << 8) | (tree[at + 2] as number);
      } else if (this.#nodeBytes === 8) node = tree.readUInt32BE(node * 8 + right * 4);
      else {
        const at = node * 7;
        const middle = tree[at + 3] as number;
        const high = right === 0 ? middle >>> 4 : middle & 15;
        node = high * 16_777_216 + tree.readUIntBE(at + right * 4, 3);
      }
    }
    return node;
  }

  /** The place of a record in the data, by what stands in the tree. */
  #found(node: number): number {
    const at = node - this.#nodes - separator;
    return at >= 0 && at < this.#dataBytes ? at : -1;
  }
}

/** What a file says of itself. */
export interface MmdbMetadata {
  /** What it calls itself, such as `GeoLite2-City`; empty where it does not say. */
  readonly type: string;
  readonly builtAt: Date;
}

interface Layout extends MmdbMetadata {
  /** Where, in the bytes, the data ends. */
  endsAt: number;
  nodes: number;
  nodeBytes: number;
  version: 4 | 6;
}

/** What the last bytes of a file say of it. */
function layoutOf(bytes: Buffer, name: string): Layout {
  const from = Math.max(0, bytes.length - largestMetadata);
  const at = bytes.subarray(from).lastIndexOf(marker);
  if (at < 0) throw bad(name, 'it has no metadata');
  const [nodes, recordBits, version, type, built] = metadataOf(
    bytes.subarray(from + at + marker.length),
    name,
  );
  if (![24, 28, 32].includes(Number(recordBits)) || (version !== 4 && version !== 6))
    throw bad(name, 'it is of a kind that is not known');
  return {
    endsAt: from + at,
    nodes: Number(nodes),
    nodeBytes: Number(recordBits) / 4,
    version,
    type: typeof type === 'string' ? type.slice(0, 100) : '',
    builtAt: new Date(Math.min(Number(built) || 0, 8.64e12) * 1000),
  };
}

function metadataOf(bytes: Buffer, name: string): unknown[] {
  try {
    return new RecordReader(bytes).read(0, metadataWanted, 5);
  } catch (error) {
    if (error instanceof BadRecord) throw bad(name, 'its metadata cannot be read');
    throw error;
  }
}

/** What a file says of itself, read from its end alone. Throws `geo/bad-database`. */
export function readMetadata(path: string): MmdbMetadata {
  const size = sizeOf(path);
  const file = openSync(path, 'r');
  try {
    const bytes = Buffer.alloc(Math.min(size, largestMetadata));
    const length = readSync(file, bytes, 0, bytes.length, size - bytes.length);
    const { type, builtAt } = layoutOf(bytes.subarray(0, length), path);
    return { type, builtAt };
  } finally {
    closeSync(file);
  }
}

function sizeOf(path: string): number {
  const found = statSync(path, { throwIfNoEntry: false });
  if (!found) throw bad(path, 'it is not there');
  if (!found.isFile()) throw bad(path, 'it is no file');
  if (found.size > largestFile) throw bad(path, 'it is larger than 2 GiB');
  return found.size;
}
