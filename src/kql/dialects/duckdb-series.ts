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
  // The line is cut in two where the squares left over are least; y counts from its mean while that place is sought.
  [
    'k_left(n, x, xx, y, xy, yy)',
    'greatest(yy - y * y / n - CASE WHEN xx - x * x / n > 0 THEN (xy - x * y / n) * (xy - x * y / n) / (xx - x * x / n) ELSE 0 END, 0)',
  ],
  ['k_first(n)', 'n * (n - 1) / 2'],
  ['k_squares(n)', 'n * (n - 1) * (2 * n - 1) / 6'],
  [
    'k_split(l)',
    once(
      'k_ka',
      '{l: l, m: list_avg(l)}',
      once(
        'kb',
        'list_transform(k_ka.l, lambda v: v - k_ka.m)',
        once(
          'k_kc',
          `{n: len(kb)::DOUBLE, y: k_sums(kb), xy: k_sums(list_transform(kb, lambda v, i: v * (i - 1))),
            yy: k_sums(list_transform(kb, lambda v: v * v))}`,
          `list_sort(list_transform(generate_series(2, len(k_kc.y) - 2), lambda k: {e:
            k_left(k::DOUBLE, k_first(k::DOUBLE), k_squares(k::DOUBLE), k_kc.y[k], k_kc.xy[k], k_kc.yy[k])
            + k_left(k_kc.n - k, k_first(k_kc.n) - k_first(k::DOUBLE), k_squares(k_kc.n) - k_squares(k::DOUBLE),
              k_kc.y[-1] - k_kc.y[k], k_kc.xy[-1] - k_kc.xy[k], k_kc.yy[-1] - k_kc.yy[k]), cut: k}))[1].cut`,
        ),
      ),
    ),
  ],
  [
    'k_2lines(l)',
    once(
      'k_ta',
      '{l: l, cut: CASE WHEN list_count(l) = len(l) THEN k_split(l) END, n: len(l), whole: k_fit(l)}',
      once(
        'k_tb',
        '{cut: k_ta.cut, n: k_ta.n, whole: k_ta.whole, a: k_fit(k_ta.l[1:k_ta.cut]), b: k_fit(k_ta.l[k_ta.cut + 1:k_ta.n])}',
        `CASE WHEN k_tb.cut > 0 THEN {rsquare: k_rsquare(k_tb.whole.total, k_tb.a.error + k_tb.b.error), split_idx: k_tb.cut,
          variance: k_tb.whole.total / (k_tb.n - 1), rvariance: (k_tb.a.error + k_tb.b.error) / (k_tb.n - 1),
          line_fit: list_concat(k_line(k_tb.a, k_tb.cut), k_line(k_tb.b, k_tb.n - k_tb.cut)),
          right_rsquare: k_rsquare(k_tb.b.total, k_tb.b.error), right_slope: k_tb.b.slope,
          right_interception: k_tb.b.start - k_tb.b.slope * (k_tb.cut + 1), right_variance: k_tb.b.total / (k_tb.b.n - 1),
          right_rvariance: k_tb.b.error / (k_tb.b.n - 1), left_rsquare: k_rsquare(k_tb.a.total, k_tb.a.error),
          left_slope: k_tb.a.slope, left_interception: k_tb.a.start - k_tb.a.slope, left_variance: k_tb.a.total / (k_tb.a.n - 1),
          left_rvariance: k_tb.a.error / (k_tb.a.n - 1)} END`,
      ),
    ),
  ],
];

/** How many values at the end of a series are looked at for periods: the cost is quadratic. */
const looked = 5_000;

