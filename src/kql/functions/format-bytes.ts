import { type CallSql, defineScalar, type ScalarFunction } from '../define.ts';

const units = ['Bytes', 'KB', 'MB', 'GB', 'TB', 'PB', 'EB'];

function inUnit(size: string, unit: number, precision: string): string {
  const value = `round(${size} / ${1024 ** unit}, CAST(least(greatest(${precision}, 0), 15) AS INTEGER))`;
  return `k_plain_number(${value}) || ' ${units[unit]}'`;
}

function spell(size: string, precision: string, call: CallSql): string {
  if (call.args[2]) {
    const asked = String(call.constant(2)).toUpperCase();
    const unit = asked === 'B' || asked === 'BYTES' ? 0 : units.indexOf(asked);
    if (unit < 0)
      return call.refuse(`there is no unit "${asked}"; use one of ${units.join(', ')}`, 2);
    return inUnit(size, unit, precision);
  }
  const whens = units
    .map((_, i) => `WHEN abs(${size}) < ${1024 ** (i + 1)} THEN ${inUnit(size, i, precision)}`)
    .slice(0, -1);
  return `CASE ${whens.join(' ')} ELSE ${inUnit(size, units.length - 1, precision)} END`;
}

const definition: ScalarFunction = defineScalar({
  signature: 'format_bytes(size: real, precision?: long, unit?: string): string',
  about:
    'A number of bytes in the unit that suits it, or in a given one, with so many digits after the point.',
  source: 'https://learn.microsoft.com/kusto/query/format-bytes-function',
  sql: {
    duckdb: ([size = '', precision = '0'], call) => `coalesce(${spell(size, precision, call)}, '')`,
  },
  examples: [
    {
      query:
        'print a = format_bytes(564), b = format_bytes(10332, 1), c = format_bytes(20010332), d = format_bytes(20010332, 2), e = format_bytes(20010332, 0, "KB"), f = format_bytes(long(null))',
      rows: [['564 Bytes', '10.1 KB', '19 MB', '19.08 MB', '19541 KB', '']],
    },
  ],
});

export default definition;
