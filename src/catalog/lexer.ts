/** Stands in a text where a parameter goes. Texts of queries that hold it are refused. */
export const placeMark = '\uE000';

/** A piece of a query's text. Joined again, all pieces are the text. */
export interface Token {
  kind: 'space' | 'comment' | 'string' | 'word' | 'number' | 'mark' | 'place' | 'unclosed';
  text: string;
}

/** The pieces of a text of one language. Linear in the text. */
export type Lexer = (text: string) => Token[];

/** Make a lexer of rules; the first that fits at a place is taken, any other character is a mark. */
export function makeLexer(rules: readonly (readonly [Token['kind'], RegExp])[]): Lexer {
  const all = [['place', new RegExp(placeMark)] as const, ...rules].map(
    ([kind, rule]) => [kind, new RegExp(rule.source, `${rule.flags}y`)] as const,
  );
  return (text) => {
    const tokens: Token[] = [];
    for (let at = 0; at < text.length; ) {
      let token: Token = { kind: 'mark', text: text[at] ?? '' };
      for (const [kind, rule] of all) {
        rule.lastIndex = at;
        const found = rule.exec(text)?.[0];
        if (!found) continue;
        token = { kind, text: found };
        break;
      }
      tokens.push(token);
      at += token.text.length;
    }
    return tokens;
  };
}

const closing: ReadonlyMap<string, string> = new Map([
  ['(', ')'],
  ['[', ']'],
  ['{', '}'],
]);

/** Why a text cannot stand within another without reaching out of its place; null where it can. */
export function reachesOut(tokens: readonly Token[]): string | null {
  const open: string[] = [];
  for (const { kind, text } of tokens) {
    if (kind === 'unclosed') return 'it has a quote without its end';
    if (kind !== 'mark') continue;
    const close = closing.get(text);
    if (close) open.push(close);
    else if (text === ')' || text === ']' || text === '}')
      if (open.pop() !== text) return `it has a '${text}' too many`;
    if (text === ';') return "it has a ';', which would end the query";
    if (open.length > 100) return 'its brackets stand too deep in each other';
  }
  return open.length > 0 ? `a '${open.at(-1)}' is missing` : null;
}

/** The next piece before (-1) or after (1) one that is neither space nor comment. */
export function neighbour(tokens: readonly Token[], index: number, step: 1 | -1): number {
  let at = index + step;
  while (tokens[at]?.kind === 'space' || tokens[at]?.kind === 'comment') at += step;
  return at;
}
