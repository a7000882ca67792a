import { tools } from '../../toolbox/index.ts';
import type { Plain } from '../pipeline.ts';
import { spellName, spellText } from '../spell.ts';
import type { Call, Spelling } from './call.ts';

/** A pivot function of MSTICPy, as a function of the toolbox. */
interface Pivot {
  readonly tool: string;
  /** What is always said, in KQL. */
  readonly says?: string;
  /** The columns that MSTICPy calls otherwise: its name by ours. */
  readonly columns?: Readonly<Record<string, string>>;
  /** What MSTICPy calls the value where rows are not joined; left out: it keeps the name of its column. */
  readonly key?: string;
  /** What MSTICPy calls a parameter that is called otherwise: ours by its name. */
  readonly parameters?: ReadonlyMap<string, string>;
  /** Several columns may be named, and are read as one text. */
  readonly many?: true;
}

const place: Pivot['columns'] = {
  country_code: 'CountryCode',
  country: 'CountryName',
  state: 'State',
  city: 'City',
  latitude: 'Latitude',
  longitude: 'Longitude',
};
const records: Pivot = {
  tool: 'dns_lookup',
  columns: { record_type: 'rdtype', data: 'response', ttl_seconds: 'minimum_ttl' },
  key: 'qname',
};

/** By the last part of their names, which MSTICPy shows in containers (`util.whois`) and on the entity itself. */
const pivots: ReadonlyMap<string, Pivot> = new Map<string, Pivot>([
  ['ip_type', { tool: 'ip_type', columns: { ip_type: 'result' }, key: 'ip' }],
  ['whois', { tool: 'rdap', columns: { country: 'asn_country_code' }, key: 'query' }],
  ['whois_asn', { tool: 'asn_lookup' }],
  ['geoloc', { tool: 'geo_lookup', columns: place, key: 'IpAddress' }],
  ['geoloc_mm', { tool: 'geo_lookup', columns: place, key: 'IpAddress' }],
  ['geoloc_ips', { tool: 'ipstack', columns: place, key: 'IpAddress' }],
  ['b64decode', { tool: 'base64_unpack' }],
  [
    'extract_iocs',
    {
      tool: 'extract_iocs',
      says: 'msticpy = true',
      columns: { ioc_type: 'IoCType', observable: 'Observable' },
      key: 'Input',
      many: true,
    },
  ],
  ['dns_components', { tool: 'domain_parts' }],
  ['url_components', { tool: 'url_parts', key: 'url' }],
  ['dns_resolve', records],
  ['ip_rev_resolve', records],
]);

/** Of MSTICPy's functions for threat intelligence there is one for each kind of thing, and each source. */
const lookup =
  /^lookup_(?:ip|ipv4|ipv6|dns|url|hostname|(?:file|md5|sha1|sha256)_hash)(?:_(\w+))?$/;

function threatLookup(source: string | undefined): Pivot {
  return {
    tool: 'ti_lookup',
    ...(source === undefined ? {} : { says: `sources = dynamic([${spellText(source)}])` }),
    columns: {
      source: 'Provider',
      observable: 'SafeIoc',
      type: 'IocType',
      severity: 'Severity',
      summary: 'Details',
      reference: 'Reference',
      raw: 'RawResult',
      outcome: 'Status',
    },
    key: 'Ioc',
    parameters: new Map([['providers', 'sources']]),
  };
}

const joins: ReadonlyMap<string, string> = new Map([
  ['inner', 'inner'],
  ['right', 'inner'],
  ['left', 'left'],
  ['outer', 'left'],
]);

function pivotOf(call: Call): Pivot {
  const last = call.step.function.replace(/^.*\./, '');
  const threat = lookup.exec(last);
  const found =
    pivots.get(last) ??
    (threat ? threatLookup(threat[1]) : tools.has(last) ? { tool: last } : undefined);
  if (found && tools.has(found.tool)) return found;
  return call.refuse(
    'calls a function that is none of the toolbox',
    '`huntbook functions` lists what there is; a step may also have kql: "| invoke NAME(…)".',
  );
}

