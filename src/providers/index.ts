export {
  type ConnectSettings,
  connectTo,
  type Instance,
  providerNamed,
  providers,
  type Transport,
} from './connect.ts';
export type {
  RemotePart,
  RemoteTable,
  RemoteValue,
} from './define-provider.ts';
