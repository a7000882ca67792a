import { createHash } from 'node:crypto';
import { keccak256 } from './keccak.ts';
import { type Found, hex, is } from './letters.ts';

/** An address of a cryptocurrency whose checksum is right. */
export interface FoundWallet extends Found {
  readonly type: 'btc_wallet' | 'eth_wallet' | 'ltc_wallet' | 'doge_wallet' | 'trx_wallet';
}

const base58 = '123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz';
const bech32 = 'qpzry9x8gf2tvdw0s3jn54khce6mua7l';

/** The first byte of an address, and whose it is. */
const versions = new Map<number, FoundWallet['type']>([
  [0x00, 'btc_wallet'],
  [0x05, 'btc_wallet'],
  [0x30, 'ltc_wallet'],
  [0x32, 'ltc_wallet'],
  [0x1e, 'doge_wallet'],
  [0x41, 'trx_wallet'],
]);

/** Whose address it is by Base58Check; null where the checksum or the length is wrong. */
function byBase58(text: string): FoundWallet['type'] | null {
  let number = 0n;
  for (const c of text) {
    const value = base58.indexOf(c);
    if (value === -1) return null;
    number = number * 58n + BigInt(value);
  }
  const digits = number.toString(16);
  if (digits.length > 50) return null;
  const bytes = Buffer.from(digits.padStart(50, '0'), 'hex');
  const zeros = /^1*/.exec(text)?.[0].length ?? 0;
  if (bytes.findIndex((b) => b !== 0) < zeros) return null;
  const once = createHash('sha256').update(bytes.subarray(0, 21)).digest();
  const twice = createHash('sha256').update(once).digest();
  if (!twice.subarray(0, 4).equals(bytes.subarray(21))) return null;
  return versions.get(bytes[0] ?? -1) ?? null;
}

const generators = [0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3];

/** The checksum of BIP 173 and BIP 350: 1 for Bech32, 0x2bc830a3 for Bech32m; another number where it is wrong. */
function bech32Checksum(prefix: string, data: string): number {
  const values = [...prefix].map((c) => c.charCodeAt(0) >> 5);
  values.push(
    0,
    ...[...prefix].map((c) => c.charCodeAt(0) & 31),
    ...[...data].map((c) => bech32.indexOf(c)),
  );
  let sum = 1;
  for (const value of values) {
    const top = sum >>> 25;
    sum = ((sum & 0x1ffffff) << 5) ^ value;
    generators.forEach((generator, i) => {
      if ((top >> i) & 1) sum ^= generator;
    });
  }
  return sum;
}

function byBech32(text: string): FoundWallet['type'] | null {
  const lower = text.toLowerCase();
  if (text !== lower && text !== text.toUpperCase()) return null;
  const split = lower.indexOf('1');
  const data = lower.slice(split + 1);
  if (data.length < 39 || data.length > 71) return null;
  for (const c of data) if (!bech32.includes(c)) return null;
  const sum = bech32Checksum(lower.slice(0, split), data);
  if (sum !== (data.startsWith('q') ? 1 : 0x2bc830a3)) return null;
  return lower.startsWith('bc') ? 'btc_wallet' : 'ltc_wallet';
}

/** EIP-55: where letters are of both cases, the case says the checksum. */
function byCase(text: string): FoundWallet['type'] | null {
  const digits = text.slice(2);
  const lower = digits.toLowerCase();
  if (digits === lower || digits === digits.toUpperCase()) return 'eth_wallet';
  const digest = keccak256(lower);
  const right = [...lower].every((c, i) => {
    const upper = Number.parseInt(digest.charAt(i), 16) >= 8;
    return digits.charAt(i) === (upper ? c.toUpperCase() : c);
  });
  return right ? 'eth_wallet' : null;
}

// Bounded at every place, and each match ends where its kind of letters does.
const candidates =
  /(?<![A-Za-z0-9])(?:0x[0-9a-fA-F]{40}|(?:bc|BC|ltc|LTC)1[a-zA-Z0-9]{39,71}|[13LMDT39A][1-9A-HJ-NP-Za-km-z]{24,33})(?![A-Za-z0-9])/g;

/** The wallets of Bitcoin, Ethereum, Litecoin, Dogecoin and Tron in a text whose checksum is right. */
export function wallets(text: string): FoundWallet[] {
  const found: FoundWallet[] = [];
  for (const { 0: match, index } of text.matchAll(candidates)) {
    const type = match.startsWith('0x')
      ? byCase(match)
      : /^(?:bc|ltc)1/i.test(match)
        ? byBech32(match)
        : byBase58(match);
    if (type && !is(text.charCodeAt(index + match.length), hex))
      found.push({ start: index, end: index + match.length, type });
  }
  return found;
}
