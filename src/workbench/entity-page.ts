import type { Column } from '../base/index.ts';
import {
  alertsQuery,
  askingFunctions,
  byTable,
  companionQuery,
  companions,
  countQuery,
  countsQuery,
  factFunctions,
  type Hit,
  type Holder,
  hitsOf,
  lookQuery,
  mentionsIn,
  type OpenTable,
  placesIn,
  prevalenceQuery,
  rowsQuery,
  type Subject,
  seenQuery,
  wantedOf,
} from '../pivots/index.ts';
import type { EntityAnswer, EntityEvent, EntityPart, SubjectText } from '../protocol/index.ts';
import type { Send } from './event-stream.ts';
import type { OpenHunt } from './hunt.ts';
import { asProblem } from './problem.ts';

const tableLimitMs = 30_000;
const mentionsLimitMs = 120_000;
const shownRows = 12;

type Row = readonly unknown[];

/** A subject as the page is told of it. */
export const subjectText = ({ type, title, value, about }: Subject): SubjectText => ({
  type,
  title,
  value,
  about,
});

interface Telling {
  send: Send<EntityEvent>;
  signal: AbortSignal;
}

/** A part, and how it is found out; null where there is nothing to find out. */
interface Work extends EntityPart {
  find(): Promise<Partial<EntityAnswer> | null>;
}

const empty: EntityAnswer = {
  columns: [],
  rows: [],
  kql: null,
  asks: false,
  more: false,
  notes: [],
  steps: [],
  entity: null,
};

/**
 * Find out what the open data knows about something, part by part. A part that fails is told of in its place; the
 * others go on.
 *
 * cost: one pass over each open table for where it stands, one for longer texts, and one over the tables in which it
 * was seen for each part; a table that takes half a minute is left out, and told of.
 */
export async function tellOfEntity(
  hunt: OpenHunt,
  subject: Subject,
  { send, signal }: Telling,
): Promise<void> {
  const works = worksOn(new Looking(hunt, subject, { send, signal }));
  send({
    kind: 'subject',
    subject: subjectText(subject),
    parts: works.map(({ find: _find, ...part }) => part),
  });
  for (const { key, find } of works) {
    try {
      const answer = await find();
      signal.throwIfAborted();
      send({ kind: 'answer', part: key, ...empty, ...answer });
    } catch (error) {
      signal.throwIfAborted();
      send({ kind: 'problem', part: key, problem: asProblem(error) });
    }
  }
  send({ kind: 'done' });
}

function worksOn(looking: Looking): Work[] {
  const { subject } = looking;
  const facts = factFunctions(subject).map(
    ({ name, about, kql }): Work => ({
      key: `fact ${name}`,
      group: 'facts',
      title: words(name),
      about,
      find: () => looking.ask(kql),
    }),
  );
  const told = askingFunctions(subject).map(
    ({ name, about, kql }): Work => ({
      key: `answer ${name}`,
      group: 'answers',
      title: words(name),
      about,
      find: () => looking.recorded(name, kql),
    }),
  );
  const beside = companions.map(
    ({ kind, title }): Work => ({
      key: `beside ${kind}`,
      group: 'companions',
      title,
      about: 'What stood in the same rows.',
      find: () => looking.askOf((hits) => companionQuery(hits, kind, looking), kind),
    }),
  );
  return [
    ...facts,
    {
      key: 'seen',
      group: 'seen',
      title: 'Where it was seen',
      about: 'The tables and columns in which it stands.',
      find: () => looking.seen(),
    },
    {
      key: 'prevalence',
      group: 'prevalence',
      title: 'Prevalence',
      about: 'On how many of the hosts, and with how many of the accounts, of these tables.',
      find: () => looking.askOf((hits) => prevalenceQuery(hits, subject)),
    },
    ...alertWorks(looking),
    ...beside,
    ...told,
    {
      key: 'mentions',
      group: 'mentions',
      title: 'Named in longer texts',
      about: 'Columns in which it stands among other words.',
      find: () => looking.mentions(),
    },
  ];
}

function alertWorks(looking: Looking): Work[] {
  return looking.tables.flatMap((table): Work[] => {
    const kql = alertsQuery(table, looking.wanted);
    if (kql === null) return [];
    return [
      {
        key: `alerts ${table.name}`,
        group: 'alerts',
        title: table.name,
        about: 'Alerts that speak of it.',
        find: () => looking.ask(kql),
      },
    ];
  });
}

const words = (name: string): string => name.replaceAll('_', ' ');

/** Where a subject is looked for, and what was found so far. */
class Looking {
  readonly subject: Subject;
  readonly wanted: ReturnType<typeof wantedOf>;
  readonly tables: readonly OpenTable[];
  readonly #hunt: OpenHunt;
  readonly #telling: Telling;
  #hits: readonly Hit[] = [];

  constructor(hunt: OpenHunt, subject: Subject, telling: Telling) {
    this.subject = subject;
    this.wanted = wantedOf(subject);
    this.#hunt = hunt;
    this.#telling = telling;
    this.tables = hunt
      .tables()
      .filter(({ companionOf }) => companionOf === null)
      .map(({ name, columns, coverage }) => ({
        name,
        columns,
        rows: coverage.rowsRead,
        timeColumn: columns.some((c) => c.name === coverage.timeColumn && c.type === 'datetime')
          ? coverage.timeColumn
          : null,
      }))
      .sort((a, b) => a.rows - b.rows);
  }

