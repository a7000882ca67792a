import { describe, expect, it } from 'vitest';
import { expectOnlyItsCode, expectSameMeaning } from '../../test/kit/hostile-values.ts';
import type { HuntError } from '../base/index.ts';
import { fillQuery } from './fill.ts';
import type { NamedQuery } from './named-query.ts';
import { readQueryFile } from './read-query-file.ts';
import { fillChunks } from './split.ts';

const now = new Date('2024-05-06T00:00:00Z');
/** A query of one text, in the language of a system; parameters as YAML. */
function query(system: string, text: string, parameters: Record<string, string>): NamedQuery {
  const lines = Object.entries(parameters).map(
    ([name, fields]) => `      ${name}: {description: A value, ${fields}}`,
  );
  const yaml = [
    `metadata: {version: 1, description: T, data_environments: [${system}], data_families: [F]}`,
    'sources:',
    '  q:',
    '    description: A test',
    '    args:',
    `      query: ${JSON.stringify(text)}`,
    '    parameters:',
    ...lines,
  ];
  const { queries, faults } = readQueryFile(yaml.join('\n'), 'test.yaml');
  expect(faults.map((f) => f.message)).toEqual([]);
  const [found] = queries;
  if (!found) throw new Error('no query');
  return found;
}
const str = 'type: str';
const one = (system: string, text: string, fields: string, value: unknown): string =>
  fillQuery(query(system, text, { x: fields }), { x: value }, { now }).text;
const refused = (system: string, text: string, fields: string, value: unknown): string => {
  try {
    return `took it: ${one(system, text, fields, value)}`;
  } catch (error) {
    return (error as HuntError).code;
  }
};

describe('KQL', () => {
  it.each([
    ['T | where a == "{x}"', str, 'a"b\\c\n', 'T | where a == "a\\"b\\\\c\\n"'],
    ["T | where a == '{x}'", str, `it's "q"`, `T | where a == 'it\\'s "q"'`],
    ['T | where a == @"{x}"', str, 'C:\\a"b', 'T | where a == @"C:\\a""b"'],
    ['T | where a == @"C:\\{x}"', str, 'a\nb', 'T | where a == "C:\\\\a\\nb"'],
    ['T | where a == ```{x}```', str, '`', 'T | where a == "`"'],
    ['T | where a == h"{x}"', str, '"', 'T | where a == h"\\""'],
    ['T // {x}\n| count', str, 'a\n| take 1', 'T // a | take 1\n| count'],
    ['T | where a in ({x})', 'type: list', ["a'b", 1, true], "T | where a in ('a\\'b', 1, true)"],
    [
      'T | where a in (dynamic([{x}]))',
      'type: list',
      ['a"b'],
      'T | where a in (dynamic(["a\\"b"]))',
    ],
    ['T | where a has_any ({x})', str, '-enc', "T | where a has_any ('-enc')"],
    ['T | where a has_any ({x})', str, "'a', 'b'", "T | where a has_any ('a', 'b')"],
    ['T | where a == {x}', 'type: int', '7', 'T | where a == 7'],
    ['T | where a > {x}', 'type: datetime', '-1d', 'T | where a > datetime(2024-05-05T00:00:00Z)'],
    ['T | where a > datetime({x})', str, '-1d', 'T | where a > datetime(2024-05-05T00:00:00Z)'],
    ['T | where a {x} "b"', 'type: str, default: has', 'startswith', 'T | where a startswith "b"'],
    [
      'T | where {x} | count',
      "type: str, default: 'true'",
      'a == 1 or b',
      'T | where (a == 1 or b) | count',
    ],
    [
      'T | summarize count() by {x}',
      'type: str, default: a',
      'a, b',
      'T | summarize count() by a, b',
    ],
    [
      'T | summarize count() by bin(t, {x})',
      'type: str, default: 1h',
      '30m',
      'T | summarize count() by bin(t, 30m)',
    ],
    ['{x} | count', str, "workspace('w').T", "workspace('w').T | count"],
    ['T {x} | count', "type: str, default: ''", '| take 5 // few', 'T | take 5 // few\n | count'],
    ['print {{"a": "{x}"}}', str, '{x}', 'print {"a": "{x}"}'],
    ['T | project a_{x}', str, 'b', 'T | project a_b'],
  ])('%s', (text, fields, value, filled) => {
    expect(one('MSSentinel', text, fields, value)).toBe(filled);
  });

  it.each([
    ['{x} | count', str, 'T | take 1'],
    ['{x} | count', str, 'T; U'],
    ['T | where a {x} "b"', 'type: str, default: has', 'has "c" or a has'],
    ['T | where {x} | count', "type: str, default: 'true'", 'true | take 1'],
    ['T | where {x} | count', "type: str, default: 'true'", 'true) or (true'],
    ['T | where {x} | count', "type: str, default: 'true'", 'true // x'],
    ['T | summarize count() by {x}', 'type: str, default: a', 'a | take 1'],
    ['T | take {x}', "type: str, default: '5'", '5 | count'],
    ['T {x}', "type: str, default: ''", '| take 5; U'],
    ['T {x}', "type: str, default: ''", 'take 5'],
    ['T {x}', "type: str, default: ''", '| where a == "b'],
    ['let a = materialize(T {x}); a', "type: str, default: ''", '| take 5) | union (U'],
    ['T | project a_{x}', str, 'b, c'],
    ['T | where a == {x}', 'type: int', '7 or true'],
    ['T | where a == {x}', 'type: float', 'NaN'],
    ['T | where a == {x}', 'type: bool', 'maybe'],
    ['T | where a == "{x}"', str, new Map([['x', 1]])],
    ['T | where a in ({x})', 'type: list', [['a']]],
    ['T | where a == {x}', 'type: int', '9223372036854775808'],
  ])('%s refuses what is more than its place takes', (text, fields, value) => {
    expect(refused('MSSentinel', text, fields, value)).toBe('catalog/bad-value');
  });
});

