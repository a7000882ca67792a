import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { periodsOf, stl } from '../../src/analysis/index.ts';
import { runTableTool } from '../../src/toolbox/index.ts';
import stlAnomalies from '../../src/toolbox/tools/stl-anomalies.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

interface Case {
  input: string;
  kwargs: { seasonal?: number; period?: number };
  stl_config: { period: number; seasonal: number };
  columns: string[];
  rows: [string, ...(number | null)[]][];
  raw_float: Record<'seasonal' | 'trend' | 'resid' | 'weights', number[]>;
  new_threshold: { threshold: number; threshold_low: number | null; anomalies: number[] }[];
  helpers: { period: string; pos_only: boolean; extract_anomaly_periods: [string, string][] }[];
}

function golden(name: string): Case {
  return JSON.parse(readFileSync(`${goldens}dev/01_stl_${name}.json`, 'utf8')) as Case;
}

function columnsOf({ input }: Case): { timestamp: bigint[]; value: number[] } {
  const lines = readFileSync(`${goldens}${input}`, 'utf8').trim().split('\n').slice(1);
  return {
    timestamp: lines.map((line) => BigInt(Date.parse(line.split(',')[0] ?? '')) * 1000n),
    value: lines.map((line) => Number(line.split(',').at(-1))),
  };
}

const near = (found: ArrayLike<number | null>, wanted: readonly (number | null)[], by: number) => {
  expect(found.length).toBe(wanted.length);
  const worst = wanted.reduce<number>(
    (most, v, i) =>
      Math.max(most, Math.abs((found[i] ?? 0) - (v ?? 0)) / Math.max(1, Math.abs(v ?? 0))),
    0,
  );
  expect(worst).toBeLessThan(by);
};

const cases = [
  'failed_default',
  'failed_s7_p168_t25',
  'net840_named_cols',
  'syn_daily200_p7',
  'ts_default',
  'ts_s13_p24_t2',
];

describe.skipIf(!present).each(cases)('%s', (name) => {
  const at = (): Case => golden(name);

  it('decomposes as statsmodels does', () => {
    const { raw_float: raw, stl_config: config, ...rest } = at();
    const { value } = columnsOf(rest as Case);
    const parts = stl(Float64Array.from(value), config);
    near(parts.seasonal, raw.seasonal, 1e-8);
    near(parts.trend, raw.trend, 1e-8);
    near(parts.residual, raw.resid, 1e-8);
    near(parts.weights, raw.weights, 1e-8);
  });

  it('scores whole numbers as MSTICPy does, and flags both ends by the thresholds', () => {
    const wanted = at();
    const settings = {
      truncate: true,
      period: wanted.kwargs.period ?? 0,
      seasonal: wanted.kwargs.seasonal ?? 7,
    };
    const found = runTableTool(stlAnomalies, columnsOf(wanted), settings);
    const column = (name: string) =>
      wanted.rows.map((row) => row[wanted.columns.indexOf(name)] as number);
    near(found.score, column('score'), 1e-9);
    for (const [ours, theirs] of [
      ['residual', 'residual'],
      ['trend', 'trend'],
      ['seasonal_part', 'seasonal'],
      ['baseline', 'baseline'],
    ] as const)
      expect(found[ours].map((v) => (v ?? 0) + 0)).toEqual(column(theirs));
    for (const { threshold, threshold_low: low, anomalies } of wanted.new_threshold) {
      const again = runTableTool(stlAnomalies, columnsOf(wanted), {
        ...settings,
        threshold,
        ...(low === null ? {} : { threshold_low: low }),
      });
      expect(again.anomalies.map(Number)).toEqual(anomalies);
    }
  });

  it('finds the same periods', () => {
    const wanted = at();
    const flag = wanted.columns.indexOf('anomalies');
    for (const { period, pos_only, extract_anomaly_periods: periods } of wanted.helpers) {
      const times = wanted.rows
        .filter((row) => row[flag] === 1 || (!pos_only && row[flag] === -1))
        .map((row) => BigInt(Date.parse(row[0])) * 1000n);
      const hours = BigInt(Number.parseInt(period, 10));
      const found = periodsOf(times, hours * 3_600_000_000n);
      expect(found.map((p) => [p.start, p.end])).toEqual(
        periods.map((pair) => pair.map((t) => BigInt(Date.parse(t)) * 1000n)),
      );
    }
  });
});