/** The columns that a step names, none only where the function finds its own. */
function columnsOf(call: Call, { tool, many }: Pivot): readonly string[] {
  const names = [
    'column',
    'columns',
    'input_column',
    'obs_column',
    'ip_column',
    'ioc_col',
    'input_col',
    'data',
  ];
  const found = call.texts(...names);
  if (!found || found.length === 0)
    return call.step.function === tool ? [] : call.refuse('names no column');
  if (found.length > 1 && !many) return call.refuse('names more than one column');
  return found;
}

function literal(call: Call, name: string, value: Plain): string {
  if (typeof value === 'string') return spellText(value);
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  if (Array.isArray(value) && value.every((item) => typeof item !== 'object'))
    return `dynamic(${JSON.stringify(value)})`;
  return call.refuse(`says ${name} in a way that is not understood`);
}

/** The arguments of the call besides its column, all of them known to the function. */
function settingsOf(call: Call, { tool, says, parameters }: Pivot): string[] {
  const definition = tools.get(tool);
  const known = { ...definition?.parameters, ...definition?.input };
  const said = [...call.rest()].map(([theirs, value]) => {
    const name = parameters?.get(theirs) ?? theirs;
    if (!Object.hasOwn(known, name))
      call.refuse(`says ${theirs}, which ${tool} does not take`, `huntbook functions ${tool}`);
    return definition && Object.hasOwn(definition.input, name) && typeof value === 'string'
      ? `${name} = ${spellName(value)}`
      : `${name} = ${literal(call, name, value)}`;
  });
  return says ? [says, ...said] : said;
}

/** What the columns that a function gives are called behind `invoke`: a number is added to what is taken. */
function givenNames(tool: string, before: readonly string[]): Map<string, string> {
  const taken = new Set(before);
  return new Map(
    Object.keys(tools.get(tool)?.output ?? {}).map((name) => {
      let free = name;
      for (let n = 1; taken.has(free); n++) free = `${name}${n}`;
      taken.add(free);
      return [name, free];
    }),
  );
}

/** Columns by the names that MSTICPy's later steps expect. */
function renaming(pivot: Pivot, before: readonly string[], value: string | null): string {
  const given = givenNames(pivot.tool, before);
  const pairs = Object.entries(pivot.columns ?? {})
    .filter(([, theirs]) => !before.includes(theirs))
    .map(([ours, theirs]) => `${spellName(theirs)} = ${spellName(given.get(ours) ?? ours)}`);
  if (value !== null && pivot.key !== undefined && pivot.key !== value)
    pairs.unshift(`${spellName(pivot.key)} = ${spellName(value)}`);
  return pairs.length === 0 ? '' : `\n| project-rename ${pairs.join(', ')}`;
}

/** The KQL of a pivot: the call, and its columns by MSTICPy's names. */
export async function spellPivot(call: Call, found?: Pivot): Promise<Spelling> {
  const pivot = found ?? pivotOf(call);
  const columns = columnsOf(call, pivot);
  const join = call.text('join');
  const joined = join === undefined ? 'none' : joins.get(join);
  if (joined === undefined)
    call.refuse(`joins ${JSON.stringify(join)}; there are ${[...joins.keys()].join(', ')}`);
  call.ignore(
    'verbose',
    'debug',
    'show_progress',
    'progress',
    'all_columns',
    'trace',
    'show_summary',
  );
  const [input = ''] = Object.keys(tools.get(pivot.tool)?.input ?? {});
  const [first, ...more] = columns.map(spellName);
  const value = more.length === 0 ? first : `strcat_delim("\\n", ${[first, ...more].join(', ')})`;
  const said = [...(value ? [`${input} = ${value}`] : []), ...settingsOf(call, pivot)];
  if (joined !== 'none') said.push(`join = "${joined}"`);
  const valueName = columns.length === 1 ? (columns[0] ?? input) : input;
  const before =
    joined === 'none' ? [valueName] : ((await call.columns()) ?? []).map((column) => column.name);
  const names = renaming(pivot, before, joined === 'none' ? valueName : null);
  return { kql: `| invoke ${pivot.tool}(${said.join(', ')})${names}` };
}

/** A pivot by the name of its function, for accessors that do the same. */
export function spellPivotNamed(call: Call, name: string): Promise<Spelling> {
  const pivot = pivots.get(name);
  if (!pivot) throw new Error(`no pivot ${name}`);
  return spellPivot(call, pivot);
}
