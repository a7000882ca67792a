/** A word of a condition as pandas reads it. */
export interface Token {
  readonly kind: 'name' | 'text' | 'number' | 'sign' | 'end';
  readonly text: string;
}

const token =
  /\s*(?:(`[^`\n]*`)|([rR]?'(?:[^'\\\n]|\\.)*'|[rR]?"(?:[^"\\\n]|\\.)*")|((?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|([\p{L}_][\p{L}\p{N}_]*)|(\*\*|\/\/|[<>=!]=|[-+*/%<>=&|~()[\],.@:]))/uy;

const escapes: Readonly<Record<string, string>> = { n: '\n', t: '\t', r: '\r', '\n': '' };

/** What a text says between its quotes, by Python's rules. */
function unquoted(text: string): string {
  if (/^r/i.test(text)) return text.slice(2, -1);
  return text
    .slice(1, -1)
    .replace(/\\(?:x([0-9a-fA-F]{2})|u([0-9a-fA-F]{4})|([ntr\\'"]))/g, (_, x, u, sign: string) =>
      sign === undefined
        ? String.fromCharCode(Number.parseInt(x ?? u, 16))
        : (escapes[sign] ?? sign),
    );
}

/** The words of a condition; null where something in it is none. */
export function tokensOf(condition: string): readonly Token[] | null {
  const found: Token[] = [];
  const text = condition.trim();
  token.lastIndex = 0;
  while (token.lastIndex < text.length) {
    const match = token.exec(text);
    if (!match) return null;
    const [, quoted, said, number, name, sign] = match;
    if (quoted !== undefined) found.push({ kind: 'name', text: quoted.slice(1, -1) });
    else if (said !== undefined) found.push({ kind: 'text', text: unquoted(said) });
    else if (number !== undefined) found.push({ kind: 'number', text: number });
    else if (name !== undefined) found.push({ kind: 'name', text: name });
    else found.push({ kind: 'sign', text: sign ?? '' });
  }
  return [...found, { kind: 'end', text: '' }];
}
