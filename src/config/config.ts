import type { Secret } from './secret.ts';

/** What a setting of a service may be. */
export type Setting = string | number | boolean | readonly string[] | Secret;

/** A service that is configured: something to query, to look things up in, or a source of places. */
export interface Service {
  /** What the user calls it: `CyberSecuritySoc`. */
  name: string;
  /** What kind it is: `sentinel`, `splunk`, `VirusTotal`. */
  provider: string;
  /** By names in snake case: `workspace_id`. */
  settings: ReadonlyMap<string, Setting>;
  /** Whether a lookup asks it without being told to. */
  primary: boolean;
  /** The file, and its place in there, for messages. */
  file: string;
  path: string;
}

/** Ways to sign in to Microsoft's clouds. */
export const signInWays = [
  'env',
  'cli',
  'powershell',
  'managed-identity',
  'device-code',
  'browser',
] as const;
export type SignInWay = (typeof signInWays)[number];

/** Microsoft's clouds. */
export const azureClouds = ['public', 'usgov', 'china'] as const;
export type AzureCloud = (typeof azureClouds)[number];

/** How to sign in to Azure, and to which of its clouds, where a service does not say it itself. */
export interface AzureSettings {
  cloud: AzureCloud;
  /** Tried in order. */
  signIn: readonly SignInWay[];
  /** Whether the sign-in of a person outlasts the session, by the keychain of the operating system. */
  tokenCache: boolean;
  settings: ReadonlyMap<string, Setting>;
}

/** Something wrong in a file, in one line. */
export interface ConfigFault {
  file: string;
  line: number;
  /** The place in the file: `connections.soc.workspace_id`. */
  path: string;
  message: string;
  /** `error` where a part of the file is not used, `warning` where it is. */
  severity: 'error' | 'warning';
}

/** All that is configured. */
export interface Config {
  /** The files it was read from, the most important first. */
  files: readonly string[];
  azure: AzureSettings;
  connections: ReadonlyMap<string, Service>;
  threatIntelligence: ReadonlyMap<string, Service>;
  enrichment: ReadonlyMap<string, Service>;
  /** Folders of query files, as absolute paths. */
  queryFolders: readonly string[];
  faults: readonly ConfigFault[];
}

/** What one file says; what it does not say is left to the others. */
export interface ConfigPart {
  file: string;
  azure: Partial<AzureSettings>;
  connections: Map<string, Service>;
  threatIntelligence: Map<string, Service>;
  enrichment: Map<string, Service>;
  queryFolders: string[];
  faults: ConfigFault[];
}
