import { Lexer } from 'yaml';

/** Tokens that stand for no text: the start of a document, the end of brackets, a scalar. */
const signs: ReadonlySet<string> = new Set(['\u0002', '\u0018', '\u001f']);
const mostTokens = 50_000;
const mostLevels = 60;

/**
 * Why a YAML text is more than is read, or null. It is asked before parsing, which works level in level and takes some
 * ten microseconds a token; the largest files of queries that are known have two thousand.
 */
export function tooMuch(text: string): string | null {
  const levels = new Levels();
  let tokens = 0;
  for (const token of new Lexer().lex(text)) {
    if (++tokens > mostTokens) return `it has more than ${mostTokens} parts`;
    if (signs.has(token)) continue;
    levels.pass(token);
    if (levels.count > mostLevels) return `it is nested more than ${mostLevels} deep`;
  }
  return null;
}

/** How deep the text nests at the token that was passed last: by brackets, and by the columns where lines begin. */
class Levels {
  readonly #blocks: number[] = [];
  #brackets = 0;
  #column = 0;
  #leads = true;

  get count(): number {
    return this.#blocks.length + this.#brackets;
  }

  pass(token: string): void {
    if (this.#leads && this.#brackets === 0 && !/^[\s#]/.test(token)) this.#begin(token);
    if (token === '[' || token === '{') this.#brackets++;
    else if (token === ']' || token === '}') this.#brackets = Math.max(0, this.#brackets - 1);
    const line = token.lastIndexOf('\n');
    this.#leads ||= line >= 0;
    this.#column = line < 0 ? this.#column + token.length : token.length - line - 1;
  }

  /** The first token of a line, or of what a sign at its start begins. */
  #begin(token: string): void {
    while ((this.#blocks.at(-1) ?? -1) >= this.#column) this.#blocks.pop();
    this.#blocks.push(this.#column);
    this.#leads = /^[-?:]$/.test(token);
  }
}
