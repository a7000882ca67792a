const signatures: readonly (readonly [type: string, at: number, bytes: readonly number[]])[] = [
  ['gz', 0, [0x1f, 0x8b, 0x08]],
  ['7z', 0, [0x37, 0x7a, 0xbc, 0xaf, 0x27, 0x1c]],
  ['rar', 0, [0x52, 0x61, 0x72, 0x21, 0x1a, 0x07]],
  ['pdf', 0, [0x25, 0x50, 0x44, 0x46, 0x2d]],
  ['msi', 0, [0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1]],
  ['wim', 0, [0x4d, 0x53, 0x57, 0x49, 0x4d, 0, 0, 0]],
  ['elf', 0, [0x7f, 0x45, 0x4c, 0x46]],
  ['cab', 0, [0x4d, 0x53, 0x43, 0x46, 0, 0, 0, 0]],
  ['lnk', 0, [0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0]],
  ['png', 0, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]],
  ['xz', 0, [0xfd, 0x37, 0x7a, 0x58, 0x5a, 0]],
  ['bz2', 0, [0x42, 0x5a, 0x68, 0x39, 0x31, 0x41, 0x59]],
];

function has(bytes: Uint8Array, at: number, wanted: readonly number[]): boolean {
  return bytes.length >= at + wanted.length && wanted.every((b, i) => bytes[at + i] === b);
}

function word(bytes: Uint8Array, at: number): number {
  return (bytes[at] ?? 0) | ((bytes[at + 1] ?? 0) << 8);
}

/** Where the header of a Windows program is cut off, how far away it was is all there is to go by. */
function cutProgram(header: number): string {
  if (header === 0xf0) return 'dll';
  return header === 0xe8 ? 'sys' : 'exe';
}

function programType(bytes: Uint8Array): string {
  if (!has(bytes, 0, [0x4d, 0x5a]) || bytes.length < 64) return '';
  const header = word(bytes, 60) + word(bytes, 62) * 65_536;
  if (!has(bytes, header, [0x50, 0x45, 0, 0]) || bytes.length < header + 94)
    return has(bytes, 0, [0x4d, 0x5a, 0x90, 0, 0x03, 0, 0, 0]) ? cutProgram(header) : '';
  if (word(bytes, header + 92) === 1) return 'sys';
  return (word(bytes, header + 22) & 0x2000) !== 0 ? 'dll' : 'exe';
}

function zipType(bytes: Uint8Array): string {
  if (!has(bytes, 0, [0x50, 0x4b, 3, 4])) return '';
  return (word(bytes, 6) & 1) === 1 ? 'zip (pwd protected)' : 'zip';
}

/** A tar header's checksum counts its own eight bytes as blanks. */
function isTar(bytes: Uint8Array): boolean {
  if (bytes.length < 512 || bytes[0] === 0) return false;
  const said = Number.parseInt(Buffer.from(bytes.subarray(148, 156)).toString('latin1').trim(), 8);
  let sum = 256;
  for (let i = 0; i < 512; i++) if (i < 148 || i >= 156) sum += bytes[i] ?? 0;
  return said === sum;
}

/** What kind of file bytes are, by what they begin with, empty where none is known: `exe`, `dll`, `sys`, `zip`, `gz`, `tar`, `pdf` …, named as MSTICPy names them. */
export function fileType(bytes: Uint8Array): string {
  const known = signatures.find(([, at, wanted]) => has(bytes, at, wanted));
  return known?.[0] ?? (programType(bytes) || zipType(bytes) || (isTar(bytes) ? 'tar' : ''));
}
