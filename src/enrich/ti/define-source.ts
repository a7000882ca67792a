import { type Allowance, type LookupContext, LookupFault, type Sends } from '../lookup/lookup.ts';
import type { Observable, ObservableType } from './observable.ts';

/** How severe a finding is, by MSTICPy's names. */
export type Severity = 'unknown' | 'information' | 'warning' | 'high';

/** What a source says of an observable. */
export interface Finding {
  severity: Severity;
  /** One line for people. */
  summary: string;
  /** Where more is told: an address of the web, or empty. */
  reference: string;
  /** When the source last saw, looked at or changed it, ISO 8601; null where it does not say. */
  seenAt: string | null;
  /** The answer. */
  raw: unknown;
}

/** Something that has to be known to ask a source. */
export interface TiSetting {
  /** `virustotal_key`; from the environment also as `HUNTBOOK_VIRUSTOTAL_KEY`. */
  readonly name: string;
  /** Variables that hold it by habit. */
  readonly environment: readonly string[];
  readonly about: string;
  /** True for a key: it is shown nowhere. */
  readonly secret: boolean;
  /** True where the source cannot be asked without it. */
  readonly needed: boolean;
}

/** A server of a source. */
export interface TiService {
  /** The setting that names another address, as of a server of one's own. */
  readonly setting: string;
  /** Its address, ending in a slash; empty where there is none but one's own. */
  readonly address: string;
}

/** One request. */
export interface TiRequest {
  readonly query?: Readonly<Record<string, string>>;
  readonly headers?: Readonly<Record<string, string>>;
  /** Makes it a POST of a form. */
  readonly form?: Readonly<Record<string, string>>;
  /** Makes it a POST of JSON. */
  readonly json?: unknown;
  /** What the ledger says was sent; the observable unless said. */
  readonly what?: string;
  readonly mostBytes?: number;
  /**
   * True where the service says by 404, in JSON, that it knows nothing. Of all others a 404 is a fault: a wrong address, or
   * an API that has ended, must not pass for an answer.
   */
  readonly absentBy404?: true;
  /** Texts that must not be kept, beside the keys that are set. */
  readonly secrets?: readonly string[];
}

/** What a source has at hand while it is asked. */
export interface TiCall {
  readonly context: LookupContext;
  /** A setting of the source; empty where it is not set. */
  setting(name: string): string;
  /** What a server says in JSON, bounded and without our keys; null where it knows nothing (`absentBy404`). */
  json(service: TiService, path: string, request?: TiRequest): Promise<unknown>;
  /** What a server says as text; null where it knows nothing. */
  text(service: TiService, path: string, request?: TiRequest): Promise<string | null>;
  /** The address of a server, as it is set. */
  address(service: TiService): string;
}

/** An answer as the documentation of the service shows it, and the finding that is made of it. */
interface TiExample {
  readonly about: string;
  readonly observable: string;
  /** Settings beside the keys that are needed. */
  readonly settings?: Readonly<Record<string, string>>;
  /** Texts of files, by the setting that names the file. */
  readonly files?: Readonly<Record<string, string>>;
  /** Rows of tables that are open. */
  readonly tables?: Readonly<Record<string, readonly Readonly<Record<string, unknown>>[]>>;
  /** What the service answers, by method, path and query: a text as it is, all else as JSON; 404 to anything else. */
  readonly answers?: Readonly<Record<string, unknown>>;
  /** Null where nothing is found. */
  readonly finding: Omit<Finding, 'raw'> | null;
}

/** A source of threat intelligence: one definition behind `ti_lookup`, its documentation and its tests. */
export interface TiSource {
  /** MSTICPy's name where it has one. */
  readonly name: string;
  /** What it knows, one sentence. */
  readonly about: string;
  /** The documentation of its API, and MSTICPy's provider. */
  readonly source: string;
  readonly takes: readonly ObservableType[];
  /** What leaves the machine, and who gets it; null where nothing does. */
  readonly sends: Sends | null;
  readonly settings: readonly TiSetting[];
  readonly services: readonly TiService[];
  /** What a free account may ask; `<name>_budget` says otherwise. */
  readonly allowances: readonly Allowance[];
  /** How it comes to a severity, one sentence. */
  readonly severity: string;
  /** True where it is asked only if it is named or a key is set, since it needs none but gets the observable. */
  readonly onlyNamed?: boolean;
  /** True where it looks into tables that are open, and nowhere else. */
  readonly looksInTables?: boolean;
  /** What it says; null where it knows nothing. Throws a `LookupFault` where nothing is learned. */
  lookup(observable: Observable, call: TiCall): Promise<Finding | null>;
  readonly examples: readonly [TiExample, ...TiExample[]];
}

/** Define a source. */
export function defineSource(source: TiSource): TiSource {
  return source;
}

/** The key of a source. */
export function key(name: string, environment: readonly string[], about: string): TiSetting {
  return { name, environment, about, secret: true, needed: true };
}
export const aSecond = 1000;
export const aMinute = 60_000;
export const anHour = 3_600_000;
export const aDay = 86_400_000;
export const aWeek: number = 7 * aDay;
export const aMonth: number = 30 * aDay;

/** An answer that is not of the form that the documentation shows. */
export function notOfForm(source: string): LookupFault {
  return new LookupFault(
    `The answer of ${source} is not of the form that its documentation shows.`,
  );
}