  /** The first rows of a query. */
  async ask(kql: string, entity: string | null = null): Promise<Partial<EntityAnswer>> {
    const { columns, rows } = await this.#rows(kql, shownRows + 1, this.#telling.signal);
    return { columns, rows: rows.slice(0, shownRows), more: rows.length > shownRows, kql, entity };
  }

  /** As `ask`, of the rows in which it was seen. */
  async askOf(
    query: (hits: readonly Hit[]) => string | null,
    entity: string | null = null,
  ): Promise<Partial<EntityAnswer> | null> {
    const kql = this.#hits.length === 0 ? null : query(this.#hits);
    return kql === null ? null : this.ask(kql, entity);
  }

  async recorded(name: string, kql: string): Promise<Partial<EntityAnswer>> {
    const { value } = this.subject;
    const { columns, rows } = await this.#hunt.recordedAnswers(name, value, this.#telling.signal);
    const filled = columns.map((_, i) =>
      rows.some((row) => row[i] !== null && row[i] !== '' && typeof row[i] !== 'object'),
    );
    return {
      columns: columns.filter((_, i) => filled[i]),
      rows: rows.slice(0, shownRows).map((row) => row.filter((_, i) => filled[i])),
      more: rows.length > shownRows,
      kql,
      asks: true,
    };
  }

  async seen(): Promise<Partial<EntityAnswer>> {
    const places = (table: OpenTable): Holder[] => placesIn(table, this.subject, this.wanted);
    const { hits, notes } = await this.#look('seen', places, Number.POSITIVE_INFINITY);
    this.#hits = hits;
    return this.#listed(hits, notes);
  }

  async mentions(): Promise<Partial<EntityAnswer>> {
    const places = (table: OpenTable): Holder[] => mentionsIn(table, this.subject, this.wanted);
    const { hits, notes } = await this.#look('mentions', places, mentionsLimitMs);
    return this.#listed(hits, notes);
  }

  #listed(hits: readonly Hit[], notes: readonly string[]): Partial<EntityAnswer> {
    const sorted = byTable(hits).flatMap((list) => [...list].sort((a, b) => b.rows - a.rows));
    return {
      columns: seenColumns,
      rows: sorted.map(({ table, column, rows, first, last, written }) => [
        table.name,
        column.name,
        rows,
        first,
        last,
        written,
      ]),
      steps: sorted.map((hit) => rowsQuery([hit])),
      kql: sorted.length === 0 ? null : seenQuery(sorted),
      notes,
    };
  }

  /** Look through all tables, the small ones first; what takes too long is told of. */
  async #look(
    part: string,
    places: (table: OpenTable) => Holder[],
    limitMs: number,
  ): Promise<{ hits: Hit[]; notes: string[] }> {
    const { send, signal } = this.#telling;
    const began = performance.now();
    const hits: Hit[] = [];
    const left: string[] = [];
    for (const [done, table] of this.tables.entries()) {
      send({ kind: 'progress', part, done, total: this.tables.length });
      const wanted = places(table);
      if (wanted.length === 0 || table.rows === 0) continue;
      const spare = Math.min(tableLimitMs, limitMs - (performance.now() - began));
      const found = spare <= 0 ? null : await this.#lookIn(table, wanted, spare);
      signal.throwIfAborted();
      if (found) hits.push(...found);
      else left.push(table.name);
    }
    const notes =
      left.length === 0 ? [] : [`Not looked through, for it takes long: ${left.join(', ')}.`];
    return { hits, notes };
  }

  async #lookIn(
    table: OpenTable,
    places: readonly Holder[],
    limitMs: number,
  ): Promise<Hit[] | null> {
    const late = AbortSignal.timeout(limitMs);
    try {
      const signal = AbortSignal.any([this.#telling.signal, late]);
      const row = async (kql: string): Promise<{ columns: readonly Column[]; row: Row }> => {
        const { columns, rows } = await this.#rows(kql, 1, signal);
        return { columns, row: rows[0] ?? [] };
      };
      // Long queries take long to read: only of tables that have it, and of columns that do, is more asked.
      if (Number((await row(countQuery(table, places))).row[0]) === 0) return [];
      const counts = (await row(countsQuery(table, places))).row;
      const held = places.filter((_, i) => Number(counts[i]) > 0);
      return hitsOf(table, held, await row(lookQuery(table, held)));
    } catch (error) {
      if (late.aborted) return null;
      throw error;
    }
  }

  async #rows(
    kql: string,
    limit: number,
    signal: AbortSignal,
  ): Promise<{ columns: readonly Column[]; rows: readonly (readonly unknown[])[] }> {
    const table = await this.#hunt.kql(kql, { signal });
    try {
      const { rows } = await table.page({ offset: 0, limit, signal });
      return { columns: table.columns, rows };
    } finally {
      await table.close();
    }
  }
}

const seenColumns: readonly Column[] = [
  { name: 'Table', type: 'string' },
  { name: 'Column', type: 'string' },
  { name: 'Rows', type: 'long' },
  { name: 'First', type: 'datetime' },
  { name: 'Last', type: 'datetime' },
  { name: 'Written', type: 'string' },
];
