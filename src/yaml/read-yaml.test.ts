import { describe, expect, it } from 'vitest';
import { readYaml } from './index.ts';

const read = (text: string): unknown =>
  readYaml(text, { file: 'odd.yaml', code: 'test/bad-yaml', hint: 'Mend it.' });

describe('YAML', () => {
  it('is read as PyYAML reads it', () => {
    expect(read('[y, n, yes, No, on, ~, 0o7, 1_000, "y"]')).toEqual([
      'y',
      'n',
      true,
      false,
      true,
      null,
      '0o7',
      1000,
      'y',
    ]);
    expect(read('a: 1\na: 2')).toEqual(new Map([['a', 2]]));
    expect(read('a: "x\ny z"\nb: 1')).toEqual(
      new Map<string, unknown>([
        ['a', 'x y z'],
        ['b', 1],
      ]),
    );
    expect(read('? y\n: n')).toEqual(new Map([['y', 'n']]));
    expect(read('')).toBeNull();
  });

  it('gives keys no meaning', () => {
    expect(read('__proto__: {x: 1}')).toEqual(new Map([['__proto__', new Map([['x', 1]])]]));
    expect(({} as Record<string, unknown>)['x']).toBeUndefined();
  });

  it('tells the line of a fault, and an anchor that is none', () => {
    expect(() => read('a: 1\nb: [')).toThrow(/^odd\.yaml cannot be read as YAML: line 2: .*\.$/);
    expect(() => read('a: *nowhere')).toThrow('nowhere');
    expect(() => read('a: 1\n---\nb: 2')).toThrow('line 2: a second document begins');
  });

  it('counts brackets only where they nest, not in texts', () => {
    const lines = Array.from({ length: 500 }, (_, i) => `k${i}: |\n  where a[${i} in ({{ "["`);
    expect(read(lines.join('\n'))).toHaveProperty('size', 500);
    expect(read(`a: ${'['.repeat(50)}${']'.repeat(50)}`)).toHaveProperty('size', 1);
  });

  it.each([
    ['brackets', '['.repeat(200_000)],
    ['mappings in brackets', '{a: '.repeat(200_000)],
    ['lists in lists', '- '.repeat(200_000)],
    ['keys that are mappings', '? '.repeat(200_000)],
    ['indentation', Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}a:`).join('\n')],
    [
      'lists by indentation',
      Array.from({ length: 1000 }, (_, i) => `${' '.repeat(i)}-`).join('\n'),
    ],
  ])('ends soon where it nests without end: %s', (_, text) => {
    expect(() => read(text)).toThrow('more than 60 deep');
  });

  it('ends soon where it repeats itself by aliases, or is large', () => {
    const laughs = ['a0: &a0 [x, x, x, x, x, x, x, x, x, x]'];
    for (let i = 1; i < 12; i++)
      laughs.push(`a${i}: &a${i} [${Array.from({ length: 10 }, () => `*a${i - 1}`).join(', ')}]`);
    expect(() => read(laughs.join('\n'))).toThrow('alias');
    expect(() => read('x'.repeat(5 * 1024 * 1024))).toThrow('4 MiB');
    for (const text of ['*a '.repeat(1e6), '&a '.repeat(1e6), '- a\n'.repeat(1e6)])
      expect(() => read(text)).toThrow('more than 50000 parts');
    expect(() => read('"'.repeat(10_000))).toThrow('line 1');
  });
});
