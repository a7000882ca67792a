import { quoteText } from '../../base/index.ts';
import type { InvokedFunction, InvokedInput } from '../invoked.ts';
import { newColumns, project } from '../tree/build.ts';
import type { NamedValue, Relation, SpelledRelation } from '../tree/nodes.ts';

/** Characters of a value that are shown. */
const shown = 60;

/** What an input is, to stand within a sentence. */
export function whatIs({ about }: InvokedInput): string {
  const text = about.replace(/\.$/, '');
  return /^[A-Z][a-z]* /.test(text) ? text.charAt(0).toLowerCase() + text.slice(1) : text;
}

/**
 * One text that says what a function was given: how many rows, which of its inputs are empty in all of them, and else
 * a value of each. To be asked where a query has no rows.
 */
export function whatWasGiven(
  fn: InvokedFunction,
  inputs: readonly (NamedValue | null)[],
  rows: Relation,
): Relation {
  const named = fn.inputs.flatMap((input, i) => {
    const given = inputs[i];
    return given ? [{ input, given }] : [];
  });
  const needed = named.filter(({ input }) => !input.optional);
  const told = needed.length > 0 ? needed : named;
  const values = told.map(({ given }, i): NamedValue => ({ ...given, name: `i${i}` }));
  const columns = newColumns([{ name: 'said', type: 'string' as const, nullable: true }]);
  const about = told.map(({ input }) => input);
  const spelled: SpelledRelation = {
    kind: 'spelled',
    input: project(rows, values, { keepOrder: false }),
    spell: (from) => sentenceSql(fn, about, from),
    columns,
    hidden: [],
    order: [],
    sorted: false,
  };
  return spelled;
}

function sentenceSql(fn: InvokedFunction, inputs: readonly InvokedInput[], from: string): string {
  const said = quoteText;
  const samples = inputs.map((_, i) => `min(nullif(CAST(i${i} AS VARCHAR), '')) AS v${i}`);
  const name = (input: InvokedInput): string => `${input.name} (${whatIs(input)})`;
  const missing = (input: InvokedInput): string =>
    `a ${input.type === 'string' ? 'text' : input.type} for ${name(input)}`;
  const empty = inputs.map(
    (input, i) => `CASE WHEN v${i} IS NULL THEN ${said(missing(input))} END`,
  );
  const seen = inputs.map(
    (input, i) =>
      `${said(`${name(input)} such as `)} || to_json(CASE WHEN length(v${i}) > ${shown} THEN left(v${i}, ${shown}) || '…' ELSE v${i} END)`,
  );
  const none = `concat_ws(', ', ${empty.join(', ') || "''"})`;
  const count = `format(${said(`${fn.name} was given {:,} row`)}, n) || CASE WHEN n = 1 THEN '' ELSE 's' END`;
  const passesOver = fn.passesOver ? ` || ${said(` ${fn.passesOver}`)}` : '';
  const parts = inputs.length === 0 ? "''" : `', with ' || concat_ws(', ', ${seen.join(', ')})`;
  return `SELECT CASE WHEN n = 0 THEN ${said(`${fn.name} was given no rows.`)}
      WHEN ${none} <> '' THEN ${count} || ', none with ' || ${none} || '.'
      ELSE ${count} || ${parts} || '.'${passesOver} END AS said
    FROM (SELECT count(*) AS n${samples.map((s) => `, ${s}`).join('')} FROM ${from})`;
}
