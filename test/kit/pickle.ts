/** A piece of a pickle: text in Latin-1, one byte, bytes, or pieces in a row. */
export type Piece = string | number | Uint8Array | readonly Piece[];

/** The bytes of pieces. */
export function bytesOf(piece: Piece): Uint8Array {
  if (typeof piece === 'number') return Uint8Array.of(piece);
  if (typeof piece === 'string') return Buffer.from(piece, 'latin1');
  return piece instanceof Uint8Array ? piece : Buffer.concat(piece.map(bytesOf));
}

/** A whole pickle of protocol 4 that leaves one value. */
export const pickled = (...value: Piece[]): Uint8Array => bytesOf([0x80, 4, value, '.']);

function uint32(value: number): Uint8Array {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function int64(value: bigint): Uint8Array {
  const bytes = Buffer.alloc(8);
  bytes.writeBigInt64LE(value);
  return bytes;
}

export const none: Piece = 'N';
export const text = (value: string): Piece => [
  'X',
  uint32(Buffer.byteLength(value)),
  Buffer.from(value),
];
export const raw = (value: Uint8Array): Piece => ['B', uint32(value.length), value];
/** An int of any size. */
export const int = (value: number | bigint): Piece => ['L', String(value), 'L\n'];
export const float = (value: number): Piece => ['F', String(value), '\n'];
export const name = (module: string, member: string): Piece => ['c', module, '\n', member, '\n'];
export const stackName = (module: string, member: string): Piece => [
  text(module),
  text(member),
  0x93,
];
export const tuple = (...items: Piece[]): Piece => ['(', items, 't'];
export const list = (...items: Piece[]): Piece => [']', '(', items, 'e'];
export const dict = (...items: Piece[]): Piece => ['}', '(', items, 'u'];
export const call = (callee: Piece, ...args: Piece[]): Piece => [callee, tuple(...args), 'R'];
export const built = (object: Piece, state: Piece): Piece => [object, state, 'b'];

/** An object made by its class's `__new__` without arguments. */
export const newObject = (module: string, member: string): Piece => [
  name(module, member),
  tuple(),
  0x81,
];

const manager = name('pandas.core.internals.managers', 'BlockManager');
const dtype = (spec: string): Piece => call(name('numpy', 'dtype'), text(spec), 'I00\n', 'I01\n');

/** A numpy array of Python values in the given shape. */
export const objects = (shape: readonly number[], ...items: Piece[]): Piece =>
  built(
    call(
      name('numpy.core.multiarray', '_reconstruct'),
      name('numpy', 'ndarray'),
      tuple(int(0)),
      raw(bytesOf('b')),
    ),
    tuple(int(1), tuple(...shape.map(int)), dtype('O8'), 'I00\n', list(...items)),
  );

/** A numpy array of 64-bit integers. */
export const longs = (shape: readonly number[], ...items: number[]): Piece =>
  array('i8', shape, Buffer.concat(items.map((item) => int64(BigInt(item)))));

export const array = (spec: string, shape: readonly number[], data: Uint8Array): Piece =>
  call(
    name('numpy.core.numeric', '_frombuffer'),
    raw(data),
    dtype(spec),
    tuple(...shape.map(int)),
    text('C'),
  );

export const index = (data: Piece): Piece =>
  call(
    name('pandas.core.indexes.base', '_new_Index'),
    name('pandas.core.indexes.base', 'Index'),
    dict(text('data'), data, text('name'), none),
  );

export const range = (rows: number | bigint): Piece =>
  call(
    name('pandas.core.indexes.base', '_new_Index'),
    name('pandas.core.indexes.range', 'RangeIndex'),
    dict(text('name'), none, text('start'), int(0), text('stop'), int(rows), text('step'), int(1)),
  );

export const block = (values: Piece, place: number, count = 1): Piece =>
  call(
    name('pandas._libs.internals', '_unpickle_block'),
    values,
    call(name('builtins', 'slice'), int(place), int(place + count), int(1)),
    int(2),
  );

/** A DataFrame of these blocks, as pandas 2 pickles it. */
export function frame(columns: readonly string[], rows: Piece, ...blocks: Piece[]): Piece {
  const axes = list(index(objects([columns.length], ...columns.map(text))), rows);
  return built(
    newObject('pandas.core.frame', 'DataFrame'),
    dict(text('_mgr'), call(manager, tuple(...blocks), axes), text('_typ'), text('dataframe')),
  );
}

/** A DataFrame with one column `v` of Python values. */
export const column = (...items: Piece[]): Piece =>
  frame(['v'], range(items.length), block(objects([1, items.length], ...items), 0));
