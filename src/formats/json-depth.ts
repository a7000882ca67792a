/** How deep JSON text nests, without parsing it; stops counting past `enough`. */
export function jsonDepth(bytes: Uint8Array, enough: number): number {
  let depth = 0;
  let deepest = 0;
  for (let at = 0; at < bytes.length && deepest <= enough; at++) {
    const byte = bytes[at];
    if (byte === 0x22) at = closingQuote(bytes, at);
    else if (byte === 0x7b || byte === 0x5b) deepest = Math.max(deepest, ++depth);
    else if (byte === 0x7d || byte === 0x5d) depth--;
  }
  return deepest;
}

function closingQuote(bytes: Uint8Array, opening: number): number {
  let at = opening + 1;
  for (; at < bytes.length && bytes[at] !== 0x22; at++) if (bytes[at] === 0x5c) at++;
  return at;
}
