/** Complex numbers in two arrays of one length. */
export interface Complex {
  re: Float64Array;
  im: Float64Array;
}

/** The discrete Fourier transform, of any length; the inverse is divided by the length. n log n. */
export function transform({ re, im }: Complex, inverse = false): Complex {
  const n = re.length;
  if (n === 0) return { re: new Float64Array(0), im: new Float64Array(0) };
  const x = inverse ? { re: im.slice(), im: re.slice() } : { re: re.slice(), im: im.slice() };
  const found = (n & (n - 1)) === 0 ? radix2(x) : anyLength(x);
  if (!inverse) return found;
  const scale = 1 / n;
  return { re: found.im.map((v) => v * scale), im: found.re.map((v) => v * scale) };
}

/** In place, for lengths that are powers of two. */
function radix2(x: Complex): Complex {
  const { re, im } = x;
  const n = re.length;
  for (let i = 1, j = 0; i < n; i++) {
    let bit = n >> 1;
    for (; j & bit; bit >>= 1) j ^= bit;
    j ^= bit;
    if (i < j) {
      swap(re, i, j);
      swap(im, i, j);
    }
  }
  const { cos, sin } = roots(n);
  for (let size = 2; size <= n; size *= 2) {
    const half = size / 2;
    const step = n / size;
    for (let start = 0; start < n; start += size)
      for (let k = 0; k < half; k++) {
        const a = start + k;
        const b = a + half;
        const wr = cos[k * step] ?? 0;
        const wi = sin[k * step] ?? 0;
        const br = re[b] ?? 0;
        const bi = im[b] ?? 0;
        const tr = br * wr - bi * wi;
        const ti = br * wi + bi * wr;
        const ar = re[a] ?? 0;
        const ai = im[a] ?? 0;
        re[a] = ar + tr;
        im[a] = ai + ti;
        re[b] = ar - tr;
        im[b] = ai - ti;
      }
  }
  return x;
}

function swap(values: Float64Array, i: number, j: number): void {
  const kept = values[i] ?? 0;
  values[i] = values[j] ?? 0;
  values[j] = kept;
}

let lastRoots: { n: number; cos: Float64Array; sin: Float64Array } | null = null;

/** The roots of unity; kept, as many series of one length come one after another. */
function roots(n: number): { cos: Float64Array; sin: Float64Array } {
  if (lastRoots?.n === n) return lastRoots;
  const cos = new Float64Array(n / 2);
  const sin = new Float64Array(n / 2);
  for (let k = 0; k < n / 2; k++) {
    cos[k] = Math.cos((2 * Math.PI * k) / n);
    sin[k] = -Math.sin((2 * Math.PI * k) / n);
  }
  lastRoots = { n, cos, sin };
  return lastRoots;
}

/** Bluestein's way: a transform as a convolution of a length that is a power of two. */
function anyLength({ re, im }: Complex): Complex {
  const n = re.length;
  const size = powerOfTwo(2 * n - 1);
  const chirp = { re: new Float64Array(n), im: new Float64Array(n) };
  for (let k = 0; k < n; k++) {
    // The square modulo 2n keeps the angle exact for long series.
    const angle = (Math.PI * ((k * k) % (2 * n))) / n;
    chirp.re[k] = Math.cos(angle);
    chirp.im[k] = -Math.sin(angle);
  }
  const a = { re: new Float64Array(size), im: new Float64Array(size) };
  const b = { re: new Float64Array(size), im: new Float64Array(size) };
  for (let k = 0; k < n; k++) {
    const cr = chirp.re[k] ?? 0;
    const ci = chirp.im[k] ?? 0;
    const xr = re[k] ?? 0;
    const xi = im[k] ?? 0;
    a.re[k] = xr * cr - xi * ci;
    a.im[k] = xr * ci + xi * cr;
    b.re[k] = cr;
    b.im[k] = -ci;
    if (k > 0) {
      b.re[size - k] = cr;
      b.im[size - k] = -ci;
    }
  }
  const product = multiplied(radix2(a), radix2(b));
  const found = transform(product, true);
  return multiplied({ re: found.re.slice(0, n), im: found.im.slice(0, n) }, chirp);
}

function multiplied(a: Complex, b: Complex): Complex {
  const re = new Float64Array(a.re.length);
  const im = new Float64Array(a.re.length);
  for (let k = 0; k < re.length; k++) {
    const ar = a.re[k] ?? 0;
    const ai = a.im[k] ?? 0;
    const br = b.re[k] ?? 0;
    const bi = b.im[k] ?? 0;
    re[k] = ar * br - ai * bi;
    im[k] = ar * bi + ai * br;
  }
  return { re, im };
}

function powerOfTwo(least: number): number {
  let size = 1;
  while (size < least) size *= 2;
  return size;
}

/** For each lag from 0, the sum of products of a series with itself moved on. */
export function autocorrelation(values: Float64Array): Float64Array {
  const size = powerOfTwo(2 * values.length);
  const x = { re: new Float64Array(size), im: new Float64Array(size) };
  x.re.set(values);
  radix2(x);
  for (let k = 0; k < size; k++) {
    const re = x.re[k] ?? 0;
    const im = x.im[k] ?? 0;
    x.re[k] = (re * re + im * im) / size;
    x.im[k] = 0;
  }
  // The squares are symmetric: the inverse is the transform itself.
  return radix2(x).re.subarray(0, values.length);
}
