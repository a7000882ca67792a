import type { Macro } from './duckdb-macros.ts';
import { once } from './duckdb-once.ts';

const numbers: readonly Macro[] = [
  ['k_whole(j)', "NOT regexp_matches(j::VARCHAR, '[^0-9,\\s\\[\\]nul-]')"],
  [
    'k_numbers(l, whole)',
    'CASE WHEN whole THEN to_json(list_transform(l, lambda v: TRY_CAST(trunc(v) AS BIGINT))) ELSE k_reals(l) END',
  ],
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

/** Macros of functions that give a series for a series. */
export const filterMacros: readonly Macro[] = [...numbers, ...fills];
