const mask = 2n ** 64n - 1n;
const prime1 = 11400714785074694791n;
const prime2 = 14029467366897019727n;
const prime3 = 1609587929392839161n;
const prime4 = 9650029242287828579n;
const prime5 = 2870177450012600261n;

const rotate = (x: bigint, by: bigint): bigint => ((x << by) | (x >> (64n - by))) & mask;
const round = (sum: bigint, x: bigint): bigint =>
  (rotate((sum + x * prime2) & mask, 31n) * prime1) & mask;

/** The sums of the blocks of 32 bytes, and where they end. */
function blocks(bytes: Buffer): { hash: bigint; at: number } {
  if (bytes.length < 32) return { hash: prime5, at: 0 };
  const sums = [(prime1 + prime2) & mask, prime2, 0n, mask + 1n - prime1];
  let at = 0;
  for (; at + 32 <= bytes.length; at += 32)
    for (let lane = 0; lane < 4; lane++)
      sums[lane] = round(sums[lane] ?? 0n, bytes.readBigUInt64LE(at + 8 * lane));
  let hash = 0n;
  sums.forEach((sum, lane) => {
    hash += rotate(sum, [1n, 7n, 12n, 18n][lane] ?? 0n);
  });
  for (const sum of sums) hash = (((hash & mask) ^ round(0n, sum)) * prime1 + prime4) & mask;
  return { hash, at };
}

/** XXH64 with seed 0, as a signed number. Source: the xxHash specification, https://github.com/Cyan4973/xxHash. */
export function xxhash64(bytes: Buffer): bigint {
  let { hash, at } = blocks(bytes);
  hash = (hash + BigInt(bytes.length)) & mask;
  for (; at + 8 <= bytes.length; at += 8)
    hash = (rotate(hash ^ round(0n, bytes.readBigUInt64LE(at)), 27n) * prime1 + prime4) & mask;
  if (at + 4 <= bytes.length) {
    const word = (BigInt(bytes.readUInt32LE(at)) * prime1) & mask;
    hash = (rotate(hash ^ word, 23n) * prime2 + prime3) & mask;
    at += 4;
  }
  for (; at < bytes.length; at++)
    hash = (rotate(hash ^ ((BigInt(bytes[at] ?? 0) * prime5) & mask), 11n) * prime1) & mask;
  hash = ((hash ^ (hash >> 33n)) * prime2) & mask;
  hash = ((hash ^ (hash >> 29n)) * prime3) & mask;
  return BigInt.asIntN(64, hash ^ (hash >> 32n));
}
