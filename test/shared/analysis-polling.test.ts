import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { runTableTool } from '../../src/toolbox/index.ts';
import beaconing from '../../src/toolbox/tools/beaconing.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const present = existsSync(goldens);
if (!present) process.stdout.write('skipped: ../shared/goldens is not here\n');

it.skipIf(!present)('finds the periods that MSTICPy finds', () => {
  const { cases } = JSON.parse(readFileSync(`${goldens}dev/08_polling.json`, 'utf8')) as {
    cases: { groupby: string | null; rows: [string, number, number, number][] }[];
  };
  const rows = readFileSync(`${goldens}inputs/polling_a.jsonl`, 'utf8')
    .trim()
    .split('\n')
    .map((line) => JSON.parse(line) as { edge: string; ts: number });
  const found = runTableTool(
    beaconing,
    { channel: rows.map((r) => r.edge), timestamp: rows.map((r) => BigInt(r.ts) * 1_000_000n) },
    { min_events: 3 },
  );
  for (const [edge, p, frequency, interval] of cases.flatMap((c) => c.rows)) {
    const i = found.channel_key.indexOf(edge);
    expect(Math.abs((found.p_value[i] ?? 2) - p)).toBeLessThan(
      1e-6 * Math.max(p, 1e-6) + (p > 0.1 ? 1e-6 : 0),
    );
    expect(found.dominant_frequency[i]).toBeCloseTo(frequency, 9);
    expect(Math.abs((found.dominant_interval[i] ?? 0) / interval - 1)).toBeLessThan(1e-6);
  }
});
