import { formatted } from '../parse/service.ts';

/** A query laid out as Kusto's editors do: a step a line, one space around operators. Comments stay; what does not parse stays as it is. */
export function format(text: string): string {
  return formatted(text);
}
