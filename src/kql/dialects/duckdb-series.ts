import type { Macro } from './duckdb-macros.ts';

/** SQL that computes a value once and names it: macros put their arguments in place wherever they are named. */
const once = (name: string, value: string, body: string): string =>
  `list_transform([${value}], lambda ${name}: ${body})[1]`;

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
      'va',
      '{l: l, m: list_avg(l), n: list_count(l)}',
      `CASE WHEN va.n > 1 THEN list_sum(list_transform(va.l, lambda v: (v - va.m) * (v - va.m))) / (va.n - 1)
        WHEN va.n = 1 THEN 0.0 END`,
    ),
  ],
  [
    'k_series_stats(l)',
    once(
      'st',
      '{l: l, low: list_min(l), high: list_max(l), v: k_variance(l)}',
      `json_object('min', st.low, 'min_idx', list_position(st.l, st.low) - 1, 'max', st.high,
        'max_idx', list_position(st.l, st.high) - 1, 'avg', k_finite(list_avg(st.l)), 'stdev', k_finite(sqrt(st.v)),
        'variance', k_finite(st.v), 'sum', k_finite(list_sum(st.l)), 'len', len(st.l))`,
    ),
  ],
];

const lines: readonly Macro[] = [
  // The line through the points that there are; x counts from 0. Sums of squares are about the means.
  [
    'k_fit(l)',
    once(
      'f',
      `{l: l, n: list_count(l), y: list_avg(l),
        x: list_avg(list_transform(l, lambda v, i: CASE WHEN v IS NOT NULL THEN i - 1 END))}`,
      once(
        'g',
        `{n: f.n, x: f.x, y: f.y, yy: list_sum(list_transform(f.l, lambda v: (v - f.y) * (v - f.y))),
          xy: list_sum(list_transform(f.l, lambda v, i: (v - f.y) * (i - 1 - f.x))),
          xx: list_sum(list_transform(f.l, lambda v, i: CASE WHEN v IS NOT NULL THEN (i - 1 - f.x) * (i - 1 - f.x) END))}`,
        once(
          'h',
          '{n: g.n, x: g.x, y: g.y, yy: g.yy, a: CASE WHEN g.xx > 0 THEN g.xy / g.xx ELSE 0 END, e: CASE WHEN g.xx > 0 THEN greatest(g.yy - g.xy * g.xy / g.xx, 0) ELSE 0 END}',
          '{n: h.n, slope: h.a, start: h.y - h.a * h.x, total: h.yy, error: h.e}',
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
      'fl',
      '{f: k_fit(l), n: len(l)}',
      `CASE WHEN fl.f.n > 0 THEN json_object('rsquare', k_finite(k_rsquare(fl.f.total, fl.f.error)),
        'slope', k_finite(fl.f.slope), 'variance', k_finite(fl.f.total / greatest(fl.f.n - 1, 1)),
        'rvariance', k_finite(fl.f.error / greatest(fl.f.n - 1, 1)),
        'interception', k_finite(fl.f.start), 'line_fit', k_reals(k_line(fl.f, fl.n))) END`,
    ),
  ],
];

/** How many values at the end of a series are looked at for periods: the cost is quadratic. */
const looked = 10_000;

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
        'pf',
        '{l: pk, n: len(pk), y: list_avg(pk), f: k_fit(pk)}',
        once(
          'pc',
          `{n: pf.n, c: list_transform(pf.l, lambda v: coalesce(v - pf.y, 0)),
            d: list_transform(pf.l, lambda v, i: coalesce(v - pf.f.start - pf.f.slope * (i - 1), 0))}`,
          once(
            'pa',
            `{n: pc.n, c: pc.c, e: CASE WHEN k_dot(pc.d, pc.d) > 1e-20 * k_dot(pc.c, pc.c) THEN
              list_transform(generate_series(1, pc.n // 2), lambda k: k_lag(pc.d, pc.n, k)) ELSE [] END}`,
            once(
              'pp',
              `list_slice(list_reverse_sort(list_transform(list_filter(generate_series(4, len(pa.e) - 1), lambda k:
                pa.e[k] > 0 AND pa.e[k] >= list_max(pa.e[k - greatest(1, least(k // 4, 100)):k + greatest(1, least(k // 4, 100))])),
                lambda k: {score: least(pa.e[k], k_lag(pa.c, pa.n, k)), p: -k})), 1, 20)`,
              `list_transform(list_filter(pp, lambda a: a.score > 0 AND len(list_filter(pp, lambda b: b.p > a.p
                AND abs(a.p - round(a.p::DOUBLE / b.p) * b.p) <= 1 AND b.score >= a.score - 0.05)) = 0),
                lambda a: {p: -a.p, score: a.score})`,
            ),
          ),
        ),
      ),
    ),
  ],
  [
    'k_period(l, least_score)',
    once('pb', 'k_peaks(l)[1]', 'CASE WHEN pb.score >= least_score THEN pb.p ELSE 0 END'),
  ],
  [
    'k_detected(found, low, high, n)',
    once(
      'pd',
      '{f: list_filter(found, lambda a: a.p BETWEEN low AND high), n: least(greatest(n, 0), 1000), given: found}',
      `CASE WHEN pd.given IS NOT NULL THEN json_object('periods', list_transform(generate_series(1, pd.n), lambda i: coalesce(pd.f[i].p, 0)),
        'scores', list_transform(generate_series(1, pd.n), lambda i: coalesce(pd.f[i].score, 0))) END`,
    ),
  ],
  [
    'k_validated(found, wanted)',
    once(
      'pv',
      '{f: found, w: wanted}',
      `CASE WHEN pv.f IS NOT NULL THEN json_object('periods', k_reals(pv.w), 'scores', list_transform(pv.w, lambda w:
        coalesce(list_filter(pv.f, lambda a: a.p = round(w))[1].score, 0))) END`,
    ),
  ],
  // The median of the values at the same place of the period, for every place.
  [
    'k_phases(l, p)',
    once(
      'ph',
      "{l: l, p: p, m: coalesce(list_aggregate(l, 'median'), 0)}",
      "list_transform(generate_series(1, ph.p), lambda h: coalesce(list_aggregate(list_slice(ph.l, h, len(ph.l), ph.p), 'median'), ph.m))",
    ),
  ],
  [
    'k_seasonal(l, learnt, p)',
    once(
      'ss',
      '{l: l, n: len(learnt), p: p, learnt: learnt}',
      `CASE WHEN ss.p > 0 AND ss.p <= ss.n THEN ${once('sp', '{p: ss.p, m: k_phases(ss.learnt, ss.p)}', 'list_transform(ss.l, lambda v, i: sp.m[(i - 1) % sp.p + 1])')}
        ELSE list_transform(ss.l, lambda v: 0.0::DOUBLE) END`,
    ),
  ],
];

