import { tooLarge } from './faults.ts';

/**
 * Past this much work (about 60 million cells of text) a pickle is refused. It keeps every array below the 113
 * million elements at which V8 ends the process, and maps below the 16 million at which it throws.
 */
export const maxWork: number = 2 ** 26;
const maxReferences = 2 ** 24;

/** Which of the numbered objects of a pickle are used again; of the others nothing need be kept. */
export interface References {
  /** By number: a place from 1 on, or 0 for those never used again. Numbers past the end are never used. */
  readonly places: Uint32Array;
  readonly count: number;
}

/** A first look over the opcodes of a pickle, which only collects the numbers that it refers back to. */
export interface Scan {
  readonly bytes: Buffer;
  at: number;
  steps: number;
  /** One bit for each number that can be given: each takes a byte of the pickle at least. */
  readonly used: Uint8Array;
}

export function startScan(bytes: Buffer): Scan {
  return { bytes, at: 0, steps: 0, used: new Uint8Array((bytes.length >> 3) + 1) };
}

// What follows an opcode, by opcode: a number of bytes, or one of these.
const shortLength = 20;
const length = 21;
const longLength = 22;
const line = 23;
const twoLines = 24;
const stop = 25;

const followers: Uint8Array = ((): Uint8Array => {
  const table = new Uint8Array(256);
  const set = (kind: number, codes: readonly number[]): void => {
    for (const code of codes) table[code] = kind;
  };
  set(1, [0x80, 0x71, 0x68, 0x4b, 0x82]);
  set(2, [0x4d, 0x83]);
  set(4, [0x72, 0x6a, 0x4a, 0x84]);
  set(8, [0x95, 0x47]);
  set(shortLength, [0x8a, 0x55, 0x8c, 0x43]);
  set(length, [0x8b, 0x54, 0x58, 0x42]);
  set(longLength, [0x8d, 0x8e, 0x96]);
  set(line, [0x70, 0x67, 0x49, 0x4c, 0x46, 0x53, 0x56, 0x50]);
  set(twoLines, [0x63, 0x69]);
  set(stop, [0x2e]);
  return table;
})();

/** Look at up to `count` opcodes; false while there are more. It stops at the first fault, which the machine reports. */
export function scanOn(scan: Scan, count: number): boolean {
  const { bytes } = scan;
  const end = bytes.length;
  for (let n = 0; n < count; n++) {
    if (scan.at >= end || ++scan.steps > maxWork) return true;
    const code = bytes[scan.at++] ?? 0;
    const kind = followers[code] ?? 0;
    if (code === 0x68) use(scan, bytes[scan.at] ?? 0);
    else if (code === 0x6a && scan.at + 4 <= end) use(scan, bytes.readUInt32LE(scan.at));
    if (kind < shortLength) scan.at += kind;
    else if (kind === stop || !skip(scan, code, kind)) return true;
  }
  return false;
}

function skip(scan: Scan, code: number, kind: number): boolean {
  const { bytes, at } = scan;
  const left = bytes.length - at;
  if (kind === shortLength) scan.at += 1 + (bytes[at] ?? 0);
  else if (kind === length && left >= 4) scan.at += 4 + bytes.readUInt32LE(at);
  else if (kind === longLength && left >= 8) scan.at += 8 + Number(bytes.readBigUInt64LE(at));
  else if (kind === line || kind === twoLines) return skipLines(scan, code, kind === line ? 1 : 2);
  else return false;
  return true;
}

function skipLines(scan: Scan, code: number, lines: number): boolean {
  for (let n = 0; n < lines; n++) {
    const end = scan.bytes.indexOf(10, scan.at);
    if (end < 0) return false;
    if (code === 0x67) use(scan, Number(scan.bytes.toString('latin1', scan.at, end)));
    scan.at = end + 1;
  }
  return true;
}

function use(scan: Scan, number: number): void {
  if (!(number >= 0 && number < scan.bytes.length)) return;
  const at = number >>> 3;
  scan.used[at] = (scan.used[at] ?? 0) | (1 << (number & 7));
}

/** What the scan found. */
export function finishScan(scan: Scan): References {
  let last = scan.used.length - 1;
  while (last >= 0 && scan.used[last] === 0) last--;
  const places = new Uint32Array((last + 1) * 8);
  let count = 0;
  for (let number = 0; number < places.length; number++) {
    if (((scan.used[number >>> 3] ?? 0) >> (number & 7)) & 1) places[number] = ++count;
  }
  if (count > maxReferences) throw tooLarge(`it refers back to ${count} objects`);
  return { places, count };
}
