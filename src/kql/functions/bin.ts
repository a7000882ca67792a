import type { KustoType } from '../../base/index.ts';
import { type CallSql, defineScalar, type ScalarFunction } from '../define.ts';
import type { Scalar } from '../tree/nodes.ts';
import { cast } from '../tree/scalar.ts';

function typed(args: readonly Scalar[]): [Scalar, Scalar] {
  const [value, size] = args;
  if (!value || !size) throw new Error('bin needs two values');
  if (value.type !== 'dynamic') return [value, size];
  return [cast(value, size.type === 'timespan' ? 'datetime' : 'real'), size];
}

function resultType(args: readonly Scalar[]): KustoType {
  const [value, size] = typed(args);
  if (value.type === 'datetime' || value.type === 'timespan') return value.type;
  if (value.type === 'decimal' || size.type === 'decimal') return 'decimal';
  if (value.type === 'real' || size.type === 'real') return 'real';
  return value.type === 'int' && size.type === 'int' ? 'int' : 'long';
}

const calendar: ReadonlyMap<bigint, string> = new Map([
  [864_000_000_000n, 'day'],
  [36_000_000_000n, 'hour'],
  [600_000_000n, 'minute'],
  [10_000_000n, 'second'],
]);

const yearOneMicros = 62_135_596_800_000_000n;

/** Bins of a constant width: the calendar's own, or whole widths since the year 1. */
function datetimeBin(value: string, ticks: bigint): string {
  const unit = calendar.get(ticks);
  if (unit) return `date_trunc('${unit}', ${value})`;
  const width = ticks / 10n;
  return `make_timestamp((epoch_us(${value}) + ${yearOneMicros}) // ${width} * ${width} - ${yearOneMicros})`;
}

function spell(call: CallSql): string {
  const [value, size] = typed(call.args);
  const [v, s] = [call.raw(value), call.raw(size)];
  if (call.type === 'datetime') {
    const constant = size.kind === 'literal' && typeof size.value === 'bigint' && size.value >= 10n;
    return constant && typeof size.value === 'bigint'
      ? datetimeBin(v, size.value)
      : `k_bin_datetime(${v}, ${s})`;
  }
  if (call.type === 'real' || call.type === 'decimal') {
    const [a, b] = [call.as(value, call.type), call.as(size, call.type)];
    return `(CASE WHEN ${b} > 0 THEN floor(${a} / ${b}) * ${b} END)`;
  }
  return call.type === 'timespan'
    ? `k_bin(${v}, ${s})`
    : `k_bin(${call.as(value, call.type)}, ${call.as(size, call.type)})`;
}

const definition: ScalarFunction = defineScalar({
  signature: 'bin(value: any, size: any)',
  aliases: ['floor'],
  about: 'The value rounded down to a multiple of a size.',
  source: 'https://learn.microsoft.com/kusto/query/bin-function',
  returns: resultType,
  floors: ([time, size]) =>
    time?.type === 'datetime' && size?.kind === 'literal' && typeof size.value === 'bigint'
      ? { time, ticks: size.value }
      : undefined,
  sql: { duckdb: (_, call) => spell(call) },
  examples: [
    {
      query:
        'print a = bin(7, 5), b = bin(-7, 5), c = bin(4.7, 0.5), d = bin(datetime(2024-01-02 03:04:05), 1h), e = bin(65m, 1h)',
      columns: ['a:long', 'b:long', 'c:real', 'd:datetime', 'e:timespan'],
      rows: [[5, -10, 4.5, '2024-01-02T03:00:00.0000000Z', '01:00:00']],
    },
    {
      query: 'print a = bin(datetime(2024-01-02 03:04:05), 7d)',
      rows: [['2024-01-01T00:00:00.0000000Z']],
    },
  ],
});

export default definition;
