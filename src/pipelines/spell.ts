/** A name as KQL reads it anywhere: in brackets unless no word of the language looks like it. */
export function spellName(name: string): string {
  return /^[A-Za-z_]\w*$/.test(name) && /[A-Z]/.test(name) ? name : `[${spellText(name)}]`;
}

/** A text as KQL reads it. */
export function spellText(text: string): string {
  return JSON.stringify(text).replace(
    /[\u007f-\u009f\u2028\u2029]/g,
    (sign) => `\\u${sign.charCodeAt(0).toString(16).padStart(4, '0')}`,
  );
}

/** A regular expression of a text, as KQL reads it; without regard to case where asked. */
export function spellPattern(pattern: string, matchCase: boolean): string {
  return spellText(matchCase ? pattern : `(?i)${pattern}`);
}

/** False where a text says the same as itself when it is read as a regular expression. */
export function isPattern(text: string): boolean {
  return /[.*+?^${}()|[\]\\]/.test(text);
}
