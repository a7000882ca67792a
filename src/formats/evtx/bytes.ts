import { Damage } from './damage.ts';

/** Little-endian reads from one chunk; each one checks its bounds and throws `Damage` outside them. */
export class Bytes {
  readonly array: Uint8Array;
  readonly length: number;
  readonly #view: DataView;

  constructor(array: Uint8Array) {
    this.array = array;
    this.length = array.length;
    this.#view = new DataView(array.buffer, array.byteOffset, array.length);
  }

  /** Throws unless `size` bytes lie at `at`; gives the offset after them. */
  need(at: number, size: number): number {
    const end = at + size;
    if (at < 0 || end > this.length)
      throw new Damage(`${size} bytes at offset ${at} lie outside the chunk`);
    return end;
  }

  u8(at: number): number {
    this.need(at, 1);
    return this.#view.getUint8(at);
  }

  u16(at: number): number {
    this.need(at, 2);
    return this.#view.getUint16(at, true);
  }

  u32(at: number): number {
    this.need(at, 4);
    return this.#view.getUint32(at, true);
  }

  i8(at: number): number {
    this.need(at, 1);
    return this.#view.getInt8(at);
  }

  i16(at: number): number {
    this.need(at, 2);
    return this.#view.getInt16(at, true);
  }

  i32(at: number): number {
    this.need(at, 4);
    return this.#view.getInt32(at, true);
  }

  u64(at: number): bigint {
    this.need(at, 8);
    return this.#view.getBigUint64(at, true);
  }

  i64(at: number): bigint {
    this.need(at, 8);
    return this.#view.getBigInt64(at, true);
  }

  /** Unsigned, 64 bits: a bigint only where a number would not be exact. */
  whole(at: number): number | bigint {
    const high = this.u32(at + 4);
    return high < 0x20_0000 ? high * 0x1_0000_0000 + this.u32(at) : this.u64(at);
  }

  f32(at: number): number {
    this.need(at, 4);
    return this.#view.getFloat32(at, true);
  }

  f64(at: number): number {
    this.need(at, 8);
    return this.#view.getFloat64(at, true);
  }
}
