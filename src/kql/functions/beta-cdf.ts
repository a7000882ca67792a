import { defineScalar, type FunctionDefinition } from '../define.ts';
import {
  betaCumulative,
  betaDensity,
  betaInverse,
  erf,
  erfc,
  studentTails,
} from '../values/special-functions.ts';

const source = (name: string): string => `https://learn.microsoft.com/kusto/query/${name}-function`;
const given = (x: number | null, apply: (x: number) => number): number | null =>
  x === null ? null : apply(x);

/** The likelihood that two samples come from populations of equal mean, by Welch's t-test. */
function welch(
  first: readonly (number | null)[],
  second: readonly (number | null)[],
): number | null {
  const [mean1, variance1, count1] = first;
  const [mean2, variance2, count2] = second;
  if (mean1 == null || variance1 == null || !count1) return null;
  if (mean2 == null || variance2 == null || !count2) return null;
  const [s1, s2] = [variance1 / count1, variance2 / count2];
  const freedom = (s1 + s2) ** 2 / (s1 ** 2 / (count1 - 1) + s2 ** 2 / (count2 - 1));
  return studentTails((mean1 - mean2) / Math.sqrt(s1 + s2), freedom);
}

const definitions: readonly FunctionDefinition[] = [
  defineScalar({
    signature: 'beta_cdf(x: real, alpha: real, beta: real): real',
    about: 'How much of the beta distribution lies up to x; NaN where there is none.',
    source: source('beta-cdf'),
    compute: (x, alpha, beta) =>
      given(x, (v) => betaCumulative(v, alpha ?? Number.NaN, beta ?? Number.NaN)),
    examples: [
      {
        query:
          'print a = beta_cdf(0.9, 10.0, 20.0), b = isnan(beta_cdf(1.5, 10.0, 20.0)), c = isnan(beta_cdf(0.1, -1.0, 20.0)), d = beta_cdf(0.25, 1, 1)',
        rows: [[0.999999999999959, true, true, 0.25]],
      },
    ],
  }),
  defineScalar({
    signature: 'beta_pdf(x: real, alpha: real, beta: real): real',
    about: 'The density of the beta distribution; NaN where there is none.',
    source: source('beta-pdf'),
    compute: (x, alpha, beta) =>
      given(x, (v) => betaDensity(v, alpha ?? Number.NaN, beta ?? Number.NaN)),
    examples: [
      {
        query: 'print a = beta_pdf(0.5, 10.0, 20.0), b = isnan(beta_pdf(-10.0, 10.0, 20.0))',
        rows: [[0.746176019310951, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'beta_inv(probability: real, alpha: real, beta: real): real',
    about:
      'The x up to which the beta distribution holds a probability; null where that is none, NaN for shapes that are not positive.',
    source: source('beta-inv'),
    compute: (p, alpha, beta) =>
      p === null || p < 0 || p > 1 ? null : betaInverse(p, alpha ?? Number.NaN, beta ?? Number.NaN),
    examples: [
      {
        query:
          'print a = beta_inv(0.1, 10.0, 20.0), b = beta_inv(1.5, 10.0, 20.0), c = isnan(beta_inv(0.1, -1.0, 20.0))',
        rows: [[0.226415022388749, null, true]],
      },
    ],
  }),
  defineScalar({
    signature: 'erf(x: real): real',
    about: 'The error function.',
    source: source('erf'),
    compute: (x) => given(x, erf),
    examples: [
      {
        query: 'range x from -3 to 3 step 1 | project e = erf(x)',
        rows: [
          [-0.999977909503001],
          [-0.995322265018953],
          [-0.842700792949715],
          [0],
          [0.842700792949715],
          [0.995322265018953],
          [0.999977909503001],
        ],
      },
    ],
  }),
  defineScalar({
    signature: 'erfc(x: real): real',
    about: 'What the error function lacks to 1.',
    source: source('erfc'),
    compute: (x) => given(x, erfc),
    examples: [
      {
        query: 'print a = erfc(0), b = erfc(1), c = erfc(-3), d = erfc(5)',
        rows: [[1, 0.157299207050285, 1.999977909503, 1.53745979442803e-12]],
      },
    ],
  }),
  defineScalar({
    signature:
      'welch_test(mean1: real, variance1: real, count1: real, mean2: real, variance2: real, count2: real): real',
    about: "The p-value of Welch's t-test for two samples.",
    source: source('welch-test'),
    compute: (mean1, variance1, count1, mean2, variance2, count2) =>
      welch([mean1, variance1, count1], [mean2, variance2, count2]),
    examples: [
      {
        query:
          'print s1 = dynamic([27.5, 21.0, 19.0, 23.6, 17.0, 17.9, 16.9, 20.1, 21.9, 22.6, 23.1, 19.6, 19.0, 21.7, 21.4]), s2 = dynamic([27.1, 22.0, 20.8, 23.4, 23.4, 23.5, 25.8, 22.0, 24.8, 20.2, 21.9, 22.1, 22.9, 20.5, 24.4]) | mv-expand s1 to typeof(double), s2 to typeof(double) | summarize m1 = avg(s1), v1 = variance(s1), c1 = count(), m2 = avg(s2), v2 = variance(s2), c2 = count() | project p = round(welch_test(m1, v1, c1, m2, v2, c2), 3)',
        rows: [[0.021]],
      },
      { query: 'print p = welch_test(1, 1, 10, 1, 1, 10)', rows: [[1]] },
    ],
  }),
];

export default definitions;
