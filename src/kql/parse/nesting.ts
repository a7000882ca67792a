const text =
  /@"(?:[^"]|"")*"|@'(?:[^']|'')*'|"(?:[^"\\\n]|\\.)*"|'(?:[^'\\\n]|\\.)*'|```[\s\S]*?```|~~~[\s\S]*?~~~|\/\/[^\n]*/y;
const opening = new Set('([{');
const closing = new Set(')]}');

/** How deep the brackets of a query stand in each other, strings and comments left out. One pass. */
export function bracketDepth(query: string): number {
  let depth = 0;
  let deepest = 0;
  for (let i = 0; i < query.length; i++) {
    const c = query.charAt(i);
    if (opening.has(c)) deepest = Math.max(deepest, ++depth);
    else if (closing.has(c)) depth--;
    else if (c === '"' || c === "'" || c === '@' || c === '/' || c === '`' || c === '~') {
      text.lastIndex = i;
      const skipped = text.exec(query);
      if (skipped) i += skipped[0].length - 1;
    }
  }
  return deepest;
}
