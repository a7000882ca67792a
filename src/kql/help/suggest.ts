import { bareName, nearNames } from '../../base/index.ts';
import { aggregateFunctions, rowFunctions } from '../lower/catalog.ts';
import { operators } from '../lower/pipeline.ts';
import { plugins } from '../operators/evaluate.ts';
import { type BoundQuery, bracketed } from '../parse/bind.ts';
import type { Diagnostic, Fix, Schema } from '../plan.ts';

/** What of a query may be looked up for a suggestion. */
interface Place {
  text: string;
  query: BoundQuery | null;
  schema: Schema;
  finding: Diagnostic;
  /** What stands at the place, out of brackets and quotes. */
  written: string;
}

type Candidates = (place: Place) => Iterable<string>;

/** The columns and variables in force at the place. */
const values: Candidates = ({ query, finding }) => query?.namesAt(finding.span.start) ?? [];
const tables: Candidates = ({ query, schema, finding }) => [
  ...schema.tables.filter((t) => !t.alias).map((t) => t.name),
  ...(query?.localsAt(finding.span.start) ?? []),
];
const functions: Candidates = ({ query, finding }) => [
  ...(query?.localsAt(finding.span.start) ?? []),
  ...callableNames,
];
/** The names that can be called; those of operators (`contains`) cannot. */
const callableNames: readonly string[] = [
  ...[...rowFunctions].filter(([, fn]) => fn.kind !== 'scalar' || fn.syntax.length === 0),
  ...aggregateFunctions,
].map(([name]) => name);

/** What `invoke` may name. */
const tabular: Candidates = (place) => [
  ...(place.schema.functions?.keys() ?? []),
  ...functions(place),
];

/** The words that Kusto's message lists after a colon. */
const listed: Candidates = ({ finding }) =>
  (/: ([^:]+)$/.exec(finding.message)?.[1] ?? '').split(', ').map((word) => word.trim());

/** What may have been meant, by the code of the finding. */
const candidates: ReadonlyMap<string, Candidates> = new Map<string, Candidates>([
  ['KS005', listed],
  ['KS140', listed],
  ['KS122', functions],
  ['KS123', functions],
  ['KS124', () => plugins.map((p) => p.name)],
  ['KS142', anyName],
  ['KS143', functions],
  ['KS145', values],
  ['KS176', () => operators.map((o) => o.name)],
  ['KS181', tables],
  ['KS204', tables],
  ['KS211', tabular],
  ['KS237', () => plugins.map((p) => p.name)],
  ['kql/unknown-table', tables],
]);

function* anyName(place: Place): Iterable<string> {
  yield* values(place);
  // A message of its own kind names what it wants: `does not refer to any known table.`
  if (/known [a-z, ]*table/.test(place.finding.message)) yield* tables(place);
}

const maxSuggested = 20;
const maxTablesNamed = 3;

/** Add to findings about names what may have been meant, as a hint and as changes of the text. */
export function withSuggestions(
  findings: readonly Diagnostic[],
  parts: { text: string; query: BoundQuery | null; schema: Schema },
): Diagnostic[] {
  let left = maxSuggested;
  return findings.map((finding) => {
    const find = candidates.get(finding.code);
    if (!find || finding.hint || left === 0) return finding;
    const written = unquoted(parts.text.slice(finding.span.start, finding.span.end));
    if (written === '') return finding;
    left--;
    const place: Place = { ...parts, finding, written };
    const near = nearNames(written, find(place));
    const elsewhere = finding.code === 'KS142' ? tablesWith(place) : [];
    const hint = hintOf(near, written, elsewhere);
    const fixes = near.map((name) => change(place, name));
    return {
      ...finding,
      ...(hint ? { hint } : {}),
      ...(fixes.length > 0 ? { fixes } : {}),
    };
  });
}

function hintOf(near: readonly string[], written: string, elsewhere: readonly string[]): string {
  if (near.length > 0) return `Did you mean ${near.join(' or ')}?`;
  if (elsewhere.length > 0) return `${written} is a column of ${elsewhere.join(', ')}.`;
  return '';
}

/** The tables that have a column of that name, where this one has not. */
function tablesWith({ schema, written }: Place): string[] {
  const lower = written.toLowerCase();
  const found: string[] = [];
  for (const table of schema.tables) {
    if (table.alias || !table.columns.some((c) => c.name.toLowerCase() === lower)) continue;
    found.push(table.name);
    if (found.length === maxTablesNamed) break;
  }
  return found;
}

/** Codes whose candidates are words of the language, which are never put in brackets. */
const keywords: ReadonlySet<string> = new Set(['KS005', 'KS140', 'KS176']);

const unquoted = (text: string): string => /^(["'])(.*)\1$/s.exec(text)?.[2] ?? bareName(text);

function change({ text, finding }: Place, name: string): Fix {
  const written = text.slice(finding.span.start, finding.span.end);
  const quote = /^["']/.exec(written)?.[0];
  const plain = keywords.has(finding.code) ? name : bracketed(name);
  const spelled = quote ? `${quote}${name}${quote}` : plain;
  return { title: `Change to ${name}`, edits: [{ span: finding.span, text: spelled }] };
}
