import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCases } from '../kit/kql-cases.ts';

const folder = new URL('../../../shared/kql/', import.meta.url);

/** How many cases of each file must be right, at least. */
const floors: readonly [file: string, right: number][] = [
  ['emulator_cases_dev.jsonl', 720],
  ['semantic_cases_dev.jsonl', 100],
  ['loco_cases_dev.jsonl', 258],
  ['docs_cases_dev.jsonl', 155],
];

describe.skipIf(!existsSync(folder))(
  'cases with known answers (skipped where ../shared is absent)',
  () => {
    for (const [file, floor] of floors)
      it(`${file}: at least ${floor} are right`, { timeout: 300_000 }, async () => {
        const results = await runCases(new URL(file, folder));
        expect(results.length).toBeGreaterThan(50);
        expect(results.filter((r) => r.wrong === null).length).toBeGreaterThanOrEqual(floor);
      });
  },
);
