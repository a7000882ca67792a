import { HuntError } from '../base/index.ts';
import { placeMark } from './lexer.ts';
import {
  environmentOf,
  languageOf,
  type NamedQuery,
  type ParameterType,
  type PlainValue,
  type QueryParameter,
} from './named-query.ts';
import { mapping, readYaml, texts, type Yaml } from './read-yaml.ts';
import { readTemplate } from './template.ts';

/** What a query file gave: its queries, and what is wrong with those that could not be read. */
export interface QueryFile {
  queries: NamedQuery[];
  faults: HuntError[];
}

type Section = ReadonlyMap<unknown, Yaml>;
interface RawParameter extends Omit<QueryParameter, 'used'> {
  format?: string | undefined;
}

const maxTextCharacters = 200_000;
const plainName = /^[A-Za-z_][A-Za-z0-9_]*$/;
const types: ReadonlyMap<string, ParameterType> = new Map([
  ['str', 'str'],
  ['string', 'str'],
  ['int', 'int'],
  ['integer', 'int'],
  ['float', 'float'],
  ['bool', 'bool'],
  ['datetime', 'datetime'],
  ['list', 'list'],
]);

/**
 * Read a query file of MSTICPy's format. A query at fault is left out and told of; a file that is none throws
 * `catalog/bad-yaml` or `catalog/bad-file`.
 */
export function readQueryFile(text: string, file: string): QueryFile {
  const root = mapping(readYaml(text, file));
  const metadata = mapping(root?.get('metadata'));
  const sources = mapping(root?.get('sources'));
  const defaults = mapping(root?.get('defaults'));
  if (!root || !metadata || !sources || !defaults || sources.size === 0)
    throw badFile(file, 'it needs the sections metadata and sources');
  for (const key of ['data_environments', 'data_families'])
    if (texts(metadata.get(key)).length === 0) throw badFile(file, `its metadata names no ${key}`);
  const found: QueryFile = { queries: [], faults: [] };
  for (const [name, source] of sources) {
    try {
      found.queries.push(readQuery(String(name), source, { metadata, defaults, file }));
    } catch (error) {
      if (!(error instanceof HuntError)) throw error;
      found.faults.push(error);
    }
  }
  return found;
}

function readQuery(
  name: string,
  source: Yaml,
  context: { metadata: Section; defaults: Section; file: string },
): NamedQuery {
  const { file } = context;
  const section = mapping(source);
  const raw = mapping(section?.get('args'))?.get('query');
  if (!plainName.test(name)) throw badQuery(file, name, 'its name is no plain name');
  if (!section || typeof raw !== 'string' || raw.trim() === '')
    throw badQuery(file, name, 'it has no text under args.query');
  if (raw.includes(placeMark)) throw badQuery(file, name, 'its text holds the character U+E000');
  if (raw.length > maxTextCharacters)
    throw badQuery(file, name, `its text has more than ${maxTextCharacters} characters`);
  const metadata = merged(
    merged(context.metadata, mapping(context.defaults.get('metadata'))),
    mapping(section.get('metadata')),
  );
  const parameters = readParameters(
    merged(mapping(context.defaults.get('parameters')), mapping(section.get('parameters'))),
    (why) => badQuery(file, name, why),
  );
  const systems = texts(metadata.get('data_environments')).map(environmentOf);
  const [system] = systems;
  const language = system ? languageOf(system, raw) : 'other';
  const query = withMacros(raw, mapping(section.get('query_macros')));
  const parts = language === 'file' ? [query] : readTemplate(query, language, parameters);
  const used = new Set(parts.flatMap((part) => (typeof part === 'string' ? [] : [part.parameter])));
  const unknown = [...used].filter((place) => !parameters.has(place));
  if (unknown.length > 0)
    throw badQuery(
      file,
      name,
      `its text names {${unknown.join('}, {')}}, which it does not define`,
    );
  const isKusto = systems.some(([name]) => name === 'Kusto');
  const families = texts(metadata.get('data_families')).map((f) => familyOf(f, isKusto));
  const pivot = mapping(metadata.get('pivot'));
  return {
    name,
    families: families.map(([family]) => family),
    environments: [...new Set(systems.map(([system]) => system))],
    language,
    about: textOf(section.get('description')),
    parameters: new Map(
      [...parameters].map(([key, { format: _, ...p }]) => [key, { ...p, used: used.has(key) }]),
    ),
    text: query,
    parts,
    tags: texts(metadata.get('tags')),
    entities: [...texts(pivot?.get('direct_func_entities')), ...texts(metadata.get('entities'))],
    database: textOf(metadata.get('database')) || (families[0]?.[1] ?? null),
    clusters: [...texts(metadata.get('cluster')), ...texts(metadata.get('clusters'))],
    clusterGroups: texts(metadata.get('cluster_groups')),
    file,
  };
}

