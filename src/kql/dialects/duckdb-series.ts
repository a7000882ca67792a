import type { Macro } from './duckdb-macros.ts';
import { once } from './duckdb-once.ts';
import { filterMacros } from './duckdb-series-filters.ts';

const lists: readonly Macro[] = [
  // The numbers of an array; NULL where an element is none, and for what is no array.
  [
    'k_series(j)',
    'list_transform(TRY_CAST(j AS DOUBLE[]), lambda v: CASE WHEN isfinite(v) THEN v END)',
  ],
  [
    'k_reals(l)',
    'to_json(list_transform(l, lambda v: CASE WHEN isfinite(v) THEN v + 0.0::DOUBLE END))',
  ],
  ['k_finite(x)', 'CASE WHEN isfinite(x) THEN x + 0.0::DOUBLE END'],
  [
    'k_variance(l)',
    once(
      'k_va',
      '{l: l, m: list_avg(l), n: list_count(l)}',
      `CASE WHEN k_va.n > 1 THEN list_sum(list_transform(k_va.l, lambda v: (v - k_va.m) * (v - k_va.m))) / (k_va.n - 1)
        WHEN k_va.n = 1 THEN 0.0 END`,
    ),
  ],
  [
    'k_series_stats(l)',
    once(
      'k_st',
      '{l: l, low: list_min(l), high: list_max(l), v: k_variance(l)}',
      `json_object('min', k_st.low, 'min_idx', list_position(k_st.l, k_st.low) - 1, 'max', k_st.high,
        'max_idx', list_position(k_st.l, k_st.high) - 1, 'avg', k_finite(list_avg(k_st.l)), 'stdev', k_finite(sqrt(k_st.v)),
        'variance', k_finite(k_st.v), 'sum', k_finite(list_sum(k_st.l)), 'len', len(k_st.l))`,
    ),
  ],
];

const lines: readonly Macro[] = [
  // The line through the points that there are; x counts from 0. Sums of squares are about the means.
  [
    'k_fit(l)',
    once(
      'k_f',
      `{l: l, n: list_count(l), y: list_avg(l),
        x: list_avg(list_transform(l, lambda v, i: CASE WHEN v IS NOT NULL THEN i - 1 END))}`,
      once(
        'k_g',
        `{n: k_f.n, x: k_f.x, y: k_f.y, yy: list_sum(list_transform(k_f.l, lambda v: (v - k_f.y) * (v - k_f.y))),
          xy: list_sum(list_transform(k_f.l, lambda v, i: (v - k_f.y) * (i - 1 - k_f.x))),
          xx: list_sum(list_transform(k_f.l, lambda v, i: CASE WHEN v IS NOT NULL THEN (i - 1 - k_f.x) * (i - 1 - k_f.x) END))}`,
        once(
          'k_h',
          '{n: k_g.n, x: k_g.x, y: k_g.y, yy: k_g.yy, a: CASE WHEN k_g.xx > 0 THEN k_g.xy / k_g.xx ELSE 0 END, e: CASE WHEN k_g.xx > 0 THEN greatest(k_g.yy - k_g.xy * k_g.xy / k_g.xx, 0) ELSE 0 END}',
          '{n: k_h.n, slope: k_h.a, start: k_h.y - k_h.a * k_h.x, total: k_h.yy, error: k_h.e}',
        ),
      ),
    ),
  ],
  ['k_line(f, n)', 'list_transform(generate_series(0, n - 1), lambda i: f.start + f.slope * i)'],
  [
    'k_rsquare(total, error)',
    'CASE WHEN total > 0 THEN greatest(1 - error / total, 0) WHEN total = 0 THEN 1.0 END',
  ],
  [
    'k_fit_line(l)',
    once(
      'k_fl',
      '{f: k_fit(l), n: len(l)}',
      `CASE WHEN k_fl.f.n > 0 THEN json_object('rsquare', k_finite(k_rsquare(k_fl.f.total, k_fl.f.error)),
        'slope', k_finite(k_fl.f.slope), 'variance', k_finite(k_fl.f.total / greatest(k_fl.f.n - 1, 1)),
        'rvariance', k_finite(k_fl.f.error / greatest(k_fl.f.n - 1, 1)),
        'interception', k_finite(k_fl.f.start - k_fl.f.slope), 'line_fit', k_reals(k_line(k_fl.f, k_fl.n))) END`,
    ),
  ],
];

/** The macros of the functions of series, in the order in which they build on each other. */
export const seriesMacros: readonly Macro[] = [...lists, ...filterMacros, ...lines];
