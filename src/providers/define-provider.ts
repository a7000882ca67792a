import { type Column, HuntError, type TimeSpan } from '../base/index.ts';
import { azureClouds } from '../config/index.ts';
import type { Http } from './http.ts';
import type { SearchJobs } from './search-jobs.ts';
import type { AzureTransport, TokenCredential } from './sign-in.ts';

/** A value as a column stores it: datetimes are microseconds since 1970, timespans ticks of 100 ns, dynamic JSON text. */
export type RemoteValue = string | number | bigint | boolean | null;

/** Some rows of an answer, and what the service says of the whole. */
export interface RemotePart {
  /** All columns known so far; those of a later part may be more, never others. */
  readonly columns: readonly Column[];
  readonly rows: readonly (readonly RemoteValue[])[];
  /** What the service did not give, or cut: one sentence each. Any makes the whole partial. */
  readonly missing?: readonly string[];
  /** What else a careful reader must know. */
  readonly notes?: readonly string[];
}

/** What is asked of a service. */
export interface RemoteQuery {
  readonly text: string;
  /** Only what happened in this span; null asks for all that the text asks for. */
  readonly span: TimeSpan | null;
  /** The database that a named query says it is for. */
  readonly database?: string | null;
  readonly signal: AbortSignal;
}

export interface RemoteTable {
  readonly name: string;
  readonly columns: readonly Column[];
}

/** One instance of a service, ready to be asked. Every method throws `HuntError`s, and the signal's reason when aborted. */
export interface Connected {
  /** The cheapest question that shows that sign-in and rights are in order; says in words what answered. */
  check(signal: AbortSignal): Promise<string>;
  /** The tables that can be asked, with their columns where the service tells them. */
  tables(signal: AbortSignal): Promise<readonly RemoteTable[]>;
  /** Long searches into tables of their own, where the service has such. */
  readonly searchJobs?: SearchJobs;
  /** Rows as they come. A part that stands for less than was asked says so in `missing`. */
  query(query: RemoteQuery): AsyncIterable<RemotePart>;
}

/** A setting that a service takes. */
export interface ProviderField {
  readonly about: string;
  readonly type: 'text' | 'number' | 'flag' | 'secret' | 'list';
  readonly required?: boolean;
  readonly oneOf?: readonly string[];
}

/** The settings of one instance, checked, secrets revealed. */
export interface ProviderSettings {
  text(name: string): string | undefined;
  number(name: string): number | undefined;
  flag(name: string): boolean;
  list(name: string): readonly string[];
}

/** What is open here, as the session tells it. */
export interface OpenData {
  tables(): readonly RemoteTable[];
  /** The rows of a query in KQL, as JSON has them, some thousand at a time, and what is missing of them. */
  rows(query: RemoteQuery): AsyncIterable<{
    columns: readonly Column[];
    rows: readonly (readonly unknown[])[];
    missing?: readonly string[];
    notes?: readonly string[];
  }>;
}

/** What a provider works with. */
export interface ProviderContext {
  /** How messages call the instance: `sentinel:CyberSecuritySoc`. */
  readonly who: string;
  readonly settings: ProviderSettings;
  readonly http: Http;
  /** The cloud's addresses. */
  readonly cloud: Cloud;
  /** The sign-in to Microsoft's clouds, made when it is first needed, and anew where its token was refused. */
  credential(fresh?: boolean): Promise<TokenCredential>;
  readonly azure: AzureTransport;
  /** What is open here. */
  readonly open: OpenData;
}

/** The addresses of one of Microsoft's clouds. */
export interface Cloud {
  readonly authority: string;
  readonly logAnalytics: string;
  readonly graph: string;
  readonly resources: string;
  readonly keyVault: string;
  /** For whom a token is that sends logs in. */
  readonly ingestion: string;
}

/** What a connection leads to: a system that can be asked, or one that takes rows. */
export interface ServiceKind {
  /** As the user names it: `sentinel`. */
  readonly name: string;
  /** What its makers call it. */
  readonly title: string;
  /** Other names that it answers to. */
  readonly also?: readonly string[];
  /** One sentence: what it is for. */
  readonly about: string;
  /** The documentation of its protocol. */
  readonly source: string;
  /** What it cannot do, and what was cut off its protocol; shown in docs and README. */
  readonly limits: readonly string[];
  /** Providers whose connections name an instance of this one too; settings that it does not know are theirs. */
  readonly shares?: readonly string[];
  /** Packages that must be installed beside huntbook for it. */
  readonly packages: readonly string[];
  /** The setting that tells one instance from another, and what it looks like where it is given without a name. */
  readonly instance: { readonly setting: string; readonly looks: RegExp; readonly such: string };
  readonly fields: Readonly<Record<string, ProviderField>>;
  /** True of what is open here: it is asked where it is, and needs no connection. */
  readonly here?: true;
}

/** A system that can be asked: one file. */
export interface Provider extends ServiceKind {
  /** The language of its queries, as people call it. */
  readonly language: 'KQL' | 'SPL' | 'ES|QL' | 'OData';
  /** The named queries that can be asked of it: their languages, and the systems that they are for, in MSTICPy's names. */
  readonly queries: {
    readonly languages: readonly ('kql' | 'spl' | 'odata' | 'json' | 'sql' | 'esql')[];
    readonly systems: readonly string[];
  };
  /** Whether a named query that says for which servers, or groups of them, it was written may be asked of this one; any may unless told. */
  suits?(
    wanted: { readonly clusters: readonly string[]; readonly clusterGroups: readonly string[] },
    instance: { readonly name: string; readonly settings: ProviderSettings },
  ): boolean;
  /** How many questions it is asked at once: of one instance, or of all that one account asks. */
  readonly atOnce: { readonly most: number; readonly of: 'instance' | 'account' };
  /** True where it knows no query but whole tables: whatever a query does with them is done here. */
  readonly wholeTables?: boolean;
  connect(context: ProviderContext): Connected;
}

export function defineProvider(provider: Provider): Provider {
  return provider;
}

/** Settings by which every provider of Microsoft's signs in. */
export const azureFields: Readonly<Record<string, ProviderField>> = {
  tenant_id: { about: 'the tenant to sign in to', type: 'text' },
  client_id: { about: 'the application to sign in as', type: 'text' },
  client_secret: { about: 'its secret', type: 'secret' },
  certificate_path: { about: 'its certificate, a PEM file', type: 'text' },
  username: {
    about: 'the person who signs in, by browser or device code (delegated), where no secret is set',
    type: 'text',
  },
  token: { about: 'a token that was got elsewhere, instead of signing in', type: 'secret' },
  cloud: {
    about: 'the cloud, where it is not that of azure.cloud',
    type: 'text',
    oneOf: azureClouds,
  },
};

/** An instance that is a tenant of Microsoft's: its id, or one of its domains. */
export const tenantInstance: ServiceKind['instance'] = {
  setting: 'tenant_id',
  looks: /^[0-9a-f-]{36}$|^[\w-]+(?:\.[\w-]+)+$/i,
  such: 'a tenant',
};

/** A span that the service cannot be asked for. */
export function noSpan(who: string, why: string): HuntError {
  return new HuntError({
    code: 'providers/no-span',
    message: `${who} cannot be asked for a span of time: ${why}.`,
    hint: 'Say the span in the query itself, by where.',
  });
}
