import type { Column, Span } from '../../base/index.ts';
import { Refusal } from '../error.ts';
import type { ExternalLayout } from '../plan.ts';

/** A declared column of `externaldata`: the number of its text in a record, or the way to it in a JSON record. */
export interface FileColumn extends Column {
  at: number | readonly (string | number)[];
}

const delimiters: ReadonlyMap<string, string> = new Map([
  ['csv', ','],
  ['tsv', '\t'],
  ['tsve', '\t'],
  ['psv', '|'],
  ['scsv', ';'],
  ['sohsv', '\u0001'],
]);
const plain: ReadonlySet<string> = new Set(['txt', 'raw', 'json', 'multijson', 'singlejson']);

/** The format that the ending of an address names, compression left out; csv where it names none. */
function formatOf(uri: string): string {
  const path = uri.replace(/[?;#].*$/s, '').replace(/\.(?:gz|zip)$/i, '');
  const ending = /\.([A-Za-z]+)$/.exec(path)?.[1]?.toLowerCase() ?? '';
  return delimiters.has(ending) || plain.has(ending) || unread.has(ending) ? ending : 'csv';
}

const unread: ReadonlySet<string> = new Set([
  'parquet',
  'avro',
  'apacheavro',
  'orc',
  'w3clogfile',
  'sstream',
  'azmonstream',
]);

/** How the files are laid out, by `with (format=…, ignoreFirstRecord=…)` and the ending of the first address. */
export function fileLayout(
  uris: readonly string[],
  properties: ReadonlyMap<string, string>,
  columns: number,
  span: Span,
): ExternalLayout {
  const format = properties.get('format')?.toLowerCase() || formatOf(uris[0] ?? '');
  const skip = /^true$/i.test(properties.get('ignorefirstrecord') ?? '') ? 1 : 0;
  const delimiter = delimiters.get(format);
  if (delimiter !== undefined) return { kind: 'delimited', delimiter, columns, skip };
  if (format === 'txt') return { kind: 'lines', skip };
  if (format === 'raw') return { kind: 'raw' };
  if (plain.has(format)) return { kind: 'json' };
  throw new Refusal(
    `externaldata does not read the format ${format} here: open the file as a table and name that.`,
    span,
    'kql/external-data',
  );
}

/** Where each declared column is found: by place, or by `ingestionMapping`; of JSON by name. */
export function mappedColumns(
  declared: readonly Column[],
  layout: ExternalLayout,
  mapping: string | undefined,
  span: Span,
): FileColumn[] {
  const mapped = mapping ? readMapping(mapping, span) : new Map<string, FileColumn['at']>();
  const byName = layout.kind === 'json';
  return declared.map((c, i) => {
    const at = mapped.get(c.name) ?? (byName ? [c.name] : i);
    if ((typeof at === 'number') === byName)
      throw new Refusal(
        `ingestionMapping of ${c.name} does not suit the format.`,
        span,
        'kql/external-data',
      );
    return { ...c, at };
  });
}

function readMapping(text: string, span: Span): Map<string, FileColumn['at']> {
  const fault = new Refusal('ingestionMapping cannot be read.', span, 'kql/external-data');
  let entries: unknown;
  try {
    entries = JSON.parse(text);
  } catch {
    throw fault;
  }
  if (!Array.isArray(entries)) throw fault;
  return new Map(
    entries.map((entry): [string, FileColumn['at']] => {
      const facts = folded(entry);
      const found = { ...facts, ...folded(facts['properties']) };
      const ordinal = found['ordinal'];
      const at = ordinal === undefined ? pathSteps(String(found['path'] ?? '')) : Number(ordinal);
      const name = found['column'] ?? found['name'];
      if (typeof name !== 'string' || at === null || Number.isNaN(at)) throw fault;
      return [name, at];
    }),
  );
}

/** The properties of an object, their names in lower case. */
function folded(value: unknown): Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return {};
  return Object.fromEntries(Object.entries(value).map(([k, v]) => [k.toLowerCase(), v]));
}

/** The steps of a JSON path such as `$.a['b'][0]`; null where it is another. */
function pathSteps(path: string): (string | number)[] | null {
  if (!/^\$(?:\.[^.[\]]+|\[\d+\]|\['[^']*'\]|\["[^"]*"\])*$/.test(path)) return null;
  return [...path.matchAll(/\.([^.[\]]+)|\[(\d+)\]|\['([^']*)'\]|\["([^"]*)"\]/g)].map(
    ([, name, index, single, double]) =>
      index === undefined ? (name ?? single ?? double ?? '') : Number(index),
  );
}
