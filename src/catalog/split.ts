import { HuntError } from '../base/index.ts';
import { type FilledQuery, fillText, spanOf } from './fill.ts';
import { isMoment } from './languages/language.ts';
import { momentOf } from './moment.ts';
import { fullName, type NamedQuery } from './named-query.ts';
import { readPeriod } from './times.ts';
import { readValues } from './values.ts';

const maxChunks = 1000;

/**
 * A query with values, once for each piece of its time: pieces of the length `splitBy` (`1d`, `12h`) that follow each
 * other without gap or overlap. Where the text compares with `<= {end}` or `between`, a piece ends a tick before the
 * next begins. Errors: those of `fillQuery`, `catalog/bad-period`, `catalog/no-time`, `catalog/too-many-chunks`.
 */
export function fillChunks(
  query: NamedQuery,
  given: Readonly<Record<string, unknown>>,
  options: { splitBy: string; now?: Date | undefined },
): FilledQuery[] {
  const now = momentOf(options.now ?? new Date());
  const length = readPeriod(options.splitBy, 'split_query_by');
  const read = readValues(query, given, now);
  const start = read.values.get('start');
  const end = read.values.get('end');
  const usesBoth = query.parameters.get('start')?.used && query.parameters.get('end')?.used;
  if (!usesBoth || start === undefined || end === undefined || !isMoment(start) || !isMoment(end))
    throw new HuntError({
      code: 'catalog/no-time',
      message: `${fullName(query)} cannot be split: its text has no start and end.`,
      hint: 'Run it without split_query_by.',
    });
  const count = Number((end.ticks - start.ticks + length - 1n) / length);
  if (count > maxChunks)
    throw new HuntError({
      code: 'catalog/too-many-chunks',
      message: `Split by '${options.splitBy}' that time has ${count} pieces; at most ${maxChunks} are run.`,
      hint: 'Take longer pieces.',
    });
  const endIsOut = /(?<!<)<\s*(?:datetime\s*\(\s*)?\{end\}/.test(query.text);
  return Array.from({ length: Math.max(1, count) }, (_, i) => {
    const first = { ticks: start.ticks + BigInt(i) * length };
    const next = first.ticks + length;
    const isLast = i >= count - 1;
    const last = { ticks: isLast ? end.ticks : endIsOut ? next : next - 1n };
    const values = new Map([...read.values, ['start', first] as const, ['end', last] as const]);
    const piece = { values, given: read.given };
    return { text: fillText(query, piece, now), language: query.language, span: spanOf(piece) };
  });
}

/**
 * Several queries of KQL as one that unites their rows: each stands in a function of its own, with its own `let`s.
 */
export function unitedKql(texts: readonly string[]): string {
  const [only] = texts;
  if (texts.length === 1 && only !== undefined) return only;
  const functions = texts.map((text, i) => `let chunk_${i} = () {\n${text.trim()}\n};`);
  return `${functions.join('\n')}\nunion ${texts.map((_, i) => `(chunk_${i}())`).join(', ')}`;
}
