/** What `powershell -EncodedCommand` takes: UTF-16, little endian, in base64. */
export function encodePowerShell(script: string): string {
  let bytes = '';
  for (let index = 0; index < script.length; index++) {
    const unit = script.charCodeAt(index);
    bytes += String.fromCharCode(unit & 255, unit >> 8);
  }
  return btoa(bytes);
}

/**
 * A gzip file of an ASCII text, in base64. It is written here, with stored blocks, because compressors
 * differ between machines and the sample must not.
 */
export function gzipBase64(text: string): string {
  const size = text.length;
  const header = String.fromCharCode(31, 139, 8, 0, 0, 0, 0, 0, 0, 255);
  const block = `\u0001${bytes16(size)}${bytes16(~size)}${text}`;
  return btoa(`${header}${block}${bytes32(crc32(text))}${bytes32(size)}`);
}

function bytes16(value: number): string {
  return String.fromCharCode(value & 255, (value >> 8) & 255);
}

function bytes32(value: number): string {
  return bytes16(value) + bytes16(value >>> 16);
}

function crc32(text: string): number {
  let crc = -1;
  for (let index = 0; index < text.length; index++) {
    crc ^= text.charCodeAt(index);
    for (let bit = 0; bit < 8; bit++) crc = (crc >>> 1) ^ (0xedb88320 & -(crc & 1));
  }
  return ~crc;
}
