import type { RelationColumn, Scalar } from '../tree/nodes.ts';
import { cast, column, literal } from '../tree/scalar.ts';
import { rowFunctions } from './catalog.ts';

/** What stands between the columns of a row: no letter or digit, and nothing that `.` of a pattern matches. */
const between = '\n';

const overTerms = new Set(
  ['Has', 'HasPrefix', 'HasSuffix'].flatMap((form) => [
    `${form}Expression`,
    `${form}CsExpression`,
    `Not${form}Expression`,
    `Not${form}CsExpression`,
  ]),
);

/**
 * The text of all columns of a row, one after the other, where an operator finds a term in it exactly if it finds it in
 * one of them; else null. One pattern is made ready for it, where one for each column would take milliseconds each.
 */
export function wholeRow(
  syntax: string,
  columns: readonly RelationColumn[],
  term: Scalar | undefined,
): Scalar | null {
  if (columns.length < 2 || !overTerms.has(syntax)) return null;
  const text = term?.kind === 'literal' && term.type === 'string' ? term.value : null;
  if (typeof text !== 'string' || text === '' || text.includes(between)) return null;
  const fn = rowFunctions.get('strcat_delim');
  if (fn?.kind !== 'scalar') throw new Error('strcat_delim is missing');
  const args = [literal('string', between), ...columns.map((c) => cast(column(c), 'string'))];
  return { kind: 'call', fn, args, type: 'string', nullable: false };
}
