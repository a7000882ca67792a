/** What a query is written in; `file` names a data file, `json` is a request body, `other` is sent as it is. */
export type QueryLanguage = 'kql' | 'spl' | 'odata' | 'sql' | 'esql' | 'json' | 'file' | 'other';

/** What a parameter takes, in MSTICPy's words. */
export type ParameterType = 'str' | 'int' | 'float' | 'bool' | 'datetime' | 'list';

/** A value as a query file may give it. */
export type PlainValue = string | number | boolean | Date | readonly (string | number | boolean)[];

/** One parameter of a named query. */
export interface QueryParameter {
  name: string;
  type: ParameterType;
  about: string;
  /** Must be given where there is none. */
  default?: PlainValue;
  /** Other names by which it may be given. */
  aliases: readonly string[];
  /** False of a default of the file that this query's text does not name. */
  used: boolean;
}

/** A piece of a query's text: text as it stands, or the place of a parameter. */
export type TemplatePart = string | { parameter: string };

/** A query of a query file, its defaults merged in. */
export interface NamedQuery {
  name: string;
  /** The families that it is found under, such as `WindowsSecurity`; the first is the one to show. */
  families: readonly string[];
  /** The systems that understand it, in MSTICPy's names: `MSSentinel`, `MDE`, `Splunk`, `LocalData` … */
  environments: readonly string[];
  language: QueryLanguage;
  about: string;
  parameters: ReadonlyMap<string, QueryParameter>;
  /** The text with `{parameter}` in it, macros replaced. */
  text: string;
  parts: readonly TemplatePart[];
  tags: readonly string[];
  /** The kinds of entity that it is offered on, as its file says. */
  entities: readonly string[];
  /** Where it wants to run, where its file says so. */
  database: string | null;
  clusters: readonly string[];
  /** Names of groups of clusters, as the configuration has them. */
  clusterGroups: readonly string[];
  /** The file that it came from. */
  file: string;
}

/** The name by which a query is asked for: `WindowsSecurity.list_host_processes`. */
export function fullName(query: NamedQuery): string {
  return `${query.families[0]}.${query.name}`;
}

const environmentNames: readonly (readonly [string, QueryLanguage, ...string[]])[] = [
  [
    'MSSentinel',
    'kql',
    'AzureSentinel',
    'LogAnalytics',
    'MSSentinel_New',
    'MSSentinel_Legacy',
    'MSSentinel_KQLM',
    'MSSentinelSearch',
  ],
  ['Kusto', 'kql', 'AzureDataExplorer', 'Kusto_New', 'Kusto_Legacy', 'Kusto_KQLM'],
  ['MDE', 'kql', 'MDATP'],
  ['M365D', 'kql', 'M365DGraph'],
  ['ResourceGraph', 'kql'],
  ['MSGraph', 'odata', 'SecurityGraph'],
  ['LocalData', 'file'],
  ['Splunk', 'spl'],
  ['Cybereason', 'json'],
  ['Elastic', 'json'],
  ['OpenObserve', 'sql'],
  ['OSQueryLogs', 'sql', 'OSQuery'],
];

/** The language of a query's text: Elastic's systems are asked in several, which their texts tell apart. */
export function languageOf(
  [name, language]: readonly [string, QueryLanguage],
  text: string,
): QueryLanguage {
  if (name !== 'Elastic' || /^\s*\{/.test(text)) return language;
  return /^\s*(?:select|with|show|describe|desc)\b/i.test(text) && !text.includes('|')
    ? 'sql'
    : 'esql';
}

const environments: ReadonlyMap<string, readonly [string, QueryLanguage]> = new Map(
  environmentNames.flatMap(([name, language, ...others]) =>
    [name, ...others].map((n) => [n.toLowerCase(), [name, language]] as const),
  ),
);

/** The one name of a system that MSTICPy knows by several, and the language of its queries. */
export function environmentOf(name: string): readonly [name: string, language: QueryLanguage] {
  const last = name.slice(name.lastIndexOf('.') + 1);
  return environments.get(last.toLowerCase()) ?? [last, /sql/i.test(last) ? 'sql' : 'other'];
}
