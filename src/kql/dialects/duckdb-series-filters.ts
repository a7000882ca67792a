import type { Macro } from './duckdb-macros.ts';
import { once } from './duckdb-once.ts';

/** Strides of the running sums: enough for lists of a million. */
const strides = Array.from({ length: 20 }, (_, i) => `{k: ${2 ** i}, l: NULL::DOUBLE[]}`);

const sums: readonly Macro[] = [
  // Each round adds what stands twice as far back: n log n, without copying the list for each element.
  [
    'k_sums(l)',
    `list_reduce([{k: 0, l: l}, ${strides.join(', ')}], lambda k_a, k_x: {k: k_x.k, l: CASE WHEN k_x.k >= len(k_a.l) THEN k_a.l
      ELSE list_transform(k_a.l, lambda v, i: CASE WHEN i > k_x.k THEN v + k_a.l[i - k_x.k] ELSE v END) END}).l`,
  ],
];

const numbers: readonly Macro[] = [
  ['k_whole(j)', "NOT regexp_matches(j::VARCHAR, '[^0-9,\\s\\[\\]nul-]')"],
  [
    'k_numbers(l, whole)',
    'CASE WHEN whole THEN to_json(list_transform(l, lambda v: TRY_CAST(trunc(v) AS BIGINT))) ELSE k_reals(l) END',
  ],
  // NaN where there is no number: it goes through sums and products, and becomes null in the end.
  ['k_filled(l)', "list_transform(l, lambda v: coalesce(v, 'nan'::DOUBLE))"],
  [
    'k_pearson(a, b)',
    once(
      'k_ra',
      '{a: a, b: b}',
      once(
        'rb',
        'CASE WHEN len(k_ra.a) = len(k_ra.b) THEN list_filter(list_zip(k_ra.a, k_ra.b), lambda z: z[1] IS NOT NULL AND z[2] IS NOT NULL) END',
        once(
          'k_rc',
          '{z: rb, a: list_avg(list_transform(rb, lambda z: z[1])), b: list_avg(list_transform(rb, lambda z: z[2]))}',
          once(
            'k_rd',
            `{ab: list_sum(list_transform(k_rc.z, lambda z: (z[1] - k_rc.a) * (z[2] - k_rc.b))),
              aa: list_sum(list_transform(k_rc.z, lambda z: (z[1] - k_rc.a) * (z[1] - k_rc.a))),
              bb: list_sum(list_transform(k_rc.z, lambda z: (z[2] - k_rc.b) * (z[2] - k_rc.b)))}`,
            'CASE WHEN k_rd.aa > 0 AND k_rd.bb > 0 THEN k_finite(k_rd.ab / (sqrt(k_rd.aa) * sqrt(k_rd.bb))) END',
          ),
        ),
      ),
    ),
  ],
];

const fills: readonly Macro[] = [
  // The places of values that are there; what marks a missing one may be a number.
  [
    'k_present(l, mark)',
    once(
      'k_fa',
      '{l: l, m: mark}',
      `list_filter(generate_series(1, len(k_fa.l)), lambda i:
        CASE WHEN k_fa.m IS NULL THEN k_fa.l[i] IS NOT NULL ELSE k_fa.l[i] IS DISTINCT FROM k_fa.m END)`,
    ),
  ],
  [
    'k_fill_forward(e, places)',
    once(
      'k_fb',
      '{e: e, p: places}',
      `CASE WHEN len(k_fb.p) = 0 THEN k_fb.e WHEN len(k_fb.p) > 0 THEN list_concat(k_fb.e[1:k_fb.p[1] - 1], flatten(list_transform(k_fb.p, lambda a, k:
        list_transform(generate_series(a, coalesce(k_fb.p[k + 1], len(k_fb.e) + 1) - 1), lambda i: k_fb.e[a])))) END`,
    ),
  ],
  [
    'k_fill_backward(e, places)',
    once(
      'k_fb',
      '{e: e, p: places}',
      `CASE WHEN len(k_fb.p) = 0 THEN k_fb.e WHEN len(k_fb.p) > 0 THEN list_concat(flatten(list_transform(k_fb.p, lambda a, k:
        list_transform(generate_series(coalesce(k_fb.p[k - 1], 0) + 1, a), lambda i: k_fb.e[a]))), k_fb.e[k_fb.p[-1] + 1:len(k_fb.e)]) END`,
    ),
  ],
  [
    'k_fill_linear(l, places, edges, fallback)',
    once(
      'k_fc',
      '{l: l, p: places, e: edges, c: fallback, n: len(l)}',
      `CASE WHEN len(k_fc.p) = 0 THEN list_transform(k_fc.l, lambda v: k_fc.c) WHEN len(k_fc.p) > 0 THEN list_concat(
        list_transform(generate_series(1, k_fc.p[1] - 1), lambda i: CASE WHEN k_fc.e THEN k_fc.l[k_fc.p[1]] ELSE k_fc.l[i] END),
        flatten(list_transform(k_fc.p, lambda a, k: CASE WHEN k = len(k_fc.p)
          THEN list_transform(generate_series(a, k_fc.n), lambda i: CASE WHEN i = a OR k_fc.e THEN k_fc.l[a] ELSE k_fc.l[i] END)
          ELSE list_transform(generate_series(a, k_fc.p[k + 1] - 1), lambda i:
            k_fc.l[a] + (k_fc.l[k_fc.p[k + 1]] - k_fc.l[a]) * (i - a) / (k_fc.p[k + 1] - a)) END))) END`,
    ),
  ],
];