/** A family, and the database behind the dot, where MSTICPy's files for Kusto once named it. */
function familyOf(said: string, isKusto: boolean): [family: string, database: string | null] {
  const [, family, database] = (isKusto && /^(\w+)\.(\w+)$/.exec(said)) || [];
  return family !== undefined && database !== undefined ? [family, database] : [said, null];
}

function readParameters(
  section: Section,
  fault: (why: string) => HuntError,
): Map<string, RawParameter> {
  const found = new Map<string, RawParameter>();
  for (const [key, value] of section) {
    const name = String(key);
    const fields = mapping(value);
    const type = types.get(textOf(fields?.get('type')));
    if (!plainName.test(name)) throw fault(`its parameter '${name}' has no plain name`);
    if (!fields || !type)
      throw fault(
        `its parameter '${name}' has the type '${textOf(fields?.get('type'))}', which is none of ${[...new Set(types.values())].join(', ')}`,
      );
    const format = fields.get('format');
    const fallback = fields.get('default');
    found.set(name, {
      name,
      type,
      about: textOf(fields.get('description')),
      aliases: texts(fields.get('aliases')),
      format: typeof format === 'string' ? format : undefined,
      ...(fallback === null || fallback === undefined
        ? {}
        : { default: plainValue(fallback, () => fault(`the default of '${name}' is no value`)) }),
    });
  }
  return found;
}

/** Later sections win; mappings in them are merged field by field. */
function merged(first: Section | undefined, second: Section | undefined): Section {
  const all = new Map(first);
  for (const [key, value] of second ?? []) {
    const before = all.get(key);
    if (value === null && before !== undefined) continue;
    const both = before instanceof Map && value instanceof Map;
    all.set(key, both ? new Map([...before, ...value]) : value);
  }
  return all;
}

/** Put the texts of `query_macros` where `$<name>$` stands; one without a text goes. */
function withMacros(text: string, macros: Section | undefined): string {
  if (!text.includes('$<')) return text;
  const replaced = text.replace(/\$<([^>]+)>\$?/g, (_, name: string) =>
    textOf(mapping(macros?.get(name))?.get('value')),
  );
  return replaced.replace(/\n{2,}/g, '\n');
}

function plainValue(value: Yaml, fault: () => HuntError): PlainValue {
  if (typeof value === 'bigint') return String(value);
  if (Array.isArray(value))
    return value.map((item) => {
      if (typeof item === 'string' || typeof item === 'number' || typeof item === 'boolean')
        return item;
      throw fault();
    });
  if (value instanceof Date) return value;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return value;
  throw fault();
}

const textOf = (value: Yaml | undefined): string => (typeof value === 'string' ? value.trim() : '');

function badFile(file: string, why: string): HuntError {
  return new HuntError({
    code: 'catalog/bad-file',
    message: `'${file}' is no file of queries: ${why}.`,
    hint: 'docs/catalog.md shows what such a file holds.',
  });
}

function badQuery(file: string, name: string, why: string): HuntError {
  return new HuntError({
    code: 'catalog/bad-query',
    message: `The query '${name}' of '${file}' cannot be used: ${why}.`,
    hint: 'docs/catalog.md shows how a query is written.',
  });
}
