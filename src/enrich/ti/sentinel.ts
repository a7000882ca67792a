import type { LocalTables } from '../lookup/lookup.ts';
import { type Indicator, Indicators } from './indicators.ts';
import { observablesOf, severityOfConfidence } from './stix.ts';
import { few, number, object, summaryOf, text, texts, time } from './tidy.ts';

type Row = Readonly<Record<string, unknown>>;

/** The tables of Sentinel that hold indicators, the one of today first. */
const tables = ['ThreatIntelIndicators', 'ThreatIntelligenceIndicator'] as const;
const mostRows = 1_000_000;

const isTrue = (value: unknown): boolean => value === true || text(value).toLowerCase() === 'true';
const isFalse = (value: unknown): boolean =>
  value === false || text(value).toLowerCase() === 'false';

/** A dynamic value, which a file may hold as text. */
function dynamic(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[[{]/.test(value)) return value;
  try {
    return JSON.parse(value);
  } catch {
    return value;
  }
}

/** What a row of either table is about. */
function valuesOf(row: Row, data: Row): readonly string[] {
  const legacy = ['NetworkIP', 'NetworkSourceIP', 'NetworkDestinationIP', 'EmailSourceIpAddress'];
  const direct = ['ObservableValue', ...legacy, 'DomainName', 'Url', 'FileHashValue']
    .map((name) => text(row[name]))
    .filter(Boolean);
  const pattern = text(row['Pattern']) || text(data['pattern']);
  return [...new Set([...direct, ...observablesOf(pattern)])];
}

function indicatorOf(row: Row, data: Row): Indicator {
  const confidence = number(row['Confidence'] ?? row['ConfidenceScore'] ?? data['confidence']);
  const action = text(row['Action']).toLowerCase();
  const kinds = [
    text(row['ThreatType']),
    ...texts(data['indicator_types']),
    ...texts(data['labels']),
  ].filter(Boolean);
  const until = time(row['ValidUntil'] ?? row['ExpirationDateTime'] ?? data['valid_until']);
  return {
    severity: ['alert', 'block'].includes(action) ? 'high' : severityOfConfidence(confidence),
    summary: summaryOf(
      few(kinds) || 'an indicator',
      confidence !== null && `confidence ${confidence}`,
      text(row['SourceSystem']),
      until !== null && `valid until ${until.slice(0, 10)}`,
      text(row['Description']) || text(data['description']),
    ),
    reference: '',
    seenAt: time(row['Modified'] ?? row['LastUpdatedTimeUtc'] ?? row['TimeGenerated']),
    raw: row,
  };
}

/** The newest row of each indicator, without those that are not active any more. */
function newest(rows: readonly Row[]): readonly Row[] {
  const found = new Map<string, Row>();
  for (const row of rows) {
    const id = text(row['Id']) || text(row['IndicatorId']);
    const key = JSON.stringify([id === '' ? found.size : id, row['ObservableValue'] ?? '']);
    const known = found.get(key);
    if (!known || text(row['TimeGenerated']) >= text(known['TimeGenerated'])) found.set(key, row);
  }
  return [...found.values()].filter(
    (row) =>
      !isFalse(row['IsActive']) &&
      !isFalse(row['Active']) &&
      !isTrue(row['IsDeleted']) &&
      !isTrue(row['Revoked']),
  );
}

async function read(local: LocalTables, signal: AbortSignal): Promise<Indicators> {
  const into = new Indicators();
  const open = new Set(local.tables());
  for (const table of tables) {
    if (!open.has(table)) continue;
    for (const row of newest(await local.rows(`${table} | take ${mostRows}`, signal))) {
      const data = object(dynamic(row['Data']));
      const indicator = indicatorOf(row, data);
      for (const value of valuesOf(row, data)) into.add(value, indicator);
    }
  }
  return into;
}

const known = new WeakMap<object, Promise<Indicators>>();

/** The indicators of the tables that are open; null where none of these tables is. Read once for what is open. */
export async function indicatorsOpen(
  local: LocalTables,
  signal: AbortSignal,
): Promise<Indicators | null> {
  const open = new Set(local.tables());
  if (!tables.some((table) => open.has(table))) return null;
  const { edition } = local;
  const made = known.get(edition) ?? read(local, signal);
  known.set(edition, made);
  try {
    return await made;
  } catch (error) {
    known.delete(edition);
    throw error;
  }
}
