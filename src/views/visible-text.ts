import { visible } from '../base/index.ts';

/** `visible` for text on many lines: line feeds and tabs stay what they are. */
export function visibleLines(text: string): string {
  return text.replace(/[^\n\t]+/g, visible);
}
