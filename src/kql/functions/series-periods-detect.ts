import { defineScalar, type FunctionDefinition, type ResultField } from '../define.ts';

const fields: readonly ResultField[] = [
  { name: 'periods', type: 'dynamic' },
  { name: 'scores', type: 'dynamic' },
];

/** A made series of period 6. */
const six = 'dynamic([1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2])';

/**
 * Differs: Kusto does not say how it finds periods. Here a period is where the series, without its trend, is more like
 * itself moved on than at all places nearby; the score is that likeness, with and without the trend, the less of both, and what
 * is below 0.2 is none. On the page's own example this gives its 0.84. Of more than 5,000 values the last ones are looked at.
 * series_seasonal takes a period from a score of 0.6, not 0.7: with that it finds the periods of its page's examples.
 */
const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'series_periods_detect(series: dynamic, least: real, most: real, count: long): dynamic',
    about:
      'The periods of a series, in steps, the plainest first, with scores up to 1; filled up with 0. Of at least four steps, and at most half the series.',
    source: 'https://learn.microsoft.com/kusto/query/series-periods-detect-function',
    fields,
    sql: {
      duckdb: ([series, least, most, count]) =>
        `k_detected(k_peaks(k_series(${series})), ${least}, ${most}, ${count})`,
    },
    examples: [
      {
        query: `print x = ${six} | project (p, s) = series_periods_detect(x, 4, 12, 2) | project p`,
        rows: [[[6, 0]]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_periods_validate(series: dynamic, period: real, ...more: real): dynamic',
    about: 'How plain the given periods are in a series, by scores up to 1; 0 for what is none.',
    source: 'https://learn.microsoft.com/kusto/query/series-periods-validate-function',
    fields,
    sql: {
      duckdb: ([series, ...periods]) =>
        `k_validated(k_peaks(k_series(${series})), [${periods.join(', ')}]::DOUBLE[])`,
    },
    examples: [
      {
        query: `print x = ${six} | project (p, s) = series_periods_validate(x, 6.0, 5.0) | project p, s[0] > 0.8, s[1]`,
        rows: [[[6, 5], true, 0]],
      },
    ],
  }),
  defineScalar({
    signature: 'series_seasonal(series: dynamic, period?: long): dynamic',
    about:
      'The season of a series: the median of the values at the same place of the period; zeros where no period is found.',
    source: 'https://learn.microsoft.com/kusto/query/series-seasonal-function',
    sql: {
      duckdb: ([series, period = '-1']) =>
        `list_transform([k_series(${series})], lambda s: k_reals(k_seasonal(s, s, CASE WHEN ${period} = -1 THEN k_period(s, 0.6) ELSE ${period} END)))[1]`,
    },
    examples: [
      {
        query: 'print x = dynamic([1, 3, 5, 1, 3, 5, 2, 4, 6]) | project series_seasonal(x, 3)',
        rows: [[[1, 3, 5, 1, 3, 5, 1, 3, 5]]],
      },
      {
        query:
          'print x = dynamic([2, 5, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1]) | project series_seasonal(x)',
        rows: [[[1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1]]],
      },
      {
        query: `print x = ${six} | project same = tostring(series_seasonal(x)) == tostring(series_seasonal(x, 6)), none = series_seasonal(dynamic([1, 2, 1, 2, 1]))`,
        rows: [[true, [0, 0, 0, 0, 0]]],
      },
    ],
  }),
];

export default definitions;
