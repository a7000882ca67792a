/** The sections of `huntbook.yaml` that name services. */
export type SettingsSection = 'connections' | 'threat_intelligence' | 'enrichment';

/** A service that is configured; of secrets only the places they lie in. */
export interface SettingsService {
  section: SettingsSection;
  name: string;
  provider: string;
  /** Whether lookups ask it without being told to. */
  primary: boolean;
  /** The file it stands in. */
  file: string;
  settings: readonly {
    name: string;
    shown: string;
    secret: boolean;
    /** The place as a file names it, such as `{ env: 'VT_KEY' }`; null where it is none, or the text stands in the file. */
    place: Readonly<Record<string, string>> | null;
  }[];
}

/** A setting that a kind of service takes. */
export interface SettingsField {
  name: string;
  about: string;
  type: 'text' | 'number' | 'flag' | 'secret' | 'list';
  required: boolean;
  /** What it may be; empty where it may be anything. */
  oneOf: readonly string[];
}

/** A kind of service that can be configured. */
export interface SettingsKind {
  section: SettingsSection;
  name: string;
  title: string;
  about: string;
  fields: readonly SettingsField[];
}

/** What is configured. */
export interface SettingsState {
  /** The file that changes go to. */
  file: string;
  /** What a change says that it is made on. */
  version: string;
  /** All files that count, the most important first. */
  files: readonly string[];
  services: readonly SettingsService[];
  queryFolders: readonly string[];
  faults: readonly {
    file: string;
    line: number;
    path: string;
    message: string;
    severity: 'error' | 'warning';
  }[];
}

/** What a setting becomes: a value, or where a secret lies; null for one that stays. */
export type SettingsValue =
  | string
  | number
  | boolean
  | readonly string[]
  | { env: string }
  | { keychain: string }
  | { key_vault: string }
  | null;

/** One change of the settings. */
export type SettingsEdit =
  | {
      kind: 'service';
      section: SettingsSection;
      name: string;
      /** Null takes the service out. */
      service: {
        provider: string;
        primary: boolean;
        settings: readonly (readonly [string, SettingsValue])[];
      } | null;
    }
  | { kind: 'queries'; folders: readonly string[] };

/** What became of trying a service. */
export interface SettingsTest {
  name: string;
  state: 'works' | 'fails' | 'not asked';
  said: string;
  /** Who was not asked, and may be allowed. */
  party?: string;
}

/** The calls about settings. */
export interface SettingsCalls {
  settings: {
    body: Record<string, never>;
    answer: { state: SettingsState; kinds: readonly SettingsKind[] };
  };
  settingsEdit: {
    body: { version: string; edit: SettingsEdit };
    answer: { state: SettingsState };
  };
  /** Try a service; whom a function would send something is asked only where it `may` be. */
  settingsTest: {
    body: { section: SettingsSection; name: string; may: boolean };
    answer: SettingsTest;
  };
}
