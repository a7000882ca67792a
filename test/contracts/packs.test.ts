import { describe, expect, it } from 'vitest';
import { HuntError } from '../../src/base/index.ts';
import {
  fillQuery,
  type NamedQuery,
  packsFolder,
  readQueryFolder,
  type TemplatePart,
} from '../../src/catalog/index.ts';
import { syntaxFaults } from '../../src/kql/index.ts';
import { hostileTexts, lexicalShapeOf, shapeOf, tokensOf } from '../kit/query-tokens.ts';

const { queries, faults } = readQueryFolder(packsFolder);
const options = { now: new Date('2024-05-06T07:08:09Z') };

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

/** True where a place of the parameter stands outside of quotes and comments. */
function isCode(query: NamedQuery, name: string): boolean {
  return tokensOf(query.language, query.text.replaceAll(`{${name}}`, 'zzplacezz')).some(
    ({ kind, text }) => text.includes('zzplacezz') && kind !== 'string' && kind !== 'comment',
  );
}

const standIns: Readonly<Record<string, unknown>> = {
  str: 'abc',
  int: 7,
  float: 0.5,
  bool: true,
  datetime: '2024-02-01',
  list: ['abc', 'def'],
};

function harmless(query: NamedQuery): Record<string, unknown> {
  const given: Record<string, unknown> = {};
  for (const { name, type, used, default: standard } of query.parameters.values())
    if (used && standard === undefined) given[name] = standIns[type];
  return given;
}

function filledOrCode(query: NamedQuery, given: Record<string, unknown>): string {
  try {
    return fillQuery(query, given, options).text;
  } catch (error) {
    if (error instanceof HuntError && error.code === 'catalog/bad-value') return '';
    throw error;
  }
}

/** What is code itself, such as steps, changes nothing around its place, and the whole stays one query. */
function expectSameAround(query: NamedQuery, given: Record<string, unknown>, name: string): void {
  const around = fillQuery(
    { ...query, parts: query.parts.map((p) => (isPlace(p, name) ? '|zz|' : p)) },
    given,
    options,
  );
  const flat = (text: string): string =>
    tokensOf(query.language, text)
      .map((t) => t.text)
      .join(' ');
  const text = fillQuery(query, given, options).text;
  const pieces = around.text.split('|zz|');
  expect(flat(text).startsWith(flat(pieces[0] ?? ''))).toBe(true);
  expect(flat(text).endsWith(flat(pieces.at(-1) ?? ''))).toBe(true);
  if (query.language !== 'kql') return;
  expect(syntaxFaults(text), text).toEqual([]);
  const statements = (t: string): number =>
    tokensOf('kql', t).filter(({ kind, text }) => kind === 'mark' && text === ';').length;
  expect(statements(text)).toBe(statements(around.text));
}

const isPlace = (part: TemplatePart, name: string): boolean =>
  typeof part !== 'string' && part.parameter === name;

for (const [at, query] of queries
  .filter((q) => q.language !== 'file' && q.language !== 'other')
  .entries())
  describe(`${query.families[0]}.${query.name}`, () => {
    const given = harmless(query);

    it('is whole with harmless values', () => {
      const { text } = fillQuery(query, given, options);
      expect(text.trim()).not.toBe('');
      if (query.language === 'kql') expect(syntaxFaults(text)).toEqual([]);
    });

    const texts = [...query.parameters.values()].filter(
      ({ used, type }) => used && (type === 'str' || type === 'list'),
    );
    const code = texts.filter(({ name, type }) => type === 'str' && isCode(query, name));
    const values = texts.filter((parameter) => !code.includes(parameter));

    it('means the same whatever its texts are', () => {
      const withTexts = (text: (i: number) => string): string => {
        const own = values.map(({ name, type }, i) => {
          return [name, type === 'list' ? [text(i), 'def'] : text(i)] as const;
        });
        return fillQuery(query, { ...given, ...Object.fromEntries(own) }, options).text;
      };
      const tame = withTexts(() => 'abc');
      const lexical = lexicalShapeOf(query.language, tame, ['abc', 'def']);
      const usable = hostileTexts.filter((t) => query.language === 'kql' || !t.includes('\0'));
      usable.forEach((_, k) => {
        const text = withTexts((i) => usable[(k + i) % usable.length] ?? '');
        const values = ['abc', 'def', ...usable];
        expect(lexicalShapeOf(query.language, text, values), text).toBe(lexical);
        if (k === at % usable.length)
          expect(shapeOf(query.language, text, values), text).toBe(
            shapeOf(query.language, tame, ['abc', 'def']),
          );
      });
    });

    it('takes for code only what is code of its kind', () => {
      for (const { name } of code)
        for (const hostile of hostileTexts)
          if (filledOrCode(query, { ...given, [name]: hostile }) !== '')
            expectSameAround(query, { ...given, [name]: hostile }, name);
    });
  });
