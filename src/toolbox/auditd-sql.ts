import type { ComputedType, ComputedValue, KustoType } from '../base/index.ts';
import { type AuditEvent, auditEvents, type PlacedEntry } from './audit-events.ts';
import { auditRecords } from './audit-records.ts';
import type { ToolStep } from './define-tool.ts';

/** Records that are worked on at a time. */
const batch = 20_000;

/** What stands for no user and no session. */
const unset = 4_294_967_295;

function wholeNumber(text: string | undefined): number | null {
  const value = Number(text);
  if (text === undefined || !/^-?\d{1,15}$/.test(text)) return null;
  return value === unset ? -1 : value;
}

/** The microseconds that an audit id begins with. */
function microsOf(id: string): number | null {
  const seconds = /^\d{1,11}(?:\.\d{1,9})?(?=:|$)/.exec(id)?.[0];
  return seconds === undefined ? null : Math.round(Number(seconds) * 1e6);
}

type Cell = (event: AuditEvent) => ComputedValue;

/** The values of an event, by the columns that they are for; what is not here is the text of its field. */
const cells: Readonly<Record<string, Cell>> = {
  TimeGenerated: (e) => e.micros,
  Computer: (e) => e.host,
  EventType: (e) => e.type,
  AuditID: (e) => e.id,
  RecordTypes: (e) => JSON.stringify(e.types),
  cmdline: (e) => e.argv?.join(' ') ?? null,
  argv: (e) => e.argv && JSON.stringify(e.argv),
  paths: (e) => (e.paths.length > 0 ? JSON.stringify(e.paths) : null),
  socket: (e) => e.socket,
  fields: (e) => JSON.stringify(Object.fromEntries(e.more)),
};

type Output = Readonly<Record<string, { readonly type: KustoType }>>;
const travels = (type: KustoType): ComputedType =>
  type === 'long' || type === 'datetime' ? 'DOUBLE' : 'VARCHAR';

/** Events of records: of lists of their texts, ids, hosts, times and rows. */
export function auditdStep(output: Output): ToolStep {
  const columns = Object.entries(output);
  const own = Object.keys(output).filter((name) => !Object.hasOwn(cells, name));
  const places = new Map(own.map((name, i) => [name, i]));
  const makers = columns.map(([name, { type }]): Cell => {
    const place = own.indexOf(name);
    const number = type === 'long';
    return (
      cells[name] ?? ((e) => (number ? wholeNumber(e.fields[place]) : (e.fields[place] ?? null)))
    );
  });
  return {
    name: 'kt_auditd_events',
    gives: [...columns.map(([, { type }]) => travels(type)), 'DOUBLE'],
    compute: ([texts = [], ids = [], hosts = [], times = [], rows = []]) => {
      const order = Array.from(rows, Number);
      const sorted = [...order.keys()].sort((a, b) => (order[a] ?? 0) - (order[b] ?? 0));
      const entries = sorted.flatMap((i) =>
        auditRecords(String(texts[i] ?? '')).map((entry): PlacedEntry => {
          const id = String(ids[i] ?? '') || entry.id;
          const given = times[i] === null ? null : Number(times[i]);
          const micros = entry.micros ?? microsOf(id) ?? given;
          return { ...entry, id, micros, row: order[i] ?? 0, host: String(hosts[i] ?? '') };
        }),
      );
      const events = auditEvents(entries, places);
      return { columns: [...makers.map((cell) => events.map(cell)), events.map((e) => e.row)] };
    },
  };
}

/** The SQL of `auditd_events`: records of one id are worked on in one batch. */
export function auditdEventsSql(from: string, output: Output): string {
  const columns = Object.values(output).map(({ type }, i) => {
    const cell = `unnest(t.c${i})`;
    if (type === 'datetime') return `make_timestamp(${cell}::BIGINT) AS o${i}`;
    const cast = type === 'long' ? '::BIGINT' : type === 'dynamic' ? '::JSON' : '';
    return `${cell}${cast} AS o${i}`;
  });
  return `WITH records AS (
      SELECT k_row, i0 AS record, coalesce(i1, '') AS id, coalesce(i2, '') AS host, epoch_us(i3)::DOUBLE AS time
      FROM ${from} WHERE contains(i0, 'audit(') OR left(ltrim(i0), 1) IN ('{', '[')),
    parts AS (
      SELECT *, CASE WHEN id <> '' THEN hash(id) WHEN contains(record, 'audit(')
        THEN hash(regexp_extract(record, 'audit\\(([^)]*)\\)', 1)) ELSE hash(k_row) END
        % (1 + (SELECT count(*) FROM records) // ${batch}) AS part FROM records),
    found AS (
      SELECT kt_auditd_events('null', list(record), list(id), list(host), list(time), list(k_row::DOUBLE)) AS t
      FROM parts GROUP BY part)
    SELECT ${columns.join(', ')}, unnest(t.c${columns.length})::BIGINT AS k_row FROM found`;
}
