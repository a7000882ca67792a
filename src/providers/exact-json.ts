import { randomUUID } from 'node:crypto';

/** A number that a double would round, as it was written. */
export class ExactNumber {
  readonly text: string;
  constructor(text: string) {
    this.text = text;
  }
}

/** Nobody who writes logs can know it. */
const mark = randomUUID();
const spelled = new RegExp(`"${mark}([^"]*)"`, 'g');
const tokens =
  /"(?:[^"\\]|\\.)*"|-?\d{16,}(?:\.\d+)?(?:[eE][-+]?\d+)?|-?\d+\.\d{16,}(?:[eE][-+]?\d+)?/g;

/** Parse JSON; numbers that a double would round come as `ExactNumber`. Throws SyntaxError. */
export function parseExactly(text: string): unknown {
  if (!/\d{16}/.test(text)) return JSON.parse(text) as unknown;
  const marked = text.replace(tokens, (token) => (token[0] === '"' ? token : `"${mark}${token}"`));
  return JSON.parse(marked, (_, value: unknown) =>
    typeof value === 'string' && value.startsWith(mark)
      ? new ExactNumber(value.slice(mark.length))
      : value,
  ) as unknown;
}

/** JSON text of a value that `parseExactly` gave. */
export function exactText(value: unknown): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    inner instanceof ExactNumber ? mark + inner.text : inner,
  );
  return text.replace(spelled, '$1');
}