const periods: readonly Macro[] = [
  ['k_dot(a, b)', 'list_inner_product(a::DOUBLE[], b::DOUBLE[])'],
  ['k_lag(d, n, k)', 'k_dot(d[1:n - k], d[k + 1:n]) / k_dot(d, d) * sqrt(n::DOUBLE / (n - k))'],
  // Places where a series without its trend is most like itself moved on, the best first. See series_periods_detect.
  [
    'k_peaks(l)',
    once(
      'pk',
      `list_slice(l, -${looked}, -1)`,
      once(
        'k_pf',
        '{l: pk, n: len(pk), y: list_avg(pk), f: k_fit(pk)}',
        once(
          'k_pc',
          `{n: k_pf.n, c: list_transform(k_pf.l, lambda v: coalesce(v - k_pf.y, 0)),
            d: list_transform(k_pf.l, lambda v, i: coalesce(v - k_pf.f.start - k_pf.f.slope * (i - 1), 0))}`,
          once(
            'k_pa',
            `{n: k_pc.n, c: k_pc.c, e: CASE WHEN k_dot(k_pc.d, k_pc.d) > 1e-20 * k_dot(k_pc.c, k_pc.c) THEN
              list_transform(generate_series(1, k_pc.n // 2), lambda k: k_lag(k_pc.d, k_pc.n, k)) ELSE [] END}`,
            once(
              'pp',
              `list_slice(list_reverse_sort(list_transform(list_filter(generate_series(4, len(k_pa.e) - 1), lambda k:
                k_pa.e[k] > 0 AND k_pa.e[k] >= list_max(k_pa.e[k - greatest(1, least(k // 4, 100)):k + greatest(1, least(k // 4, 100))])),
                lambda k: {score: least(k_pa.e[k], k_lag(k_pa.c, k_pa.n, k)), p: -k})), 1, 20)`,
              `list_transform(list_filter(pp, lambda k_a: k_a.score >= 0.2 AND len(list_filter(pp, lambda k_b: k_b.p > k_a.p
                AND abs(k_a.p - round(k_a.p::DOUBLE / k_b.p) * k_b.p) <= 1 AND k_b.score >= k_a.score - 0.05)) = 0),
                lambda k_a: {p: -k_a.p, score: k_a.score})`,
            ),
          ),
        ),
      ),
    ),
  ],
  [
    'k_period(l, least_score)',
    once('k_pb', 'k_peaks(l)[1]', 'CASE WHEN k_pb.score >= least_score THEN k_pb.p ELSE 0 END'),
  ],
  [
    'k_detected(found, low, high, n)',
    once(
      'k_pd',
      '{f: list_filter(found, lambda k_a: k_a.p BETWEEN low AND high), n: least(greatest(n, 0), 1000), given: found}',
      `CASE WHEN k_pd.given IS NOT NULL THEN json_object('periods', list_transform(generate_series(1, k_pd.n), lambda i: coalesce(k_pd.f[i].p, 0)),
        'scores', list_transform(generate_series(1, k_pd.n), lambda i: coalesce(k_pd.f[i].score, 0))) END`,
    ),
  ],
  [
    'k_validated(found, wanted)',
    once(
      'k_pv',
      '{f: found, w: wanted}',
      `CASE WHEN k_pv.f IS NOT NULL THEN json_object('periods', k_reals(k_pv.w), 'scores', list_transform(k_pv.w, lambda w:
        coalesce(list_filter(k_pv.f, lambda k_a: k_a.p = round(w))[1].score, 0))) END`,
    ),
  ],
  // The median of the values at the same place of the period, for every place.
  [
    'k_phases(l, p)',
    once(
      'k_ph',
      "{l: l, p: p, m: coalesce(list_aggregate(l, 'median'), 0)}",
      "list_transform(generate_series(1, k_ph.p), lambda h: coalesce(list_aggregate(list_slice(k_ph.l, h, len(k_ph.l), k_ph.p), 'median'), k_ph.m))",
    ),
  ],
  [
    'k_seasonal(l, learnt, p)',
    once(
      'k_ss',
      '{l: l, n: len(learnt), p: p, learnt: learnt}',
      `CASE WHEN k_ss.p > 0 AND k_ss.p <= k_ss.n THEN ${once('k_sp', '{p: k_ss.p, m: k_phases(k_ss.learnt, k_ss.p)}', 'list_transform(k_ss.l, lambda v, i: k_sp.m[(i - 1) % k_sp.p + 1])')}
        ELSE list_transform(k_ss.l, lambda v: 0.0::DOUBLE) END`,
    ),
  ],
];

