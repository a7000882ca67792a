export {
  type ConnectSettings,
  connectTo,
  type Instance,
  providerNamed,
  providers,
} from './connect.ts';
export type {
  RemotePart,
  RemoteTable,
  RemoteValue,
} from './define-provider.ts';
export type { Transport } from './http.ts';