const parts: readonly Macro[] = [
  [
    'k_trend(l, n, kind)',
    once(
      'tr',
      "{l: l, n: n, kind: kind, f: CASE WHEN kind = 'linefit' THEN k_fit(list_slice(l, 1, n)) END, a: list_avg(list_slice(l, 1, n))}",
      `CASE tr.kind WHEN 'linefit' THEN list_transform(tr.l, lambda v, i: tr.f.start + tr.f.slope * (i - 1))
        WHEN 'avg' THEN list_transform(tr.l, lambda v: tr.a) WHEN 'none' THEN list_transform(tr.l, lambda v: 0.0::DOUBLE) END`,
    ),
  ],
  // What rounding leaves is no residual.
  [
    'k_decompose(l, period, kind, test, least_score)',
    once(
      'da',
      '{l: l, n: len(l) - greatest(test, 0), kind: kind, size: list_max(list_transform(l, lambda v: abs(v))), w: period, t: least_score}',
      once(
        'db',
        `{l: da.l, n: da.n, kind: da.kind, size: da.size, s: k_seasonal(da.l, list_slice(da.l, 1, da.n),
          CASE WHEN da.w = -1 THEN k_period(list_slice(da.l, 1, da.n), da.t) ELSE da.w END)}`,
        once(
          'dc',
          '{l: db.l, size: db.size, s: db.s, t: k_trend(list_transform(db.l, lambda v, i: v - db.s[i]), db.n, db.kind)}',
          once(
            'dd',
            '{l: dc.l, size: dc.size, s: dc.s, t: dc.t, b: list_transform(dc.s, lambda v, i: v + dc.t[i])}',
            `{baseline: dd.b, seasonal: dd.s, trend: dd.t, residual: list_transform(dd.l, lambda v, i:
              CASE WHEN abs(v - dd.b[i]) <= 1e-12 * dd.size THEN 0 ELSE v - dd.b[i] END)}`,
          ),
        ),
      ),
    ),
  ],
  // The middle half of a sorted list, and how wide it is: by the spread of all where it has no width.
  [
    'k_half(s, spread)',
    once(
      'ha',
      "{low: list_aggregate(s, 'quantile_cont', 0.25), high: list_aggregate(s, 'quantile_cont', 0.75), spread: spread}",
      '{low: ha.low, high: ha.high, width: CASE WHEN ha.high > ha.low THEN ha.high - ha.low WHEN ha.spread > 0 THEN ha.spread END}',
    ),
  ],
  // Values count from the quartiles of what lies below the upper (above the lower) part that is cut off.
  [
    'k_outliers(l, low, high)',
    once(
      'oa',
      '{l: l, low: low, high: high, s: list_sort(list_filter(l, lambda v: v IS NOT NULL)), w: sqrt(k_variance(l))}',
      once(
        'ob',
        `{l: oa.l, whole: k_half(oa.s, oa.w), rise: k_half(list_slice(oa.s, 1, floor(len(oa.s) * oa.high / 100)::BIGINT), oa.w),
          fall: k_half(list_slice(oa.s, floor(len(oa.s) * oa.low / 100)::BIGINT + 1, len(oa.s)), oa.w)}`,
        `list_transform(ob.l, lambda v: coalesce(CASE WHEN v > ob.whole.high THEN greatest(v - ob.rise.high, 0) / ob.rise.width
          WHEN v < ob.whole.low THEN least(v - ob.fall.low, 0) / ob.fall.width END, 0))`,
      ),
    ),
  ],
  [
    'k_anomalies(d, k, low, high)',
    once(
      'an',
      '{d: d, k: k, s: k_outliers(d.residual, low, high)}',
      `json_object('ad_flag', list_transform(an.s, lambda v: CASE WHEN v > an.k THEN 1 WHEN v < -an.k THEN -1 ELSE 0 END),
        'ad_score', k_reals(an.s), 'baseline', k_reals(an.d.baseline))`,
    ),
  ],
];

/** The macros of the functions of series, in the order in which they build on each other. */
export const seriesMacros: readonly Macro[] = [...lists, ...lines, ...periods, ...parts];
