import type { KustoType } from '../base/index.ts';
import type { CheckedColumn, Reading } from './checked-insert.ts';
import type { TextKind } from './text-kinds.ts';
import { textColumn, textReading } from './text-readings.ts';

/** A key of JSON records and the types that its values have, in DuckDB's words (`VARCHAR`, `UBIGINT` …). */
export interface JsonKey {
  key: string;
  types: ReadonlySet<string>;
}

const plain = (type: KustoType, source: string, check: Reading['check'] = null): Reading => ({
  type,
  source,
  check,
  value: (c) => c,
  textCheck: null,
});

const string = textReading('string');
const dynamic = plain('dynamic', 'JSON');
const bool = plain('bool', 'BOOLEAN');

const long: Reading = {
  ...plain('long', 'BIGINT'),
  textCheck: (c) => `TRY_CAST(${c} AS BIGINT) IS NOT NULL`,
};
/** Whole numbers past 64 bits, such as a logon id that was unsigned. */
const decimal: Reading = {
  type: 'decimal',
  source: 'VARCHAR',
  check: null,
  value: (c) => `CAST(${c} AS DECIMAL(38,10))`,
  textCheck: (c) => `regexp_full_match(${c}, '-?[0-9]{1,28}')`,
};
/** A double, unless a whole number among the values would be rounded or a value is past all doubles. */
const real: Reading = {
  ...plain(
    'real',
    'DOUBLE',
    (c) => `abs(${c}) < 9007199254740992 OR (isfinite(${c}) AND abs(${c}) > 1e19)`,
  ),
  textCheck: (c) =>
    `isfinite(TRY_CAST(${c} AS DOUBLE)) AND (abs(TRY_CAST(${c} AS DOUBLE)) < 9007199254740992 OR NOT regexp_full_match(${c}, '-?[0-9]+'))`,
};

const dates: readonly TextKind[] = ['stated', 'unstated', 'mixed', 'string'];

/**
 * How the values of a key become a column: numbers that mix whole and broken ones are real, objects and
 * arrays are dynamic, other mixtures are text, and texts that are all ISO datetimes are datetime.
 * `sample` is the kind of the texts in a sample, null where it had none.
 */
export function jsonColumn(
  { key, types }: JsonKey,
  name: string,
  sql: string,
  sample: TextKind | null,
): CheckedColumn {
  const kinds = new Set([...types].filter((type) => type !== 'NULL').map(family));
  const column = (...readings: [Reading, ...Reading[]]): CheckedColumn => ({ name, sql, readings });
  if (kinds.size === 0) return column(string);
  if (kinds.has('nested')) return column(dynamic);
  if (kinds.size === 1) {
    if (kinds.has('text')) {
      const kind = sample !== null && !dates.includes(sample) ? 'string' : sample;
      return textColumn(name, sql, kind, dates);
    }
    if (kinds.has('bool')) return column(bool);
    if (kinds.has('whole')) return column(long, decimal, string);
    if (kinds.has('broken')) return column(real, dynamic);
    throw new Error(`the key ${JSON.stringify(key)} has values of an unknown type`);
  }
  if (kinds.size === 2 && kinds.has('whole') && kinds.has('broken')) return column(real, dynamic);
  return column(string);
}

function family(type: string): string {
  switch (type) {
    case 'VARCHAR':
      return 'text';
    case 'BOOLEAN':
      return 'bool';
    case 'OBJECT':
    case 'ARRAY':
      return 'nested';
    case 'DOUBLE':
      return 'broken';
    default:
      return /INT$/.test(type) ? 'whole' : type;
  }
}
