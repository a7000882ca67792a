import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dayMicros, type Stamp, scaledSeconds, scanIso } from './timestamp.ts';

const stamp: Stamp = { micros: 0, end: 0, stated: false };
const micros = (text: string): number | null =>
  scanIso(text, 0, text.length, stamp) && stamp.end === text.length ? stamp.micros : null;

it('agrees with the clock of JavaScript on every day of 400 years', () => {
  for (let t = Date.UTC(1900, 0, 1); t < Date.UTC(2300, 0, 1); t += 86_400_000) {
    const date = new Date(t);
    const found = dayMicros(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
    if (found !== t * 1000) throw new Error(`${date.toISOString()} gave ${found}`);
  }
});

it('knows no day that the calendar lacks', () => {
  for (const [y, m, d] of [
    [2023, 2, 29],
    [1900, 2, 29],
    [2023, 4, 31],
    [2023, 13, 1],
    [2023, 0, 1],
    [2023, 1, 0],
  ])
    expect(dayMicros(y ?? 0, m ?? 0, d ?? 0)).toBeNaN();
});

it('reads ISO stamps with fractions and zones', () => {
  const base = Date.parse('2024-03-10T12:00:00Z') * 1000;
  expect(micros('2024-03-10T12:00:00')).toBe(base);
  expect(stamp.stated).toBe(false);
  expect(micros('2024-03-10T12:00:00.1234567Z')).toBe(base + 123_456);
  expect(micros('2024-03-10T14:30:00,5+02:30')).toBe(base + 500_000);
  expect(micros('2024-03-10 05:00:00-0700')).toBe(base);
  expect(stamp.stated).toBe(true);
  for (const bad of [
    '2024-03-10T24:00:00',
    '2024-02-30T00:00:00',
    '2024-03-10T12:00:00+99:00',
    '2024-03-10T12:00',
  ])
    expect(micros(bad)).toBeNull();
});

it('scales decimal seconds without loss', () => {
  expect(scaledSeconds('1700000000.123456', 6)).toBe(1_700_000_000_123_456);
  expect(scaledSeconds('-0.5', 7)).toBe(-5_000_000);
  expect(scaledSeconds('999999999999.0000001', 7)).toBe(9_999_999_999_990_000_001n);
  for (const bad of ['', '-', '.5', '1e3', '1.2.3', ' 1', '1234567890123'])
    expect(scaledSeconds(bad, 6)).toBeNull();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 10 ** 12 }), (value) => {
      const text = `${Math.floor(value / 1000)}.${String(value % 1000).padStart(3, '0')}`;
      expect(scaledSeconds(text, 6)).toBe(value * 1000);
    }),
    { seed: 1 },
  );
});