describe('other languages', () => {
  it.each([
    ['Splunk', 'search user={x}', 'bob', 'search user=bob'],
    ['Splunk', 'search user={x}', 'bob OR 1=1', 'search user="bob OR 1=1"'],
    ['Splunk', 'search user={x}', 'OR', 'search user="OR"'],
    ['Splunk', 'search user="{x}"', 'a" | delete "', 'search user="a\\" | delete \\""'],
    ['Splunk', 'search user={x}', '] | x `m`', 'search user="] | x `m`"'],
    ['MSGraph', "/a?$filter=b eq '{x}'", "o'x&y#%", "/a?$filter=b eq 'o''x%26y%23%25'"],
    ['MSGraph', '/a/{x}', '../../users?x', '/a/..%2F..%2Fusers%3Fx'],
    [
      'OpenObserve',
      "SELECT 1 FROM t WHERE a = '{x}'",
      "' OR 1=1 --",
      "SELECT 1 FROM t WHERE a = ''' OR 1=1 --'",
    ],
    [
      'OpenObserve',
      'SELECT 1 FROM t WHERE a = {x}',
      "' OR 1",
      "SELECT 1 FROM t WHERE a = ''' OR 1'",
    ],
    ['OpenObserve', 'SELECT 1 FROM {x}', 'a.b', 'SELECT 1 FROM a.b'],
    ['Elastic', 'FROM a | WHERE u == "{x}"', 'b" OR "1', 'FROM a | WHERE u == "b\\" OR \\"1"'],
    ['Elastic', 'FROM a | WHERE u == {x}', 'b\n| DROP c', 'FROM a | WHERE u == "b\\n| DROP c"'],
    [
      'Elastic',
      'FROM a | WHERE u == """b"{x}"""',
      '""" //',
      'FROM a | WHERE u == "b\\"\\"\\"\\" //"',
    ],
    [
      'Elastic',
      'FROM a | WHERE `{x}` == 1',
      'b` | DROP `c',
      'FROM a | WHERE `b`` | DROP ``c` == 1',
    ],
    ['Elastic', 'FROM {x} | LIMIT 1', 'logs-*,other', 'FROM logs-*,other | LIMIT 1'],
    ['Elastic', 'FROM a // {x}\n| LIMIT 1', 'b\n| DROP c', 'FROM a // b | DROP c\n| LIMIT 1'],
    ['Elastic', "SELECT 1 FROM t WHERE a = '{x}'", "' OR 1", "SELECT 1 FROM t WHERE a = ''' OR 1'"],
    [
      'Elastic',
      '{"query": {"match": {"b": "{x}"}}}',
      '"}, "c',
      '{"query": {"match": {"b": "\\"}, \\"c"}}}',
    ],
    ['Elastic', '{{"a": {{"b": "{x}"}}}}', '"}, {y}', '{"a": {"b": "\\"}, {y}"}}'],
    ['Cybereason', '{"a": "{x}"}', 'b", "c": "d', '{"a": "b\\", \\"c\\": \\"d"}'],
    ['Sumologic', 'a="{x}"', 'plain text', 'a="plain text"'],
  ])('%s: %s', (system, text, value, filled) => {
    expect(one(system, text, str, value)).toBe(filled);
  });

  it.each([
    ['Splunk', 'search a {x}', "type: str, default: '| head 1'", 'OR b'],
    ['Splunk', 'search a={x}', str, 'a\0b'],
    ['MSGraph', '/a/{x}', str, '..'],
    ['MSGraph', '/a?$filter=b eq 1 {x}', "type: str, default: ''", ') or (true'],
    ['OpenObserve', 'SELECT 1 FROM {x}', str, 'a; DROP TABLE b'],
    ['OpenObserve', 'SELECT 1 FROM t WHERE true {x}', "type: str, default: ''", 'UNION SELECT 2'],
    ['Sumologic', 'a="{x}"', str, 'a" | delete'],
    ['Elastic', 'FROM {x} | LIMIT 1', str, 'logs | DROP a'],
    ['Elastic', 'FROM a | LIMIT {x}', "type: str, default: '5'", '5 | DROP a'],
    ['Elastic', 'FROM a {x}', "type: str, default: ''", 'WHERE b'],
    ['Elastic', 'FROM a {x} | LIMIT 1', "type: str, default: ''", '| WHERE b // c'],
    ['Elastic', 'FROM a {x} | LIMIT 1', "type: str, default: ''", '| WHERE b == """c'],
    ['Elastic', 'FROM a | WHERE `{x}` == 1', str, 'b\nc'],
  ])('%s: %s refuses what it cannot hold', (system, text, fields, value) => {
    expect(refused(system, text, fields, value)).toBe('catalog/bad-value');
  });

  it('give a list and a time as ES|QL has them', () => {
    expect(one('Elastic', 'FROM a | WHERE b IN ({x})', 'type: list', ['c"', 1])).toBe(
      'FROM a | WHERE b IN ("c\\"", 1)',
    );
    expect(one('Elastic', 'FROM a | WHERE @timestamp > {x}', 'type: datetime', 0)).toBe(
      'FROM a | WHERE @timestamp > TO_DATETIME("2024-05-06T00:00:00Z")',
    );
  });

  it('give a list and a time as JSON has them', () => {
    expect(one('Cybereason', '{"a": ["{x}"]}', 'type: list', ['b"', 'c'])).toBe(
      '{"a": ["b\\"", "c"]}',
    );
    expect(one('Cybereason', '{"a": "{x}"}', 'type: datetime', 0)).toBe('{"a": 1714953600000}');
  });
});

