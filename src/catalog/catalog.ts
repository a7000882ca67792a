import { HuntError, nearNames } from '../base/index.ts';
import { tablesOf } from './answerable.ts';
import { entitiesOf } from './entities.ts';
import { fullName, type NamedQuery, type QueryLanguage } from './named-query.ts';
import { packsFolder, readQueryFolder } from './query-folder.ts';

/** What to look for among named queries; all that is said must hold. Case does not matter. */
export interface QuerySearch {
  /** Words that the query's name, purpose, families, tags, parameters or text have. */
  words?: string | readonly string[];
  family?: string;
  /** A table that the query reads. */
  table?: string;
  /** A kind of entity, such as `Host`, that the query is about. */
  entity?: string;
  /** A parameter that it takes, or part of its name. */
  parameter?: string;
  /** A system that it runs on, such as `MSSentinel` or `Splunk`, or several of which one will do. */
  environment?: string | readonly string[];
  language?: QueryLanguage;
}

/** Named queries, by their names. */
export class Catalog {
  /** All queries, sorted by family and name. */
  readonly queries: readonly NamedQuery[];
  /** Also those that others of the same name have taken the place of. */
  readonly #given: readonly NamedQuery[];
  /** By language and `family.name`. */
  readonly #byFullName: ReadonlyMap<string, NamedQuery>;
  readonly #byName: ReadonlyMap<string, readonly NamedQuery[]>;

  /** Of queries with the same name in the same language the last one counts. */
  constructor(queries: readonly NamedQuery[]) {
    this.#given = queries;
    const own = new Map(queries.map((q) => [`${q.language}\n${fullName(q)}`, q]));
    const kept = new Set(own.values());
    const inOrder = queries.filter((q) => kept.has(q));
    this.queries = [...inOrder].sort((a, b) => (fullName(a) < fullName(b) ? -1 : 1));
    this.#byFullName = new Map(
      inOrder.flatMap((q) =>
        q.families.map((family) => [keyOf(q.language, `${family}.${q.name}`), q]),
      ),
    );
    const byName = new Map<string, NamedQuery[]>();
    for (const query of this.queries) {
      const name = query.name.toLowerCase();
      byName.set(name, [...(byName.get(name) ?? []), query]);
    }
    this.#byName = byName;
  }

  /**
   * The query of a name, `Family.name` or the name alone where only one has it. Where several languages have it,
   * the first of `languages` is taken. Errors: `catalog/unknown-query`, `catalog/ambiguous-query`.
   */
  get(
    name: string,
    languages: readonly QueryLanguage[] = [
      'kql',
      'file',
      'spl',
      'odata',
      'sql',
      'esql',
      'json',
      'other',
    ],
  ): NamedQuery {
    for (const language of languages) {
      const found = this.#byFullName.get(keyOf(language, name));
      if (found) return found;
    }
    const found = this.#byName.get(name.trim().toLowerCase()) ?? [];
    const language = languages.find((l) => found.some((q) => q.language === l));
    const [query, ...more] = found.filter((q) => q.language === language);
    if (query && more.length === 0) return query;
    if (query) throw ambiguous(name, [query, ...more]);
    throw this.#unknown(name);
  }

  /** The query of a name in one language, if there is one. */
  find(name: string, language: QueryLanguage): NamedQuery | undefined {
    return (
      this.#byFullName.get(keyOf(language, name)) ??
      this.#byName.get(name.trim().toLowerCase())?.find((q) => q.language === language)
    );
  }

  /** Those that one of these systems understands; one for other systems takes no place of theirs. */
  forSystems(
    languages: readonly string[],
    systems: readonly string[],
    suits: (query: NamedQuery) => boolean = () => true,
  ): Catalog {
    return new Catalog(
      this.#given.filter(
        (query) =>
          languages.includes(query.language) &&
          query.environments.some((name) => systems.includes(name)) &&
          suits(query),
      ),
    );
  }

  /** The queries that fit, those with a word in their name first. */
  search(search: QuerySearch = {}): NamedQuery[] {
    const { words = [], family, table, entity, parameter, environment, language } = search;
    const systems = typeof environment === 'string' ? [environment] : environment;
    const list = typeof words === 'string' ? words.split(/\s+/) : words;
    const wanted = list.map((word) => word.toLowerCase()).filter((word) => word !== '');
    const found = this.queries.filter(
      (query) =>
        (language === undefined || query.language === language) &&
        has(query.families, family) &&
        (systems === undefined || systems.some((system) => has(query.environments, system))) &&
        has([...entitiesOf(query)], entity) &&
        hasPart(
          [...query.parameters.values()].flatMap((p) => [p.name, ...p.aliases]),
          parameter,
        ) &&
        wanted.every((word) => searchable(query).includes(word)) &&
        (table === undefined || (mayRead(query, table) && has(tablesOf(query), table))),
    );
    const inName = (query: NamedQuery): number =>
      wanted.filter((word) => fullName(query).toLowerCase().includes(word)).length;
    return found
      .map((query, i) => ({ query, i, score: inName(query) }))
      .sort((a, b) => b.score - a.score || a.i - b.i)
      .map(({ query }) => query);
  }

  /** This catalogue with further queries, which count where names are the same. */
  with(queries: readonly NamedQuery[]): Catalog {
    return new Catalog([...this.#given, ...queries]);
  }

  #unknown(name: string): HuntError {
    const names = this.queries.flatMap((q) => q.families.map((family) => `${family}.${q.name}`));
    const shortOf = (full: string): string => full.slice(full.lastIndexOf('.') + 1).toLowerCase();
    const nearShort = new Set(nearNames(shortOf(name), new Set(names.map(shortOf))));
    const near = [
      names.filter((full) => shortOf(full) === shortOf(name)),
      nearNames(name, names),
      this.queries.map(fullName).filter((full) => nearShort.has(shortOf(full))),
    ].find((found) => found.length > 0);
    // What was said of the family counts, too.
    const [family = ''] = name.toLowerCase().split('.', 1);
    const isOf = (full: string): number => Number(full.toLowerCase().includes(family));
    const told = [...new Set(near)].sort((a, b) => isOf(b) - isOf(a)).slice(0, 5);
    return new HuntError({
      code: 'catalog/unknown-query',
      message: `There is no query '${name.slice(0, 200)}'.`,
      hint:
        told.length > 0 ? `Did you mean ${told.join(' or ')}?` : '`huntbook queries` lists them.',
    });
  }
}