/** The most multiplications of a filter over a series. */
const most = 5_000_000;
/** The longest series, and the most coefficients after the first, of a filter that feeds back: it takes value by value. */
const longest = 50_000;
const order = 8;
const feedback = Array.from(
  { length: order },
  (_, i) => `coalesce(k_xb.a[${i + 1}] * y[-${i + 1}], 0)`,
).join(' - ');
/** How many values are filtered before they are put to the others: keeps the copying of lists small. */
const block = 128;

const filters: readonly Macro[] = [
  // Slices would copy the whole series for each value; places do not.
  [
    'k_fir(l, f, ahead)',
    once(
      'k_wa',
      '{l: k_filled(l), f: k_filled(f), n: len(l), m: len(f), c: ahead}',
      `CASE WHEN k_wa.m > 0 AND k_wa.m * k_wa.n <= ${most} THEN list_transform(generate_series(1 + k_wa.c, k_wa.n + k_wa.c), lambda i:
        list_sum(list_transform(k_wa.f, lambda c, k: CASE WHEN i - k BETWEEN 0 AND k_wa.n - 1 THEN c * k_wa.l[i - k + 1] ELSE 0 END))) END`,
    ),
  ],
  [
    'k_moving(l, f, normal, center)',
    once(
      'k_wb',
      `{l: l, f: f, s: CASE WHEN coalesce(normal, len(list_filter(f, lambda v: v < 0)) = 0) THEN list_sum(f) ELSE 1 END,
        bad: normal AND len(list_filter(f, lambda v: v < 0)) > 0, c: CASE WHEN center THEN (len(f) - 1) // 2 ELSE 0 END}`,
      'CASE WHEN NOT coalesce(k_wb.bad, false) AND k_wb.s <> 0 THEN list_transform(k_fir(k_wb.l, k_wb.f, k_wb.c), lambda v: v / k_wb.s) END',
    ),
  ],
  [
    'k_iir(l, b, a)',
    once(
      'k_xa',
      '{l: k_fir(l, b, 0), a: k_filled(a), q: len(a) - 1}',
      once(
        'k_xb',
        '{l: list_transform(k_xa.l, lambda v: v / k_xa.a[1]), a: list_transform(k_xa.a[2:], lambda v: v / k_xa.a[1]), q: k_xa.q, ok: k_xa.a[1] <> 0 AND len(k_xa.l) <= ' +
          `${longest} AND k_xa.q <= ${order}}`,
        `CASE WHEN k_xb.ok THEN list_reduce(list_concat([[]::DOUBLE[]], list_transform(generate_series(1, len(k_xb.l), ${block}),
          lambda s: k_xb.l[s:s + ${block - 1}])), lambda done, part: list_concat(done, list_reduce(list_concat([done[greatest(len(done) - k_xb.q + 1, 1):]],
            list_transform(part, lambda v: [v])), lambda y, v: list_concat(y, [v[1] - ${feedback}]))[least(k_xb.q, len(done)) + 1:])) END`,
      ),
    ),
  ],
];

/** Macros of functions that give a series for a series. */
export const filterMacros: readonly Macro[] = [...sums, ...numbers, ...fills, ...filters];
