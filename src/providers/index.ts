export {
  type ConnectSettings,
  connectTo,
  type Instance,
  providerNamed,
  providers,
} from './connect.ts';
export type {
  OpenData,
  Provider,
  RemotePart,
  RemoteQuery,
  RemoteTable,
  RemoteValue,
} from './define-provider.ts';
export {
  connectDestination,
  destinationNamed,
  destinations,
  type OpenDestination,
} from './destinations.ts';
export type { Transport } from './http.ts';
export { type SecretParts, secretSources } from './key-vault.ts';
export { readRows } from './kusto-values.ts';
export type { SearchJob, SearchJobOrder, SearchJobs } from './search-jobs.ts';
export { type RowRange, type SendReport, sendRows } from './send-rows.ts';
