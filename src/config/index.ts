export type {
  AzureCloud,
  AzureSettings,
  Config,
  ConfigFault,
  Service,
  Setting,
  SignInWay,
} from './config.ts';
export { azureClouds } from './config.ts';
export {
  type ConfigEdit,
  configVersion,
  type EditedService,
  type EditedSetting,
  editConfig,
  ownConfigFile,
  type ServiceSection,
} from './edit-config.ts';
export { snakeCase } from './file-reader.ts';
export { type Keychain, openKeychain } from './keychain.ts';
export { configFiles, loadConfig, loadConfigSync } from './load-config.ts';
export { Secret, type SecretSources } from './secret.ts';
export { shownSetting, writeHuntbook } from './write-huntbook.ts';
