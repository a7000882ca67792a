import { type Indicators, severityOfWord } from './indicators.ts';
import { jsonOf } from './list-files.ts';
import { line, list, object, text, time, webReference } from './tidy.ts';

const values =
  /^(?:indicator|ioc|observable|value|ip|ip_?address|domain|host(?:name)?|url|hash|file_?hash|md5|sha1|sha_?256|ioc_value|(?:src|dst)_ip)$/i;
const severities = ['severity', 'risk', 'level', 'threat_level', 'verdict'];
const summaries = [
  'description',
  'summary',
  'comment',
  'threat',
  'malware',
  'name',
  'note',
  'info',
];
const references = ['reference', 'link', 'source_url', 'external_reference'];
const times = ['last_seen', 'lastseen', 'date', 'modified', 'first_seen', 'timestamp'];

type Fields = ReadonlyMap<string, unknown>;

const isText = (value: unknown): value is string => typeof value === 'string';
const firstOf = (fields: Fields, names: readonly string[]): string =>
  names.map((name) => text(fields.get(name))).find((said) => said.trim() !== '') ?? '';

function addFields(fields: Fields, into: Indicators): void {
  const said = [...fields].filter(([, value]) => isText(value)) as [string, string][];
  const named = said.filter(([name]) => values.test(name));
  const words = severities.map((name) => severityOfWord(text(fields.get(name))));
  const indicator = {
    severity: words.find((word) => word !== null) ?? 'high',
    summary: line(firstOf(fields, summaries)) || 'in a list',
    reference: webReference(firstOf(fields, references)),
    seenAt: times.map((name) => time(fields.get(name))).find((one) => one !== null) ?? null,
    raw: Object.fromEntries(said.slice(0, 50)),
  } as const;
  for (const [, value] of named.length > 0 ? named : said) into.add(value, indicator);
}

/** The fields of a line of CSV (RFC 4180), quotes doubled within quotes. */
function* csvRows(said: string): Generator<string[]> {
  const cell = /(?:"([^"]*(?:""[^"]*)*)"|([^",\r\n]*))(,|\r?\n|$)/gy;
  let row: string[] = [];
  while (cell.lastIndex < said.length) {
    const [, quoted, plain, end] = cell.exec(said) ?? [];
    if (end === undefined) return;
    row.push(quoted === undefined ? (plain ?? '') : quoted.replaceAll('""', '"'));
    if (end === ',') continue;
    yield row;
    row = [];
  }
  if (row.length > 0) yield row;
}

function readCsv(said: string, into: Indicators): void {
  let header: string[] | null = null;
  for (const row of csvRows(said)) {
    if (header === null) header = row.map((name) => name.trim().toLowerCase());
    else addFields(new Map(header.map((name, i) => [name, row[i] ?? ''])), into);
  }
}

function readLines(said: string, into: Indicators): void {
  const indicator = {
    severity: 'high',
    summary: 'in a list',
    reference: '',
    seenAt: null,
  } as const;
  for (const each of said.split('\n')) {
    const value = each.replace(/(?:^|\s)[#;].*$/, '').trim();
    if (value !== '') into.add(value, { ...indicator, raw: value.slice(0, 2048) });
  }
}

function readJson(said: string, into: Indicators): void {
  const parsed = jsonOf(said);
  const all = Array.isArray(parsed)
    ? parsed
    : (Object.values(object(parsed)).find(Array.isArray) ?? [parsed]);
  for (const one of list(all)) {
    if (typeof one === 'string') readLines(one, into);
    else
      addFields(
        new Map(Object.entries(object(one)).map(([name, value]) => [name.toLowerCase(), value])),
        into,
      );
  }
}

/** Read a list of whatever plain form: JSON, lines of JSON, CSV with a header, or a value on each line. */
export function readPlainList(said: string, into: Indicators): void {
  const start = said.trimStart();
  const [first = ''] = start.split('\n', 1);
  if (/^[[{]/.test(start)) readJson(start, into);
  else if (first.split(',').some((name) => values.test(name.trim().replace(/^"|"$/g, ''))))
    readCsv(start, into);
  else readLines(said, into);
}