describe('pieces of time', () => {
  const timed = (text: string): NamedQuery =>
    query('MSSentinel', text, { start: 'type: datetime', end: 'type: datetime' });
  const texts = (text: string): string[] =>
    fillChunks(
      timed(text),
      { start: '2024-02-01', end: '2024-02-03T12:00' },
      { splitBy: '1d' },
    ).map((chunk) => chunk.text);

  it('follow each other without gap or overlap', () => {
    expect(texts('{start}..{end}').map((t) => t.replaceAll(/datetime\(|\)/g, ''))).toEqual([
      '2024-02-01T00:00:00Z..2024-02-01T23:59:59.9999999Z',
      '2024-02-02T00:00:00Z..2024-02-02T23:59:59.9999999Z',
      '2024-02-03T00:00:00Z..2024-02-03T12:00:00Z',
    ]);
    expect(texts('T | where a >= datetime({start}) and a < datetime({end})')[0]).toContain(
      '< datetime(2024-02-02T00:00:00Z)',
    );
  });
});

it('refuses a time that ends before it begins', () => {
  const timed = query('MSSentinel', 'T | where a between (datetime({start}) .. datetime({end}))', {
    start: 'type: datetime',
    end: 'type: datetime',
  });
  expect(() => fillQuery(timed, { start: '2024-02-02', end: '2024-02-01' })).toThrow(
    'it starts at 2024-02-02T00:00:00Z, after its end at 2024-02-01T00:00:00Z',
  );
});

