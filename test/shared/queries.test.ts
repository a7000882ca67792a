import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from 'vitest';
import { readQueryFolder } from '../../src/catalog/index.ts';

const goldens = fileURLToPath(new URL('../../../shared/goldens/', import.meta.url));
const there = existsSync(goldens);

describe.skipIf(!there)('query files of MSTICPy (skipped without shared/)', () => {
  const golden = <T>(name: string): T =>
    JSON.parse(readFileSync(`${goldens}dev/${name}.json`, 'utf8')) as T;
  const { queries, faults } = readQueryFolder(`${goldens}inputs/queries`);

  it('all load', () => {
    expect(faults.map((f) => f.message)).toEqual([]);
    expect(queries.length).toBeGreaterThan(200);
  });

  it('have the names and parameters that MSTICPy gives them', () => {
    type Told = Record<string, Record<string, { params: Record<string, [string, boolean]> }>>;
    const told = golden<{ queries: Told }>('06_query_catalogue').queries;
    let compared = 0;
    const differ: string[] = [];
    for (const [system, byName] of Object.entries(told))
      for (const [name, { params }] of Object.entries(byName)) {
        const [family, short] = [name.slice(0, name.lastIndexOf('.')), name.split('.').at(-1)];
        const spelled = (parameters: Iterable<[string, string, boolean]>): string =>
          [...parameters]
            .map((p) => p.join(':'))
            .sort()
            .join(' ');
        const ours = queries
          .filter((q) => q.name === short && q.families.includes(family))
          .filter(({ environments: e }) => e.includes(system) || system === 'MDE')
          .map((q) =>
            spelled(
              [...q.parameters.values()].map((p) => [p.name, p.type, p.default !== undefined]),
            ),
          );
        const theirs = spelled(
          Object.entries(params).map(([n, [type, given]]) => [n, type, given]),
        );
        compared++;
        if (!ours.includes(theirs))
          differ.push(`${system} ${name}: ${ours.join(' | ')}, not ${theirs}`);
      }
    expect(compared).toBeGreaterThan(300);
    expect(differ).toEqual([]);
  });
});
