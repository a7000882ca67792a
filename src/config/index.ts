export type {
  AzureCloud,
  AzureSettings,
  Config,
  Service,
  Setting,
  SignInWay,
} from './config.ts';
export { snakeCase } from './file-reader.ts';
export { type Keychain, openKeychain } from './keychain.ts';
export { configFiles, loadConfig } from './load-config.ts';
export { Secret, type SecretSources } from './secret.ts';
export { shownSetting, writeHuntbook } from './write-huntbook.ts';
