import type { KustoType } from '../../base/index.ts';
import type { Tagged } from '../compute.ts';
import { defineScalar, type FunctionDefinition } from '../define.ts';
import { xxhash64 } from '../values/xxhash64.ts';

function whole(text: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(BigInt.asIntN(64, BigInt(text)));
  return bytes;
}

function real(text: string): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeDoubleLE(Number(text));
  return bytes;
}

const spelled: Partial<Record<KustoType, (text: string) => Buffer>> = {
  int: whole,
  long: whole,
  datetime: whole,
  timespan: whole,
  real,
  bool: (text) => Buffer.from([text === 'true' ? 1 : 0]),
};

function hashOf(value: Tagged | null): bigint {
  if (value === null) return xxhash64(Buffer.alloc(0));
  return xxhash64((spelled[value.type] ?? Buffer.from)(value.text));
}

function within(hash: bigint, mod: bigint | null): bigint | null {
  if (mod === null) return hash;
  if (mod === 0n) return null;
  const rest = hash % mod;
  return rest < 0n ? rest + (mod < 0n ? -mod : mod) : rest;
}

/** Hashes into one, in which their order counts. */
function combined(hashes: readonly (bigint | null)[]): bigint {
  const bytes = Buffer.alloc(8 * hashes.length);
  hashes.forEach((hash, i) => {
    bytes.writeBigInt64LE(hash ?? 0n, 8 * i);
  });
  return xxhash64(bytes);
}

const ownCombination =
  'How Kusto combines hashes is not published: the numbers are others, as good for telling values apart.';

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'hash_xxhash64(value: any, mod?: long): long',
    aliases: ['hash'],
    about: 'The xxHash64 of a value, or what is left of it after division by a number.',
    source: 'https://learn.microsoft.com/kusto/query/hash-xxhash64-function',
    compute: (value, mod) => within(hashOf(value), mod),
    examples: [
      {
        query:
          'print a = hash("World"), b = hash("World", 100), c = hash_xxhash64(datetime("2015-01-01"))',
        columns: ['a:long', 'b:long', 'c:long'],
        rows: [['1846988464401551951', 51, '1380966698541616202']],
      },
      {
        query:
          'datatable(s:string)["Hello"] | project a = hash(s), b = hash(s, 7) between (0 .. 6), c = hash(strcat(s, " and a text of more than 32 bytes")) == hash("Hello and a text of more than 32 bytes")',
        rows: [['753694413698530628', true, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'hash_combine(first: long, second: long, ...hashes: long): long',
    about: 'Several hashes combined into one.',
    differs: ownCombination,
    source: 'https://learn.microsoft.com/kusto/query/hash-combine-function',
    compute: (...hashes) => combined(hashes),
    examples: [
      {
        query:
          'print a = hash_combine(1, 2) == hash_combine(1, 2), b = hash_combine(1, 2) == hash_combine(2, 1)',
        rows: [[true, false]],
      },
    ],
  }),
  defineScalar({
    signature: 'hash_many(value: any, ...values: any): long',
    about: 'One hash of several values.',
    differs: ownCombination,
    source: 'https://learn.microsoft.com/kusto/query/hash-many-function',
    compute: (...values) => combined(values.map(hashOf)),
    examples: [
      {
        query: 'print a = hash_many("x", 1) == hash_combine(hash("x"), hash(1))',
        rows: [[true]],
      },
    ],
  }),
];

export default definitions;
