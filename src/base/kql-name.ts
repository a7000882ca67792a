/** A name as KQL spells any: in brackets and quotes. */
export function bracketedName(name: string): string {
  const quoted = name
    .replace(/[\\']/g, '\\$&')
    .replace(/\p{Cc}/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `['${quoted}']`;
}

/** What stands in the brackets and quotes of a name, as it is spelled there; other texts as they are. */
export function bareName(text: string): string {
  return /^\[\s*(["'])(.*)\1\s*\]$/s.exec(text)?.[2] ?? text;
}

/** A text as a literal of KQL. */
export function textLiteral(text: string): string {
  const escaped = text
    .replace(/[\\']/g, '\\$&')
    .replace(
      /[\p{Cc}\u2028\u2029]/gu,
      (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
  return `'${escaped}'`;
}
