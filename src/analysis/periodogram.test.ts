import { expect, it } from 'vitest';
import { polling } from './periodogram.ts';

/** The strongest frequency of a series, by the definition of the Fourier transform. */
function strongest(values: Float64Array): number {
  const n = values.length;
  const mean = values.reduce((sum, v) => sum + v, 0) / n;
  const power = Array.from({ length: Math.floor(n / 2) + 1 }, (_, k) => {
    let [re, im] = [0, 0];
    values.forEach((v, i) => {
      re += (v - mean) * Math.cos((2 * Math.PI * k * i) / n);
      im += (v - mean) * Math.sin((2 * Math.PI * k * i) / n);
    });
    return (k === 0 || 2 * k === n ? 1 : 2) * (re ** 2 + im ** 2);
  });
  return power.indexOf(Math.max(...power)) / n;
}

it.each([63, 64, 65, 96, 127, 128, 500, 512])('finds the frequency of %i steps', (n) => {
  const values = Float64Array.from({ length: n }, (_, i) => (i % 9 < 2 ? 3 : (i * 7919) % 2));
  expect(polling(values)?.frequency).toBeCloseTo(strongest(values), 12);
});

it('has nothing to say of what never changes', () => {
  expect(polling(new Float64Array(64).fill(2))).toBeNull();
  expect(polling(new Float64Array(63).fill(2))).toBeNull();
});
