export {
  askingFunctions,
  decodedText,
  factFunctions,
  type OfferedFunction,
  offeredFunctions,
  type PlacedValue,
  valueQuery,
} from './functions.ts';
export { type Holder, mentionsIn, type OpenTable, placesIn } from './holders.ts';
export { type OfferedQuery, offeredQueries } from './queries.ts';
export {
  alertsQuery,
  type Companions,
  companionQuery,
  companions,
  prevalenceQuery,
} from './related.ts';
export {
  byTable,
  countQuery,
  countsQuery,
  type Hit,
  hitsOf,
  lookQuery,
  rowsQuery,
  seenQuery,
} from './seen.ts';
export { type Subject, subjectOfKind, subjectsOf } from './subject.ts';
export { type Wanted, wantedOf } from './wanted.ts';
