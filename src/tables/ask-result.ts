import { type Column, HuntError } from '../base/index.ts';

const largestAnswerCharacters = 64 * 1024 * 1024;

/** What is asked of a result here; a `Table` has it. */
export interface AskedResult {
  readonly columns: readonly Column[];
  kql(text: string, options: { signal?: AbortSignal; held?: boolean }): Promise<AskedResult>;
  batches(options: { signal?: AbortSignal }): AsyncIterable<readonly (readonly unknown[])[]>;
}

/** Some rows of an answer, and how many there are without the limit. */
export interface ResultAnswer {
  columns: readonly Column[];
  rows: readonly (readonly unknown[])[];
  total: number;
}

/**
 * Go on with KQL on a result whose rows are kept already. More rows than the limit are counted, not read. Errors:
 * `tables/not-a-step`, `tables/answer-too-large` and those of the query.
 */
export async function askResult(
  table: AskedResult,
  { kql, limit, signal }: { kql: string; limit: number; signal?: AbortSignal },
): Promise<ResultAnswer> {
  if (!kql.trimStart().startsWith('|'))
    throw new HuntError({
      code: 'tables/not-a-step',
      message: `What is asked of a result begins with '|': '${kql.slice(0, 80)}' does not.`,
    });
  const stop = signal ? { signal } : {};
  const asked = { ...stop, held: true };
  const answer = await table.kql(`${kql}\n| take ${limit + 1}`, asked);
  const rows = await rowsOf(answer, stop);
  if (rows.length <= limit) return { columns: answer.columns, rows, total: rows.length };
  const [[total] = []] = await rowsOf(await table.kql(`${kql}\n| count`, asked), stop);
  return { columns: answer.columns, rows: rows.slice(0, limit), total: Number(total) };
}

async function rowsOf(
  table: AskedResult,
  stop: { signal?: AbortSignal },
): Promise<(readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  let characters = 0;
  for await (const batch of table.batches(stop))
    for (const row of batch) {
      for (const value of row) characters += typeof value === 'string' ? value.length : 8;
      if (characters > largestAnswerCharacters)
        throw new HuntError({
          code: 'tables/answer-too-large',
          message: 'The rows that a view asked for hold more than 64 million characters.',
          hint: 'Show fewer rows, or leave long columns out.',
        });
      rows.push(row);
    }
  return rows;
}
