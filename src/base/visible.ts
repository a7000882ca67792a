/**
 * Make log text harmless to show: control characters, escape sequences, line breaks and the invisible
 * marks that reverse the direction of writing become visible symbols. What is plain text stays as it is.
 */
export function visible(text: string): string {
  return text
    .replace(/\p{Cc}/gu, (c) => {
      const code = c.charCodeAt(0);
      return code < 0x20 ? String.fromCodePoint(0x2400 + code) : codePoint(code);
    })
    .replace(/[\p{Cf}\p{Zl}\p{Zp}]/gu, (c) => codePoint(c.codePointAt(0) ?? 0));
}

const codePoint = (code: number): string =>
  `<U+${code.toString(16).toUpperCase().padStart(4, '0')}>`;

/** `visible` for text on many lines: line feeds and tabs stay what they are. */
export function visibleLines(text: string): string {
  return text.replace(/[^\n\t]+/g, visible);
}
