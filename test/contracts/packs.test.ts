import { describe, expect, it } from 'vitest';
import { fillQuery, packsFolder, readQueryFolder } from '../../src/catalog/index.ts';
import { syntaxFaults } from '../../src/kql/index.ts';
import { expectOnlyItsCode, expectSameMeaning, harmless, options } from '../kit/hostile-values.ts';

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

for (const [at, query] of queries
  .filter((q) => q.language !== 'file' && q.language !== 'other')
  .entries())
  describe(`${query.families[0]}.${query.name}`, () => {
    it('is whole with harmless values', () => {
      const { text } = fillQuery(query, harmless(query), options);
      expect(text.trim()).not.toBe('');
      if (query.language === 'kql') expect(syntaxFaults(text)).toEqual([]);
    });

    it('means the same whatever its texts are', () => expectSameMeaning(query, at));

    it('takes for code only what is code of its kind', () => expectOnlyItsCode(query));
  });
