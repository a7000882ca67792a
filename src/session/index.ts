export { checkConnection } from './check-connection.ts';
export { type CheckedLookup, checkLookups } from './check-lookups.ts';
export type { RowDestination, SendingOptions } from './destination.ts';
export { Hunt, open, openSample } from './hunt.ts';
export type { HuntSettings } from './hunt-settings.ts';
export type {
  HuntOptions,
  OpenedFile,
  OpenOptions,
  OpenProgress,
  TableInfo,
} from './hunt-types.ts';
export { LocalConnection } from './local-connection.ts';
export { type LookupSettingsOptions, lookupSettings } from './lookup-settings.ts';
export {
  type AnswerTable,
  type LookedUp,
  type LookUpOptions,
  type LookupOptions,
  lookUp,
  whatLookUpSends,
} from './lookups.ts';
export type { HuntQueries, Queries, QueryValues } from './queries.ts';
export type { QueryOptions } from './query-scope.ts';
export type {
  AskOptions,
  Connection,
  ConnectOptions,
  ProviderName,
  RemoteConnection,
} from './remote.ts';
