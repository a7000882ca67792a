export {
  Hunt,
  type HuntOptions,
  type OpenedFile,
  type OpenOptions,
  type OpenProgress,
  open,
  openSample,
  type TableInfo,
} from './hunt.ts';
export {
  type LookedUp,
  type LookUpOptions,
  type LookupOptions,
  lookUp,
  whatLookUpSends,
} from './lookups.ts';
export type { AskOptions, ConnectOptions, RemoteConnection } from './remote.ts';
