/** A table or column name as KQL spells it: plain where it may be, else in brackets and quotes. */
export function kqlName(name: string): string {
  if (/^[A-Za-z_][A-Za-z0-9_]*$/.test(name)) return name;
  const quoted = name
    .replace(/[\\']/g, '\\$&')
    .replace(/\p{Cc}/gu, (c) => `\\u${c.charCodeAt(0).toString(16).padStart(4, '0')}`);
  return `['${quoted}']`;
}
