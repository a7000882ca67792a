import { expect, it } from 'vitest';
import { runTableTool } from './index.ts';
import beaconing from './tools/beaconing.ts';

const week = 7 * 86_400;

/** Times in microseconds over a week: every `period` seconds, or wherever chance has them. */
function times(period: number, seed: number, regular: boolean): bigint[] {
  return Array.from({ length: Math.floor(week / period) }, (_, i) => {
    const chance = ((i + 1) * 7919 * (seed + 3)) % 9973;
    const seconds = regular ? i * period + (chance % 7) : (chance / 9973) * week;
    return BigInt(Math.round(seconds * 1e6));
  });
}

it('finds the clock in channels that last for a week, beside many that have none', () => {
  const channels = Array.from({ length: 24 }, (_, n) => ({
    name: `host-${n}`,
    times: n % 8 === 0 ? times(300 + 60 * n, n, true) : times(600, n, false),
  }));
  const found = runTableTool(beaconing, {
    channel: channels.flatMap((c) => c.times.map(() => c.name)),
    timestamp: channels.flatMap((c) => c.times),
  });
  expect(found.channel_key.length).toBe(24);
  for (const n of [0, 8, 16]) {
    const row = found.channel_key.indexOf(`host-${n}`);
    const period = 300 + 60 * n;
    const cycles = period / (found.dominant_interval[row] ?? 0);
    expect(Math.abs(cycles - Math.round(cycles))).toBeLessThan(0.01);
    expect(found.p_value[row]).toBeLessThan(1e-9);
    expect(found.jitter[row]).toBeLessThan(0.02);
  }
  for (const width of found.bin_seconds) expect(width).toBeGreaterThan(1);
  const short = runTableTool(beaconing, { timestamp: times(60, 0, true).slice(0, 100) });
  expect(short.bin_seconds).toEqual([1]);
});