const parts: readonly Macro[] = [
  [
    'k_trend(l, n, kind)',
    once(
      'k_tr',
      "{l: l, n: n, kind: kind, f: CASE WHEN kind = 'linefit' THEN k_fit(list_slice(l, 1, n)) END, a: list_avg(list_slice(l, 1, n))}",
      `CASE k_tr.kind WHEN 'linefit' THEN list_transform(k_tr.l, lambda v, i: k_tr.f.start + k_tr.f.slope * (i - 1))
        WHEN 'avg' THEN list_transform(k_tr.l, lambda v: k_tr.a) WHEN 'none' THEN list_transform(k_tr.l, lambda v: 0.0::DOUBLE) END`,
    ),
  ],
  // What rounding leaves is no residual.
  [
    'k_decompose(l, period, kind, test, least_score)',
    once(
      'k_da',
      '{l: l, n: len(l) - greatest(test, 0), kind: kind, size: list_max(list_transform(l, lambda v: abs(v))), w: period, t: least_score}',
      once(
        'k_db',
        `{l: k_da.l, n: k_da.n, kind: k_da.kind, size: k_da.size, s: k_seasonal(k_da.l, list_slice(k_da.l, 1, k_da.n),
          CASE WHEN k_da.w = -1 THEN k_period(list_slice(k_da.l, 1, k_da.n), k_da.t) ELSE k_da.w END)}`,
        once(
          'k_dc',
          '{l: k_db.l, size: k_db.size, s: k_db.s, t: k_trend(list_transform(k_db.l, lambda v, i: v - k_db.s[i]), k_db.n, k_db.kind)}',
          once(
            'k_dd',
            '{l: k_dc.l, size: k_dc.size, s: k_dc.s, t: k_dc.t, b: list_transform(k_dc.s, lambda v, i: v + k_dc.t[i])}',
            `{baseline: k_dd.b, seasonal: k_dd.s, trend: k_dd.t, residual: list_transform(k_dd.l, lambda v, i:
              CASE WHEN abs(v - k_dd.b[i]) <= 1e-12 * k_dd.size THEN 0 ELSE v - k_dd.b[i] END)}`,
          ),
        ),
      ),
    ),
  ],
  // The middle half of a sorted list, and how wide it is: by the spread of all where it has no width.
  [
    'k_half(s, spread)',
    once(
      'k_ha',
      "{low: list_aggregate(s, 'quantile_cont', 0.25), high: list_aggregate(s, 'quantile_cont', 0.75), spread: spread}",
      '{low: k_ha.low, high: k_ha.high, width: CASE WHEN k_ha.high > k_ha.low THEN k_ha.high - k_ha.low WHEN k_ha.spread > 0 THEN k_ha.spread END}',
    ),
  ],
  // Values count from the quartiles of what lies below the upper (above the lower) part that is cut off.
  [
    'k_outliers(l, low, high)',
    once(
      'k_oa',
      '{l: l, low: low, high: high, s: list_sort(list_filter(l, lambda v: v IS NOT NULL)), w: sqrt(k_variance(l))}',
      once(
        'k_ob',
        `{l: k_oa.l, whole: k_half(k_oa.s, k_oa.w), rise: k_half(list_slice(k_oa.s, 1, floor(len(k_oa.s) * k_oa.high / 100)::BIGINT), k_oa.w),
          fall: k_half(list_slice(k_oa.s, floor(len(k_oa.s) * k_oa.low / 100)::BIGINT + 1, len(k_oa.s)), k_oa.w)}`,
        `list_transform(k_ob.l, lambda v: coalesce(CASE WHEN v > k_ob.whole.high THEN greatest(v - k_ob.rise.high, 0) / k_ob.rise.width
          WHEN v < k_ob.whole.low THEN least(v - k_ob.fall.low, 0) / k_ob.fall.width END, 0))`,
      ),
    ),
  ],
  [
    'k_anomalies(d, k, low, high)',
    once(
      'k_an',
      '{d: d, k: k, s: k_outliers(d.residual, low, high)}',
      `json_object('ad_flag', list_transform(k_an.s, lambda v: CASE WHEN v > k_an.k THEN 1 WHEN v < -k_an.k THEN -1 ELSE 0 END),
        'ad_score', k_reals(k_an.s), 'baseline', k_reals(k_an.d.baseline))`,
    ),
  ],
];

/** The macros of the functions of series, in the order in which they build on each other. */
export const seriesMacros: readonly Macro[] = [
  ...lists,
  ...filterMacros,
  ...lines,
  ...periods,
  ...parts,
];
