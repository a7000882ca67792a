export { type Answerable, answerable, tablesOf } from './answerable.ts';
export { builtinCatalog, Catalog, type QuerySearch } from './catalog.ts';
export { entitiesOf } from './entities.ts';
export { filesUnder } from './files-under.ts';
export { type FilledQuery, fillQuery } from './fill.ts';
export { isoText, momentOf } from './moment.ts';
export {
  environmentOf,
  fullName,
  type NamedQuery,
  type ParameterType,
  type QueryLanguage,
  type QueryParameter,
  type TemplatePart,
} from './named-query.ts';
export type { PackQueries, ProviderQueries } from './packs.gen.ts';
export { packsFolder, readQueryFolder } from './query-folder.ts';
export {
  type CheckedValues,
  checkValues,
  exampleOf,
  neededParameters,
  textOfDefault,
  valueOfText,
} from './query-form.ts';
export type { QueryFunctions } from './query-functions.ts';
export { fillChunks, unitedKql } from './split.ts';
export { type QueryTime, type QueryTimeSpan, readTime, readTimeSpan } from './times.ts';
