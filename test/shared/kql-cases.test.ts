import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { figures, runCases } from '../kit/kql-cases.ts';
import { differences } from './kql-differences.ts';

const folder = new URL('../../../shared/kql/', import.meta.url);

/** How many cases of each file must be right, at least, of those whose answer is the measure. */
const floors: readonly [file: string, right: number][] = [
  ['emulator_cases_dev.jsonl', 758],
  ['semantic_cases_dev.jsonl', 100],
  ['loco_cases_dev.jsonl', 279],
  ['docs_cases_dev.jsonl', 310],
];

describe.skipIf(!existsSync(folder))(
  'cases with known answers (skipped where ../shared is absent)',
  () => {
    for (const [file, floor] of floors)
      it(`${file}: at least ${floor} are right`, { timeout: 300_000 }, async () => {
        const results = await runCases(new URL(file, folder));
        expect(results.length).toBeGreaterThan(50);
        expect(figures(results).measuredRight).toBeGreaterThanOrEqual(floor);
      });
    it('every known difference is a case of one of the files', () => {
      const text = floors.map(([file]) => readFileSync(new URL(file, folder), 'utf8')).join('\n');
      for (const id of differences.keys()) expect(text).toContain(`"${id}"`);
    });
  },
);
