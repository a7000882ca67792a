import { setImmediate } from 'node:timers/promises';
import { HuntError, visible } from '../base/index.ts';
import {
  entitiesOf,
  exampleOf,
  fullName,
  type NamedQuery,
  type QueryParameter,
  tablesOf,
  textOfDefault,
  valueOfText,
} from '../catalog/index.ts';
import type {
  BrowsingCalls,
  FormFault,
  FormTexts,
  QueryData,
  QueryDetail,
  QueryEntry,
  QueryKey,
} from '../protocol/index.ts';
import type { OpenHunt } from './hunt.ts';

type Queries = OpenHunt['queries'];

/** The calls about named queries, on the queries of a hunt. */
export function queryAnswers(queries: Queries): {
  [K in 'queries' | 'queryKinds' | 'queryData' | 'query' | 'queryText']: (
    body: BrowsingCalls[K]['body'],
    signal: AbortSignal,
  ) => BrowsingCalls[K]['answer'] | Promise<BrowsingCalls[K]['answer']>;
} {
  return {
    queries: async ({ words, family, table, entity, parameter }, signal) => {
      const rest = { words, ...said({ family, entity, parameter }) };
      // What a query reads takes its grammar: others shall not wait for all of them.
      if (table !== undefined)
        for (const query of queries.search({ ...rest, words: [...words.split(/\s+/), table] })) {
          tablesOf(query);
          await setImmediate();
          signal.throwIfAborted();
        }
      return { queries: queries.search({ ...rest, ...said({ table }) }).map(entryOf) };
    },
    queryKinds: () => {
      const all = queries.search();
      const sorted = (names: Iterable<string>): string[] => [...new Set(names)].sort();
      return {
        families: sorted(all.flatMap((q) => q.families)),
        entities: sorted(all.flatMap((q) => [...entitiesOf(q)])),
        parameters: sorted(all.flatMap((q) => fieldsOf(q).map((p) => p.name))),
        faults: queries.faults.slice(0, 100).map((fault) => fault.message),
      };
    },
    queryData: async ({ queries: keys }, signal) => {
      const data = [];
      for (const key of keys) {
        const found = queries.answerable(named(queries, key));
        data.push({ state: found.state, missing: missingText(found) });
        await setImmediate();
        signal.throwIfAborted();
      }
      return { data };
    },
    query: (key) => detailOf(queries, named(queries, key)),
    queryText: ({ values, ...key }) => filledText(queries, named(queries, key), values),
  };
}

/** Those that are said. */
function said<K extends string>(parts: Record<K, string | undefined>): Partial<Record<K, string>> {
  const own = Object.entries(parts).filter(([, value]) => value !== undefined && value !== '');
  return Object.fromEntries(own) as Partial<Record<K, string>>;
}

function named(queries: Queries, { name, language }: QueryKey): NamedQuery {
  return queries.catalog.find(name, language) ?? queries.catalog.get(name, [language]);
}

function entryOf(query: NamedQuery): QueryEntry {
  const { families, language, about } = query;
  return { name: fullName(query), language, family: families[0] ?? '', about };
}

const fieldsOf = ({ parameters }: NamedQuery): QueryParameter[] =>
  [...parameters.values()].filter((p) => p.used);

/** What is missing of a query's data, in a few words. */
function missingText({ missingTables, missingColumns, missingFunctions }: QueryData): string {
  const names = [...missingTables, ...missingColumns, ...missingFunctions.map((f) => `${f}()`)];
  const more = names.length > 4 ? ` and ${names.length - 4} more` : '';
  return names.length === 0 ? '' : `${names.slice(0, 4).join(', ')}${more}`;
}

function detailOf(queries: Queries, query: NamedQuery): QueryDetail {
  const open = new Map(Object.entries(queries.openTime(query, {})));
  return {
    ...entryOf(query),
    families: query.families,
    systems: query.environments,
    tags: query.tags,
    entities: [...entitiesOf(query)],
    template: query.text.trim(),
    data: queries.answerable(query),
    example: exampleOf(query),
    fields: fieldsOf(query).map(({ name, type, about, aliases, default: standard }) => {
      const stands = open.get(name);
      return {
        name,
        type,
        about,
        aliases,
        default: standard === undefined ? null : textOfDefault(standard),
        open: stands === undefined ? null : String(stands).replace('.000Z', 'Z'),
      };
    }),
  };
}

function filledText(
  queries: Queries,
  query: NamedQuery,
  texts: FormTexts,
): BrowsingCalls['queryText']['answer'] {
  const given = Object.fromEntries(
    texts.map(([name, text]) => {
      const parameter = query.parameters.get(name);
      return [name, parameter ? valueOfText(parameter, text) : text];
    }),
  );
  const { faults, fault, times } = queries.check(query, given);
  const wrong = [
    ...[...faults].map(([name, error]) => faultOf(name, error)),
    ...(fault ? [faultOf(null, fault)] : []),
  ];
  const nothing = { text: null, cell: null };
  if (wrong.length > 0) return { ...nothing, faults: wrong, times: [...times] };
  try {
    const { text } = queries.prepare(query, given);
    const cell = query.language === 'kql' ? `${headLine(query)}\n${text.trim()}` : null;
    return { text, cell, faults: [], times: [...times] };
  } catch (error) {
    if (!(error instanceof HuntError)) throw error;
    return { ...nothing, faults: [faultOf(null, error)], times: [...times] };
  }
}

function faultOf(field: string | null, { code, message, hint }: HuntError): FormFault {
  const isMissing = field !== null && code === 'catalog/missing-parameter';
  if (isMissing) return { field, message: 'A value is needed.', hint: null };
  return { field, message, hint: hint ?? null };
}

/** The line that says where the text of a cell comes from. */
function headLine(query: NamedQuery): string {
  const line = visible(`${fullName(query)}: ${query.about}`).replace(/\s+/g, ' ');
  return `// ${line.length > 160 ? `${line.slice(0, 159)}…` : line}`;
}
