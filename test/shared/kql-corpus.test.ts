import { existsSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { runCorpus } from '../kit/kql-corpus.ts';

const schemas = new URL('../../../shared/kql/schemas.json', import.meta.url);
const folder = process.env['HUNTBOOK_KQL_CORPUS'];

/** What no query here will ever do is not a failure: reading from an address that the query names. */
const byDesign = /^externaldata|asks for nothing/;

describe.skipIf(!folder || !existsSync(schemas))(
  'hunting collections (skipped where HUNTBOOK_KQL_CORPUS names no folder, or ../shared is absent)',
  () => {
    it('99 % of the queries that bind compile and run', { timeout: 1_200_000 }, async () => {
      const results = await runCorpus(folder ?? '', schemas);
      const bound = results.filter(
        (r) => !['unparsed', 'unbound'].includes(r.outcome) && !byDesign.test(r.reason),
      );
      expect(bound.length).toBeGreaterThan(100);
      const failures = bound
        .filter((r) => r.outcome !== 'ran')
        .map((r) => `${r.file}: ${r.reason}`);
      expect(failures.length / bound.length, failures.join('\n')).toBeLessThanOrEqual(0.01);
    });
  },
);
