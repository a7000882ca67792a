import { z } from 'zod';
import { type Column, HuntError, isKustoType } from '../base/index.ts';
import {
  decodedText,
  type OfferedQuery,
  offeredFunctions,
  offeredQueries,
  subjectOfKind,
  subjectsOf,
} from '../pivots/index.ts';
import type { EntityCalls, EntityStreams, OfferedStep } from '../protocol/index.ts';
import { subjectText, tellOfEntity } from './entity-page.ts';
import type { OpenHunt } from './hunt.ts';
import type { Answers, Room, Shapes, Works } from './routes.ts';

const text = z.string().max(256 * 1024);
const type = z.string().min(1).max(64);
const column = z.object({
  name: z.string().max(4096),
  type: z.string().refine(isKustoType),
}) as unknown as z.ZodType<Column>;

/** What the calls about values take. */
export const entityShapes: Shapes<EntityCalls> = {
  pivots: z.object({
    value: text,
    type: type.nullable(),
    column: column.nullable(),
    columns: z.array(column).max(10_000),
    where: text,
  }),
  pivotQueries: z.object({ value: text, type }),
};

/** What the stream about an entity takes. */
export const entityStreamShapes: Shapes<EntityStreams> = {
  entity: z.object({ type, value: z.string().min(1).max(4096) }),
};

/** The calls about values. */
export function entityAnswers({ desk }: Room): Pick<Answers, keyof EntityCalls> {
  return {
    pivots: ({ value, type: said, ...placed }): EntityCalls['pivots']['answer'] => {
      const guessed = subjectsOf(value, placed.column);
      const told = said === null ? [] : [subjectOfKind(said, value)];
      const kinds = [...told, ...guessed].filter(({ type: kind }) => kind !== 'Text');
      const subjects = kinds.filter(
        (one, at) => kinds.findIndex((s) => s.type === one.type) === at,
      );
      if (subjects.length === 0) subjects.push(...guessed);
      const functions = offeredFunctions({ value, ...placed }, subjects);
      return {
        subjects: subjects.map(subjectText),
        functions,
        decoded: decodedText({ value, ...placed }),
      };
    },
    pivotQueries: (body, signal) => answerableQueries(desk.hunt, body, signal),
  };
}

const mostQueries = 40;
const mostLooks = 80;
const known = new WeakMap<object, Map<string, boolean>>();

/** The queries that what is open can answer about a value; what was found out is kept until something is opened. */
async function answerableQueries(
  hunt: OpenHunt,
  { value, type: said }: EntityCalls['pivotQueries']['body'],
  signal: AbortSignal,
): Promise<EntityCalls['pivotQueries']['answer']> {
  const { schema } = hunt;
  const states = known.get(schema) ?? new Map<string, boolean>();
  known.set(schema, states);
  const offered = offeredQueries(hunt.queries.catalog, subjectOfKind(said, value));
  const queries: OfferedStep[] = [];
  let looked = 0;
  for (const one of offered) {
    const { query, name } = one;
    if (looked >= mostLooks || queries.length >= mostQueries) break;
    looked++;
    let can = states.get(name);
    if (can === undefined) {
      // Each takes some time, in which others want to be answered too.
      await new Promise((next) => setImmediate(next));
      signal.throwIfAborted();
      can = hunt.queries.answerable(query).state === 'yes';
      states.set(name, can);
    }
    const kql = can ? queryText(hunt, one) : null;
    if (kql !== null) queries.push({ name, about: query.about, of: 'value', kql, asks: false });
  }
  return { queries, more: offered.length - looked };
}

/** The text of a query with values in it; null where it takes no such value. */
function queryText({ queries }: OpenHunt, { query, values }: OfferedQuery): string | null {
  try {
    return queries.prepare(query, values).text;
  } catch (error) {
    if (error instanceof HuntError) return null;
    throw error;
  }
}

/** The stream about an entity. */
export function entityWorks({ desk }: Room): Pick<Works, keyof EntityStreams> {
  return {
    entity: async ({ type: said, value }, send, signal) => {
      await tellOfEntity(desk.hunt, subjectOfKind(said, value), { send, signal });
    },
  };
}