const keyOf = (language: QueryLanguage, name: string): string =>
  `${language}\n${name.trim().toLowerCase()}`;

function has(values: readonly string[], wanted: string | undefined): boolean {
  return wanted === undefined || values.some((v) => v.toLowerCase() === wanted.toLowerCase());
}

function hasPart(values: readonly string[], wanted: string | undefined): boolean {
  return wanted === undefined || values.some((v) => v.toLowerCase().includes(wanted.toLowerCase()));
}

/** Whether a query's text or what it takes has the name at all: what it reads is worked out by its grammar, slowly. */
function mayRead(query: NamedQuery, table: string): boolean {
  const name = table.toLowerCase();
  const defaults = [...query.parameters.values()].map((p) => String(p.default ?? '').toLowerCase());
  return query.text.toLowerCase().includes(name) || defaults.some((text) => text.includes(name));
}

const texts = new WeakMap<NamedQuery, string>();

function searchable(query: NamedQuery): string {
  const known = texts.get(query);
  if (known !== undefined) return known;
  const parameters = [...query.parameters.values()].flatMap((p) =>
    p.used ? [p.name, p.about, ...p.aliases] : [],
  );
  const { families, name, about, tags, environments, text: own } = query;
  const text = [...families, name, about, ...tags, ...environments, ...parameters, own]
    .join('\n')
    .toLowerCase();
  texts.set(query, text);
  return text;
}

function ambiguous(name: string, found: readonly NamedQuery[]): HuntError {
  return new HuntError({
    code: 'catalog/ambiguous-query',
    message: `Several queries are called '${name}'.`,
    hint: `Name one in full: ${found.slice(0, 5).map(fullName).join(', ')}.`,
  });
}

let packs: Catalog | undefined;

/** The queries that come with Huntbook; read once. */
export function builtinCatalog(): Catalog {
  if (packs) return packs;
  const { queries, faults } = readQueryFolder(packsFolder);
  const [fault] = faults;
  if (fault) throw new Error(`a query of Huntbook's own is at fault: ${fault.message}`);
  packs = new Catalog(queries);
  return packs;
}
