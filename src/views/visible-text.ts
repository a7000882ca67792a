/**
 * Characters that a screen would hide or obey: controls, invisible spaces and joins, marks that turn
 * the direction of text, lone surrogates, tag characters. A log may carry them to mislead its reader.
 */
const hidden = new RegExp(
  [
    '[\\u0000-\\u001F\\u007F-\\u009F\\u00AD\\u061C\\u115F\\u1160\\u17B4\\u17B5\\u180B-\\u180E]',
    '[\\u200B-\\u200F\\u2028-\\u202E\\u2060-\\u206F\\u3164\\uFEFF\\uFFA0\\uFFF0-\\uFFFB]',
    '\\u034F',
    '[\\uFE00-\\uFE0F]',
    '[\\u{E0000}-\\u{E0FFF}]',
    '\\p{Surrogate}',
  ].join('|'),
  'gu',
);

function spell(character: string): string {
  const code = character.codePointAt(0) ?? 0;
  if (code < 0x20) return String.fromCharCode(0x2400 + code);
  if (code === 0x7f) return '\u2421';
  return `⟨U+${code.toString(16).toUpperCase().padStart(4, '0')}⟩`;
}

/** The text with every hidden character spelled out: `␊` for a line feed, `⟨U+202E⟩` for a reversal. */
export function visibleText(text: string): string {
  return text.replace(hidden, spell);
}

/** The same for text on many lines: line feeds and tabs stay what they are. */
export function visibleLines(text: string): string {
  return text.replace(hidden, (c) => (c === '\n' || c === '\t' ? c : spell(c)));
}
