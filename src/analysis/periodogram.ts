/** Put each value where the bits of its place, read backwards, say. */
function reverseBits(re: Float64Array, im: Float64Array): void {
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      [re[i], re[j]] = [re[j] ?? 0, re[i] ?? 0];
      [im[i], im[j]] = [im[j] ?? 0, im[i] ?? 0];
    }
  }
}

/** Cosines and sines of the first half of a turn in `size` steps, backwards. */
interface Turn {
  cos: Float64Array;
  sin: Float64Array;
}

function turnOf(size: number): Turn {
  const angle = (k: number): number => (-2 * Math.PI * k) / size;
  const half = { length: size / 2 };
  return {
    cos: Float64Array.from(half, (_, k) => Math.cos(angle(k))),
    sin: Float64Array.from(half, (_, k) => Math.sin(angle(k))),
  };
}

/** A discrete Fourier transform in place, of a power of two; `turn` is of the same size. */
function transform(re: Float64Array, im: Float64Array, { cos, sin }: Turn): void {
  const n = re.length;
  reverseBits(re, im);
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const step = n / size;
    for (let from = 0; from < n; from += size)
      for (let k = 0; k < half; k++) {
        const a = from + k;
        const b = a + half;
        const c = cos[k * step] ?? 0;
        const s = sin[k * step] ?? 0;
        const x = (re[b] ?? 0) * c - (im[b] ?? 0) * s;
        const y = (re[b] ?? 0) * s + (im[b] ?? 0) * c;
        re[b] = (re[a] ?? 0) - x;
        im[b] = (im[a] ?? 0) - y;
        re[a] = (re[a] ?? 0) + x;
        im[a] = (im[a] ?? 0) + y;
      }
  }
}

/** The squares of the Fourier transform of any number of values, by Bluestein's algorithm. */
function squaresOf(values: Float64Array): Float64Array {
  const n = values.length;
  let size = 1;
  while (size < 2 * n) size *= 2;
  const [aRe, aIm, bRe, bIm] = [0, 1, 2, 3].map(() => new Float64Array(size)) as [
    Float64Array,
    Float64Array,
    Float64Array,
    Float64Array,
  ];
  values.forEach((value, k) => {
    const phi = (Math.PI * ((k * k) % (2 * n))) / n;
    const [cos, sin] = [Math.cos(phi), Math.sin(phi)];
    aRe[k] = value * cos;
    aIm[k] = -value * sin;
    bRe[k] = cos;
    bIm[k] = sin;
    if (k > 0) {
      bRe[size - k] = cos;
      bIm[size - k] = sin;
    }
  });
  const turn = turnOf(size);
  transform(aRe, aIm, turn);
  transform(bRe, bIm, turn);
  for (let k = 0; k < size; k++) {
    const re = (aRe[k] ?? 0) * (bRe[k] ?? 0) - (aIm[k] ?? 0) * (bIm[k] ?? 0);
    aIm[k] = -((aRe[k] ?? 0) * (bIm[k] ?? 0) + (aIm[k] ?? 0) * (bRe[k] ?? 0));
    aRe[k] = re;
  }
  transform(aRe, aIm, turn);
  return aRe.subarray(0, n).map((re, k) => (re ** 2 + (aIm[k] ?? 0) ** 2) / size ** 2);
}

/**
 * The power of a series at each frequency from 0 to a half, in units of its mean square.
 *
 * cost: n log n, whatever n is; where n is a power of two, about a tenth of that of its neighbours.
 */
function periodogram(values: Float64Array): Float64Array {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const re = values.map((v) => v - mean);
  let squares: Float64Array;
  if (Number.isInteger(Math.log2(n))) {
    const im = new Float64Array(n);
    transform(re, im, turnOf(n));
    squares = re.map((x, k) => x ** 2 + (im[k] ?? 0) ** 2);
  } else squares = squaresOf(re);
  return squares.subarray(0, Math.floor(n / 2) + 1).map((square, k) => {
    const power = square / n;
    return k === 0 || 2 * k === n ? power : 2 * power;
  });
}

/** The strongest frequency of a series and how likely chance alone makes one as strong. */
export interface Polling {
  pValue: number;
  /** In cycles a step. */
  frequency: number;
}

/** The logarithm of n over k for all k up to `most`. */
function logChoose(n: number, most: number): Float64Array {
  const found = new Float64Array(most + 1);
  for (let k = 1; k <= most; k++) found[k] = (found[k - 1] ?? 0) + Math.log((n - k + 1) / k);
  return found;
}

/** Fisher's test of the share that the strongest of `count` frequencies has; approximate for more than 700. */
function fisher(share: number, count: number): number {
  if (count > 700) return Math.min(1, 1 - (1 - Math.exp(-count * share)) ** count);
  const upper = Math.floor(1 / share);
  const choose = logChoose(count, Math.max(0, Math.min(upper, count)));
  let sum = 0;
  for (let j = 1; j < upper; j++)
    sum += (-1) ** (j - 1) * Math.exp((choose[j] ?? 0) + (count - 1) * Math.log(1 - j * share));
  return Math.max(0, Math.min(1, sum));
}

/**
 * Whether a count of events a step repeats; null where it is constant.
 *
 * source: msticpy.analysis.polling_detection (Heard et al. 2014; Fisher's g test).
 */
export function polling(counts: Float64Array): Polling | null {
  const power = periodogram(counts);
  const tested = counts.length % 2 === 0 ? power.subarray(0, -1) : power;
  const total = tested.reduce((sum, p) => sum + p, 0);
  const at = power.reduce((best, p, k) => (p > (power[best] ?? 0) ? k : best), 0);
  if (at === 0 || !(total > 1e-12)) return null;
  const share = tested.reduce((most, p) => Math.max(most, p), 0) / total;
  return { pValue: fisher(share, tested.length), frequency: at / counts.length };
}
