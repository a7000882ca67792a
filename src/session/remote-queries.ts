import { HuntError } from '../base/index.ts';
import {
  type Catalog,
  type FilledQuery,
  fillChunks,
  fillQuery,
  fullName,
  type NamedQuery,
} from '../catalog/index.ts';
import type { Instance, Provider } from '../providers/index.ts';
import type { Piece } from './ask-instances.ts';
import type { QueryValues } from './queries.ts';

/** A named query with its values: the pieces of its time that are asked, and what a reader must know. */
export interface NamedPieces {
  pieces: readonly Piece[];
  notes: readonly string[];
}

/** The named queries of a catalogue that a service understands. */
export class ServiceQueries {
  readonly #all: Catalog;
  readonly #provider: Provider;
  readonly #instances: readonly Instance[];
  readonly #now: () => Date;
  #own: Catalog | undefined;

  constructor(
    all: Catalog,
    { provider, instances }: { provider: Provider; instances: readonly Instance[] },
    now: () => Date,
  ) {
    this.#all = all;
    this.#provider = provider;
    this.#instances = instances;
    this.#now = now;
  }

  get catalog(): Catalog {
    const { languages, systems } = this.#provider.queries;
    this.#own ??= this.#all.forSystems(languages, systems, (query) => this.#suits(query));
    return this.#own;
  }

  /** One query by its name. Errors: `catalog/unknown-query`, `catalog/ambiguous-query`, `session/other-service`. */
  get(name: string): NamedQuery {
    try {
      return this.catalog.get(name);
    } catch (error) {
      const known = this.#all.queries.find((query) =>
        query.families.some((family) => `${family}.${query.name}` === name),
      );
      if (!known) throw error;
      const at = [...known.clusters, ...known.clusterGroups];
      if (at.length > 0 && !this.#suits(known))
        throw new HuntError({
          code: 'session/other-service',
          message: `${fullName(known)} is a query for ${at.join(', ')}, and ${this.#instances.map(({ who }) => who).join(', ')} is not such.`,
          hint: 'Ask the cluster that it was written for, or name this one in its file.',
          cause: error,
        });
      throw new HuntError({
        code: 'session/other-service',
        message: `${fullName(known)} is a query for ${known.environments.join(', ')}; ${this.#provider.name} is not asked such.`,
        hint: `huntbook queries --on ${this.#provider.name} lists what it can be asked.`,
        cause: error,
      });
    }
  }

  /**
   * What is asked for a query with these values. `split_query_by` cuts its time into pieces; where no time is said, it is the
   * last day, as MSTICPy has it. Errors: `catalog/…`, naming the parameter at fault.
   */
  pieces(name: string, values: QueryValues): NamedPieces {
    const query = this.get(name);
    const { split_query_by: splitBy, ...own } = values;
    const given = query.parameters.has('split_query_by') ? values : own;
    const { values: timed, assumed } = this.#withTime(query, given);
    const now = this.#now();
    const whole = splitBy === undefined || given === values;
    const filled = whole
      ? [fillQuery(query, timed, { now })]
      : fillChunks(query, timed, { splitBy: String(splitBy), now });
    const isSplit = filled.length > 1;
    const pieces = filled.map((piece) => ({
      text: piece.text,
      database: query.database,
      name: isSplit ? times(piece) : null,
    }));
    return { pieces, notes: notesOf(query, assumed, filled) };
  }

  #suits(query: NamedQuery): boolean {
    const { suits } = this.#provider;
    return !suits || this.#instances.every((instance) => suits(query, instance));
  }

  /** Values with a time: the last day, or the day before the end that is said. */
  #withTime(query: NamedQuery, given: QueryValues): { values: QueryValues; assumed: string[] } {
    const isMissing = (name: string): boolean => {
      const { used, default: standard, aliases = [] } = query.parameters.get(name) ?? {};
      const said = [name, ...aliases].some((own) => (given[own] ?? undefined) !== undefined);
      return used === true && standard === undefined && !said;
    };
    const assumed = given['timespan'] === undefined ? ['start', 'end'].filter(isMissing) : [];
    const now = this.#now();
    const { end, ...others } = given;
    if (assumed.join() === 'start' && end !== undefined)
      return { values: { ...others, timespan: { end, period: '1d' } }, assumed };
    const times: QueryValues = { start: new Date(now.getTime() - dayMs), end: now };
    const own = Object.fromEntries(assumed.map((name) => [name, times[name]]));
    return { values: { ...own, ...given }, assumed };
  }
}

function notesOf(
  query: NamedQuery,
  assumed: readonly string[],
  filled: readonly FilledQuery[],
): string[] {
  const from = filled[0]?.span?.start.toISOString();
  const to = filled.at(-1)?.span?.end.toISOString();
  if (assumed.length === 0 || !from || !to) return [];
  return [
    `${fullName(query)} was asked of the time from ${from} to ${to}, since no ${assumed.join(' and no ')} was said.`,
  ];
}

const dayMs = 86_400_000;

const times = ({ span }: FilledQuery): string =>
  span ? `${span.start.toISOString()} to ${span.end.toISOString()}` : '';
