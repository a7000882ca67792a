import { expect, it } from 'vitest';
import { packsFolder, readQueryFolder } from '../../src/catalog/index.ts';

const { queries, faults } = readQueryFolder(packsFolder);

it('reads every query of the packs', () => {
  expect(faults.map((fault) => fault.message)).toEqual([]);
  expect(queries.length).toBeGreaterThan(1);
});

it('has each name once for each language', () => {
  const names = queries.flatMap((q) => q.families.map((f) => `${q.language} ${f}.${q.name}`));
  expect(names.filter((name, i) => names.indexOf(name) !== i)).toEqual([]);
});

for (const query of queries)
  it(`${query.families[0]}.${query.name} says what it gives and takes`, () => {
    expect(query.about.length).toBeGreaterThan(4);
    for (const parameter of query.parameters.values())
      expect(parameter.about.length, parameter.name).toBeGreaterThan(4);
    const names = [...query.parameters.values()].flatMap((p) => [p.name, ...p.aliases]);
    expect(new Set(names).size).toBe(names.length);
  });
