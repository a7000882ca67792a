import { type HuntError, visible } from '../base/index.ts';

/** An error as the user reads it: what, where in their own text, and what to do next. */
export function errorText(error: HuntError, text?: string): string {
  const lines = [`${visible(error.message)} [${error.code}]`];
  if (error.span && text !== undefined)
    lines.push(...pointAt(text, error.span.start, error.span.end));
  if (error.hint) lines.push(visible(error.hint));
  return lines.join('\n');
}

/** The line of the text where the fault is, with marks under it. */
export function pointAt(text: string, start: number, end: number): string[] {
  const from = text.lastIndexOf('\n', Math.max(0, start - 1)) + 1;
  const newline = text.indexOf('\n', start);
  const to = newline < 0 ? text.length : newline;
  const number = text.slice(0, from).split('\n').length;
  const label = `  ${number} │ `;
  const marks = '^'.repeat(Math.max(1, Math.min(end, to) - start));
  return [
    `${label}${visible(text.slice(from, to))}`,
    `${' '.repeat(label.length + visible(text.slice(from, start)).length)}${marks}`,
  ];
}
