const [dot, colon, percent, space] = [46, 58, 37, 32];
/** No address is longer, spaces and the name of a zone included. */
const longest = 64;

function hexDigit(code: number): number {
  if (code >= 48 && code <= 57) return code - 48;
  const letter = code | 32;
  return letter >= 97 && letter <= 102 ? letter - 87 : -1;
}

/** A dotted address between these places, as its number; -1 for what is none. */
function dotted(text: string, from: number, until: number): number {
  let [number, part, dots] = [0, -1, 0];
  for (let i = from; i < until; i++) {
    const code = text.charCodeAt(i);
    const digit = code - 48;
    if (digit >= 0 && digit <= 9) {
      if (part === 0) return -1;
      part = part < 0 ? digit : part * 10 + digit;
      if (part > 255) return -1;
    } else if (code === dot && part >= 0 && dots < 3) {
      number = number * 256 + part;
      part = -1;
      dots++;
    } else return -1;
  }
  return dots === 3 && part >= 0 ? number * 256 + part : -1;
}

/** Where the name of a zone (`%eth0`) begins; `until` where there is none, -1 where it is no name. */
function beforeZone(text: string, from: number, until: number): number {
  let at = from;
  while (at < until && text.charCodeAt(at) !== percent) at++;
  if (at === until) return until;
  return /^[0-9A-Za-z.:-]+$/.test(text.slice(at + 1, until)) ? at : -1;
}

/** Reads addresses, one after the other, without making anything of them but numbers. */
export class AddressReader {
  /** The address that was read last, 32 bits a word, the most significant first: one of version 4, four of version 6. */
  readonly words: Uint32Array = new Uint32Array(4);
  readonly #groups = new Uint16Array(8);

  /**
   * Read what stands between these places: its version, 0 for what is no address. Spaces around it are passed over, a
   * zone is no part of it, and an address of version 4 that is written as one of version 6 (`::ffff:…`) is of version 4.
   */
  read(text: string, from = 0, until: number = text.length): 0 | 4 | 6 {
    let [first, end] = [from, until];
    if (end - first > longest) return 0;
    while (first < end && this.#blank(text.charCodeAt(first))) first++;
    while (end > first && this.#blank(text.charCodeAt(end - 1))) end--;
    const number = dotted(text, first, end);
    if (number >= 0) {
      this.words[0] = number;
      return 4;
    }
    return end - first >= 2 && this.#readGroups(text, first, end) ? this.#version() : 0;
  }

  #blank(code: number): boolean {
    return code === space || code === 9 || code === 13;
  }

  /** Read eight groups; `::` stands for as many as are missing, and the last two may be dotted. */
  #readGroups(text: string, from: number, end: number): boolean {
    const until = beforeZone(text, from, end);
    let [at, count, gap] = [from, 0, -1];
    if (text.charCodeAt(at) === colon && text.charCodeAt(at + 1) === colon) {
      gap = 0;
      at += 2;
    }
    while (at < until) {
      const digits = this.#readGroup(text, at, until, count);
      if (digits === 0) return false;
      at += digits;
      count += at === until && digits > 4 ? 2 : 1;
      if (at === until) break;
      if (text.charCodeAt(at++) !== colon || at === until) return false;
      if (text.charCodeAt(at) !== colon) continue;
      if (gap >= 0) return false;
      gap = count;
      at++;
    }
    return until >= 0 && this.#spread(count, gap);
  }

  /** Read a group, or a dotted address as two: how many characters it has; 0 where it is neither or too many. */
  #readGroup(text: string, from: number, until: number, count: number): number {
    let [at, group] = [from, 0];
    for (; at < until && at - from < 5; at++) {
      const digit = hexDigit(text.charCodeAt(at));
      if (digit < 0) break;
      group = group * 16 + digit;
    }
    if (at < until && text.charCodeAt(at) === dot) {
      const number = count <= 6 ? dotted(text, from, until) : -1;
      if (number < 0) return 0;
      this.#groups[count] = number >>> 16;
      this.#groups[count + 1] = number & 0xffff;
      return until - from;
    }
    if (at - from > 4 || count === 8) return 0;
    this.#groups[count] = group;
    return at - from;
  }

  /** Put the groups that `::` stands for where they are missing; false where the number of groups is wrong. */
  #spread(count: number, gap: number): boolean {
    if (gap < 0) return count === 8;
    if (count >= 8) return false;
    this.#groups.copyWithin(8 - count + gap, gap, count);
    this.#groups.fill(0, gap, 8 - count + gap);
    return true;
  }

  #version(): 4 | 6 {
    const { words } = this;
    for (let i = 0; i < 4; i++)
      words[i] = (this.#groups[2 * i] as number) * 65_536 + (this.#groups[2 * i + 1] as number);
    if (words[0] !== 0 || words[1] !== 0 || words[2] !== 0xffff) return 6;
    words[0] = words[3] as number;
    return 4;
  }
}
