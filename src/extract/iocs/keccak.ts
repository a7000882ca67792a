const mask = 0xffffffffffffffffn;

/** How far each lane turns, by its place in the walk of the rho and pi steps. */
const turns = [
  1, 3, 6, 10, 15, 21, 28, 36, 45, 55, 2, 14, 27, 41, 56, 8, 25, 43, 62, 18, 39, 61, 20, 44,
];
const places = [
  10, 7, 11, 17, 18, 3, 5, 16, 8, 21, 24, 4, 15, 23, 19, 13, 12, 2, 20, 14, 22, 9, 6, 1,
];

/** The constants of the iota step, from the shift register that defines them. */
function roundConstants(): bigint[] {
  let register = 1;
  return Array.from({ length: 24 }, () => {
    let constant = 0n;
    for (let j = 0; j < 7; j++) {
      if (register & 1) constant |= 1n << BigInt(2 ** j - 1);
      register = register & 0x80 ? ((register << 1) ^ 0x171) & 0xff : register << 1;
    }
    return constant;
  });
}
const constants = roundConstants();

function turned(lane: bigint, by: number): bigint {
  return ((lane << BigInt(by)) | (lane >> BigInt(64 - by))) & mask;
}

function round(lanes: bigint[], constant: bigint): void {
  const at = (i: number): bigint => lanes[i] ?? 0n;
  const columns = [0, 1, 2, 3, 4].map(
    (x) => at(x) ^ at(x + 5) ^ at(x + 10) ^ at(x + 15) ^ at(x + 20),
  );
  for (let i = 0; i < 25; i++)
    lanes[i] = at(i) ^ (columns[(i + 4) % 5] ?? 0n) ^ turned(columns[(i + 1) % 5] ?? 0n, 1);
  let moved = at(1);
  places.forEach((place, i) => {
    const next = at(place);
    lanes[place] = turned(moved, turns[i] ?? 0);
    moved = next;
  });
  for (let y = 0; y < 25; y += 5) {
    const row = lanes.slice(y, y + 5);
    for (let x = 0; x < 5; x++)
      lanes[y + x] = (row[x] ?? 0n) ^ (~(row[(x + 1) % 5] ?? 0n) & mask & (row[(x + 2) % 5] ?? 0n));
  }
  lanes[0] = at(0) ^ constant;
}

/**
 * The Keccak-256 digest of up to 135 letters of ASCII, in hex: what Ethereum hashes with, before SHA-3 was padded otherwise.
 *
 * source: https://keccak.team/files/Keccak-reference-3.0.pdf
 */
export function keccak256(ascii: string): string {
  const block = Buffer.alloc(200);
  block.write(ascii.slice(0, 135), 'latin1');
  block[Math.min(135, ascii.length)] = 1;
  block[135] = (block[135] ?? 0) | 0x80;
  const lanes = Array.from({ length: 25 }, (_, i) => block.readBigUInt64LE(i * 8));
  for (const constant of constants) round(lanes, constant);
  const digest = Buffer.alloc(32);
  for (let i = 0; i < 4; i++) digest.writeBigUInt64LE(lanes[i] ?? 0n, i * 8);
  return digest.toString('hex');
}
