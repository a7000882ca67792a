import { countText } from '../value-text.ts';

/** A likelihood as a reader takes it in, to two digits: `0.0096`, `3.2e-8`. */
export function likelihoodText(likelihood: number): string {
  if (likelihood === 0) return '0';
  const text = likelihood.toPrecision(2);
  return likelihood < 0.001 && likelihood > 0 ? Number(text).toExponential() : String(Number(text));
}

const scales = [
  [1e12, 'trillion'],
  [1e9, 'billion'],
  [1e6, 'million'],
] as const;

/** A number of two or three digits that count: `330`, `2.4 million`, `1e+22`. */
function roundText(number: number): string {
  if (number >= 1e15) return number.toExponential(0).replace('+', '');
  const [size, name] = scales.find(([least]) => number >= least) ?? [1, ''];
  const share = number / size;
  const rounded = share >= 100 ? Number(share.toPrecision(3)) : Number(share.toPrecision(2));
  return `${countText(rounded)}${name === '' ? '' : ` ${name}`}`;
}

/** A likelihood as once in so many times. */
export function oneInText(likelihood: number): string {
  return likelihood > 0 ? `1 in ${roundText(1 / likelihood)}` : 'too small for a number';
}

/** The power of ten of a likelihood. */
export function powerText(likelihood: number): string {
  return likelihood > 0
    ? `log10 ${Math.log10(likelihood).toFixed(1).replace('-', '−')}`
    : 'no log10';
}

/** How a likelihood stands to that of the session in the middle. */
export function besideMedian(likelihood: number, median: number): string {
  if (likelihood <= 0 || median <= 0) return 'rarer than can be reckoned';
  const times = median / likelihood;
  if (times >= 1.05) return `${roundText(times)} times rarer than the median`;
  return times > 0.95
    ? 'as likely as the median'
    : `${roundText(1 / times)} times likelier than the median`;
}

/** The same in a few signs, for a column: `×330`. */
export function besideMedianShort(likelihood: number, median: number): string {
  if (likelihood <= 0 || median <= 0) return '';
  const times = median / likelihood;
  return times >= 1.05 ? `×${roundText(times)}` : '';
}

/** A likelihood of two digits that is not below this one. */
export function roundedUp(likelihood: number): number {
  if (!(likelihood > 0)) return 0;
  const rounded = Number(likelihood.toPrecision(2));
  if (rounded > likelihood) return rounded;
  const digit = 10 ** (Math.floor(Math.log10(likelihood)) - 1);
  return Number((rounded + digit).toPrecision(2));
}

/**
 * Where the line is drawn while nobody says where: above the rarest twentieth, 20 sessions at most.
 * `rarest` are the smallest likelihoods in their order, `sessions` how many there are.
 */
export function usualThreshold(rarest: readonly number[], sessions: number): number {
  const place = Math.min(20, Math.ceil(sessions / 20), rarest.length);
  return roundedUp(rarest[place - 1] ?? 0);
}

/** What a likelihood is made of. */
export interface Measure {
  /** How many commands were multiplied; null where that is not known. */
  commands: number | null;
  /** Whether the end of the session was one thing more. */
  ends: boolean;
  whole: boolean;
  geometric: boolean;
}

/** What a likelihood is, in sentences. */
export function explained(
  likelihood: number,
  { commands, ends, whole, geometric }: Measure,
): string {
  const factors = commands === null ? null : commands + (ends ? 1 : 0);
  const many =
    commands === null ? 'commands' : commands === 1 ? 'one command' : `${commands} commands`;
  const of = whole
    ? `all ${many} of the session`
    : `the ${many}${ends ? ' and the end' : ''} of its rarest window`;
  if (factors === null || factors < 1 || likelihood <= 0)
    return geometric
      ? `The geometric mean of ${of}: the likelihood of one command.`
      : `The likelihoods of ${of}, multiplied.`;
  if (geometric) {
    const all = likelihood ** factors;
    return `The geometric mean of ${of}: the likelihood of one command. Multiplied they are ${likelihoodText(all)} (${oneInText(all)}).`;
  }
  const each = likelihood ** (1 / factors);
  return `The likelihoods of ${of}, multiplied. Their geometric mean, the likelihood of one command, is ${likelihoodText(each)} (${oneInText(each)}).`;
}
