import type { Span } from '../../base/index.ts';

interface Insertion {
  /** Where it begins in the text as it is now. */
  at: number;
  length: number;
}

/** The user's text with parts put in by the compiler; places are told as they are in the user's own. */
export class EditedText {
  text: string;
  readonly #insertions: Insertion[] = [];

  constructor(text: string) {
    this.text = text;
  }

  insert(at: number, part: string): void {
    this.text = `${this.text.slice(0, at)}${part}${this.text.slice(at)}`;
    for (const other of this.#insertions) if (other.at >= at) other.at += part.length;
    this.#insertions.push({ at, length: part.length });
  }

  /** Write over as many characters as `part` has. */
  overwrite(at: number, part: string): void {
    this.text = `${this.text.slice(0, at)}${part}${this.text.slice(at + part.length)}`;
  }

  original({ start, end }: Span): Span {
    const place = (at: number): number => {
      const before = this.#insertions.filter((i) => i.at < at);
      return at - before.reduce((sum, i) => sum + Math.min(i.length, at - i.at), 0);
    };
    return { start: place(start), end: place(end) };
  }
}
