import { defineScalar, type FunctionDefinition } from '../define.ts';

const units = [
  ['seconds', 1_000_000, 1_546_300_800],
  ['milliseconds', 1000, 1_546_300_800_000],
  ['microseconds', 1, 1_546_300_800_000_000],
  ['nanoseconds', 0.001, '1546300800000000000'],
] as const;

const definitions: readonly FunctionDefinition[] = units.map(([unit, micros, example]) =>
  defineScalar({
    signature: `unixtime_${unit}_todatetime(count: number): datetime`,
    about: `The time so many ${unit} after the start of 1970; null past the year 9999.`,
    source: `https://learn.microsoft.com/kusto/query/unixtime-${unit}-todatetime-function`,
    sql: {
      duckdb: ([count], call) => {
        const [given] = call.args;
        const real = given?.type === 'real' || given?.type === 'decimal';
        const scaled =
          micros >= 1 ? `${count} * ${micros}` : real ? `${count} / 1000` : `${count} // 1000`;
        const size = real ? `CAST(${scaled} AS DOUBLE)` : `CAST(${count} AS HUGEINT)`;
        const value = real ? size : scaled.replace(String(count), size);
        return `k_from_unix(${value})`;
      },
    },
    examples: [
      {
        query: `print a = unixtime_${unit}_todatetime(${example}), b = unixtime_${unit}_todatetime(long(null)), c = unixtime_${unit}_todatetime(1e300)`,
        rows: [['2019-01-01T00:00:00.0000000Z', null, null]],
      },
    ],
  }),
);

export default definitions;
