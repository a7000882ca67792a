import { HuntError } from '../base/index.ts';
import type { Calls } from '../protocol/index.ts';
import type { ResultTable } from './hunt.ts';

const largestAnswerCharacters = 64 * 1024 * 1024;

/**
 * Go on with KQL on a result whose rows are kept already. More rows than the limit are counted, not read. Errors:
 * `workbench/not-a-step`, `workbench/answer-too-large` and those of the query.
 */
export async function askResult(
  table: ResultTable,
  { kql, limit, signal }: { kql: string; limit: number; signal: AbortSignal },
): Promise<Calls['ask']['answer']> {
  if (!kql.trimStart().startsWith('|'))
    throw new HuntError({
      code: 'workbench/not-a-step',
      message: `What is asked of a result begins with '|': '${kql.slice(0, 80)}' does not.`,
    });
  const asked = { signal, held: true };
  const answer = await table.kql(`${kql}\n| take ${limit + 1}`, asked);
  const rows = await rowsOf(answer, signal);
  if (rows.length <= limit) return { columns: answer.columns, rows, total: rows.length };
  const [[total] = []] = await rowsOf(await table.kql(`${kql}\n| count`, asked), signal);
  return { columns: answer.columns, rows: rows.slice(0, limit), total: Number(total) };
}

async function rowsOf(table: ResultTable, signal: AbortSignal): Promise<(readonly unknown[])[]> {
  const rows: (readonly unknown[])[] = [];
  let characters = 0;
  for await (const batch of table.batches({ signal }))
    for (const row of batch) {
      for (const value of row) characters += typeof value === 'string' ? value.length : 8;
      if (characters > largestAnswerCharacters)
        throw new HuntError({
          code: 'workbench/answer-too-large',
          message: 'The rows that a view asked for hold more than 64 million characters.',
          hint: 'Show fewer rows, or leave long columns out.',
        });
      rows.push(row);
    }
  return rows;
}
