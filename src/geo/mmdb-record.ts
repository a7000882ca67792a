/** What is wanted of a record: the slot of a value, and the same of what is in it, by key or by number in a list. */
export interface Wanted {
  readonly slot?: number;
  readonly inside?: ReadonlyMap<string, Wanted>;
}

/** The bytes are not as the format says. */
export class BadRecord extends Error {
  override readonly name = 'BadRecord';
}

/** What a record may hold at most, so that one that was made to hurt ends soon. */
const mostItems = 5_000;
const longestText = 4096;
const keysRemembered = 4096;

const types = { pointer: 1, text: 2, double: 3, uint16: 5, uint32: 6, map: 7, int32: 8 } as const;
const [uint64, list, boolean, float] = [9, 11, 14, 15];

/**
 * Reads records of the data section of a MaxMind DB.
 *
 * source: https://maxmind.github.io/MaxMind-DB/, "Output Data Section".
 */
export class RecordReader {
  readonly #bytes: Buffer;
  readonly #view: DataView;
  readonly #keys = new Map<number, string>();
  #at = 0;
  #type = 0;
  #size = 0;
  #items = 0;

  /** `bytes` begin where pointers count from and end with the section. */
  constructor(bytes: Buffer) {
    this.#bytes = bytes;
    this.#view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  }

  /** What is wanted of the record at this place, by slots; undefined where it is not there, or is no text or number. Throws `BadRecord`. */
  read(at: number, wanted: Wanted, slots: number): unknown[] {
    const found = new Array<unknown>(slots).fill(undefined);
    this.#items = 0;
    this.#at = at;
    this.#value(wanted, found);
    return found;
  }

  /** Read or pass over the value at the place, and stand behind it. Its depth is that of what is wanted. */
  #value(wanted: Wanted | undefined, found: unknown[]): void {
    const behind = this.#enter();
    if (wanted === undefined) this.#skip();
    else if (this.#type === types.map && wanted.inside) this.#map(wanted.inside, found);
    else if (this.#type === list && wanted.inside) this.#list(wanted.inside, found);
    else if (this.#type === types.map || this.#type === list) this.#skip();
    else this.#scalar(wanted.slot, found);
    if (behind >= 0) this.#at = behind;
  }

  #map(inside: ReadonlyMap<string, Wanted>, found: unknown[]): void {
    for (let left = this.#size; left > 0; left--) this.#value(inside.get(this.#key()), found);
  }

  #list(inside: ReadonlyMap<string, Wanted>, found: unknown[]): void {
    const count = this.#size;
    for (let i = 0; i < count; i++) this.#value(inside.get(String(i)), found);
  }

  #scalar(slot: number | undefined, found: unknown[]): void {
    const [type, size, at] = [this.#type, this.#size, this.#move()];
    if (slot === undefined) return;
    if (type === types.text) found[slot] = this.#text(at, size);
    else if (type === types.double && size === 8) found[slot] = this.#view.getFloat64(at);
    else if (type === float && size === 4) found[slot] = this.#view.getFloat32(at);
    else if (type === types.int32 && size === 4) found[slot] = this.#view.getInt32(at);
    else if (type >= types.uint16 && type <= uint64 && type !== types.map && size <= 6)
      found[slot] = size === 0 ? 0 : this.#bytes.readUIntBE(at, size);
  }

  /** Read what stands at the place into `#type` and `#size`; where it is a pointer, go there and say what is behind it. */
  #enter(): number {
    this.#control();
    if (this.#type !== types.pointer) return -1;
    const to = this.#pointer();
    const behind = this.#at;
    this.#at = to;
    this.#control();
    if (this.#type === types.pointer) throw new BadRecord('a pointer to a pointer');
    return behind;
  }

  #key(): string {
    const behind = this.#enter();
    if (this.#type !== types.text) throw new BadRecord('a key that is no text');
    const at = this.#move();
    const known = this.#keys.get(at);
    const key = known ?? this.#text(at, this.#size);
    if (known === undefined && this.#keys.size < keysRemembered) this.#keys.set(at, key);
    if (behind >= 0) this.#at = behind;
    return key;
  }

  #text(at: number, size: number): string {
    return this.#bytes.toString('utf8', at, at + Math.min(size, longestText));
  }

  /** The place of the bytes of a value, behind which the reader then stands. */
  #move(): number {
    const at = this.#at;
    this.#at += this.#type === boolean ? 0 : this.#size;
    if (this.#at > this.#bytes.length) throw new BadRecord('cut short');
    return at;
  }

  /** Pass over the value whose control bytes were read, with all that is in it. */
  #skip(): void {
    let open = 0;
    for (;;) {
      if (this.#type === types.map) open += 2 * this.#size;
      else if (this.#type === list) open += this.#size;
      else if (this.#type === types.pointer) this.#pointer();
      else this.#move();
      if (open === 0) return;
      open--;
      this.#control();
    }
  }

  #byte(): number {
    const byte = this.#bytes[this.#at++];
    if (byte === undefined) throw new BadRecord('cut short');
    return byte;
  }

  #control(): void {
    if (++this.#items > mostItems) throw new BadRecord('too much in one record');
    const control = this.#byte();
    this.#type = control >> 5;
    if (this.#type === 0) this.#type = 7 + this.#byte();
    const short = control & 31;
    if (this.#type === types.pointer || short < 29) this.#size = short;
    else if (short === 29) this.#size = 29 + this.#byte();
    else if (short === 30) this.#size = 285 + this.#byte() * 256 + this.#byte();
    else this.#size = 65_821 + this.#byte() * 65_536 + this.#byte() * 256 + this.#byte();
  }

  #pointer(): number {
    const size = this.#size;
    const high = size & 7;
    switch (size >> 3) {
      case 0:
        return high * 256 + this.#byte();
      case 1:
        return 2048 + high * 65_536 + this.#byte() * 256 + this.#byte();
      case 2:
        return (
          526_336 + high * 16_777_216 + this.#byte() * 65_536 + this.#byte() * 256 + this.#byte()
        );
      default:
        return (
          this.#byte() * 16_777_216 + this.#byte() * 65_536 + this.#byte() * 256 + this.#byte()
        );
    }
  }
}
