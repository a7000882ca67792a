import { z } from 'zod';
import type { BrowsingCalls, FormTexts } from '../protocol/index.ts';
import { functionDetail, functionEntries, functionText } from './function-answers.ts';
import { queryAnswers } from './query-answers.ts';
import type { Answers, Room, Shapes } from './routes.ts';

const name = z.string().max(300);
const wanted = name.optional();
const key = {
  name,
  language: z.enum(['kql', 'spl', 'odata', 'sql', 'esql', 'json', 'file', 'other']),
};
const texts: z.ZodType<FormTexts> = z.array(z.tuple([name, z.string().max(100_000)])).max(200);
const kind = z.enum(['each', 'all', 'lookup', 'operator', 'function', 'aggregate', 'plugin']);

/** What the calls of the browsers of queries and functions take. */
export const browseShapes: Shapes<BrowsingCalls> = {
  queries: z.object({
    words: name,
    family: wanted,
    table: wanted,
    entity: wanted,
    parameter: wanted,
  }),
  queryKinds: z.strictObject({}) as z.ZodType<Record<string, never>>,
  queryData: z.object({ queries: z.array(z.object(key)).max(50) }),
  query: z.object(key),
  queryText: z.object({ ...key, values: texts }),
  functions: z.strictObject({}) as z.ZodType<Record<string, never>>,
  function: z.object({ name, kind }),
  functionText: z.object({ name, columns: texts, settings: texts }),
};

/** The calls of the browsers of queries and functions. */
export function browseAnswers({ desk }: Room): Pick<Answers, keyof BrowsingCalls> {
  return {
    ...queryAnswers(desk.hunt.queries),
    functions: () => ({ functions: functionEntries() }),
    function: ({ name, kind }) => functionDetail(name, kind),
    functionText,
  };
}
