import { defineScalar, type FunctionDefinition, type ResultField } from '../define.ts';
import { seasonal, seasonOf } from '../series/decompose.ts';
import { readSeries, real, reals } from '../series/numbers.ts';
import { findPeriods } from '../series/periods.ts';

const fields: readonly ResultField[] = [
  { name: 'periods', type: 'dynamic' },
  { name: 'scores', type: 'dynamic' },
];

/** A made series of period 6. */
const six = 'dynamic([1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2, 1, 2, 3, 4, 3, 2])';

/** More periods than this are not given. */
const mostPeriods = 1000;

function detected(series: unknown, least: number, most: number, count: number): unknown {
  const values = readSeries(series);
  if (!values) return null;
  const found = findPeriods(values).filter((f) => f.period >= least && f.period <= most);
  const places = Array.from({ length: Math.min(Math.max(count, 0), mostPeriods) }, (_, i) => i);
  return {
    periods: places.map((i) => found[i]?.period ?? 0),
    scores: places.map((i) => real(found[i]?.score ?? 0)),
  };
}

function validated(series: unknown, periods: readonly (number | null)[]): unknown {
  const values = readSeries(series);
  if (!values) return null;
  const found = findPeriods(values);
  const score = (wanted: number | null): number =>
    found.find((f) => f.period === Math.round(wanted ?? Number.NaN))?.score ?? 0;
  return { periods: reals(periods), scores: periods.map((p) => real(score(p))) };
}

/**
 * Differs: Kusto does not say how it finds periods; `findPeriods` says how it is done here. On the page's own example
 * this gives its 0.84. series_seasonal takes a period from a score of 0.6, not 0.7: with that it finds the periods of
 * its page's examples.
 */
const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature:
      'series_periods_detect(series: dynamic, least: real, most: real, count: long): dynamic',
    about:
      'The periods of a series, in steps, the plainest first, with scores up to 1; filled up with 0. Of at least four steps, and at most half the series.',
    source: 'https://learn.microsoft.com/kusto/query/series-periods-detect-function',
    fields,
    compute: (series, least, most, count) =>
      detected(series, least ?? 0, most ?? Number.POSITIVE_INFINITY, Number(count ?? 0n)),
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
    compute: (series, ...periods) => validated(series, periods),
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
    compute: (series, period) => {
      const values = readSeries(series);
      if (!values) return null;
      const season = seasonOf(values, Number(period ?? -1n), 0.6);
      return reals(seasonal(values, season, values.length));
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
