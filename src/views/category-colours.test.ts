import { expect, it } from 'vitest';
import { categoryColour, colouredCategories } from './category-colours.ts';

/** What the three kinds of colour blindness make of linear light (Machado, Oliveira and Fernandes, 2009). */
const visions = [
  [1, 0, 0, 0, 1, 0, 0, 0, 1],
  [0.152286, 1.052583, -0.204868, 0.114503, 0.786281, 0.099216, -0.003882, -0.048116, 1.051998],
  [0.367322, 0.860646, -0.227968, 0.280085, 0.672501, 0.047413, -0.01182, 0.04294, 0.968881],
  [1.255528, -0.076749, -0.178779, -0.078411, 0.930809, 0.147602, 0.004733, 0.691367, 0.3039],
];
type Three = [number, number, number];

function linear(hex: string): Three {
  const part = (at: number): number => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [part(1), part(3), part(5)];
}

function seen([r, g, b]: Three, m: number[]): Three {
  const row = (i: number): number =>
    Math.min(1, Math.max(0, (m[i] ?? 0) * r + (m[i + 1] ?? 0) * g + (m[i + 2] ?? 0) * b));
  return [row(0), row(3), row(6)];
}

function lab([r, g, b]: Three): Three {
  const f = (t: number): number => (t > 0.008856 ? Math.cbrt(t) : 7.787 * t + 16 / 116);
  const x = f((0.4124 * r + 0.3576 * g + 0.1805 * b) / 0.95047);
  const y = f(0.2126 * r + 0.7152 * g + 0.0722 * b);
  const z = f((0.0193 * r + 0.1192 * g + 0.9505 * b) / 1.08883);
  return [116 * y - 16, 500 * (x - y), 200 * (y - z)];
}

const apart = (a: Three, b: Three): number => Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]);
const light = ([r, g, b]: Three): number => 0.2126 * r + 0.7152 * g + 0.0722 * b;

it.each([
  ['light', '#ffffff'],
  ['dark', '#151b23'],
])('has eight colours for %s that every kind of vision tells apart', (theme, panel) => {
  const numbers = Array.from({ length: colouredCategories }, (_, i) => i);
  const colours = numbers.map((i) => linear(categoryColour(i, theme === 'dark')));
  expect(colours.length).toBe(8);
  for (const [i, one] of colours.entries()) {
    const [low = 0, high = 0] = [light(one), light(linear(panel))].sort((a, b) => a - b);
    expect((high + 0.05) / (low + 0.05), `${i} on the panel`).toBeGreaterThan(3);
    for (const other of colours.slice(i + 1))
      for (const vision of visions)
        expect(apart(lab(seen(one, vision)), lab(seen(other, vision)))).toBeGreaterThan(18);
  }
});
