import { AddressReader } from '../../src/geo/address.ts';

/** What a record may hold: numbers with a fraction are doubles, whole ones are of 32 bits. */
export type Held = string | number | readonly Held[] | { readonly [key: string]: Held };

interface Wanted {
  type?: string;
  recordBits?: 24 | 28 | 32;
  ipVersion?: 4 | 6;
  /** Bytes that stand for a record where the reader is to be led astray. */
  raw?: ReadonlyMap<string, Buffer>;
}

type Node = [Node | Buffer | null, Node | Buffer | null];

/** The bits before the length of a value: its type, with a second byte for those past 7. */
function control(type: number, length: number): Buffer {
  const high = type > 7 ? 0 : type << 5;
  const more = type > 7 ? [type - 7] : [];
  if (length < 29) return Buffer.from([high | length, ...more]);
  if (length < 285) return Buffer.from([high | 29, ...more, length - 29]);
  const rest = length - 285;
  return Buffer.from([high | 30, ...more, rest >> 8, rest & 255]);
}

/** A value as the data section holds it. */
function encoded(value: Held): Buffer {
  if (typeof value === 'string') {
    const bytes = Buffer.from(value);
    return Buffer.concat([control(2, bytes.length), bytes]);
  }
  if (typeof value === 'number') {
    const whole = Number.isInteger(value);
    const bytes = Buffer.alloc(whole ? 4 : 8);
    if (whole) bytes.writeUInt32BE(value);
    else bytes.writeDoubleBE(value);
    return Buffer.concat([control(whole ? 6 : 3, bytes.length), bytes]);
  }
  if (Array.isArray(value))
    return Buffer.concat([control(11, value.length), ...value.map(encoded)]);
  const parts = Object.entries(value).flatMap(([key, held]) => [encoded(key), encoded(held)]);
  return Buffer.concat([control(7, parts.length / 2), ...parts]);
}

/** The bits of a network, those of version 4 below ::/96 where the tree is of version 6. */
function bitsOf(network: string, ipVersion: 4 | 6): number[] {
  const [address = '', length = ''] = network.split('/');
  const reader = new AddressReader();
  const version = reader.read(address);
  const words = version === 4 ? [reader.words[0] ?? 0] : [...reader.words];
  const bits = words.flatMap((word) =>
    Array.from({ length: 32 }, (_, i) => (word >>> (31 - i)) & 1),
  );
  const before = version === 4 && ipVersion === 6 ? new Array<number>(96).fill(0) : [];
  return [...before, ...bits.slice(0, Number(length))];
}

function put(root: Node, bits: readonly number[], record: Buffer): void {
  let node = root;
  for (const bit of bits.slice(0, -1)) {
    const next = node[bit as 0 | 1];
    if (Array.isArray(next)) node = next;
    else {
      const made: Node = [null, null];
      node[bit as 0 | 1] = made;
      node = made;
    }
  }
  node[(bits.at(-1) ?? 0) as 0 | 1] = record;
}

function written(left: number, right: number, recordBits: number): Buffer {
  const bytes = Buffer.alloc(recordBits / 4);
  if (recordBits === 32) {
    bytes.writeUInt32BE(left, 0);
    bytes.writeUInt32BE(right, 4);
  } else {
    bytes.writeUIntBE(left & 0xffffff, 0, 3);
    bytes.writeUIntBE(right & 0xffffff, bytes.length - 3, 3);
    if (recordBits === 28) bytes[3] = ((left >>> 24) << 4) | (right >>> 24);
  }
  return bytes;
}

/** A MaxMind DB of these networks. */
export function mmdbOf(networks: Readonly<Record<string, Held>>, wanted: Wanted = {}): Buffer {
  const { type = 'Test-City', recordBits = 28, ipVersion = 6, raw = new Map() } = wanted;
  const root: Node = [null, null];
  const records: Buffer[] = [];
  const all: [string, Buffer][] = [
    ...Object.entries(networks).map(([n, held]): [string, Buffer] => [n, encoded(held)]),
    ...raw,
  ];
  for (const [network, record] of all) {
    records.push(record);
    put(root, bitsOf(network, ipVersion), record);
  }
  const nodes: Node[] = [root];
  for (let i = 0; i < nodes.length; i++)
    for (const child of nodes[i] ?? []) if (Array.isArray(child)) nodes.push(child);
  const numbers = new Map(nodes.map((node, i) => [node, i]));
  const starts = new Map<Buffer, number>();
  let size = 0;
  for (const record of records) {
    starts.set(record, size);
    size += record.length;
  }
  const pointer = (child: Node[0]): number =>
    child === null
      ? nodes.length
      : Array.isArray(child)
        ? (numbers.get(child) ?? 0)
        : nodes.length + 16 + (starts.get(child) ?? 0);
  return Buffer.concat([
    ...nodes.map(([left, right]) => written(pointer(left), pointer(right), recordBits)),
    Buffer.alloc(16),
    ...records,
    Buffer.from('\xab\xcd\xefMaxMind.com', 'latin1'),
    encoded({
      node_count: nodes.length,
      record_size: recordBits,
      ip_version: ipVersion,
      database_type: type,
      build_epoch: 1_700_000_000,
      binary_format_major_version: 2,
    }),
  ]);
}
