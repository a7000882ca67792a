/** Spell a name for DuckDB; any text is safe, double quotes and all. */
export function quoteName(name: string): string {
  return `"${name.replaceAll('"', '""').replaceAll('\0', '\u2400')}"`;
}

/** Spell a text as a DuckDB string literal; a NUL character, which a literal cannot hold, becomes chr(0). */
export function quoteText(text: string): string {
  const parts = text.split('\0').map((part) => `'${part.replaceAll("'", "''")}'`);
  return parts.length === 1 ? (parts[0] ?? "''") : `(${parts.join(' || chr(0) || ')})`;
}

/** Give each name a spelling that DuckDB, which ignores case, can tell apart from the others. */
export function physicalNames(names: readonly string[]): string[] {
  const taken = new Set(['rowid']);
  return names.map((name) => {
    let physical = name === '' ? '$empty' : name.replaceAll('\0', '\u2400');
    for (let n = 2; taken.has(physical.toLowerCase()); n++) physical = `${name}$${n}`;
    taken.add(physical.toLowerCase());
    return physical;
  });
}
