import { bracketedName, type Column } from '../../base/index.ts';
import { textLiteral } from '../kql-spelling.ts';
import type { ViewAnswer } from '../view-source.ts';

/** The columns of alerts or incidents that are shown in a list. */
export interface AlertColumns {
  name: Column;
  severity: Column;
  time: Column | null;
  id: Column | null;
  status: Column | null;
  source: Column | null;
  about: Column | null;
  entities: Column | null;
}

const usual: Record<keyof AlertColumns, readonly string[]> = {
  name: ['AlertDisplayName', 'DisplayName', 'AlertName', 'Title', 'title'],
  severity: ['AlertSeverity', 'Severity', 'severity'],
  time: ['TimeGenerated', 'StartTime', 'CreatedTime', 'createdDateTime', 'Timestamp'],
  id: ['SystemAlertId', 'AlertId', 'IncidentName', 'IncidentNumber', 'id'],
  status: ['Status', 'status'],
  source: ['ProductName', 'ProviderName', 'ServiceSource', 'DetectionSource'],
  about: ['Description', 'description'],
  entities: ['Entities', 'entities'],
};

/** The columns of alerts by the names that they usually have; null where the rows are no alerts. */
export function alertColumns(
  columns: readonly Column[],
  told: Partial<Record<'name' | 'severity' | 'time', Column | null>> = {},
): AlertColumns | null {
  const found = (key: keyof AlertColumns): Column | null =>
    usual[key].flatMap((name) => columns.find((c) => c.name === name) ?? [])[0] ?? null;
  const name = told.name ?? found('name');
  const severity = told.severity ?? found('severity');
  if (!name || !severity) return null;
  const time =
    told.time ?? columns.find((c) => c.type === 'datetime' && usual.time.includes(c.name)) ?? null;
  return {
    name,
    severity,
    time,
    id: found('id'),
    status: found('status'),
    source: found('source'),
    about: found('about'),
    entities: found('entities'),
  };
}

const shownLength = 300;
const text = (column: Column | null): string =>
  column ? `substring(tostring(${bracketedName(column.name)}), 0, ${shownLength})` : "''";

/** How many alerts there are of each severity. */
export function severitiesQuestion({ severity }: AlertColumns): string {
  return `| summarize alerts = count() by severity = ${text(severity)} | sort by alerts desc, severity asc | take 20`;
}

/** What the reader wants to see of the alerts. */
export interface AlertFilter {
  /** Only these severities; all where there are none. */
  severities: readonly string[];
  /** Only those in whose name, description, source or entities this stands. */
  words: string;
}

/** The step that keeps what passes the filter; '' where everything does. */
export function filterStep(columns: AlertColumns, { severities, words }: AlertFilter): string {
  const levels = severities.map((level) => `${text(columns.severity)} == ${textLiteral(level)}`);
  const { name, about, source, entities, id } = columns;
  const found = [name, about, source, entities, id].flatMap((column) =>
    column ? [`tostring(${bracketedName(column.name)}) contains ${textLiteral(words)}`] : [],
  );
  const conditions = [
    ...(levels.length > 0 ? [levels.join(' or ')] : []),
    ...(words === '' ? [] : [found.join(' or ')]),
  ];
  if (conditions.length === 0) return '';
  return `| where ${conditions.map((one) => (conditions.length > 1 ? `(${one})` : one)).join(' and ')}`;
}

/** The alerts of the list, the newest first. */
export function listQuestion(columns: AlertColumns, filter: AlertFilter): string {
  const { name, severity, time, id, status, source } = columns;
  const when = time ? bracketedName(time.name) : 'datetime(null)';
  const project = `project name = ${text(name)}, severity = ${text(severity)}, at = ${when}, id = tostring(${id ? bracketedName(id.name) : "''"}), status = ${text(status)}, source = ${text(source)}`;
  return `${filterStep(columns, filter)} | ${project} | sort by at desc, name asc, id asc`.trim();
}

/** An alert as it stands in the list. */
export interface ListedAlert {
  name: string;
  severity: string;
  at: string;
  id: string;
  status: string;
  source: string;
}

const fields = ['name', 'severity', 'at', 'id', 'status', 'source'] as const;

/** The alerts of an answer to the question for the list. */
export function listedAlerts({ columns, rows }: ViewAnswer): ListedAlert[] {
  const at = new Map(columns.map((c, i) => [c.name, i]));
  return rows.map((row) => {
    const [name = '', severity = '', when = '', id = '', status = '', source = ''] = fields.map(
      (field) => String(row[at.get(field) ?? -1] ?? ''),
    );
    return { name, severity, at: when, id, status, source };
  });
}

/** The step that keeps one alert. */
export function alertStep(columns: AlertColumns, alert: ListedAlert): string {
  const same = (column: Column, value: string): string =>
    `tostring(${bracketedName(column.name)}) == ${textLiteral(value)}`;
  if (columns.id && alert.id !== '') return `| where ${same(columns.id, alert.id)}`;
  const when =
    columns.time && alert.at !== ''
      ? ` and ${bracketedName(columns.time.name)} == datetime(${alert.at.replace(/[^\w:.+-]/g, '')})`
      : '';
  return `| where ${text(columns.name)} == ${textLiteral(alert.name)}${when}`;
}
