import { expect } from 'vitest';
import { HuntError } from '../../src/base/index.ts';
import { fillQuery, type NamedQuery, type TemplatePart } from '../../src/catalog/index.ts';
import { syntaxFaults } from '../../src/kql/index.ts';
import { hostileTexts, lexicalShapeOf, shapeOf, tokensOf } from './query-tokens.ts';

/** Times are relative to this one. */
export const options: { now: Date } = { now: new Date('2024-05-06T07:08:09Z') };

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

/** A value for each parameter that needs one. */
export function harmless(query: NamedQuery): Record<string, unknown> {
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

/** The parameters that stand in quotes or as literals, and those that are code. */
function textsOf(query: NamedQuery): { values: string[]; lists: Set<string>; code: string[] } {
  const texts = [...query.parameters.values()].filter(
    ({ used, type }) => used && (type === 'str' || type === 'list'),
  );
  const code = texts.filter(({ name, type }) => type === 'str' && isCode(query, name));
  const names = (found: typeof texts): string[] => found.map(({ name }) => name);
  return {
    values: names(texts.filter((parameter) => !code.includes(parameter))),
    lists: new Set(names(texts.filter(({ type }) => type === 'list'))),
    code: names(code),
  };
}

/** Whatever the texts are, the query stays the same; of one of them, its number turning, the whole tree is compared. */
export function expectSameMeaning(query: NamedQuery, at: number): void {
  const given = harmless(query);
  const { values, lists } = textsOf(query);
  const withTexts = (text: (i: number) => string): string => {
    const own = values.map(
      (name, i) => [name, lists.has(name) ? [text(i), 'def'] : text(i)] as const,
    );
    return fillQuery(query, { ...given, ...Object.fromEntries(own) }, options).text;
  };
  const tame = withTexts(() => 'abc');
  const lexical = lexicalShapeOf(query.language, tame, ['abc', 'def']);
  const usable = hostileTexts.filter((t) => query.language === 'kql' || !t.includes('\0'));
  usable.forEach((_, k) => {
    const text = withTexts((i) => usable[(k + i) % usable.length] ?? '');
    const all = ['abc', 'def', ...usable];
    expect(lexicalShapeOf(query.language, text, all), text).toBe(lexical);
    if (k === at % usable.length)
      expect(shapeOf(query.language, text, all), text).toBe(
        shapeOf(query.language, tame, ['abc', 'def']),
      );
  });
}

/** What is taken where code stands is code of its kind, and changes nothing around it. */
export function expectOnlyItsCode(query: NamedQuery): void {
  const given = harmless(query);
  for (const name of textsOf(query).code)
    for (const hostile of hostileTexts)
      if (filledOrCode(query, { ...given, [name]: hostile }) !== '')
        expectSameAround(query, { ...given, [name]: hostile }, name);
}