/** Texts of every language that packs have no query of. */
it.each([
  ['OpenObserve', "SELECT a FROM t WHERE b = '{x}' AND c = {y}"],
  ['Elastic', 'FROM t | WHERE b == "{x}" AND c == {y} AND d == """{x}"""'],
  ['Elastic', '{"query": {"match": {"b": "{x}", "c": "{y}"}}}'],
])('%s: %s means the same whatever its texts are', (system, text) => {
  const named = query(system, text, { x: str, y: str });
  expectSameMeaning(named, 0);
  expectOnlyItsCode(named);
});

describe('files at fault', () => {
  const head =
    'metadata: {version: 1, description: T, data_environments: [LocalData], data_families: [F]}\n';
  const codeOf = (text: string): string => {
    try {
      readQueryFile(text, 'test.yaml');
    } catch (error) {
      return (error as HuntError).code;
    }
    return 'read';
  };

  it('are told of, and never take long', () => {
    const bomb = ['a: &a [x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++) {
      const name = String.fromCharCode(97 + i);
      const before = `*${String.fromCharCode(96 + i)}`;
      bomb.push(`${name}: &${name} [${Array.from({ length: 9 }, () => before).join(', ')}]`);
    }
    expect(codeOf(bomb.join('\n'))).toBe('catalog/bad-yaml');
    expect(codeOf('['.repeat(100_000))).toBe('catalog/bad-yaml');
    expect(codeOf(`a: ${'- '.repeat(50_000)}x`)).toBe('catalog/bad-yaml');
    expect(codeOf('x'.repeat(5_000_000))).toBe('catalog/bad-yaml');
    expect(codeOf('a: "b')).toBe('catalog/bad-yaml');
    for (const text of [
      '',
      'a',
      '[]',
      'metadata: {}',
      `${head}sources:`,
      'metadata: 1\nsources: 2',
    ])
      expect(codeOf(text), text).toBe('catalog/bad-file');
  });

  it('lose only the query at fault', () => {
    const text = `${head}sources:\n  a: {description: A, args: {query: a.csv}}\n  __proto__: {args: {query: 1}}\n  "b c": {args: {query: b.csv}}\n  c: 7\n`;
    const { queries, faults } = readQueryFile(text, 'test.yaml');
    expect(queries.map((q) => q.name)).toEqual(['a']);
    expect(faults.map((f) => f.code)).toEqual(Array(3).fill('catalog/bad-query'));
  });
});
