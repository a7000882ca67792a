import { type KustoType, storedAs } from '../../base/index.ts';

type Conversion = (sql: string) => string;

const toText: Readonly<Record<KustoType, Conversion>> = {
  string: (x) => x,
  bool: (x) => `(CASE WHEN ${x} THEN 'True' WHEN NOT ${x} THEN 'False' ELSE '' END)`,
  int: (x) => `coalesce(CAST(${x} AS VARCHAR), '')`,
  long: (x) => `coalesce(CAST(${x} AS VARCHAR), '')`,
  real: (x) => `k_real_text(${x})`,
  decimal: (x) => `k_decimal_text(${x})`,
  datetime: (x) => `coalesce(k_datetime_text(${x}), '')`,
  timespan: (x) => `coalesce(k_timespan_text(${x}), '')`,
  dynamic: (x) => `k_dynamic_text(${x})`,
  guid: (x) => `coalesce(CAST(${x} AS VARCHAR), '')`,
};

const toDynamic: Readonly<Record<KustoType, Conversion>> = {
  string: (x) => `to_json(${x})`,
  bool: (x) => `to_json(${x})`,
  int: (x) => `to_json(${x})`,
  long: (x) => `to_json(${x})`,
  real: (x) => `k_real_json(${x})`,
  decimal: (x) => `to_json(k_decimal_text(${x}))`,
  datetime: (x) => `to_json(k_datetime_text(${x}))`,
  timespan: (x) => `to_json(k_timespan_text(${x}))`,
  dynamic: (x) => x,
  guid: (x) => `to_json(CAST(${x} AS VARCHAR))`,
};

const plain =
  (type: KustoType): Conversion =>
  (x) =>
    `CAST(${x} AS ${storedAs[type]})`;
const attempt =
  (type: KustoType): Conversion =>
  (x) =>
    `TRY_CAST(${x} AS ${storedAs[type]})`;

const toLong: Readonly<Record<KustoType, Conversion>> = {
  string: (x) => `k_text_long(${x})`,
  bool: plain('long'),
  int: plain('long'),
  long: (x) => x,
  real: (x) => `k_real_long(${x})`,
  decimal: (x) => `TRY_CAST(trunc(${x}) AS BIGINT)`,
  datetime: (x) => `k_ticks(${x})`,
  timespan: (x) => x,
  dynamic: (x) => `k_dynamic_long(${x})`,
  guid: () => 'NULL::BIGINT',
};

const toReal: Readonly<Record<KustoType, Conversion>> = {
  string: (x) => `k_text_real(${x})`,
  bool: (x) => `CAST(CAST(${x} AS BIGINT) AS DOUBLE)`,
  int: plain('real'),
  long: plain('real'),
  real: (x) => x,
  decimal: plain('real'),
  datetime: (x) => `CAST(k_ticks(${x}) AS DOUBLE)`,
  timespan: plain('real'),
  dynamic: (x) => `k_dynamic_real(${x})`,
  guid: () => 'NULL::DOUBLE',
};

const nonZero: Conversion = (x) => `(${x} <> 0)`;
const toBool: Readonly<Record<KustoType, Conversion>> = {
  string: (x) => `k_text_bool(${x})`,
  bool: (x) => x,
  int: nonZero,
  long: nonZero,
  real: nonZero,
  decimal: nonZero,
  datetime: () => 'NULL::BOOLEAN',
  timespan: nonZero,
  dynamic: (x) => `k_dynamic_bool(${x})`,
  guid: () => 'NULL::BOOLEAN',
};

const ticksToDatetime: Conversion = (x) => `k_from_ticks(CAST(${x} AS BIGINT))`;
const toDatetime: Readonly<Record<KustoType, Conversion>> = {
  string: (x) => `k_text_datetime(${x})`,
  bool: () => 'NULL::TIMESTAMP',
  int: ticksToDatetime,
  long: ticksToDatetime,
  real: ticksToDatetime,
  decimal: ticksToDatetime,
  datetime: (x) => x,
  timespan: ticksToDatetime,
  dynamic: (x) => `k_text_datetime(k_dynamic_text(${x}))`,
  guid: () => 'NULL::TIMESTAMP',
};

const toTimespan: Readonly<Record<KustoType, Conversion>> = {
  string: (x) => `k_text_timespan(${x})`,
  bool: plain('long'),
  int: plain('long'),
  long: (x) => x,
  real: (x) => `k_real_long(${x})`,
  decimal: (x) => `TRY_CAST(trunc(${x}) AS BIGINT)`,
  datetime: (x) => `k_ticks(${x})`,
  timespan: (x) => x,
  dynamic: (x) => `k_text_timespan(k_dynamic_text(${x}))`,
  guid: () => 'NULL::BIGINT',
};

const toDecimal = (from: KustoType): Conversion =>
  from === 'real' ? (x) => `TRY_CAST(CAST(${x} AS VARCHAR) AS DECIMAL(38,10))` : attempt('decimal');

function viaText(type: 'decimal' | 'guid', from: KustoType): Conversion {
  if (type === 'decimal' && from !== 'dynamic') return toDecimal(from);
  return (x) => attempt(type)(toText[from](x));
}

/** A text that does not fit 32 bits is no int; of a whole number the low 32 bits are taken, of another the nearest end. */
function toInt(from: KustoType): Conversion {
  if (from === 'int') return (x) => x;
  if (from === 'string' || from === 'bool') return (x) => attempt('int')(toLong[from](x));
  if (from === 'real') return (x) => `k_real_int(${x})`;
  if (from === 'dynamic') return (x) => `k_dynamic_int(${x})`;
  return (x) => `k_low_bits(${toLong[from](x)})`;
}

/** How a value of one type becomes one of another in DuckDB. A string that comes in is not NULL, nor is one that goes out. */
export function conversion(from: KustoType, to: KustoType): Conversion {
  const byTarget: Readonly<Record<KustoType, Conversion>> = {
    string: toText[from],
    dynamic: toDynamic[from],
    long: toLong[from],
    int: toInt(from),
    real: toReal[from],
    decimal: viaText('decimal', from),
    bool: toBool[from],
    datetime: toDatetime[from],
    timespan: toTimespan[from],
    guid: viaText('guid', from),
  };
  return byTarget[to];
}
